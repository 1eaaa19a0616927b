"""The votes of a sentence's words on the roles of its figures, counted once a story."""

from __future__ import annotations

from claimcheck.extract.article import Article, remembered
from claimcheck.roles import Vote, votes


@remembered
def voted(article: Article, sentence: int) -> tuple[Vote, ...]:
    """Every vote in a sentence, by position."""
    return votes(article.items[sentence], article.pack)
