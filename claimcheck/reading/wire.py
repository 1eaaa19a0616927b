"""Wire copy and e-mail: the lines at a story's head and foot that are the desk's and not the reader's.

Headers (`Slug: …`), slug lines (`BC-EU--Ferry, 1st Ld, 230`), embargoes, takes, `(more)`, `-30-`, `ENDS`. They are
left out of the prose, but for the headline; their words are in `languages/_wire.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from claimcheck import yamlfile
from claimcheck.model import Span
from claimcheck.reading.front_matter import iso_date

_WORDS = Path(__file__).parent.parent / "languages" / "_wire.yaml"
_KEY = re.compile(r"([^\W\d_][\w -]{0,24}?)[ \t]*:(?:[ \t]+|$)")
_SLUG = re.compile(r"\^?[A-Z]{2,}[\w.]*(?:[-/]+[A-Z][\w.]*)*[-/]+(?:[A-Z][\w.]*(?: [A-Z]\w*){0,3})?")
_SIGNS = re.compile(r"[\s()\[\]{}<>*#=/+\-–—.,:;^_]+")
_THIRTY = re.compile(r"[-–— ]*[-–—(#] ?30 ?[-–—)#][-–— ]*|#{2,}|(?:# ){2,}#|x{3,}(?: more)?", re.IGNORECASE)
SURE = frozenset({"desk", "subject", "headline"})
HEAD = 8  # lines of a head that may hold slugs and embargoes
HEADERS = 40
TAIL = 40
LINE = 120
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Wire:
    """What a text has of this: the rows that are no prose, where the headline stands in them, and the day, or the
    words that give it."""

    rows: frozenset[Span] = frozenset()
    title: Span | None = None
    date: date | None = None
    dated: Span | None = None


def find(text: str, rows: Sequence[Span]) -> Wire:
    """The lines of wire copy among the trimmed rows of a text."""
    filled = [row for row in rows if row.start < row.end]
    headers, named = _headers(text, filled)
    desk = set(filled[:headers])
    for row in filled[headers : headers + HEAD]:
        line = row.of(text) if row.end - row.start <= LINE else ""
        if not (_is_embargo(line) or _is_slug(line) or _is_tail(line)):
            break
        desk.add(row)
    desk.update(row for row in filled if row.end - row.start <= TAIL and _is_tail(row.of(text)))
    dated = named.get("date")
    day = _day(dated.of(text)) if dated else None
    return Wire(frozenset(desk), named.get("headline") or named.get("subject"), day, None if day else dated)


def _headers(text: str, rows: Sequence[Span]) -> tuple[int, dict[str, Span]]:
    """How many rows the header block has that opens a text, and the values that matter by what they give."""
    named: dict[str, Span] = {}
    sorts: list[str] = []
    number = 0
    for row in rows[:HEADERS]:
        match = _KEY.match(text, row.start, row.end) if row.end - row.start <= LONGEST else None
        name = match[1].lower() if match else ""
        sort = "header" if name.startswith("x-") else _sorts().get(name, "")
        if match and sort:
            named.setdefault(sort, Span(match.end(), row.end))
        elif sorts and text[row.start - 1] in " \t":
            if named[sorts[-1]].end == rows[number - 1].end:
                named[sorts[-1]] = named[sorts[-1]].joined(row)
            sort = sorts[-1]
        else:
            break
        sorts.append(sort)
        number += 1
    sure = any(sort in SURE for sort in sorts)
    named = {sort: value for sort, value in named.items() if value.of(text).strip()}
    return (number, named) if sure or number > 2 else (0, {})


@cache
def _data() -> Mapping[str, object]:
    data: Mapping[str, object] = yamlfile.load(_WORDS.read_text(encoding="utf-8"), _WORDS)
    return data


@cache
def _sorts() -> Mapping[str, str]:
    """What a header gives, by its name."""
    return {
        name: sort
        for sort in ("header", "desk", "date", "subject", "headline")
        for name in str(_data()[sort]).split()
    }


@cache
def _phrases(key: str) -> frozenset[tuple[str, ...]]:
    given = _data()[key]
    return frozenset(tuple(phrase.split()) for phrase in given) if isinstance(given, list) else frozenset()


@cache
def _takes() -> frozenset[str]:
    return frozenset(str(_data()["takes"]).split())


@cache
def _counters() -> frozenset[str]:
    return _takes().union(("",), str(_data()["counts"]).split())


def _words(line: str) -> tuple[str, ...]:
    return tuple(word for word in _SIGNS.split(line.lower()) if word)


def _is_embargo(line: str) -> bool:
    """Whether a line says when the story may be used."""
    words = _words(line)
    return any(words[:length] in _phrases("embargo") for length in range(2, 6))


def _is_slug(line: str) -> bool:
    """Whether a line is the name under which a desk files the story: capitals joined by signs, then takes."""
    match = _SLUG.match(line)
    if match is None or not _counts(line[match.end() :]):
        return False
    name = match[0]
    bare = name.isupper() and " " not in name
    return bare or name[0] == "^" or name[-1] == "/" or "--" in name or bool(_words(line[match.end() :]))


def _counts(line: str) -> bool:
    """Whether a line holds nothing but words that count parts, and figures."""
    return all(word.strip("0123456789") in _counters() for word in _words(line))


def _is_tail(line: str) -> bool:
    """Whether a short line ends the copy or counts its parts."""
    if _THIRTY.fullmatch(line):
        return True
    words = _words(line)
    if len(words) < 2 or words in _phrases("tails"):
        return words in _phrases("tails")
    numbered = not words[0].isdecimal() and any(word in _takes() for word in words)
    return numbered and _counts(line)


def _day(words: str) -> date | None:
    """The day of a header as e-mail and machines write it."""
    if found := iso_date(words):
        return found
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
