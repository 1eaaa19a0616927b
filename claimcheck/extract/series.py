"""Series: numbers of one kind that a sentence lists side by side (`12 women, 9 men and 4 children`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, Place
from claimcheck.phrase import Item

LISTED = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.POINTS, Kind.ORDINAL}
)
LONGEST_JOINT = 14
OPENERS = frozenset(":(—–")
SHARED = frozenset({Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.AGE})
CLOSEST = 100  # how much smaller a number may be that shares the unit, and so the scale, of the one before


@dataclass(frozen=True, slots=True)
class Series:
    """Claims listed in one sentence. `closed` when the last is joined by `and`; `opener` is the sign
    that introduces the list (a colon, a dash, a parenthesis) or empty; `head` the claim just before it."""

    claims: tuple[Claim, ...]
    closed: bool
    opener: str
    head: Claim | None


@remembered
def series(article: Article) -> tuple[Series, ...]:
    """All series of two or more claims, in reading order; a claim belongs to one series at most."""
    return tuple(found for claims in article.by_sentence.values() for found in _in_sentence(article, claims))


@remembered
def lists(article: Article) -> Mapping[str, Series]:
    """The series each listed claim belongs to, by the claim's id."""
    return {claim.id: found for found in series(article) for claim in found.claims}


def _in_sentence(article: Article, claims: Sequence[Claim]) -> Iterator[Series]:
    listed = [claim for claim in claims if claim.quantity.kind in LISTED and claim.place is not Place.TABLE]
    run: list[Claim] = []
    closed = False
    for claim in listed:
        if run and claim.quantity.kind is Kind.ORDINAL and run[-1].quantity.kind is not Kind.ORDINAL:
            continue
        if run and joined(article, run[-1], claim):
            closed = _has_conjunction(article, article.between(run[-1], claim))
            run.append(claim)
            continue
        if len(run) > 1:
            yield _series(article, run, closed, claims)
        run, closed = [claim], False
    if len(run) > 1:
        yield _series(article, run, closed, claims)


def joined(article: Article, first: Claim, second: Claim) -> bool:
    """Whether two claims of a sentence stand in one list: of one sort, a comma or `and` between, behind which
    nothing compares them."""
    named = any(cue.holes.get("part") == second for cue in article.cued("subset", second.sentence))
    if named or not _alike(first, second):
        return False
    words = [item.norm for item in article.between(first, second) if item.quantity is None]
    if len(words) > LONGEST_JOINT or any(word in OPENERS or word in ".?!)" for word in words):
        return False
    separators = article.pack.words("series.conjunctions") | {",", ";"}
    last = max((at for at, word in enumerate(words) if word in separators), default=-1)
    return last >= 0 and not {*words[last:]} & article.pack.words("series.breaks")


def _alike(first: Claim, second: Claim) -> bool:
    """Whether kind and unit agree, or one is a number alone that may share the unit (12 days, nine and four)."""
    one, other = first.quantity, second.quantity
    if one.kind is other.kind and one.unit == other.unit:
        return True
    if one.value is None or other.value is None or max(one.value, other.value) > CLOSEST * min(one.value, other.value):
        return False
    return one.kind in SHARED and _bare(second) or other.kind in SHARED and _bare(first)


def _bare(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.COUNT and claim.counted is None


def _has_conjunction(article: Article, joint: Sequence[Item]) -> bool:
    conjunctions = article.pack.words("series.conjunctions")
    return any(item.norm in conjunctions for item in joint)


def _series(article: Article, run: Sequence[Claim], closed: bool, claims: Sequence[Claim]) -> Series:
    row = article.items[run[0].sentence]
    at = article.item_of[run[0].id]
    opener, head = "", None
    while at > 0:
        at -= 1
        item = row[at]
        if item.quantity is not None:
            break
        if item.norm in OPENERS:
            opener = item.norm
            break
    before = [claim for claim in claims if claim.span.end <= run[0].span.start]
    if before:
        head = before[-1]
    return Series(tuple(run), closed, opener, head)
