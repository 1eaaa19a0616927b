"""Figures of the headline that the story gives otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks.same_measure import same
from claimcheck.evidence import headlines, score
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Relation, Verdict


def told_otherwise(article: Article) -> Iterator[tuple[Relation, score.Weighed]]:
    """Each figure of the headline that the story does not give again, with what most likely is its like there."""
    for claim, others in headlines.orphans(article):
        weighed = [(score.of_headline(article, claim, other), other) for other in others]
        best, other = max(weighed, key=_bits)
        yield same(claim, other, Verdict.BROKEN), best


def _bits(found: tuple[score.Weighed, Claim]) -> Fraction:
    return found[0].bits
