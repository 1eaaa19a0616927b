"""A configuration file: where it is found, what it says, and what that makes for one story.

`claimcheck.toml`, `.claimcheck.toml` or the table `[tool.claimcheck]` of `pyproject.toml`; the one nearest to the
story, upwards, is in force, alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck import files
from claimcheck.config.keys import TABLES, Key, keys
from claimcheck.config.patterns import Pattern, pattern
from claimcheck.config.settings import DEFAULTS, Layer, Setting, merged
from claimcheck.config.toml import Place, TomlFile, shown
from claimcheck.errors import ConfigError, nearest

PYPROJECT = "pyproject.toml"
NAMES = ("claimcheck.toml", ".claimcheck.toml", PYPROJECT)
SECTION = ("tool", "claimcheck")
OVERRIDES = "overrides"
PATHS = "paths"


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the stories whose path fits one of the patterns."""

    patterns: tuple[Pattern, ...]
    layer: Layer


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one file says; `path` is None where there is none. `root` is the folder its paths begin at."""

    path: Path | None
    root: Path
    base: Layer
    overrides: tuple[Override, ...] = ()

    def of(self, story: str, command_line: Layer) -> Layer:
        """All that is in force for the story at this path, with where it comes from."""
        place = os.path.relpath(story, self.root).replace(os.sep, "/")
        fitting = (each.layer for each in self.overrides if any(fitting.fits(place) for fitting in each.patterns))
        return merged((DEFAULTS, self.base, *fitting, command_line))

    @property
    def plugged(self) -> bool:
        """Whether plugins are used."""
        return bool(self.base.get("plugins", DEFAULTS["plugins"]).value)

    def folders(self) -> tuple[Path, ...]:
        """The folders of house rules. Raises ConfigError for one that is not there."""
        if "rules" not in self.base:
            return ()
        setting = self.base["rules"]
        found = tuple(self.root / name for name in setting.value)
        for folder in found:
            if not os.path.exists(folder):
                raise ConfigError(f"{setting.origin}: there are no rules at «{shown(folder)}»")
        return found

    def verify(self, rules: Sequence[str]) -> None:
        """Raise ConfigError for a rule or a family that is not among the ids of `rules`."""
        known = {*rules, *(rule[0] for rule in rules)}
        for each in (self.base, *(override.layer for override in self.overrides)):
            for key, setting in each.items():
                named = setting.value if key in ("select", "ignore") else ()
                for name in (key.partition(".")[2],) if key.startswith("severity.") else named:
                    if name not in known:
                        guess = nearest(name, rules)
                        raise ConfigError(f"{setting.origin}: there is no rule or family «{name}»{guess}")


def none(root: Path) -> Configuration:
    """The configuration of a folder that has none."""
    return Configuration(None, root, {})


def find(folder: Path) -> Configuration | None:
    """The configuration in force in a folder: its own, else that of the nearest folder above. Raises ConfigError."""
    for each in (folder, *folder.parents):
        for name in NAMES:
            found = read(each / name) if os.path.isfile(each / name) else None
            if found is not None:
                return found
    return None


def named(path: Path) -> Configuration:
    """The configuration in a file somebody named. Raises ConfigError."""
    found = read(path.resolve())
    if found is None:
        raise ConfigError(f"«{path}» has no table [tool.claimcheck]")
    return found


def read(path: Path) -> Configuration | None:
    """What a file says; None for a `pyproject.toml` without a section for claimcheck. Raises ConfigError."""
    shared = path.name == PYPROJECT
    if shared and not _mentioned(path):
        return None
    file = TomlFile(path)
    data, place = file.data, Place()
    if shared:
        place = SECTION
        data = data.get("tool", {})
        data = data.get("claimcheck") if isinstance(data, Mapping) else None  # type: ignore[assignment]
        if data is None:
            return None
        if not isinstance(data, Mapping):
            file.fault(place, "«tool.claimcheck» must be a table")
    base = {key: value for key, value in data.items() if key != OVERRIDES}
    return Configuration(
        path, path.parent, _layer(file, place, base), tuple(_overrides(file, place, data.get(OVERRIDES, [])))
    )


def _mentioned(path: Path) -> bool:
    """Whether a file has the word at all, which spares reading most of those that are other tools'."""
    try:
        return SECTION[-1].encode() in files.read(path, files.SETTINGS)
    except OSError:
        return True


def _overrides(file: TomlFile, place: Place, given: Any) -> Iterator[Override]:
    place = (*place, OVERRIDES)
    if not isinstance(given, list) or not all(isinstance(each, Mapping) for each in given):
        file.fault(place, "«overrides» must be tables, each under [[overrides]]")
    for number, each in enumerate(given):
        here = (*place, number)
        paths = each.get(PATHS)
        if not isinstance(paths, list) or not paths or not all(isinstance(path, str) and path for path in paths):
            file.fault((*here, PATHS), 'an override needs «paths», a list such as ["sport/**"]')
        values = {key: value for key, value in each.items() if key != PATHS}
        yield Override(tuple(pattern(path) for path in paths), _layer(file, here, values, local=True))


def _layer(file: TomlFile, place: Place, data: Mapping[str, Any], *, local: bool = False) -> Layer:
    known = keys()
    allowed = [name for name, key in known.items() if key.local or not local]
    found: dict[str, Setting] = {}
    for name, here, value in _flat(file, place, data, allowed):
        key = known["severity.*" if name.startswith("severity.") else name]
        read = key.read(value)
        if read is None:
            file.fault(here, f"«{name}» must be {_expected(key, value)}")
        found[name] = Setting(read, file.origin(here))
    return found


def _expected(key: Key, value: Any) -> str:
    guess = nearest(value, key.expected.removeprefix("one of ").split(", ")) if isinstance(value, str) else ""
    return f"{key.expected}{guess}" if key.expected.startswith("one of ") else key.expected


def _flat(
    file: TomlFile, place: Place, data: Mapping[str, Any], allowed: Sequence[str]
) -> Iterator[tuple[str, Place, Any]]:
    """Each key by its dotted name, with its place and value. Raises ConfigError for one that is not known."""
    for name, value in data.items():
        here = (*place, name)
        if name not in TABLES:
            _expect(file, here, name, [key for key in allowed if "." not in key] + [*TABLES])
            yield name, here, value
            continue
        if not isinstance(value, Mapping):
            file.fault(here, f"«{name}» must be a table, [{name}]")
        for inner, below in value.items():
            if name != "severity":
                inside = [key.partition(".")[2] for key in allowed if key.startswith(f"{name}.")]
                _expect(file, (*here, inner), inner, inside)
            yield f"{name}.{inner}", (*here, inner), below


def _expect(file: TomlFile, place: Place, name: str, known: Sequence[str]) -> None:
    if name in known:
        return
    if name in keys():
        file.fault(place, f"«{name}» holds for a whole run and cannot stand in an override")
    file.fault(place, f"«{name}» is not a known key{nearest(name, known)}")
