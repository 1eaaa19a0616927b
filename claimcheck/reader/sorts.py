"""Which sort of figure plays a role, and the figures of a relation brought to one unit, in each way they may be meant.

A bare number among figures of a unit (`31.6` beside `12.4 million euros`) may be of that unit, of its scale, or plain:
what is broken must be broken in each of these readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, product

from claimcheck.calendrical import Days, resolve
from claimcheck.extract.units import variants
from claimcheck.model import Kind, Quantity, When
from claimcheck.reader.proposals import Played, Proposal, Refusal, Refused
from claimcheck.reader.units import (
    ANY,
    SHARES,
    converted,
    in_years,
    inverse,
    is_bare,
    one_side,
    plain,
    scaled,
    score,
    times,
    united,
    unsigned,
)
from claimcheck.relations.operand import Operand

NUMBERS = frozenset({Kind.COUNT, Kind.ORDINAL, Kind.RATIO})
AMOUNTS = NUMBERS | {Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.PERCENT, Kind.PER_MILLE, Kind.SCORE}
MOMENTS = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
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
FIRST_HOURS = 13 * 60  # before one in the afternoon a time without more may be of either half day
_HALF_DAY = re.compile(r"\b[ap]\.?\s?m\b", re.IGNORECASE)
NEAR = timedelta(days=60)  # how far from the story's day a date without a year is surely of the same year
UNDATED = ("length", "precedes", "same")  # what can be judged of days whose year nobody tells
COMMON = (2001, 2002, 2000)  # years in which they are put then
_YEARS, _DAYS = range(1000, 10_000), range(1, 32)
_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
WAYS = 24  # readings of one proposal that are tried


class Sorting:
    """The figures of one story: its words, the day it speaks from, and the scale that a reader says a figure has."""

    def __init__(self, prose: str, now: Days | None, misread: Mapping[str, int]) -> None:
        self._prose = prose
        self._now = now
        self._misread = misread
        self._dated = False
        self._month: When | None = None

    def ways(self, proposal: Proposal) -> Iterator[dict[str, list[Operand]]]:
        """Each way the figures may be meant: the operands of each role. Raises Refused where they do not fit."""
        relation = proposal.relation
        if relation.name == "convert":
            yield from self._conversions(*(proposal.of(role)[0] for role in ("original", "converted")))
            return
        whens = [term.quantity.when for term in proposal.terms if term.quantity and term.quantity.when]
        self._dated = any(when.year for when in whens) or any(map(_is_year, proposal.terms))
        self._month = next((When(when.year, when.month) for when in whens if when.month), None)
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

    def _conversions(self, original: Played, other: Played) -> Iterator[dict[str, list[Operand]]]:
        """The original in the unit of the other, in each way that nations read the two units."""
        first, second = self._quantity(original), self._quantity(other)
        if not {first.kind, second.kind} <= SORTS["measure"]:
            raise Refused(Refusal.KIND)
        ways = []
        for unit in variants(first.unit):
            for into in variants(second.unit):
                told = converted(replace(first, unit=unit), into)
                if told is not None and first.unit != second.unit:
                    ways.append({"original": [told], "converted": [scaled(second, Fraction(1), into)]})
        if not ways:
            raise Refused(Refusal.KIND)
        yield from ways

    def _single(self, term: Played, sort: str, relation: str) -> list[Operand]:
        """The operands that a figure on its own may be."""
        if term.quantity is None:
            if term.span is None and sort == "moment" and self._now:
                return [Operand(Fraction(0), ANY, ANY, days=self._now)]
            if sort:
                raise Refused(Refusal.KIND)
            return [Operand(Fraction(0), ANY, ANY)]
        quantity = self._quantity(term)
        if sort == "moment":
            quantity = self._moment(term, quantity)
        if quantity.kind not in SORTS.get(sort, {quantity.kind}):
            raise Refused(Refusal.KIND)
        if sort == "moment":
            return self._moments(term, quantity, relation)
        if sort == "years":
            return [scaled(quantity, in_years(quantity), "year")]
        if relation == "one_in" and quantity.kind is Kind.RATIO:
            return [inverse(quantity)]
        factor = SHARES[quantity.kind] if sort == "percent" else Fraction(1)
        told = scaled(quantity, factor, quantity.unit)
        return [unsigned(told) if sort in ("duration", "percent", "points") else told]

    def _alike(self, terms: Sequence[Played], relation: str) -> Iterator[list[Operand]]:
        """Each way in which figures are of one sort."""
        if any(term.quantity is None for term in terms):
            return
        quantities = [self._quantity(term) for term in terms]
        if any(quantity.kind in MOMENTS for quantity in quantities):
            quantities = [self._moment(term, each) for term, each in zip(terms, quantities, strict=True)]
        kinds = {quantity.kind for quantity in quantities}
        if kinds <= MOMENTS:
            pairs = zip(terms, quantities, strict=True)
            yield from map(list, product(*(self._moments(term, quantity, relation) for term, quantity in pairs)))
        elif kinds == {Kind.SCORE} and relation == "same":
            yield [score(quantity) for quantity in quantities]
        elif not kinds & (MOMENTS | {Kind.SCORE}):
            bare = [is_bare(term, quantity) for term, quantity in zip(terms, quantities, strict=True)]
            for row in united(quantities, bare):
                yield row
                if any(operand.value < 0 for operand in row):
                    yield [unsigned(operand) for operand in row]

    def _quantity(self, term: Played) -> Quantity:
        """The figure of a term as it is meant: one of its two numbers, or with the scale word it shares."""
        quantity = term.quantity
        if quantity is None:
            raise Refused(Refusal.KIND)
        factor = self._misread.get(term.claim.id) if term.claim else None
        if factor == 0:
            raise Refused(Refusal.KIND)
        if factor == 1:
            quantity = plain(quantity)
        if term.side:
            quantity = one_side(quantity, term.side)
        if quantity.value is None and quantity.strict == ANY and quantity.kind not in (*MOMENTS, Kind.SCORE):
            raise Refused(Refusal.KIND)
        return times(quantity, Fraction(factor)) if factor else quantity

    def _moment(self, term: Played, quantity: Quantity) -> Quantity:
        """A bare number where a moment is told, as what it can only be: a year of four digits, a time (10.55), a day of
        the month that is told beside it."""
        value = quantity.value
        if quantity.kind not in (Kind.COUNT, Kind.ORDINAL) or value is None:
            return quantity
        clock = _CLOCK.fullmatch(quantity.number.of(self._prose)) if term.claim else None
        if clock:
            return replace(quantity, kind=Kind.TIME, when=When(minute=60 * int(clock[1]) + int(clock[2])))
        if value.denominator == 1 and value in _YEARS:
            return replace(quantity, kind=Kind.YEAR, when=When(year=int(value)))
        if value.denominator == 1 and value in _DAYS and self._month:
            return replace(quantity, kind=Kind.DATE, when=replace(self._month, day=int(value)))
        return quantity

    def _moments(self, term: Played, quantity: Quantity, relation: str) -> list[Operand]:
        """The moments that a date or a time may be: of one without a year that lies far off, in three years."""
        when = quantity.when
        if when is None:
            raise Refused(Refusal.KIND)
        if quantity.kind is Kind.TIME:
            told = term.span.of(self._prose) if term.span else ""
            certain = (when.minute or 0) >= FIRST_HOURS or _HALF_DAY.search(told) is not None
            return [Operand(Fraction(0), ANY, ANY, minute=when.minute, certain=certain)]
        return [
            Operand(Fraction(0), ANY, ANY, days=days, minute=when.minute, weekday=when.weekday)
            for days in self._days(when, relation)
        ]

    def _days(self, when: When, relation: str) -> list[Days | None]:
        """The days a date may be that is told by more than its weekday, the likeliest first."""
        if when.weekday is not None and when.day is None:
            return [None]
        when = replace(when, weekday=None)
        now = self._now[1] if self._now else None
        days = resolve(when, now)
        if now is None and relation in UNDATED and when.month is not None and not self._dated:
            return [resolve(when, date(year, 7, 1)) for year in COMMON]
        if days is None or when.year is not None or when.month is None or now is None:
            return [days]
        if abs(days[0] - now) <= NEAR and relation != "same":
            return [days]
        others = (resolve(replace(when, year=days[0].year + step), now) for step in (-1, 1))
        return [days, *filter(None, others)]


def _is_year(term: Played) -> bool:
    """Whether a figure that was read as a number has the four digits of a year."""
    value = term.quantity.value if term.quantity and term.quantity.kind is Kind.COUNT else None
    return value is not None and value.denominator == 1 and value in _YEARS
