"""Word documents: paragraphs, headings and tables in their order, as they are once all revisions are accepted.

Comments, notes, text boxes and tables of contents are not the story; what a comment says to claimcheck is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import accumulate
from typing import Any

from claimcheck.errors import InputError, needs
from claimcheck.model import Document, Place
from claimcheck.reading import archive, comments
from claimcheck.reading.assembly import Block, assembled

Sources = Sequence[tuple[int, Any]]
TEXT = "w:br | w:cr | w:noBreakHyphen | w:ptab | w:t | w:tab"  # what is text in a run
_RUNS = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent)]"
COLUMNS = 63  # the most a table has in Word
_HEADING = re.compile(r"Heading ?([1-9])?")
_ITEMS = "./w:p | ./w:tbl | ./w:sdt/w:sdtContent/w:p | ./w:sdt/w:sdtContent/w:tbl"


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
    archive.expect(path, data, "a Word document")
    try:
        file = docx.Document(BytesIO(data))
        blocks = [(block, sources) for block, sources in _blocks(file) if block.text.strip() or block.rows]
    except Exception as error:
        raise InputError(f"«{path}» is not a Word document that can be read: {type(error).__name__}") from None
    document = assembled(path, (block for block, _ in blocks))
    sources = (source for _, each in blocks for source in each)
    placed = zip(document.parts, sources, strict=True)
    return file, document, [(part.span.start + at, item) for part, source in placed for at, item in source]


def runs(paragraph: Any) -> Iterator[tuple[int, Any]]:
    """The runs that hold text, those of links and insertions among them, each with where it begins in the
    paragraph's text."""
    from docx.text.run import Run

    at = 0
    for element in paragraph._p.xpath(_RUNS):
        if element.text:
            yield at, Run(element, paragraph)
            at += len(element.text)


def words(paragraph: Any) -> str:
    """The text of a paragraph."""
    return "".join(run.text for _, run in runs(paragraph))


def _items(file: Any) -> Iterator[Any]:
    """The paragraphs and tables of the body, those inside content controls among them."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for element in file.element.body.xpath(_ITEMS):
        yield Table(element, file._body) if element.tag.endswith("}tbl") else Paragraph(element, file._body)


def _styles(file: Any) -> Mapping[str | None, str]:
    """The names of paragraph styles by their ids; None stands for paragraphs that name none."""
    from docx.enum.style import WD_STYLE_TYPE

    usual = file.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    named = {each.style_id: each.name or "" for each in file.styles if each.type == WD_STYLE_TYPE.PARAGRAPH}
    return {**named, None: (usual.name or "") if usual is not None else ""}


def _blocks(file: Any) -> Iterator[tuple[Block, Sequence[Sources]]]:
    """The blocks of a file, each with the paragraphs of its parts: one part, or the cells of a table."""
    styles = _styles(file)
    for item in _items(file):
        if hasattr(item, "rows"):
            block, sources = _table(item)
            cells = (paragraph for cell in sources for _, paragraph in cell)
            yield replace(block, asides=tuple(words for each in cells for words in _asides(file, each))), sources
            continue
        style = styles.get(item._p.style, styles[None])
        text = words(item).replace("\n", " ")
        heading = _HEADING.match(style)
        if style.lower().startswith("toc "):
            continue
        if style == "Title":
            block = Block(text, Place.HEADLINE, 1)
        elif heading:
            block = Block(text, Place.HEADLINE, int(heading[1] or 2))
        elif style == "Caption":
            block = Block(text, Place.CAPTION)
        else:
            block = Block(text, quoted="Quote" in style)
        yield replace(block, asides=_asides(file, item)), [[(0, item)]]


def _asides(file: Any, paragraph: Any) -> tuple[str, ...]:
    """What the comments on a paragraph say to claimcheck."""
    numbers = paragraph._p.xpath(".//w:commentReference/@w:id")
    told = (file.comments.get(int(number)) for number in numbers if number.isdecimal())
    return tuple(each.text.strip() for each in told if each is not None and comments.addressed(each.text))


def _table(table: Any) -> tuple[Block, Sequence[Sources]]:
    """A table, in which the words of a merged cell stand once and the places it covers are empty."""
    from docx.table import _Cell

    rows: list[list[tuple[str, Sources]]] = []
    for row in table._tbl.tr_lst:
        rows.append([])
        for cell in row.tc_lst:
            merged = cell.vMerge == "continue"
            rows[-1].append(("", []) if merged else _cell(_Cell(cell, table).paragraphs))
            rows[-1] += [("", [])] * (min(cell.grid_span, COLUMNS) - 1)
    sources = [places for row in rows for text, places in row if text]
    return Block("", rows=tuple(tuple(text for text, _ in row) for row in rows) if sources else ()), sources


def _cell(paragraphs: Sequence[Any]) -> tuple[str, Sources]:
    """The text of a cell and its paragraphs, each with where it begins in that text."""
    texts = [words(paragraph) for paragraph in paragraphs]
    whole = "\n".join(texts)
    at = len(whole.lstrip()) - len(whole)
    starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=at)
    return whole.strip(), list(zip(starts, paragraphs, strict=True))
