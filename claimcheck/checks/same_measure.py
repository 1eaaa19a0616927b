"""One measure that the story gives twice, and headline figures that follow from the body's."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.agreements import agreements
from claimcheck.checks.contradictions import accused
from claimcheck.checks.innocent import derivation, supported
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.sameness import comparable
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Relation, Verdict


@check("same-measure", "derived", slots=("first", "second", "first_source", "second_source"))
def same_measure(article: Article) -> Iterator[Relation]:
    """The pairs that agree and those that do not, and the headline's figures that are derived."""
    for a, b in agreements(article):
        yield same(a, b, Verdict.HOLDS)
    for a, b, judged in accused(article):
        yield same(a, b, judged)
    for claim in article.headline():
        if comparable(article, claim) and not supported(article, claim):
            found = derivation(article, claim)
            if found:
                terms = [term("headline", claim), *(term("part", part) for part in found[1])]
                yield relation("derived", Verdict.HOLDS, terms, [found[0]])


def same(a: Claim, b: Claim, judged: Verdict) -> Relation:
    """Two figures as one measure told twice."""
    equal = nominal(a.quantity) == nominal(b.quantity)
    sign = "!=" if judged is Verdict.BROKEN else "=" if equal else "~"
    return relation(
        "same-measure",
        judged,
        [term("first", a), term("second", b)],
        [f"{show(nominal(a.quantity))} {sign} {show(nominal(b.quantity))}"],
        first=a.quantity,
        second=b.quantity,
        first_source=a.source.name if a.source else "",
        second_source=b.source.name if b.source else "",
    )
