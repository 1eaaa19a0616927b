"""Markdown: headings, paragraphs, list items, tables, block quotes and captions, all by file offsets.

The prose starts out blank and receives only the characters that are text, so that whatever is not
text (code, addresses, marks, raw HTML) is blank without being looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from claimcheck.model import Document, Part, Place, Span, Table
from claimcheck.reading import front_matter, lines, markdown_inline, markup, quotes

TITLE = 120
SUBHEAD = 90
STANDFIRSTS = 2
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"(\*\*|__)(?!\s)[^*_]+\1")
_ITALIC = re.compile(r"([*_])(?![\s*_])[^*_]+\1")


@dataclass(frozen=True, slots=True)
class _Block:
    span: Span
    sort: str  # heading, paragraph, aside (list items, quotations), bold, caption, cell
    level: int = 0


@dataclass(slots=True)
class _Page:
    """The file while it is being read: the prose filled in so far, tables and block quotes found."""

    text: str
    rows: list[Span]
    prose: list[str]
    references: Any = None
    tables: list[Table] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)


def read(path: str, text: str, notes: tuple[str, ...] = ()) -> Document:
    """The document of a Markdown text, with the date and the language of its front matter."""
    front = front_matter.find(text)
    rows = list(lines.split(text))
    source = "".join("\n" if row.start < front.end else f"{row.of(text)}\n" for row in rows)
    environment: dict[str, Any] = {}
    tokens = markdown_inline.parser().parse(source, environment)
    page = _Page(text, rows, list(lines.blanked(text)), environment.get("references"))
    blocks = [block for block in _blocks(page, tokens) if any(char.isalnum() for char in block.span.of(text))]
    if front.title is not None and not _repeated(text, front.title, blocks):
        blocks.insert(0, _Block(front.title, "heading", 1))
        page.prose[front.title.start : front.title.end] = front.title.of(text)
    parts = tuple(_parts(text, blocks))
    prose = "".join(page.prose)
    own = [part for part in parts if not _inside(page.quoted, part.span)]
    return Document(
        path,
        text,
        prose,
        parts,
        tuple(page.tables),
        tuple(sorted([*quotes.find(prose, own), *page.quoted])),
        front.date,
        front.language,
        notes,
    )


def _inside(regions: Sequence[Span], span: Span) -> bool:
    """Whether one of the regions, which are in order, holds the span."""
    at = bisect_right(regions, span.start, key=lambda region: region.start) - 1
    return at >= 0 and span.end <= regions[at].end


def _repeated(text: str, title: Span, blocks: Sequence[_Block]) -> bool:
    """Whether a first-level heading says what the title of the front matter says."""
    wanted = re.sub(r"\W+", "", title.of(text)).lower()
    heads = (block.span.of(text) for block in blocks if block.sort == "heading" and block.level == 1)
    return any(wanted == re.sub(r"\W+", "", head).lower() for head in heads)


def _blocks(page: _Page, tokens: Sequence[Token]) -> Iterator[_Block]:
    inside: list[str] = []
    grid: list[tuple[Span, ...]] = []
    pictured = False
    number = 0
    while number < len(tokens):
        token = tokens[number]
        if token.type == "tr_open":
            closing = next(at for at in range(number, len(tokens)) if tokens[at].type == "tr_close")
            grid.append(_row(page, tokens[number:closing]))
            yield from (_Block(cell, "cell") for cell in grid[-1] if cell.start < cell.end)
            number = closing
        elif token.type == "table_close":
            last = max(cell.end for row in grid for cell in row)
            page.tables.append(Table(Span(grid[0][0].start, last), tuple(grid)))
            grid = []
        elif token.type == "blockquote_open" and token.map and "blockquote" not in inside:
            region = Span(page.rows[token.map[0]].start, page.rows[token.map[1] - 1].end)
            page.quoted.append(lines.trimmed(page.text, region))
        elif token.type == "html_block" and token.map:
            region = Span(page.rows[token.map[0]].start, page.rows[token.map[1] - 1].end)
            for span, caption in markup.paragraphs(page.text, region, page.prose):
                yield _Block(span, "caption" if caption else "paragraph")
        elif token.type == "inline":
            found = list(_inline(page, token, tokens[number - 1], "aside" if inside else "paragraph", pictured))
            pictured = bool(found) and all(block.sort == "caption" for block in found)
            yield from found
        if token.type.startswith(("blockquote", "list_item")):
            inside.append(token.type.partition("_")[0]) if token.nesting > 0 else inside.pop()
        number += 1


def _inline(page: _Page, token: Token, opener: Token, sort: str, pictured: bool) -> Iterator[_Block]:
    """A paragraph or a heading, and before or after it the alternative texts of pictures at its edges."""
    inline = markdown_inline.read(token.content, page.references)
    places = list(_places(page, token, opener.markup.startswith("#")))
    for at, start, length in places:
        page.prose[start : start + length] = inline.prose[at : at + length]
    body = inline.prose.strip()
    first = inline.prose.index(body) if body else len(inline.prose)
    last = first + len(body)
    captions = {
        picture.start: Span(_source(places, alt.start), _source(places, alt.end - 1) + 1)
        for picture, alt in inline.images
        if alt.start < alt.end and (picture.end <= first or picture.start >= last)
    }
    for span in captions.values():
        page.prose[span.start : span.end] = span.of(page.text)
    yield from (_Block(span, "caption") for at, span in captions.items() if at < first)
    if body:
        span = Span(_source(places, first), _source(places, last - 1) + 1)
        under = pictured or any(picture.end <= first for picture, _ in inline.images)
        words = token.content[max((picture.end for picture, _ in inline.images), default=0) :].strip()
        if opener.type == "heading_open":
            yield _Block(span, "heading", int(opener.tag[1]))
        elif under and _ITALIC.fullmatch(words):
            yield _Block(span, "caption")
        else:
            yield _Block(span, "bold" if _BOLD.fullmatch(words) else sort)
    yield from (_Block(span, "caption") for at, span in captions.items() if at >= last)


def _places(page: _Page, token: Token, marked: bool) -> Iterator[tuple[int, int, int]]:
    """For each line of an inline token: where it begins in the content and in the file, and its length.

    A line of content ends where the file's line ends; only a heading with `#` may be closed by more.
    """
    at = 0
    first = token.map[0] if token.map else 0
    content = token.content.split("\n")
    while content[0].strip() and first < len(page.rows) and not page.rows[first].of(page.text).strip():
        first += 1  # wide spaces alone are a line to Markdown, and may be no content
    for number, line in enumerate(content):
        words = line.strip()
        if words and first + number < len(page.rows):
            row = page.rows[first + number]
            whole = row.of(page.text).rstrip()
            start = whole.find(words, whole.find("#") + 1) if marked else len(whole) - len(words)
            if start >= 0 and whole.startswith(words, start):
                yield at + line.index(words), row.start + start, len(words)
        at += len(line) + 1


def _source(places: Sequence[tuple[int, int, int]], at: int) -> int:
    """The file offset of a character of the inline content."""
    if not places:
        return 0
    begin, start, length = places[max(0, bisect_right(places, at, key=lambda place: place[0]) - 1)]
    return start + min(max(0, at - begin), length - 1)


def _row(page: _Page, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The cells of one table row; a cell that the row leaves out is empty at its end."""
    contents = [token for token in tokens if token.type == "inline" and token.map]
    row = page.rows[contents[0].map[0]] if contents and contents[0].map else Span(0, 0)
    edges = [row.start - 1, *(edge.start() for edge in _CELL_EDGE.finditer(page.text, row.start, row.end)), row.end]
    cells = [lines.trimmed(page.text, Span(a + 1, b)) for a, b in pairwise(edges)]
    if cells[0].start == cells[0].end and len(cells) > 1:
        cells = cells[1:]
    found: list[Span] = []
    for number, token in enumerate(contents):
        cell = cells[number] if number < len(cells) else Span(row.end, row.end)
        written = cell.of(page.text)
        same = written == token.content
        page.prose[cell.start : cell.end] = markdown_inline.read(written, page.references).prose if same else written
        found.append(cell)
    return tuple(found)


def _parts(text: str, blocks: Sequence[_Block]) -> Iterator[Part]:
    heads = [block.level for block in blocks if block.sort == "heading"]
    titled = 1 in heads
    led = False
    standfirsts = 0
    for at, block in enumerate(blocks):
        line = block.span.of(text)
        followed = at + 1 < len(blocks)
        if block.sort == "heading":
            first = at == 0 and not titled
            titled = titled or first
            yield Part(Place.HEADLINE, block.span, 1 if first else block.level)
        elif block.sort == "cell":
            yield Part(Place.TABLE, block.span)
        elif block.sort == "caption" or lines.is_caption(line):
            yield Part(Place.CAPTION, block.span)
        elif block.sort == "aside" or (not led and lines.is_date_line(line)):
            yield Part(Place.BODY, block.span)
        elif led:
            subhead = block.sort == "bold" and followed and len(line) <= SUBHEAD and not lines.ends_sentence(line)
            yield Part(Place.HEADLINE, block.span, 2) if subhead else Part(Place.BODY, block.span)
        elif not heads and not titled and followed and _is_title(line):
            titled = True
            yield Part(Place.HEADLINE, block.span, 1)
        else:
            standfirst = titled and followed and standfirsts < STANDFIRSTS and _is_title(line)
            standfirsts += standfirst
            led = not standfirst
            yield Part(Place.LEAD, block.span)


def _is_title(line: str) -> bool:
    return len(line) <= TITLE and not lines.ends_sentence(line) and line[-1] not in ",;:"
