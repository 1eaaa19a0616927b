"""Averages: of values or of a total, and that of all against those of its groups."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from claimcheck.checks.judging import Reading, show
from claimcheck.relations.operand import (
    MISFIT,
    Judged,
    Roles,
    compared,
    equation,
    exactly,
    joined,
    opened,
    over,
    summed,
)


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether an average is that of its values, or lies between the groups'."""
    if "overall" in roles:
        return _overall(roles)
    (mean,) = roles["mean"]
    if "values" in roles:
        values = roles["values"]
        expected = over(summed(values), exactly(Fraction(len(values))).reading)
        left = f"({joined(values)}) / {len(values)}"
    else:
        (whole,), (count,) = roles["total"], roles["count"]
        expected = over(whole.reading, count.reading)
        left = f"{show(whole.value)} / {show(count.value)}"
    if expected is None:
        return opened(MISFIT)
    verdict = compared(expected, mean.derived)
    working, slots = equation(left, expected, mean, verdict)
    return Judged(verdict, working, slots)


def _overall(roles: Roles) -> Judged:
    (overall,), groups = roles["overall"], sorted(roles["groups"], key=lambda each: each.value)
    low, high = groups[0], groups[-1]
    between = Reading(low.value, low.strict.join(high.strict), low.generous.join(high.generous))
    verdict = compared(between, overall.derived)
    below = overall.value < low.value
    outside = f"{show(overall.value)} {'<' if below else '>'} {show((low if below else high).value)}"
    within = f"{show(low.value)} <= {show(overall.value)} <= {show(high.value)}"
    working = outside if not low.value <= overall.value <= high.value else within
    return Judged(verdict, (working,), {"stated": overall, "low": low, "high": high})
