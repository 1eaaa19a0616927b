"""The JSON report with one story a line, for archives: each line is one of the objects in its `documents`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from claimcheck.model import Report
from claimcheck.report import json_report
from claimcheck.rulebook import Rule


def write(
    reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO, *, findings: bool = True
) -> None:
    """Write each report on its line, as `documents` of the published schema; without `findings` what was read."""
    for report in reports:
        out.writelines(json_report.pieces(report, rules, ui, findings))
        out.write("\n")
