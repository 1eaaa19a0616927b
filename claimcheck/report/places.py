"""Where an offset stands: lines and columns, counted from 1 in code points."""

from __future__ import annotations

import re
from bisect import bisect_right

from claimcheck.model import Span

_BREAK = re.compile(r"\r\n|\r|\n")


class Places:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        self._length = len(text)

    @property
    def count(self) -> int:
        """How many lines there are; a line break at the end begins one more."""
        return len(self._starts)

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; one outside the text counts as the nearest inside."""
        offset = min(max(offset, 0), self._length)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, offset: int) -> int:
        """The line alone."""
        return self.of(offset)[0]

    def span(self, line: int) -> Span:
        """The whole line, its line break included."""
        return Span(self._starts[line - 1], self._starts[line] if line < len(self._starts) else self._length)

    def shown(self, offset: int) -> str:
        """`line:column`."""
        return "{}:{}".format(*self.of(offset))
