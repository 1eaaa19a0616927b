"""A list of findings to print, with a box before each to tick off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from claimcheck.model import Report
from claimcheck.report.entries import entries
from claimcheck.rulebook import Rule


def write(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write the findings of all stories; `ui` is the language of messages, None is each story's own."""
    for report in reports:
        out.write(f"{report.document.path}\n")
        for entry in entries(report, rules, ui):
            out.write(f"[ ] line {entry.spots[0].line}: {entry.message}\n")
