"""The formats by name, those of plugins too; each module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, TextIO

from claimcheck import plugins
from claimcheck.errors import ConfigError, nearest
from claimcheck.model import Report, Severity
from claimcheck.rulebook import Rule

_MODULES = {
    "rich": "terminal",
    "concise": "concise",
    "json": "json_report",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "csv": "csv_report",
    "markdown": "markdown",
    "html": "page",
}
CHECK = tuple(_MODULES)
CLAIMS = ("rich", "json", "jsonl", "csv")
PLAIN = ("rich", "concise")  # written in the encoding of the stream; all others are UTF-8 by their own standards


def expect(names: Iterable[str], *, plugged: bool) -> None:
    """Raise ConfigError for a format that is not there, or that a plugin has which does not load or is not `plugged`
    in."""
    for name in names:
        plugin = plugins.named(plugins.REPORTERS, name) if plugged and name not in _MODULES else None
        if plugin is not None:
            plugin.function()
        elif name not in _MODULES:
            raise ConfigError(f"there is no format «{name}», only {', '.join(CHECK)}{nearest(name, CHECK)}")


def write_check(
    name: str,
    reports: Sequence[Report],
    rules: Mapping[str, Rule],
    ui: str | None,
    out: TextIO,
    *,
    ascii_only: bool = False,
    color: bool | None = None,
    quiet: bool = False,
    exit_code: int = 0,
    fail_on: Severity | None = Severity.ERROR,
    seconds: Mapping[str, float] | None = None,
) -> None:
    """Write what was found in the format `name`.

    `ui` is the language of messages (None: the story's), `fail_on` the severity from which on the exit code is 1;
    `quiet` leaves out of lines what was covered, `seconds` tells by path how long a story took.
    """
    plugin = None if name in _MODULES else plugins.named(plugins.REPORTERS, name)
    if plugin is not None:
        _write_with(plugin, reports, rules, ui, out)
        return
    own: dict[str, Any] = {}
    if name == "rich":
        own = {"ascii": ascii_only, "color": color, "exit_code": exit_code}
    elif name == "concise":
        own = {"quiet": quiet}
    elif name == "junit":
        own = {"fail_on": fail_on, "seconds": seconds}
    _module(name).write(reports, rules, ui, out, **own)


def write_claims(
    name: str,
    reports: Sequence[Report],
    rules: Mapping[str, Rule],
    ui: str | None,
    out: TextIO,
    *,
    ascii_only: bool = False,
    color: bool | None = None,
) -> None:
    """Write what was read in the format `name`."""
    if name == "rich":
        _module(name).write_claims(reports, ui, out, ascii=ascii_only, color=color)
    else:
        _module(name).write(reports, rules, ui, out, findings=False)


def _write_with(
    plugin: plugins.Plugin, reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO
) -> None:
    try:
        plugin.function()(reports, rules, ui, out)
    except (ConfigError, OSError):
        raise
    except (Exception, SystemExit) as error:
        problem = " ".join(f"{type(error).__name__}: {error}".split())
        raise ConfigError(f"the report could not be written by {plugin}: {problem}") from error


def _module(name: str) -> Any:
    return import_module(f"claimcheck.report.{_MODULES[name]}")
