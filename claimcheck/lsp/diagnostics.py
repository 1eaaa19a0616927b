"""What an editor underlines: the findings, and what is wrong with a story's comments or with checking it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types

from claimcheck.lsp.checked import Checked
from claimcheck.lsp.positions import Positions
from claimcheck.model import Severity
from claimcheck.report.coverage import gaps
from claimcheck.report.entries import Entry

NAME = "claimcheck"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


@dataclass(frozen=True, slots=True)
class Shown:
    """How an editor is told: where the text is, how it counts, what it can show."""

    uri: str
    encoding: types.PositionEncodingKind
    related: bool = True
    linked: bool = True


def all_of(checked: Checked, shown: Shown) -> list[types.Diagnostic]:
    """Every diagnostic of a story, the findings first."""
    positions = Positions(checked.text, shown.encoding)
    return [*(of(each, positions, shown) for each in checked.entries), *_remarks(checked)]


def of(entry: Entry, positions: Positions, shown: Shown) -> types.Diagnostic:
    """The diagnostic of one finding, at its main place; its other places are told beside it."""
    main, *others = entry.spots
    rule = entry.rule
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(shown.uri, positions.range(spot.span)), spot.label or spot.text
        )
        for spot in others
    ]
    page = types.CodeDescription(rule.page or rule.path.resolve().as_uri()) if rule else None
    return types.Diagnostic(
        range=positions.range(main.span),
        message="\n".join(filter(None, [entry.message, entry.working, entry.notes, entry.repair])),
        severity=_SEVERITY[entry.finding.severity],
        code=entry.finding.rule,
        code_description=page if shown.linked else None,
        source=NAME,
        related_information=related if shown.related else None,
        data=entry.finding.fingerprint,
    )


def problem(message: str) -> types.Diagnostic:
    """A diagnostic at the top of a story that cannot be checked."""
    return types.Diagnostic(_TOP, message, types.DiagnosticSeverity.Warning, source=NAME)


def _remarks(checked: Checked) -> Iterator[types.Diagnostic]:
    report = checked.report
    for line, told in checked.remarks:
        whole = types.Range(types.Position(line - 1, 0), types.Position(line, 0))
        yield types.Diagnostic(whole, told, types.DiagnosticSeverity.Warning, source=NAME)
    for failure in report.failures:
        yield problem(f"{checked.words.text('crashed', n=failure.check)}: {failure.error}")
    for gap in gaps(report, checked.words):
        yield types.Diagnostic(_TOP, gap, types.DiagnosticSeverity.Information, source=NAME)
    if report.language is None and report.document.prose.strip():
        told = checked.words.text("unknown_language")
        yield types.Diagnostic(_TOP, told, types.DiagnosticSeverity.Hint, source=NAME)
