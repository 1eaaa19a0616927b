"""What a text shows for or against figures that do not keep a relation being told in it at all: how they fail, how they
stand to each other, and what else of their sort stands about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks.digits import slip, swap
from claimcheck.evidence import pairs
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Place, Relation

LEVELS = tuple(Fraction(each) for each in ("0.02", "0.05", "0.1", "0.2", "0.35", "0.5", "0.75", "0.9"))
HALF = Fraction(1, 2)
NUMBER = r"(-?\d+(?:\.\d+)?)"
SUM = re.compile(rf"{NUMBER}[^!<>~=]*(?:!=|[<>~])\s*{NUMBER}")  # what a sum as read ends in
FACTORS = frozenset({10, 100, 1000, 1_000_000})
SPREAD, CROWD = 4, 5


def features(article: Article, relation: Relation) -> frozenset[str]:
    """The names of all that is true of a broken relation and its figures."""
    row = sorted({term.claim for term in relation.terms if term.claim}, key=lambda claim: claim.quantity.span)
    found = {kind(relation), *_failing(relation), *_told(row)}
    if len(row) > 1:
        found |= pairs.features(article, row[0], row[-1], slip=False)
        found.update(_spread(article, row))
    return frozenset(found)


def kind(relation: Relation) -> str:
    """The sort of relation that evidence is asked for; with a figure of the headline it is a sort of its own."""
    headline = any(term.claim and term.claim.place is Place.HEADLINE for term in relation.terms)
    return f"kind:{relation.kind}{' in the headline' if headline else ''}"


def _failing(relation: Relation) -> Iterator[str]:
    """How far what is told lies from what it should be, and whether a slip explains it."""
    sums = [found for text in reversed(relation.working) if (found := SUM.search(text))]
    if not sums:
        yield "no sum"
        return
    expected, stated = Fraction(sums[0][1]), Fraction(sums[0][2])
    small, large = sorted((abs(expected), abs(stated)))
    gap = abs(expected - stated)
    yield next((f"apart by {float(level)}" for level in LEVELS if gap <= level * large), "far apart")
    if any(sort(round_, stated) for sort in (slip, swap) for round_ in (expected, Fraction(round(expected)))):
        yield "apart by a slip"
    if small and large / small in FACTORS:
        yield "apart by a factor of ten"


def _told(row: Sequence[Claim]) -> Iterator[str]:
    if any(claim.place is Place.HEADLINE for claim in row):
        yield "some in the headline"
    if any(claim.quoted for claim in row):
        yield "some in a quotation"
    if any(claim.quantity.hedge is not Hedge.NONE for claim in row):
        yield "some hedged"


def _spread(article: Article, row: Sequence[Claim]) -> Iterator[str]:
    """Over how many sentences they stand, and among how many others of their kinds."""
    yield f"over {min(SPREAD, row[-1].sentence - row[0].sentence)} sentences"
    kinds = {claim.quantity.kind for claim in row}
    about = [each for number in {claim.sentence for claim in row} for each in article.by_sentence.get(number, ())]
    rivals = sum(each.quantity.kind in kinds and each not in row for each in about)
    yield f"{min(CROWD, rivals)} rivals"
