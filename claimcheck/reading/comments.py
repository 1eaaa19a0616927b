"""Comments to claimcheck inside a story, in the form its format has for them.

In plain text `# claimcheck: ...` on a line of its own or at the end of one, in Markdown, HTML and XML
`<!-- claimcheck: ... -->`, in a document of a word processor a comment that begins so. They are no prose; what they
ask for is read elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from claimcheck.model import Aside, Part, Span
from claimcheck.reading import lines

NAME = "claimcheck"
_BEGINNING = rf"{NAME}(?::|[ \t]+ignore)"
_LINE = re.compile(rf"[ \t]*#[ \t]*({_BEGINNING}[^\r\n]*)", re.IGNORECASE)
_TAIL = re.compile(rf"(?<=\S)[ \t]+#[ \t]*({_BEGINNING}[^\r\n]*)", re.IGNORECASE)
_MARKUP = re.compile(rf"<!--\s{{0,20}}({_BEGINNING}(?:(?!-->)[\s\S]){{0,400}})-->", re.IGNORECASE)
_TITLE = re.compile(rf"[ \t]{{0,3}}#{{1,6}}[ \t]*({_BEGINNING}[^\r\n]*)", re.IGNORECASE)
_ASKED = re.compile(_BEGINNING, re.IGNORECASE)
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")


def addressed(words: str) -> bool:
    """Whether the words of a comment speak to claimcheck."""
    return _ASKED.match(words.strip()) is not None


def in_text(text: str, rows: Sequence[Span]) -> list[Aside]:
    """The comments of a plain text: on lines of their own, at the ends of lines, or as markup has them."""
    if not _speaks(text):
        return []
    found = [Aside(Span(*match.span()), match[1].strip()) for match in _MARKUP.finditer(text)]
    taken = lines.among(aside.span for aside in found)
    for row in rows:
        if taken(row):
            continue
        if match := _LINE.fullmatch(text, row.start, row.end) or _TAIL.search(text, row.start, row.end):
            found.append(Aside(Span(match.start(), row.end), match[1].strip()))
    return sorted(found, key=lambda aside: aside.span)


def in_markup(text: str, *, markdown: bool = False) -> tuple[Aside, ...]:
    """The comments of a Markdown or HTML text, but for those shown as code; a heading of Markdown that looks like the
    comment of a plain text is one that is not heeded."""
    if not _speaks(text):
        return ()
    found = [
        Aside(Span(*match.span()), match[1].strip())
        for match in _MARKUP.finditer(text)
        if text[match.start() - 1 : match.start()] != "`"
    ]
    rows = [*lines.split(text)]
    if markdown:
        titles = (_TITLE.fullmatch(text, row.start, row.end) for row in rows)
        found += [Aside(Span(*match.span()), match[1].strip(), heeded=False) for match in titles if match]
    fences = [row.start for row in rows if _FENCE.match(text, row.start, row.end)]
    return tuple(
        sorted((each for each in found if bisect_right(fences, each.span.start) % 2 == 0), key=lambda each: each.span)
    )


def _speaks(text: str) -> bool:
    return NAME in text or NAME.capitalize() in text


def without(rows: Iterable[Span], text: str, asides: Sequence[Aside]) -> Iterator[Span]:
    """The rows that hold more than comments, without those at their ends."""
    for row in rows:
        at = bisect_left(asides, row.end, key=lambda aside: aside.span.start) - 1
        last = asides[at].span if at >= 0 else row
        if last.start <= row.start and row.end <= last.end and at >= 0:
            continue
        ends = at >= 0 and row.start < last.start < row.end <= last.end
        yield lines.trimmed(text, Span(row.start, last.start)) if ends else row


def by_part(text: str, asides: Sequence[Aside], parts: Sequence[Part]) -> list[tuple[str, ...]]:
    """For each part the comments that stand in it, behind it on its line, or before it."""
    found: list[tuple[str, ...]] = []
    at = 0
    for part in parts:
        end = at
        while end < len(asides) and "\n" not in text[part.span.end : asides[end].span.start]:
            end += 1
        found.append(tuple(aside.words for aside in asides[at:end]))
        at = end
    return found


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces in place of what stands at the spans, which come in their order."""
    pieces: list[str] = []
    last = 0
    for span in spans:
        start = max(span.start, last)
        if start < span.end:
            pieces += [text[last:start], " " * (span.end - start)]
            last = span.end
    return "".join(pieces) + text[last:]
