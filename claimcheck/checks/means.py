"""Averages: the mean of figures that are listed, and the whole that must lie between its groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, added, equation, nominal, relation, rounded, show, term, verdict
from claimcheck.checks.telling import alike, bare, plain, telling
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import concept_of
from claimcheck.extract.series import Series, lists, series
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict
from claimcheck.phrase import Item

BACK = 3
FEWEST, MOST = 2, 12
CERTAIN = 3
JOINT = 5
SIGNS = frozenset(",;:(—–")
PAIRS = ({"man", "woman"}, {"boy", "girl"})
UNWEIGHTED = frozenset({Kind.COUNT, Kind.AGE})
MEANT = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.PERCENT})


class Mean(NamedTuple):
    """An average as stated, the figures it is of, and whether the text says that it is of just these."""

    claim: Claim
    values: tuple[Claim, ...]
    certain: bool

    def expected(self) -> Reading:
        """The mean with equal weights."""
        one, part = added(value.quantity for value in self.values), Fraction(1, len(self.values))
        return Reading(one.value * part, one.strict.scale(part), one.generous.scale(part))

    def outside(self) -> bool:
        """Whether the average is below or above all its figures, which no weights can make it."""
        stated = rounded(self.claim.quantity).generous
        below = all(stated.below(value.quantity.generous) for value in self.values)
        return below or all(value.quantity.generous.below(stated) for value in self.values)


@check("mean", slots=("expected", "stated"))
def mean(article: Article) -> Iterator[Relation]:
    """`38 minutes at one site, 46 and 51 at the others, 55 on average`: a mean against the figures it is of."""
    done: set[str] = set()
    for one in _means(article):
        if one.claim.id in done or not plain((one.claim, *one.values)):
            continue
        expected, stated = one.expected(), one.claim.quantity
        judged = verdict(expected, rounded(stated))
        if judged is Verdict.HOLDS:
            proven = one.certain or telling(expected, stated, len(one.values))
        else:
            proven = one.certain and not _of_sum(one) and (one.outside() or _equal_weights(article, one))
        if proven:
            done.add(one.claim.id)
            left = f"({' + '.join(show(nominal(value.quantity)) for value in one.values)}) / {len(one.values)}"
            yield relation(
                "mean",
                judged,
                [*(term("value", value) for value in one.values), term("mean", one.claim)],
                equation(left, expected.value, stated, judged is Verdict.HOLDS),
                expected=Fraction(round(expected.value * 100), 100),
                stated=nominal(stated),
            )


def _of_sum(one: Mean) -> bool:
    """Whether one of the figures is so many times the average: the sum it was worked out from (`84 in three games,
    an average of 28`)."""
    said = nominal(one.claim.quantity)
    times = (nominal(value.quantity) / said for value in one.values) if said else ()
    return any(FEWEST <= number <= MOST and number.denominator == 1 for number in times)


def _equal_weights(article: Article, one: Mean) -> bool:
    """Whether the figures count alike: numbers of people or things and ages, not rates of groups of unknown size."""
    return all(value.quantity.kind in UNWEIGHTED and not article.rate_of(value) for value in one.values)


def _means(article: Article) -> Iterator[Mean]:
    """Every average with a list it may be of; those that say how many figures they are of first."""
    for cue in article.cued("mean_of"):
        said, number = cue.holes["mean"], cue.holes["n"].quantity.value
        if number is not None and FEWEST <= number <= MOST and number.denominator == 1:
            yield from _counted(article, said, int(number), cue.holes["n"])
    for cue in article.cued("average"):
        yield from _listed(article, cue.holes["rate"])


@remembered
def listed_means(article: Article) -> frozenset[str]:
    """Ids of the averages behind the list they are of, and of its means: nothing else follows from them."""
    listed = [one for one in _means(article) if len(one.values) >= CERTAIN]
    return frozenset(
        one.claim.id
        for one in listed
        if one.certain or telling(one.expected(), one.claim.quantity, len(one.values))
    )


def _counted(article: Article, said: Claim, number: int, count: Claim) -> Iterator[Mean]:
    """The figures right before an average of so many, when there are just so many."""
    for back in range(BACK):
        values = [
            claim
            for claim in _run(article, said.sentence - back, said.sentence)
            if _like(claim, said) and claim not in (said, count) and claim.span.start < said.span.start
        ]
        if len(values) >= number:
            if len(values) == number:
                yield Mean(said, tuple(values), True)
            return


def _run(article: Article, first: int, last: int) -> Iterator[Claim]:
    for sentence in range(max(0, first), last + 1):
        yield from article.by_sentence.get(sentence, ())


def _like(claim: Claim, said: Claim) -> bool:
    """Whether a figure may be averaged to the one said: of its sort, an age, or a number that shares its unit."""
    if claim.place is Place.TABLE or claim.quantity.kind not in MEANT:
        return False
    ages = _years(claim) and (_years(said) or bare(said))
    return ages or alike(claim, said) or bare(claim)


def _years(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.AGE or claim.quantity.unit == "year"


def _listed(article: Article, said: Claim) -> Iterator[Mean]:
    """A list in the sentence of an average, or in the one before."""
    near = _run(article, said.sentence - 1, said.sentence)
    for found in {known.claims: known for claim in near if (known := lists(article).get(claim.id))}.values():
        members = found.claims[: found.claims.index(said)] if said in found.claims[CERTAIN:] else found.claims
        values = tuple(claim for claim in members if claim != said and not article.has(claim, "average"))
        if len(values) >= CERTAIN and all(_like(claim, said) for claim in values):
            yield Mean(said, values, values[0].sentence == said.sentence and _beside(article, values, said))


def _beside(article: Article, values: Sequence[Claim], said: Claim) -> bool:
    """Whether the average follows its list directly (`42, 55 and 38: the average is 52`), compared with nothing."""
    if said.span.start < values[-1].span.start or article.has(said, "base"):
        return False
    words = [item.norm for item in article.between(values[-1], said) if item.quantity is None]
    signs = [at for at, word in enumerate(words) if word in SIGNS]
    near = words[signs[-1] + 1 :] if signs else words
    return len(near) <= JOINT and not {*words} & article.pack.words("means.compared")


@check("whole-within-groups", slots=("low", "high", "stated"))
def within(article: Article) -> Iterator[Relation]:
    """An overall figure or an average outside the range of the groups it is made of, which cannot be."""
    for said, low, high, values in (*_of_ranges(article), *_of_groups(article)):
        stated = said.quantity
        outside = not Interval(low.quantity.generous.low, high.quantity.generous.high, True, True).meets(
            rounded(stated).generous
        )
        bounds = _bounds(low, high)
        yield relation(
            "whole-within-groups",
            Verdict.BROKEN if outside else Verdict.HOLDS,
            [term("overall", said), *(term("group", value) for value in values)],
            [f"{show(nominal(stated))} {'is not' if outside else 'is'} in [{show(bounds[0])}, {show(bounds[1])}]"],
            low=bounds[0],
            high=bounds[1],
            stated=nominal(stated),
        )


def _bounds(low: Claim, high: Claim) -> tuple[Fraction, Fraction]:
    if low == high:
        strict = low.quantity.strict
        return strict.low or Fraction(0), strict.high or Fraction(0)
    return nominal(low.quantity), nominal(high.quantity)


Grouped = tuple[Claim, Claim, Claim, tuple[Claim, ...]]


def _of_ranges(article: Article) -> Iterator[Grouped]:
    """`between 8 and 14 a day, 16 on average`."""
    for cue in article.cued("average"):
        said = cue.holes["rate"]
        at = article.position[said.id]
        beside = article.claims[at - 1] if at else None
        if beside is None or beside.sentence != said.sentence or beside.quantity.hedge is not Hedge.BETWEEN:
            continue
        joint = [item.norm for item in article.between(beside, said) if item.norm[:1].isalpha()]
        if (alike(beside, said) or bare(said)) and len(joint) <= JOINT and plain([said]) and _bounded(beside):
            yield said, beside, beside, (beside,)


def _bounded(claim: Claim) -> bool:
    strict = claim.quantity.strict
    return strict.low is not None and strict.high is not None and strict.low < strict.high


def _of_groups(article: Article) -> Iterator[Grouped]:
    """`12 per cent: 9 per cent for men, 11 per cent for women`: shares of the two groups that make up a whole."""
    for found in map(_without_head, series(article)):
        if len(found.claims) != FEWEST or found.claims[0].quantity.kind is not Kind.PERCENT or not plain(found.claims):
            continue
        names = [group(article, claim) for claim in found.claims]
        said = _overall(article, found) if {*names} in PAIRS else None
        if said and alike(said, found.claims[0]) and plain([said]) and group(article, said) is None:
            low, high = sorted(found.claims, key=lambda claim: nominal(claim.quantity))
            if not article.has(said, "base"):
                yield said, low, high, found.claims


def _without_head(found: Series) -> Series:
    """A list of three, where the first may be the whole of the others (`8.9 %, with 9.4 % among men and ...`)."""
    if len(found.claims) != CERTAIN:
        return found
    return Series(found.claims[1:], found.closed, found.opener, found.claims[0])


def _overall(article: Article, found: Series) -> Claim | None:
    """The share that two groups follow, by a sign or `with`; or the one of the sentence before, taken up again."""
    first, head = found.claims[0], found.head
    if head is not None:
        pack = article.pack
        joint = {item.norm for item in article.between(head, first) if item.quantity is None}
        split = bool(joint & pack.words("means.split")) and joint <= (
            {","} | pack.words("means.split") | pack.words("fillers") | pack.words("nouns.articles")
        )
        return head if found.opener or split else None
    shares = [c for c in article.by_sentence.get(first.sentence - 1, ()) if c.quantity.kind is Kind.PERCENT]
    dated = any(claim.quantity.kind in (Kind.DATE, Kind.YEAR) for claim in article.by_sentence[first.sentence])
    opening = {item.norm for item in article.items[first.sentence][:CERTAIN]}
    again = bool(opening & article.pack.words("means.again"))
    return shares[0] if len(shares) == 1 and again and not dated else None


def group(article: Article, claim: Claim) -> str | None:
    """Women, men, girls or boys, when the words behind a share, up to the next figure, or before it name them."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return _grouped(article, row[at + 1 : at + 1 + JOINT]) or _grouped(article, row[max(0, at - JOINT) : at][::-1])


def _grouped(article: Article, items: Sequence[Item]) -> str | None:
    for item in items:
        if item.quantity is not None or item.norm in SIGNS:
            return None
        concept = concept_of(item.norm, article.pack)
        if concept and any(concept.name in pair for pair in PAIRS):
            return concept.name
    return None
