"""Counts: a number against how many are listed, an ordinal against the number of which it is one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from claimcheck.checks.judging import show
from claimcheck.model import Verdict
from claimcheck.relations.operand import Judged, Roles, at_most, compared, exactly


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether there are so many items, or the ordinal is within the number."""
    (count,) = roles["count"]
    if "ordinal" in roles:
        (ordinal,) = roles["ordinal"]
        verdict = at_most(ordinal, count)
        sign = "<=" if ordinal.value <= count.value else ">"
        working = f"{show(ordinal.value)} {sign} {show(count.value)}"
        return Judged(verdict, (working,), {"ordinal": ordinal, "count": count})
    listed = exactly(Fraction(len(roles["items"])))
    verdict = compared(listed.reading, count.reading)
    sign = "=" if verdict is Verdict.HOLDS else "!="
    working = f"{show(listed.value)} {sign} {show(count.value)}"
    return Judged(verdict, (working,), {"announced": count, "listed": listed.value})
