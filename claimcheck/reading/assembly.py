"""Documents put together from blocks, for formats whose file is no text: offsets point into the extracted text.

Blocks stand one blank line apart, table rows one a line with their cells set apart by ` | `.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.model import Aside, Document, Part, Place, Span, Table
from claimcheck.reading import quotes

GAP = "\n\n"
CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` above 0), a paragraph, a caption, or a table given by its `rows`; `asides` are the comments to
    claimcheck that stand in it or before it."""

    text: str
    place: Place = Place.BODY
    level: int = 0
    quoted: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    asides: tuple[str, ...] = ()


def assembled(
    path: str,
    blocks: Iterable[Block],
    *,
    dateline: date | None = None,
    language: str | None = None,
    notes: tuple[str, ...] = (),
) -> Document:
    """The document made of the blocks; the first paragraph is the lead unless one is marked so."""
    pieces: list[str] = []
    parts: list[Part] = []
    tables: list[Table] = []
    quoted: list[Span] = []
    asides: list[Aside] = []
    at = 0
    for block in blocks:
        piece = "\n".join(CELL_GAP.join(row) for row in block.rows) if block.rows else block.text
        if not piece.strip():
            continue
        if pieces:
            at += len(GAP)
        pieces.append(piece)
        span = Span(at, at + len(piece))
        if block.rows:
            tables.append(Table(span, _cells(at, block.rows)))
            parts.extend(Part(Place.TABLE, cell) for row in tables[-1].rows for cell in row if cell.start < cell.end)
        else:
            parts.append(Part(block.place, span, block.level))
        asides += [Aside(span, words) for words in block.asides]
        if block.quoted:
            quoted.append(span)
        at = span.end
    text = GAP.join(pieces)
    found = tuple(_with_lead(parts))
    own = [part for part in found if part.span not in quoted]
    marks = tuple(sorted([*quotes.find(text, own), *quoted]))
    return Document(path, text, text, found, tuple(tables), marks, dateline, language, notes, tuple(asides))


def _cells(at: int, rows: Sequence[Sequence[str]]) -> tuple[tuple[Span, ...], ...]:
    placed: list[tuple[Span, ...]] = []
    for row in rows:
        cells: list[Span] = []
        for number, cell in enumerate(row):
            at += len(CELL_GAP) if number else 0
            cells.append(Span(at, at + len(cell)))
            at += len(cell)
        placed.append(tuple(cells))
        at += 1
    return tuple(placed)


def _with_lead(parts: list[Part]) -> list[Part]:
    if any(part.place is Place.LEAD for part in parts):
        return parts
    first = next((at for at, part in enumerate(parts) if part.place is Place.BODY), None)
    if first is not None:
        parts[first] = Part(Place.LEAD, parts[first].span)
    return parts
