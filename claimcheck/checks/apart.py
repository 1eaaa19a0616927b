"""What sets two claims apart whatever their words: time, place, source and speech."""

from __future__ import annotations

from collections import Counter
from functools import cache

from claimcheck.checks.openings import opens
from claimcheck.extract import nouns
from claimcheck.extract.article import Article, remembered
from claimcheck.language import Pack
from claimcheck.model import Claim, Moment, Place, Source
from claimcheck.phrase import tokenize


def apart(article: Article, a: Claim, b: Claim) -> bool:
    """Whether time, place, source or speech keep the two apart."""
    if a.quoted != b.quoted or other_time(a.moment, b.moment) or rival_sources(article, a, b):
        return True
    if _past(article, a) != _past(article, b) and not opens(article, b):
        return True
    first, second = places(article, a), places(article, b)
    return bool(first and second) and not first & second


def places(article: Article, claim: Claim) -> frozenset[str]:
    """The names beside a claim that set it apart: neither the story's topic nor its source."""
    names = claim.locations - topics(article)
    return names - set(claim.source.name.lower().split()) if claim.source else names


def other_time(a: Moment | None, b: Moment | None) -> bool:
    """Whether two moments are both dated and do not overlap."""
    if a and b and a.first and b.first and a.last and b.last:
        return a.last < b.first or b.last < a.first
    return False


def _past(article: Article, claim: Claim) -> bool:
    """Whether a claim is dated to a year before the story's own."""
    last = claim.moment.last if claim.moment else None
    return last is not None and last.year < _year(article)


@remembered
def _year(article: Article) -> int:
    """The year of the story: its dateline's, else the year after the latest it tells by itself."""
    if article.document.dateline:
        return article.document.dateline.year
    told = [claim.quantity.when for claim in article.claims if claim.quantity.when and claim.quantity.when.year]
    dated = [when.year for when in told if when.year and when.day]
    return max(dated or [when.year + 1 for when in told if when.year], default=0)


def rival_sources(article: Article, a: Claim, b: Claim) -> bool:
    """Whether two different sources, with no word of their names in common, answer for the two figures."""
    if a.source is None or b.source is None:
        return False
    return not _name_words(article, a.source) & _name_words(article, b.source)


def _name_words(article: Article, source: Source) -> set[str]:
    pack = article.pack
    words = {nouns.stem(token.norm, pack) for token in tokenize(source.name, pack.apostrophe) if token.is_word}
    return words - _stop_stems(pack)


@cache
def _stop_stems(pack: Pack) -> frozenset[str]:
    return frozenset(nouns.stem(word, pack) for word in pack.words("nouns.stop"))


@remembered
def topics(article: Article) -> frozenset[str]:
    """Names the whole story is about: in the headline, in the first sentence, or named three times."""
    names: Counter[str] = Counter()
    for sentence in article.sentences:
        for at, token in enumerate(sentence.tokens):
            if token.capital and (at or sentence.place is Place.HEADLINE):
                names[token.norm] += 3 if sentence.number == 0 or sentence.place is Place.HEADLINE else 1
    return frozenset(name for name, count in names.items() if count >= 3)
