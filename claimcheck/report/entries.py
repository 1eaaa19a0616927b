"""Findings as rows: what the formats for machines and reviews say of each, in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.model import Document, Finding, Report, Severity, Span, Waived
from claimcheck.report import figures, labels, render
from claimcheck.report.concise import by_weight
from claimcheck.report.places import Places
from claimcheck.report.visible import squeezed
from claimcheck.report.wording import Words, words
from claimcheck.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a finding; lines and columns count from 1, the end is excluded."""

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    label: str

    @property
    def shown(self) -> str:
        """`line:column`."""
        return f"{self.line}:{self.column}"


def in_file(spot: Spot, document: Document) -> Spot:
    """The place as the file has its lines: a story that is one line of a file of many has no other."""
    if not document.record:
        return spot
    return replace(spot, line=document.record, column=1, end_line=document.record, end_column=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding in words, each text on one line; `spots` has at least one place, the first is the main one.

    `heading` is for people, `title` the same in any language.
    """

    finding: Finding
    rule: Rule | None
    heading: str
    message: str
    working: str
    notes: str
    repair: str
    spots: tuple[Spot, ...]

    @property
    def title(self) -> str:
        """The rule's id and name."""
        return f"{self.finding.rule} {self.rule.name}" if self.rule else self.finding.rule


def entries(report: Report, rules: Mapping[str, Rule], ui: str | None) -> list[Entry]:
    """The findings of one story, the gravest first; `ui` as for every report."""
    places = Places(report.document.text)
    return [entry(finding, report, rules.get(finding.rule), ui, places) for finding in by_weight(report.findings)]


def entry(finding: Finding, report: Report, rule: Rule | None, ui: str | None, places: Places) -> Entry:
    """One finding of a story."""
    marks = words(ui or report.language)
    groups = labels.distinct(finding.relation.terms)
    spots = [
        spot(report, render.span_of(group[0]), squeezed(labels.told(group, finding, marks)), places) for group in groups
    ]
    return Entry(
        finding,
        rule,
        f"{rule.id} {rule.called(marks.code)}" if rule else finding.rule,
        squeezed(render.message(finding, rule, marks.code)),
        squeezed("; ".join(figures.sums(finding.relation.working, marks.code))),
        squeezed(render.notes(finding, rule, marks)),
        squeezed(render.repair(finding, rule, marks)),
        tuple(spots) or (spot(report, Span(0, 0), "", places),),
    )


def spot(report: Report, span: Span, label: str, places: Places) -> Spot:
    """A place of a story with its words."""
    return Spot(span, *places.of(span.start), *places.of(span.end), labels.words_at(report.document, span), label)


def severities(reports: Sequence[Report], marks: Words) -> list[tuple[Severity, str]]:
    """Each severity that occurs, the gravest first, with its count in words (`2 notes`)."""
    found = Counter(finding.severity for report in reports for finding in report.findings)
    return [(severity, marks.count(f"count.{severity}", found[severity])) for severity in Severity if found[severity]]


def gravity(report: Report) -> tuple[int, ...]:
    """What sorts stories with the gravest first: how many errors, warnings and notes there are, the more the lower."""
    found = Counter(finding.severity for finding in report.findings)
    return tuple(-found[severity] for severity in Severity)


def counts(reports: Sequence[Report], marks: Words) -> str:
    """`1 error · 2 notes`, the gravest first; `no findings` when there is none and everything was checked."""
    shown = [text for _, text in severities(reports, marks)]
    return " · ".join(shown) or marks.text("no_findings" if all(report.whole for report in reports) else "not_all")


def reason(given: Waived, marks: Words) -> str:
    """Why a finding does not count: what kept it from counting and what the editor said."""
    why = marks.text(f"waiver.{given.by}")
    return f"{why}: {given.reason}" if given.reason else why


def file_of(document: Document) -> str:
    """The file a story stands in, as a repository names it."""
    return located(document.file or document.path)


def located(path: str) -> str:
    """A path as a repository names it: with slashes, and relative where the file is below the current folder."""
    given, here = Path(path), Path.cwd()
    whole = here / given
    return (whole.relative_to(here) if whole.is_relative_to(here) else given).as_posix()
