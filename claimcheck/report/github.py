"""Annotations for a workflow log on GitHub, one command a line, as in its documentation of workflow commands.

Everything from a story is escaped, so that no text of it can be taken for a command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from claimcheck.model import Document, Report, Severity
from claimcheck.report.coverage import remarks, whole
from claimcheck.report.entries import Entry, entries, file_of, in_file
from claimcheck.report.visible import place, squeezed, visible
from claimcheck.report.wording import words
from claimcheck.rulebook import Rule

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write an annotation for each finding, failure and remark, and plain lines on how much was judged."""
    for report in reports:
        out.writelines(line + "\n" for line in _lines(report, rules, ui))
    for report in reports:
        covered = f"{place(report.document.path)}: {whole([report], words(ui or report.language))}"
        out.write(squeezed(covered) + "\n")


def _lines(report: Report, rules: Mapping[str, Rule], ui: str | None) -> Iterator[str]:
    marks = words(ui or report.language)
    file = {"file": file_of(report.document)}
    for each in entries(report, rules, ui):
        yield _command(_COMMAND[each.finding.severity], file | _place(each, report.document), _told(each))
    for failure in report.failures:
        yield _command("error", file, f"{marks.text('crashed', n=failure.check)}: {failure.error}")
    told = [*remarks(report, marks), *([] if report.claims else [marks.count("count.no_figures", 0)])]
    for remark in told:
        yield _command("notice", file, remark)


def _place(each: Entry, document: Document) -> dict[str, str]:
    """Where the annotation stands; columns only within one line, for no others are shown."""
    spot = in_file(each.spots[0], document)
    where = {"line": spot.line, "endLine": spot.end_line}
    if spot.line == spot.end_line and not document.record:
        where = {"line": spot.line, "col": spot.column, "endColumn": spot.end_column}
    return {name: str(number) for name, number in where.items()} | {"title": f"claimcheck {each.heading}"}


def _told(each: Entry) -> str:
    others = ", ".join(f"{spot.shown} {spot.text}" for spot in each.spots[1:])
    return "\n".join(filter(None, [each.message, each.working, others, each.notes, each.repair]))


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}"


def _data(text: str) -> str:
    """Lines joined by the escape for a line's end, after the escape of the sign that begins an escape."""
    return "%0A".join(visible(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
