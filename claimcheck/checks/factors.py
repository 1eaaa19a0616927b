"""What a rate may be multiplied by and what it may come to: the readings that products are judged among."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks.judging import Reading, nominal, read, rounded
from claimcheck.checks.rates import LENGTHS, METRIC, PERIODS, SPEEDS, Rate, counted_by, length, unit_rates
from claimcheck.checks.tables import stated_totals
from claimcheck.checks.telling import alike, bare, window
from claimcheck.extract.article import Article
from claimcheck.extract.series import lists
from claimcheck.model import Claim, Kind

BACK, AHEAD = 4, 2
LARGE = 1000
MOST_LISTED = 2
ROWS = 24


class Product(NamedTuple):
    """A rate, the number it is multiplied by (`factor` brings it into the rate's own unit) and the total.

    `named` tells that the number counts what the rate is counted by (tonnes, where it is so much a tonne),
    `computed` that the rate is the result (an average), and so rounded.
    """

    rate: Claim
    times: Claim | None
    factor: Fraction
    total: Claim
    named: bool
    computed: bool = False

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The figures in it."""
        return (self.rate, self.times, self.total) if self.times else (self.rate, self.total)

    @property
    def reach(self) -> int:
        """How many sentences the farthest figure is from the rate; a table counts as near, the headline as far."""
        steps = (1 if claim.cell else abs(claim.sentence - self.rate.sentence) for claim in self.claims)
        return min(BACK, max(steps))

    def expected(self) -> Reading:
        """What the rate makes of the number."""
        one, by = (rounded if self.computed else read)(self.rate.quantity), self.factor
        if self.times is not None:
            times = read(self.times.quantity)
            one = Reading(one.value * times.value, one.strict * times.strict, one.generous * times.generous)
        return Reading(one.value * by, one.strict.scale(by), one.generous.scale(by))


def readings(article: Article, rate: Rate) -> Iterator[Product]:
    """Every number and total near a rate that could belong to it, nearest first."""
    near = window(article, rate.claim, BACK, AHEAD, headline=True)[:ROWS]
    totals = [claim for claim in (*near, *stated_totals(article)) if _is_total(article, rate, claim)]
    computed = rate.mean or bool(rate.units) or rate.each and bare(rate.claim) or article.has(rate.claim, "equals")
    for times, factor, named in _multipliers(article, rate, near):
        for total in totals:
            larger = _larger(rate, total) or nominal(times.quantity) * factor < 1
            possible = total != times and larger and _whole(rate, times, total)
            if possible and not _listed(article, times, total):
                yield Product(rate.claim, times, factor * _scale(rate, total), total, named, computed)
    for total in totals:
        longer = PERIODS.get(article.rate_of(total), "")
        years = LENGTHS.get((rate.period, longer)) if rate.period and longer else None
        if years:
            yield Product(rate.claim, None, years, total, True)


def _larger(rate: Rate, total: Claim) -> bool:
    return nominal(total.quantity) > nominal(rate.claim.quantity) or total.quantity.unit != rate.claim.quantity.unit


def _listed(article: Article, one: Claim, other: Claim) -> bool:
    """Whether two bare figures are members of one list."""
    found = lists(article).get(one.id)
    return found is not None and bare(one) and bare(other) and other in found.claims


def _whole(rate: Rate, times: Claim, total: Claim) -> bool:
    """Whether a count can be a sum of so many counts: some members each never make fewer than their groups."""
    counts = total.quantity.kind is Kind.COUNT and rate.claim.quantity.kind is Kind.COUNT
    return not counts or nominal(rate.claim.quantity) < 1 or nominal(total.quantity) > nominal(times.quantity)


def _multipliers(
    article: Article, rate: Rate, near: Sequence[Claim]
) -> Iterator[tuple[Claim, Fraction, bool]]:
    """The numbers a rate may be multiplied by: a count, or a time expressed in the rate's period."""
    if rate.times:
        yield rate.times, Fraction(1), True
        return
    for claim in near:
        quantity = claim.quantity
        if quantity.value is None or quantity.value <= 0 or _elsewhere(article, claim):
            continue
        if quantity.kind is Kind.COUNT and (quantity.value.denominator > 1 or article.rate_of(claim) in PERIODS):
            continue
        if quantity.kind is Kind.DURATION and (rate.period or rate.mean):
            factor = length(rate.period, quantity.unit) if rate.period else Fraction(1)
            if factor:
                yield claim, factor, bool(rate.period)
        named = counted_by(rate, claim) if rate.units else None
        if named or quantity.kind is Kind.COUNT and (rate.each or rate.mean or not rate.period):
            yield claim, named or Fraction(1), bool(named)
    yield from _far(article, rate, near)


def _elsewhere(article: Article, claim: Claim) -> bool:
    """Whether a figure is itself so much each, or only what another is compared with."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    compared = {item.norm for item in row[max(0, at - 2) : at]} & article.pack.words("rates.compared")
    return bool(compared) or claim.id in unit_rates(article)


def _far(article: Article, rate: Rate, near: Sequence[Claim]) -> Iterator[tuple[Claim, Fraction, bool]]:
    """Numbers anywhere in the story of just the things a rate is counted by."""
    if rate.units:
        for claim in article.nearby(rate.claim):
            same = claim.key in rate.units and claim.quantity.value and claim.cell is None
            if same and claim not in near and claim != rate.claim:
                yield claim, Fraction(1), True


def _is_total(article: Article, rate: Rate, claim: Claim) -> bool:
    """Whether a claim may be the sum of a rate: of the same sort, or one of the two says no unit."""
    one, other = rate.claim.quantity, claim.quantity
    if other.value is None or _elsewhere(article, claim) or rate.units and counted_by(rate, claim):
        return False
    if _member(article, rate, claim):
        return False
    if one.unit in SPEEDS:
        return other.unit == SPEEDS[one.unit][0]
    if alike(rate.claim, claim):
        return one.kind is not Kind.COUNT or not rate.claim.key or not claim.key or _same(rate.claim, claim)
    if one.kind is Kind.MEASURE and (other.unit, one.unit) in METRIC:
        return True
    large = nominal(claim.quantity) >= LARGE and nominal(claim.quantity) > nominal(rate.claim.quantity)
    return bare(rate.claim) or bare(claim) and (article.has(claim, "total") or large)


def _member(article: Article, rate: Rate, claim: Claim) -> bool:
    """Whether a figure is only one of a list of several."""
    found = lists(article).get(claim.id)
    others = len(found.claims) - (rate.claim in found.claims) if found else 0
    return others > MOST_LISTED and not article.has(claim, "total")


def _scale(rate: Rate, total: Claim) -> Fraction:
    """What brings the rate's unit into the total's (600 m a stop, 7.2 km in all)."""
    return 1 / METRIC.get((total.quantity.unit, rate.claim.quantity.unit), Fraction(1))


def _same(one: Claim, other: Claim) -> bool:
    return one.key == other.key or bool({*one.concepts, one.key} & {*other.concepts, other.key})
