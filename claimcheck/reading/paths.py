"""From what stands on the command line to stories: files, whole folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from claimcheck import reading
from claimcheck.errors import InputError
from claimcheck.model import Document

STANDARD_INPUT = "-"
SUFFIXES = (".txt", *reading.FORMATS)


def stories(names: Iterable[str]) -> Iterator[Document | InputError]:
    """Each story named, in order, each once; a folder gives those below it whose suffix is known.

    What cannot be read comes as the error that says why, so that the others go on.
    """
    seen: set[str] = set()
    for name in names:
        found = list(_below(name)) if os.path.isdir(name) else [name]
        if not found:
            suffixes = ", ".join(sorted(SUFFIXES))
            yield InputError(f"the folder «{name}» holds no story ({suffixes})")
        for each in found:
            if each not in seen:
                seen.add(each)
                yield _story(each)


def _story(name: str) -> Document | InputError:
    try:
        if name == STANDARD_INPUT:
            return reading.read_bytes(sys.stdin.buffer.read(), name)
        return reading.read_path(name)
    except InputError as error:
        return error


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("."):
                yield os.path.join(place, name)
