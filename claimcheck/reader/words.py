"""Words that a reader quotes, found in the story: exactly, but for how blanks and quotation marks are printed."""

from __future__ import annotations

import re

from claimcheck.model import Document, Span
from claimcheck.reader.request import CLOSE, OPEN

QUOTES = dict.fromkeys("“”„‟«»‹›″", '"') | dict.fromkeys("‘’‚‛′`´", "'")
LONGEST = 200  # characters of a quotation
_MARK = re.compile(rf"{OPEN}f\d+:([^{CLOSE}]*){CLOSE}")


class Words:
    """A story's words; the marks that a reader saw in it are no part of what it quotes."""

    def __init__(self, document: Document) -> None:
        folded: list[str] = []
        self._places: list[int] = []
        for at, character in enumerate(document.prose):
            sign = " " if character.isspace() else QUOTES.get(character, character)
            if sign == " " and (not folded or folded[-1] == " "):
                continue
            folded.append(sign)
            self._places.append(at)
        self._text = "".join(folded)

    def places(self, quoted: str) -> list[Span]:
        """Every place where the words stand; none for words that do not, or that are no quotation at all."""
        wanted = folded(quoted)
        if not wanted or len(wanted) > LONGEST:
            return []
        found, at = [], self._text.find(wanted)
        while at >= 0:
            if self._whole(at, at + len(wanted)):
                found.append(Span(self._places[at], self._places[at + len(wanted) - 1] + 1))
            at = self._text.find(wanted, at + 1)
        return found

    def _whole(self, start: int, end: int) -> bool:
        """Whether no word is cut in two at either end."""
        return not (_inside(self._text, start) or _inside(self._text, end))


def folded(quoted: str) -> str:
    """The words as they are compared."""
    plain = _MARK.sub(r"\1", quoted)
    return " ".join("".join(QUOTES.get(character, character) for character in plain).split())


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
