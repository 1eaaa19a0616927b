"""Announced counts against the lists that follow them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item

MOST = 20
LONGEST_ITEM = 12
ENDS = frozenset(".!?")
STOPS = frozenset({":", "—", "–", "«", '"', "“"})


@check("count-of-list", slots=("announced", "listed"))
def count_of_list(article: Article) -> Iterator[Relation]:
    """`three cities: Rome, Milan, Turin and Naples`: the number announced against the items listed."""
    for claim in article.claims:
        if not _announces(claim):
            continue
        listed = _list_after(article, claim)
        if listed is None:
            continue
        fewest, most, span = listed
        announced = nominal(claim.quantity)
        holds = fewest <= announced <= most
        counted = Fraction(most if holds or announced > most else fewest)
        yield relation(
            "count-of-list",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("announced", claim), Term("list", span)],
            [f"{show(announced if holds else counted)} {'=' if holds else '!='} {show(announced)}"],
            announced=announced,
            listed=announced if holds else counted,
        )


def _announces(claim: Claim) -> bool:
    value = claim.quantity.value
    plain = claim.quantity.kind is Kind.COUNT and claim.quantity.hedge is Hedge.NONE and claim.place is not Place.TABLE
    return plain and value is not None and 2 <= value <= MOST and value.denominator == 1 and not claim.negated


def _list_after(article: Article, claim: Claim) -> tuple[int, int, Span] | None:
    """The closed list a colon opens after the claim: fewest and most items it may have, and its place."""
    row = article.items[claim.sentence]
    at = article.item_of[claim.id] + 1
    colon = next((k for k in range(at, min(len(row), at + LONGEST_ITEM)) if row[k].norm == ":"), None)
    if colon is None or any(item.quantity is not None for item in row[at:colon]):
        return None
    if any(item.norm in article.pack.words("series.breaks") or item.norm == "," for item in row[at:colon]):
        return None
    body = _until_end(row[colon + 1 :])
    if not body or any(cue.first > colon for cue in article.cued("open_list", claim.sentence)):
        return None
    counted = _items(article, body)
    return (*counted, Span(body[0].start, body[-1].end)) if counted else None


def _until_end(row: Sequence[Item]) -> list[Item]:
    """The items up to the end of the list, without what stands in parentheses."""
    body: list[Item] = []
    inside = False
    for item in row:
        if item.norm in ENDS or item.norm in STOPS:
            break
        if item.norm and item.norm in "()":
            inside = item.norm == "("
        elif not inside:
            body.append(item)
    return body


def _items(article: Article, body: Sequence[Item]) -> tuple[int, int] | None:
    """How many items a list has, at the fewest and at the most; None where it cannot be told."""
    conjunctions = article.pack.words("lists.conjunctions")
    sign = ";" if any(item.norm == ";" for item in body) else ","
    segments: list[list[Item]] = [[]]
    for item in body:
        if item.norm == sign:
            segments.append([])
        else:
            segments[-1].append(item)
    if any(not segment or len(segment) > LONGEST_ITEM for segment in segments):
        return None
    if any(item.quantity is not None for segment in segments for item in segment):
        return None
    joints = [sum(item.norm in conjunctions for item in segment[1:]) for segment in segments]
    opens = segments[-1][0].norm in conjunctions
    if not (opens or joints[-1] == 1) or len(segments) + joints[-1] < 2:
        return None
    fewest = len(segments) + (0 if opens else 1)
    return fewest, fewest + sum(joints) - (0 if opens else 1)
