"""From what stands on the command line to stories: files, whole folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from claimcheck import reading
from claimcheck.errors import InputError

STANDARD_INPUT = "-"
SUFFIXES = (".txt", *reading.FORMATS, ".docx", ".odt", ".ninjs", ".nitf")


def expanded(names: Iterable[str]) -> Iterator[str | InputError]:
    """Each file named, in order, each once; a folder gives those below it whose suffix is known.

    A folder without any comes as the error that says so, so that the others go on.
    """
    seen: set[str] = set()
    for name in names:
        found = list(_below(name)) if os.path.isdir(name) else [name]
        if not found:
            yield InputError(f"the folder «{name}» holds no story ({', '.join(sorted(SUFFIXES))})")
        for each in found:
            if each not in seen:
                seen.add(each)
                yield each


def content(name: str | InputError) -> bytes:
    """What a file or standard input holds. Raises InputError, which may have come instead of a name."""
    if isinstance(name, InputError):
        raise name
    return sys.stdin.buffer.read() if name == STANDARD_INPUT else reading.load(name)


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("."):
                yield os.path.join(place, name)
