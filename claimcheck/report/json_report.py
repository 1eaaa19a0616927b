"""The machine-readable report, version 1; `schema.json` beside this file describes it.

Numbers are strings (exact decimals, else fractions), offsets are code points of the decoded file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any, TextIO

from claimcheck import __version__
from claimcheck.model import Claim, Document, Evidence, Finding, Hedge, Relation, Report, SecondReading, Severity, Span
from claimcheck.report import render
from claimcheck.report.places import Places
from claimcheck.rulebook import Rule

SCHEMA_VERSION = "1.0"

Object = dict[str, Any]


def write(
    reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO, *, findings: bool = True
) -> None:
    """Write one JSON object for all reports, each on a line; without `findings` it tells only what was read."""
    tool = {"name": "claimcheck", "version": __version__}
    out.write(f'{{"schema_version": {_json(SCHEMA_VERSION)}, "tool": {_json(tool)}, "documents": [')
    for number, report in enumerate(reports):
        out.write(",\n" if number else "\n")
        out.writelines(pieces(report, rules, ui, findings))
    out.write(f'\n], "summary": {_json(_summary(reports, findings))}}}\n')


def pieces(report: Report, rules: Mapping[str, Rule], ui: str | None, findings: bool) -> Iterator[str]:
    """One story as JSON on a line without its end, piece by piece, because a long one has very many claims."""
    yield "{"
    for number, (key, value) in enumerate(_document(report, rules, ui, findings).items()):
        yield f"{', ' if number else ''}{_json(key)}: "
        if not isinstance(value, Iterator):
            yield _json(value)
            continue
        yield "["
        for at, each in enumerate(value):
            yield f"{', ' if at else ''}{_json(each)}"
        yield "]"
    yield "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _summary(reports: Sequence[Report], findings: bool) -> Object:
    covered = [report.coverage for report in reports]
    summary: Object = {"documents": len(reports), "claims": sum(each.figures for each in covered)}
    if findings:
        counts = Counter(finding.severity for report in reports for finding in report.findings)
        summary |= {f"{severity}s": counts[severity] for severity in Severity}
        summary["waived"] = sum(len(report.waived) for report in reports)
        summary |= {name: sum(getattr(each, name) for each in covered) for name in ("judged", "relations")}
    return summary


def _document(report: Report, rules: Mapping[str, Rule], ui: str | None, findings: bool) -> Object:
    """The story's keys; what may be long is an iterator."""
    text = Text(report.document)
    shown: Object = {
        "path": report.document.path.encode("utf-8", "replace").decode(),
        "language": report.language,
        "words": report.document.words,
        "claims": (_claim(claim, text) for claim in report.claims),
        "relations": (_relation(f"r{at}", relation, text) for at, relation in enumerate(report.relations, 1)),
    }
    if findings:
        ids = {id(relation): f"r{at}" for at, relation in enumerate(report.relations, 1)}

        def told(finding: Finding) -> Object:
            relation = ids.get(id(finding.relation))
            return _finding(finding, rules[finding.rule], relation, ui or report.language, text)

        shown["findings"] = (told(finding) for finding in report.findings)
        shown["waived"] = [
            {"finding": told(waived.finding), "by": waived.by.value, "reason": waived.reason}
            for waived in report.waived
        ]
    shown["coverage"] = {
        **asdict(report.coverage),
        "not_run": [{"rule": each.rule, "why": each.why.value} for each in report.not_run],
    }
    if report.reader is not None:
        shown["reader"] = _reader(report.reader, text)
    shown["failures"] = [{"check": failure.check, "error": failure.error} for failure in report.failures]
    return shown


class Text:
    """One story's text, to show places of it."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._places = Places(document.text)

    def stretch(self, span: Span) -> Object:
        """Start, end and the words between."""
        return {"start": span.start, "end": span.end, "text": span.of(self._text)}

    def place(self, span: Span) -> Object:
        """Start, end, line, column and the words."""
        line, column = self._places.of(span.start)
        return {"start": span.start, "end": span.end, "line": line, "column": column, "text": span.of(self._text)}


def _claim(claim: Claim, text: Text) -> Object:
    quantity = claim.quantity
    return {
        "id": claim.id,
        **text.place(claim.span),
        "number": text.stretch(quantity.number),
        "counted": {**text.stretch(claim.counted), "key": claim.key} if claim.counted else None,
        "kind": quantity.kind.value,
        "value": exact(quantity.value),
        "low": exact(quantity.strict.low),
        "high": exact(quantity.strict.high),
        "low_open": quantity.strict.low_open,
        "high_open": quantity.strict.high_open,
        "hedge": (Hedge.ABOUT if quantity.hedge is Hedge.COLLECTIVE else quantity.hedge).value,
        "unit": quantity.unit,
        "source": _source(claim),
        "moment": _moment(claim),
        "quoted": claim.quoted,
        "part": claim.place.value,
    }


def _reader(read: SecondReading, text: Text) -> Object:
    counts = {"proposals": read.proposals, "refused": read.refused, "unjudged": read.unjudged, "used": read.used}
    missed = [text.place(span) for span in read.overlooked]
    return {"model": read.model, "asked": read.asked, **counts, "overlooked": missed, "why": read.why or None}


def _evidence(relation: Relation, *own: Evidence) -> Object:
    """The key of why a relation or a finding is believed: what a second reader proposed, and what was weighed."""
    known = [{"feature": e.feature, "bits": exact(e.bits), "text": e.text} for e in (*relation.evidence, *own)]
    return {"evidence": known} if known else {}


def _source(claim: Claim) -> Object | None:
    source = claim.source
    if source is None:
        return None
    return {"name": source.name, "kind": source.kind.value, "start": source.span.start, "end": source.span.end}


def _moment(claim: Claim) -> Object | None:
    moment = claim.moment
    if moment is None or (moment.first is None and moment.last is None):
        return None
    return {"first": _day(moment.first), "last": _day(moment.last)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _relation(name: str, relation: Relation, text: Text) -> Object:
    terms: Iterable[Object] = (
        {"role": term.role, "claim": term.claim.id}
        if term.claim
        else {"role": term.role, "claim": None, **text.stretch(term.span)}
        for term in relation.terms
    )
    return {
        "id": name,
        "kind": relation.kind,
        "verdict": relation.verdict.value,
        "terms": list(terms),
        "working": list(relation.working),
        **_evidence(relation),
    }


def _finding(finding: Finding, rule: Rule, relation: str | None, ui: str | None, text: Text) -> Object:
    return {
        "rule": rule.id,
        "name": rule.name,
        "severity": finding.severity.value,
        "message": render.message(finding, rule, ui),
        "working": list(finding.relation.working),
        "suggestion": render.suggestion(finding, rule, ui),
        "relation": relation,
        "fingerprint": finding.fingerprint,
        "spans": [{"role": term.role, **text.place(term.place)} for term in finding.relation.terms],
        **_evidence(finding.relation, *finding.evidence),
    }


def exact(value: Fraction | None) -> str | None:
    """A fraction without loss: `1.25` when its decimals end, else `1/3`; None stays None."""
    if value is None:
        return None
    rest, decimals = value.denominator, 0
    for factor in (2, 5):
        power = 0
        while rest % factor == 0:
            rest, power = rest // factor, power + 1
        decimals = max(decimals, power)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**decimals // value.denominator).rjust(decimals + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)
