"""The one that comes after those counted: `two were killed and a third was hurt`, `a sixth bomb`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of, concepts, stem
from claimcheck.model import Claim, Kind, Relation, Span, Term, Verdict
from claimcheck.phrase import Token

LEAST, MOST = 3, 12
BACK = 2
OPENING = 3
SIGNS = frozenset(",:;(—–")
HEADS = frozenset(":;(—–")


class Follower(NamedTuple):
    """An ordinal that names one more (`a fourth`): its claim, its number and what its noun may be."""

    claim: Claim
    number: int
    keys: frozenset[str] = frozenset()


@check("follower", slots=("before", "number"))
def follower(article: Article) -> Iterator[Relation]:
    """`three officers were jailed, a fourth was acquitted`: before the fourth there are three."""
    for one in _followers(article):
        before = _counted(article, one)
        fitting = next((group for group in before if _value(group) == one.number - 1), None)
        if fitting:
            yield _judged(one, fitting, Verdict.HOLDS)
        elif before and _asserted(article, one, before[0]):
            yield _judged(one, before[0], Verdict.BROKEN)


@check("followed-list", slots=("number", "total"))
def followed_list(article: Article) -> Iterator[Relation]:
    """`Five were from abroad: two Danes, one from Spain and a fourth from Oslo`: the last one's number is the total."""
    for one in _followers(article):
        members, head = _list(article, one)
        if head is None or head.quantity.value is None or head.quantity.kind is not Kind.COUNT:
            continue
        holds = nominal(head.quantity) == one.number
        terms = [term("total", head), *members, Term("last", one.claim.span, one.claim)]
        working = [f"{one.number} {'=' if holds else '!='} {show(nominal(head.quantity))}"]
        verdict = Verdict.HOLDS if holds else Verdict.BROKEN
        number = Fraction(one.number)
        yield relation("followed-list", verdict, terms, working, number=number, total=nominal(head.quantity))


def _followers(article: Article) -> Iterator[Follower]:
    """Ordinals behind an indefinite article, and what looks like a fraction of nothing (`a third was hurt`)."""
    for claim in article.claims:
        if claim.cell is not None:
            continue
        at = article.item_of[claim.id]
        row, quantity = article.items[claim.sentence], claim.quantity
        behind = row[at + 1].norm if at + 1 < len(row) else ""
        if quantity.kind is Kind.ORDINAL and not quantity.unit and at:
            number = nominal(quantity)
            if row[at - 1].norm in article.pack.words("single_article") and LEAST <= number <= MOST:
                yield Follower(claim, int(number), _keys(article, claim))
        elif quantity.kind is Kind.RATIO and quantity.in_words and not quantity.operands and claim.counted is None:
            number = 1 / nominal(quantity) if nominal(quantity) > 0 else Fraction(0)
            part = behind in article.pack.words("nouns.of") or not quantity.value
            if number.denominator == 1 and LEAST <= number <= MOST and not part and quantity.hedge.value == "":
                yield Follower(claim, int(number))


def _keys(article: Article, claim: Claim) -> frozenset[str]:
    """What an ordinal's noun may be: as it was read, or the word right behind it (`a fourth ferry sailed`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    word = row[at + 1].norm if at + 1 < len(row) else ""
    concept = concept_of(word, article.pack)
    return frozenset({claim.key, concept.name if concept else stem(word, article.pack)} - {""})


def _counted(article: Article, one: Follower) -> list[tuple[Claim, ...]]:
    """The counts an ordinal may go on from, nearest first: single ones, and those of its sentence together."""
    here = [claim for claim in _counts(article, one.claim.sentence) if claim.span < one.claim.span]
    found: list[tuple[Claim, ...]] = [(claim,) for claim in reversed(here)]
    found += [tuple(here[first:]) for first in range(len(here) - 1)]
    for number in range(one.claim.sentence - 1, max(-1, one.claim.sentence - 1 - BACK), -1):
        found += [(claim,) for claim in reversed(_counts(article, number)) if claim.key in one.keys]
    return found


def _counts(article: Article, sentence: int) -> list[Claim]:
    return [
        claim
        for claim in article.by_sentence.get(sentence, ())
        if claim.quantity.kind is Kind.COUNT and claim.quantity.value is not None
    ]


def _value(group: Sequence[Claim]) -> Fraction:
    return sum((nominal(claim.quantity) for claim in group), Fraction(0))


def _asserted(article: Article, one: Follower, group: Sequence[Claim]) -> bool:
    """Whether as many or more were counted just before of the same things, which leaves no room for this one."""
    claim = group[0]
    named = claim.key in one.keys
    thing = named and claim.key not in concepts()
    near = claim.sentence == one.claim.sentence
    return nominal(claim.quantity) >= one.number and named and (near or thing)


def _judged(one: Follower, group: Sequence[Claim], verdict: Verdict) -> Relation:
    holds, value = verdict is Verdict.HOLDS, _value(group)
    left = " + ".join(show(nominal(claim.quantity)) for claim in group)
    working = [f"{left} + 1 {'=' if holds else '!='} {one.number}"]
    terms = [*(term("before", claim) for claim in group), term("follower", one.claim)]
    return relation("follower", verdict, terms, working, before=value, number=Fraction(one.number))


def _list(article: Article, one: Follower) -> tuple[list[Term], Claim | None]:
    """The members that an ordinal closes the list of, when they come to one less than it, and the count before."""
    row, last = article.items[one.claim.sentence], article.item_of[one.claim.id]
    claims = _counts(article, one.claim.sentence)
    members: list[Term] = []
    value, single = Fraction(0), article.pack.words("single")
    for at in range(last - 1, -1, -1):
        item = row[at]
        claim = article.claims[item.quantity] if item.quantity is not None else None
        if claim is not None and claim in claims:
            members.append(term("part", claim))
            value += nominal(claim.quantity)
        elif isinstance(item, Token) and item.norm in single and _opens(article, row[at - 1].norm):
            members.append(Term("part", Span(item.start, item.end)))
            value += 1
        if value >= one.number - 1:
            break
    if value != one.number - 1 or len(members) < 2:
        return [], None
    return members[::-1], _head(article, one, members[-1].span)


def _opens(article: Article, before: str) -> bool:
    return before in SIGNS or before in article.pack.words("series.conjunctions")


def _head(article: Article, one: Follower, first: Span) -> Claim | None:
    """The count that a colon or a pronoun and its verb set before a list (`five were foreign; they were two ...`)."""
    row = article.items[one.claim.sentence]
    at = next(place for place, item in enumerate(row) if item.start >= first.start)
    before = [claim for claim in _counts(article, one.claim.sentence) if claim.span.end <= first.start]
    lead = [item.norm for item in row[max(0, at - OPENING) : at]]
    copula = bool(lead) and lead[-1] in article.pack.words("nouns.copulas")
    if before and (lead and lead[-1] in HEADS or copula and any(word in HEADS for word in lead)):
        return before[-1]
    if not before and copula and at <= OPENING and one.claim.sentence:
        earlier = _counts(article, one.claim.sentence - 1)
        return earlier[-1] if len(earlier) == 1 else None
    return None
