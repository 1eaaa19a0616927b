"""The votes of a sentence's words on the roles of its figures, counted once a story."""

from __future__ import annotations

from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim
from claimcheck.roles import Vote, votes


@remembered
def voted(article: Article, sentence: int) -> tuple[Vote, ...]:
    """Every vote in a sentence, by position."""
    return votes(article.items[sentence], article.pack)


def roles_beside(article: Article, claim: Claim, reach: int) -> frozenset[str]:
    """The roles that words at most so many items from a figure vote for."""
    at, votes_here = article.item_of[claim.id], voted(article, claim.sentence)
    return frozenset(
        vote.role for vote in votes_here if min(abs(at - vote.first), abs(at - vote.last + 1)) <= reach
    )
