"""The lines that changed since a git ref; a finding on other lines is not this change's."""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import ConfigError
from claimcheck.model import Document, Finding, Waived, Waiver
from claimcheck.reading import DATA_FORMATS

_HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
# Paths as they are; and nothing is run that a folder of the checked-out repository may ask for.
_SETTINGS = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")
Ranges = Sequence[tuple[int, int]]
EVERYTHING = (1, sys.maxsize)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changed lines of the files of a repository (first and last, in order), and the files git does not know."""

    root: Path
    lines: Mapping[str, Ranges]
    whole: frozenset[str]

    def of(self, path: str) -> Ranges | None:
        """The changed lines of a file, None when all of it is new."""
        name = os.path.relpath(os.path.realpath(path), self.root).replace(os.sep, "/")
        return None if name in self.whole else self.lines.get(name, ())


@dataclass(frozen=True, slots=True)
class Changed:
    """The changed lines of one story."""

    ranges: Ranges
    breaks: Sequence[int]

    def waive(self, finding: Finding) -> Waived | None:
        """The finding, if none of its places is on a changed line."""
        places = [term.place for term in finding.relation.terms]
        if any(self._touched(place.start, place.end) for place in places):
            return None
        return Waived(finding, Waiver.UNCHANGED)

    def _touched(self, start: int, end: int) -> bool:
        first, last = bisect_left(self.breaks, start) + 1, bisect_left(self.breaks, max(end - 1, start)) + 1
        at = bisect_left(self.ranges, first, key=lambda lines: lines[1])
        return at < len(self.ranges) and self.ranges[at][0] <= last


def of(document: Document, ranges: Ranges) -> Changed:
    """The changed lines of a story, counted as git counts them; all or none where its lines are not the file's."""
    if document.record:
        ranges = [EVERYTHING] if any(first <= document.record <= last for first, last in ranges) else []
    elif ranges and os.path.splitext(document.path)[1].lower() in DATA_FORMATS:
        ranges = [EVERYTHING]
    return Changed(ranges, [match.start() for match in re.finditer("\n", document.text)])


def root(folder: Path) -> Path:
    """The root of the repository that holds a folder. Raises ConfigError when none does."""
    found = _git(folder, "rev-parse", "--show-toplevel") if folder.is_dir() else None
    if found is None:
        raise ConfigError(f"--diff needs a git repository, and «{folder}» is in none")
    return Path(os.fsdecode(found.rstrip(b"\r\n")))


def since(ref: str, top: Path) -> Changes:
    """What changed since a ref in the repository with this root. Raises ConfigError for a ref git does not know."""
    if ref.startswith("-"):
        raise ConfigError(f"«{ref}» is not a git ref")
    diff = _git(top, "diff", "-U0", "--no-color", "--no-ext-diff", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/",
                ref, "--")  # fmt: skip
    if diff is None:
        raise ConfigError(f"git knows no «{ref}» in «{top}»")
    others = _git(top, "ls-files", "-z", "--others") or b""
    lines, binary = _parsed(diff)
    return Changes(
        Path(os.path.realpath(top)), lines, frozenset({*binary, *(os.fsdecode(each) for each in others.split(b"\0"))})
    )


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints, None when it refuses. Raises ConfigError when there is no git."""
    import subprocess

    command = ["git", *_SETTINGS, *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL)  # noqa: S603
    except OSError as error:
        raise ConfigError(f"--diff needs git, which cannot be run: {error.strerror}") from error
    return done.stdout if done.returncode == 0 else None


def _parsed(diff: bytes) -> tuple[dict[str, list[tuple[int, int]]], set[str]]:
    """The changed lines by file, and the files that git takes for no text."""
    found: dict[str, list[tuple[int, int]]] = {}
    binary: set[str] = set()
    name = ""
    left = 0  # lines of the hunk that are still to come
    for line in diff.split(b"\n"):
        hunk = _HUNK.match(line) if left == 0 else None
        if left and line[:1] in (b"+", b"\\"):
            left -= line[:1] == b"+"
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
        elif line.startswith(b"Binary files "):
            binary.add(_name(line.removesuffix(b" differ").partition(b" and ")[2]))
        elif hunk:
            left = int(hunk[2] or 1)
            if left:
                found.setdefault(name, []).append((int(hunk[1]), int(hunk[1]) + left - 1))
    return found, binary


def _name(written: bytes) -> str:
    written = written.rstrip(b"\t\r")
    if written.startswith(b'"'):
        import codecs

        written = codecs.escape_decode(written.strip(b'"'))[0]
    return os.fsdecode(written.removeprefix(b"b/"))
