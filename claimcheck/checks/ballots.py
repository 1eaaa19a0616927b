"""Votes as they are cast: which count is for, which against, which of those who abstained."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Claim, Kind
from claimcheck.phrase import Item

REACH = 7
ENDS = frozenset(",;:.()—–")
GROUP = "ballot"


def ballot(article: Article, claim: Claim) -> str:
    """`in_favour`, `against` or `abstained` by the words just behind a count, else just before it; or empty."""
    if claim.quantity.kind is not Kind.COUNT:
        return ""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return _first(article, row[at + 1 : at + 1 + REACH], stop=ENDS) or _first(
        article, reversed(row[max(0, at - REACH) : at]), stop=ENDS - {","}
    )


def _first(article: Article, items: Iterable[Item], stop: frozenset[str]) -> str:
    for item in items:
        if item.quantity is not None or item.norm in stop:
            return ""
        concept = concept_of(item.norm, article.pack)
        if concept and concept.group == GROUP:
            return concept.name
    return ""


def cast(article: Article, sentence: int, name: str) -> list[Claim]:
    """The counts of one kind of vote in a sentence."""
    return [claim for claim in article.by_sentence.get(sentence, ()) if ballot(article, claim) == name]
