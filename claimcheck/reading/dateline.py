"""The day a story was written, where the story itself says so.

Only two places count: a line that is a date and little else, and the dateline before the first
sentence (`MINSK, 16 September 2025 —`). A date anywhere else is news, and the clock is never asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from claimcheck.model import Document, Place
from claimcheck.phrase import Token, tokenize
from claimcheck.reading.front_matter import iso_date

LINE = 90
OPENING = 14
TOP = 6
AGENCY = 6
_DASHES = frozenset("-–—―:")
_ORDINALS = frozenset((".", "º", "°", "ª", "st", "nd", "rd", "th", "er"))
_ORDERS = {"dmy": ((0, 1, 2),), "mdy": ((1, 0, 2),), "unsure": ((0, 1, 2), (1, 0, 2))}


class Words(Protocol):
    """What is needed of a language pack."""

    apostrophe: str

    def text(self, path: str, default: str = "") -> str:
        """A string of the pack."""

    def words(self, path: str) -> frozenset[str]:
        """A set of words of the pack."""

    def table(self, path: str) -> Mapping[str, str]:
        """A table of the pack, from word to meaning."""


def find(document: Document, pack: Words) -> date | None:
    """The day of writing: as the front matter says, else as the story's head or last line does; None
    when neither does."""
    if document.dateline is not None:
        return document.dateline
    if document.dated is not None:
        return _own_line(tokenize(document.text, pack.apostrophe, document.dated.start, document.dated.end), pack)
    parts = [part for part in document.parts if part.place in (Place.LEAD, Place.BODY)]
    led = False
    for part in dict.fromkeys((*parts[:TOP], *parts[-1:])):
        span = part.span
        line = span.end - span.start <= LINE
        tokens = tokenize(document.prose, pack.apostrophe, span.start, min(span.end, span.start + 2 * LINE))
        found = (_own_line(tokens, pack) if line else None) or (None if led else _opening(tokens, pack))
        if found is not None:
            return found
        led = led or not line
    return None


def _own_line(tokens: Sequence[Token], pack: Words) -> date | None:
    """The date of a line that holds a date, and beside it a place, a weekday, a label or an hour."""
    for at in range(min(len(tokens), OPENING)):
        read = _date_at(tokens, at, pack)
        if read is not None:
            day, end = read
            rest = tokens[end:]
            short = len(rest) <= 4 or rest[0].text in (*_DASHES, "|", ",", "(")
            ended = bool(rest) and rest[-1].text == "." and len(rest) > 1
            return day if short and not ended and _introduces(tokens[:at], pack) else None
    return None


def _introduces(before: Sequence[Token], pack: Words) -> bool:
    """Whether the words before a date are a label (`Published:`), a place and a comma, or a weekday."""
    known = pack.words("published") | pack.words("weekdays")
    if not before or any(token.norm in known for token in before):
        return True
    return before[-1].text in (",", "|", *_DASHES, ")") and all(_is_name(token) for token in before)


def _opening(tokens: Sequence[Token], pack: Words) -> date | None:
    """The date before the dash that opens a story."""
    for at in range(min(len(tokens), OPENING)):
        read = _date_at(tokens, at, pack)
        if read is not None:
            day, end = read
            before = [token for token in tokens[:at] if token.norm not in pack.words("weekdays")]
            placed = not before or (before[-1].text in (",", "(", *_DASHES) and all(_is_name(t) for t in before))
            end = _behind_agency(tokens, end + (end < len(tokens) and tokens[end].text == ")"))
            return day if placed and end < len(tokens) and tokens[end].text in _DASHES else None
        if not _is_name(tokens[at]) and tokens[at].norm not in pack.words("weekdays"):
            return None
    return None


def _behind_agency(tokens: Sequence[Token], at: int) -> int:
    """Past an agency in brackets (`LONDON, 14 March 2024 (Reuters) -`)."""
    if at >= len(tokens) or tokens[at].text != "(":
        return at
    closing = (end for end in range(at + 2, min(at + AGENCY, len(tokens))) if tokens[end].text == ")")
    return next(closing, at - 1) + 1


def _is_name(token: Token) -> bool:
    return token.capital or not token.text[0].isalnum()


def _date_at(tokens: Sequence[Token], at: int, pack: Words) -> tuple[date, int] | None:
    """The full date that begins at a token, and where it ends."""
    if at and tokens[at - 1].is_numeral:
        return None
    months, links = pack.table("months"), pack.words("dates.of") | pack.words("dates.year_link")
    token = tokens[at]
    if token.is_numeral:
        figures = _figures(tokens, at)
        if figures is not None:
            words, end = figures
            day = _numeric(words, pack)
            return None if day is None else (day, end)
        month = _after(tokens, at + 1, links | _ORDINALS)
        if month is None or tokens[month].norm not in months:
            return None
        year = _after(tokens, month + 1, links | {".", ","})
        return _made(tokens, year, months[tokens[month].norm], token.text)
    if token.norm in months and pack.text("dates.month_first") == "yes":
        day_at = _after(tokens, at + 1, frozenset("."))
        year = None if day_at is None else _after(tokens, day_at + 1, _ORDINALS | {","})
        return None if day_at is None else _made(tokens, year, months[token.norm], tokens[day_at].text)
    return None


def _after(tokens: Sequence[Token], at: int, skipped: frozenset[str]) -> int | None:
    """The first token from `at` on that is not to be skipped."""
    while at < len(tokens) and tokens[at].norm in skipped:
        at += 1
    return at if at < len(tokens) else None


def _made(tokens: Sequence[Token], year: int | None, month: str, day: str) -> tuple[date, int] | None:
    if year is None or len(tokens[year].text) != 4 or not day.isdecimal():
        return None
    made = iso_date(f"{tokens[year].text}-{month}-{day}")
    return None if made is None else (made, year + 1)


def _figures(tokens: Sequence[Token], at: int) -> tuple[list[str], int] | None:
    """The three numbers of a date in figures: 16/09/2025, 16-9-2025, 16.9.2025, 2025-09-16."""
    dotted = tokens[at].text.split(".")
    if len(dotted) == 3:
        return dotted, at + 1
    row = tokens[at : at + 5]
    if len(row) == 5 and row[1].text == row[3].text and row[1].text in "/-" and row[2].is_numeral and row[4].is_numeral:
        return [row[0].text, row[2].text, row[4].text], at + 5
    return None


def _numeric(figures: Sequence[str], pack: Words) -> date | None:
    if len(figures[0]) == 4:
        return iso_date("-".join(figures))
    if len(figures[2]) != 4:
        return None
    orders = _ORDERS.get(pack.text("dates.order"), _ORDERS["unsure"])
    days = {iso_date(f"{figures[2]}-{figures[month]}-{figures[day]}") for day, month, _ in orders} - {None}
    return days.pop() if len(days) == 1 else None
