"""The paths of a run: those on the command line, and those that `--files-from` lists."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

import click

from claimcheck import files, reading
from claimcheck.errors import ConfigError, InputError
from claimcheck.reading.paths import STANDARD_INPUT


def named(paths: Sequence[str], listed_in: str | None, called: str) -> tuple[str, ...]:
    """The paths in order; `called` is what the story from standard input goes by.

    Raises ConfigError for what is asked wrongly, InputError for a list that cannot be read.
    """
    if listed_in == STANDARD_INPUT and STANDARD_INPUT in paths:
        raise ConfigError("standard input holds a story or the list of --files-from, not both")
    found = (*paths, *(_listed(listed_in) if listed_in is not None else ()))
    if not found and listed_in is None:
        raise click.UsageError("Missing argument 'PATH...'.")
    if called != STANDARD_INPUT and STANDARD_INPUT not in found:
        raise ConfigError(f"--stdin-filename names the story that comes by {STANDARD_INPUT}, which is not asked for")
    if os.path.splitext(called)[1].lower() in reading.COLLECTIONS:
        raise ConfigError(f"--stdin-filename names one story, and «{called}» is a file of many")
    return found


def _listed(name: str) -> Iterator[str]:
    """One path a line, whatever signs it holds; where there are null characters they part the paths."""
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else files.read(name)
    except (OSError, ValueError) as error:
        raise InputError(f"the list «{name}» cannot be read: {reading.why(error)}") from None
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    return (os.fsdecode(line) for line in lines if line.strip())
