"""How long a stretch of time may be said to be, in the unit the text counts in."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks.instants import HOUR, WEEK, Instant, Stretch, days_apart, minutes_apart, months_apart
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.present import Present
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Quantity, Relation, Term, Verdict

DAY, HALF_DAY = 24 * HOUR, 12 * HOUR
CLOCK = {"second": Fraction(1, 60), "minute": Fraction(1), "hour": Fraction(HOUR)}
SLACK = {"second": Fraction(1), "minute": Fraction(1), "hour": Fraction(1, 4)}
YEARS = {"year": 1, "decade": 10, "century": 100, "two_years": 2, "three_years": 3, "five_years": 5, "twenty_years": 20}
MONTHS = {"month": 1, "two_months": 2, "quarter": 3, "four_months": 4, "half_year": 6}
TO_THE_MINUTE = Fraction(1, 30)  # hours, where a duration is told in hours and minutes
LEAP = (2, 29)
HALF, NEARLY_HALF = Fraction(1, 2), Fraction(9, 20)


class Length(NamedTuple):
    """A length in some unit: the figure one would write, and all that may be written for it."""

    value: Fraction
    allowed: Interval


def length(start: Instant, end: Instant, unit: str, now: Present | None) -> Length | None:
    """How long it is from one instant to another in `unit`; None when the text does not say it so finely."""
    if unit in CLOCK:
        return _of_clock(minutes_apart(start, end, now), unit)
    if unit in ("day", "night", "week", "fortnight"):
        return _of_days(start, end, unit, now)
    if unit in YEARS:
        return _of_years(start, end, YEARS[unit], now)
    return _of_months(start, end, MONTHS[unit], now) if unit in MONTHS else None


def same_half(article: Article, start: Instant, end: Instant, claim: Claim, apart: Length) -> Length | None:
    """The length when an end without `p.m.` is of the half of the day its beginning names (`6:30 p.m. ... 11:10`)."""
    text, unit = article.document.text, claim.quantity.unit
    named = [any(char.isalpha() for char in one.claims[-1].quantity.span.of(text)) for one in (start, end)]
    if named != [True, False] or unit not in CLOCK or start.minute is None or end.minute is None:
        return None
    less = Fraction(HALF_DAY, CLOCK[unit])
    return Length(apart.value - less, apart.allowed.shift(-less)) if apart.value > less else None


def judged(found: Length, stated: Quantity) -> Verdict:
    """Whether a stated duration is one the length may be told as."""
    allowed = found.allowed
    if stated.unit == "hour" and stated.value is not None and (2 * stated.value).denominator > 1:
        allowed = Interval.around(found.value, TO_THE_MINUTE)
    return Verdict.HOLDS if allowed.meets(stated.generous) else Verdict.BROKEN


def told_between(
    stretch: Stretch, more: tuple[Term, ...], claim: Claim, found: Length, verdict: Verdict
) -> Relation:
    """The relation of a stretch of time and the duration told of it; `more` are further words that tell its ends."""
    unit, stated = claim.quantity.unit, nominal(claim.quantity)
    value = round(found.value, 1)
    if unit == "day" and verdict is Verdict.HOLDS and stated == value + 1:
        left, value = f"{_figures(stretch.end)} - {_figures(stretch.start)} + 1", value + 1
    else:
        left = f"{_figures(stretch.end)} - {_figures(stretch.start)}"
    working = [f"{left} = {_shown(found.value, value, unit)}"]
    if verdict is not Verdict.HOLDS:
        clock = unit == "hour" and (value.denominator > 1 or stated.denominator > 1)
        working.append(f"{_clock(found.value)} != {_clock(stated)}" if clock else f"{show(value)} != {show(stated)}")
    terms = [*(term("time", one) for one in stretch.claims), *more, term("duration", claim)]
    exactly = Interval.exactly(value)
    expected = replace(
        claim.quantity, value=value, strict=exactly, generous=exactly, hedge=Hedge.NONE, operands=(), trace=()
    )
    return relation("duration", verdict, terms, working, expected=expected, stated=claim.quantity)


def _shown(exact: Fraction, value: Fraction, unit: str) -> str:
    if unit == "hour" and exact.denominator > 1:
        return _clock(exact)
    return f"{show(value)} {unit}{'' if value == 1 else 's'}"


def _clock(hours: Fraction) -> str:
    """Hours and minutes, and seconds where there are some."""
    seconds = round(hours * HOUR * 60)
    rest = f":{seconds % 60:02}" if seconds % 60 else ""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}{rest}"


def _figures(instant: Instant) -> str:
    """An instant in figures: 2025-03-12, 2016-06, Thu 22:00."""
    when = instant.when
    shown = "-".join(f"{part:02}" for part in (when.year, when.month, when.day) if part is not None)
    if not shown and when.weekday is not None:
        shown = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[when.weekday]
    clock = f"{when.minute // HOUR}:{when.minute % HOUR:02}" if when.minute is not None else ""
    return f"{shown} {clock}".strip() or when.relative


def _of_clock(minutes: int | None, unit: str) -> Length | None:
    if minutes is None:
        return None
    value = minutes / CLOCK[unit]
    return Length(value, Interval.around(value, max(SLACK[unit], value / 50)))


def _of_days(start: Instant, end: Instant, unit: str, now: Present | None) -> Length | None:
    days = days_apart(start, end, now)
    if days is None:
        return None
    least, most = Fraction(days[0]), Fraction(days[1])
    minutes = minutes_apart(start, end, now)
    if minutes is not None:
        least = most = Fraction(minutes, DAY)
        least = Fraction(least.__floor__())
    most += _leap_day(start, end)
    if unit == "night":
        return Length(most, Interval(least, most))
    if unit == "day":
        return Length(most, Interval(least, most + 1))
    size = WEEK * (2 if unit == "fortnight" else 1)
    return Length(most / size, Interval(least / size - NEARLY_HALF, (most + 1) / size + NEARLY_HALF))


def _leap_day(start: Instant, end: Instant) -> int:
    """1 where no year is told and 29 February may lie between the two."""
    first, last = ((when.month or 0, when.day or 1) for when in (start.when, end.when))
    unsaid = start.when.year is None and end.when.year is None
    return int(unsaid and first[0] > 0 and first <= LEAP < last)


def _of_months(start: Instant, end: Instant, size: int, now: Present | None) -> Length | None:
    months = months_apart(start, end, now)
    if months is None or start.when.month is None or end.when.month is None:
        return None
    by_day = start.when.day is not None and end.when.day is not None
    value, beyond = months / size, HALF + Fraction(1, 10)
    return Length(value, Interval(value - beyond, value + (beyond if by_day else 1)))


def _of_years(start: Instant, end: Instant, size: int, now: Present | None) -> Length | None:
    months = months_apart(start, end, now)
    if months is None:
        return None
    value = months / 12 / size
    exact = start.when.month is not None and end.when.month is not None
    beyond = Fraction(1, 1) if size == 1 else HALF
    return Length(value, Interval(value - beyond, value + beyond, exact, exact))
