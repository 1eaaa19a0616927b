"""Of a web page only its main text: what trafilatura keeps, at the places of our own reading.

trafilatura judges which paragraphs are the article and which the page's furniture; where they stand it does not tell,
so each part of our reading stays if its words are among those kept. It is used without any network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.errors import needs
from claimcheck.model import Document, Part, Place, Span
from claimcheck.reading import lines

EXTRA = "web"
SUFFIXES = frozenset({".html", ".htm"})
LONG = 25  # signs from which words are recognised inside a longer line


@dataclass(frozen=True, slots=True)
class _Kept:
    """The words kept, without spaces and signs: line by line, and all together."""

    title: str
    rows: frozenset[str]
    whole: str

    def has(self, words: str) -> bool:
        """Whether these words stand there: as a line, or, when they are long enough not to be chance, in one."""
        bare = _bare(words)
        return bare in self.rows or (len(bare) >= LONG and bare in self.whole)


def main_text(document: Document) -> Document:
    """The page with only the parts of its main text; a page without one stays whole and says so.

    Raises InputError that names the extra when trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError:
        raise needs(EXTRA, document.path) from None
    try:
        found = trafilatura.bare_extraction(document.text, include_comments=False, with_metadata=False, fast=True)
    except Exception:  # of the libraries below it, at pages that are none
        found = None
    text = str(getattr(found, "text", None) or "")
    kept = _Kept(_bare(str(getattr(found, "title", None) or "")), frozenset(_rows(text)), _bare(text))
    parts = tuple(_parts(document, kept))
    if not any(part.place in (Place.LEAD, Place.BODY) for part in parts):
        return replace(document, notes=(*document.notes, "no main text was found: the whole page was read"))
    stays = lines.among(part.span for part in parts)
    tabled = lines.among(part.span for part in parts if part.place is Place.TABLE)
    return replace(
        document,
        prose=_prose(document, parts),
        parts=parts,
        tables=tuple(table for table in document.tables if tabled(table.span)),
        quotes=tuple(quote for quote in document.quotes if stays(quote)),
    )


def _rows(text: str) -> Iterator[str]:
    for row in text.splitlines():
        yield _bare(row)
        if "|" in row:
            yield from (_bare(cell) for cell in row.split("|"))


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def _parts(document: Document, kept: _Kept) -> Iterator[Part]:
    """The parts that stay, and the title above the first of them."""
    stay = [part for part in document.parts if kept.has(part.span.of(document.prose))]
    first = next((part.span for part in stay if part.place in (Place.LEAD, Place.BODY)), Span(0, 0))
    titles = [part for part in document.parts if part.level == 1 and part.span < first]
    named = [part for part in titles if _bare(part.span.of(document.prose)) == kept.title]
    stay = [part for part in stay if part.level != 1] + (named or titles)[-1:]
    led = False
    for part in sorted(stay, key=lambda part: part.span):
        lead = part.place in (Place.LEAD, Place.BODY) and not led
        led = led or lead
        yield Part(Place.LEAD, part.span) if lead else replace(part, place=_later(part.place))


def _later(place: Place) -> Place:
    return Place.BODY if place is Place.LEAD else place


def _prose(document: Document, parts: Sequence[Part]) -> str:
    """The prose with blanks for whatever is in no part."""
    blank = lines.blanked(document.prose)
    pieces: list[str] = []
    last = 0
    for part in parts:
        pieces += [blank[last : part.span.start], part.span.of(document.prose)]
        last = part.span.end
    return "".join(pieces) + blank[last:]
