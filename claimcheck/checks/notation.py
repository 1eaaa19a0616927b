"""Figures whose very writing is doubtful: another language's separators, a range across scales."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import NOUN_GROUPS, concepts
from claimcheck.model import Hedge, Kind, Relation, Verdict

THOUSAND = 1000
LARGE = 100 * THOUSAND


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
