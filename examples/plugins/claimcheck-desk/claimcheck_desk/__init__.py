"""The desk's own checks."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.extract.article import Article
from claimcheck.model import Kind, Relation, Term, Verdict


@check("small-figure", slots=("figure",))
def small_figures(article: Article, below: str = "10") -> Iterator[Relation]:
    """Counts that are written in digits although they are small."""
    for claim in article.claims:
        quantity = claim.quantity
        if quantity.kind is not Kind.COUNT or quantity.value is None or claim.quoted or claim.cell:
            continue
        if not quantity.in_words and quantity.value < int(below):
            yield Relation(
                "small-figure", Verdict.OPEN, (Term("", claim.span, claim),), slots={"figure": quantity.value}
            )
