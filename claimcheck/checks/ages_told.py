"""Which age is told of the person whose birth a story tells: beside it, by a pronoun, a name or in a quotation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from claimcheck.checks.present import figures_of
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind

OLDEST = 122  # years, Jeanne Calment's age
FEW = 12  # births of a story: of so few each may be meant far away
YEAR = "year"


def age_beside(article: Article, birth: Claim, start: int) -> Claim | None:
    """The age told of the person whose birth it is, told from `start` on: in the sentence, nearest first, or with a
    pronoun in the next."""
    ages = [claim for claim in figures_of(article, birth.sentence) if is_age(article, claim)]
    same = [claim for claim in ages if not _other_person(article, birth, claim)]
    if not ages:
        far = [*_told_by_pronoun(article, birth.sentence)] or [*_told_by_name(article, birth, start)]
        same = [claim for claim in far if is_age(article, claim)]
    return min(same, key=lambda claim: abs(claim.span.start - birth.span.start), default=None)


def _told_by_pronoun(article: Article, sentence: int) -> Iterator[Claim]:
    """The claims of the next sentence when it goes on with a pronoun, of the one before when this one does."""
    pronouns = article.pack.words("persons.pronouns")
    if sentence + 1 < len(article.sentences) and article.sentences[sentence + 1].tokens[0].norm in pronouns:
        yield from figures_of(article, sentence + 1)[:1]
    if sentence and article.sentences[sentence].tokens[0].norm in pronouns:
        yield from figures_of(article, sentence - 1)
    if sentence + 1 < len(article.sentences):
        yield from _told_by_oneself(article, sentence + 1)


def _told_by_oneself(article: Article, sentence: int) -> Iterator[Claim]:
    """The age that the person just spoken of gives in a quotation, where the sentence names nobody (`"I am 27," he
    said`)."""
    row, first = article.items[sentence], article.pack.words("persons.first")
    tokens = article.sentences[sentence].tokens
    opened = {tokens[0].start, *(after.start for sign, after in pairwise(tokens) if not sign.text.isalnum())}
    if any(token.capital and token.is_word and len(token.text) > 1 and token.start not in opened for token in tokens):
        return
    for claim in figures_of(article, sentence):
        at = article.item_of[claim.id]
        if claim.quoted and at and row[at - 1].norm in first:
            yield claim


def _told_by_name(article: Article, birth: Claim, start: int) -> Iterator[Claim]:
    """The ages elsewhere in the story of the person whose name stands before the telling of the birth, right before
    it or at the beginning of the sentence."""
    if len(article.cued("born")) > FEW:
        return
    before_birth = names_before(article, birth.sentence, start)
    names = {run[-1] for run in (*before_birth[:1], *before_birth[-1:])}
    for claim in article.nearby(birth) if names else ():
        if claim.sentence != birth.sentence and claim.quantity.kind in (Kind.AGE, Kind.COUNT):
            before = names_before(article, claim.sentence, claim.quantity.span.start)
            beside = [*before[:1], *before[-1:], _name_behind(article, claim)]
            if any(names.intersection(name) for name in beside):
                yield claim


def _name_behind(article: Article, claim: Claim) -> list[str]:
    """The name right behind an age: `morta a 82 anni Anna Lei`."""
    behind = [token for token in article.sentences[claim.sentence].tokens if token.start >= claim.quantity.span.end]
    return [token.text for token in takewhile(lambda token: token.capital and token.is_word, behind)]


def names_before(article: Article, sentence: int, end: int) -> list[list[str]]:
    """The names of a sentence before a place, as runs of capitalised words."""
    names: list[list[str]] = [[]]
    for token in article.sentences[sentence].tokens:
        if token.start >= end:
            break
        if token.capital and token.is_word:
            names[-1].append(token.text)
        elif names[-1]:
            names.append([])
    return [name for name in names if name]


def is_age(article: Article, claim: Claim) -> bool:
    """Whether a claim is an age in years, by its form or by the words beside it."""
    quantity = claim.quantity
    if quantity.value is None or not 0 < quantity.value <= OLDEST or quantity.value.denominator > 1:
        return False
    if quantity.kind is Kind.AGE:
        return quantity.unit == YEAR
    if quantity.kind is Kind.ORDINAL:
        return article.has(claim, "birthday")
    bare = quantity.kind is Kind.COUNT or quantity.kind is Kind.DURATION and quantity.unit == YEAR
    return bare and article.has(claim, "age")


def _other_person(article: Article, birth: Claim, stated: Claim) -> bool:
    """Whether a name in apposition to the age, or between it and the birth, brings in somebody else."""
    row = article.sentences[birth.sentence].tokens
    first, last = sorted((birth.quantity.span, stated.quantity.span))
    between = [token for token in row if first.end <= token.start and token.end <= last.start]
    names = article.pack.words("persons.others")
    if any(token.norm in names for token in between):
        return True
    ages = (claim for claim in figures_of(article, birth.sentence) if is_age(article, claim))
    if any(token.text == ";" for token in between) or any(first < claim.quantity.span < last for claim in ages):
        return True
    return stated.span > birth.span and len(between) >= 2 and between[-1].text == "," and between[-2].capital
