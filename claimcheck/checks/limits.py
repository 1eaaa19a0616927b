"""Percentages that cannot be: a fall of more than everything, a part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.proportions import is_part
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict

ALL = 100


@check("impossible-fall", slots=("stated",))
def impossible_fall(article: Article) -> Iterator[Relation]:
    """A fall of more than a hundred per cent, which nothing that cannot be negative can make."""
    for claim_id, sign in changes(article).items():
        claim = article.claims[article.position[claim_id]]
        if sign < 0 and not claim.quantity.signed and _above_all(claim) and not _may_be_negative(article, claim):
            yield _judged("impossible-fall", claim)


def _above_all(claim: Claim) -> bool:
    low = claim.quantity.strict.low
    return claim.quantity.kind is Kind.PERCENT and low is not None and low > ALL


def _may_be_negative(article: Article, claim: Claim) -> bool:
    """Whether the sentence speaks of something that can fall below zero, as a profit can."""
    words = {item.norm for item in article.items[claim.sentence]}
    return not words.isdisjoint(article.pack.words("changes.below_zero"))


@check("part-over-whole", slots=("stated",))
def part_over_whole(article: Article) -> Iterator[Relation]:
    """More than a hundred per cent of people (`112 % of residents`), who cannot be more than all."""
    changing = changes(article)
    for claim in article.claims:
        people = "person" in claim.concepts and is_part(article, claim)
        if people and claim.id not in changing and _above_all(claim) and not _compared(article, claim):
            yield _judged("part-over-whole", claim)


def _compared(article: Article, claim: Claim) -> bool:
    """Whether the figure is set against a target or another time."""
    words = {item.norm for item in article.items[claim.sentence]}
    return claim.threshold or not words.isdisjoint(article.pack.words("changes.measured_against"))


def _judged(kind: str, claim: Claim) -> Relation:
    working = [f"{show(nominal(claim.quantity))} > {ALL}"]
    return relation(kind, Verdict.BROKEN, [term("share", claim)], working, stated=claim.quantity)
