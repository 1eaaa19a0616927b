"""Figures whose very writing is doubtful: another language's separators, a range across scales or upside down."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.telling import alike, bare, plain
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import NOUN_GROUPS, concepts
from claimcheck.model import Claim, Hedge, Kind, Relation, Verdict

THOUSAND = 1000
LARGE = 100 * THOUSAND
FAR_OFF = 10
RANGED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT})


@check("separator", slots=("read", "meant"))
def separator(article: Article) -> Iterator[Relation]:
    """`1.500 people`: three decimals of something that is counted whole were meant as thousands."""
    table = concepts()
    for claim in article.claims:
        value, concept = claim.quantity.value, table.get(claim.key)
        counted = concept is not None and concept.group in NOUN_GROUPS
        if value is None or claim.quantity.kind is not Kind.COUNT or not counted:
            continue
        if claim.quantity.step == Fraction(1, THOUSAND) and value.denominator != 1 and value < THOUSAND:
            meant = value * THOUSAND
            yield relation(
                "separator",
                Verdict.DIFFERS,
                [term("figure", claim)],
                [f"{show(value)} ~ {show(meant)}"],
                read=value,
                meant=meant,
            )


@check("mixed-scale", slots=("low", "high"))
def mixed_scale(article: Article) -> Iterator[Relation]:
    """`between 2 and 300 million`: ends so far apart that the first may lack its own scale word."""
    for claim in article.claims:
        low, high = claim.quantity.strict.low, claim.quantity.strict.high
        if claim.quantity.hedge is not Hedge.BETWEEN or not low or high is None or high < LARGE:
            continue
        if claim.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE) and low < THOUSAND <= high / low:
            yield relation(
                "mixed-scale",
                Verdict.DIFFERS,
                [term("range", claim)],
                [f"{show(high)} / {show(low)} = {show(high / low)}"],
                low=low,
                high=high,
            )


@check("reversed-range", slots=("low", "high"))
def reversed_range(article: Article) -> Iterator[Relation]:
    """`between 90 and 80 people`: a range whose first end is the larger one."""
    done: set[str] = set()
    for cue in article.cued("between"):
        low, high = cue.holes["low"], cue.holes["high"]
        if low.id in done or not _ends(low, high) or _of_two(article, cue):
            continue
        done.add(low.id)
        yield relation(
            "reversed-range",
            Verdict.BROKEN,
            [term("low", low), term("high", high)],
            [f"{show(nominal(low.quantity))} > {show(nominal(high.quantity))}"],
            low=nominal(low.quantity),
            high=nominal(high.quantity),
        )


def _ends(low: Claim, high: Claim) -> bool:
    """Whether two figures can only be the ends of a range, the larger first; times run backwards, and a number far
    smaller may lack its scale."""
    counted = high.quantity.kind in RANGED and (bool(high.key) or bool(high.quantity.unit))
    counted = counted and (not low.key or low.key == high.key)
    if not counted or not plain((low, high)) or not (alike(low, high) or bare(low)):
        return False
    first, second = nominal(low.quantity), nominal(high.quantity)
    return second < first < FAR_OFF * second


def _of_two(article: Article, cue: Cue) -> bool:
    """Whether the word before `between` sets two things side by side (`the gap between 90 and 80`)."""
    before = {item.norm for item in article.items[cue.sentence][max(0, cue.first - 2) : cue.first]}
    return bool(before & article.pack.words("ranges.of_two"))
