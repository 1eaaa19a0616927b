"""Which sort of figure plays a role, and the figures of a relation brought to one unit, in each way they may be meant.

A bare number among figures of a unit (`31.6` beside `12.4 million euros`) may be of that unit, of its scale, or plain:
what is broken must be broken in each of these readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import islice, product

from claimcheck.calendrical import Days, resolve
from claimcheck.checks.judging import nominal
from claimcheck.extract.units import convert, same_dimension, variants
from claimcheck.interval import Interval
from claimcheck.model import Kind, Quantity, When
from claimcheck.reader.proposals import Played, Proposal, Refusal, Refused
from claimcheck.relations.operand import Operand

NUMBERS = frozenset({Kind.COUNT, Kind.ORDINAL, Kind.RATIO})
AMOUNTS = NUMBERS | {Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.PERCENT, Kind.PER_MILLE, Kind.SCORE}
MOMENTS = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
SHARES: Mapping[Kind, Fraction] = {
    Kind.PERCENT: Fraction(1),
    Kind.RATIO: Fraction(100),
    Kind.PER_MILLE: Fraction(1, 10),
}
SORTS = {
    "number": NUMBERS | {Kind.SCORE},
    "amount": AMOUNTS,
    "percent": frozenset(SHARES),
    "points": frozenset({Kind.POINTS, Kind.PERCENT, Kind.COUNT}),
    "money": frozenset({Kind.MONEY}),
    "measure": frozenset({Kind.MEASURE, Kind.DURATION}),
    "duration": frozenset({Kind.DURATION, Kind.AGE}),
    "years": frozenset({Kind.COUNT, Kind.ORDINAL, Kind.DURATION, Kind.AGE}),
    "moment": MOMENTS,
}
TIMES = {
    "clock": {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "night": 86400, "week": 604800,
              "fortnight": 1209600},
    "calendar": {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "decade": 120, "century": 1200},
}  # fmt: skip
SCALES = (10**3, 10**6, 10**9)
FIRST_HOURS = 13 * 60  # before one in the afternoon a time without more may be of either half day
_HALF_DAY = re.compile(r"\b[ap]\.?\s?m\b", re.IGNORECASE)
_SMALL, _LARGE = 1000, 10**5  # a number below the first may have the scale word of one above the second
_ROUND = 100
NEAR = timedelta(days=60)  # how far from the story's day a date without a year is surely of the same year
WAYS = 24  # readings of one proposal that are tried


class Sorting:
    """The figures of one story: its words, the day it speaks from, and the scale that a reader says a figure has."""

    def __init__(self, prose: str, now: Days | None, misread: Mapping[str, int]) -> None:
        self._prose = prose
        self._now = now
        self._misread = misread

    def ways(self, proposal: Proposal) -> Iterator[dict[str, list[Operand]]]:
        """Each way the figures may be meant: the operands of each role. Raises Refused where they do not fit."""
        relation = proposal.relation
        if relation.name == "convert":
            yield from self._conversions(*(proposal.of(role)[0] for role in ("original", "converted")))
            return
        apart = [term for term in proposal.terms if term.role not in relation.alike or term.role in relation.sorts]
        alike = [term for term in proposal.terms if term not in apart]
        singles = [self._single(term, relation.sorts.get(term.role, ""), relation.name) for term in apart]
        rows = list(islice(self._alike(alike, relation.name), WAYS)) if alike else [[]]
        if not rows:
            raise Refused(Refusal.KIND)
        for first, row in islice(product(product(*singles), rows), WAYS):
            told: dict[str, list[Operand]] = {}
            for term, operand in zip((*apart, *alike), (*first, *row), strict=True):
                told.setdefault(term.role, []).append(operand)
            yield told

    def _conversions(self, original: Played, converted: Played) -> Iterator[dict[str, list[Operand]]]:
        """The original in the unit of the other, in each way that nations read the two units."""
        first, second = self._quantity(original), self._quantity(converted)
        ways = []
        for unit in variants(first.unit):
            for other in variants(second.unit):
                told = _converted(replace(first, unit=unit), other)
                if told is not None and first.unit != second.unit:
                    ways.append({"original": [told], "converted": [_scaled(second, Fraction(1), other)]})
        if not ways:
            raise Refused(Refusal.KIND)
        yield from ways

    def _single(self, term: Played, sort: str, relation: str) -> list[Operand]:
        """The operands that a figure on its own may be."""
        if term.quantity is None:
            if term.span is None and sort == "moment" and self._now:
                return [Operand(Fraction(0), _ANY, _ANY, days=self._now)]
            if sort:
                raise Refused(Refusal.KIND)
            return [Operand(Fraction(0), _ANY, _ANY)]
        quantity = self._quantity(term)
        if quantity.kind not in SORTS.get(sort, {quantity.kind}):
            raise Refused(Refusal.KIND)
        if sort == "moment":
            return self._moments(term, quantity)
        if sort == "years":
            return [_scaled(quantity, _in_years(quantity), "year")]
        if relation == "one_in" and quantity.kind is Kind.RATIO:
            return [_inverse(quantity)]
        factor = SHARES[quantity.kind] if sort == "percent" else Fraction(1)
        return [_scaled(quantity, factor, quantity.unit)]

    def _alike(self, terms: Sequence[Played], relation: str) -> Iterator[list[Operand]]:
        """Each way in which figures are of one sort."""
        if any(term.quantity is None for term in terms):
            return
        quantities = [self._quantity(term) for term in terms]
        kinds = {quantity.kind for quantity in quantities}
        if kinds <= MOMENTS:
            moments = (self._moments(term, quantity) for term, quantity in zip(terms, quantities, strict=True))
            yield from map(list, product(*moments))
        elif kinds == {Kind.SCORE} and relation == "same":
            yield [_score(quantity) for quantity in quantities]
        elif not kinds & (MOMENTS | {Kind.SCORE}):
            bare = [_is_bare(term, quantity) for term, quantity in zip(terms, quantities, strict=True)]
            for row in _united(quantities, bare):
                yield row
                if any(operand.value < 0 for operand in row):
                    yield [_unsigned(operand) for operand in row]

    def _quantity(self, term: Played) -> Quantity:
        """The figure of a term as it is meant: one of its two numbers, or with the scale word it shares."""
        quantity = term.quantity
        if quantity is None:
            raise Refused(Refusal.KIND)
        factor = self._misread.get(term.claim.id, 1) if term.claim else 1
        if factor == 0:
            raise Refused(Refusal.KIND)
        if term.side:
            quantity = _side(quantity, term.side)
        if quantity.value is None and quantity.strict == _ANY and quantity.kind not in (*MOMENTS, Kind.SCORE):
            raise Refused(Refusal.KIND)
        return quantity if factor == 1 else _times(quantity, Fraction(factor))

    def _moments(self, term: Played, quantity: Quantity) -> list[Operand]:
        """The moments that a date or a time may be: of one without a year that lies far off, in three years."""
        when = quantity.when
        if when is None:
            raise Refused(Refusal.KIND)
        if quantity.kind is Kind.TIME:
            told = term.span.of(self._prose) if term.span else ""
            certain = (when.minute or 0) >= FIRST_HOURS or _HALF_DAY.search(told) is not None
            return [Operand(Fraction(0), _ANY, _ANY, minute=when.minute, certain=certain)]
        return [
            Operand(Fraction(0), _ANY, _ANY, days=days, minute=when.minute, weekday=when.weekday)
            for days in self._days(when)
        ]

    def _days(self, when: When) -> list[Days | None]:
        """The days a date may be that is told by more than its weekday, the likeliest first."""
        if when.weekday is not None and when.day is None:
            return [None]
        now = self._now[1] if self._now else None
        days = resolve(when, now)
        if days is None or when.year is not None or when.month is None or now is None or abs(days[0] - now) <= NEAR:
            return [days]
        others = (resolve(replace(when, year=days[0].year + step), now) for step in (-1, 1))
        return [days, *filter(None, others)]


_ANY = Interval(None, None, True, True)


def _is_bare(term: Played, quantity: Quantity) -> bool:
    """Whether a number has nothing of its own that it counts."""
    return quantity.kind is Kind.COUNT and (term.claim is None or term.claim.counted is None)


def _united(quantities: Sequence[Quantity], bare: Sequence[bool]) -> Iterator[list[Operand]]:
    """The figures in one unit, if they have one; a bare number takes unit and scale of the others in each way."""
    told = [quantity for quantity, plain in zip(quantities, bare, strict=True) if not plain] or list(quantities)
    if len({_family(quantity) for quantity in told}) != 1:
        return
    for unit, scale in _readings(told, quantities, any(bare)):
        row = [
            _in_unit(quantity, unit, scale if plain and abs(nominal(quantity)) < _SMALL else 1, borrowed=plain)
            for quantity, plain in zip(quantities, bare, strict=True)
        ]
        if None not in row:
            yield [operand for operand in row if operand is not None]


def _family(quantity: Quantity) -> str:
    """What figures must share to be added up or compared."""
    if quantity.kind in SHARES:
        return "percent"
    if quantity.kind in (Kind.DURATION, Kind.AGE):
        return next((name for name, units in TIMES.items() if quantity.unit in units), quantity.unit)
    if quantity.kind is Kind.MONEY:
        return quantity.unit
    if quantity.kind is Kind.MEASURE:
        return "measure"
    return "count" if quantity.kind in (Kind.COUNT, Kind.ORDINAL) else quantity.kind.value


def _readings(told: Sequence[Quantity], every: Sequence[Quantity], borrowing: bool) -> Iterator[tuple[str, int]]:
    """The units the figures may be brought to, with the scale that small bare ones take beside large ones."""
    units = list(dict.fromkeys(quantity.unit for quantity in told))
    if borrowing:
        units += [unit for family in TIMES.values() if units[0] in family for unit in family if unit not in units]
    large = max(abs(nominal(quantity)) for quantity in every) >= _LARGE
    for unit in units if borrowing else units[:1]:
        yield unit, 1
    if borrowing and large:
        yield from ((units[0], scale) for scale in SCALES)


def _in_unit(quantity: Quantity, unit: str, scale: int, *, borrowed: bool) -> Operand | None:
    """A figure in a unit; a borrowed one is of that unit already."""
    if quantity.kind in SHARES:
        return _scaled(quantity, SHARES[quantity.kind], "%")
    if borrowed or quantity.unit == unit or quantity.kind not in (Kind.DURATION, Kind.AGE, Kind.MEASURE):
        return _scaled(quantity, Fraction(scale), unit)
    for units in TIMES.values():
        if quantity.unit in units and unit in units:
            return _scaled(quantity, Fraction(units[quantity.unit], units[unit]), unit)
    if quantity.kind is Kind.MEASURE and same_dimension(quantity.unit, unit):
        return _converted(quantity, unit)
    return None


def _converted(quantity: Quantity, unit: str) -> Operand | None:
    """A measure in another unit; None where it has no such unit."""
    ways = [convert(each, quantity.unit, unit) for each in (Interval.exactly(nominal(quantity)), quantity.strict,
            quantity.generous)]  # fmt: skip
    value, strict, generous = ways
    if value is None or strict is None or generous is None or value.low is None:
        return None
    return Operand(value.low, strict, generous, quantity.step, unit=unit)


def _scaled(quantity: Quantity, factor: Fraction, unit: str) -> Operand:
    generous = quantity.generous.join(_in_round_words(quantity))
    return Operand(
        nominal(quantity) * factor,
        quantity.strict.scale(factor),
        generous.scale(factor),
        quantity.step * factor,
        unit=unit,
    )


def _in_round_words(quantity: Quantity) -> Interval:
    """What a large figure in words (five thousand) may be the rounding of: half of its last place that is told."""
    value = quantity.value
    if not quantity.in_words or value is None or value.denominator != 1 or abs(value) < _ROUND or value % 10:
        return quantity.strict
    place = 10
    while value % (10 * place) == 0:
        place *= 10
    return Interval.around(value, Fraction(place, 2))


def _unsigned(operand: Operand) -> Operand:
    """A fall as a figure."""
    if operand.value >= 0:
        return operand
    return replace(operand, value=-operand.value, strict=-operand.strict, generous=-operand.generous)


def _inverse(quantity: Quantity) -> Operand:
    """The n of a share that is told as one in n."""
    value = nominal(quantity)
    if value <= 0:
        raise Refused(Refusal.KIND)
    one = Interval.exactly(1)
    return Operand(1 / value, one / quantity.strict, one / quantity.generous)


def _times(quantity: Quantity, factor: Fraction) -> Quantity:
    return replace(
        quantity,
        value=None if quantity.value is None else quantity.value * factor,
        strict=quantity.strict.scale(factor),
        generous=quantity.generous.scale(factor),
        step=quantity.step * factor,
    )


def _side(quantity: Quantity, side: int) -> Quantity:
    """One of the two numbers of a score, a ratio or a range, as a figure. Raises Refused where there is but one."""
    if quantity.operands:
        value = quantity.operands[side - 1] if len(quantity.operands) >= side else None
    else:
        ends = (quantity.strict.low, quantity.strict.high) if quantity.value is None else (None, None)
        value = ends[side - 1]
    if quantity.when is not None and quantity.when.until is not None:
        when = quantity.when.until if side == 2 else replace(quantity.when, until=None)
        return replace(quantity, when=when)
    if value is None:
        raise Refused(Refusal.FIGURE)
    exact = Interval.exactly(value)
    kind = Kind.COUNT if quantity.kind in (Kind.SCORE, Kind.RATIO) else quantity.kind
    return replace(quantity, kind=kind, value=value, strict=exact, generous=exact, operands=())


def _score(quantity: Quantity) -> Operand:
    """A score as one figure, whichever side is told first."""
    high, low = sorted(quantity.operands, reverse=True)[:2]
    exact = Interval.exactly(high * 10**6 + low)
    return Operand(high * 10**6 + low, exact, exact, shown="-".join(str(each) for each in quantity.operands))


def _in_years(quantity: Quantity) -> Fraction:
    """The factor that makes years of a length of time."""
    if quantity.kind in (Kind.DURATION, Kind.AGE) and quantity.unit != "year":
        months = TIMES["calendar"].get(quantity.unit)
        if months is None:
            raise Refused(Refusal.KIND)
        return Fraction(months, 12)
    return Fraction(1)
