"""How often something happens, told twice: one every six hours, so many a day."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, nominal, relation, rounded, show, term, verdict
from claimcheck.checks.rates import length, rates
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Relation, Verdict

BETWEEN = 5  # words between the two ways to tell it
SIGNS = frozenset(",:(—–")
LOOSE = Fraction(1, 10)


@check("recurrence", slots=("expected", "stated"))
def recurrence(article: Article) -> Iterator[Relation]:
    """`one every six hours, 10 a day`: the time from one to the next, and how many that makes in a longer time."""
    periods = {rate.claim.id: rate.period for rate in rates(article) if rate.period}
    for cue in article.cued("one_every"):
        gap, one = cue.holes["gap"], cue.holes.get("n")
        many = _next(article, gap) if one is None or one.quantity.value == 1 else None
        if many is None or many.id not in periods or gap.quantity.kind is not Kind.DURATION:
            continue
        factor, size = length(periods[many.id], gap.quantity.unit), nominal(gap.quantity)
        if factor is None or size <= 0 or not plain((gap, many)):
            continue
        value = 1 / (factor * size)
        if value > 1:
            yield _judged(gap, many, value)


def _next(article: Article, gap: Claim) -> Claim | None:
    """The figure that follows behind a sign and few words."""
    at = article.position[gap.id] + 1
    claim = article.claims[at] if at < len(article.claims) else None
    if claim is None or claim.sentence != gap.sentence or claim.quantity.kind is not Kind.COUNT:
        return None
    words = [item.norm for item in article.between(gap, claim)]
    return claim if len(words) <= BETWEEN and SIGNS & {*words} else None


def _judged(gap: Claim, many: Claim, value: Fraction) -> Relation:
    width = value * LOOSE if gap.quantity.step >= 1 else value * LOOSE / 2
    expected = Reading(value, Interval.around(value, width), Interval.around(value, 2 * width))
    judged = verdict(expected, rounded(many.quantity))
    working = [f"1 / {show(nominal(gap.quantity))} {gap.quantity.unit} = {show(value)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(value)} != {show(nominal(many.quantity))}")
    shown = Fraction(round(value * 10), 10)
    return relation(
        "recurrence", judged, [term("gap", gap), term("many", many)], working,
        expected=shown, stated=nominal(many.quantity),
    )  # fmt: skip
