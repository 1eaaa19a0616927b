"""More and less: parts and wholes, records, ranks, limits, majorities, what came before."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from claimcheck.checks.judging import show
from claimcheck.model import Verdict
from claimcheck.relations.operand import UNDATED, Judged, Operand, Roles, at_most, opened, worst

LEAST = {
    "half": Fraction(1, 2),
    "two_thirds": Fraction(2, 3),
    "three_fifths": Fraction(3, 5),
    "three_quarters": Fraction(3, 4),
}
NIGHT = 6 * 60  # minutes by which an end may seem earlier and be of the next day


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether the figures stand in the order that the words give them."""
    if "others" in roles:
        return _record(roles, sense)
    if "values" in roles:
        return _ranking(roles, sense)
    if "bound" in roles:
        (value,), (bound,) = roles["value"], roles["bound"]
        return _pair(bound, value) if sense != "below" else _pair(value, bound)
    if "earlier" in roles:
        return _precedes(roles["earlier"][0], roles["later"][0])
    if "smaller" in roles:
        return _pair(roles["smaller"][0], roles["larger"][0], strictly=True)
    if "low" in roles:
        return _between(*(roles[role][0] for role in ("low", "value", "high")))
    (part,), (whole,) = roles["part"], roles["whole"]
    if sense:
        return _majority(part, whole, sense)
    found = _pair(part, whole)
    return Judged(found.verdict, found.working, {"part": part, "whole": whole})


def _pair(small: Operand, large: Operand, *, strictly: bool = False) -> Judged:
    verdict = at_most(small, large, strictly=strictly)
    kept = "<" if strictly else "<="
    sign = kept if verdict is Verdict.HOLDS else "=" if small.value == large.value else ">"
    working = f"{show(small.value)} {sign} {show(large.value)}"
    return Judged(verdict, (working,), {"first": small, "second": large}, told=(small, large))


def _record(roles: Roles, sense: str) -> Judged:
    (extreme,) = roles["extreme"]
    found = [_pair(extreme, other) if sense == "lowest" else _pair(other, extreme) for other in roles["others"]]
    return _gravest(found, [(extreme, other) for other in roles["others"]])


def _ranking(roles: Roles, sense: str) -> Judged:
    row = roles["values"]
    pairs = list(pairwise(row))
    found = [_pair(first, second) if sense == "lowest" else _pair(second, first) for first, second in pairs]
    judged = _gravest(found, pairs)
    figures = ", ".join(show(each.value) for each in row)
    return Judged(judged.verdict, judged.working, {"figures": figures})


def _gravest(found: list[Judged], pairs: list[tuple[Operand, Operand]]) -> Judged:
    """The one of several comparisons that is furthest from holding."""
    verdict = worst(each.verdict for each in found)
    at = next(n for n, each in enumerate(found) if each.verdict is verdict)
    extreme, other = pairs[at]
    return Judged(verdict, found[at].working, {"extreme": extreme, "other": other}, told=(extreme, other))


def _between(low: Operand, value: Operand, high: Operand) -> Judged:
    found = [_pair(low, value), _pair(value, high)]
    verdict = worst(each.verdict for each in found)
    return next(each for each in found if each.verdict is verdict)


def _majority(part: Operand, whole: Operand, sense: str) -> Judged:
    """Whether the part is more than the fraction of the whole; exactly two thirds of it are enough."""
    least = LEAST[sense]
    needed = Operand(whole.value * least, whole.strict.scale(least), whole.generous.scale(least))
    verdict = at_most(needed, part, strictly=sense == "half")
    sign = ">" if verdict is Verdict.HOLDS and sense == "half" else ">=" if verdict is Verdict.HOLDS else "<="
    sign = "<" if sense != "half" and verdict is not Verdict.HOLDS else sign
    working = f"{show(part.value)} / {show(whole.value)} {sign} {least}"
    special = "" if sense == "half" else "qualified"
    return Judged(verdict, (working,), {"standing": working, "least": str(least)}, special)


def _precedes(earlier: Operand, later: Operand) -> Judged:
    slots = {"earlier": earlier, "later": later}
    if earlier.minute is not None and later.minute is not None and not (earlier.days and later.days):
        return Judged(_by_clock(earlier, later), (_clocks(earlier, later),), slots)
    if earlier.days is None or later.days is None:
        return opened(UNDATED)
    verdict = Verdict.HOLDS if earlier.days[0] <= later.days[1] else Verdict.BROKEN
    sign = "<=" if verdict is Verdict.HOLDS else ">"
    return Judged(verdict, (f"{earlier.days[0]} {sign} {later.days[1]}",), slots)


def _by_clock(earlier: Operand, later: Operand) -> Verdict:
    """An end that seems much earlier is of the next day; a time of either half day fits where one of them does."""
    gap = (earlier.minute or 0) - (later.minute or 0)
    if gap <= 0 or gap >= NIGHT:
        return Verdict.HOLDS
    return Verdict.BROKEN if earlier.certain and later.certain else Verdict.STRAINED


def _clocks(earlier: Operand, later: Operand) -> str:
    one, other = earlier.minute or 0, later.minute or 0
    sign = "<=" if one <= other else ">"
    return f"{one // 60}:{one % 60:02} {sign} {other // 60}:{other % 60:02}"
