"""OpenDocument text: headings, paragraphs and tables of content.xml, read as XML without entities."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from claimcheck.errors import InputError
from claimcheck.model import Document, Place
from claimcheck.reading import xml
from claimcheck.reading.assembly import Block, assembled

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LARGEST = 64 * 1024 * 1024


def read_data(path: str, data: bytes) -> Document:
    """The document of an .odt file. Raises InputError when the file is damaged."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if archive.getinfo("content.xml").file_size > LARGEST:
                raise InputError(f"«{path}» unpacks to more than {LARGEST // 1024**2} MB")
            content = archive.read("content.xml")
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError, EOFError):
        raise InputError(f"«{path}» is not an OpenDocument text that can be read") from None
    root = xml.parsed(path, content)
    return assembled(path, _blocks(root))


def _blocks(element: Any) -> Iterator[Block]:
    for child in element:
        if child.tag == f"{TEXT}h":
            level = child.get(f"{TEXT}outline-level", "1")
            yield Block(_words(child), Place.HEADLINE, int(level) if level.isdecimal() else 1)
        elif child.tag == f"{TEXT}p":
            title = child.get(f"{TEXT}style-name", "") == "Title"
            yield Block(_words(child), Place.HEADLINE if title else Place.BODY, int(title))
        elif child.tag == f"{TABLE}table":
            yield Block("", rows=tuple(_rows(child)))
        elif child.tag not in (f"{TEXT}tracked-changes", f"{TEXT}note"):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{TABLE}table-row"):
        yield tuple(_words(cell) for cell in row if cell.tag == f"{TABLE}table-cell")


def _words(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            pieces.append(" ")
        elif not child.tag.endswith(("}note", "}annotation")):
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces).strip() if element.tag in (f"{TEXT}p", f"{TEXT}h") else "".join(pieces)
