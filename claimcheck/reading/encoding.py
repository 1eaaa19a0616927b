"""Bytes to text: Unicode where the bytes say so, a declared guess where they do not."""

from __future__ import annotations

import codecs

from claimcheck.errors import InputError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zipped file (a Word document?)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
)
_LEGACY = ["cp1252", "mac_roman", "cp850"]
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 27)) + b"\x7f"


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text without its byte order mark, and a note when the encoding had to be guessed.

    Raises InputError when the bytes are no text.
    """
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise InputError(f"«{name}» is {what}, not plain text: save the story as text or Markdown")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise InputError(f"«{name}» begins like {encoding.upper()} but is not valid in it") from None
        return _guess(data, name)
    if "\0" in text:
        raise InputError(f"«{name}» is not text: it holds NUL bytes (UTF-16 needs its byte order mark)")
    return text, ()


def _guess(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if len(data.translate(None, _CONTROLS)) < len(data):
        raise InputError(f"«{name}» is not text: it holds control bytes and is not valid UTF-8")
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is None:
        raise InputError(f"«{name}» is not text in UTF-8 or in a legacy encoding of Western Europe")
    return str(best), (f"not valid UTF-8: read as {best.encoding}, which is a guess",)


def sound(text: str) -> str:
    """The text with a sign for each half of a character, which JSON and e-mail can write and no file can hold."""
    return text.encode("utf-8", "replace").decode()
