"""Lists in running text taken apart: how many items at the fewest and at the most, and whether they are all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.checks.judging import nominal
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Span
from claimcheck.phrase import Item

LONGEST = 12
ENDS = frozenset(".!?")
STOPS = frozenset({":", "—", "–", "«", '"', "“"})
YOUNG, OLD = 10, 105  # bare numbers between commas that may be ages
Segment = list[Item]


class Listing(NamedTuple):
    """A list: how many items it may have, its place; `complete` when its end is marked (`and`, a closing sign),
    `names` when every item is a name, `bare` when these are single words."""

    fewest: int
    most: int
    span: Span
    complete: bool
    names: bool
    bare: bool


def until_end(row: Sequence[Item], stops: frozenset[str] = STOPS) -> list[Item]:
    """The items up to the end of the list, without what stands in parentheses."""
    body: list[Item] = []
    inside = False
    for item in row:
        if item.norm in ENDS or item.norm in stops:
            break
        if item.norm and item.norm in "()":
            inside = item.norm == "("
        elif not inside:
            body.append(item)
    return body


def apposed(article: Article, row: Sequence[Item]) -> list[Item]:
    """The start of `row` up to the comma behind its first conjunction: `Ann, Bob and Carl |, left`."""
    conjunctions = article.pack.words("lists.conjunctions")
    body = until_end(row)
    joint = next((at for at, item in enumerate(body) if item.norm in conjunctions), len(body))
    end = next((at for at in range(joint, len(body)) if body[at].norm == ","), len(body))
    return body[:end]


def listing(article: Article, body: Sequence[Item], closed: bool = False) -> Listing | None:
    """The list that `body` is; None where it cannot be told. `closed` says that a sign ends it."""
    segments = _split(article, body)
    if not segments or any(len(segment) > LONGEST for segment in segments):
        return None
    more = 0
    for segment in list(segments):
        extra = _others(article, segment)
        if extra is None:
            return None
        more += extra - 1
    conjunctions = article.pack.words("lists.conjunctions")
    if any(segment[-1].norm in conjunctions for segment in segments):
        return None
    joints = [sum(item.norm in conjunctions for item in segment[1:]) for segment in segments]
    opens = segments[-1][0].norm in conjunctions
    complete = closed or opens or joints[-1] == 1
    if len(segments) + joints[-1] < 2 or (joints[-1] > 1 and not opens):
        return None
    count = len(segments) + (joints[-1] if not opens else 0)
    items = list(_single(article, segments))
    names = sum(_is_name(article, item) for item in items)
    led = sum(_is_led(article, item) for item in items)
    loose = max(min(each, len(items) - each) for each in (names, led))
    return Listing(
        count + more - loose,
        count + more + sum(joints[:-1]) + (joints[-1] if opens else 0),
        Span(body[0].start, segments[-1][-1].end),
        complete,
        names == len(items),
        all(len(item) == 1 for item in items),
    )


def _split(article: Article, body: Sequence[Item]) -> list[Segment]:
    """The stretches between commas (or semicolons), without ages, relative clauses and what follows them."""
    sign = ";" if any(item.norm == ";" for item in body) else ","
    segments: list[Segment] = [[]]
    for item in body:
        if item.norm == sign:
            segments.append([])
        else:
            segments[-1].append(item)
    if not all(segments):
        return []
    relatives = article.pack.words("lists.relatives")
    if sign == ";":
        return segments
    return [
        segment
        for at, segment in enumerate(segments)
        if not (at and _is_age(article, segment)) and segment[0].norm not in relatives
    ]  # fmt: skip


def _is_age(article: Article, segment: Segment) -> bool:
    """Whether a segment is somebody's age and no more."""
    claims = _claims(article, segment)
    if len(claims) != 1 or len(segment) > 1:
        return False
    quantity = claims[0].quantity
    bare = quantity.kind is Kind.COUNT and quantity.value is not None and YOUNG <= quantity.value <= OLD
    return bare or quantity.kind is Kind.AGE


def _claims(article: Article, segment: Segment) -> list[Claim]:
    return [article.claims[item.quantity] for item in segment if item.quantity is not None]


def _others(article: Article, segment: Segment) -> int | None:
    """How many its last item counts for: one, or more where it says `and the other three`; None where it is
    a count itself."""
    total = 1
    for claim in _claims(article, segment):
        if claim.quantity.kind is Kind.COUNT and article.has(claim, "others") and claim.quantity.value is not None:
            total = int(nominal(claim.quantity))
        elif claim.quantity.kind is Kind.COUNT and segment[0].quantity is not None:
            return None
    return total


def items_of(article: Article, body: Sequence[Item]) -> list[Segment]:
    """The single items of a list."""
    return list(_single(article, _split(article, body)))


def _single(article: Article, segments: Sequence[Segment]) -> Iterator[Segment]:
    """The single items, the last segment divided at its conjunction."""
    conjunctions = article.pack.words("lists.conjunctions")
    for segment in segments[:-1]:
        yield segment[1:] if segment[0].norm in conjunctions else segment
    last = segments[-1]
    cuts = [at for at, item in enumerate(last) if item.norm in conjunctions]
    if not cuts:
        yield last
        return
    if cuts[0] > 0:
        yield last[: cuts[0]]
    if last[cuts[0] + 1 :]:
        yield last[cuts[0] + 1 :]


def _is_led(article: Article, item: Segment) -> bool:
    """Whether an article or a number leads an item; one without may only tell more of the item before it."""
    pack = article.pack
    articles = pack.words("nouns.articles") | pack.words("number_words.articles") | pack.words("definite")
    return item[0].quantity is not None or item[0].norm in articles


def _is_name(article: Article, item: Segment) -> bool:
    """Whether an item is a name, an article apart."""
    text = article.document.text
    words = item[1:] if len(item) > 1 and item[0].norm in article.pack.words("nouns.articles") else item
    return text[words[0].start].isupper() or any(word.quantity is not None for word in words)
