"""One event with two days of the week: `convicted on Tuesday` and `Wednesday's conviction`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import relation, term
from claimcheck.checks.weekdays import DAYS
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item

BEFORE, BEHIND, AHEAD, REACH = 4, 2, 3, 6
ENDS = frozenset(",;:.()—–")
WEEK = 7
MOST = 10


class Dated(NamedTuple):
    """An event that happens once, the words for it, its day; `named` when the text only refers back to it."""

    event: str
    span: Span
    day: Claim
    named: bool
    places: frozenset[str]

    @property
    def weekday(self) -> int:
        """Monday is 0."""
        when = self.day.quantity.when
        return when.weekday if when and when.weekday is not None else -1


@check("event-day", slots=("first", "second"))
def event_day(article: Article) -> Iterator[Relation]:
    """An event told with its day, against a later mention that names another (`Wednesday's conviction`)."""
    told: dict[str, list[Dated]] = {}
    for one in _dated(article):
        if not one.named:
            told.setdefault(one.event, []).append(one)
    for named in (one for one in _dated(article) if one.named):
        told_before = told.get(named.event, [])[:MOST]
        days = {one.weekday for one in told_before}
        if not days or any(one.places and named.places and not one.places & named.places for one in told_before):
            continue
        first = next((one for one in told_before if one.weekday == named.weekday), told_before[0])
        if not _of_the_same(article, first, named):
            continue
        if first.weekday != named.weekday and (len(days) > 1 or _overnight(article, first, named)):
            continue
        holds = first.weekday == named.weekday
        yield relation(
            "event-day",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [Term("event", first.span), term("day", first.day), Term("event", named.span), term("day", named.day)],
            [f"{DAYS[first.weekday]} {'=' if holds else '!='} {DAYS[named.weekday]}"],
            first=first.day.quantity.span.of(article.document.text),
            second=named.day.quantity.span.of(article.document.text),
        )


def _of_the_same(article: Article, first: Dated, named: Dated) -> bool:
    """Whether the later mention names nobody else, as in `the arrest of his brother`."""
    pack, row = article.pack, article.items[named.day.sentence]
    behind = [item for item in row if item.start > max(named.span.start, named.day.span.start)][:REACH]
    known = {stem(item.norm, pack) for item in article.items[first.day.sentence]}
    passive = pack.words("nouns.of") | pack.words("ordinals.determiners") | pack.words("sources.possessives")
    for at, item in enumerate(behind):
        if item.norm in ENDS - {","}:
            break
        if item.norm in pack.words("nouns.of") or item.norm in pack.words("eventdays.of"):
            told = next((one for one in behind[at + 1 :] if one.norm[:1].isalpha() and one.norm not in passive), None)
            return told is None or stem(told.norm, pack) in known
    return True


def _overnight(article: Article, first: Dated, named: Dated) -> bool:
    """Whether the two days follow each other and the story speaks of a night, or events may be several or to come."""
    near = (first.weekday - named.weekday) % WEEK in (1, WEEK - 1)
    words = {item.norm for number in (first.day.sentence, named.day.sentence) for item in article.items[number]}
    if near and words & article.pack.words("eventdays.night") or words & article.pack.words("eventdays.several"):
        return True
    return any(_ahead(article, one) for one in (first, named))


def _ahead(article: Article, one: Dated) -> bool:
    """Whether the words just before an event only foresee it."""
    before = [item.norm for item in article.items[one.day.sentence] if item.start < one.span.start]
    return bool({*before[-AHEAD:]} & article.pack.words("forecast"))


def _dated(article: Article) -> Iterator[Dated]:
    """The events that stand beside a day of the week."""
    for claim in article.claims:
        when = claim.quantity.when
        plain = claim.quantity.kind is Kind.DATE and when is not None and when.weekday is not None and not when.until
        if not plain or claim.place in (Place.TABLE, Place.CAPTION):
            continue
        row, at = article.items[claim.sentence], article.item_of[claim.id]
        yield from _named(article, claim, row, at)
        yield from _happened(article, claim, row, at)


def _named(article: Article, claim: Claim, row: tuple[Item, ...], at: int) -> Iterator[Dated]:
    """`Wednesday's conviction`, `la condanna di mercoledì`: the noun of an event with its day."""
    table = article.pack.table("eventdays.nouns")
    joints = article.pack.words("eventdays.possessive")
    behind = row[at + 1 : at + 1 + BEHIND]
    if behind and behind[0].norm in joints and len(behind) > 1 and behind[1].norm in table:
        yield Dated(table[behind[1].norm], Span(behind[1].start, behind[1].end), claim, True, claim.locations)
    before = row[max(0, at - BEHIND) : at]
    known = article.pack.words("definite") | article.pack.words("ordinals.determiners")
    definite = at > BEHIND and row[at - BEHIND - 1].norm in known
    if definite and before[-1].norm in article.pack.words("nouns.of") and before[0].norm in table:
        yield Dated(table[before[0].norm], Span(before[0].start, before[0].end), claim, True, claim.locations)


def _happened(article: Article, claim: Claim, row: tuple[Item, ...], at: int) -> Iterator[Dated]:
    """`was convicted on Tuesday`: the verb of an event just before its day, or behind it where verbs end the clause."""
    table = article.pack.table("eventdays.verbs")
    sides = [row[max(0, at - BEFORE) : at][::-1]]
    if article.pack.text("eventdays.verb_behind"):
        sides.append(row[at + 1 : at + 1 + BEFORE])
    for side in sides:
        told = takewhile(lambda item: item.norm not in ENDS and item.quantity is None, side)
        verb = next((item for item in told if item.norm in table), None)
        if verb:
            yield Dated(table[verb.norm], Span(verb.start, verb.end), claim, False, claim.locations)
            return
