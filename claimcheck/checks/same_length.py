"""One length of time told in two units: `jailed for four years and three months ... the 51-month sentence`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Relation, Verdict
from claimcheck.phrase import tokenize

DAYS = {  # of one unit; months of a calendar as exactly as their mean
    "minute": Fraction(1, 1440), "hour": Fraction(1, 24), "day": Fraction(1), "night": Fraction(1),
    "week": Fraction(7), "fortnight": Fraction(14), "month": Fraction(365, 12), "year": Fraction(365),
}  # fmt: skip
NAMES = ("length_sentence", "length_ban", "length_closure", "length_strike")
LIKE = 2  # by which one length may be off and still be meant
BACK = 8  # sentences before the second telling in which the first may stand
REACH = 5  # items before a length in which a word may tell that it is another


@check("same-length", slots=("expected", "stated"))
def same_length(article: Article) -> Iterator[Relation]:
    """A length of time taken up again by `the 51-month sentence`, against the one told before in another unit."""
    for name in NAMES:
        told = {claim.id: claim for cue in article.cued(name) for claim in cue.holes.values()}
        lengths = [claim for claim in article.claims if claim.id in told and _usable(article, claim)]
        for at, second in enumerate(lengths):
            before = [one for one in lengths[:at] if _units(article, one) != _units(article, second)]
            if before and article.has(second, f"{name}_again"):
                yield from _judged(article, before, second)


def _usable(article: Article, claim: Claim) -> bool:
    exact = claim.quantity.unit in DAYS and claim.quantity.hedge is Hedge.NONE and plain([claim])
    return claim.quantity.kind is Kind.DURATION and exact and not _other(article, claim)


def _units(article: Article, claim: Claim) -> frozenset[str]:
    """The units of time a length is written in (years and months)."""
    units = article.pack.table("units.words")
    words = tokenize(claim.quantity.span.of(article.document.prose), article.pack.apostrophe)
    return frozenset(unit for word in words if (unit := units.get(word.norm)) in DAYS)


def _other(article: Article, claim: Claim) -> bool:
    """Whether the words before a length tell of another one (`would have been six years`, `up to`, `suspended`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    near = {item.norm for item in row[max(0, at - REACH) : at]}
    return bool(near & article.pack.words("lengths.other"))


def _judged(article: Article, before: list[Claim], second: Claim) -> Iterator[Relation]:
    near = [one for one in before if second.sentence - one.sentence <= BACK]
    fitting = next((one for one in near if _same(one, second)), None)
    finest = min(near, key=lambda one: one.quantity.step * DAYS[one.quantity.unit], default=None)
    agreed = finest if finest and all(one is finest or _same(one, finest) for one in near) else None
    first = fitting or agreed
    if first is None or not fitting and not _alike(first, second):
        return
    value = _days(first) / DAYS[second.quantity.unit]
    months = Fraction(round(value * 2), 2)
    working = [f"{_shown(first)} = {show(months)} {second.quantity.unit}s"]
    if not fitting:
        working.append(f"{show(months)} != {show(nominal(second.quantity))}")
    terms = [term("first", first), term("second", second)]
    judged = Verdict.HOLDS if fitting else Verdict.BROKEN
    yield relation("same-length", judged, terms, working, expected=months, stated=second.quantity)


def _shown(claim: Claim) -> str:
    value = nominal(claim.quantity)
    return f"{show(value)} {claim.quantity.unit}{'' if value == 1 else 's'}"


def _days(claim: Claim) -> Fraction:
    return nominal(claim.quantity) * DAYS[claim.quantity.unit]


def _same(one: Claim, other: Claim) -> bool:
    """Whether two lengths are one, each as far as its unit tells it."""
    off = abs(_days(one) - _days(other))
    room = max(one.quantity.step * DAYS[one.quantity.unit], other.quantity.step * DAYS[other.quantity.unit])
    return off < room / 2


def _alike(one: Claim, other: Claim) -> bool:
    return _days(one) < LIKE * _days(other) and _days(other) < LIKE * _days(one)
