"""Points in time as a sentence writes them, and how far apart two of them are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from claimcheck.calendrical import Days, resolve
from claimcheck.checks.present import Present, figures_of
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, When

DAY, HOUR, WEEK = 24 * 60, 60, 7
TIMES = frozenset({Kind.DATE, Kind.TIME, Kind.YEAR})
MONTHS = Fraction(12)
COMMON = 2001  # a common year, for dates that tell none
GLUE = 2  # items between a time of day and its day


class Instant(NamedTuple):
    """A point in time, its claims, and the items of the sentence it takes up (`last` excluded).

    `when` is the moment as written with the time of day filled in.
    """

    claims: tuple[Claim, ...]
    when: When
    first: int
    last: int

    @property
    def minute(self) -> int | None:
        """Minutes from midnight."""
        return self.when.minute

    def days(self, now: Present | None) -> Days | None:
        """First and last day; None for one that only names a time or a day of the week."""
        if self.when.year is None and self.when.month is None and self.when.day is None and not self.when.relative:
            return None
        return resolve(self.when, now.last if now else None)


class Stretch(NamedTuple):
    """A stretch of time from one instant to another."""

    start: Instant
    end: Instant

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of both ends."""
        return tuple(dict.fromkeys((*self.start.claims, *self.end.claims)))

    @property
    def first(self) -> int:
        """The first item of the sentence that belongs to it."""
        return self.start.first

    @property
    def last(self) -> int:
        """The item behind it."""
        return self.end.last


@remembered
def instants(article: Article, sentence: int) -> tuple[Instant, ...]:
    """The points in time of a sentence, a time of day joined with the day beside it."""
    found: list[Instant] = []
    glue = article.pack.words("durations.glue")
    row = article.items[sentence]
    for claim in figures_of(article, sentence):
        when, at = claim.quantity.when, article.item_of[claim.id]
        if claim.quantity.kind not in TIMES or when is None or when.until is not None:
            continue
        here = Instant((claim,), when, at, at + 1)
        before = found[-1] if found else None
        if before and at - before.last <= GLUE and all(item.norm in glue for item in row[before.last : at]):
            whole = _joined(before, here)
            if whole:
                found[-1] = whole
                continue
        found.append(here)
    return tuple(found)


def _joined(one: Instant, other: Instant) -> Instant | None:
    """A day and a time of day as one instant, in either order."""
    if (one.minute is None) == (other.minute is None) or len(one.claims) > 1:
        return None
    dated, timed = (one, other) if other.minute is not None else (other, one)
    if dated.when.weekday is None and dated.when.day is None:
        return None
    day = dated.when
    when = When(day.year, day.month, day.day, day.weekday, timed.minute, day.relative)
    return Instant((*one.claims, *other.claims), when, one.first, other.last)


def stretches(article: Article, sentence: int) -> Iterator[Stretch]:
    """The stretches of time a sentence tells: 3-10 March, from 10pm on Thursday until 10pm on Sunday."""
    row = article.items[sentence]
    for claim in figures_of(article, sentence):
        when, at = claim.quantity.when, article.item_of[claim.id]
        if claim.quantity.kind in TIMES and when is not None and when.until is not None:
            begun = _opening(when, when.until)
            yield Stretch(Instant((claim,), begun, at, at + 1), Instant((claim,), when.until, at, at + 1))
    opening, links = article.pack.words("durations.open"), article.pack.words("durations.link")
    found = instants(article, sentence)
    for start, end in zip(found, found[1:], strict=False):
        between = [item.norm for item in row[start.last : end.first]]
        opened = any(item.norm in opening for item in row[max(0, start.first - GLUE) : start.first])
        if opened and between and len(between) <= 1 + GLUE and all(norm in links for norm in between):
            yield Stretch(start, end)


def _opening(start: When, end: When) -> When:
    """The start of a range with the year and month that are written with its end."""
    return When(start.year or end.year, start.month or end.month, start.day, start.weekday, start.minute)


def minutes_apart(start: Instant, end: Instant, now: Present | None) -> int | None:
    """The minutes from one instant to the next such as `end`; None when a time of day is missing."""
    if start.minute is None or end.minute is None:
        return None
    days = days_apart(start, end, now)
    if days is None:
        return (end.minute - start.minute) % DAY
    if days[0] != days[1]:
        return None
    minutes = days[0] * DAY + end.minute - start.minute
    return minutes if minutes > 0 else minutes + WEEK * DAY if _weekly(start, end) else None


def days_apart(start: Instant, end: Instant, now: Present | None) -> tuple[int, int] | None:
    """The fewest and the most days from one instant to another; None when they are only times of day."""
    if _weekly(start, end):
        apart = ((end.when.weekday or 0) - (start.when.weekday or 0)) % WEEK
        return apart, apart
    days = _days(start, end, now)
    if days is None:
        return None
    one, other = days
    return max(0, (other[0] - one[1]).days), (other[1] - one[0]).days


def _days(start: Instant, end: Instant, now: Present | None) -> tuple[Days, Days] | None:
    """The days of both ends, in order; two dates without a year follow each other within one."""
    one, other = start.days(now), end.days(now)
    if start.when.month and end.when.month and start.when.year is None and end.when.year is None:
        one = resolve(replace(start.when, year=COMMON, weekday=None), None)
        other = resolve(replace(end.when, year=COMMON, weekday=None), None)
        if one and other and other[1] < one[0]:
            other = resolve(replace(end.when, year=COMMON + 1, weekday=None), None)
    return None if one is None or other is None or one[0] > other[1] else (one, other)


def _weekly(start: Instant, end: Instant) -> bool:
    """Whether both are days of the week and no more."""
    return all(
        instant.when.weekday is not None and instant.when.day is None and instant.when.month is None
        for instant in (start, end)
    )


def months_apart(start: Instant, end: Instant, now: Present | None) -> Fraction | None:
    """The months between two dates, counted by days only where both name one."""
    days = _days(start, end, now)
    if days is None:
        return None
    one, other = days
    if start.when.month is None or end.when.month is None:
        return MONTHS * (other[1].year - one[0].year)
    if start.when.day is None or end.when.day is None:
        return MONTHS * (other[0].year - one[0].year) + other[0].month - one[0].month
    return _months(other[0]) - _months(one[0])


def _months(day: date) -> Fraction:
    return day.year * MONTHS + day.month + Fraction(day.day, 31)
