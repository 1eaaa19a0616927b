"""Products: unit price times number, rate times time, average times count, against the total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, nominal, relation, show, term
from claimcheck.extract.article import RATES, Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

PERIODS = {"per_minute": "minute", "per_hour": "hour", "per_day": "day", "per_night": "night"}
PERIODS |= {"per_week": "week", "per_month": "month", "per_year": "year"}
LENGTHS = {  # one duration unit in others, as exact as calendars allow
    ("month", "year"): Fraction(12),
    ("day", "week"): Fraction(7),
    ("hour", "day"): Fraction(24),
    ("minute", "hour"): Fraction(60),
    ("week", "year"): Fraction(52),
    ("night", "week"): Fraction(7),
}
BACK = 2
WHOLES = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Product:
    """A rate, the number it is multiplied by (in the rate's own unit) and the total."""

    rate: Claim
    times: Claim
    factor: Fraction
    total: Claim

    def expected(self) -> Reading:
        """What the rate makes of the number."""
        rate, times = self.rate.quantity, self.times.quantity
        return Reading(
            nominal(rate) * nominal(times) * self.factor,
            (rate.strict * times.strict).scale(self.factor),
            (rate.generous * times.generous).scale(self.factor),
        )


@check("product", slots=("rate", "times", "expected", "total"))
def product(article: Article) -> Iterator[Relation]:
    """`50 buses at €300,000 each, €15 million in all`: rate times number, against the total."""
    done: set[str] = set()
    for name in RATES:
        for cue in article.cued(name):
            rate = cue.holes.get("rate")
            if rate is None or rate.id in done or rate.quantity.kind not in WHOLES or rate.place is Place.TABLE:
                continue
            done.add(rate.id)
            candidates = list(_products(article, rate, name))
            fitting = [one for one in candidates if _fits(one)]
            if fitting:
                yield _judged(fitting[0], Verdict.HOLDS)
            elif (asserted := _asserted(article, rate, candidates)) is not None:
                yield _judged(asserted, _verdict(asserted))


def _products(article: Article, rate: Claim, name: str) -> Iterator[Product]:
    """Every number and total near a rate that could belong to it, nearest first."""
    near = [
        claim
        for claim in article.claims[max(0, article.position[rate.id] - 12) : article.position[rate.id] + 7]
        if -BACK <= claim.sentence - rate.sentence <= 1 and claim != rate and claim.place is not Place.TABLE
    ]
    near.sort(key=lambda claim: (claim.sentence != rate.sentence, abs(claim.span.start - rate.span.start)))
    totals = [claim for claim in near if _same_unit(claim, rate) and nominal(claim.quantity) > nominal(rate.quantity)]
    for times, factor in _multipliers(near, name):
        for total in totals:
            if total != times:
                yield Product(rate, times, factor, total)


def _multipliers(near: list[Claim], name: str) -> Iterator[tuple[Claim, Fraction]]:
    """The numbers a rate may be multiplied by: a count, or a time expressed in the rate's period."""
    period = PERIODS.get(name)
    for claim in near:
        quantity = claim.quantity
        if quantity.value is None or quantity.value <= 0:
            continue
        if quantity.kind is Kind.COUNT and (period is None or name == "average"):
            yield claim, Fraction(1)
        elif quantity.kind is Kind.DURATION and period:
            factor = _length(period, quantity.unit)
            if factor:
                yield claim, factor
        elif quantity.kind is Kind.DURATION and name == "average":
            yield claim, Fraction(1)


def _length(period: str, unit: str) -> Fraction | None:
    if period == unit:
        return Fraction(1)
    return LENGTHS.get((period, unit))


def _same_unit(claim: Claim, rate: Claim) -> bool:
    return claim.quantity.kind is rate.quantity.kind and claim.quantity.unit == rate.quantity.unit


def _fits(one: Product) -> bool:
    """Whether the product meets the total, and the total is no bare bound."""
    bounded = one.total.quantity.hedge not in (Hedge.OVER, Hedge.AT_LEAST, Hedge.UP_TO, Hedge.UNDER)
    return bounded and one.expected().strict.meets(one.total.quantity.strict)


def _verdict(one: Product) -> Verdict:
    expected = one.expected()
    if expected.strict.meets(one.total.quantity.strict):
        return Verdict.HOLDS
    return Verdict.STRAINED if expected.generous.meets(one.total.quantity.generous) else Verdict.BROKEN


def _asserted(article: Article, rate: Claim, candidates: list[Product]) -> Product | None:
    """The one product the sentence asserts: all three figures in it, with no other way to read them.

    A bound or a hedge (`from €300 each`, `up to`) asserts nothing.
    """
    here = [one for one in candidates if one.times.sentence == one.total.sentence == rate.sentence]
    plain = [one for one in here if _plain(one) and not article.rate_of(one.total) and not article.rate_of(one.times)]
    if len(plain) != 1 or len(here) != 1:
        return None
    one = plain[0]
    joined = article.has(one.total, "total") or article.has(one.total, "equals") or article.rate_of(rate) == "average"
    return one if joined else None


def _plain(one: Product) -> bool:
    claims = (one.rate, one.times, one.total)
    hedged = any(claim.quantity.hedge not in (Hedge.NONE, Hedge.ABOUT, Hedge.NEARLY) for claim in claims)
    return not hedged and not any(claim.forecast or claim.negated for claim in claims)


def _judged(one: Product, judged: Verdict) -> Relation:
    expected = one.expected().value
    factors = [show(nominal(one.rate.quantity)), show(nominal(one.times.quantity))]
    if one.factor != 1:
        factors.append(show(one.factor))
    working = [f"{' * '.join(factors)} = {show(expected)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(expected)} != {show(nominal(one.total.quantity))}")
    return relation(
        "product",
        judged,
        [term("rate", one.rate), term("times", one.times), term("total", one.total)],
        working,
        rate=nominal(one.rate.quantity),
        times=nominal(one.times.quantity),
        expected=expected,
        total=nominal(one.total.quantity),
    )
