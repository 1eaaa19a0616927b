"""Figures that the story gives twice and that agree: the same, or one the rounded form of the other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks.figures import measure_of
from claimcheck.checks.innocent import akin, strange
from claimcheck.checks.judging import nominal, show
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.AGE, Kind.RATIO})
DISTINCT = 3
REACH, MOST, BRACKET = 40, 2, 12
CLOSE = Fraction(1, 10)
LARGE = 1000


def agreements(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of figures for one thing that agree, earlier first; each later figure is paired twice at most."""
    seen: dict[tuple[Kind, str], list[Claim]] = {}
    for claim in article.claims:
        quantity = claim.quantity
        if quantity.kind not in KINDS or quantity.value in (0, 1):
            continue
        group = seen.setdefault(measure_of(article, claim), [])
        found = [
            other
            for other in article.budget.counted(group[:6] + group[max(6, len(group) - REACH) :])
            if close(other, claim) and one_thing(article, other, claim)
        ]
        yield from ((other, claim) for other in (found if len(found) <= MOST else [found[0], found[-1]]))
        group.append(claim)


def close(a: Claim, b: Claim) -> bool:
    """Whether the two readings meet and the figures are within a tenth of each other."""
    first, second = nominal(a.quantity), nominal(b.quantity)
    if not a.quantity.generous.meets(b.quantity.generous):
        return False
    return abs(first - second) <= CLOSE * max(abs(first), abs(second))


def one_thing(article: Article, a: Claim, b: Claim) -> bool:
    """Whether two figures that agree count the same thing, as far as anyone can tell."""
    if a.sentence == b.sentence:
        return _bracketed(article, a, b)
    if a.cell or b.cell:
        return not (a.cell and b.cell) and _rounded(a, b) and nominal(a.quantity) >= LARGE
    if strange(article, a, b):
        return False
    same = nominal(a.quantity) == nominal(b.quantity)
    headline = a.place is Place.HEADLINE
    distinct = _digits(a) >= DISTINCT or _digits(b) >= DISTINCT
    if not same and not _rounded(a, b):
        return False
    if distinct and (same or headline):
        return True
    first, second = profiles(article)[a.id], profiles(article)[b.id]
    if headline and same and (a.quantity.kind is not Kind.COUNT or _stated(first, second)):
        return True
    return akin(article, a, b)


def _stated(first: Profile, second: Profile) -> bool:
    """Whether both tell what they count, or one refers back."""
    return second.definite or second.whole or bool(first.noun and second.noun)


def _bracketed(article: Article, a: Claim, b: Claim) -> bool:
    """`nearly 300 amendments (297)`: a round figure and the exact one right behind it in parentheses."""
    if article.item_of[b.id] - article.item_of[a.id] > BRACKET:
        return False
    joint = [item.norm for item in article.between(a, b) if item.quantity is None]
    round_first = a.quantity.hedge is not Hedge.NONE and b.quantity.hedge is Hedge.NONE
    return round_first and bool(joint) and joint[-1] in ("(", "—", "–") and not b.key


def _rounded(a: Claim, b: Claim) -> bool:
    """Whether one may stand for the other: it is hedged, or printed to fewer places."""
    if nominal(a.quantity) == nominal(b.quantity):
        return True
    return Hedge.NONE not in (a.quantity.hedge, b.quantity.hedge) or _digits(a) != _digits(b)


def _digits(claim: Claim) -> int:
    """How many significant digits the figure has."""
    return len(show(nominal(claim.quantity)).replace(".", "").strip("0-"))
