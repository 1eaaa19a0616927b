"""A table for spreadsheets: one row a finding, or a claim; no cell can be taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from claimcheck.model import Claim, Report
from claimcheck.report import figures
from claimcheck.report.coverage import gaps, whole
from claimcheck.report.entries import Entry, entries
from claimcheck.report.json_report import exact
from claimcheck.report.labels import words_at
from claimcheck.report.places import Places
from claimcheck.report.visible import visible
from claimcheck.report.wording import words
from claimcheck.rulebook import Rule

_FINDING = ("path", "line", "column", "severity", "rule", "name", "message", "working", "help", "text", "places",
            "fingerprint")  # fmt: skip
_CLAIM = ("path", "line", "column", "text", "reading", "kind", "value", "low", "high", "unit", "hedge", "counted",
          "source", "quoted", "when", "part")  # fmt: skip
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")

Cell = str | int


def write(
    reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO, *, findings: bool = True
) -> None:
    """Write a line of heads and a row a finding; without `findings` a row a claim."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(_FINDING if findings else _CLAIM)
    for report in reports:
        rows.writerows(_safe(_found(report, rules, ui) if findings else _read(report, ui)))


def _safe(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Text that a spreadsheet would run as a formula is led by an apostrophe, which makes it text."""
    for row in rows:
        cells = [cell if isinstance(cell, int) else visible(cell) for cell in row]
        yield [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells]


def _found(report: Report, rules: Mapping[str, Rule], ui: str | None) -> Iterator[Sequence[Cell]]:
    """The findings, then how much was judged and what was not checked: rows without a rule."""
    marks = words(ui or report.language)
    for each in entries(report, rules, ui):
        yield _finding(report.document.path, each)
    for told in (whole([report], marks), *gaps(report, marks)):
        yield report.document.path, *("" for _ in _FINDING[1:6]), told, *("" for _ in _FINDING[7:])


def _finding(path: str, each: Entry) -> Sequence[Cell]:
    first = each.spots[0]
    places = ", ".join(f"{spot.shown} {spot.text}" for spot in each.spots)
    name = each.rule.name if each.rule else ""
    return (path, first.line, first.column, each.finding.severity.value, each.finding.rule, name, each.message,
            each.working, each.repair, first.text, places, each.finding.fingerprint)  # fmt: skip


def _read(report: Report, ui: str | None) -> Iterator[Sequence[Cell]]:
    places = Places(report.document.text)
    for claim in report.claims:
        yield (report.document.path, *places.of(claim.span.start), *_claim(claim, report, ui or report.language))


def _claim(claim: Claim, report: Report, ui: str | None) -> Sequence[Cell]:
    quantity = claim.quantity
    bounds = quantity.strict
    numbers = [exact(number) or "" for number in (quantity.value, bounds.low, bounds.high)]
    return (
        words_at(report.document, claim.span),
        figures.interval(quantity, words(ui).code),
        quantity.kind.value,
        *numbers,
        quantity.unit,
        quantity.hedge.value,
        words_at(report.document, claim.counted) if claim.counted else "",
        claim.source.name if claim.source else "",
        "yes" if claim.quoted else "no",
        figures.moment(claim.moment, words(ui).code) if claim.moment else "",
        claim.place.value,
    )
