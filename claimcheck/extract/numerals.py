"""Numerals (first slice)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.language import Pack
from claimcheck.phrase import Token


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read."""

    value: Fraction


def numeral(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """The number at a token."""
    text = tokens[at].text
    text = text.replace(".", "").replace(",", ".") if pack.code == "it" else text.replace(",", "")
    try:
        return Numeral(Fraction(text))
    except ValueError:
        return None
