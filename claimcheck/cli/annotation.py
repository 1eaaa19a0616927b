"""`--annotate FILE`: the Word document that was checked, with comments, as another file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import files, reading
from claimcheck.errors import ConfigError

if TYPE_CHECKING:
    from claimcheck.newsroom import Run

SUFFIX = ".docx"


def expect(paths: Sequence[str], target: str) -> None:
    """Raises ConfigError unless the paths are one Word document and the target is another file."""
    if len(paths) != 1 or Path(paths[0]).suffix.lower() != SUFFIX or os.path.isdir(paths[0]):
        given = f"«{paths[0]}»" if len(paths) == 1 else f"{len(paths)} paths"
        raise ConfigError(f"--annotate takes one Word document ({SUFFIX}), not {given}")
    if Path(target).suffix.lower() != SUFFIX:
        raise ConfigError(f"--annotate writes a Word document: «{target}» should end in {SUFFIX}")
    if os.path.realpath(paths[0]) == os.path.realpath(target) or same(paths[0], target):
        raise ConfigError(f"--annotate never writes over the story itself: «{target}» must be another file")


def write(done: Run, target: str, largest: int) -> None:
    """Write the one story of a run with its comments; nothing where it could not be read. Raises ConfigError."""
    if not done.reports:
        return
    from claimcheck.report import word

    report = done.reports[0]
    data = word.annotated(reading.load(report.document.path, largest), report, done.rules, done.ui)
    try:
        with files.replacing(target, "wb") as out:
            out.write(data)
    except OSError as error:
        raise ConfigError(f"«{target}» cannot be written: {error.strerror}") from error


def same(one: str, other: str) -> bool:
    """Whether two paths lead to one file."""
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)
