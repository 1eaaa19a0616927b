"""Products: unit price times number, rate times time, average times count, against the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.factors import BACK, Product, readings
from claimcheck.checks.judging import nominal, relation, show, term, verdict
from claimcheck.checks.means import listed_means
from claimcheck.checks.rates import (
    Rate,
    of_some_people,
    rates,
)
from claimcheck.checks.telling import alike, bare, plain, telling
from claimcheck.extract.article import Article
from claimcheck.model import Kind, Relation, Verdict

MOST_READINGS = 3
MOST_WORDS = 3
APPOSING = frozenset(",:(—–")


@check("product", slots=("rate", "times", "expected", "total"))
def product(article: Article) -> Iterator[Relation]:
    """`50 buses at €300,000 each, €15 million in all`: rate times number, against the total."""
    own = [rate for rate in rates(article) if rate.claim.id not in listed_means(article)]
    found = [(rate, list(readings(article, rate))) for rate in own]
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
    words = [item.norm for item in row[article.noun(before) :]]
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
