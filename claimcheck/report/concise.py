"""One line a finding, for pipes and editors: `file:line:column: severity RULE name: message`; never wrapped.

A story that is alone ends with a line on how much of it was read and judged; of many, those where an editor set
findings aside, and the whole where nothing was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from claimcheck.model import Finding, Report
from claimcheck.report import coverage, render
from claimcheck.report.places import Places
from claimcheck.report.visible import limit, place, squeezed
from claimcheck.report.wording import Words, common, words
from claimcheck.rulebook import Rule


def write(
    reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO, *, quiet: bool = False
) -> None:
    """Write every finding, remark and failure on a line of its own, then, unless `quiet`, what was covered."""
    encoding = limit(out)
    for report in reports:
        marks = words(ui or report.language)
        covered = () if quiet else _covered(report, marks, alone=len(reports) == 1)
        out.writelines(squeezed(line, encoding) + "\n" for line in (*_lines(report, rules, marks), *covered))
    if not quiet and len(reports) > 1 and all(report.clean and report.claims for report in reports):
        marks = words(ui or common(reports))
        told = f"{marks.count('count.clean_file', len(reports))}: {coverage.told(reports, marks)}"
        out.write(squeezed(told, encoding) + "\n")


def by_weight(findings: Sequence[Finding]) -> list[Finding]:
    """The gravest first, then in the order of the text."""
    return sorted(findings, key=lambda finding: (-finding.severity.rank, _start(finding)))


def _start(finding: Finding) -> int:
    return render.span_of(finding.relation.terms[0]).start if finding.relation.terms else 0


def _lines(report: Report, rules: Mapping[str, Rule], marks: Words) -> list[str]:
    path = place(report.document.path)
    places = Places(report.document.text)
    lines = [f"{path}: {note}" for note in coverage.remarks(report, marks)]
    for finding in by_weight(report.findings):
        rule = rules.get(finding.rule)
        spots = [places.shown(render.span_of(term).start) for term in finding.relation.terms] or ["1:1"]
        others = [spot for spot in dict.fromkeys(spots[1:]) if spot != spots[0]]
        tail = f" ({', '.join(others)})" if others else ""
        tail += f" [{marks.text('second.short')}]" if finding.relation.evidence else ""
        name = f"{finding.rule} {rule.name}" if rule else finding.rule
        text = render.message(finding, rule, marks.code)
        lines.append(f"{path}:{spots[0]}: {finding.severity} {name}: {text}{tail}")
    lines += [f"{path}: {marks.text('crashed', n=each.check)}: {each.error}" for each in report.failures]
    if not report.claims:
        lines.append(f"{path}: {marks.count('count.no_figures', 0)}")
    return lines


def _covered(report: Report, marks: Words, alone: bool) -> Iterator[str]:
    path = place(report.document.path)
    if alone and report.claims:
        yield f"{path}: {coverage.whole([report], marks)}"
    elif decided := tuple(each for each in report.waived if each.by in coverage.DECIDED):
        yield f"{path}: {coverage.set_aside(decided, marks)}"
