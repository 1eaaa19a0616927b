"""Growth by the same percentage again and again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from claimcheck.checks.judging import Reading, show
from claimcheck.relations.operand import MISFIT, Judged, Roles, compared, equation, opened, times

MOST = 100  # periods


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether the start grown by the percentage in each period is the end."""
    start, end, percent, periods = (roles[role][0] for role in ("start", "end", "percent", "periods"))
    number = periods.value
    if number.denominator != 1 or not 0 < number <= MOST:
        return opened(MISFIT)
    power = int(number)
    grown = [each.scale(Fraction(1, 100)).shift(1) for each in (percent.strict, percent.generous)]
    once = Reading(1 + percent.value / 100, *grown)
    expected = start.reading
    for _ in range(power):
        expected = times(expected, once)
    verdict = compared(expected, end.reading)
    left = f"{show(start.value)} * (1 + {show(percent.value / 100)}) ^ {power}"
    working, slots = equation(left, expected, end, verdict)
    return Judged(verdict, working, slots)
