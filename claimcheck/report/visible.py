"""Text from a story made fit to print: nothing invisible, nothing a terminal obeys, nothing a stream cannot encode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TextIO

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ACCENTED = frozenset("àèéìòùÀÈÉÌÒÙ")
_FOLDED = {
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("‘’‚‹›", "'"),
    **dict.fromkeys("“”„«»", '"'),
    "…": "...",
    "·": "-",
    "•": "*",
    "×": "x",
    "÷": "/",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "±": "+/-",
    "→": "->",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
}


_COMMAND = re.compile(r"##\w*\[")  # which some CI systems obey wherever it stands in a line of a log


def visible(text: str, encoding: str | None = None) -> str:
    """The text on one line, safe to print; characters that `encoding` lacks are spelt with what it has.

    White space becomes plain spaces, soft hyphens and zero-width signs go, every other control, bidirectional
    or tag character shows as a sign of its own (`␛`) or, in a limited encoding, as its number (`\\x1b`).
    """
    return "".join(signs(text, encoding))


def signs(text: str, encoding: str | None = None) -> list[str]:
    """What `visible` prints for each character of the text.

    An accent that cannot be printed at the end of a word becomes an apostrophe (`e'`), as Italian typists write it.
    """
    shown = [_shown(character, encoding) for character in text]
    for command in _COMMAND.finditer(text) if "##" in text else ():
        shown[command.end() - 1] = "("
    if encoding is None:
        return shown
    for index, character in enumerate(text):
        if character in _ACCENTED and shown[index] != character and not text[index + 1 : index + 2].isalpha():
            shown[index] += "'"
    return shown


def squeezed(text: str, encoding: str | None = None) -> str:
    """As `visible`, with each run of white space made one space and none at the ends."""
    return " ".join(visible(text, encoding).split())


def place(path: str) -> str:
    """The path of a story as it may begin a line: two colons there are a command to some CI systems."""
    return f"./{path}" if path.lstrip().startswith("::") else path


def limit(out: TextIO) -> str | None:
    """The encoding of a stream that cannot print the Unicode report, None for one that can."""
    encoding = getattr(out, "encoding", None)
    if not encoding or encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        return None
    return None if _encodes("✗⚠·✓│─┬…«»–≥≠␛�日", encoding) else str(encoding)


@cache
def _shown(character: str, encoding: str | None) -> str:
    safe = _safe(character)
    if encoding is None or not safe or _encodes(safe, encoding):
        return safe
    if character in _FOLDED:
        return _FOLDED[character]
    if safe == character:
        plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
        if plain and plain != character and plain.isprintable() and _encodes(plain, encoding):
            return plain
        if unicodedata.combining(character):
            return ""
    return character.encode("ascii", "backslashreplace").decode("ascii") if ord(character) > 127 else _number(character)


def _safe(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    if character in _DROPPED:
        return ""
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 127 else "�"


def _number(character: str) -> str:
    return f"\\x{ord(character):02x}"


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
