"""The block of keys before a story (YAML or TOML): its title, its date, its language.

Content systems write it loosely, so it is read line by line for the few keys that matter and never refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from claimcheck.model import Span
from claimcheck.reading import lines

_KEY = re.compile(r"([A-Za-z_-]+)[ \t]*[:=][ \t]*(\S[^\r\n]*)?")
_QUOTED = re.compile(r"([\"'])(.*?)\1(?:[ \t]*(?:#.*)?)")
_ISO = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?!\d)")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_LONGEST = 200
_TITLES = frozenset({"title", "titolo", "headline"})
_DATES = frozenset({"date", "data", "published", "pubdate", "publishdate", "date_published", "datepublished"})
_LANGUAGES = frozenset({"lang", "language", "locale"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says; `end` is where the story begins (0 without a block)."""

    end: int = 0
    title: Span | None = None
    date: date | None = None
    language: str | None = None


def find(text: str) -> FrontMatter:
    """The front matter of a file, empty when it has none or never closes it."""
    rows: list[Span] = []
    closers: tuple[str, ...] = ()
    for row in lines.split(text):
        line = row.of(text).rstrip()
        if not closers:
            closers = _FENCES.get(line, ())
            if not closers:
                break
        elif line in closers:
            return _read(text, rows, row.end)
        elif len(rows) == _LONGEST:
            break
        else:
            rows.append(row)
    return FrontMatter()


def _read(text: str, rows: list[Span], end: int) -> FrontMatter:
    title: Span | None = None
    day: date | None = None
    language: str | None = None
    for row in rows:
        match = _KEY.match(text, row.start, row.end)
        if match is None or match.group(2) is None:
            continue
        key, value = match.group(1).lower().replace("-", "_"), _unquoted(text, Span(match.start(2), match.end(2)))
        if key in _TITLES and title is None and value.of(text).strip(">|-+ "):
            title = value
        elif key in _DATES and day is None:
            day = iso_date(value.of(text))
        elif key in _LANGUAGES and language is None:
            language = value.of(text)[:2].lower()
    return FrontMatter(end, title, day, language)


def _unquoted(text: str, span: Span) -> Span:
    span = lines.trimmed(text, span)
    quoted = _QUOTED.fullmatch(text, span.start, span.end)
    return lines.trimmed(text, Span(*quoted.span(2))) if quoted else span


def iso_date(words: str) -> date | None:
    """The day that `2025-09-16` or `2025/9/16` names at the beginning of `words`; None for no such day."""
    match = _ISO.match(words)
    if match is None:
        return None
    try:
        return date(*(int(figure) for figure in match.groups()))
    except ValueError:
        return None
