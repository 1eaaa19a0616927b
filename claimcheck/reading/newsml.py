"""News in XML: NewsML-G2 with NITF or XHTML inside, and bare NITF (both by IPTC)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from claimcheck.errors import InputError
from claimcheck.model import Document, Place
from claimcheck.reading import comments, xml
from claimcheck.reading.assembly import Block, assembled

TITLES = frozenset({"hl1", "h1", "headline"})
SUBHEADS = {"hl2": 2, "h2": 2, "h3": 3, "h4": 4}
BODIES = ("body.content", "body")
DATED = ("date.issue", "contentCreated", "versionCreated", "firstCreated", "story.date")
_PARAGRAPHS = frozenset({"p", "li", "dd", "dt"})
_QUOTES = frozenset({"bq", "blockquote"})
_CAPTIONS = frozenset({"caption", "media-caption", "figcaption"})
_LEFT_OUT = frozenset({"body.head", "body.end", "media-metadata", "script", "style"})
_WHOLE = TITLES | SUBHEADS.keys() | _PARAGRAPHS | _QUOTES | _CAPTIONS | _LEFT_OUT | {"table"}
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


def read_data(path: str, data: bytes) -> Document:
    """The document of a news item. Raises InputError when it holds no story."""
    root = xml.parsed(path, data, comments=True)
    names = {xml.local(element) for element in root.iter()}
    if not names & {"nitf", "newsItem", "newsMessage", "html", "inlineXML"}:
        raise InputError(f"«{path}» is XML, but neither NewsML-G2 nor NITF")
    blocks = list(_story(root))
    if not blocks:
        raise InputError(f"«{path}» holds no story text")
    language = next((value for element in root.iter() for key, value in element.items() if key.endswith("lang")), "")
    return assembled(path, blocks, dateline=_dated(root), language=language.split("-")[0].lower() or None)


def _story(root: Any) -> Iterator[Block]:
    headline = next((xml.words(element) for element in root.iter() if xml.local(element) in TITLES), "")
    if headline:
        yield Block(headline, Place.HEADLINE, 1)
    for name in BODIES:
        body = next((element for element in root.iter() if xml.local(element) == name), None)
        if body is not None:
            yield from _blocks(body)
            return


def _blocks(body: Any) -> Iterator[Block]:
    before: list[str] = []  # what comments between blocks say
    for child in xml.below(body, lambda element: xml.local(element) in _WHOLE):
        block = _block(child, xml.local(child))
        before += [words for words in xml.comments(child) if comments.addressed(words)]
        if block:
            yield replace(block, asides=tuple(before))
            before = []


def _block(element: Any, name: str) -> Block | None:
    if name in SUBHEADS:
        return Block(xml.words(element), Place.HEADLINE, SUBHEADS[name])
    if name in _PARAGRAPHS:
        return Block(xml.words(element))
    if name in _QUOTES:
        return Block(xml.words(element), quoted=True)
    if name in _CAPTIONS:
        return Block(xml.words(element), Place.CAPTION)
    return Block("", rows=tuple(_rows(element))) if name == "table" else None


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    """The rows of a table; one in a cell belongs to the words of the cell."""
    for row in xml.below(table, lambda element: xml.local(element) == "tr"):
        if xml.local(row) == "tr":
            yield tuple(xml.words(cell) for cell in row if xml.local(cell))


def _dated(root: Any) -> date | None:
    """The item's own day, from the first element that gives one."""
    for name in DATED:
        for element in root.iter():
            if xml.local(element) == name:
                found = _ISO.match((element.get("norm") or element.text or "").strip())
                if found:
                    try:
                        return date(*(int(part) for part in found.groups()))
                    except ValueError:
                        return None
    return None
