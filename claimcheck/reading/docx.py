"""Word documents: paragraphs, headings and tables in their order; comments and revisions are not the story."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from claimcheck.errors import InputError, needs
from claimcheck.model import Document, Place
from claimcheck.reading.assembly import Block, assembled


def read_data(path: str, data: bytes) -> Document:
    """The document of a .docx file. Raises InputError when python-docx is missing or the file is damaged."""
    try:
        import docx
    except ImportError:
        raise needs("docx", path) from None
    try:
        file = docx.Document(BytesIO(data))
        blocks = list(_blocks(file))
    except Exception as error:
        raise InputError(f"«{path}» is not a Word document that can be read: {type(error).__name__}") from None
    return assembled(path, blocks)


def _blocks(file: Any) -> Iterator[Block]:
    for item in file.iter_inner_content():
        if hasattr(item, "rows"):
            yield Block("", rows=tuple(tuple(cell.text.strip() for cell in row.cells) for row in item.rows))
            continue
        style = (item.style.name or "") if item.style is not None else ""
        text = item.text.replace("\n", " ")
        if style == "Title":
            yield Block(text, Place.HEADLINE, 1)
        elif style.startswith("Heading"):
            yield Block(text, Place.HEADLINE, int(style.rpartition(" ")[2]) if style[-1].isdigit() else 2)
        elif style == "Caption":
            yield Block(text, Place.CAPTION)
        else:
            yield Block(text, quoted="Quote" in style)
