"""Plain text: paragraphs, the headline, the lead, subheadings, list items and captions.

Nothing in the file says what is what, so the shape of the lines has to: whether the lines are
wrapped by hand, which of them end like sentences, which stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.model import Document, Part, Place, Span
from claimcheck.reading import comments, lines, quotes, wire

TITLE = 120
LONE_TITLE = 160
SUBHEAD = 90
WRAPPED = 120
STANDFIRSTS = 2

_BULLET = re.compile(r"(?:[-–—*·◦○]+[ \t\u00a0]+|[•▪‣►●■]+[ \t\u00a0]*)(?=\S)")
_ORDERED = re.compile(r"\(?(\d{1,3})[.)][ \t\u00a0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Block:
    span: Span
    item: bool
    apart: bool  # a blank line stands before it


def read(path: str, text: str, notes: tuple[str, ...] = (), title: Span | None = None) -> Document:
    """The document of a plain text; `title` is where the headline stands when that is known from elsewhere."""
    rows = [lines.trimmed(text, line) for line in lines.split(text, typographic=True)]
    if title is not None:
        rows = [row for row in rows if not row.overlaps(title)]
    copy = wire.find(text, rows)
    title = title or copy.title
    asides = comments.in_text(text, rows)
    rows = [row for row in comments.without(rows, text, asides) if row not in copy.rows]
    starts = _item_starts(text, rows)
    blocks = list(_blocks(text, rows, starts))
    head = () if title is None else (Part(Place.HEADLINE, title, 1),)
    parts = (*head, *_parts(text, blocks, titled=bool(head)))
    hidden = sorted([*_unprinted(copy.rows, title), *(aside.span for aside in asides)])
    prose = comments.blanked(_without_markers(text, rows, starts), hidden)
    found = quotes.find(prose, parts)
    return Document(
        path, text, prose, parts, (), found, copy.date, notes=notes, comments=tuple(asides), dated=copy.dated
    )


def _unprinted(rows: Iterable[Span], title: Span | None) -> Iterator[Span]:
    """The rows that are no prose, without the headline that may stand in one of them."""
    for row in rows:
        if title is not None and row.overlaps(title):
            yield from (Span(row.start, max(row.start, title.start)), Span(min(title.end, row.end), row.end))
        else:
            yield row


def _item_starts(text: str, rows: Sequence[Span]) -> dict[int, int]:
    """For each row that is a list item, where its words begin.

    A number makes an item only next to its neighbour, and a dash before a figure only beside other items:
    a line may begin with a date or with a minus.
    """
    starts: dict[int, int] = {}
    ordered: list[tuple[int, int, int]] = []
    for number, row in enumerate(rows):
        if bullet := _BULLET.match(text, row.start, row.end):
            starts[number] = bullet.end()
        elif figure := _ORDERED.match(text, row.start, row.end):
            ordered.append((number, int(figure.group(1)), figure.end()))
    for at, (number, rank, start) in enumerate(ordered):
        before = at > 0 and ordered[at - 1][1] == rank - 1
        after = at + 1 < len(ordered) and ordered[at + 1][1] == rank + 1
        if before or after:
            starts[number] = start
    if len(starts) == 1:
        return {number: start for number, start in starts.items() if not text[start].isdecimal()}
    return starts


def _blocks(text: str, rows: Sequence[Span], starts: dict[int, int]) -> Iterator[_Block]:
    """Paragraphs and list items, hand-wrapped lines joined."""
    width = _wrap_width(text, rows)
    current: _Block | None = None
    previous: Span | None = None
    for number, row in enumerate(rows):
        if row.start == row.end:
            previous = None
            continue
        if (
            current is not None
            and previous is not None
            and number not in starts
            and _continues(text, previous, row, width)
        ):
            current = _Block(current.span.joined(row), current.item, current.apart)
        else:
            if current is not None:
                yield current
            item = number in starts
            current = _Block(Span(starts.get(number, row.start), row.end), item, previous is None)
        previous = row
    if current is not None:
        yield current


def _wrap_width(text: str, rows: Sequence[Span]) -> int:
    """The column at which the lines were broken by hand; 0 when a line is a paragraph."""
    width = max((row.end - row.start for row in rows if " " in row.of(text)), default=0)
    if width > WRAPPED:
        return 0
    joints = [(a, b) for a, b in pairwise(rows) if a.end > a.start and b.end > b.start]
    full = [(a, b) for a, b in joints if _is_full(text, a, b, width)]
    broken = any(text[b.start].islower() and not lines.ends_sentence(a.of(text)) for a, b in full)
    return width if broken and 2 * len(full) >= len(joints) else 0


def _is_full(text: str, row: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    word = following.of(text).split(None, 1)[0]
    return row.end - row.start + 1 + len(word) > width


def _continues(text: str, row: Span, following: Span, width: int) -> bool:
    if width and _is_full(text, row, following, width):
        return True
    return text[following.start].islower() and not lines.ends_sentence(row.of(text)) and text[row.end - 1] not in ":;"


def _parts(text: str, blocks: Sequence[_Block], *, titled: bool) -> Iterator[Part]:
    standfirsts = 0
    led = False
    blocks = [block for block in blocks if any(char.isalnum() for char in block.span.of(text))]
    for at, block in enumerate(blocks):
        line = block.span.of(text)
        followed = at + 1 < len(blocks)
        if lines.is_caption(line):
            yield Part(Place.CAPTION, block.span)
        elif block.item or (not led and lines.is_date_line(line)):
            yield Part(Place.BODY, block.span)
        elif not led and not titled and followed and _is_title(text, blocks, at):
            titled = True
            yield Part(Place.HEADLINE, block.span, 1)
        elif not led and titled and standfirsts < STANDFIRSTS and followed and _is_title(text, blocks, at):
            standfirsts += 1
            yield Part(Place.LEAD, block.span)
        elif led and followed and _is_subhead(text, blocks, at):
            yield Part(Place.HEADLINE, block.span, 2)
        else:
            yield Part(Place.BODY if led else Place.LEAD, block.span)
            led = True


def _is_title(text: str, blocks: Sequence[_Block], at: int) -> bool:
    line = blocks[at].span.of(text)
    if len(line) > (LONE_TITLE if blocks[at + 1].apart else TITLE) or line[-1] in ",;:":
        return False
    return not lines.ends_sentence(line) or (at == 0 and _stands_alone(blocks))


def _stands_alone(blocks: Sequence[_Block]) -> bool:
    """Whether the only blank line of the file comes after its first line."""
    return len(blocks) > 2 and blocks[1].apart and not any(block.apart for block in blocks[2:])


def _is_subhead(text: str, blocks: Sequence[_Block], at: int) -> bool:
    """A short line without a full stop, alone between paragraphs that have one."""
    neighbours = (blocks[at - 1], blocks[at + 1])
    return _is_short(text, blocks[at]) and not any(_is_short(text, block) for block in neighbours)


def _is_short(text: str, block: _Block) -> bool:
    line = block.span.of(text)
    return not block.item and len(line) <= SUBHEAD and line[-1].isalnum() and line[0].isalnum()


def _without_markers(text: str, rows: Sequence[Span], starts: dict[int, int]) -> str:
    if not starts:
        return text
    pieces: list[str] = []
    last = 0
    for number, start in sorted(starts.items()):
        pieces += [text[last : rows[number].start], " " * (start - rows[number].start)]
        last = start
    return "".join(pieces) + text[last:]
