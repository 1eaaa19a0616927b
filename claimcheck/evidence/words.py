"""The words that say what a figure is of: those beside it and in its sentence as stems, and its noun."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.profiles import Profile
from claimcheck.extract import nouns
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim

BESIDE, SHORT = 8, 2  # words beside a figure that are compared, and how short they may not be


def nouns_of(first: Profile, second: Profile) -> str:
    """How the nouns of two figures go together: `equal`, `wider`, `akin` under a wider one, `differ`; `one lacks` or
    `none` where one or both have no noun."""
    if not first.noun or not second.noun:
        return "one lacks" if first.noun or second.noun else "none"
    if first.noun == second.noun:
        return "equal"
    if first.noun in second.wider or second.noun in first.wider:
        return "wider"
    return "akin" if first.wider & second.wider else "differ"


@remembered
def beside(article: Article, claim: Claim) -> frozenset[str]:
    """The words close to a figure on either side."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    around = row[max(0, at - BESIDE) : at + BESIDE + 1]
    words = (item.norm for item in around if item.quantity is None and item.norm[:1].isalpha())
    return _stems(article, words)


@remembered
def content(article: Article, sentence: int) -> frozenset[str]:
    """The words of a sentence."""
    return _stems(article, (token.norm for token in article.sentences[sentence].tokens if token.is_word))


def _stems(article: Article, words: Iterator[str]) -> frozenset[str]:
    stop = article.pack.words("nouns.stop") | article.pack.function_words
    return frozenset(nouns.stem(word, article.pack) for word in words if word not in stop and len(word) > SHORT)
