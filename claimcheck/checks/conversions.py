"""A figure told in two units, against the ratio of the units."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.restated import Restated, restated, told_twice
from claimcheck.checks.voting import voted
from claimcheck.extract.article import Article
from claimcheck.extract.units import convert, same_dimension, variants
from claimcheck.interval import Interval
from claimcheck.model import Kind, Quantity, Relation, Verdict

MEASURED = frozenset({Kind.MEASURE, Kind.DURATION})
SIGNS = {
    "degC": "°C", "degF": "°F", "m2": "m²", "km2": "km²", "m3": "m³", "km3": "km³", "ft2": "sq ft", "mi2": "sq mi",
    "ft3": "cu ft", "inch": "in", "t": "tonnes", "ton": "tons", "l": "litres", "nmi": "nautical miles",
}  # fmt: skip
ANY_DEGREES, CELSIUS, FAHRENHEIT = "deg", "degC", "degF"
DEGREES = frozenset({CELSIUS, FAHRENHEIT, "K"})
MILE, NAUTICAL = "mi", "nmi"
BORROWED = "unit of its neighbour"
SLIGHT, GRAVE = Fraction(1, 100), Fraction(5, 100)  # of the figure; below the first nobody notices
LARGE = 1000
FEW_DEGREES = Fraction(1)
MOVES = frozenset({"rise", "fall", "change"})


@check("unit-conversion", slots=("first", "expected", "stated"))
def conversion(article: Article) -> Iterator[Relation]:
    """Two measures of which the second tells the first again in another unit."""
    for pair in restated(article, MEASURED):
        units = _units(pair.first.quantity, pair.second.quantity)
        ways = _ways(article, pair, *units) if units[0] != units[1] else ()
        if ways:
            found = _judged(pair, units, ways)
            if found:
                yield found


def _units(one: Quantity, second: Quantity) -> tuple[str, str]:
    """The two units; degrees without a scale of their own are of the other one."""
    other = {CELSIUS: FAHRENHEIT, FAHRENHEIT: CELSIUS}
    first, last = one.unit, second.unit
    if first == ANY_DEGREES or first == last and BORROWED in one.trace:
        first = other.get(last, first)
    if last == ANY_DEGREES:
        last = other.get(first, last)
    return first, last


class Way(NamedTuple):
    """One way to tell a unit in another."""

    unit: str
    into: str
    difference: bool = False

    def interval(self, amount: Interval) -> Interval:
        """All figures of an interval in the other unit."""
        told = convert(amount, self.unit, self.into, difference=self.difference)
        return Interval(None, None, True, True) if told is None else told

    def value(self, amount: Fraction) -> Fraction:
        """A figure in the other unit."""
        told = self.interval(Interval.exactly(amount)).low
        return amount if told is None else told


def _ways(article: Article, pair: Restated, first: str, second: str) -> tuple[Way, ...]:
    """The conversions that may be meant: nautical miles at sea only, degrees of change where one is told."""
    if not same_dimension(first, second):
        return ()
    norms = {item.norm for item in article.items[pair.first.sentence]}
    if first in DEGREES:
        if article.has(pair.first, "degrees_change"):
            return (Way(first, second, True),)
        changing = bool(norms & article.pack.words("conversions.change")) or _moved(article, pair.first.sentence)
        return tuple(Way(first, second, difference) for difference in (False, True)[: 1 + changing])
    sea = bool(norms & article.pack.words("conversions.sea"))
    return tuple(Way(one, other) for one in _variants(first, sea) for other in _variants(second, sea))


def _moved(article: Article, sentence: int) -> bool:
    """Whether a sentence tells of a rise or a fall."""
    return any(vote.role in MOVES for vote in voted(article, sentence))


def _variants(unit: str, sea: bool) -> tuple[str, ...]:
    return (unit, NAUTICAL) if unit == MILE and sea else variants(unit)


def _judged(pair: Restated, units: tuple[str, str], ways: tuple[Way, ...]) -> Relation | None:
    one, other = pair.first.quantity, pair.second.quantity
    fitting = next((way for way in ways if _meets(way, one, other)), None)
    way = fitting or ways[0]
    expected = way.value(nominal(one))
    judged = Verdict.HOLDS if fitting else _misfit(way, one, other)
    if judged is not Verdict.HOLDS and not pair.sure:
        return None
    shown = _rounded(expected, other.step)
    working = [f"{show(nominal(one))} {_sign(units[0])} = {show(shown)} {_sign(units[1])}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(shown)} != {show(nominal(other))}")
    return relation(
        "unit-conversion", judged, [term("first", pair.first), term("second", pair.second)], working,
        first=one, expected=_told(other, shown, units[1]), stated=other,
    )  # fmt: skip


def _sign(unit: str) -> str:
    return SIGNS.get(unit, unit)


def _meets(way: Way, one: Quantity, other: Quantity) -> bool:
    return way.interval(told_twice(one)).meets(told_twice(other))


def _misfit(way: Way, one: Quantity, other: Quantity) -> Verdict:
    """Broken when far away, strained when a few per cent off, fitting when nobody would notice."""
    gap = _between(way.interval(told_twice(one)), told_twice(other))
    if way.into in DEGREES:
        return Verdict.BROKEN if gap > FEW_DEGREES else Verdict.STRAINED
    size = abs(nominal(other)) or Fraction(1)
    if gap <= SLIGHT * size:
        return Verdict.HOLDS
    return Verdict.BROKEN if gap > GRAVE * size else Verdict.STRAINED


def _between(one: Interval, other: Interval) -> Fraction:
    """The distance between two intervals that do not meet."""
    if one.below(other) and one.high is not None and other.low is not None:
        return other.low - one.high
    if other.below(one) and other.high is not None and one.low is not None:
        return one.low - other.high
    return Fraction(0)


def _rounded(value: Fraction, step: Fraction) -> Fraction:
    """A figure at a tenth of the other's last printed place, large ones at that place."""
    place = step / 10 if step <= 1 and abs(value) < LARGE else step
    return round(value / place) * place


def _told(other: Quantity, value: Fraction, unit: str) -> Quantity:
    exactly = Interval.exactly(value)
    return Quantity(other.span, other.number, other.kind, value, exactly, exactly, unit=unit)
