"""Between offsets of a text and the lines and characters of an editor, in the encoding that was agreed on."""

from __future__ import annotations

from lsprotocol import types

from claimcheck.model import Span
from claimcheck.report.places import Places

_CODECS = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Positions:
    """The lines of one text, which end as the protocol has it: at `\\n`, `\\r\\n` and `\\r`, and nowhere else."""

    def __init__(self, text: str, encoding: types.PositionEncodingKind) -> None:
        self._text = text.encode("utf-8", "replace").decode()  # half a character counts as one sign
        self._places = Places(text)
        self._codec, self._width = _CODECS[encoding]

    def position(self, offset: int) -> types.Position:
        """Where an offset stands for the editor."""
        line, column = self._places.of(offset)
        start = self._places.span(line).start
        return types.Position(line - 1, self._units(self._text[start : start + column - 1]))

    def range(self, span: Span) -> types.Range:
        """Where a span stands for the editor."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """The offset of an editor's position; beyond the end of a line it is that end, inside a character its start."""
        if position.line >= self._places.count:
            return len(self._text)
        span = self._places.span(position.line + 1)
        line = span.of(self._text).rstrip("\r\n")
        data = line.encode(self._codec)[: position.character * self._width]
        return span.start + len(data.decode(self._codec, "ignore"))

    def span(self, range: types.Range) -> Span:
        """The span of an editor's range."""
        return Span(self.offset(range.start), self.offset(range.end))

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec)) // self._width
