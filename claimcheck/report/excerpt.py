"""Windows on a story: a few words round each span, underlined, with labels that never overlap.

A news paragraph is one line of hundreds of characters, so a window is shown instead of the line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from claimcheck.model import Document, Place, Span
from claimcheck.report.places import Places
from claimcheck.report.screen import Signs, fitting, wrap
from claimcheck.report.visible import signs

_LEFT = 26  # cells of context before the first span
_LEAST_LEFT = 8  # and when a long label needs the room
_WINDOW = 68  # cells a window aims at
_REACH = 400  # code points looked at on either side, however long the line
_LABEL = 24  # cells kept free for the label of the last span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span, what to write below it, and the Rich style of its underline."""

    span: Span
    label: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Underline:
    """A mark as drawn: its first cell, the cell after its last, its label, its style."""

    start: int
    end: int
    label: str
    style: str


@dataclass(frozen=True, slots=True)
class Window:
    """A line number, the words shown of that line, and the underlines, from left to right."""

    line: int
    text: str
    underlines: tuple[Underline, ...]


def windows(
    document: Document, places: Places, marks: Sequence[Mark], width: int, cut: str, encoding: str | None
) -> list[Window]:
    """The excerpts that show all marks in at most `width` cells each, in the order of the first mark in each;
    those of a table in the order of its rows.

    A mark outside the text is drawn at its end.
    """
    last = len(document.text)
    marks = [replace(mark, span=Span(min(mark.span.start, last), min(mark.span.end, last))) for mark in marks]
    reader = _Reader(document, places, width, cut, encoding)
    groups: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, mark.span.end)):
        if groups and reader.together([*groups[-1], mark]):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    order = {id(mark): number for number, mark in enumerate(marks)}
    if not any(table.span.overlaps(marks[0].span) for table in document.tables):
        groups.sort(key=lambda group: min(order[id(mark)] for mark in group))
    return [reader.window(group) for group in groups]


@dataclass(frozen=True, slots=True)
class _Reader:
    """A document looked at through a window of some width."""

    document: Document
    places: Places
    width: int
    cut: str
    encoding: str | None

    def bounds(self, span: Span) -> Span:
        """The line or lines of the block the span stands in, the whole of them for a table's cell."""
        first, last = self.places.line(span.start), self.places.line(max(span.start, span.end - 1))
        lines = Span(self.places.span(first).start, self.places.span(last).end)
        parts = self.document.parts
        index = bisect_right(parts, span.start, key=lambda part: part.span.start) - 1
        part = parts[index] if index >= 0 else None
        if part is None or part.place is Place.TABLE or not part.span.start <= span.start < span.end <= part.span.end:
            return lines
        return Span(max(lines.start, part.span.start), min(lines.end, part.span.end))

    def together(self, group: Sequence[Mark]) -> bool:
        """Whether one window can show the whole group and leave room for the last label."""
        first, last = group[0].span, group[-1].span
        if self.bounds(first) != self.bounds(last) or last.start - first.start > _REACH:
            return False
        end = max(mark.span.end for mark in group)
        room = min(_LABEL, cell_len(group[-1].label))
        before = cell_len(self.words(Span(first.start, last.start)))
        frame = 2 * cell_len(self.cut) + 8
        return before + room + frame <= self.width and (
            cell_len(self.words(Span(first.start, end))) + frame <= self.width
        )

    def window(self, group: Sequence[Mark]) -> Window:
        """The group with as much of the text round it as fits, cut at the ends of words."""
        bounds = self.bounds(group[0].span)
        extent = Span(group[0].span.start, max(mark.span.end for mark in group))
        reach = Span(max(bounds.start, extent.start - _REACH), min(bounds.end, extent.end + _REACH))
        text, positions = self.flow(reach, self.source(extent))
        first, last = positions[extent.start - reach.start], positions[min(extent.end, reach.end) - reach.start]
        spare = self.width - 2 * cell_len(self.cut) - cell_len(text[first:last])
        aim = max(min(spare, _WINDOW - cell_len(text[first:last])), min(spare, _LEFT), 0)
        behind = text[last:].rstrip()
        room = min(_LEFT, self._room(group), max(aim - min(cell_len(behind), aim // 2), 0))
        left = self._left(text[:first], room, reach.start > bounds.start)
        right = self._right(behind, aim - cell_len(left))
        middle = text[first:last]
        if spare < 0:
            middle = fitting(middle, self.width - 2 * cell_len(self.cut)) + self.cut
        begin = self.cut if len(left) < len(text[:first]) or reach.start > bounds.start else ""
        end = self.cut if spare >= 0 and (len(right) < len(behind) or reach.end < bounds.end) else ""
        shown = begin + left + middle + right + end
        shift = len(begin) + len(left) - first
        underlines = tuple(
            self._underline(shown, mark, positions, reach, shift, len(begin) + len(left) + len(middle))
            for mark in group
        )
        return Window(self.places.line(group[0].span.start), shown, underlines)

    def _room(self, group: Sequence[Mark]) -> int:
        """How many cells may stand before the group so that no label has to be broken."""
        ends = [cell_len(self.words(Span(group[0].span.start, mark.span.start)) + mark.label) for mark in group]
        return max(self.width - cell_len(self.cut) - max(ends), _LEAST_LEFT)

    def _underline(
        self, shown: str, mark: Mark, positions: Sequence[int], reach: Span, shift: int, end: int
    ) -> Underline:
        first = min(positions[mark.span.start - reach.start] + shift, end)
        last = min(positions[min(mark.span.end, reach.end) - reach.start] + shift, end)
        start = cell_len(shown[:first])
        stop = cell_len(shown[:last].rstrip())
        return Underline(start, max(stop, start + 1), mark.label, mark.style)

    def _left(self, text: str, room: int, partial: bool) -> str:
        if cell_len(text) <= room and not partial:
            return text
        tail = fitting(text[::-1], room)[::-1] if room > 0 else ""
        if text[: len(text) - len(tail)].endswith(" "):
            return tail
        return tail[tail.find(" ") + 1 :]

    def _right(self, text: str, room: int) -> str:
        if cell_len(text) <= room:
            return text
        head = fitting(text, room) if room > 0 else ""
        if text[len(head) : len(head) + 1] == " ":
            return head
        space = head.rfind(" ")
        return head[:space] if space >= 0 else head

    def source(self, span: Span) -> str:
        """The prose, or the raw text where the prose has nothing to show."""
        prose = self.document.prose
        return prose if prose[span.start : span.end].strip() else self.document.text

    def words(self, span: Span) -> str:
        """The span's words with white space made single spaces."""
        return self.flow(span, self.source(span))[0]

    def flow(self, span: Span, source: str) -> tuple[str, list[int]]:
        """The span's characters as shown, and for each offset of it (and its end) the place in them."""
        shown: list[str] = []
        positions: list[int] = []
        length, blank = 0, True
        for sign in signs(source[span.start : span.end], self.encoding):
            positions.append(length)
            if not (blank and sign == " "):
                shown.append(sign)
                length += len(sign)
                blank = sign == " " if sign else blank
        positions.append(length)
        return "".join(shown), positions


def labels(window: Window, width: int, drawing: Signs) -> Iterator[list[tuple[int, str, str]]]:
    """The rows below an excerpt: underlines, then labels; each row holds (cell, text, style) from left to right.

    Marks that overlap get underlines of their own below the labels of the others.
    """
    waiting = list(window.underlines)
    while waiting:
        tier: list[Underline] = []
        later: list[Underline] = []
        for mark in waiting:
            (later if tier and mark.start < tier[-1].end else tier).append(mark)
        yield [(mark.start, _line(mark, drawing), mark.style) for mark in tier]
        yield from _stacked(tier, width, drawing)
        waiting = later


def _line(mark: Underline, drawing: Signs) -> str:
    return drawing.tee + drawing.under * (mark.end - mark.start - 1)


def _stacked(tier: Sequence[Underline], width: int, drawing: Signs) -> Iterator[list[tuple[int, str, str]]]:
    """Labels from the right: each on the first row where it ends before its right neighbour begins."""
    rows: list[list[tuple[int, str, str]]] = []
    top, edge = 0, width
    for mark in reversed(tier):
        lines = wrap(mark.label.split(), max(width - mark.start, 8))
        widest = max(cell_len(line) for line in lines)
        if mark.start + widest + 2 > edge and mark is not tier[-1]:
            top = len(rows)
        edge = mark.start
        for row in range(top):
            rows[row].insert(0, (mark.start, drawing.bar, mark.style))
        for number, line in enumerate(lines):
            if top + number == len(rows):
                rows.append([])
            rows[top + number].insert(0, (mark.start, line, mark.style))
    yield from rows
