"""Whether one figure of a relation that fails was mistyped: one digit is another, two neighbours are swapped, or it is
ten, a hundred, a thousand times too large or too small; and how little that would happen by chance."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from claimcheck.checks import digits
from claimcheck.evidence.score import MOST_BITS
from claimcheck.interval import Interval

SCALES = (Fraction(1000), Fraction(1, 1000))  # a million for a billion, a thousand for a million
MOST, LARGEST = 60, 10**12  # figures that may be meant, above which a slip tells nothing; the longest figure looked at
TENS = (10, 100, 1000)
NINE_TENTHS = Fraction(9, 10)


def telling(value: Fraction, step: Fraction, needed: Iterable[Interval]) -> int | None:
    """How many bits it tells that a slip makes of a figure what is needed: how much less likely than one that such a
    figure lies one slip from the needed ones by chance; None where no slip does.

    `step` is the last printed place of the figure, `needed` are the intervals it would have to lie in.
    """
    printed = value / step if step else value
    if printed.denominator != 1 or not 0 < printed <= LARGEST:
        return None
    found = [bits for each in needed for way in (_bits, _scaled) if (bits := way(int(printed), each, step)) is not None]
    return max(found, default=None)


def _scaled(printed: int, needed: Interval, step: Fraction) -> int | None:
    """The bits that it tells when a figure is right but for its scale word."""
    for scale in SCALES:
        ways = _meant(needed.scale(scale), step)
        if printed in ways:
            return _worth(len(SCALES) * len(ways), len(str(printed)))
    return None


def _meant(needed: Interval, step: Fraction) -> range:
    """The figures, in printed places, that may be meant; none where the needed have no bound."""
    if needed.low is None or needed.high is None or not step:
        return range(0)
    return range(ceil(needed.low / step - Fraction(1, 2)), floor(needed.high / step + Fraction(1, 2)) + 1)


def _worth(ways: int, length: int) -> int:
    """The bits told by what so many of all figures of a length would do by chance."""
    return next((bits for bits in range(MOST_BITS, 0, -1) if ways * 2**bits <= NINE_TENTHS * 10**length), 0)


def _bits(printed: int, needed: Interval, step: Fraction) -> int | None:
    ways = _meant(needed, step)
    width = len(ways)
    if width > MOST or not any(each > 0 and slip(printed, each) for each in ways):
        return None
    length = len(str(printed))
    return _worth((10 * length - 1 + 2 * len(TENS)) * width, length)


def slip(printed: int, meant: int) -> bool:
    """Whether one whole number is the other with one slip, of a figure of one digit any other."""
    large, small = max(printed, meant), min(printed, meant)
    tens = any(small * times == large for times in TENS)
    return tens or small < large < min(TENS) or digits.slip(Fraction(printed), Fraction(meant))
