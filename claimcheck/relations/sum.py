"""Sums: a whole is its parts; one of the figures is the one that the others make."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.checks.judging import Reading, show
from claimcheck.interval import Interval
from claimcheck.relations.operand import Judged, Roles, compared, equation, joined, less, summed


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether the stated figure is the sum, or what the whole leaves when the others are taken from it."""
    if "between" in data:
        return _between(roles, str(data["stated"]))
    whole, name = str(data["whole"]), str(data["stated"])
    (stated,) = roles[name]
    others = [each for role, row in roles.items() if role not in (whole, name) for each in row]
    if name == whole:
        expected, left = summed(others), joined(others)
    else:
        expected = less(summed(roles[whole]), summed(others))
        left = joined([*roles[whole], *others], " - ")
    verdict = compared(expected, stated.reading)
    working, slots = equation(left, expected, stated, verdict)
    return Judged(verdict, working, slots)


def _unsigned(interval: Interval) -> Interval:
    """The interval of a fall as that of its size."""
    return -interval if interval.high is not None and interval.high <= 0 else interval


def _between(roles: Roles, name: str) -> Judged:
    """How far two figures are apart, whichever is the larger."""
    (before,), (after,), (stated,) = roles["before"], roles["after"], roles[name]
    high, low = (after, before) if after.value >= before.value else (before, after)
    expected = less(high.reading, low.reading)
    size = Reading(abs(stated.value), *(_unsigned(each) for each in (stated.strict, stated.generous)))
    verdict = compared(expected, size)
    working, slots = equation(f"{show(high.value)} - {show(low.value)}", expected, stated, verdict)
    return Judged(verdict, working, slots)
