"""What other installed packages add: rules, languages, readers of formats, reports.

A package says so by entry points of the groups below. They are read straight from the installed packages' metadata,
because importing the standard library's reader of it takes longer than checking a short story; nothing of a plugin is
imported before it is needed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from claimcheck.errors import ConfigError

CHECKS = "claimcheck.checks"  # any name = module:function, a check that rules may name
RULES = "claimcheck.rules"  # a package: the rule files in its folder
LANGUAGES = "claimcheck.languages"  # code = package: the pack CODE.yaml in its folder
READERS = "claimcheck.readers"  # suffix = module:function, read(path, data) -> Document
REPORTERS = "claimcheck.reporters"  # format = module:function, write(reports, rules, ui, out)
PROPOSERS = "claimcheck.proposers"  # client = module:function, ask(request, asking) -> Answer
GROUPS = (CHECKS, RULES, LANGUAGES, READERS, REPORTERS, PROPOSERS)

OWN = "claimcheck"
DISTRIBUTION = "claimcheck-newsroom"
_METADATA = (".dist-info", ".egg-info")
_FILE = "entry_points.txt"
_COMMAND = re.compile(rb"^claimcheck\s*=", re.MULTILINE)
_LINE = re.compile(r"\[(?P<group>[^\]]+)\]|(?P<name>[^=#;]+?)\s*=\s*(?P<value>[\w.]+(?::[\w.]+)?)")


@dataclass(frozen=True, slots=True)
class Plugin:
    """One thing a package adds; `value` is a package, or a function written `module:function`."""

    group: str
    name: str
    value: str
    package: str

    def __str__(self) -> str:
        return f"the plugin «{self.name}» of {self.package}"

    def folder(self) -> Path:
        """The folder of the package that `value` names. Raises ConfigError."""
        from importlib.util import find_spec

        try:
            spec = find_spec(self.value)
        except (Exception, SystemExit) as error:
            self._broken(error)
        if spec is None or not spec.submodule_search_locations:
            self._broken(f"there is no package «{self.value}»")
        return Path(next(iter(spec.submodule_search_locations)))

    def file(self, name: str) -> Path:
        """A file of the package that `value` names. Raises ConfigError."""
        path = self.folder() / name
        if not path.is_file():
            self._broken(f"there is no file «{name}» in the package «{self.value}»")
        return path

    def function(self) -> Callable[..., Any]:
        """The function that `value` names, imported. Raises ConfigError."""
        from importlib import import_module

        module, _, name = self.value.partition(":")
        try:
            found = import_module(module)
            for each in name.split("."):
                found = getattr(found, each)
        except (Exception, SystemExit) as error:
            self._broken(error)
        if not callable(found):
            self._broken(f"«{self.value}» is no function")
        return found

    def _broken(self, why: BaseException | str) -> NoReturn:
        if isinstance(why, BaseException):
            why = " ".join(f"{type(why).__name__}: {why}".split())
        raise ConfigError(f"{self} cannot be loaded ({why}); --isolated runs without plugins")


@cache
def found() -> tuple[Plugin, ...]:
    """Every plugin that is installed, by group and name; of two with one name the first on Python's path counts."""
    plugins: dict[tuple[str, str], Plugin] = {}
    for package, data in packages():
        for plugin in _read(package, data):
            plugins.setdefault((plugin.group, plugin.name), plugin)
    return tuple(plugins[key] for key in sorted(plugins))


def foreign() -> tuple[str, ...]:
    """The packages of others, each as `name version`, that install a module or a command of claimcheck's name."""
    named = ((package.partition(" ")[0].lower(), package, data) for package, data in packages())
    return tuple(
        package for name, package, data in named if name == OWN or name != DISTRIBUTION and _COMMAND.search(data)
    )


@cache
def packages() -> tuple[tuple[str, bytes], ...]:
    """The installed packages that speak of claimcheck, each as `name version` with its entry points; of two with one
    name the first on Python's path counts."""
    seen: dict[str, tuple[str, bytes]] = {}
    for folder in dict.fromkeys(filter(None, sys.path)):  # an empty one is where one stands, which installs nothing
        for package, data in _described(folder):
            seen.setdefault(package.partition(" ")[0].lower(), (package, data))
    return tuple(seen.values())


def of(group: str) -> tuple[Plugin, ...]:
    """The plugins of a group."""
    return tuple(plugin for plugin in found() if plugin.group == group)


def names(group: str) -> tuple[str, ...]:
    """The names of the plugins of a group."""
    return tuple(plugin.name for plugin in of(group))


def named(group: str, name: str) -> Plugin | None:
    """The plugin of a group with this name."""
    return next((plugin for plugin in of(group) if plugin.name == name), None)


def _described(folder: str) -> Iterator[tuple[str, bytes]]:
    """The packages below a folder whose name or entry points mention claimcheck: `name version`, the file's content."""
    try:
        entries = sorted(name for name in os.listdir(folder) if name.endswith(_METADATA))
    except OSError:
        return
    for entry in entries:
        try:
            with open(f"{folder}{os.sep}{entry}{os.sep}{_FILE}", "rb") as file:
                data = file.read()
        except OSError:
            data = b""
        name, _, version = entry.rpartition(".")[0].partition("-")
        if OWN.encode() in data or name.lower() == OWN:
            yield f"{name.replace('_', '-')} {version}".rstrip(), data


def _read(package: str, data: bytes) -> Iterator[Plugin]:
    group = ""
    for line in data.decode("utf-8", "replace").splitlines():
        match = _LINE.match(line.strip())
        if match is None:
            continue
        if match["group"]:
            group = match["group"].strip()
        elif group in GROUPS:
            yield Plugin(group, match["name"], match["value"], package)
