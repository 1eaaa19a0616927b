"""Moves told twice: the amount of a change and its percentage, against where it led or began."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.changes import changes, rounded, told
from claimcheck.checks.judging import Reading, read, relation, show, term
from claimcheck.checks.proportions import LEVELS, alike, amount_of, is_bound, is_part, is_share, judge, percent, rate
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Quantity, Relation, Verdict


@check("percent-of-amount", slots=("amount", "before", "computed", "stated"))
def percent_of_amount(article: Article) -> Iterator[Relation]:
    """A change told as an amount and in per cent, against one end of it (`fell $2.10, or 3.5 %, to $57.90`)."""
    said = changes(article)
    for claim in article.claims:
        amount = amount_of(article, claim) if claim.id in said and is_share(claim) else None
        if amount is None or is_bound(amount) or is_part(article, claim):
            continue
        for end in article.by_sentence[claim.sentence]:
            last, first = article.has(end, "reached"), article.has(end, "base")
            if last != first and end.quantity.kind in LEVELS and _goes_with(end, amount) and not is_bound(end):
                yield from _move(article, claim, amount, end, said[claim.id] if last else 0)
                break


def _goes_with(end: Claim, amount: Claim) -> bool:
    """Whether a level and the amount it moved by are of one sort; an index is a count, its moves are points."""
    return alike(end, amount) or (amount.quantity.kind is Kind.POINTS and end.quantity.kind is Kind.COUNT)


def _cut(quantity: Quantity) -> Reading:
    """A figure of the markets, which may be rounded or cut at its last place."""
    reading = read(quantity)
    strict = reading.strict.join(Interval(reading.value, reading.value + quantity.step))
    return Reading(reading.value, strict, reading.generous.join(strict))


def _move(article: Article, claim: Claim, amount: Claim, end: Claim, direction: int) -> Iterator[Relation]:
    """The judged move, none from nothing; `direction` is that of a move which led to `end`, 0 for one that began
    there."""
    moved, level = _cut(amount.quantity), _cut(end.quantity)
    start = Reading(
        level.value - direction * moved.value,
        level.strict - moved.strict.scale(direction),
        level.generous - moved.generous.scale(direction),
    )
    if not start.value:
        return
    share = Reading(moved.value / start.value, moved.strict / start.strict, moved.generous / start.generous)
    judged = judge(share, rate(claim.quantity))
    stated = abs(rate(claim.quantity).value)
    back = "-" if direction > 0 else "+"
    base = f"({show(level.value)} {back} {show(moved.value)})" if direction else show(level.value)
    working = [f"{show(moved.value)} / {base} = {percent(share.value)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{percent(share.value)} != {percent(stated)}")
    yield relation(
        "percent-of-amount",
        judged,
        [term("amount", amount), term("change", claim), term("after" if direction else "before", end)],
        working,
        amount=amount.quantity,
        before=start.value,
        computed=rounded(share.value * 100),
        stated=told(article, claim),
    )
