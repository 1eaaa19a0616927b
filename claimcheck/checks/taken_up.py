"""Lists that the next sentence takes up by their number: `Three men and two women died. The five victims ...`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks.exclusion import whole_dimension
from claimcheck.checks.judging import nominal
from claimcheck.checks.partitions import Partition
from claimcheck.checks.profiles import profiles
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concepts
from claimcheck.extract.series import Series
from claimcheck.model import Claim, Kind, Place

OPENING = 3
MOST = 5
ANYONE = frozenset({"", "person", "victim", "dead", "injured", "casualty"})


def taken_up(article: Article, found: Series) -> Iterator[Partition]:
    """The definite count at the head of the next sentence that stands for a list of people divided by sort."""
    parts = found.claims
    if not found.closed or len(parts) > MOST or not plain(parts) or not _people(article, parts):
        return
    for claim in article.by_sentence.get(parts[-1].sentence + 1, ()):
        if article.item_of[claim.id] < OPENING and _stands_for(article, claim, parts):
            yield Partition(claim, parts, not _told_before(article, claim))


def _people(article: Article, parts: Sequence[Claim]) -> bool:
    named = [concepts()[part.key] for part in parts if part.key in concepts()]
    return whole_dimension(article, parts) and all("person" in concept.parents for concept in named)


def _stands_for(article: Article, claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a count takes up a whole list: definite, of people in general, larger than each part."""
    profile = profiles(article).get(claim.id)
    if profile is None or not profile.definite or profile.portion or claim.quantity.kind is not Kind.COUNT:
        return False
    rest = any(claim in cue.holes.values() for cue in article.cued("remainder", claim.sentence))
    general = claim.key in ANYONE and not claim.modifiers and claim.place is not Place.TABLE
    return general and not rest and plain([claim]) and nominal(claim.quantity) > max(nominal(p.quantity) for p in parts)


def _told_before(article: Article, claim: Claim) -> bool:
    """Whether the story has given the number before, which may then be what the words take up."""
    at = article.position[claim.id]
    return any(other.quantity.value == claim.quantity.value for other in article.claims[max(0, at - 60) : at])
