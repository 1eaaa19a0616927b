"""A code quality report for GitLab's merge requests: a list of issues with unique fingerprints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, TextIO

from claimcheck.model import Document, Report, Severity
from claimcheck.report.coverage import gaps
from claimcheck.report.entries import Entry, entries, file_of, in_file
from claimcheck.report.visible import visible
from claimcheck.report.wording import words
from claimcheck.rulebook import Rule

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}

Issue = dict[str, Any]


def write(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write the findings and failures of all stories as one list."""
    taken: set[str] = set()
    issues = [_unique(issue, taken) for report in reports for issue in _issues(report, rules, ui)]
    json.dump(issues, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _issues(report: Report, rules: Mapping[str, Rule], ui: str | None) -> Iterator[Issue]:
    path = file_of(report.document)
    for each in entries(report, rules, ui):
        yield _issue(path, each, report.document)
    for gap in gaps(report, words(ui or report.language)):
        yield _built(path, "coverage", visible(gap), "info", gap, {"begin": 1})
    for failure in report.failures:
        told = words(ui or report.language).text("crashed", n=failure.check)
        message = visible(f"{told}: {failure.error}")
        yield _built(path, "failure", message, "blocker", failure.check, {"begin": 1})


def _issue(path: str, each: Entry, document: Document) -> Issue:
    spot = in_file(each.spots[0], document)
    told = " ".join(filter(None, [each.message, f"({each.working})" if each.working else ""]))
    lines = {"begin": spot.line, "end": spot.end_line}
    severity = _SEVERITY[each.finding.severity]
    return _built(path, each.title, told, severity, each.finding.fingerprint, lines)


def _built(path: str, name: str, told: str, severity: str, mark: str, lines: Mapping[str, int]) -> Issue:
    return {
        "description": told,
        "check_name": name,
        "fingerprint": _hashed(f"{path}\n{name}\n{mark}"),
        "severity": severity,
        "location": {"path": path, "lines": dict(lines)},
    }


def _unique(issue: Issue, taken: set[str]) -> Issue:
    """The issue; its fingerprint is hashed again while another has it, for only the first of two would be shown."""
    while issue["fingerprint"] in taken:
        issue["fingerprint"] = _hashed(issue["fingerprint"])
    taken.add(issue["fingerprint"])
    return issue


def _hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
