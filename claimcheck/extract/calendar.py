"""What looks like a number and is a date, a time, a year, an ordinal, a score or a mere label."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.extract.mention import Mention
from claimcheck.language import Pack
from claimcheck.phrase import Token


def read(tokens: Sequence[Token], pack: Pack) -> list[Mention]:
    """The mentions of one sentence that are no plain numbers, in order, never overlapping."""
    return []
