"""Counts of people and places against those that are told one by one with their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.enumeration import ENDS
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.lists import announces
from claimcheck.checks.openings import opens
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concepts
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item

OLDEST = 115
BACK = 3
INTRO = 14
FEW = 3
NAME = 5
PLACES = frozenset({"place", "city", "region", "country"})
YEARS = frozenset({"year", "month"})


@check("count-of-ages", slots=("announced", "listed"))
def count_of_ages(article: Article) -> Iterator[Relation]:
    """`three children aged 4, 7, 9 and 11`, `both brothers, 12, 14 and 17`: more ages than people."""
    for value, head, at in (*_counted(article), *_grouped(article)):
        run = _ages(article, head.sentence, at)
        listed = Fraction(len(run))
        if listed < 2 or listed < value:
            continue
        holds = listed == value
        yield relation(
            "count-of-ages",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [head.term, *(term("age", claim) for claim in run)],
            [f"{show(listed)} {'=' if holds else '!='} {show(value)}"],
            announced=value,
            listed=listed,
        )


class Head(NamedTuple):
    """What announces a number of people: a count, or a word such as both."""

    sentence: int
    term: Term


def _counted(article: Article) -> Iterator[tuple[Fraction, Head, int]]:
    for claim in article.claims:
        if announces(article, claim) and _is_person(claim):
            at = article.item_of[claim.id]
            behind = at + 1 + article.items[claim.sentence][at].noun
            yield nominal(claim.quantity), Head(claim.sentence, term("announced", claim)), behind


def _is_person(claim: Claim) -> bool:
    return not claim.key or claim.key not in concepts() or "person" in {claim.key, *claim.concepts}


def _grouped(article: Article) -> Iterator[tuple[Fraction, Head, int]]:
    """Words that are a number of people: both, trio, coppia; and the place behind their noun."""
    words = article.pack.table("groups")
    joints = article.pack.words("lists.conjunctions")
    for number, row in enumerate(article.items):
        for at, item in enumerate(row):
            if item.quantity is not None or item.norm not in words:
                continue
            near = range(at + 1, min(at + 1 + NAME, len(row)))
            end = next((k for k in near if row[k].norm == "," or row[k].quantity is not None), None)
            if end is not None and not any(one.norm in joints for one in row[at:end]):
                yield Fraction(words[item.norm]), Head(number, Term("announced", Span(item.start, item.end))), end


def _ages(article: Article, sentence: int, at: int) -> list[Claim]:
    """The ages listed from item `at` on: `, aged 4, 7 and 9`, `di 4, 7 e 9 anni`, `(4, 7 and 9 years old)`."""
    row = article.items[sentence]
    joints = article.pack.words("lists.conjunctions") | {","}
    openers = article.pack.words("lists.age_openers") | {",", "("}
    while at < len(row) and row[at].norm in openers:
        at += 1
    run: list[Claim] = []
    while at < len(row) and (number := row[at].quantity) is not None:
        run.append(article.claims[number])
        at += 1
        step = at
        while step < len(row) and row[step].norm in joints:
            step += 1
        if step == at:
            break
        at = step
    if not all(_may_be_age(claim) for claim in run):
        return []
    last = {run[-1].quantity.unit, run[0].quantity.unit} if run else set()
    return run if last & YEARS or any(claim.quantity.kind is Kind.AGE for claim in run) else []


def _may_be_age(claim: Claim) -> bool:
    quantity = claim.quantity
    fits = quantity.kind in (Kind.AGE, Kind.COUNT, Kind.DURATION) and quantity.value is not None
    return fits and claim.counted is None and 0 < nominal(quantity) <= OLDEST


@check("count-of-places", slots=("announced", "listed"))
def count_of_places(article: Article) -> Iterator[Relation]:
    """`in five regions: 3 cases in Lazio, 2 in Veneto and 4 in Umbria`: a figure for each place announced."""
    for claim in article.claims:
        if not announces(article, claim) or not PLACES & {claim.key, *claim.concepts}:
            continue
        told, single, whole = _placed(article, claim)
        if len(told) + single < 2:
            continue
        listed, value = Fraction(len(told) + single), nominal(claim.quantity)
        holds = listed == value
        yield relation(
            "count-of-places",
            Verdict.HOLDS if holds else Verdict.BROKEN if whole else Verdict.STRAINED,
            [term("announced", claim), *(term("listed", one) for one in told)],
            [f"{show(listed)} {'=' if holds else '!='} {show(value)}"],
            announced=value,
            listed=listed,
        )


def _placed(article: Article, claim: Claim) -> tuple[list[Claim], int, bool]:
    """The figures behind a colon that stand each with a place, how many places have one case told in words, and
    whether the list is closed by `and`; nothing where the list does not fill the sentence."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    colon = next((k for k in range(at + 1, len(row)) if row[k].norm == ":"), None)
    nothing: tuple[list[Claim], int, bool] = ([], 0, False)
    if colon is None or any(item.quantity is not None or item.norm == "," for item in row[at + 1 : colon]):
        return nothing
    if any(cue.first > at for cue in article.cued("open_list", claim.sentence)):
        return nothing
    told: list[Claim] = []
    single, closed, last = 0, False, colon
    for k in range(colon + 1, len(row)):
        if row[k].norm in ENDS or row[k].norm == ";":
            break
        number = row[k].quantity
        one_case = row[k].norm in article.pack.words("single") and row[k + 1 :] and _has_place(article, row, k)
        if number is None and not one_case:
            continue
        if number is not None:
            one = article.claims[number]
            if one.quantity.kind is not Kind.COUNT or not _has_place(article, row, k):
                return nothing
            told.append(one)
        single, last = single + (number is None), k
        closed = any(item.norm in article.pack.words("lists.conjunctions") for item in row[max(k - 2, 0) : k])
    rest = [item for item in row[last + 1 + row[last].noun :] if item.norm not in ENDS]
    return (told, single, closed) if len(rest) <= NAME else nothing


def _has_place(article: Article, row: Sequence[Item], at: int) -> bool:
    """Whether a name stands behind a figure before the next comma."""
    text = article.document.text
    for item in row[at + 1 : at + 2 + row[at].noun + NAME]:
        if item.norm == "," or item.quantity is not None:
            return False
        if text[item.start].isupper():
            return True
    return False


@check("count-of-names", slots=("announced", "listed"))
def count_of_names(article: Article) -> Iterator[Relation]:
    """`Five charged ... Those named are Victor Salas, 41; Hector Mena, 38; ...`: people named against their count."""
    done: set[int] = set()
    for cue in article.cued("roll_intro"):
        named = _named(article, cue)
        if len(named) < FEW or named[0].sentence in done:
            continue
        done.add(named[0].sentence)
        most = max(len(named), _segments(article, named))
        told = list(_told(article, cue, named[0]))
        right = [claim for claim in told if len(named) <= nominal(claim.quantity) <= most]
        wrong = [claim for claim in told if claim not in right and _asserts(article, claim, cue, right)]
        if right:
            yield _roll(right[-1], named, nominal(right[-1].quantity))
        if len({nominal(claim.quantity) for claim in wrong}) == 1:
            yield _roll(wrong[-1], named, Fraction(most))


def _roll(claim: Claim, named: Sequence[Claim], listed: Fraction) -> Relation:
    holds = listed == nominal(claim.quantity)
    return relation(
        "count-of-names",
        Verdict.HOLDS if holds else Verdict.BROKEN,
        [term("announced", claim), *(term("named", one) for one in named)],
        [f"{show(listed)} {'=' if holds else '!='} {show(nominal(claim.quantity))}"],
        announced=nominal(claim.quantity),
        listed=listed,
    )


def _named(article: Article, cue: Cue) -> list[Claim]:
    """The ages that stand in apposition to names behind the words that open a roll."""
    row = article.by_sentence.get(cue.sentence, ())
    if not any(claim.quantity.kind is Kind.AGE for claim in row):
        row = article.by_sentence.get(cue.sentence + 1, ())
    named = [
        claim
        for claim in row
        if (claim.sentence > cue.sentence or claim.span.start >= cue.span.end) and _after_name(article, claim)
    ]
    if not named:
        return []
    here = named[0].sentence == cue.sentence
    between = article.items[cue.sentence][cue.last : article.item_of[named[0].id] if here else None]
    counted = any(item.quantity is not None for item in between)
    near = article.item_of[named[0].id] - (cue.last if here else 0) <= INTRO
    return named if near and not counted else []


def _after_name(article: Article, claim: Claim) -> bool:
    quantity = claim.quantity
    if quantity.kind is not Kind.AGE and not (quantity.kind is Kind.COUNT and claim.counted is None):
        return False
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    before = row[max(0, at - 2) : at]
    comma = len(before) == 2 and before[1].norm in {",", "("} and before[0].quantity is None
    return comma and article.document.text[before[0].start].isupper()


def _segments(article: Article, named: Sequence[Claim]) -> int:
    """How many people the roll may hold: its parts between semicolons, or those that begin with a name."""
    row = article.items[named[0].sentence]
    first, last = article.item_of[named[0].id], article.item_of[named[-1].id]
    body = row[max(0, first - NAME) : last + 1]
    if any(item.norm == ";" for item in body):
        return sum(item.norm == ";" for item in row[first:]) + 1
    joints = article.pack.words("lists.conjunctions") | {","}
    text = article.document.text
    starts = [b for a, b in zip(body, body[1:], strict=False) if a.norm in joints and b.quantity is None]
    return 1 + sum(text[item.start].isupper() for item in starts)


def _told(article: Article, cue: Cue, first: Claim) -> Iterator[Claim]:
    """Counts of people before the roll: the headline's and the opening's, those of its sentence and the few before."""
    for claim in article.claims[: article.position[first.id]]:
        back = cue.sentence - claim.sentence
        said = claim.predicate & PEOPLE if not claim.key else {claim.key, *claim.concepts} & (CUSTODY | {"person"})
        people = said or back == 0 or (back == 1 and claim.key and claim.key not in concepts())
        near = claim.place is Place.HEADLINE or 0 <= back <= BACK or opens(article, claim)
        if near and announces(article, claim) and people:
            yield claim


CUSTODY = frozenset(name for name, concept in concepts().items() if concept.group in ("custody", "outcome"))
PEOPLE = CUSTODY | {name for name, concept in concepts().items() if "person" in {name, *concept.parents}}


def _asserts(article: Article, claim: Claim, cue: Cue, right: Sequence[Claim]) -> bool:
    """Whether a count that the roll does not bear out is of the people the roll names."""
    events = {name for name in {claim.key, *claim.predicate} if name in CUSTODY}
    words = {name for one in article.by_sentence.get(cue.sentence, ()) for name in one.predicate}
    if right:
        return bool(events & words)
    return claim.place is Place.HEADLINE or claim.sentence >= cue.sentence - 1
