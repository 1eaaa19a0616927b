"""One thing told twice: in the same unit, or in two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from claimcheck.checks.judging import Reading, show
from claimcheck.interval import Interval
from claimcheck.model import Verdict
from claimcheck.relations.operand import Judged, Operand, Roles, Slots, best, compared, equation, worst

CLOSE = Fraction(1, 50)  # to which a measure is converted


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether all tellings may be of one number, day or time; the two that are furthest apart are told."""
    if "converted" in roles:
        return _converted(roles["original"][0], roles["converted"][0])
    figures = roles["figures"]
    first, second = _apart(figures)
    verdict = _alike(first, second)
    dated = "date" if first.days and second.days else ""
    slots: Slots = {"first": first, "second": second, "first_source": "", "second_source": ""}
    told = (first, second) if verdict is not Verdict.HOLDS else ()
    return Judged(verdict, (_working(first, second, verdict),), slots, dated, told)


def _apart(figures: Sequence[Operand]) -> tuple[Operand, Operand]:
    """The pair that fits worst; of several, the one whose second figure fits fewest of the others."""
    pairs = list(combinations(figures, 2))
    verdicts = [_alike(one, other) for one, other in pairs]
    gravest = worst(verdicts)
    odd = {id(each): sum(_alike(each, other) is Verdict.HOLDS for other in figures) for each in figures}
    found = [pair for pair, verdict in zip(pairs, verdicts, strict=True) if verdict is gravest]
    return min(found, key=lambda pair: min(odd[id(pair[0])], odd[id(pair[1])]))


def _alike(one: Operand, other: Operand) -> Verdict:
    if one.minute is not None and other.minute is not None:
        gap = abs(one.minute - other.minute)
        sure = one.certain and other.certain
        return Verdict.HOLDS if gap == 0 or (gap == 720 and not sure) else Verdict.BROKEN
    if one.days and other.days:
        return Verdict.HOLDS if one.days[0] <= other.days[1] and other.days[0] <= one.days[1] else Verdict.BROKEN
    if one.weekday is not None and other.weekday is not None:
        return Verdict.HOLDS if one.weekday == other.weekday else Verdict.BROKEN
    verdict = compared(one.reading, other.reading)
    return Verdict.STRAINED if verdict is Verdict.BROKEN and _cut_off(one, other) else verdict


def _cut_off(one: Operand, other: Operand) -> bool:
    """Whether the rougher of two figures is the finer one cut off at its last place (17 million of 17.6 million)."""
    fine, rough = (one, other) if one.step < other.step else (other, one)
    return fine.step < rough.step and rough.value <= fine.value < rough.value + rough.step


def _working(one: Operand, other: Operand, verdict: Verdict) -> str:
    left, right = (_shown(each) for each in (one, other))
    sign = "!=" if verdict is Verdict.BROKEN else "=" if left == right else "~"
    return f"{left} {sign} {right}"


def _shown(operand: Operand) -> str:
    if operand.shown:
        return operand.shown
    if operand.minute is not None:
        return f"{operand.minute // 60}:{operand.minute % 60:02}"
    if operand.days:
        first, last = operand.days
        return first.isoformat() if first == last else f"{first.isoformat()} - {last.isoformat()}"
    return show(operand.value)


def _converted(original: Operand, converted: Operand) -> Judged:
    """Both are in one unit already; a conversion may be rounded, and rough by a fiftieth."""
    wide = [_wider(each) for each in (original.strict, original.generous)]
    expected = Reading(original.value, *wide)
    verdict = best((compared(expected, converted.reading), compared(expected, converted.derived)))
    working, slots = equation(show(original.value), expected, converted, verdict)
    shown = (working[0].partition(" = ")[0], *working[1:]) if verdict is not Verdict.HOLDS else working
    return Judged(verdict, shown[-1:], {**slots, "first": original})


def _wider(interval: Interval) -> Interval:
    low, high = interval.low, interval.high
    return Interval(
        low if low is None else low - abs(low) * CLOSE,
        high if high is None else high + abs(high) * CLOSE,
        interval.low_open,
        interval.high_open,
    )
