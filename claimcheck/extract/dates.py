"""Dates as they are written: 12 March 2024, martedì 10 settembre, 16/09/2025, on Tuesday, last week, dal 3 al 10 marzo.

What is not written stays None. A day may be impossible (31 April); a range shares the month or year written once.
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.extract.date_figures import LAST_DAY, Written, numeric
from claimcheck.extract.mention import Mention
from claimcheck.extract.scan import DASHES, DEGREES, Scan
from claimcheck.extract.weekday_names import weekday_end
from claimcheck.model import Kind, When

MISWRITTEN_DAY = 39
LIST_LENGTH = 8


def read(scan: Scan, at: int) -> Mention | None:
    """The date that begins at token `at`, with its range when the sentence closes one."""
    relative = scan.phrase(at, "dates.relative")
    if relative and not scan.tight(at) and not _is_name(scan, at, relative.last):
        return scan.mention(at, relative.last, Kind.DATE, "date.relative", when=When(relative=relative.meaning))
    found = _date(scan, at)
    if found is None:
        return None
    found = _with_end(scan, at, found)
    direction = _direction(scan, at, found.last)
    if direction and found.when.year is None and found.when.until is None:
        found = Written(replace(found.when, relative=direction), found.last)
    return scan.mention(at, found.last, Kind.DATE, "date", when=found.when)


def _is_name(scan: Scan, first: int, last: int) -> bool:
    """Whether a relative word is a name (USA Today) or counts in a longer span (the last week of July)."""
    named = first > 0 and scan.capital(first) and scan.capital(first - 1)
    return named or last > first + 1 and scan.has(last, "dates.of")


def year_at(scan: Scan, at: int) -> int | None:
    """A year of four figures at `at`, whatever stands around it."""
    value = scan.whole(at)
    return value if value is not None and 1000 <= value < 2200 and len(scan.norm(at)) == 4 else None


def _date(scan: Scan, at: int) -> Written | None:
    if scan.numeral(at):
        return numeric(scan, at) or _days_and_month(scan, at) or _bare_day(scan, at)
    if not scan.is_word(at) or scan.tight(at) and scan.norm(at - 1) not in _OPENING:
        return None
    return _after_weekday(scan, at) or _month_first(scan, at) or _day_in_words(scan, at)


_OPENING = frozenset("'’‘\"“«([/-–—")


def _with_end(scan: Scan, at: int, start: Written) -> Written:
    """The range that `start` opens: 27 July - 3 August, from May to June, dal 28 febbraio al 3 marzo."""
    if start.when.until is not None:
        return start
    link = start.last
    opened = scan.has(at - 1, "dates.range_open") or scan.has(at - 2, "dates.range_open")
    dashed = scan.norm(link) in DASHES
    if not dashed and not (opened and scan.has(link, "dates.range_link")):
        return start
    follow = _skip(scan, link + 1, "dates.articles")
    end = numeric(scan, follow) or _date(scan, follow) if follow < len(scan.tokens) else None
    if end is None or end.when.until is not None or _shape(end.when) != _shape(start.when):
        return start
    return Written(replace(start.when, until=end.when), end.last)


def _shape(when: When) -> tuple[bool, bool]:
    return when.month is not None, when.day is not None


def _direction(scan: Scan, first: int, last: int) -> str:
    """`last` or `next` when a word beside the date says so (marzo scorso, next Friday)."""
    return scan.entry(first - 1, "dates.before") or scan.entry(last, "dates.after") or ""


def _skip(scan: Scan, at: int, path: str) -> int:
    return at + 1 if scan.has(at, path) else at


# --- with the name of a month


def _month(scan: Scan, at: int) -> Written | None:
    """The month named at `at`; its short form may carry a full stop."""
    number = scan.entry(at, "months")
    if number is None or not _named(scan, at) or scan.phrase_before(at + 1, "dates.names_of_month"):
        return None
    last = scan.after_label(at + 1) if scan.has(at, "dates.short") else at + 1
    return Written(When(month=int(number)), last)


def _named(scan: Scan, at: int) -> bool:
    return scan.capital(at) or scan.pack.text("dates.capitals") != "yes"


def _day(scan: Scan, at: int) -> tuple[int, int] | None:
    """A day of the month in figures, with the sign of an ordinal if there is one, and the token behind it."""
    value = scan.whole(at)
    if value is None or not 1 <= value <= MISWRITTEN_DAY or len(scan.norm(at)) > 2:
        return None
    last = scan.before_sign(at + 1)
    if scan.norm(last) in DEGREES or scan.tight(last) and scan.has(last, "ordinals.suffixes_of_figures"):
        last += 1
    return value, last


def _days_and_month(scan: Scan, at: int) -> Written | None:
    """One day, a list or a range of days, then the month: 12 March, 3-10 March 2024, 18 e 19 novembre."""
    days: list[int] = []
    link = ""
    last = at
    while len(days) < LIST_LENGTH:
        day = _day(scan, last)
        if day is None:
            return None
        days.append(day[0])
        last = day[1]
        month = _month(scan, _skip(scan, last, "dates.of"))
        if month is not None:
            break
        link = scan.norm(last)
        if not (scan.norm(last) in DASHES or scan.has(last, "dates.day_link")):
            return None
        last = _skip(scan, last + 1, "dates.articles")
    else:
        return None
    if link == "," or scan.is_amount(at, at) or not _usual(days):
        return None
    year, last = _year_after(scan, month.last)
    if max(days) > LAST_DAY and year is None:
        return None
    return _spanning(When(year, month.when.month, days[0]), days[-1], last)


def _spanning(when: When, last_day: int, last: int) -> Written:
    if when.day == last_day:
        return Written(when, last)
    return Written(replace(when, until=replace(when, day=last_day)), last)


def _usual(days: list[int]) -> bool:
    return all(first < second for first, second in zip(days, days[1:], strict=False))


def _year_after(scan: Scan, at: int) -> tuple[int | None, int]:
    """The year written behind a month, and the token behind it."""
    place = at
    if scan.norm(place) == "," or scan.has(place, "dates.year_link"):
        place += 1
    year = year_at(scan, place)
    if year is None or scan.is_amount(place, place + 1) or scan.tight(place + 1) and scan.is_word(place + 1):
        return None, at
    if scan.norm(place + 1) in DASHES and scan.tight(place + 1) and scan.numeral(place + 2):
        return None, at
    return year, place + 1


def _month_first(scan: Scan, at: int) -> Written | None:
    """March 12, 2024; July 27-28; March 2019; a month alone where a word before it tells a month."""
    month = _month(scan, at)
    if month is None:
        return None
    if scan.pack.text("dates.month_first") == "yes":
        dated = _month_and_day(scan, month)
        if dated is not None:
            return dated
    year, last = _year_after(scan, month.last)
    if year is not None and (scan.norm(month.last) != "," or not scan.has(at, "dates.doubtful")):
        return Written(replace(month.when, year=year), last)
    return month if _stands_alone(scan, at) else None


def _month_and_day(scan: Scan, month: Written) -> Written | None:
    day = _day(scan, _skip(scan, month.last, "dates.articles"))
    if day is None or day[0] > LAST_DAY or scan.unit_follows(day[1]):
        return None
    first, last = day
    final = first
    if scan.norm(last) in DASHES or scan.has(last, "dates.day_link") and scan.norm(last) != ",":
        other = _day(scan, last + 1)
        if other and first < other[0] <= LAST_DAY and not scan.counts(other[1]) and not _opens_date(scan, other[1]):
            final, last = other
    if scan.noun_follows(last) and scan.has(month.last - 2, "dates.in"):
        return None
    year, last = _year_after(scan, last)
    return _spanning(replace(month.when, year=year, day=first), final, last)


def _opens_date(scan: Scan, at: int) -> bool:
    """Whether the number before `at` is the day of the month that follows (March 3 and 4 April)."""
    return _month(scan, at) is not None


def _stands_alone(scan: Scan, at: int) -> bool:
    if scan.has(at, "dates.short"):
        return False
    if not scan.has(at, "dates.doubtful"):
        return not (scan.capital(at + 1) and at > 0 and scan.capital(at - 1))
    return scan.has(at - 1, "dates.month_cues") and scan.norm(at + 1) not in ("'s", "'")


def _day_in_words(scan: Scan, at: int) -> Written | None:
    """`il primo maggio`, `the fourth of July`."""
    number = scan.entry(at, "ordinals.words")
    if number is None or not int(number) <= LAST_DAY:
        return None
    of = _skip(scan, at + 1, "dates.of")
    month = _month(scan, of)
    if month is None or scan.pack.text("dates.month_first") == "yes" and of == at + 1:
        return None
    year, last = _year_after(scan, month.last)
    return Written(When(year, month.when.month, int(number)), last)


# --- with the name of a day


def _after_weekday(scan: Scan, at: int) -> Written | None:
    """Monday, 12 March 2024; martedì 11; lundi soir 3 mars; a weekday alone."""
    number = scan.entry(at, "weekdays")
    behind = weekday_end(scan, at)
    if number is None or behind is None or not _named(scan, at):
        return None
    short = scan.has(at, "dates.short")
    last = scan.after_label(behind) if short else behind
    bracketed = _in_brackets(scan, last)
    if bracketed is not None:
        return Written(replace(bracketed.when, weekday=int(number)), bracketed.last)
    body = _skip(scan, last + 1 if scan.norm(last) == "," else last, "dates.articles")
    dated = _body(scan, _skip(scan, body, "dates.day_parts"))
    if dated is not None:
        return Written(replace(dated.when, weekday=int(number)), dated.last)
    day = None if scan.norm(last) == "," else _day(scan, body)
    if day and day[0] <= LAST_DAY and not scan.counts(day[1]) and not _goes_on(scan, day[1]):
        return Written(When(day=day[0], weekday=int(number)), day[1])
    if short or _is_title(scan, at):
        return None
    return Written(When(weekday=int(number)), last)


def _in_brackets(scan: Scan, at: int) -> Written | None:
    """The day of the month behind its weekday: segunda-feira |(12)|, quinta |(12/3)|, sexta |(12 de março)|."""
    if scan.norm(at) != "(" or scan.pack.text("dates.day_in_brackets") != "yes":
        return None
    first = _skip(scan, at + 1, "dates.day_articles")
    found = numeric(scan, first) or _days_and_month(scan, first) or _day_and_month(scan, first)
    return Written(found.when, found.last + 1) if found and scan.norm(found.last) == ")" else None


def _day_and_month(scan: Scan, at: int) -> Written | None:
    """A day in figures, and its month behind a stroke where there is one."""
    day = _day(scan, at)
    if day is None or day[0] > LAST_DAY:
        return None
    month = scan.whole(day[1] + 1) if scan.norm(day[1]) == "/" else None
    if month is None:
        return Written(When(day=day[0]), day[1])
    return Written(When(month=month, day=day[0]), day[1] + 2) if 1 <= month <= 12 else None


def _body(scan: Scan, at: int) -> Written | None:
    if scan.numeral(at):
        return numeric(scan, at) or _days_and_month(scan, at)
    if not scan.is_word(at):
        return None
    found = _month_first(scan, at) or _day_in_words(scan, at)
    return found if found and found.when.day is not None else None


def _goes_on(scan: Scan, at: int) -> bool:
    """Whether the number before `at` is the start of something longer: a time, a score, a code."""
    return scan.norm(at) in (":", "/") or scan.norm(at) in DASHES or scan.tight(at) and scan.is_word(at)


def _is_title(scan: Scan, at: int) -> bool:
    """Good Friday, the Sunday Times, every Monday, Domenica Rossi: no days of this week."""
    if scan.has(at - 1, "dates.name_before") or scan.has(at + 1, "dates.name_after"):
        return True
    return scan.pack.text("dates.capitals") != "yes" and at > 0 and scan.capital(at) and scan.capital(at + 1)


def _bare_day(scan: Scan, at: int) -> Written | None:
    """A day of an unnamed month, where the language marks it by its article: `il 25`."""
    if not scan.has(at - 1, "dates.day_articles"):
        return None
    day = _day(scan, at)
    if day is None or day[1] > at + 1 or day[0] > LAST_DAY or _goes_on(scan, day[1]) or scan.unit_follows(day[1]):
        return None
    if scan.phrase(day[1], "dates.after_day") or scan.has(at - 2, "dates.before_day"):
        return Written(When(day=day[0]), day[1])
    return None
