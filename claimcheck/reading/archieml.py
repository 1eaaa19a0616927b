"""ArchieML: `key: value` lines, `[[text]]`-like free text between `:end`; the story is its longest text."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.model import Document, Part, Place, Span
from claimcheck.reading import lines
from claimcheck.reading import text as plain

_KEY = re.compile(r"[ \t]*([A-Za-z][\w.-]*)[ \t]*:[ \t]*")
_COMMAND = re.compile(r"[ \t]*(?::(?:end|skip|endskip|ignore)|\[[^\]]*\]|\{[^}]*\})[ \t]*$", re.IGNORECASE)
TITLES = frozenset({"headline", "hed", "title", "titolo"})
LEADS = frozenset({"dek", "standfirst", "subtitle", "sommario", "lead"})
CAPTIONS = frozenset({"caption", "didascalia"})
BODIES = frozenset({"body", "text", "story", "value", "testo", "p"})


def read(path: str, text: str, notes: tuple[str, ...] = ()) -> Document:
    """The document of an ArchieML file: keys give headline, standfirst and captions, the rest is the story."""
    prose = list(text)
    marked: list[Part] = []
    for row in lines.split(text):
        line = row.of(text)
        if _COMMAND.match(line):
            _blank(prose, row)
            continue
        key = _KEY.match(line)
        if key is None:
            continue
        name = key.group(1).lower()
        value = Span(row.start + key.end(), row.end)
        place = Place.HEADLINE if name in TITLES else Place.CAPTION if name in CAPTIONS else None
        place = Place.LEAD if name in LEADS else place
        if place is not None:
            marked.append(Part(place, lines.trimmed(text, value), int(place is Place.HEADLINE)))
            _blank(prose, Span(row.start, value.start))
        elif name in BODIES:
            _blank(prose, Span(row.start, value.start))
        elif name.isalpha() and line[: key.end()].strip().islower():
            _blank(prose, row)
    return _combined(plain.read(path, "".join(prose), notes), text, marked)


def _blank(prose: list[str], span: Span) -> None:
    for at in range(span.start, span.end):
        if prose[at] not in "\r\n":
            prose[at] = " "


def _combined(document: Document, text: str, marked: list[Part]) -> Document:
    """The plain reading, with the parts that keys mark in place of those found there."""
    taken = lines.among(part.span for part in marked)
    kept = [part for part in document.parts if not taken(part.span)]
    if any(part.place is Place.HEADLINE for part in marked):
        kept = [Part(Place.BODY, part.span) if part.level == 1 else part for part in kept]
    parts = tuple(sorted([*kept, *(part for part in marked if part.span.start < part.span.end)], key=lambda p: p.span))
    return replace(document, text=text, parts=parts)
