"""Quotients the words ask for: a total divided among so many, what it works out at for each, distance over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.digits import slip, swap
from claimcheck.checks.judging import Reading, nominal, read, relation, rounded, show, term, verdict
from claimcheck.checks.rates import LENGTHS, SPEEDS, Rate, counted_by, rates
from claimcheck.checks.telling import alike, bare, plain
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

MANY = 10  # times a rate that the total of it must be
NEAR = 2  # factor by which a quotient may be off and still be meant
BESIDE = 6  # items between the number of things and what each is on average
LEAD = 3  # first sentences of a story that tell what it is about
PEOPLE = frozenset({"person", "resident", "population"})
PUPILS = frozenset({"student", "child"})


class Quotient(NamedTuple):
    """A total, the number it is divided by and the rate that the text gives; `factor` brings units together."""

    total: Claim
    times: Claim
    rate: Claim
    factor: Fraction = Fraction(1)
    sure: bool = True

    def expected(self) -> Reading:
        """What the division gives, in the rate's unit."""
        one, other = read(self.total.quantity), read(self.times.quantity)
        strict, generous = one.strict / other.strict, one.generous / other.generous
        return Reading(one.value / other.value * self.factor, strict.scale(self.factor), generous.scale(self.factor))

    def judged(self) -> Verdict:
        """Whether the rate is the quotient; a rounded input makes none false."""
        found = verdict(self.expected(), rounded(self.rate.quantity))
        return Verdict.HOLDS if found is Verdict.STRAINED else found

    def near(self) -> bool:
        """Whether the rate is of the quotient's size."""
        value, stated = self.expected().value, nominal(self.rate.quantity)
        return stated < NEAR * value and value < NEAR * stated


@check("quotient", slots=("expected", "stated"))
def quotient(article: Article) -> Iterator[Relation]:
    """`The debt of €86 million, divided among 60,000 people, makes €1,433 each`: total, number and rate."""
    seen: set[str] = set()
    for candidates in (*_divided(article), *_speeds(article), *_worked_out(article), *_slipped(article)):
        one = next((one for one in candidates if one.judged() is Verdict.HOLDS), None) or _accused(candidates)
        if one and one.rate.id not in seen and plain((one.total, one.times, one.rate)):
            seen.add(one.rate.id)
            yield _told(one)


def _accused(candidates: Sequence[Quotient]) -> Quotient | None:
    return next((one for one in candidates if one.near()), None)


def _told(one: Quotient) -> Relation:
    judged, expected = one.judged(), one.expected().value
    if judged is Verdict.BROKEN and not one.sure:
        judged = Verdict.STRAINED
    left = f"{show(nominal(one.total.quantity))} / {show(nominal(one.times.quantity))}"
    working = [f"{left}{f' * {show(one.factor)}' if one.factor != 1 else ''} = {show(expected)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(expected)} != {show(nominal(one.rate.quantity))}")
    terms = [term("total", one.total), term("times", one.times), term("rate", one.rate)]
    shown = Fraction(round(expected * 100), 100)
    return relation("quotient", judged, terms, working, expected=shown, stated=nominal(one.rate.quantity))


def _divided(article: Article) -> Iterator[list[Quotient]]:
    """`divided among {times}`: the amount each behind it, and the nearest larger one of its sort."""
    for cue in article.cued("divided"):
        times = cue.holes["times"]
        row = [claim for claim in article.by_sentence[cue.sentence] if claim != times and claim.quantity.value]
        shares = [claim for claim in row if claim.span > times.span and _is_share(article, claim)]
        if times.quantity.kind is Kind.COUNT and times.quantity.value and shares:
            rate = shares[-1]
            totals = [claim for claim in row if claim != rate and _is_total(claim, rate)]
            totals.sort(key=lambda claim: abs(article.item_of[claim.id] - article.item_of[times.id]))
            yield [Quotient(total, times, rate) for total in totals]


def _is_share(article: Article, claim: Claim) -> bool:
    names = ("each", "per_unit", "works_out", "equals", "average")
    return claim.quantity.kind in (Kind.MONEY, Kind.MEASURE, Kind.COUNT) and any(article.has(claim, n) for n in names)


def _is_total(claim: Claim, rate: Claim) -> bool:
    """Whether an amount may be what a rate is a share of: larger, and of its sort or a bare number."""
    return (alike(claim, rate) or bare(claim)) and nominal(claim.quantity) > nominal(rate.quantity)


def _speeds(article: Article) -> Iterator[list[Quotient]]:
    """A distance, the time it takes and the speed of one sentence; only an average may be told too fast."""
    for speed in article.claims:
        if speed.quantity.unit not in SPEEDS or speed.place is Place.TABLE or not speed.quantity.value:
            continue
        far, long = SPEEDS[speed.quantity.unit]
        row = article.by_sentence[speed.sentence]
        lengths = [claim for claim in row if claim.quantity.unit == far]
        times = [claim for claim in row if claim.quantity.kind is Kind.DURATION]
        speeds = [claim for claim in row if claim.quantity.unit in SPEEDS]
        if not len(lengths) == len(times) == len(speeds) == 1 or not article.has(times[0], "took"):
            continue
        factor = Fraction(1) if times[0].quantity.unit == long else LENGTHS.get((times[0].quantity.unit, long))
        words = {item.norm for item in article.items[speed.sentence]}
        if factor and not words & article.pack.words("speeds.peak") and times[0].quantity.value:
            one = Quotient(lengths[0], times[0], speed, factor)
            slow = one.expected().value > nominal(speed.quantity)
            if one.judged() is Verdict.HOLDS or slow or words & article.pack.words("speeds.average"):
                yield [one]


def _worked_out(article: Article) -> Iterator[list[Quotient]]:
    """`The budget of $93.6m works out at $15,000 for each pupil`, where another sentence tells how many there are."""
    for rate in rates(article):
        claim = rate.claim
        said = any(article.has(claim, name) for name in ("works_out", "equals"))
        if not said or not (rate.units or rate.each) or rate.period or not claim.quantity.value:
            continue
        row = [one for one in article.by_sentence[claim.sentence] if one.span < claim.span and _is_total(one, claim)]
        totals = [one for one in row if nominal(one.quantity) > MANY * nominal(claim.quantity)]
        numbers = [one for one in article.nearby(claim) if _numbers(article, rate, one)]
        if len(totals) == 1 and numbers and not _summed(numbers, totals[0], claim):
            yield [Quotient(totals[0], one, claim, sure=False) for one in numbers]


def _numbers(article: Article, rate: Rate, claim: Claim) -> bool:
    """Whether a figure counts what a rate is by: the same noun, the people of a place, the pupils of a school."""
    if claim.quantity.kind is not Kind.COUNT or not claim.quantity.value or claim.cell or claim == rate.claim:
        return False
    if rate.units and counted_by(rate, claim) or rate.units & PUPILS and article.has(claim, "enrolled"):
        return True
    return (rate.each or bool(rate.units & PEOPLE)) and article.has(claim, "population")


def _summed(numbers: Sequence[Claim], total: Claim, rate: Claim) -> bool:
    """Whether the numbers together are what a total is divided by."""
    together = sum((nominal(one.quantity) for one in numbers), Fraction(0))
    wide = rounded(rate.quantity).generous
    return nominal(total.quantity) / together in wide


def _slipped(article: Article) -> Iterator[list[Quotient]]:
    """`214 transfers, on average £1,846 each`, and the sum the story is about: wrong only by a slip of the pen."""
    for cue in article.cued("average"):
        rate = cue.holes["rate"]
        times = _times_beside(article, cue, rate)
        if times is None or not rate.quantity.value or rate.quantity.kind is not Kind.MONEY:
            continue
        totals = [one for one in article.nearby(rate) if alike(one, rate) and _is_total(one, rate) and plain([one])]
        found = [Quotient(one, times, rate, sure=False) for one in totals]
        if any(one.judged() is Verdict.HOLDS for one in found):
            continue
        yield [one for one in found if _by_a_slip(one)][:1]


def _times_beside(article: Article, cue: Cue, rate: Claim) -> Claim | None:
    """The number of things right before what each of them is on average."""
    at = article.position[rate.id]
    before = article.claims[at - 1] if at else None
    if before is None or before.sentence != cue.sentence or before.counted is None:
        return None
    apart = article.item_of[rate.id] - article.item_of[before.id]
    usable = before.quantity.kind is Kind.COUNT and before.quantity.value and nominal(before.quantity) > 1
    return before if usable and apart <= BESIDE and plain([before]) else None


def _by_a_slip(one: Quotient) -> bool:
    """Whether two swapped digits of the rate, or one wrong digit where the headline tells the total, explain it."""
    stated, step = nominal(one.rate.quantity), one.rate.quantity.step
    right = Fraction(round(one.expected().value / step)) * step if step else one.expected().value
    leading = one.total.place is Place.HEADLINE or one.total.sentence <= LEAD
    return swap(stated, right) or leading and slip(stated, right)
