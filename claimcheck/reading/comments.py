"""Comments to claimcheck inside a story: `<!-- claimcheck: ... -->`, in plain text a line `# claimcheck: ...`.

They are no prose; what they ask for is read elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from claimcheck.model import Span
from claimcheck.reading import lines

MARK = "claimcheck:"
_LINE = re.compile(r"[ \t]*#[ \t]*claimcheck:[^\r\n]*")
_MARKUP = re.compile(r"<!--\s{0,20}claimcheck:(?:(?!-->)[\s\S]){0,400}-->")
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")


def in_text(text: str, rows: Iterable[Span]) -> list[Span]:
    """The lines of a plain text that are comments."""
    return [row for row in rows if _LINE.fullmatch(text, row.start, row.end)] if MARK in text else []


def in_markup(text: str) -> tuple[Span, ...]:
    """The comments of a Markdown or HTML text, but for those shown as code."""
    if MARK not in text:
        return ()
    found = [Span(*match.span()) for match in _MARKUP.finditer(text) if text[match.start() - 1 : match.start()] != "`"]
    fences = [row.start for row in lines.split(text) if _FENCE.match(text, row.start, row.end)]
    return tuple(span for span in found if bisect_right(fences, span.start) % 2 == 0)


def blanked(text: str, comments: Iterable[Span]) -> str:
    """The text with spaces in place of the comments."""
    pieces: list[str] = []
    last = 0
    for span in comments:
        pieces += [text[last : span.start], " " * (span.end - span.start)]
        last = span.end
    return "".join(pieces) + text[last:]
