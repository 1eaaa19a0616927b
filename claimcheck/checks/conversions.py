"""A figure told in two units, against the ratio of the units."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.restated import Restated, restated
from claimcheck.extract import readings
from claimcheck.extract.article import Article
from claimcheck.extract.units import TEMPERATURE, Scale, dimension, scales
from claimcheck.interval import Interval
from claimcheck.model import Hedge, Kind, Quantity, Relation, Verdict

MEASURED = frozenset({Kind.MEASURE, Kind.DURATION})
SIGNS = {
    "degC": "°C", "degF": "°F", "m2": "m²", "km2": "km²", "m3": "m³", "km3": "km³", "ft2": "sq ft", "mi2": "sq mi",
    "ft3": "cu ft", "inch": "in", "t": "tonnes", "ton": "tons", "l": "litres", "nmi": "nautical miles",
}  # fmt: skip
DEGREES, CELSIUS, FAHRENHEIT = "deg", "degC", "degF"
MILE, BORROWED = "mi", "unit of its neighbour"
SLIGHT, GRAVE = Fraction(1, 100), Fraction(5, 100)  # of the figure; below the first nobody notices
HEDGED = Fraction(5, 100)  # what about, more than, nearly add on both sides
LARGE = 1000
FEW_DEGREES = Fraction(1)


@check("unit-conversion", slots=("first", "expected", "stated"))
def conversion(article: Article) -> Iterator[Relation]:
    """Two measures of which the second tells the first again in another unit."""
    for pair in restated(article, MEASURED):
        units = _units(pair.first.quantity, pair.second.quantity)
        ways = _ways(article, pair, *units)
        if units[0] != units[1] and ways:
            found = _judged(pair, units, ways)
            if found:
                yield found


def _units(one: Quantity, second: Quantity) -> tuple[str, str]:
    """The two units; degrees without a scale of their own are of the other one."""
    other = {CELSIUS: FAHRENHEIT, FAHRENHEIT: CELSIUS}
    first, last = one.unit, second.unit
    if first == DEGREES or first == last and BORROWED in one.trace:
        first = other.get(last, first)
    if last == DEGREES:
        last = other.get(first, last)
    return first, last


def _ways(article: Article, pair: Restated, first: str, second: str) -> tuple[Scale, ...]:
    """The conversions that may be meant: nautical miles at sea only, degrees of change where one is told."""
    ways = scales(first, second)
    norms = {item.norm for item in article.items[pair.first.sentence]}
    if MILE in (first, second) and len(ways) > 1 and not norms & article.pack.words("conversions.sea"):
        ways = ways[:1]
    if dimension(first) == TEMPERATURE:
        change = Scale(ways[0].factor)
        if article.has(pair.first, "degrees_change"):
            return (change,)
        return (*ways, change) if norms & article.pack.words("conversions.change") else ways
    return ways


def _judged(pair: Restated, units: tuple[str, str], ways: tuple[Scale, ...]) -> Relation | None:
    one, other = pair.first.quantity, pair.second.quantity
    fitting = next((way for way in ways if _meets(way, one, other)), None)
    way = fitting or min(ways, key=lambda way: _gap(way, one, other))
    expected = way.value(nominal(one))
    judged = Verdict.HOLDS if fitting else _misfit(way, one, other, dimension(units[0]))
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


def _meets(way: Scale, one: Quantity, other: Quantity) -> bool:
    return way.interval(_reading(one)).meets(_reading(other))


def _reading(quantity: Quantity) -> Interval:
    """What a figure may stand for where it is told twice: its hedge goes for both, and widens them a little."""
    if quantity.value is None or quantity.kind is Kind.DURATION:
        return quantity.generous
    plain = readings.measured(quantity.value, quantity.step)[1]
    if quantity.hedge is Hedge.NONE:
        return plain
    return plain.join(Interval.around(quantity.value, abs(quantity.value) * HEDGED))


def _gap(way: Scale, one: Quantity, other: Quantity) -> Fraction:
    """How far the second figure lies from what the first makes of it, as printed."""
    return abs(way.value(nominal(one)) - nominal(other))


def _misfit(way: Scale, one: Quantity, other: Quantity, kind: str) -> Verdict:
    """Broken when far away, strained when a few per cent off, fitting when nobody would notice."""
    gap = _between(way.interval(_reading(one)), _reading(other))
    if kind == TEMPERATURE:
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
