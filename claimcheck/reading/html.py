"""HTML: the words between the tags, each at its place in the file.

The standard library's parser is used because it tells where in the file everything stands; a faster one
does not. Menus, scripts, forms and footers are not the story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from html.parser import HTMLParser

from claimcheck.model import Document, Part, Place, Span, Table
from claimcheck.reading import comments, lines, quotes
from claimcheck.reading.assembly import Block

HEADINGS = {f"h{level}": level for level in range(1, 7)}
SILENT = frozenset("script style template svg noscript code pre nav footer aside form button select iframe".split())
BLOCKS = frozenset(
    "address article blockquote body br dd details div dl dt fieldset figcaption figure header hr html li main ol p"
    " section summary table tbody td tfoot th thead title tr ul".split()
) | set(HEADINGS)
DATES = frozenset({"article:published_time", "date", "dc.date", "datepublished", "pubdate"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def read(path: str, text: str, notes: tuple[str, ...] = ()) -> Document:
    """The document of an HTML page: headings, paragraphs, captions, tables and block quotes, with the date and
    the language the page gives itself."""
    page = _Page(text)
    page.feed(_closing(text))
    page.close()
    page.finish()
    if page.broken:
        notes = (*notes, "the markup breaks off; what stands after it was not read")
    prose = "".join(page.prose)
    parts = tuple(_with_lead(page.parts))
    return Document(
        path,
        text,
        prose,
        parts,
        tuple(page.tables),
        tuple(sorted([*quotes.find(prose, parts), *page.quoted])),
        page.date,
        page.language,
        notes,
    )


def blocks(markup: str) -> Iterator[Block]:
    """The parts of a page as blocks, for formats that hold one; its tables are rows of cells no more."""
    page = read("", markup)
    asides = comments.by_part(markup, comments.in_markup(markup), page.parts)
    for part, words in zip(page.parts, asides, strict=True):
        yield Block(" ".join(part.span.of(page.prose).split()), part.place, part.level, asides=words)


def _closing(text: str) -> str:
    """The text with a blank for each `<` that no `>` follows: the parser would look for one each time anew."""
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", " ")


def _with_lead(parts: list[Part]) -> list[Part]:
    """The parts in order; the page's own title counts only where no heading stands for it, and the first
    paragraph is the lead."""
    headed = any(part.level == 1 for part in parts)
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: part.span):
        untitled = part.place is Place.HEADLINE and not part.level
        if not (untitled and headed):
            kept.append(Part(Place.HEADLINE, part.span, 1) if untitled else part)
    first = next((at for at, part in enumerate(kept) if part.place is Place.BODY), None)
    if first is not None:
        kept[first] = Part(Place.LEAD, kept[first].span)
    return kept


class _Page(HTMLParser):
    """A page while it is being read; `prose` starts blank and receives the characters that are text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.prose = list(lines.blanked(text))
        self.parts: list[Part] = []
        self.tables: list[Table] = []
        self.quoted: list[Span] = []
        self.date: date | None = None
        self.language: str | None = None
        self._starts = [0]
        self._starts.extend(at + 1 for at, sign in enumerate(text) if sign == "\n")
        self.broken = False
        self._open: list[str] = []  # the elements one stands in, and how many there are of each
        self._within: Counter[str] = Counter()
        self._headings: list[str] = []
        self._silent = 0
        self._first: int | None = None
        self._last = 0
        self._quote: int | None = None
        self._rows: list[list[Span]] | None = None
        self._table_start = 0

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Where a comment ends; the standard library's own way looks for the end of each unclosed one anew."""
        return self._past("-->", i)

    def parse_html_declaration(self, i: int) -> int:
        """Where a declaration ends, likewise."""
        return self._past("]]>" if self.rawdata.startswith("<![CDATA[", i) else ">", i)

    def _past(self, closing: str, start: int) -> int:
        """What is never closed takes the rest, as in browsers."""
        end = self.rawdata.find(closing, start + 2)
        self.broken = self.broken or end < 0
        return len(self.rawdata) if end < 0 else end + len(closing)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block ends the paragraph before it."""
        values = {name: value or "" for name, value in attrs}
        self._metadata(tag, values)
        if tag in BLOCKS:
            self.finish()
        if tag in VOID:
            return
        self._open.append(tag)
        self._within[tag] += 1
        self._silent += tag in SILENT
        if tag in HEADINGS:
            self._headings.append(tag)
        if tag == "blockquote":
            self._quote = self._here()
        elif tag == "table":
            self._rows, self._table_start = [], self._here()
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what was left open inside it."""
        if not self._within[tag]:
            return
        if tag in BLOCKS:
            self.finish()
        name = ""
        while name != tag:
            name = self._open.pop()
            self._within[name] -= 1
            self._silent -= name in SILENT
            if name in HEADINGS:
                self._headings.pop()
        if tag == "blockquote" and self._quote is not None:
            self.quoted.append(Span(self._quote, self._here()))
            self._quote = None
        elif tag == "table" and self._rows is not None:
            rows = tuple(tuple(row) for row in self._rows if row)
            if rows:
                self.tables.append(Table(Span(self._table_start, self._here()), rows))
            self._rows = None

    def handle_data(self, data: str) -> None:
        """Text as it stands."""
        start = self._here()
        self._write(start, data, len(data))

    def handle_entityref(self, name: str) -> None:
        """A named character, written at its first place with blanks for the rest of its name."""
        self._character(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """A numbered character, likewise."""
        self._character(f"&#{name}")

    def finish(self) -> None:
        """End the paragraph that is open, if it holds a word."""
        if self._first is None:
            return
        span = lines.trimmed("".join(self.prose[self._first : self._last]), Span(0, self._last - self._first))
        start = self._first
        self._first = None
        span = Span(start + span.start, start + span.end)
        if not any(sign.isalnum() for sign in self.prose[span.start : span.end]):
            return
        self._add(span)

    def _add(self, span: Span) -> None:
        within = self._within
        level = HEADINGS[self._headings[-1]] if self._headings else 0
        if (within["td"] or within["th"]) and self._rows is not None:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append(span)
            self.parts.append(Part(Place.TABLE, span))
        elif level or within["title"]:
            self.parts.append(Part(Place.HEADLINE, span, level))
        elif within["figcaption"] or within["caption"]:
            self.parts.append(Part(Place.CAPTION, span))
        else:
            self.parts.append(Part(Place.BODY, span))

    def _character(self, source: str) -> None:
        start = self._here()
        length = len(source) + (self.text[start + len(source) : start + len(source) + 1] == ";")
        sign = unescape(source + ";")
        self._write(start, sign if len(sign) == 1 else " ", length)

    def _write(self, start: int, data: str, length: int) -> None:
        if self._silent:
            return
        self.prose[start : start + length] = list(data.ljust(length))
        if self._first is None and data.strip():
            self._first = start
        self._last = max(self._last, start + length)

    def _metadata(self, tag: str, values: dict[str, str]) -> None:
        if tag == "html" and values.get("lang"):
            self.language = values["lang"].split("-")[0].lower()
        named = values.get("property", values.get("name", values.get("itemprop", ""))).lower()
        given = values.get("content", values.get("datetime", ""))
        if self.date is None and (named in DATES or tag == "time") and (found := _ISO.match(given)):
            try:
                self.date = date(*(int(part) for part in found.groups()))
            except ValueError:
                self.date = None

    def _here(self) -> int:
        line, column = self.getpos()
        return min(self._starts[line - 1] + column, len(self.text)) if line <= len(self._starts) else len(self.text)
