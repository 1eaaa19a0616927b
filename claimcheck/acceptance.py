"""Accepting a finding: which list it goes to, and what stands there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from claimcheck.desk import Desk
from claimcheck.errors import ConfigError
from claimcheck.model import Finding, Report
from claimcheck.report import render
from claimcheck.waivers import accepted
from claimcheck.waivers.accepted import Entry


def keep(
    desk: Desk, report: Report, findings: Iterable[Finding], reason: str
) -> tuple[Path, list[tuple[Finding, Entry]]]:
    """Add findings of a story to its list, each fingerprint once; returns the list's path and what was written.

    Raises ConfigError when the reason is empty or the list cannot be written.
    """
    told = " ".join(reason.split())
    if not told:
        raise ConfigError("a finding is accepted with a reason")
    story = report.document.path
    file = report.document.file or story
    target = _list_of(desk, file)
    beside = os.path.relpath(story, target.parent).replace(os.sep, "/")
    rules = {rule.id: rule for rule in desk.known(file)}
    entries = []
    for finding in {each.fingerprint: each for each in findings}.values():
        says = render.message(finding, rules.get(finding.rule), report.language)
        entries.append((finding, Entry(finding.fingerprint, finding.rule, beside, says, told)))
    accepted.add(target, (entry for _, entry in entries))
    return target, entries


def _list_of(desk: Desk, file: str) -> Path:
    """Where a file's findings are accepted: beside its configuration when that is above it, else beside it."""
    folder, found = Path(os.path.abspath(file)).parent, desk.configuration(file)
    above = found.path is not None and found.root in (folder, *folder.parents)
    return (found.root if above else folder) / accepted.NAME
