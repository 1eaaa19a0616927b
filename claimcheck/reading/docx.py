"""Word documents: paragraphs, headings and tables in their order; comments and revisions are not the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from claimcheck.errors import InputError, needs
from claimcheck.model import Document, Place
from claimcheck.reading.assembly import Block, assembled

Sources = Sequence[tuple[int, Any]]


def read_data(path: str, data: bytes) -> Document:
    """The document of a .docx file. Raises InputError when python-docx is missing or the file is damaged."""
    return opened(path, data)[1]


def opened(path: str, data: bytes) -> tuple[Any, Document, Sources]:
    """The file, its document, and the file's paragraphs, each with where it begins in the document's text.

    Raises InputError as `read_data` does.
    """
    try:
        import docx
    except ImportError:
        raise needs("docx", path) from None
    try:
        file = docx.Document(BytesIO(data))
        blocks = [(block, sources) for block, sources in _blocks(file) if block.text.strip() or block.rows]
    except Exception as error:
        raise InputError(f"«{path}» is not a Word document that can be read: {type(error).__name__}") from None
    document = assembled(path, (block for block, _ in blocks))
    sources = (source for _, each in blocks for source in each)
    placed = zip(document.parts, sources, strict=True)
    return file, document, [(part.span.start + at, item) for part, source in placed for at, item in source]


def _blocks(file: Any) -> Iterator[tuple[Block, Sequence[Sources]]]:
    """The blocks of a file, each with the paragraphs of its parts: one part, or the cells of a table."""
    for item in file.iter_inner_content():
        if hasattr(item, "rows"):
            yield _table(item)
            continue
        style = (item.style.name or "") if item.style is not None else ""
        text = item.text.replace("\n", " ")
        if style == "Title":
            block = Block(text, Place.HEADLINE, 1)
        elif style.startswith("Heading"):
            block = Block(text, Place.HEADLINE, int(style.rpartition(" ")[2]) if style[-1].isdigit() else 2)
        elif style == "Caption":
            block = Block(text, Place.CAPTION)
        else:
            block = Block(text, quoted="Quote" in style)
        yield block, [[(0, item)]]


def _table(table: Any) -> tuple[Block, Sequence[Sources]]:
    rows = [[(cell.text, cell.paragraphs) for cell in row.cells] for row in table.rows]
    sources = [_cell(text, paragraphs) for row in rows for text, paragraphs in row if text.strip()]
    return Block("", rows=tuple(tuple(text.strip() for text, _ in row) for row in rows) if sources else ()), sources


def _cell(text: str, paragraphs: Sequence[Any]) -> Sources:
    """The paragraphs of a cell, each with where it begins in the cell's text."""
    found: list[tuple[int, Any]] = []
    at = len(text.lstrip()) - len(text)
    for paragraph in paragraphs:
        found.append((at, paragraph))
        at += len(paragraph.text) + 1
    return found
