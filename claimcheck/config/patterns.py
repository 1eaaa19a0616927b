"""Path patterns, matched in time that grows with pattern and path, however many stars there are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(r"\*\*/|\*\*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`*` and `?` stay inside a folder, `**` does not; a folder means all below it."""

    pieces: tuple[str, ...]

    def fits(self, path: str) -> bool:
        """Whether a path with `/` between its folders fits."""
        ends = {0}  # where what was matched so far may end
        for piece in self.pieces:
            ends = _further(piece, path, ends)
            if not ends:
                return False
        return any(end == len(path) or path[end] == "/" for end in ends)


def pattern(written: str) -> Pattern:
    """The pattern as somebody writes it; one without `/` fits in any folder."""
    text = written.removeprefix("./").rstrip("/")
    return Pattern(tuple(_PIECE.findall(text if "/" in text else f"**/{text}")))


def _further(piece: str, path: str, ends: set[int]) -> set[int]:
    """Where a match that ended at one of `ends` may end with one more piece."""
    first = min(ends)
    if piece == "**":
        return {*range(first, len(path) + 1)}
    if piece == "**/":
        return ends | {at + 1 for at in range(first, len(path)) if path[at] == "/"}
    if piece == "*":
        return _run(path, ends)
    return {end + 1 for end in ends if end < len(path) and (path[end] == piece or (piece == "?" and path[end] != "/"))}


def _run(path: str, ends: set[int]) -> set[int]:
    """The ends and all that can be reached from them inside a folder."""
    found: set[int] = set()
    inside = False
    for at in range(len(path) + 1):
        inside = at in ends or (inside and path[at - 1] != "/")
        if inside:
            found.add(at)
    return found
