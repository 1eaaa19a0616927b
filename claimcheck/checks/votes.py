"""Votes: the division against the members present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of, concepts
from claimcheck.model import Claim, Kind, Relation, Verdict


@check("division", slots=("sum", "total"))
def division(article: Article) -> Iterator[Relation]:
    """Votes for, against and abstentions against the number of members said to have voted."""
    for cue in article.cued("all_of"):
        whole = cue.holes.get("all")
        if whole is None or whole.quantity.kind is not Kind.COUNT or whole.quantity.value is None:
            continue
        votes = _votes(article, whole)
        if not votes:
            continue
        figures = [figure for claim in votes for figure in _figures(claim)]
        cast, present = sum(figures, Fraction(0)), nominal(whole.quantity)
        holds = cast == present
        if not holds and (max(figures) >= present or _unread(article, votes)):
            continue
        left = " + ".join(show(figure) for figure in figures)
        yield relation(
            "division",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("total", whole), *(term("part", claim) for claim in votes)],
            [f"{left} = {show(cast)}"] if holds else [f"{left} = {show(cast)}", f"{show(cast)} != {show(present)}"],
            sum=cast,
            total=present,
        )


def _unread(article: Article, votes: Sequence[Claim]) -> bool:
    """Whether the sentence names a kind of vote (abstentions, say) whose number was not read."""
    names = {
        concept.name
        for item in article.items[votes[0].sentence]
        if (concept := concept_of(item.norm, article.pack)) and concept.group == "ballot"
    }
    return len(names) > sum(len(_figures(claim)) for claim in votes)


def _figures(claim: Claim) -> tuple[Fraction, ...]:
    return claim.quantity.operands if claim.quantity.kind is Kind.SCORE else (nominal(claim.quantity),)


def _votes(article: Article, whole: Claim) -> list[Claim]:
    """The votes that the sentence of the whole, or the one before it, counts out."""
    for sentence in (whole.sentence, whole.sentence - 1):
        claims = [
            claim
            for claim in article.by_sentence.get(sentence, ())
            if claim != whole and claim.quantity.kind in (Kind.COUNT, Kind.SCORE) and claim.quantity.value != 0
        ]
        scores = [claim for claim in claims if claim.quantity.kind is Kind.SCORE]
        cast = [claim for claim in claims if _ballot(claim)]
        if len(scores) == 1:
            return scores + [claim for claim in cast if claim not in scores]
        if len(cast) >= 2 and len(claims) <= 4:
            return claims if _adds(claims, whole) else cast if len(cast) > 2 or _adds(cast, whole) else claims
    return []


def _adds(claims: Sequence[Claim], whole: Claim) -> bool:
    return sum((nominal(claim.quantity) for claim in claims), Fraction(0)) == nominal(whole.quantity)


def _ballot(claim: Claim) -> bool:
    """Whether a count is of votes for, against or abstained."""
    return any(concepts()[name].group == "ballot" for name in {*claim.predicate, claim.key} if name in concepts())
