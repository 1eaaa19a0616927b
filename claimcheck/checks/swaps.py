"""Two figures that change places between the opening of a story and its body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict
from claimcheck.phrase import Item

OPENING = frozenset({Place.HEADLINE, Place.LEAD})
TIMED = frozenset({Kind.DATE, Kind.YEAR})
KINDS = frozenset({Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.COUNT, Kind.DURATION})
REACH = 6
LEAST = 2  # words that a figure must have taken over from the other


@check("roles", slots=("first", "second"))
def roles(article: Article) -> Iterator[Relation]:
    """`yields hit 0.5 %, above the 0.505 % cap` of a body where the cap is 0.5 and yields hit 0.505."""
    pairs = [pair for row in article.by_sentence.values() for pair in _pairs(article, row)]
    opening = [pair for pair in pairs if pair[0].place in OPENING]
    body = [pair for pair in pairs if pair[0].place is Place.BODY]
    for a, b in opening:
        for c, d in body:
            if _same(a, d) and _same(b, c):
                c, d = d, c
            if not (_same(a, c) and _same(b, d)):
                continue
            straight, crossed = _shared(article, a, c, b, d), _shared(article, a, d, b, c)
            if max(straight, crossed) < LEAST or straight == crossed:
                continue
            holds = straight > crossed
            if not holds and straight:
                continue
            yield relation(
                "roles",
                Verdict.HOLDS if holds else Verdict.BROKEN,
                [term("first", a), term("second", b), term("first", c), term("second", d)],
                [f"{show(nominal(a.quantity))}, {show(nominal(b.quantity))}"],
                first=a.quantity,
                second=b.quantity,
            )


def _pairs(article: Article, row: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Two exact figures of one sort in a sentence that tells no time."""
    if any(claim.quantity.kind in TIMED for claim in row):
        row = [claim for claim in row if claim.quantity.kind not in TIMED] if row[0].place in OPENING else ()
    turned = article.pack.words("comparisons.turned")
    if row and any(item.norm in turned for item in article.items[row[0].sentence]):
        return
    usable = [claim for claim in row if claim.quantity.kind in KINDS and claim.quantity.value is not None]
    plain = [claim for claim in usable if claim.quantity.hedge is Hedge.NONE]
    for a, b in combinations(plain[:4], 2):
        one, other = a.quantity, b.quantity
        if (one.kind, one.unit) == (other.kind, other.unit) and one.value != other.value:
            yield a, b


def _same(one: Claim, other: Claim) -> bool:
    first, second = one.quantity, other.quantity
    return (first.kind, first.unit, first.value) == (second.kind, second.unit, second.value)


def _shared(article: Article, a: Claim, c: Claim, b: Claim, d: Claim) -> int:
    """How many words two figures share with two others that only they stand beside; none unless both share some."""
    first, second, third, fourth = (_beside(article, claim) for claim in (a, b, c, d))
    one, other = len((first - second) & (third - fourth)), len((second - first) & (fourth - third))
    return one + other if one and other else 0


def _beside(article: Article, claim: Claim) -> set[str]:
    """The stems of a figure's noun and of the words close to it, up to a separator or another figure."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    noun = {stem(item.norm, article.pack) for item in row[at + 1 : at + 1 + row[at].noun]}
    return noun | _words(article, reversed(row[:at])) | _words(article, row[at + 1 + row[at].noun :])


def _words(article: Article, items: Iterable[Item]) -> set[str]:
    stops = article.pack.words("nouns.stop") | article.pack.words("fillers")
    joints, found = article.pack.words("series.conjunctions"), set[str]()
    for item in islice(items, REACH):
        if item.quantity is not None or not item.norm[:1].isalpha() or item.norm in joints:
            break
        if item.norm not in stops:
            found.add(stem(item.norm, article.pack))
    return found
