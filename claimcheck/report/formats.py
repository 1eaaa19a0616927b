"""The formats by name; each module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from claimcheck.model import Report
from claimcheck.rulebook import Rule

CHECK = ("rich", "concise", "json")
CLAIMS = ("rich", "json")


def write_check(
    name: str,
    reports: Sequence[Report],
    rules: Mapping[str, Rule],
    ui: str | None,
    out: TextIO,
    *,
    ascii_only: bool = False,
    exit_code: int = 0,
) -> None:
    """Write what was found in the format `name`; `ui` is the language of messages (None: the story's)."""
    if name == "json":
        from claimcheck.report import json_report

        json_report.write(reports, rules, ui, out)
    elif name == "concise":
        from claimcheck.report import concise

        concise.write(reports, rules, ui, out)
    else:
        from claimcheck.report import terminal

        terminal.write(reports, rules, ui, out, ascii=ascii_only, exit_code=exit_code)


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
    if name == "json":
        from claimcheck.report import json_report

        json_report.write(reports, rules, ui, out, findings=False)
    else:
        from claimcheck.report import terminal

        terminal.write_claims(reports, ui, out, ascii=ascii_only)
