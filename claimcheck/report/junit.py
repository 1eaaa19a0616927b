"""A JUnit report for CI: a suite a story, a case for each finding and for each sum that works out.

A finding that decides the exit code is a failure, another one is skipped: neither passed nor failed. A suite's time is
that of its story, shared among its cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TextIO

from claimcheck.model import Relation, Report, Severity, Verdict
from claimcheck.report import coverage, figures, render
from claimcheck.report.entries import Entry, entries
from claimcheck.report.places import Places
from claimcheck.report.visible import visible
from claimcheck.report.wording import words
from claimcheck.rulebook import Rule


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case; `outcome` is passed, failure, error or skipped."""

    name: str
    outcome: str = "passed"
    type: str = ""
    message: str = ""
    body: str = ""


def write(
    reports: Sequence[Report],
    rules: Mapping[str, Rule],
    ui: str | None,
    out: TextIO,
    *,
    fail_on: Severity | None = Severity.ERROR,
    seconds: Mapping[str, float] | None = None,
) -> None:
    """Write all suites; findings at or above `fail_on` are failures (None: no finding is). `seconds` tells by path how
    long a story took."""
    took = seconds or {}
    suites = [(report, list(_cases(report, rules, ui, fail_on))) for report in reports]
    all_took = sum(took.get(report.document.path, 0) for report in reports)
    every = _counts([case for _, cases in suites for case in cases], all_took)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f'<testsuites name="claimcheck" {every}>\n')
    for report, cases in suites:
        path, covered = report.document.path, coverage.whole([report], words(ui or report.language))
        time = took.get(path, 0)
        out.write(f'  <testsuite name="{_text(path)}" {_counts(cases, time)}>\n')
        out.write(f'    <properties><property name="coverage" value="{_text(covered)}"/></properties>\n')
        out.writelines(f"    {_element(path, case, time / len(cases))}\n" for case in cases)
        out.write("  </testsuite>\n")
    out.write("</testsuites>\n")


def _cases(report: Report, rules: Mapping[str, Rule], ui: str | None, fail_on: Severity | None) -> Iterator[_Case]:
    marks = words(ui or report.language)
    places = Places(report.document.text)
    for failure in report.failures:
        told = marks.text("crashed", n=failure.check)
        yield _Case(failure.check, "error", "failure", told, failure.error)
    for each in entries(report, rules, ui):
        yield _found(each, fail_on)
    held = [each for each in report.relations if each.verdict is Verdict.HOLDS and each.terms]
    for relation in held:
        yield _Case(_held(relation, places, marks.code))
    for gap in coverage.gaps(report, marks):
        yield _Case("coverage", "skipped", "gap", gap)
    if report.clean and not held:
        yield _Case(coverage.told([report], marks))


def _found(each: Entry, fail_on: Severity | None) -> _Case:
    severity = each.finding.severity
    fails = fail_on is not None and severity.rank >= fail_on.rank
    places = [f"{spot.shown} {spot.text}: {spot.label}" for spot in each.spots]
    body = "\n".join(filter(None, [each.working, *places, each.notes, each.repair]))
    name = f"{each.title} {each.spots[0].shown}"
    return _Case(name, "failure" if fails else "skipped", severity.value, each.message, body)


def _held(relation: Relation, places: Places, ui: str) -> str:
    working = "; ".join(figures.sums(relation.working, ui))
    return f"{relation.kind} {places.shown(render.span_of(relation.terms[0]).start)} {working}"


def _counts(cases: Sequence[_Case], seconds: float) -> str:
    ended = Counter(case.outcome for case in cases)
    return (
        f'tests="{len(cases)}" failures="{ended["failure"]}" errors="{ended["error"]}"'
        f' skipped="{ended["skipped"]}" time="{seconds:.3f}"'
    )


def _element(path: str, case: _Case, seconds: float) -> str:
    head = f'<testcase classname="{_text(path)}" name="{_text(case.name)}" time="{seconds:.3f}"'
    if case.outcome == "passed":
        return f"{head}/>"
    body = "\n".join(_text(line) for line in case.body.split("\n"))
    told = f'<{case.outcome} type="{case.type}" message="{_text(case.message)}">{body}</{case.outcome}>'
    return f"{head}>{told}</testcase>"


def _text(text: str) -> str:
    """Text fit for XML 1.0, which has no place for most control characters even when escaped."""
    return escape(visible(text))
