"""When a story speaks: its dateline, else the day its own dates give away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from claimcheck.calendrical import Days, resolve, tellable
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, Span, Term

MANY = 40  # figures of a sentence; more are a list, and looked at by nobody as prose
OPENING = 6  # sentences in which a story says when it happened
LATE = timedelta(days=10)  # how long after the event a story may be written
AHEAD = timedelta(days=200)  # how far ahead a story tells the day of what comes next
DATED = frozenset({Kind.DATE, Kind.YEAR})


class Present(NamedTuple):
    """The days the story may speak from, both included, and the words that give them (None: the dateline)."""

    first: date
    last: date
    span: Span | None = None

    @property
    def days(self) -> Days:
        """First and last day."""
        return self.first, self.last

    def terms(self) -> tuple[Term, ...]:
        """The words that tell the day, as a term of a relation."""
        return () if self.span is None else (Term("now", self.span),)


@remembered
def present(article: Article) -> Present | None:
    """The story's now: its dateline, else its latest full date when no later year is spoken of.

    Without a dateline only a date that names its weekday, or stands in the opening, is trusted.
    """
    dateline = article.document.dateline
    if dateline is not None:
        return Present(dateline - LATE, dateline)
    full = [(claim, days) for claim in article.claims if (days := exact_day(claim)) and not _elsewhere(claim)]
    if not full:
        return None
    full = _up_to_now(article, full)
    year = max(days.year for _, days in full)
    if any(other.year > year for other in _years(article, full)):
        return None
    told = [(claim, day) for claim, day in full if day.year == year]
    trusted = [(claim, day) for claim, day in told if _trusted(claim, article)]
    if not trusted:
        return None
    first, last = min(day for _, day in told), max(day for _, day in told)
    return Present(first, last, trusted[0][0].quantity.span)


def _up_to_now(article: Article, full: list[tuple[Claim, date]]) -> list[tuple[Claim, date]]:
    """The full dates without those that only tell what comes next, in the year after a day of the opening."""
    leading = [day for claim, day in full if claim.sentence < OPENING and _with_weekday(claim)]
    if not leading:
        return full
    latest = max(leading)
    return [(claim, day) for claim, day in full if day.year <= latest.year or not latest < day <= latest + AHEAD]


def _with_weekday(claim: Claim) -> bool:
    return claim.quantity.when is not None and claim.quantity.when.weekday is not None


def exact_day(claim: Claim) -> date | None:
    """The day a full date names; None when a part is missing or the day does not exist."""
    when = claim.quantity.when
    if claim.quantity.kind is not Kind.DATE or when is None or when.until or None in (when.year, when.month, when.day):
        return None
    days = resolve(when, None)
    return days[0] if days and tellable(days[0]) else None


def days_of(claim: Claim, now: Present | None) -> Days | None:
    """The days a date or a year speaks of, read from the story's now."""
    when = claim.quantity.when
    if claim.quantity.kind not in DATED or when is None:
        return None
    return resolve(when, now.last if now else None)


def figures_of(article: Article, sentence: int) -> tuple[Claim, ...]:
    """The claims of a sentence; none of one that is no prose but a list of figures."""
    claims = article.by_sentence.get(sentence, ())
    return claims if len(claims) <= MANY else ()


def dated(article: Article, first: int, last: int) -> Iterator[Claim]:
    """The dates and years of the sentences from `first` to `last`, both included."""
    for number in range(max(0, first), last + 1):
        for claim in figures_of(article, number):
            if claim.quantity.kind in DATED and claim.quantity.when:
                yield claim


def _years(article: Article, full: list[tuple[Claim, date]]) -> Iterator[date]:
    """The years of the story's dates, without the full dates that were left out of `full`."""
    kept = {claim.id for claim, _ in full}
    for claim in article.claims:
        if claim.id not in kept and exact_day(claim) and not _elsewhere(claim):
            continue
        when = claim.quantity.when
        if claim.quantity.kind in DATED and when and when.year and not claim.forecast and 1 <= when.year <= 9999:
            yield date(when.until.year if when.until and when.until.year else when.year, 1, 1)


def _elsewhere(claim: Claim) -> bool:
    return claim.quoted or claim.cell is not None


def _trusted(claim: Claim, article: Article) -> bool:
    when = claim.quantity.when
    return when is not None and (when.weekday is not None or claim.sentence < OPENING)
