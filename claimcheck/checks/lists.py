"""Announced counts against the lists that name what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.enumeration import Listing, apposed, listing, until_end
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract import nouns
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item

MOST = 60
REACH = 12
BACK = 2
FEW = 3
DASHES = frozenset("—–")
MARKER = re.compile(r"\s*\n\s*(?:[-–—*·◦○+•▪‣►●■]|\(?\d{1,3}[.)])[ \t\u00a0]*")


class Announced(NamedTuple):
    """A count and the list it announces; `sure` when the words leave no doubt that this is its list, `complete`
    when the list's end is marked, `told` when it reads like a list at all."""

    claim: Claim
    fewest: int
    most: int
    span: Span
    sure: bool
    complete: bool = True
    told: bool = True


@check("count-of-list", slots=("announced", "listed"))
def count_of_list(article: Article) -> Iterator[Relation]:
    """`three cities: Rome, Milan, Turin and Naples`: the number announced against the items listed."""
    done: set[Span] = set()
    for claim in article.claims:
        if announces(article, claim):
            found = list(_lists(article, claim))
            fitting = [one for one in found if _holds(one)]
            sure = [one for one in found if one.sure and _counts(one)]
            for one in (fitting or sure)[:1]:
                done.add(one.span)
                yield judged(one)
    for one in _recalled(article):
        if one.span not in done and (_holds(one) or (one.sure and _counts(one))):
            done.add(one.span)
            yield judged(one)


def announces(article: Article, claim: Claim) -> bool:
    """Whether a claim is a plain small count that a list may follow."""
    value = claim.quantity.value
    plain = claim.quantity.kind is Kind.COUNT and claim.quantity.hedge is Hedge.NONE and claim.place is not Place.TABLE
    whole = value is not None and 2 <= value <= MOST and value.denominator == 1
    return plain and whole and not claim.negated and not article.rate_of(claim) and not _of_name(article, claim)


def _of_name(article: Article, claim: Claim) -> bool:
    """Whether a number with nothing counted belongs to the name before it (`Gate 4`)."""
    at = article.item_of[claim.id]
    before = article.items[claim.sentence][at - 1] if at > 1 else None
    return claim.counted is None and before is not None and article.document.text[before.start].isupper()


def _holds(one: Announced) -> bool:
    return one.told and one.fewest <= nominal(one.claim.quantity) <= one.most


def _counts(one: Announced) -> bool:
    """Whether the number of items proves anything: all of them are there, or, outside of a headline, whose colon may
    open its subject or the page's name, more than were announced. A bare figure far above them is of something else."""
    headline = one.claim.place is Place.HEADLINE
    if one.claim.counted is None and nominal(one.claim.quantity) > FEW * one.most:
        return False
    return one.told and (one.complete or not headline and one.fewest > nominal(one.claim.quantity))


def judged(one: Announced) -> Relation:
    """The relation of an announced count and its list."""
    announced = nominal(one.claim.quantity)
    holds = _holds(one)
    counted = announced if holds else Fraction(one.most if announced > one.most else one.fewest)
    return relation(
        "count-of-list",
        Verdict.HOLDS if holds else Verdict.BROKEN,
        [term("announced", one.claim), Term("list", one.span)],
        [f"{show(counted)} {'=' if holds else '!='} {show(announced)}"],
        announced=announced,
        listed=counted,
    )


def _lists(article: Article, claim: Claim) -> Iterator[Announced]:
    """The lists a claim may announce, the surest first."""
    row = article.items[claim.sentence]
    at = article.item_of[claim.id] + 1
    if any(cue.first >= at for cue in article.cued("open_list", claim.sentence)):
        return
    yield from _behind_colon(article, claim, row, at)
    noun = at + row[at - 1].noun
    if noun < len(row):
        yield from _behind_sign(article, claim, row, noun)
        yield from _behind_verb(article, claim, row, noun)
    yield from _in_front(article, claim, row, at - 1)
    yield from _in_paragraphs(article, claim, row, at)


def _announced(claim: Claim, found: Listing | None, sure: bool) -> Iterator[Announced]:
    if found:
        told = found.complete or found.names or found.fewest >= FEW
        yield Announced(claim, found.fewest, found.most, found.span, sure, found.complete, told)


def _behind_colon(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Announced]:
    colon = next((k for k in range(at, min(len(row), at + REACH)) if row[k].norm == ":"), None)
    if colon is None or any(item.quantity is not None for item in row[at:colon]):
        return
    if any(item.norm in article.pack.words("series.breaks") or item.norm == "," for item in row[at:colon]):
        return
    yield from _announced(claim, listing(article, until_end(row[colon + 1 :])), not _is_part(article, claim))


def _is_part(article: Article, claim: Claim) -> bool:
    """Whether the claim is the whole that another figure is taken out of: two of the seven defendants: A and B."""
    return any(
        claim == cue.holes.get("whole") for name in ("subset", "part_of") for cue in article.cued(name, claim.sentence)
    )


def _behind_sign(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Announced]:
    """`three cities (Rome, Milan and Turin)`, `three cities — Rome, Milan and Turin —`, in apposition by a comma."""
    sign = row[at].norm
    if sign == "(":
        closing = next((k for k in range(at, len(row)) if row[k].norm == ")"), None)
        found = listing(article, row[at + 1 : closing], closed=True) if closing else None
        if found and found.names and (found.fewest >= FEW or not found.bare):
            yield from _announced(claim, found, True)
    elif sign in DASHES:
        found = listing(article, until_end(row[at + 1 :]))
        yield from _announced(claim, found, bool(found and found.names and found.complete and not found.bare))
    elif sign == ",":
        found = listing(article, apposed(article, row[at + 1 :]))
        if found and found.names and found.complete and found.fewest == nominal(claim.quantity):
            yield from _announced(claim, found, False)


def _behind_verb(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Announced]:
    """`the five towns are Alba, Bra, Cuneo and Asti`."""
    before = row[article.item_of[claim.id] - 1].norm if article.item_of[claim.id] else ""
    if before not in article.pack.words("definite") or row[at].norm not in article.pack.words("nouns.copulas"):
        return
    found = listing(article, until_end(row[at + 1 :]))
    if found and found.names and found.complete:
        yield from _announced(claim, found, not found.bare and found.fewest >= FEW)


def _in_front(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Announced]:
    """`Alba, Bra, Cuneo and Asti are the five towns`."""
    if at < FEW or row[at - 1].norm not in article.pack.words("definite"):
        return
    if row[at - 2].norm not in article.pack.words("nouns.copulas"):
        return
    found = listing(article, until_end(row[: at - 2]))
    if found and found.names and found.complete and found.span.end == row[at - 3].end:
        yield from _announced(claim, found, not found.bare and found.fewest >= FEW)


def _in_paragraphs(article: Article, claim: Claim, row: Sequence[Item], at: int) -> Iterator[Announced]:
    """`Three cities are affected:` and a bullet for each."""
    if row[-1].norm != ":" or any(item.quantity is not None for item in row[at:]):
        return
    found = bullets(article, article.sentences[claim.sentence].paragraph + 1)
    if len(found) >= FEW - 1:
        yield Announced(claim, len(found), len(found), found[0].joined(found[-1]), True)


def bullets(article: Article, paragraph: int) -> list[Span]:
    """The list items, marked by a bullet or a number, that stand together from a paragraph on."""
    parts, text = article.document.parts, article.document.text
    found: list[Span] = []
    for number in range(max(paragraph, 1), len(parts)):
        if not MARKER.fullmatch(text[parts[number - 1].span.end : parts[number].span.start]):
            break
        found.append(parts[number].span)
    return found


def _recalled(article: Article) -> Iterator[Announced]:
    """`14 towns vote on Sunday. The towns are Alba, Bra, ...`: a list in a later sentence."""
    copulas = article.pack.words("nouns.copulas")
    for number, row in enumerate(article.items):
        verb = next((at for at, item in enumerate(row[: REACH + 1]) if item.norm in copulas), None)
        if not verb or any(item.quantity is not None for item in row[:verb]):
            continue
        claim = _subject(article, number, verb)
        found = listing(article, until_end(row[verb + 1 :])) if claim else None
        if claim and found and found.names and found.complete and found.fewest >= FEW:
            yield from _announced(claim, found, not found.bare or found.fewest > FEW)


def _subject(article: Article, sentence: int, verb: int) -> Claim | None:
    """The count, one or two sentences back, of what the subject of a list names again."""
    tokens = article.sentences[sentence].tokens
    if tokens[0].norm not in article.pack.words("definite"):
        return None
    phrase = nouns.counted_after(tokens[:verb], 1, False, article.pack)
    if phrase is None:
        return None
    head = tokens[phrase.head].norm
    concept = nouns.concept_of(head, article.pack)
    key = concept.name if concept else nouns.stem(head, article.pack)
    for number in range(sentence - 1, max(-1, sentence - BACK - 1), -1):
        for claim in reversed(article.by_sentence.get(number, ())):
            if claim.key == key and announces(article, claim):
                return claim
    return None


