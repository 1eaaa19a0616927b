"""Ordinals against counts: a third victim where two died."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.innocent import revised
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

EVENTS = frozenset({"dead", "injured", "missing", "arrested", "kidnapped", "hospitalised"})


@check("ordinal-count", slots=("ordinal", "count"))
def ordinal_count(article: Article) -> Iterator[Relation]:
    """`the third victim` of a set that the story counts: it must have three at least."""
    known = profiles(article)
    for claim in article.claims:
        profile = known.get(claim.id)
        if profile is None or claim.quantity.kind is not Kind.ORDINAL or not profile.definite or not claim.key:
            continue
        events = _events(article, claim)
        counts = [other for other in article.claims if _counts(article, other, events)]
        if not events or not counts or claim.quoted or _elsewhere(article, claim):
            continue
        largest = max(counts, key=lambda other: nominal(other.quantity))
        yield _judged(claim, largest)


def _events(article: Article, claim: Claim) -> frozenset[str]:
    """What happened to the one the ordinal names; a victim without more died."""
    profile = profiles(article)[claim.id]
    victims = frozenset({"dead"}) if profile.noun == "victim" else frozenset()
    return (profile.events or victims) & EVENTS if profile.whole or victims else frozenset()


def _counts(article: Article, claim: Claim, events: frozenset[str]) -> bool:
    profile = profiles(article).get(claim.id)
    plain = profile is not None and claim.quantity.kind is Kind.COUNT and not profile.shift
    return plain and profile is not None and bool(profile.events & events) and claim.quantity.value is not None


def _elsewhere(article: Article, claim: Claim) -> bool:
    """Whether the sentence counts over another span of time, or the story tells of changing figures."""
    times = {Kind.DURATION, Kind.YEAR, Kind.DATE}
    here = article.by_sentence[claim.sentence]
    words = {item.norm for item in article.items[claim.sentence]}
    spans = words & (article.pack.words("spans") | article.pack.words("recent"))
    return bool(revised(article) or spans or any(other.quantity.kind in times for other in here))


def _judged(claim: Claim, largest: Claim) -> Relation:
    place, count = nominal(claim.quantity), nominal(largest.quantity)
    open_end = largest.quantity.hedge in (Hedge.OVER, Hedge.AT_LEAST, Hedge.COLLECTIVE)
    wrong = place > count and not open_end and largest.place in (Place.HEADLINE, Place.LEAD)
    return relation(
        "ordinal-count",
        Verdict.BROKEN if wrong else Verdict.HOLDS,
        [term("ordinal", claim), term("count", largest)],
        [f"{show(place)} {'>' if place > count else '<='} {show(count)}"],
        ordinal=claim.quantity,
        count=largest.quantity,
    )
