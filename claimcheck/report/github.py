"""Annotations for a workflow log on GitHub, one command a line, as in its documentation of workflow commands.

Everything from a story is escaped, so that no text of it can be taken for a command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from claimcheck.model import Document, Report, Severity
from claimcheck.report.coverage import remarks, whole
from claimcheck.report.entries import Entry, entries, file_of, in_file
from claimcheck.report.visible import place, squeezed, visible
from claimcheck.report.wording import common, words
from claimcheck.rulebook import Rule

SHOWN = 10  # annotations of a kind that GitHub shows for one step
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


@dataclass(frozen=True, slots=True)
class _Annotation:
    """One annotation; `name` is the command."""

    name: str
    properties: Mapping[str, str]
    message: str

    @property
    def command(self) -> str:
        given = ",".join(f"{key}={_property(value)}" for key, value in self.properties.items())
        return f"::{self.name} {given}::{_data(self.message)}"

    @property
    def line(self) -> str:
        """The same as a line of the log, which no runner takes for a command."""
        where = ":".join(filter(None, [place(self.properties["file"]), self.properties.get("line")]))
        return squeezed(f"{self.name} {where} {self.properties.get('title', '')}: {self.message}")


def write(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write an annotation for each finding, failure and remark, and plain lines on how much was judged.

    GitHub shows a few of each kind for a step and drops the others: of more, the last that is shown says how many more
    there are, and those are lines of the log.
    """
    found = [each for report in reports for each in _annotations(report, rules, ui)]
    for name in dict.fromkeys(each.name for each in found):
        same = [each for each in found if each.name == name]
        room = len(same) if len(same) <= SHOWN else SHOWN - 1
        out.writelines(each.command + "\n" for each in same[:room])
        if same[room:]:
            told = words(ui or common(reports)).count("count.more_in_log", len(same) - room)
            out.write(_Annotation(name, {"title": "claimcheck"}, told).command + "\n")
        out.writelines(each.line + "\n" for each in same[room:])
    for report in reports:
        covered = f"{place(report.document.path)}: {whole([report], words(ui or report.language))}"
        out.write(squeezed(covered) + "\n")


def _annotations(report: Report, rules: Mapping[str, Rule], ui: str | None) -> Iterator[_Annotation]:
    marks = words(ui or report.language)
    file = {"file": file_of(report.document)}
    for each in entries(report, rules, ui):
        yield _Annotation(_COMMAND[each.finding.severity], file | _place(each, report.document), _told(each))
    for failure in report.failures:
        yield _Annotation("error", file, f"{marks.text('crashed', n=failure.check)}: {failure.error}")
    told = [*remarks(report, marks), *([] if report.claims else [marks.count("count.no_figures", 0)])]
    for remark in told:
        yield _Annotation("notice", file, remark)


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


def _data(text: str) -> str:
    """Lines joined by the escape for a line's end, after the escape of the sign that begins an escape."""
    return "%0A".join(visible(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
