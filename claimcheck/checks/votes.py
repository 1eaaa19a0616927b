"""Votes: the division against the members present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.ballots import ballot
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of, concepts
from claimcheck.model import Claim, Kind, Relation, Span, Verdict
from claimcheck.phrase import Item


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
        figures = [figure for claim in votes for figure in _figures(claim)] + _single(article, votes)
        cast, present = sum(figures, Fraction(0)), nominal(whole.quantity)
        holds = cast == present
        if not holds and (max(figures) >= present or _unread(article, votes, len(figures))):
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


def _unread(article: Article, votes: Sequence[Claim], read: int) -> bool:
    """Whether the sentence names a kind of vote (abstentions, say) whose number was not read; a score is for and
    against."""
    named = {
        concept.name
        for item in article.items[votes[0].sentence]
        if (concept := concept_of(item.norm, article.pack)) and concept.group == "ballot"
    }
    if any(claim.quantity.kind is Kind.SCORE for claim in votes):
        named |= {"in_favour", "against"}
    return len(named) > read


def _single(article: Article, votes: Sequence[Claim]) -> list[Fraction]:
    """One vote told without a figure (`one abstention`), where no claim counts it."""
    spans = [claim.span for claim in votes]
    row = [item for item in article.items[votes[0].sentence] if not _inside(item, spans)]
    ones = article.pack.words("single")
    for at, item in enumerate(row[:-1]):
        if item.norm in ones and any(_is_ballot(article, other) for other in row[at + 1 : at + 3]):
            return [Fraction(1)]
    return []


def _inside(item: Item, spans: Sequence[Span]) -> bool:
    return any(span.start <= item.start < span.end for span in spans)


def _is_ballot(article: Article, item: Item) -> bool:
    concept = concept_of(item.norm, article.pack) if item.quantity is None else None
    return concept is not None and concept.group == "ballot"


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
        cast = [claim for claim in claims if _ballot(article, claim)]
        if len(scores) == 1:
            return scores + [claim for claim in cast if claim not in scores]
        if len(cast) >= 2 and len(claims) <= 4:
            return claims if _adds(claims, whole) else cast if len(cast) > 2 or _adds(cast, whole) else claims
    return []


def _adds(claims: Sequence[Claim], whole: Claim) -> bool:
    return sum((nominal(claim.quantity) for claim in claims), Fraction(0)) == nominal(whole.quantity)


def _ballot(article: Article, claim: Claim) -> bool:
    """Whether a count is of votes for, against or abstained."""
    if any(concepts()[name].group == "ballot" for name in {*claim.predicate, claim.key} if name in concepts()):
        return True
    return bool(ballot(article, claim))
