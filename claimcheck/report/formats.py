"""The formats by name; each module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, TextIO

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


def write_check(
    name: str,
    reports: Sequence[Report],
    rules: Mapping[str, Rule],
    ui: str | None,
    out: TextIO,
    *,
    ascii_only: bool = False,
    exit_code: int = 0,
    fail_on: Severity | None = Severity.ERROR,
) -> None:
    """Write what was found in the format `name`.

    `ui` is the language of messages (None: the story's), `fail_on` the severity from which on the exit code is 1.
    """
    own: dict[str, Any] = {}
    if name == "rich":
        own = {"ascii": ascii_only, "exit_code": exit_code}
    elif name == "junit":
        own = {"fail_on": fail_on}
    _module(name).write(reports, rules, ui, out, **own)


def write_claims(
    name: str,
    reports: Sequence[Report],
    rules: Mapping[str, Rule],
    ui: str | None,
    out: TextIO,
    *,
    ascii_only: bool = False,
) -> None:
    """Write what was read in the format `name`."""
    if name == "rich":
        _module(name).write_claims(reports, ui, out, ascii=ascii_only)
    else:
        _module(name).write(reports, rules, ui, out, findings=False)


def _module(name: str) -> Any:
    return import_module(f"claimcheck.report.{_MODULES[name]}")
