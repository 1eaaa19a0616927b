"""The story with its marks: every block of it in order, marked words nested properly whatever they overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush

from claimcheck.model import Part, Place, Span, Table
from claimcheck.report.page.markup import Markup, element, joined, text
from claimcheck.report.page.sheet import HELD, SIGNS, Badge, Mark, Sheet

_HEADING = 1  # ranks below the section's heading


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """A mark, or as much of one as stands in one block; `first` has the anchor, `last` the badges."""

    start: int
    reach: int  # minus the end, so that of two pieces that begin together the longer comes first
    mark: Mark = field(compare=False)
    first: bool = field(compare=False)
    last: bool = field(compare=False)

    def cut(self, at: int) -> tuple[_Piece, _Piece]:
        """The two pieces of this one before and after an offset."""
        return replace(self, reach=-at, last=False), replace(self, start=at, first=False)


def article(sheet: Sheet) -> Markup:
    """The whole story; words that stand in no block of it follow at the end, so that every link has its target."""
    document = sheet.report.document
    leaves = sorted({*(part.span for part in document.parts), *_cells(document.tables)})
    shared = _shared(leaves, sheet.words.values())
    blocks = [*_blocks(sheet, shared)]
    rest = [element("p", _run(sheet, piece.mark.span, [piece])) for piece in shared[None]]
    return element("div", *blocks, *rest, class_="story", lang=sheet.report.language, dir="auto")


def _cells(tables: Sequence[Table]) -> Iterator[Span]:
    return (cell for table in tables for row in table.rows for cell in row)


def _shared(leaves: Sequence[Span], marks: Iterable[Mark]) -> Mapping[Span | None, list[_Piece]]:
    """The pieces of marks by the stretches of text they fall on; marks that fall on none are under None."""
    found: dict[Span | None, list[_Piece]] = {leaf: [] for leaf in leaves}
    found[None] = []
    for mark in marks:
        on = list(_under(leaves, mark.span))
        for leaf in on:
            start, end = max(mark.span.start, leaf.start), min(mark.span.end, leaf.end)
            found[leaf].append(_Piece(start, -end, mark, leaf is on[0], leaf is on[-1]))
        if not on:
            found[None].append(_Piece(mark.span.start, -mark.span.end, mark, True, True))
    return found


def _under(leaves: Sequence[Span], span: Span) -> Iterator[Span]:
    at = max(bisect_right(leaves, span.start, key=lambda leaf: leaf.start) - 1, 0)
    while at < len(leaves) and leaves[at].start < span.end:
        if leaves[at].overlaps(span):
            yield leaves[at]
        if leaves[at].end >= span.end:
            return
        at += 1


def _blocks(sheet: Sheet, shared: Mapping[Span | None, list[_Piece]]) -> Iterator[Markup]:
    tables = sorted(sheet.report.document.tables, key=lambda table: table.span)
    shown: set[Span] = set()
    for part in sheet.report.document.parts:
        at = bisect_right(tables, part.span.start, key=lambda table: table.span.start) - 1
        if part.place is Place.TABLE and at >= 0 and part.span.overlaps(tables[at].span):
            if tables[at].span not in shown:
                shown.add(tables[at].span)
                yield _table(sheet, tables[at], shared)
        else:
            yield _block(sheet, part, _run(sheet, part.span, shared[part.span]))


def _block(sheet: Sheet, part: Part, content: Markup) -> Markup:
    if part.place is Place.HEADLINE:
        return sheet.heading(_HEADING + max(part.level, 1), content)
    return element("p", content, class_="caption" if part.place is Place.CAPTION else None)


def _table(sheet: Sheet, table: Table, shared: Mapping[Span | None, list[_Piece]]) -> Markup:
    rows = (
        element("tr", *(element("td" if at else "th", _run(sheet, cell, shared[cell])) for cell in row))
        for at, row in enumerate(table.rows)
    )
    return element("div", element("table", *rows), class_="wide")


def _run(sheet: Sheet, bounds: Span, pieces: Iterable[_Piece]) -> Markup:
    """A stretch of text with its marks; one that ends after the one it begins in is cut in two there."""
    prose, raw = sheet.report.document.prose, sheet.report.document.text
    source = prose if prose[bounds.start : bounds.end].strip() else raw
    pending = list(pieces)
    heapify(pending)
    opened: list[_Piece] = []
    shown: list[Markup] = []
    position = bounds.start
    while pending or opened:
        if opened and (not pending or -opened[-1].reach <= pending[0].start):
            piece = opened.pop()
            shown += [text(source[position : -piece.reach]), _closing(piece)]
            position = max(position, -piece.reach)
            continue
        piece = heappop(pending)
        if opened and piece.reach < opened[-1].reach:
            piece, rest = piece.cut(-opened[-1].reach)
            heappush(pending, rest)
        shown += [text(source[position : piece.start]), _opening(piece)]
        position = max(position, piece.start)
        opened.append(piece)
    return joined([*shown, text(source[position : bounds.end])])


def _opening(piece: _Piece) -> Markup:
    mark = piece.mark
    badge = mark.badges[0] if mark.badges else None
    kind = f"{badge.severity} {badge.outline}" if badge else "held" if mark.held else "read"
    anchor = f' id="{text(mark.anchor)}"' if piece.first else ""
    return Markup(f'<mark class="{text(kind)}"{anchor}>')


def _closing(piece: _Piece) -> Markup:
    return joined([_badges(piece.mark) if piece.last else Markup(""), Markup("</mark>")])


def _badges(mark: Mark) -> Markup:
    """A sign and a letter for each finding, or the sign of a sum that works out."""
    if mark.badges:
        return joined([_badge(badge) for badge in mark.badges])
    return element("span", HELD, class_="badge") if mark.held else Markup("")


def _badge(badge: Badge) -> Markup:
    """A link to the card that the Tab key passes over, for it goes through the cards in their own order."""
    shown = f"{SIGNS[badge.severity]}{badge.letter}"
    names = {"class_": f"badge {badge.severity}", "aria_label": badge.label, "title": badge.label}
    return element("a", shown, href=f"#{badge.card}", tabindex="-1", **names)
