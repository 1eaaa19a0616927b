"""Findings that stand but do not count: a comment in the story, the accepted list, an earlier report, unchanged lines.

One module for each; `apply` puts them together. A finding keeps the first reason that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from claimcheck.model import Finding, Report, Waived

Waive = Callable[[Finding], Waived | None]


def apply(report: Report, waives: Iterable[Waive]) -> Report:
    """The report with each finding that one of `waives` answers for moved among the waived."""
    asked = tuple(waives)
    kept: list[Finding] = []
    waived = list(report.waived)
    for finding in report.findings:
        found = next((found for found in (waive(finding) for waive in asked) if found), None)
        if found:
            waived.append(found)
        else:
            kept.append(finding)
    return replace(report, findings=tuple(kept), waived=tuple(waived))
