"""The files of a folder that are stories: what neither git, nor the newsroom, nor custom leaves out.

Patterns are those of `.gitignore` files. Whatever somebody names is looked at, so what leaves out a named folder as a
whole is not asked about the files in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck import files
from claimcheck.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE = ".gitignore"
REPOSITORY = ".git"
USUAL = frozenset({"__pycache__", "__pypackages__", "node_modules", "site-packages", "venv"})
MOST_STARS, MOST_DEEP = 3, 2  # of a pattern, and those that reach through folders: with more, matching takes too long

_STARS = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns with the folder, by its full path, from which they tell paths."""

    root: str
    spec: GitIgnoreSpec

    def says(self, path: str) -> bool | None:
        """Whether a full path is left out, a folder's with a separator at its end; None where nothing is said of it."""
        start = self.root.rstrip(os.sep) + os.sep
        return self.spec.check_file(path[len(start) :]).include if path.startswith(start) else None


Excluding = Callable[[str], Sequence[Patterns]]


def patterns(root: str, lines: Iterable[str], origin: str) -> Patterns:
    """The patterns that somebody wrote at `origin`. Raises ConfigError for one that is none or takes too long."""
    from pathspec import GitIgnoreSpec

    given = list(lines)
    for line in given:
        if not _quick(line):
            raise ConfigError(
                f"{origin}: the pattern «{line}» has too many stars: {MOST_STARS} at most, {MOST_DEEP} of them double"
            )
    try:
        return Patterns(os.path.abspath(root), GitIgnoreSpec.from_lines(given))
    except ValueError:
        raise ConfigError(f"{origin}: «{', '.join(given)}» are no patterns as in {GITIGNORE}") from None


def below(folder: str, suffixes: Collection[str], excluding: Excluding, gitignore: bool = True) -> Iterator[str]:
    """The files below a folder that have one of the suffixes and are not left out, in order.

    `excluding` tells the newsroom's own patterns for a folder, `gitignore` whether those of git are heeded.
    """
    top = os.path.abspath(folder)
    outer = {top: _asked(_above(top) if gitignore else (), top)}
    for place, folders, names in os.walk(folder):
        here = os.path.abspath(place)
        git = (*outer.pop(here), *(_ignored(here) if gitignore else ()))
        own = _asked(excluding(place), top)
        folders[:] = sorted(name for name in folders if _kept(here, name, True, git, own))
        outer |= {os.path.join(here, name): git for name in folders}
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in suffixes and _kept(here, name, False, git, own):
                yield os.path.join(place, name)


def _kept(folder: str, name: str, is_folder: bool, git: Sequence[Patterns], own: Sequence[Patterns]) -> bool:
    path = os.path.join(folder, name)
    if name.startswith(".") or is_folder and (name in USUAL or os.path.exists(os.path.join(path, "pyvenv.cfg"))):
        return False
    told = path + os.sep if is_folder else path
    said = next((answer for each in reversed(git) if (answer := each.says(told)) is not None), False)
    return not said and not any(each.says(told) for each in own)


def _asked(found: Iterable[Patterns], top: str) -> tuple[Patterns, ...]:
    """The patterns that do not leave out the named folder itself."""
    return tuple(each for each in found if not each.says(top + os.sep))


def _above(top: str) -> Iterator[Patterns]:
    """The patterns of the folders above, down from the root of the repository; none outside of one."""
    inner: list[str] = []
    place, seen = top, ""
    while place != seen and not os.path.exists(os.path.join(place, REPOSITORY)):
        place, seen = os.path.dirname(place), place
        inner.insert(0, place)
    if place != seen:
        for each in inner:
            yield from _ignored(each)


def _ignored(folder: str) -> tuple[Patterns, ...]:
    """The patterns of a folder's `.gitignore`; lines that are none say nothing, as for git."""
    try:
        data = files.read(os.path.join(folder, GITIGNORE), files.SETTINGS)
    except (OSError, ValueError):
        return ()
    from pathspec import GitIgnoreSpec

    lines = [line for line in data.decode("utf-8", "replace").splitlines() if _quick(line)]
    try:
        return (Patterns(folder, GitIgnoreSpec.from_lines(lines)),)
    except ValueError:
        return (Patterns(folder, GitIgnoreSpec.from_lines(filter(_valid, lines))),)


def _quick(line: str) -> bool:
    stars = _STARS.findall(line)
    return len(stars) <= MOST_STARS and sum(len(each) > 1 for each in stars) <= MOST_DEEP


def _valid(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
