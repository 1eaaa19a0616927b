"""The sheet a terminal report is drawn on: its width, its signs, and the one door all text goes through.

Text is cleaned here and printed as Rich `Text`, never as markup, so that a story cannot colour, delete
or command anything.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from claimcheck.model import Severity
from claimcheck.report.visible import limit, visible

Piece = tuple[str, str]  # a text and the Rich style it is printed in
NARROW = 60
_WIDEST = 100
_DEFAULT = 80
_SYSTEM: Mapping[bool | None, Literal["auto", "standard"] | None] = {None: "auto", True: "standard", False: None}
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of the drawing."""

    error: str
    warning: str
    note: str
    held: str
    bar: str
    rule: str
    under: str
    tee: str
    cut: str
    dot: str
    dash: str
    opening: str
    closing: str

    def of(self, severity: Severity) -> str:
        """The sign that heads a diagnostic."""
        return (self.note, self.warning, self.error)[severity.rank]


UNICODE = Signs("✗", "⚠", "·", "✓", "│", "─", "─", "┬", "…", "·", "–", "‹", "›")
ASCII = Signs("x", "!", "-", "+", "|", "-", "^", "^", "...", "-", "-", "[", "]")


class Screen:
    """Where lines go. `room` is its width in cells, `width` what prose may take of it, `table` what the rows of a
    table may take: in a pipe nobody sees an edge, and a row must stay one line. `encoding` is None when every
    character can be printed. `color` is as the terminal and its environment have it where it is None."""

    def __init__(
        self, out: TextIO, ascii_only: bool = False, width: int | None = None, color: bool | None = None
    ) -> None:
        self.encoding = "ascii" if ascii_only else limit(out)
        self.signs = ASCII if self.encoding else UNICODE
        self._console = Console(
            file=out,
            width=width,
            markup=False,
            highlight=False,
            emoji=False,
            color_system=_SYSTEM[color],
            force_terminal=color or None,
            no_color=False if color else ascii_only or None,
        )
        known = out.isatty() or "COLUMNS" in os.environ
        self.room = max(20, width or (self._console.width if known else _DEFAULT))
        self.table = self.room if known or width else sys.maxsize
        self.width = min(self.room, _WIDEST)
        self.narrow = self.width < NARROW

    def clean(self, text: str) -> str:
        """The text as it will appear, on one line."""
        return visible(text, self.encoding)

    def print(self, *pieces: Piece) -> None:
        """One line, however long; nothing is wrapped or cut here."""
        line = Text()
        for text, style in pieces:
            line.append(self.clean(text), style)
        line.rstrip()
        self._console.print(line, soft_wrap=True)

    def rule(self) -> None:
        """A line across."""
        self.print((self.signs.rule * self.width, "dim"))

    def wrapped(self, text: str, style: str = "", indent: str = "") -> None:
        """A paragraph, every line of it indented."""
        self.labelled(indent, "", text, style)

    def labelled(self, label: str, label_style: str, text: str, style: str = "") -> None:
        """A paragraph with `label` before its first line and blanks of that width before the others."""
        taken = self.cells([(label, "")])
        for number, line in enumerate(self.lines(text, self.width - taken)):
            self.print((" " * taken if number else label, label_style), (line, style))

    def lines(self, text: str, width: int) -> list[str]:
        """The text as it will appear, in lines of at most `width` cells; a no-break space does not break."""
        words = re.split(r"[^\S\u00a0\u202f]+", text)
        return wrap([self.clean(word) for word in words if word], width)

    def spread(self, left: Sequence[Piece], right: Sequence[Piece]) -> None:
        """Two groups on one line, the second against the right edge; below each other when they do not fit."""
        gap = self.width - self.cells(left) - self.cells(right)
        if gap < 2:
            self.folded(left)
            self.folded([("  ", ""), *right])
        else:
            self.print(*left, (" " * gap, ""), *right)

    def folded(self, pieces: Sequence[Piece]) -> None:
        """Pieces on as many lines as they need, broken between pieces."""
        line: list[Piece] = []
        for piece in pieces:
            if line and self.cells([*line, piece]) > self.width:
                self.print(*line)
                line = []
            line.append(piece)
        self.print(*line)

    def cells(self, pieces: Iterable[Piece]) -> int:
        """The cells that pieces take."""
        return sum(cell_len(self.clean(text)) for text, _ in pieces)


def style_of(severity: Severity) -> str:
    """The colour of a severity, always beside its sign and word."""
    return _STYLE[severity]


def wrap(words: Iterable[str], width: int) -> list[str]:
    """Lines of at most `width` cells, broken between words, or inside a word that alone is too long."""
    lines: list[str] = []
    line = ""
    for word in words:
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while cell_len(word) > width:
            head = fitting(word, max(width, 2))
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line] if line or not lines else lines


def fitting(text: str, width: int) -> str:
    """The longest beginning of the text that takes at most `width` cells, never less than one character."""
    taken = 0
    for index, character in enumerate(text):
        taken += cell_len(character)
        if taken > width:
            return text[: max(index, 1)]
    return text


def shortened(text: str, width: int, cut: str) -> str:
    """The text in at most `width` cells, ended by `cut` at the end of a word when it is too long."""
    if cell_len(text) <= width:
        return text
    head = fitting(text, max(width - cell_len(cut), 1))
    space = head.rfind(" ")
    return (head[:space] if space > len(head) // 2 else head).rstrip(" ,;:") + cut


def padded(text: str, width: int, right: bool = False) -> str:
    """The text filled with spaces to `width` cells."""
    blanks = " " * max(width - cell_len(text), 0)
    return blanks + text if right else text + blanks
