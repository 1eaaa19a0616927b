"""Calendar arithmetic on moments as far as they are written: no clock, no guesses, no locale.

Weekdays count from Monday = 0. All days are of the proleptic Gregorian calendar, as in `datetime`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from claimcheck.model import When

Days = tuple[date, date]
LEAP_YEAR = 2000
EARLIEST, LATEST = date(1000, 1, 1), date(9000, 1, 1)
LAST, NEXT = "last", "next"


def tellable(day: date) -> bool:
    """Whether other days can be reckoned from this one: it is years away from the first and the last there are."""
    return EARLIEST <= day <= LATEST


def is_possible(when: When) -> bool:
    """Whether the month, the day and the minute exist; 29 February does when the year is unknown."""
    if when.month is not None and not 1 <= when.month <= 12:
        return False
    if when.day is not None and not 1 <= when.day <= _month_length(when.year, when.month):
        return False
    if when.minute is not None and not 0 <= when.minute <= 24 * 60:
        return False
    return when.until is None or is_possible(when.until)


def weekday_of(when: When) -> int | None:
    """The weekday a full date falls on; None when a part is missing or the day does not exist."""
    day = _full(when)
    return None if day is None else day.weekday()


def resolve(when: When, dateline: date | None) -> Days | None:
    """The first and last day `when` may speak of, both included; None when it cannot be dated.

    A date without a year is the one nearest to the dateline, a weekday the one before or after it.
    A start without a year takes the year of its end.
    """
    if not is_possible(when):
        return None
    if dateline is not None and not 2 <= dateline.year <= 9998:
        dateline = None
    if when.until is not None:
        return _resolve_range(replace(when, until=None), when.until, dateline)
    if when.year is not None:
        return _resolve_dated(when)
    if when.month is not None:
        return _resolve_yearless(when, dateline)
    if dateline is None:
        return None
    if when.weekday is not None:
        return _resolve_weekday(when.weekday, when.relative, dateline)
    if when.day is not None:
        return _nearest(_days_of_month(when.day, dateline), dateline)
    return _resolve_relative(when.relative, dateline)


def years_between(first: Days, last: Days) -> tuple[int, int]:
    """The fewest and the most full years that may have passed from a day in `first` to a day in `last`.

    With exact days both are the age a person born on the first day has on the last. A person born on
    29 February completes a year on 1 March of a common year.
    """
    return _full_years(first[1], last[0]), _full_years(first[0], last[1])


def days_between(first: Days, last: Days) -> tuple[int, int]:
    """The fewest and the most days from a day in `first` to a day in `last`."""
    return (last[0] - first[1]).days, (last[1] - first[0]).days


def easter(year: int) -> date:
    """Easter Sunday of the western churches.

    The anonymous Gregorian computus published in Nature, 20 April 1876, as given by Jean Meeus,
    Astronomical Algorithms (1991), chapter 8.
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon_shift + 15) % 30
    quarter, left = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * quarter - epact - left) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _month_length(year: int | None, month: int | None) -> int:
    if month is None:
        return 31
    return monthrange(LEAP_YEAR if year is None else max(1, min(year, 9999)), month)[1]


def _full(when: When) -> date | None:
    if when.year is None or when.month is None or when.day is None or not is_possible(replace(when, until=None)):
        return None
    return date(when.year, when.month, when.day) if 1 <= when.year <= 9999 else None


def _resolve_dated(when: When) -> Days | None:
    year = when.year
    if year is None or not 1 <= year <= 9999:
        return None
    if when.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if when.day is None:
        return date(year, when.month, 1), date(year, when.month, _month_length(year, when.month))
    return date(year, when.month, when.day), date(year, when.month, when.day)


def _resolve_yearless(when: When, dateline: date | None) -> Days | None:
    if dateline is None:
        return None
    years = [year for year in (dateline.year - 1, dateline.year, dateline.year + 1) if 1 <= year <= 9999]
    dated = [replace(when, year=year) for year in years]
    found = [days for one in dated if is_possible(one) if (days := _resolve_dated(one))]
    if when.relative == LAST:
        found = [days for days in found if days[1] <= dateline][-1:]
    elif when.relative == NEXT:
        found = [days for days in found if days[0] >= dateline][:1]
    return _nearest(iter(found), dateline)


def _resolve_range(start: When, end: When, dateline: date | None) -> Days | None:
    last = resolve(end, dateline)
    if last is None:
        return None
    if start.year is None and start.month is not None:
        start = replace(start, year=last[1].year)
        if is_possible(start) and (opened := _resolve_dated(start)) and opened[0] > last[1]:
            start = replace(start, year=last[1].year - 1)
    first = resolve(start, dateline)
    return (first[0], last[1]) if first and first[0] <= last[1] else None


def _resolve_weekday(weekday: int, relative: str, dateline: date) -> Days:
    back = timedelta((dateline.weekday() - weekday) % 7)
    ahead = timedelta((weekday - dateline.weekday()) % 7)
    week = timedelta(7)
    if relative == LAST:
        day = dateline - (back or week)
        return day, day
    if relative == NEXT:
        day = dateline + (ahead or week)
        return day, day
    return dateline - back, dateline + ahead


def _days_of_month(day: int, dateline: date) -> Iterator[Days]:
    for shift in (-1, 0, 1):
        year, month = divmod(dateline.year * 12 + dateline.month - 1 + shift, 12)
        if 1 <= year <= 9999 and day <= monthrange(year, month + 1)[1]:
            found = date(year, month + 1, day)
            yield found, found


def _nearest(found: Iterator[Days], dateline: date) -> Days | None:
    return min(found, key=lambda days: _distance(days, dateline), default=None)


def _distance(days: Days, dateline: date) -> int:
    if days[0] <= dateline <= days[1]:
        return 0
    return min(abs((days[0] - dateline).days), abs((days[1] - dateline).days))


def _resolve_relative(relative: str, dateline: date) -> Days | None:
    direction, _, unit = relative.partition("_")
    steps = {LAST: -1, "this": 0, NEXT: 1}
    days = {"yesterday": -1, "today": 0, "tomorrow": 1, "day_before_yesterday": -2, "day_after_tomorrow": 2}
    if relative in days:
        day = dateline + timedelta(days[relative])
        return day, day
    if direction not in steps:
        return None
    step = steps[direction]
    if unit == "week":
        monday = dateline + timedelta(7 * step - dateline.weekday())
        return monday, monday + timedelta(6)
    if unit == "month":
        year, month = divmod(dateline.year * 12 + dateline.month - 1 + step, 12)
        return _resolve_dated(When(year=year, month=month + 1))
    return _resolve_dated(When(year=dateline.year + step)) if unit == "year" else None


def _full_years(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))
