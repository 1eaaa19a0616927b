"""Announced counts against the lists that name what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.enumeration import Listing, apposed, listing, until_end
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract import nouns
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item

MOST = 60
REACH, BESIDE = 16, 4  # items behind a count in which its list begins, and before it in which one ends
BACK = 2
DASHES = frozenset("—–")
OPENING = DASHES | {":"}
MARKER = re.compile(r"\s*\n\s*(?:[-–—*·◦○+•▪‣►●■]|\(?\d{1,3}[.)])[ \t\u00a0]*")


class Announced(NamedTuple):
    """A count and a list that it may announce, with how many items the list has at the fewest and at the most."""

    claim: Claim
    fewest: int
    most: int
    span: Span

    @property
    def holds(self) -> bool:
        """Whether there are so many items."""
        return self.fewest <= nominal(self.claim.quantity) <= self.most


@check("count-of-list", slots=("announced", "listed"))
def count_of_list(article: Article) -> Iterator[Relation]:
    """`three cities: Rome, Milan, Turin and Naples`: the number announced against the items listed. Of the lists that a
    number may announce one that has so many items, else the nearest that no other number announces."""
    every = [list(_lists(article, claim)) for claim in article.claims if announces(article, claim)]
    right = [found for lists in every for found in [one for one in lists if one.holds][:1]]
    taken = {one.span for one in right}
    yield from map(judged, right)
    for lists in every:
        if not any(one.holds for one in lists):
            free = (one for one in lists if not any(one.span.overlaps(span) for span in taken))
            yield from (judged(one) for one in islice(free, 1))


def announces(article: Article, claim: Claim) -> bool:
    """Whether a claim is a plain small count that a list may follow."""
    value = claim.quantity.value
    plain = claim.quantity.kind is Kind.COUNT and claim.quantity.hedge is Hedge.NONE and claim.place is not Place.TABLE
    whole = value is not None and 2 <= value <= MOST and value.denominator == 1
    return plain and whole and not article.rate_of(claim) and not _of_name(article, claim)


def _of_name(article: Article, claim: Claim) -> bool:
    """Whether a number with nothing counted belongs to the name before it (`Gate 4`)."""
    at = article.item_of[claim.id]
    before = article.items[claim.sentence][at - 1] if at > 1 else None
    return claim.counted is None and before is not None and article.document.text[before.start].isupper()


def judged(one: Announced) -> Relation:
    """The relation of an announced count and its list."""
    announced = nominal(one.claim.quantity)
    counted = announced if one.holds else Fraction(one.most if announced > one.most else one.fewest)
    return relation(
        "count-of-list",
        Verdict.HOLDS if one.holds else Verdict.BROKEN,
        [term("announced", one.claim), Term("list", one.span)],
        [f"{show(counted)} {'=' if one.holds else '!='} {show(announced)}"],
        announced=announced,
        listed=counted,
    )


def _lists(article: Article, claim: Claim) -> Iterator[Announced]:
    """The lists a claim may announce, the nearest behind it first; none that the text says gives only some."""
    row = article.items[claim.sentence]
    at = article.item_of[claim.id]
    if any(cue.first > at for cue in article.cued("open_list", claim.sentence)):
        return
    found: list[Listing] = []
    for told in (*_behind(article, claim, row, at), *_in_front(article, claim, row, at), *_recalled(article, claim)):
        if told and not any(told.span.overlaps(one.span) for one in found):
            found.append(told)
    named = _led(article, claim.sentence, _last(article, row, at))
    first = [named] if named and named.names and named.complete else []
    yield from (Announced(claim, told.fewest, told.most, told.span) for told in (*first, *found))
    yield from _in_paragraphs(article, claim, row, at + 1)


def _last(article: Article, row: Sequence[Item], at: int) -> int:
    """The last item before the names right behind what is counted (`the three towns of Alba, Bra and Cuneo`)."""
    noun = at + row[at].noun
    return noun + (noun + 1 < len(row) and row[noun + 1].norm in article.pack.function_words)


def _behind(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Listing | None]:
    """`three cities: Rome, Milan and Turin`, `three cities (...)`, in dashes, in apposition, behind a verb of being."""
    leading = {*OPENING, "(", ",", *article.pack.words("nouns.copulas")}
    for place in range(at + 1 + row[at].noun, min(len(row) - 1, at + 1 + REACH)):
        if row[place].norm in leading:
            yield _led(article, claim.sentence, place)


@remembered
def _led(article: Article, sentence: int, place: int) -> Listing | None:
    """The list that begins behind an item of a sentence."""
    sign, rest = article.items[sentence][place].norm, article.items[sentence][place + 1 :]
    if sign == "(":
        closing = next((k for k, item in enumerate(rest) if item.norm == ")"), 0)
        return listing(article, rest[:closing], closed=True) if closing else None
    whole = sign in OPENING or sign in article.pack.words("nouns.copulas")
    body = until_end(rest) if whole else apposed(article, rest)
    return listing(article, body) if body else None


def _in_front(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Listing | None]:
    """`Alba, Bra, Cuneo and Asti are the five towns`, `Alba, Bra and Asti, the three towns`."""
    closing = {*article.pack.words("nouns.copulas"), *DASHES, ","}
    end = next((place for place in range(at - 1, max(0, at - BESIDE), -1) if row[place].norm in closing), 0)
    if end:
        yield _ending(article, claim.sentence, end)


@remembered
def _ending(article: Article, sentence: int, end: int) -> Listing | None:
    """The list from the beginning of a sentence up to an item of it."""
    row = article.items[sentence][:end]
    body = until_end(row)
    return listing(article, body) if body and body[-1] is row[-1] else None


def _in_paragraphs(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Announced]:
    """`Three cities are affected:` and a bullet for each."""
    if row[-1].norm != ":" or any(item.quantity is not None for item in row[at:]):
        return
    found = bullets(article, article.sentences[claim.sentence].paragraph + 1)
    if len(found) > 1:
        yield Announced(claim, len(found), len(found), found[0].joined(found[-1]))


def bullets(article: Article, paragraph: int) -> list[Span]:
    """The list items, marked by a bullet or a number, that stand together from a paragraph on."""
    parts, text = article.document.parts, article.document.text
    found: list[Span] = []
    for number in range(max(paragraph, 1), len(parts)):
        if not MARKER.fullmatch(text[parts[number - 1].span.end : parts[number].span.start]):
            break
        found.append(parts[number].span)
    return found


def _recalled(article: Article, claim: Claim) -> Iterator[Listing | None]:
    """`14 towns vote on Sunday. The towns are Alba, Bra, ...`: a list in a later sentence."""
    copulas = article.pack.words("nouns.copulas")
    for number, row in enumerate(article.items[claim.sentence + 1 : claim.sentence + 1 + BACK], claim.sentence + 1):
        verb = next((at for at, item in enumerate(row[:REACH]) if item.norm in copulas), None)
        if verb and all(item.quantity is None for item in row[:verb]) and _named(article, number, verb) == claim.key:
            yield _led(article, number, verb)


def _named(article: Article, sentence: int, verb: int) -> str | None:
    """What the subject of a sentence names again."""
    tokens = article.sentences[sentence].tokens
    if tokens[0].norm not in article.pack.words("definite"):
        return None
    phrase = nouns.counted_after(tokens[:verb], 1, False, article.pack)
    if phrase is None:
        return None
    head = tokens[phrase.head].norm
    concept = nouns.concept_of(head, article.pack)
    return concept.name if concept else nouns.stem(head, article.pack)
