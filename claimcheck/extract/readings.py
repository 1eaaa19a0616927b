"""What a written number may stand for: the number model, one function a row of its table.

Every function gives the strict and the generous interval. The strict one is what the figure says;
the generous one allows a journalist's rounding. A hedge never narrows either.
"""

from __future__ import annotations

from fractions import Fraction

from claimcheck.interval import Interval
from claimcheck.language import House
from claimcheck.model import Hedge

Readings = tuple[Interval, Interval]

SHARE_SLACK = Fraction(3, 100)
HEDGED_SHARE_SLACK = Fraction(5, 100)
ROUND_NUMBERS_OF_TENS = (10, 100, 1000)


def whole(value: Fraction) -> Readings:
    """26 people, 547 votes: exactly so. 300, 1,300, 52,000 (two trailing zeros, or one from a thousand
    on): exactly so, or rounded at the last place that is not zero."""
    place = last_place(value)
    rounded = place >= 100 or place == 10 and abs(value) >= 1000
    return Interval.exactly(value), Interval.around(value, place / 2 if rounded else Fraction(0))


def decimal(value: Fraction, step: Fraction) -> Readings:
    """12.30: half of the last printed place either way, ends included."""
    around = Interval.around(value, step / 2)
    return around, around


def scaled(value: Fraction, step: Fraction, scale: int) -> Readings:
    """1.3 million, 4 billion: half of the last printed place; 300 million rounds as 300 does."""
    strict = Interval.around(value, step / 2)
    return strict, strict.join(whole(value / scale)[1].scale(scale))


def measured(value: Fraction, step: Fraction) -> Readings:
    """30 miles, 3.5 %, 47 %: half of the last printed place; generously, of the last place that is not zero."""
    strict = Interval.around(value, step / 2)
    return strict, strict.join(whole(value)[1])


def share(value: Fraction, hedged: bool = False) -> Readings:
    """Half, a third, one in five: three points either way, five when hedged."""
    around = Interval.around(value, HEDGED_SHARE_SLACK if hedged else SHARE_SLACK)
    return around, around


def most() -> Readings:
    """Most of, la maggior parte: more than half, up to all."""
    above = Interval(Fraction(1, 2), Fraction(1), low_open=True)
    return above, above


def collective(value: Fraction) -> Readings:
    """Una decina 8-12, un centinaio 80-120, un migliaio 800-1,200; una ventina 17-23 and the like."""
    slack = Fraction(1, 5) if value in ROUND_NUMBERS_OF_TENS else Fraction(3, 20)
    around = Interval.around(value, value * slack)
    return around, around


def many(value: Fraction) -> Readings:
    """Dozens, decine, hundreds, centinaia: at least two of them."""
    least = Interval(2 * value, None, high_open=True)
    return least, least


def between(low: Fraction, high: Fraction) -> Readings:
    """Between a and b, a-b: ends included."""
    closed = Interval(low, high)
    return closed, closed


def hedged(hedge: Hedge, value: Fraction, plain: Readings, house: House) -> Readings:
    """The readings of `value` under a hedge as wide as the house has it, `plain` being those without one."""
    if hedge is Hedge.ABOUT:
        around = Interval.around(value, abs(value) * house.about)
        return around.join(plain[0]), around.join(plain[1])
    if hedge is Hedge.NEARLY:
        below = _nearly(value, house.nearly)
        return below, below
    bound = _BOUNDS.get(hedge)
    if bound is None:
        return plain
    interval = bound(value)
    return interval, interval


def plausible(value: Fraction) -> Interval:
    """How far `over x` is usually from x: up to a quarter more. For notes only."""
    return Interval(value, value * Fraction(5, 4), low_open=True)


def last_place(value: Fraction) -> Fraction:
    """The place of the last digit that is not zero: 100 for 1,300, 1/100 for 12.34; 0 for 0."""
    if value == 0:
        return Fraction(0)
    place = Fraction(1)
    while value.denominator > 1 and (value / place).denominator > 1 and place.denominator < 10**15:
        place /= 10
    while value.denominator == 1 and (value / (place * 10)).denominator == 1:
        place *= 10
    return place


def _nearly(value: Fraction, width: Fraction) -> Interval:
    """Nearly, almost, just under: within `width` (a share of the number) below."""
    if value < 0:
        return Interval(value, value * (1 - width), low_open=True)
    return Interval(value * (1 - width), value, high_open=True)


def _over(value: Fraction) -> Interval:
    """Over, more than."""
    return Interval(value, None, low_open=True, high_open=True)


def _under(value: Fraction) -> Interval:
    """Under, less than."""
    return Interval(None, value, low_open=True, high_open=True)


def _at_least(value: Fraction) -> Interval:
    """At least."""
    return Interval(value, None, high_open=True)


def _up_to(value: Fraction) -> Interval:
    """Up to, at most."""
    return Interval(None, value, low_open=True)


_BOUNDS = {
    Hedge.OVER: _over,
    Hedge.UNDER: _under,
    Hedge.AT_LEAST: _at_least,
    Hedge.UP_TO: _up_to,
}
