"""Risks told as frequencies (`from 1 to 3 in 10,000`), as pairs of counts over one base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from claimcheck.checks.judging import nominal
from claimcheck.checks.pairs import Pair, Spot, another_statement
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind

NEAR = 2
FEWEST = 100  # `two in five` is a share, and more roughly meant


def frequencies(article: Article, spot: Spot) -> Iterator[Pair]:
    """The two frequencies of one base between which a sentence says that something changed."""
    for cue in article.cued("from_to", spot.sentence):
        first, last = cue.holes["before"], cue.holes["after"]
        plain = first.quantity.hedge is Hedge.NONE is last.quantity.hedge
        base = last.quantity.operands[1] if last.quantity.kind is Kind.RATIO and last.quantity.operands else Fraction(0)
        if not plain or base < FEWEST:
            continue
        before = _cases(first, base)
        if before is not None and _of_risk(article, spot, first) and not another_statement(article, spot, first, last):
            yield Pair(_counted(first, before), _counted(last, last.quantity.operands[0]), True)


def _of_risk(article: Article, spot: Spot, first: Claim) -> bool:
    """Whether it is the risk that is multiplied (`doubles the risk`, `the risk doubled`), and nothing else changes."""
    row, risk = article.items[spot.sentence], article.pack.words("changes.risk")
    behind = {item.norm for item in row[spot.last : article.item_of[first.id]]}
    moves = article.pack.words("changes.up") | article.pack.words("changes.down")
    plain = behind - article.pack.words("fillers") - {",", ":", "("}
    before = any(item.norm in risk for item in row[: spot.first])
    return not behind & moves and (bool(behind & risk) or before and len(plain) <= NEAR)


def _cases(claim: Claim, base: Fraction) -> Fraction | None:
    """How many cases of the base a figure tells: its own, or those of a base it shares."""
    if claim.quantity.kind is Kind.COUNT and claim.counted is None:
        return nominal(claim.quantity)
    if claim.quantity.kind is not Kind.RATIO or len(claim.quantity.operands) < 2:
        return None
    return claim.quantity.operands[0] * base / claim.quantity.operands[1]


def _counted(claim: Claim, cases: Fraction) -> Claim:
    """The claim read as a count of cases, which may be rounded to whole ones."""
    loose = Interval.around(cases, Fraction(1, 2))
    return replace(
        claim, quantity=replace(
            claim.quantity, kind=Kind.COUNT, value=cases, strict=Interval.exactly(cases), generous=loose
        )
    )  # fmt: skip
