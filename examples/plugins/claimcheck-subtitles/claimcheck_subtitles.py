"""Subtitles: what is said, without the numbers and times of the cues."""

from __future__ import annotations

import re

from claimcheck.model import Document, Part, Place, Span
from claimcheck.reading.encoding import decode

_CUE = re.compile(r"^(?:\d+\r?\n)?\d\d:\d\d:\d\d[,.]\d{3} --> .*$", re.MULTILINE)


def read(path: str, data: bytes) -> Document:
    """The story told by subtitles; every offset is one of the file."""
    text, notes = decode(data, path)
    prose = _CUE.sub(lambda cue: re.sub(r"[^\r\n]", " ", cue[0]), text)
    prose = re.sub(r"\s+", lambda gap: " " * len(gap[0]), prose)  # a sentence goes on from one cue to the next
    first = len(prose) - len(prose.lstrip())
    return Document(path, text, prose, (Part(Place.BODY, Span(first, len(prose.rstrip()))),), notes=notes)
