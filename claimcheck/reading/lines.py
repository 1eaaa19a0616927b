"""Lines and words of a file by their offsets; the text itself is never normalised."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from claimcheck import yamlfile
from claimcheck.model import Span

_FILE_BREAK = re.compile(r"\r\n|[\r\n]")
_ANY_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_INK = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]")
_CAPTIONS = Path(__file__).parent.parent / "languages" / "_captions.yaml"
CAPTION_LENGTH = 300
_DOTTED = re.compile(r"(?:\b\w{1,2}\.\s?){2,}$")
_CLOSING = " \t\u00a0»”“\"’')]*_"
_DATE_LINE = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(?:\d{1,2}(?:st|nd|rd|th|er|º|°|\.)? (?:de )?[^\W\d_]+\.?(?: del?)?,? \d{4}"
    r"|[^\W\d_]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})\b.{0,20}"
)


def split(text: str, *, typographic: bool = False) -> Iterator[Span]:
    """Every line without its terminator; `typographic` breaks at form feeds and Unicode separators too."""
    start = 0
    for match in (_ANY_BREAK if typographic else _FILE_BREAK).finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def trimmed(text: str, span: Span) -> Span:
    """`span` without the white space at its ends; empty at its start when it holds nothing else."""
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))


def among(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """What tells whether a span shares a character with one of `spans`, which do not overlap each other."""
    ordered = sorted(spans)

    def shares(span: Span) -> bool:
        at = bisect_left(ordered, span.end, key=lambda each: each.start)
        return at > 0 and ordered[at - 1].overlaps(span)

    return shares


def blanked(text: str) -> str:
    """Spaces in place of everything but the line breaks."""
    return _INK.sub(" ", text)


def ends_sentence(line: str) -> bool:
    """Whether the line ends in a full stop, perhaps inside closing marks; dots and initials do not count."""
    bare = line.rstrip(_CLOSING)
    return bare.endswith(".") and not bare.endswith("..") and not _DOTTED.search(bare[-12:])


def is_date_line(line: str) -> bool:
    """Whether the line is a date and nothing more (perhaps an hour): no headline."""
    return _DATE_LINE.fullmatch(line.strip("*_ ")) is not None


def is_caption(line: str) -> bool:
    """Whether a line begins as the caption of a picture does."""
    if len(line) > CAPTION_LENGTH:
        return False
    labels, openings = _caption_cues()
    head = line.lstrip("[(*_ ").lower().replace("’", "'")
    word = re.match(r"\w+", head)
    if word is None:
        return False
    rest = head[word.end() :].lstrip()
    if word.group() in labels and (rest[:1] in (":", "/", "|") or line.lstrip()[:1] in ("(", "[")):
        return True
    return any(head.startswith(opening) and not head[len(opening) : len(opening) + 1].isalnum() for opening in openings)


@cache
def _caption_cues() -> tuple[frozenset[str], tuple[str, ...]]:
    data = yamlfile.load(_CAPTIONS.read_text(encoding="utf-8"), _CAPTIONS)
    return frozenset(data["labels"].split()), tuple(data["openings"])
