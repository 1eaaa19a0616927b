"""From what stands on the command line to stories: files, whole folders, files of many stories, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from claimcheck import files, reading
from claimcheck.errors import InputError
from claimcheck.model import Document
from claimcheck.reading import folders

STANDARD_INPUT = "-"
SUFFIXES = (".txt", *reading.FORMATS, ".docx", ".odt", ".ninjs", ".nitf", ".eml")
MARK = "#"  # between a file of many stories and the id of one


@dataclass(frozen=True, slots=True)
class Line:
    """A story in a file of many: its line from 1, and where its bytes are."""

    file: str
    number: int
    start: int
    length: int


Listed: TypeAlias = str | InputError | Line
SKIPPED = 4  # how many times the largest story's size is looked through for the end of a line


@dataclass(frozen=True, slots=True)
class Story:
    """A story not read yet: what it is called, its file, its bytes, and its line in a file of many."""

    name: str
    file: str
    data: bytes
    line: Line | None = None

    def document(self) -> Document:
        """The story read. Raises InputError."""
        if self.line is None:
            return reading.read_bytes(self.data, self.name)
        from claimcheck.reading import jsonlines

        return jsonlines.read(self.line, self.data)

    def known(self, document: Document) -> Document:
        """A document of the same bytes that was read elsewhere, under this story's name."""
        line = self.line
        return replace(document, path=self.name, file=line.file if line else "", record=line.number if line else 0)


def every(folder: str) -> Iterator[str]:
    """The files below a folder whose suffix is known, whoever leaves them out."""
    return folders.below(folder, SUFFIXES, lambda _: (), gitignore=False)


def expanded(
    names: Iterable[str], below: Callable[[str], Iterator[str]] = every, largest: int = files.LARGEST
) -> Iterator[Listed]:
    """Each story named, in order, each file once: a folder gives the files that are stories `below` it, a file of many
    stories its lines, `FILE#ID` one of them. A story has no more than `largest` bytes.

    What holds no story comes as the error that says so, so that the others go on.
    """
    seen: set[str] = set()
    for name in names:
        found = list(below(name)) if os.path.isdir(name) else [name]
        if not found:
            yield InputError(_empty(name))
        for each in found:
            if each not in seen:
                seen.add(each)
                yield from _stories(each, largest)


def opened(listed: Listed, largest: int = files.LARGEST, called: str = STANDARD_INPUT) -> Story:
    """What was listed, with its bytes; standard input goes by the name `called`. Raises InputError, which may have been
    listed instead of a story."""
    if isinstance(listed, InputError):
        raise listed
    if listed == STANDARD_INPUT:
        return Story(called, called, _given(largest))
    if isinstance(listed, str):
        return Story(listed, listed, reading.load(listed, largest))
    from claimcheck.reading import jsonlines

    data = _content(listed)
    return Story(jsonlines.name(listed, data), listed.file, data, listed)


def _given(largest: int) -> bytes:
    """What comes by standard input. Raises InputError."""
    if sys.stdin is None:
        raise InputError("standard input is closed")
    try:
        return files.bounded(sys.stdin.buffer, largest)
    except OSError as error:
        raise InputError(f"standard input cannot be read: {reading.why(error)}") from None


def file_of(listed: str | Line, called: str = STANDARD_INPUT) -> str:
    """The file a story stands in: the name itself, but for `FILE#ID`, lines, and standard input with a name."""
    if not isinstance(listed, str):
        return listed.file
    if listed == STANDARD_INPUT:
        return called
    file, mark, _ = listed.partition(MARK)
    return file if mark and _is_collection(file) and not os.path.exists(listed) else listed


def _is_collection(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in reading.COLLECTIONS


def _stories(name: str, largest: int) -> Iterator[Listed]:
    file = file_of(name)
    if not _is_collection(file) or not os.path.isfile(file):
        yield name
        return
    try:
        found = list(_split(file, largest))
    except OSError:
        yield file
        return
    lines = [line for line in found if file == name or isinstance(line, Line) and _called(line) == name]
    if not lines:
        yield InputError(f"«{file}» holds no story" + (f" «{name.removeprefix(file + MARK)}»" if file != name else ""))
    yield from lines


def _split(file: str, largest: int) -> Iterator[Line | InputError]:
    """The lines that hold anything, for one that is too large the error that says so. Raises OSError, also for a line
    of which no end is in sight."""
    start = 0
    with open(file, "rb") as source:
        read = partial(source.readline, largest + 1)
        for number, line in enumerate(iter(read, b""), 1):
            length, end = len(line), line
            while len(end) > largest and not end.endswith(b"\n"):
                if length > SKIPPED * largest:
                    raise files.too_large(largest)
                end = read()
                length += len(end)
            if length > largest:
                yield InputError(f"{file}:{number}: the line cannot be read: {reading.why(files.too_large(largest))}")
            elif line.strip():
                yield Line(file, number, start, length)
            start += length


def _content(line: Line) -> bytes:
    try:
        with open(line.file, "rb") as source:
            source.seek(line.start)
            return source.read(line.length)
    except OSError as error:
        raise InputError(f"{line.file}:{line.number}: the line cannot be read: {error.strerror}") from None


def _called(line: Line) -> str:
    from claimcheck.reading import jsonlines

    try:
        return jsonlines.name(line, _content(line))
    except InputError:
        return ""


def _empty(folder: str) -> str:
    left = "" if next(every(folder), None) is None else f" but what {folders.GITIGNORE} or «exclude» leaves out"
    return f"the folder «{folder}» holds no story{left} ({', '.join(sorted(SUFFIXES))})"
