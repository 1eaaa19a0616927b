"""The sums that would work out if one figure were changed: what an editor has to choose between."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.model import Claim, Finding, Verdict
from claimcheck.report import render
from claimcheck.report.wording import Words

_RESULT = {"parts-of-whole": "total", "remainder": "whole", "running-total": "after"}
_MOST_PARTS = 3


def told(finding: Finding, marks: Words) -> str:
    """`It works out as 12 + 14 = 26, 11 + 14 = 25 or 12 + 13 = 25.`; empty when there is nothing sure to say.

    Figures inside quotation marks are left as they are.
    """
    relation = finding.relation
    role = _RESULT.get(relation.kind)
    claims = {term.claim: term.role for term in relation.terms if term.claim}
    results = [claim for claim, taken in claims.items() if taken == role]
    parts = [claim for claim, taken in claims.items() if taken != role]
    if relation.verdict is not Verdict.BROKEN or not results or len(parts) < 2:
        return ""
    values = [_exact(claim) for claim in parts]
    total = _exact(results[0])
    figures = [value for value in values if value is not None]
    if total is None or len(figures) < len(parts):
        return ""
    sums = [] if results[0].quoted else [(figures, sum(figures, Fraction(0)))]
    excess = sum(figures, Fraction(0)) - total
    for index, part in enumerate(parts if len(parts) <= _MOST_PARTS else ()):
        changed = figures[index] - excess
        if not part.quoted and changed > 0:
            sums.append(([*figures[:index], changed, *figures[index + 1 :]], total))
    shown = [f"{' + '.join(_figure(part, marks) for part in each)} = {_figure(whole, marks)}" for each, whole in sums]
    if not shown:
        return ""
    shown = [each.replace(" ", "\u00a0") for each in shown]
    listed = ", ".join(shown[:-1]) + f" {marks.text('or')} " if shown[:-1] else ""
    return marks.text("repairs", n=listed + shown[-1])


def _exact(claim: Claim) -> Fraction | None:
    """The figure, when it is a plain whole number."""
    value = claim.quantity.value
    bounds = claim.quantity.generous
    return value if value is not None and value.denominator == 1 and bounds.low == bounds.high else None


def _figure(value: Fraction, marks: Words) -> str:
    return render.number(value, marks.code)
