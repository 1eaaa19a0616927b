"""What looks like a number and is a date, a time, a year, an ordinal, a score or a mere label.

Each reader looks at one place and takes what begins there or nothing; the first that takes wins. The
order says which reading is surer: the shape of a code before a date, a date before a bare year.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.extract import clock, dates, labels, ordinals, scores, years
from claimcheck.extract.mention import Mention
from claimcheck.extract.scan import Scan
from claimcheck.extract.walk import walk
from claimcheck.language import Pack
from claimcheck.phrase import Token

READERS = (dates.read, labels.read, clock.read, years.read, scores.read, ordinals.read)


def read(tokens: Sequence[Token], pack: Pack) -> list[Mention]:
    """The mentions of one sentence that are no plain numbers, in order, never overlapping."""
    scan = Scan.of(tokens, pack)

    def step(at: int) -> tuple[Mention | None, int]:
        mention = next((mention for reader in READERS if (mention := reader(scan, at))), None)
        return mention, mention.last if mention else at + 1

    return list(walk(len(tokens), step))
