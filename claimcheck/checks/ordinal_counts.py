"""Ordinals against counts: a third victim where two died."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimcheck.checks import check
from claimcheck.checks.figures import MOST
from claimcheck.checks.innocent import revised
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

EVENTS = frozenset({"dead", "injured", "missing", "arrested", "kidnapped", "hospitalised"})


@check("ordinal-count", slots=("ordinal", "count"))
def ordinal_count(article: Article) -> Iterator[Relation]:
    """`the third victim` of a set that the story counts: it must have three at least."""
    known, largest = profiles(article), _largest(article)
    for claim in article.claims:
        profile = known.get(claim.id)
        if profile is None or claim.quantity.kind is not Kind.ORDINAL or not profile.definite or not claim.key:
            continue
        counts = [largest[event] for event in _events(article, claim) if event in largest]
        if counts and not claim.quoted and not _elsewhere(article, claim):
            yield _judged(claim, max(counts, key=lambda other: nominal(other.quantity)))


def _largest(article: Article) -> Mapping[str, Claim]:
    """The largest count of those to whom each event happened."""
    found: dict[str, Claim] = {}
    for claim in article.claims:
        profile = profiles(article).get(claim.id)
        if profile is None or claim.quantity.kind is not Kind.COUNT or profile.shift or claim.quantity.value is None:
            continue
        for event in profile.events:
            if event not in found or nominal(claim.quantity) > nominal(found[event].quantity):
                found[event] = claim
    return found


def _events(article: Article, claim: Claim) -> frozenset[str]:
    """What happened to the one the ordinal names; a victim without more died."""
    profile = profiles(article)[claim.id]
    victims = frozenset({"dead"}) if profile.noun == "victim" else frozenset()
    return (profile.events or victims) & EVENTS if profile.whole or victims else frozenset()


def _elsewhere(article: Article, claim: Claim) -> bool:
    """Whether the sentence counts over another span of time, or the story tells of changing figures."""
    times = {Kind.DURATION, Kind.YEAR, Kind.DATE}
    here = article.by_sentence[claim.sentence][:MOST]
    at = article.item_of[claim.id]
    words = {item.norm for item in article.items[claim.sentence][max(0, at - MOST) : at + MOST]}
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
