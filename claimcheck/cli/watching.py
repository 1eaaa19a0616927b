"""`--watch`: the same run again whenever a story or what it is checked by changes, until it is interrupted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator

import click

from claimcheck import reading
from claimcheck.cli import complain
from claimcheck.config import file
from claimcheck.errors import ClaimcheckError, ConfigError, lacking
from claimcheck.reading.paths import STANDARD_INPUT
from claimcheck.waivers import accepted

PAUSE = 200  # milliseconds without a change after which a run begins
SETTINGS = (*file.NAMES, accepted.NAME)


def repeat(paths: Collection[str], written: Iterable[str], once: Callable[[], int]) -> int:
    """Run `once`, and again after each change below the paths but in files that the runs have `written`. Ends by an
    interrupt only. Raises ConfigError where that cannot be."""
    if STANDARD_INPUT in paths:
        raise ConfigError(f"--watch takes files and folders, not {STANDARD_INPUT}")
    for _ in _changes(paths, {os.path.realpath(name) for name in written}):
        if sys.stdout.isatty():
            click.clear()
        try:
            once()
        except ClaimcheckError as error:
            complain(str(error))
        sys.stdout.flush()
        complain("watching; Ctrl-C ends it")
    return 0


def _changes(paths: Collection[str], written: Collection[str]) -> Iterator[None]:
    """One at the start, then one for each change that a run may read."""
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        raise ConfigError(lacking("--watch", "watch")) from None
    named = {os.path.realpath(path) for path in paths}
    folders = {path if os.path.isdir(path) else os.path.dirname(path) for path in named}

    def matters(_change: object, path: str) -> bool:
        suffix = os.path.splitext(path)[1].lower()
        return path not in written and (
            path in named
            or os.path.basename(path) in SETTINGS
            or suffix in reading.SUFFIXES
            and any(path.startswith(folder + os.sep) for folder in named)
        )

    yield
    for _ in watch(*filter(os.path.isdir, folders), watch_filter=matters, step=PAUSE):
        yield
