"""Headlines and the sentences that open a story, which say one thing twice."""

from __future__ import annotations

from claimcheck.checks.figures import beside
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.sentences import Sentence
from claimcheck.model import Claim, Kind, Place

DATED = 4


def same_day(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the two sentences name one day."""
    days = [{c.quantity.when for c in beside(article, (one.sentence,)) if c.quantity.when} for one in (a, b)]
    return bool(days[0] & days[1])


def leads(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the two stand in the headline and in the sentences that open the story."""
    return a.place is Place.HEADLINE and b.sentence <= _opening(article) + 2


def opens(article: Article, claim: Claim) -> bool:
    """Whether a claim stands in the first sentence below the headlines."""
    return claim.sentence == _opening(article)


@remembered
def _opening(article: Article) -> int:
    """The first sentence that is no headline and more than a date."""
    body = (s for s in article.sentences if s.place in (Place.LEAD, Place.BODY))
    return next((s.number for s in body if not _only_date(article, s)), 0)


def _only_date(article: Article, sentence: Sentence) -> bool:
    claims = article.by_sentence.get(sentence.number, ())
    dated = bool(claims) and all(claim.quantity.kind in (Kind.DATE, Kind.YEAR) for claim in claims)
    return dated and sum(token.is_word for token in sentence.tokens) <= DATED
