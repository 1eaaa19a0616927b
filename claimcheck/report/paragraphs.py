"""Where words stand for people who count neither lines nor columns: in which paragraph, or in a headline or a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from claimcheck.model import Document, Place, Span
from claimcheck.report.wording import Words

_TEXT = (Place.LEAD, Place.BODY)


class Paragraphs:
    """The blocks of one story, of which those of running text are counted from 1."""

    def __init__(self, document: Document, marks: Words) -> None:
        self._parts = document.parts
        self._numbers = list(accumulate(int(part.place in _TEXT) for part in document.parts))
        self._marks = marks

    def of(self, span: Span) -> str:
        """`paragraph 3`, `in the headline`, `in a table`; the nearest block before words that stand in none."""
        at = bisect_right(self._parts, span.start, key=lambda part: part.span.start) - 1
        if at < 0:
            return self._marks.text("where.start")
        part = self._parts[at]
        if part.place in _TEXT:
            return self._marks.text("where.paragraph", n=self._numbers[at])
        return self._marks.text("where.heading" if part.level > 1 else f"place.{part.place}")

    def all_of(self, spans: Iterable[Span]) -> str:
        """Each place once, in the order of the spans."""
        return ", ".join(dict.fromkeys(map(self.of, spans)))
