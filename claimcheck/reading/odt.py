"""OpenDocument text: headings, paragraphs and tables of content.xml, read as XML without entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimcheck.model import Document, Place
from claimcheck.reading import archive, comments, xml
from claimcheck.reading.assembly import Block, assembled

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_KIND = "an OpenDocument text"
_SPACES = frozenset({f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"})
_ASIDES = ("}note", "}annotation")
_PARAGRAPHS = frozenset({f"{TEXT}h", f"{TEXT}p"})
_WHOLE = _PARAGRAPHS | {f"{TABLE}table", f"{TEXT}tracked-changes", f"{TEXT}note"}
_LEVEL = re.compile(r"[1-9]")


def read_data(path: str, data: bytes) -> Document:
    """The document of an .odt file. Raises InputError when the file is damaged."""
    root = xml.parsed(path, archive.member(path, data, "content.xml", _KIND))
    return assembled(path, _blocks(root))


def _blocks(root: Any) -> Iterator[Block]:
    for child in xml.below(root, lambda element: element.tag in _WHOLE):
        if child.tag == f"{TEXT}h":
            level = child.get(f"{TEXT}outline-level", "1")
            yield Block(
                _words(child), Place.HEADLINE, int(level) if _LEVEL.fullmatch(level) else 1, asides=_asides(child)
            )
        elif child.tag == f"{TEXT}p":
            title = child.get(f"{TEXT}style-name", "") == "Title"
            yield Block(_words(child), Place.HEADLINE if title else Place.BODY, int(title), asides=_asides(child))
        elif child.tag == f"{TABLE}table":
            yield Block("", rows=tuple(_rows(child)), asides=_asides(child))


def _asides(element: Any) -> tuple[str, ...]:
    """What the annotations in an element say to claimcheck."""
    annotations = (each for each in element.iter() if each.tag.endswith("}annotation"))
    told = (" ".join(xml.words(line) for line in each.iter(f"{TEXT}p")) for each in annotations)
    return tuple(words for words in told if comments.addressed(words))


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    """The rows of a table; one in a cell belongs to the words of the cell."""
    for row in xml.below(table, lambda element: element.tag == f"{TABLE}table-row"):
        if row.tag == f"{TABLE}table-row":
            yield tuple(_cell(cell) for cell in row if cell.tag == f"{TABLE}table-cell")


def _cell(cell: Any) -> str:
    found = xml.below(cell, lambda element: element.tag in _PARAGRAPHS or element.tag.endswith(_ASIDES))
    return " ".join(filter(None, (_words(each) for each in found if each.tag in _PARAGRAPHS)))


def _words(paragraph: Any) -> str:
    """The text of a paragraph without notes and annotations; `left` is what comes, the next at its end."""
    pieces: list[str] = []
    left: list[Any] = _inside(paragraph)
    while left:
        item = left.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        left.append(item.tail or "")
        if item.tag in _SPACES:
            pieces.append(" ")
        elif not item.tag.endswith(_ASIDES):
            left += _inside(item)
    return "".join(pieces).strip()


def _inside(element: Any) -> list[Any]:
    """The text and the children of an element, the first at the end."""
    return [element.text or "", *element][::-1]
