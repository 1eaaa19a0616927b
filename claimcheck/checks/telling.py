"""How much a sum that works out proves: among many candidates some figures fit by chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from claimcheck.checks.judging import Reading, nominal
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concepts, plural
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Place, Quantity
from claimcheck.phrase import tokenize

CHANCE = Fraction(1, 4)
BOUNDS = frozenset({Hedge.OVER, Hedge.UNDER, Hedge.AT_LEAST, Hedge.UP_TO})
BORROWED = "unit of its neighbour"
AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})


def fits(expected: Reading, stated: Quantity) -> bool:
    """Whether the computed figure is the stated one, and that is no bare bound (`over 50`), which most figures fit."""
    return stated.hedge not in BOUNDS and expected.strict.meets(stated.strict)


def telling(expected: Reading, stated: Quantity, tried: int) -> bool:
    """Whether a fit is no accident: that one of `tried` random figures would fit as well is unlikely."""
    value = abs(nominal(stated))
    if value == 0 or not fits(expected, stated):
        return False
    room = _width(expected.strict) + max(_width(stated.strict), stated.step)
    return room * tried <= value * CHANCE


def _width(interval: Interval) -> Fraction:
    if interval.low is None or interval.high is None:
        return Fraction(10**18)
    return interval.high - interval.low


def alike(one: Claim, other: Claim) -> bool:
    """Whether two figures are of one sort: same kind and unit."""
    return one.quantity.kind is other.quantity.kind and one.quantity.unit == other.quantity.unit


def bare(claim: Claim) -> bool:
    """Whether the claim is a number alone, which may share the unit of another."""
    return claim.quantity.kind is Kind.COUNT and claim.counted is None


def shares_unit(claim: Claim) -> bool:
    """Whether the figure took the unit of its neighbour, and maybe should have taken its scale too."""
    return BORROWED in claim.quantity.trace


def has_unit(claim: Claim) -> bool:
    """Whether a figure is of money, a measure or a time, which a bare figure beside it may share."""
    return claim.quantity.kind in (Kind.MONEY, Kind.MEASURE, Kind.DURATION)


def attributive(article: Article, claim: Claim) -> bool:
    """Whether the word behind a count is no noun but says how its things are (`46 empty`)."""
    if claim.counted is None or claim.key in concepts() or claim.quantity.value == 1:
        return False
    words = [token.norm for token in tokenize(claim.counted.of(article.document.text), article.pack.apostrophe)]
    return bool(words) and not any(plural(word, article.pack) for word in words)


def plain(claims: Iterable[Claim]) -> bool:
    """Whether no claim is a bound, and none is denied: only then does a sum assert anything."""
    return not any(claim.quantity.hedge in BOUNDS or claim.negated or claim.quantity.value is None for claim in claims)


def window(article: Article, claim: Claim, back: int, ahead: int, headline: bool = False) -> Sequence[Claim]:
    """The other amounts within so many sentences before and behind a claim, nearest first; the headline's last."""
    at, number = article.position[claim.id], claim.sentence
    found = [
        other
        for other in article.claims[max(0, at - 8 * back - 8) : at + 8 * ahead + 8]
        if other != claim
        and -back <= other.sentence - number <= ahead
        and other.quantity.kind in AMOUNTS
        and (other.place is Place.TABLE) == (claim.place is Place.TABLE)
    ]
    if headline:
        found += [other for other in article.headline() if other not in found and other.quantity.kind in AMOUNTS]
    return sorted(
        found, key=lambda other: (abs(other.sentence - number), abs(article.position[other.id] - at))
    )
