"""What makes figures that fail in one cast right after all: another relation that they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from claimcheck.evidence import score
from claimcheck.evidence.casts import Proposed
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Finding, Relation, Severity, Verdict
from claimcheck.relations.casting import by_figures
from claimcheck.relations.keeping import close, judged

THREE = 3
SUM = "sum"
RATIOS = ("share", "change")  # in which a percentage follows from the others


def settled(relation: Relation, others: Iterable[Relation]) -> bool:
    """Whether two of the three figures of a proposed relation already stand together in a sum or a ratio that holds."""
    own = figures(relation)
    if len(own) < THREE:
        return False
    holding = (figures(each) for each in others if each.verdict is Verdict.HOLDS)
    return any(len(each) >= len(own) and len(own & each) >= len(own) - 1 for each in holding)


def told(relation: Relation, found: Iterable[Finding]) -> bool:
    """Whether a set phrase already tells an error or a warning of the same three figures or more."""
    own = figures(relation)
    loud = (each.relation for each in found if each.severity is not Severity.NOTE)
    return len(own) >= THREE and any(figures(each) == own for each in loud)


def figures(relation: Relation) -> set[str]:
    """The figures of a relation, by their claims' ids."""
    return {term.claim.id for term in relation.terms if term.claim}


def counted_otherwise(article: Article, each: Proposed) -> bool:
    """Whether some of a sum's figures are another sum that holds, or all but one stand in one that may be told."""
    if each.form != SUM:
        return False
    own = frozenset(claim.id for _, claim in each.cast)
    return any(
        others < own or (len(own & others) >= len(own) - 1 and score.worth_a_look(article, cast))
        for others, cast in _sums(article)
    )


@remembered
def _sums(article: Article) -> tuple[tuple[frozenset[str], Proposed], ...]:
    """The sums that hold, each with its figures."""
    every = ((own, each) for own, casts in by_figures(article).items() for each in casts)
    near = ((own, each) for own, each in every if each.form == SUM and close(each))
    return tuple((own, each) for own, each in near if judged(article, each).verdict is not Verdict.BROKEN)


def explained(article: Article, each: Proposed) -> bool:
    """Whether the percentage of a cast is what some other figures near it make."""
    return each.form in RATIOS and _follows(article, each.of("percent")[0])


@remembered
def _follows(article: Article, percent: Claim) -> bool:
    """Whether a percentage follows from two figures near it."""
    casts = _by_percentage(article)[percent.id]
    return any(close(each) and judged(article, each).verdict is Verdict.HOLDS for each in casts)


@remembered
def _by_percentage(article: Article) -> Mapping[str, list[Proposed]]:
    """The casts in which a percentage follows from the others, by the percentage."""
    found: dict[str, list[Proposed]] = defaultdict(list)
    for casts in by_figures(article).values():
        for each in casts:
            if each.form in RATIOS:
                found[dict(each.cast)["percent"].id].append(each)
    return found
