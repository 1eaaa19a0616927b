"""What the calendar, the clock or a formula decides: weekdays, lengths of time, ages, anniversaries, poll margins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import isqrt

from claimcheck.calendrical import Days
from claimcheck.checks.judging import Reading, show
from claimcheck.checks.weekdays import DAYS, written
from claimcheck.interval import Interval
from claimcheck.model import Verdict, When
from claimcheck.relations.operand import MISFIT, UNDATED, Judged, Operand, Roles, compared, equation, opened

PER_DAY = {"day": Fraction(1), "night": Fraction(1), "week": Fraction(7), "month": Fraction(487, 16),
           "year": Fraction(1461, 4), "decade": Fraction(7305, 2)}  # fmt: skip
PER_MINUTE = {"minute": Fraction(1), "hour": Fraction(60)}
HALF_DAY, WHOLE_DAY = 720, 1440
LEAST, MOST = Fraction(85, 100), Fraction(3, 2)  # of the margin of a simple sample, that a poll may state
PERCENT_95 = 98  # half the normal quantile in points: 100 * 1.96 / 2


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether the day of the week, the length, the age or the margin is the one that follows."""
    if "weekday" in roles:
        return _weekday(roles["date"][0], roles["weekday"][0])
    if "length" in roles:
        return _length(*(roles[role][0] for role in ("start", "end", "length")))
    if "margin" in roles:
        return _sample(roles["size"][0], roles["margin"][0])
    since, stated = ("born", "age") if "born" in roles else ("event", "years")
    return _years(roles[since][0], roles["at"][0], roles[stated][0], exactly=stated == "age")


def _weekday(day: Operand, weekday: Operand) -> Judged:
    if day.days is None or day.days[0] != day.days[1] or weekday.weekday is None:
        return opened(UNDATED)
    told, right = day.days[0], day.days[0].weekday()
    verdict = Verdict.HOLDS if right == weekday.weekday else Verdict.BROKEN
    slots = {
        "day": When(told.year, told.month, told.day),
        "weekday": When(weekday=weekday.weekday),
        "right": When(weekday=right),
    }
    return Judged(verdict, (f"{written(told)} is a {DAYS[right]}",), slots)


def _length(start: Operand, end: Operand, length: Operand) -> Judged:
    """The time between two moments in the unit of the length; days and longer units may count both ends."""
    if start.minute is not None and end.minute is not None and length.unit in PER_MINUTE:
        return _of_clock(start, end, length)
    if start.days is None or end.days is None or length.unit not in PER_DAY:
        return opened(UNDATED)
    per = PER_DAY[length.unit]
    (first, last), (until, at_last) = start.days, end.days
    shortest, longest = Fraction((until - last).days) / per, Fraction((at_last - first).days + 1) / per
    half = Fraction(0) if per == 1 else Fraction(1, 2)
    value = (shortest + longest) / 2 if first != last or until != at_last else shortest
    allowed = Interval(shortest - half, longest + half)
    expected = Reading(round(value, 1), allowed, allowed)
    left = f"{_moment(end.days)} - {_moment(start.days)}"
    return _told(left, expected, length, f" {length.unit}s")


def _of_clock(start: Operand, end: Operand, length: Operand) -> Judged:
    """The minutes between two times of day, midnight or noon between them where the times leave that open."""
    per, gap = PER_MINUTE[length.unit], ((end.minute or 0) - (start.minute or 0)) % WHOLE_DAY
    gaps = [gap or WHOLE_DAY] if start.certain and end.certain else [gap, (gap + HALF_DAY) % WHOLE_DAY]
    slack = [Fraction(0)] * 2 if length.unit == "minute" else [Fraction(1, 4), Fraction(1, 2)]
    found = [Fraction(each) / per for each in gaps]
    near = min(found, key=lambda each: abs(each - length.value))
    expected = Reading(near, *(Interval.around(near, each) for each in slack))
    return _told(f"{_clock(end)} - {_clock(start)}", expected, length, f" {length.unit}s")


def _told(left: str, expected: Reading, stated: Operand, unit: str) -> Judged:
    verdict = compared(expected, stated.reading)
    working, slots = equation(left, expected, stated, verdict)
    return Judged(verdict, (working[0] + unit, *working[1:]), slots)


def _years(since: Operand, at: Operand, stated: Operand, *, exactly: bool) -> Judged:
    """The full years between two days, as far as they are told; of an event the years of the calendar will do."""
    if since.days is None or at.days is None:
        return opened(UNDATED)
    (first, last), (now, later) = since.days, at.days
    youngest, oldest = _full_years(last, now), _full_years(first, later)
    if oldest < 0:
        return opened(MISFIT)
    loosely = oldest if exactly else max(oldest, later.year - first.year)
    expected = Reading(
        Fraction(oldest),
        Interval(Fraction(youngest), Fraction(oldest)),
        Interval(Fraction(youngest), Fraction(loosely)),
    )
    verdict = compared(expected, stated.reading)
    birthday = later.year - first.year - oldest
    working, slots = equation(f"{later.year} - {first.year}{' - 1' * birthday}", expected, stated, verdict)
    moments = {"born": _when(since.days), "when": _when(at.days), "since": When(first.year), "now": When(later.year)}
    return Judged(verdict, working, {**slots, **moments})


def _when(days: Days) -> When:
    """A stretch of days as it is told: a day, a month, a year."""
    first, last = days
    if first == last:
        return When(first.year, first.month, first.day)
    return When(first.year, first.month) if first.month == last.month else When(first.year)


def _full_years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _sample(size: Operand, margin: Operand) -> Judged:
    """A margin of error against 98 / sqrt(n) points; a wide one may have its reasons."""
    if size.value < 1:
        return opened(MISFIT)
    usual = Fraction(PERCENT_95 * 10**4, isqrt(int(size.value * 10**8)))
    expected = Fraction((usual * 10 + Fraction(1, 2)) // 1, 10)
    around = Interval(margin.value - margin.step / 2, margin.value + margin.step / 2)
    allowed, wide = Interval(usual * LEAST, usual * MOST), Interval(usual * LEAST, None)
    verdict = compared(Reading(expected, allowed, wide), Reading(margin.value, around, around))
    working = [f"{PERCENT_95} / sqrt({show(size.value)}) = {show(expected)}"]
    if verdict is not Verdict.HOLDS:
        working.append(f"{show(expected)} != {show(margin.value)}")
    return Judged(verdict, tuple(working), {"sample": size.value, "margin": margin.value, "expected": expected})


def _moment(days: Days) -> str:
    first, last = days
    if first == last:
        return first.isoformat()
    return f"{first.year}" if first.month != last.month else f"{first:%Y-%m}"


def _clock(operand: Operand) -> str:
    minute = operand.minute or 0
    return f"{minute // 60}:{minute % 60:02}"
