"""Days of the week, days that do not exist, and days told from the day of writing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, takewhile

from claimcheck.calendrical import LEAP_YEAR, is_possible, resolve
from claimcheck.checks import check
from claimcheck.checks.judging import relation, term
from claimcheck.checks.present import Present, present
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Span, Verdict, When

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEK = 7
SEASON = 120  # days; dates without a year that lie closer belong to one year
NEAR = timedelta(days=60)  # how far from the story's now a date without a year is surely of the same year
GREGORIAN = 1925  # before this a country may still have counted by the Julian calendar
SHORT_QUOTE = 40  # characters; words set apart as words, not somebody's speech


def written(day: date) -> str:
    """12 March 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moments_of(claim: Claim) -> Iterator[When]:
    """The moment a date names, and the end of its range."""
    when = claim.quantity.when
    if claim.quantity.kind is Kind.DATE and when is not None:
        yield replace(when, until=None)
        if when.until is not None:
            yield when.until


@check("weekday", slots=("day", "weekday", "right"))
def weekday(article: Article) -> Iterator[Relation]:
    """The day of the week written beside a date, against the calendar.

    A date without a year is the one nearest to the story's now. One that lies far from it and would fit
    the year before or after is left open; one of the time of two calendars is strained.
    """
    now = present(article)
    named = [
        (claim, when, day)
        for claim in article.claims
        for when in moments_of(claim)
        if when.weekday is not None and (day := _day(when, now)) is not None
    ]
    doubted = _doubted(now, [(when, day) for _, when, day in named])
    for claim, when, day in named:
        judged = Verdict.HOLDS
        if day.weekday() != when.weekday:
            judged = Verdict.OPEN if doubted and when.year is None else _misfit(when, day, now)
        yield relation(
            "weekday",
            judged,
            [term("date", claim)],
            [f"{written(day)} is a {DAYS[day.weekday()]}"],
            day=When(day.year, day.month, day.day),
            weekday=When(weekday=when.weekday),
            right=When(weekday=day.weekday()),
        )


def _doubted(now: Present | None, named: Sequence[tuple[When, date]]) -> bool:
    """Whether a guessed year is not the story's own: most weekdays of its dates without a year do not fit."""
    fits = [day.weekday() == when.weekday for when, day in named if when.year is None]
    guessed = now is not None and now.span is not None
    return guessed and 2 * sum(fits) < len(fits)


def _day(when: When, now: Present | None) -> date | None:
    """The day a date with a month and a day speaks of; None when its year cannot be told."""
    if when.day is None or when.month is None or not is_possible(when):
        return None
    days = resolve(when, now.last if now else None)
    return days[0] if days and days[0] == days[1] else None


def _misfit(when: When, day: date, now: Present | None) -> Verdict:
    """How a weekday that the calendar does not give is judged."""
    if day.year < GREGORIAN:
        return Verdict.STRAINED
    if when.year is not None or now is None or abs(day - now.last) <= NEAR:
        return Verdict.BROKEN
    years = (replace(when, year=day.year + step) for step in (-1, 1))
    other = any((days := resolve(dated, None)) and days[0].weekday() == when.weekday for dated in years)
    return Verdict.OPEN if other else Verdict.BROKEN


@check("weekday-pair", slots=("first", "second", "distance"))
def weekday_pair(article: Article) -> Iterator[Relation]:
    """Two dates of unknown year with their weekdays, which must lie whole weeks and a few days apart."""
    known = present(article) is not None
    named = [claim for claim in article.claims if _yearless(claim)]
    for first, second in pairwise(named):
        same = _same_month(first, second) and _one_month(article, first, second)
        if not same and (known or _monthless(first) or _monthless(second)):
            continue
        one = _in_leap_year(second if _monthless(first) else first, _day_of(first))
        other = _in_leap_year(first if _monthless(second) else second, _day_of(second))
        if one is None or other is None or not 0 < abs((other - one).days) <= SEASON:
            continue
        apart = (other - one).days
        wanted = (_weekday(second) - _weekday(first)) % WEEK
        common = apart - _february(one, other)
        holds = wanted in (apart % WEEK, common % WEEK)
        yield relation(
            "weekday-pair",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("date", first), term("date", second)],
            [f"{DAYS[_weekday(first)]} {common:+} = {DAYS[(_weekday(first) + common) % WEEK]}"],
            first=When(weekday=_weekday(first)),
            second=When(weekday=_weekday(second)),
            distance=Fraction(abs(common)),
        )


def _yearless(claim: Claim) -> bool:
    when = claim.quantity.when
    return (
        claim.quantity.kind is Kind.DATE
        and when is not None
        and None not in (when.weekday, when.day)
        and not when.relative
        and when.year is None
        and when.until is None
        and is_possible(when)
    )


def _weekday(claim: Claim) -> int:
    when = claim.quantity.when
    return when.weekday if when and when.weekday is not None else 0


def _monthless(claim: Claim) -> bool:
    return claim.quantity.when is not None and claim.quantity.when.month is None


def _same_month(first: Claim, second: Claim) -> bool:
    """Whether one of two near dates leaves out the month of the other (`4 July to Sunday 13`, `8 and 9 June`)."""
    near = 0 <= second.sentence - first.sentence <= (1 if _monthless(second) else 0)
    return near and _monthless(second) != _monthless(first) and _day_of(second) > _day_of(first)


def _one_month(article: Article, first: Claim, second: Claim) -> bool:
    """Whether the sentences of two dates and the one before name no more than one month."""
    near = range(first.sentence - 1, second.sentence + 1)
    whens = (claim.quantity.when for number in near for claim in _dates(article, number))
    return len({when.month for when in whens if when and when.month}) == 1


def _dates(article: Article, sentence: int) -> Iterator[Claim]:
    return (claim for claim in article.by_sentence.get(sentence, ()) if claim.quantity.kind is Kind.DATE)


def _day_of(claim: Claim) -> int:
    return (claim.quantity.when and claim.quantity.when.day) or 1


def _in_leap_year(claim: Claim, day: int) -> date | None:
    """A day of the claim's month, None where the month lacks it."""
    month = (claim.quantity.when and claim.quantity.when.month) or 1
    return date(LEAP_YEAR, month, day) if is_possible(When(LEAP_YEAR, month, day)) else None


def _february(one: date, other: date) -> int:
    """1 or -1 when 29 February lies between the two days of a leap year, else 0."""
    leap = date(LEAP_YEAR, 2, 29)
    return (one < leap <= other) - (other < leap <= one)


@check("possible-date", slots=("day",))
def impossible_date(article: Article) -> Iterator[Relation]:
    """A day that no calendar has; a possible one is no relation of its own."""
    for claim in article.claims:
        if _set_apart(claim, article):
            continue
        for when in moments_of(claim):
            if when.minute is None and not is_possible(when):
                yield relation(
                    "possible-date",
                    Verdict.BROKEN,
                    [term("date", claim)],
                    [_length(when)],
                    day=replace(when, weekday=None),
                )


def _set_apart(claim: Claim, article: Article) -> bool:
    """Whether the date stands in quotation marks as a word (`"30 February"`), not in somebody's speech."""
    place = claim.quantity.span
    quotes: tuple[Span, ...] = article.document.quotes
    first = bisect_left(quotes, place.start - SHORT_QUOTE, key=lambda quote: quote.start)
    near = takewhile(lambda quote: quote.start < place.end, quotes[first : first + SHORT_QUOTE])
    return any(quote.overlaps(place) and quote.end - quote.start <= SHORT_QUOTE for quote in near)


def _length(when: When) -> str:
    month = MONTHS[(when.month or 1) - 1] if 1 <= (when.month or 1) <= 12 else str(when.month)
    year = f" {when.year}" if when.year else ""
    days = max((day for day in range(28, 32) if is_possible(replace(when, day=day))), default=0)
    return f"{month}{year}: {days} days, {days} < {when.day}"
