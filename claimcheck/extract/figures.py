"""Numbers in figures: decimal and group signs by the language's habit, with the foreign habit as a fallback."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

GROUP = 3  # figures that a sign sets apart (1'427.064 where the decimal sign is a comma)
LONGEST = 40  # characters; a longer numeral is an identifier, not an amount


class Figure(NamedTuple):
    """A numeral's value and how many decimals are printed."""

    value: Fraction
    decimals: int


@lru_cache(maxsize=4096)
def figure(text: str, decimal: str = ".") -> Figure | None:
    """The value of a numeral such as 1.200,5 or 1'300; None for what is no number (192.168.1.2).

    Where one sign alone leaves both readings open (1.200), `decimal`, the language's decimal sign, decides.
    """
    text = text.replace("’", "'").replace("′", "'")
    signs = [sign for sign in text if not sign.isdecimal()]
    if len(text) > LONGEST or not text[:1].isdecimal() or not all(sign in ".,'" for sign in signs):
        return None
    if not signs:
        return Figure(Fraction(int(text)), 0)
    last = signs[-1]
    if len(set(signs)) == 2 and signs.count(last) == 1 and last != "'":
        whole, _, rest = text.rpartition(last)
        if not _grouped(whole, signs[0]):
            return None
        digits = whole.replace(signs[0], "")
        if signs[0] == "'" and last != decimal and len(rest) == GROUP:
            return Figure(Fraction(int(digits + rest)), 0)
        return _decimal(digits, rest)
    if len(set(signs)) > 1:
        return None
    if (last != decimal or len(signs) > 1) and _grouped(text, last):
        return Figure(Fraction(int(text.replace(last, ""))), 0)
    if len(signs) == 1 and last != "'":
        whole, _, rest = text.partition(last)
        return _decimal(whole, rest)
    return None


def _decimal(whole: str, rest: str) -> Figure:
    return Figure(Fraction(int(whole + rest), 10 ** len(rest)), len(rest))


def _grouped(text: str, sign: str) -> bool:
    """Whether the groups are of three digits (or two before the last three, as in 12,34,567)."""
    first, *rest = text.split(sign)
    if not rest or not 1 <= len(first) <= 3 or first == "0" or len(rest[-1]) != 3:
        return False
    sizes = {len(group) for group in rest[:-1]}
    return sizes <= {3} or sizes == {2} and len(first) <= 2 and sign == ","
