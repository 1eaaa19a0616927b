"""Products: unit price times number, rate times time, average times count, against the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, nominal, read, relation, rounded, show, term, verdict
from claimcheck.checks.means import listed_means
from claimcheck.checks.rates import (
    LENGTHS,
    METRIC,
    PERIODS,
    SPEEDS,
    Rate,
    counted_by,
    length,
    of_some_people,
    rates,
    unit_rates,
)
from claimcheck.checks.tables import stated_totals
from claimcheck.checks.telling import alike, bare, plain, telling, window
from claimcheck.extract.article import Article
from claimcheck.extract.series import lists
from claimcheck.model import Claim, Kind, Relation, Verdict

BACK, AHEAD = 4, 2
LARGE = 1000
MOST_READINGS, MOST_LISTED = 3, 2
MOST_WORDS = 3
APPOSING = frozenset(",:(—–")
ROWS = 24


@dataclass(frozen=True, slots=True)
class Product:
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


@check("product", slots=("rate", "times", "expected", "total"))
def product(article: Article) -> Iterator[Relation]:
    """`50 buses at €300,000 each, €15 million in all`: rate times number, against the total."""
    own = [rate for rate in rates(article) if rate.claim.id not in listed_means(article)]
    found = [(rate, list(_products(article, rate))) for rate in own]
    fitting = {rate.claim.id: one for rate, candidates in found if (one := _fitting(article, candidates))}
    proven = [{claim.id for claim in one.claims} for one in fitting.values()]
    for rate, candidates in found:
        one = fitting.get(rate.claim.id) or _asserted(article, rate, candidates)
        known = rate.claim.id in fitting or one and not any(len(_ids(one) & other) > 1 for other in proven)
        if one and known:
            yield _judged(one)


def _ids(one: Product) -> set[str]:
    return {claim.id for claim in one.claims}


def _fitting(article: Article, candidates: Sequence[Product]) -> Product | None:
    """The nearest product that works out: the words join its figures, or so few were tried that it is no accident."""
    holding = [one for one in candidates if _verdict(one) is Verdict.HOLDS and plain(one.claims)]
    close = next((one for one in holding if one.reach <= 1 and (one.named or _summed(article, one))), None)
    if close:
        return close
    for reach in range(BACK + 1):
        tried = [one for one in candidates if one.reach <= reach]
        found = next((one for one in tried if telling(one.expected(), one.total.quantity, len(tried))), None)
        if found:
            return found
    return None


def _products(article: Article, rate: Rate) -> Iterator[Product]:
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


def _verdict(one: Product) -> Verdict:
    return verdict(one.expected(), one.total.quantity)


def _summed(article: Article, one: Product) -> bool:
    """Whether the text says that one figure follows from the others (`in all`, `or`, `a bill of`, `on average`)."""
    cued = any(article.has(one.total, name) for name in ("total", "equals", "bill"))
    return cued or article.has(one.rate, "equals") or article.has(one.rate, "average")


def _asserted(article: Article, rate: Rate, candidates: Sequence[Product]) -> Product | None:
    """The one product the text asserts: its figures in the rate's sentence or the one before, joined by words, and
    no other way to read them. A bound or a first price (`from €300 each`, `up to`) asserts nothing."""
    if article.has(rate.claim, "from_price") or not plain([rate.claim]):
        return None
    if article.cued("remainder", rate.claim.sentence):
        return None
    candidates = [one for one in candidates if not _told_otherwise(article, one)]
    for first, last in ((0, 0), (-1, 0), (0, 1)):
        here = [one for one in candidates if one.reach <= max(-first, last) and _within(one, first, last)]
        named = [one for one in here if one.named] or here
        if last:
            named = [one for one in named if one.named and _both_behind(article, rate, one)]
        if not named:
            continue
        alone = len(named) == 1 or named[0].named and len(named) <= MOST_READINGS and _all_far(named)
        one = named[0]
        return one if alone and plain(one.claims) and _said(article, rate, one, first == last) else None
    return None


def _told_otherwise(article: Article, one: Product) -> bool:
    """Whether the product itself stands beside its total (`150 euros instead of 168`), or a figure that makes it up
    (`150,000: 80,000 to the widow and 35,000 to each of the two sons`)."""
    expected = one.expected().value
    explained = {expected, nominal(one.total.quantity) - expected}
    row = article.by_sentence.get(one.total.sentence, ())
    before = one.total.span < one.rate.span and one.total.sentence == one.rate.sentence
    joint = {item.norm for item in article.between(one.total, one.rate)} if before else set()
    listed = bool(joint & article.pack.words("series.conjunctions")) and not joint & APPOSING
    return listed or any(claim not in one.claims and nominal(claim.quantity) in explained for claim in row)


def _both_behind(article: Article, rate: Rate, one: Product) -> bool:
    """Whether number and total stand in one sentence of the rate's paragraph, the total of the rate's own sort."""
    here, there = (article.sentences[claim.sentence].paragraph for claim in (one.rate, one.total))
    together = one.times is not None and one.times.sentence == one.total.sentence and here == there
    return together and alike(rate.claim, one.total)


def _within(one: Product, first: int, last: int) -> bool:
    """Whether the figures stand between so many sentences before and behind the rate."""
    return all(first <= claim.sentence - one.rate.sentence <= last or claim.cell for claim in one.claims)


def _all_far(found: Sequence[Product]) -> bool:
    """Whether no reading comes near its total."""
    return all(_verdict(one) is Verdict.BROKEN for one in found)


def _said(article: Article, rate: Rate, one: Product, here: bool) -> bool:
    """Whether the words join rate, number and total: a sum, an average, a number of just the things counted by."""
    if rate.fixed:
        return True
    if one.total.sentence != one.rate.sentence and one.times and one.times.sentence == one.rate.sentence - 1:
        return False
    shared = rate.each and bare(rate.claim) and here and one.total.quantity.kind is not Kind.COUNT
    named = one.named and not of_some_people(rate, one.times)
    beside = here and (_apposed(article, one) and (named or rate.each) or one.named and _priced(article, one))
    return shared or beside or _summed(article, one) and (here or one.named or rate.mean or rate.each)


def _apposed(article: Article, one: Product) -> bool:
    """Whether rate and total stand side by side with only a comma or colon and the rate's own words between
    (`£900 a month, £10,800 a year`), or the rate behind the other two (`240 tonnes from 30 hectares, eight each`)."""
    figures = sorted(one.claims, key=lambda claim: claim.span.start)
    if any(claim.sentence != one.rate.sentence for claim in figures):
        return False
    before, last = figures[-2], figures[-1]
    if last not in (one.rate, one.total) or one.rate not in (before, last):
        return False
    row = article.items[last.sentence][article.item_of[before.id] + 1 : article.item_of[last.id]]
    words = [item.norm for item in row[article.items[before.sentence][article.item_of[before.id]].noun :]]
    signs = [at for at, word in enumerate(words) if word in APPOSING]
    return bool(signs) and signs[0] <= MOST_WORDS and len(words) - signs[-1] <= MOST_WORDS + 1 and all(w for w in words)


def _priced(article: Article, one: Product) -> bool:
    """Whether the rate comes first, then behind a sign the total for so many (`€2 a litre, so €90 for 45 litres`)."""
    figures = sorted(one.claims, key=lambda claim: claim.span.start)
    if figures != [one.rate, one.total, one.times] or any(claim.sentence != one.rate.sentence for claim in figures):
        return False
    words = [item.norm for item in article.between(one.rate, one.total)]
    signs = [at for at, word in enumerate(words) if word in APPOSING]
    near = words[signs[-1] + 1 :] if signs else words
    compared = {*words} & (article.pack.words("rates.compared") | article.pack.words("means.compared"))
    joint = len(article.between(one.total, figures[-1])) <= 1
    return bool(signs) and signs[0] <= MOST_WORDS and len(near) <= MOST_WORDS and not compared and joint


def _judged(one: Product) -> Relation:
    expected, judged = one.expected().value, _verdict(one)
    factors = [show(nominal(claim.quantity)) for claim in one.claims[:-1]]
    if one.factor != 1:
        factors.append(show(one.factor) if one.factor >= 1 else f"1/{show(1 / one.factor)}")
    working = [f"{' * '.join(factors)} = {show(expected)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(expected)} != {show(nominal(one.total.quantity))}")
    roles = ("rate", "times", "total") if one.times else ("rate", "total")
    return relation(
        "product",
        judged,
        [term(role, claim) for role, claim in zip(roles, one.claims, strict=True)],
        working,
        rate=nominal(one.rate.quantity),
        times=nominal(one.times.quantity) * one.factor if one.times else one.factor,
        expected=expected,
        total=nominal(one.total.quantity),
    )
