"""The second document of a rule file: texts that must fire, with the evidence marked, and texts that must not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from claimcheck import yamlfile
from claimcheck.errors import DataError, nearest
from claimcheck.fields import Fields
from claimcheck.model import Span
from claimcheck.rulebook import Rule

_SIGN = re.compile(r"\\([<>\\])|([<>])")
_KEYS = ("lang", "text", "working", "because", "date", "format")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its marks taken out; `marks` are the places where the evidence stands.

    `working` is None when the file does not give it. `format` is the suffix the text is read as.
    """

    language: str
    text: str
    marks: tuple[Span, ...]
    working: tuple[str, ...] | None = None
    because: str = ""
    dateline: date | None = None
    format: str = "txt"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a rule shows for itself."""

    fires: tuple[Example, ...]
    quiet: tuple[Example, ...]


def read(rule: Rule) -> Proof:
    """The examples in a rule's file. Raises DataError with file and line."""
    texts = yamlfile.documents(rule.path)
    if len(texts) != 2:
        raise DataError(f"{rule.path}:1: expected two documents, the rule and its proof, found {len(texts)}")
    fields = Fields(texts[1], rule.path, texts[0].count("\n") + 2)
    fields.expect(("fires", "quiet"), ())
    return Proof(_examples(fields, "fires"), _examples(fields, "quiet"))


def _examples(fields: Fields, key: str) -> tuple[Example, ...]:
    if not isinstance(fields.data[key], list):
        fields.fault(key, "expected a list of examples")
    found: list[Example] = []
    for number, given in enumerate(fields.data[key], 1):
        try:
            found.append(_example(given))
        except (ValueError, TypeError) as error:
            fields.fault(key, f"example {number}: {error}")
    if any(example.marks for example in found) and key == "quiet":
        fields.fault(key, "a text that must stay quiet marks no evidence, write \\< for the sign")
    return tuple(found)


def _example(given: object) -> Example:
    """One example as the file gives it. Raises ValueError or TypeError with what is wrong."""
    if not isinstance(given, Mapping):
        raise TypeError("expected keys and values, such as lang and text")
    for key in given:
        if key not in _KEYS:
            raise ValueError(f"«{key}» is not a known key{nearest(str(key), _KEYS)}")
    for key in ("lang", "text"):
        if not isinstance(given.get(key), str):
            raise ValueError(f"the key «{key}» is missing")
    working = given.get("working")
    if working is not None and not isinstance(working, list):
        raise TypeError("«working» must be a list")
    text, marks = unmarked(given["text"])
    return Example(
        given["lang"],
        text,
        marks,
        None if working is None else tuple(working),
        given.get("because", ""),
        date.fromisoformat(given["date"]) if "date" in given else None,
        given.get("format", "txt"),
    )


def unmarked(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its `<marks>`, and where they stood; `\\<` is the sign itself. Raises ValueError."""
    plain, marks, start, last = "", [], None, 0
    for match in _SIGN.finditer(text):
        plain += text[last : match.start()] + (match[1] or "")
        last = match.end()
        if match[2] is None:
            continue
        if (match[2] == "<") != (start is None):
            raise ValueError(f"marks do not pair at «{text[match.start() : match.start() + 20]}»")
        if start is None:
            start = len(plain)
        else:
            marks.append(Span(start, len(plain)))
            start = None
    if start is not None:
        raise ValueError("a mark is not closed")
    return plain + text[last:], tuple(marks)
