"""Headlines that know more than their story: an exact figure for a rough one, a bound made stronger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.agreements import close
from claimcheck.checks.figures import close_by
from claimcheck.checks.innocent import akin, derivation, strange
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.sameness import comparable
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Place, Relation, Verdict

LOWER = frozenset({Hedge.OVER, Hedge.AT_LEAST})
DISTINCT = 2


@check("precision", slots=("first", "second"))
def precision(article: Article) -> Iterator[Relation]:
    """A headline's exact figure of which the body gives only rough forms (`547` ... `about 500`)."""
    for claim in _in_headline(article):
        rough = _told(article, claim)
        if not rough or claim.quantity.hedge is not Hedge.NONE or _digits(claim) < DISTINCT:
            continue
        if _in_body(article, claim):
            continue
        vague = all(other.quantity.hedge is not Hedge.NONE and _digits(other) < _digits(claim) for other in rough)
        if vague and not derivation(article, claim):
            yield _noted("precision", claim, rough[0], "~")


@check("bound", slots=("first", "second"))
def bound(article: Article) -> Iterator[Relation]:
    """A headline's `more than 50` where the body says just 50, or at least 50."""
    for claim in _in_headline(article):
        told = _told(article, claim)
        raised = claim.quantity.hedge is Hedge.OVER and all(_no_more(claim, other) for other in told)
        if told and (raised or article.has(claim, "exactly") and all(_at_least(claim, other) for other in told)):
            yield _noted("bound", claim, told[0], ">" if raised else "=")


def _in_headline(article: Article) -> Iterator[Claim]:
    return (claim for claim in article.headline() if claim.quantity.value is not None and comparable(article, claim))


def _told(article: Article, claim: Claim) -> list[Claim]:
    """The body's figures that may be the headline's: near it, and of the same thing."""
    return [
        other
        for other in close_by(article, claim)
        if other.place is not Place.HEADLINE
        and (other.quantity.kind, other.quantity.unit) == (claim.quantity.kind, claim.quantity.unit)
        and (close(claim, other) or nominal(claim.quantity) == nominal(other.quantity))
        and akin(article, claim, other)
        and not strange(article, claim, other)
    ]


def _in_body(article: Article, claim: Claim) -> bool:
    """Whether the body has the very figure, whatever it says it is of."""
    same = (claim.quantity.kind, claim.quantity.unit, claim.quantity.value)
    return any(
        (other.quantity.kind, other.quantity.unit, other.quantity.value) == same
        for other in article.nearby(claim)
        if other.place is not Place.HEADLINE and other.quantity.hedge is Hedge.NONE
    )


def _at_least(claim: Claim, other: Claim) -> bool:
    return nominal(other.quantity) == nominal(claim.quantity) and other.quantity.hedge in LOWER


def _no_more(claim: Claim, other: Claim) -> bool:
    """Whether the other says the headline's figure itself and no more than that."""
    return nominal(other.quantity) == nominal(claim.quantity) and other.quantity.hedge in (Hedge.NONE, Hedge.AT_LEAST)


def _digits(claim: Claim) -> int:
    return len(show(nominal(claim.quantity)).replace(".", "").strip("0"))


def _noted(kind: str, claim: Claim, other: Claim, sign: str) -> Relation:
    terms: Sequence[Claim] = (claim, other)
    return relation(
        kind,
        Verdict.DIFFERS,
        [term(role, one) for role, one in zip(("first", "second"), terms, strict=True)],
        [f"{show(nominal(claim.quantity))} {sign} {show(nominal(other.quantity))}"],
        first=claim.quantity,
        second=other.quantity,
    )
