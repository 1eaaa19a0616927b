"""What `claimcheck.check` and `claimcheck.claims` give back: the JSON report's keys as frozen, typed values.

The names are those of `report/schema.json`; numbers are fractions instead of strings. Like `--isolated`, the
library reads no configuration, uses no cache and no plugins, so that the same text gives the same result anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from claimcheck import engine, model, pipeline, reading, rulebook
from claimcheck.model import Coverage, Failure, Hedge, Kind, Moment, NotRun, Place, Severity, SourceKind, Span, Verdict
from claimcheck.report import render
from claimcheck.report.places import Places

_UNREADABLE = {0: " ", **dict.fromkeys(range(0xD800, 0xE000), "?")}  # code points that no file of text holds


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the story. Offsets count code points of the text, the end is excluded; lines and columns count
    from 1. `role` is the part the words play in a sum (`total`, `part`), else empty."""

    start: int
    end: int
    line: int
    column: int
    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it, and how well that source can be held to its word."""

    name: str
    kind: SourceKind
    passage: Passage


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of the story with what it may stand for.

    `value` is in the unit as written and None for a range; `low` and `high` bound what the wording leaves open (None:
    no bound), and `low_open` and `high_open` say that a bound itself is excluded. What could not be read is None.
    """

    id: str
    passage: Passage
    number: Passage
    counted: Passage | None
    key: str
    kind: Kind
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    hedge: Hedge
    unit: str
    source: Source | None
    moment: Moment | None
    quoted: bool
    part: Place


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing the story says of its own numbers, with its verdict; `working` is the sum as read."""

    kind: str
    verdict: Verdict
    passages: tuple[Passage, ...]
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: the rule, how grave it is, what it says, the sum, and the words concerned.

    `suggestion` is None where the rule has none. `fingerprint` stays the same while figures and sentences do.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    suggestion: str | None
    working: tuple[str, ...]
    passages: tuple[Passage, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything claimcheck knows of one story; `language` is None when no language pack fits the text.

    `failures` are checks that crashed, which is a bug; the others ran. `not_run` are rules that were not, or not to
    the end, held against the text; `coverage` says how many figures were read and how many of them were judged.
    """

    language: str | None
    words: int
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    not_run: tuple[NotRun, ...]
    coverage: Coverage


def check(
    text: str,
    *,
    format: str,
    language: str | None,
    ui_language: str | None,
    dateline: date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    rules: tuple[Path, ...],
    preview: bool,
    allow_code: bool,
) -> Result:
    """See `claimcheck.check`."""
    known = _rules(rules)
    if not allow_code:
        rulebook.expect_registered(known.values())
    jobs = _jobs(rules, select, ignore, preview)
    report = pipeline.check(_document(text, format), jobs, code=language, dateline=dateline)
    return _result(report, known, ui_language or report.language)


def claims(text: str, *, format: str, language: str | None, dateline: date | None) -> tuple[Claim, ...]:
    """See `claimcheck.claims`."""
    report = pipeline.check(_document(text, format), (), code=language, dateline=dateline)
    return _result(report, {}, None).claims


def _document(text: str, format: str) -> model.Document:
    name = f"text.{format.removeprefix('.').lower()}"
    if name.removeprefix("text") in reading.DATA_FORMATS:
        return reading.read_bytes(text.encode("utf-8", "replace"), name)
    return reading.read_text(text.translate(_UNREADABLE), name)


@lru_cache(maxsize=16)
def _rules(folders: tuple[Path, ...]) -> Mapping[str, rulebook.Rule]:
    return {rule.id: rule for rule in rulebook.load_all((rulebook.FOLDER, *folders))}


@lru_cache(maxsize=64)
def _jobs(
    folders: tuple[Path, ...], select: tuple[str, ...], ignore: tuple[str, ...], preview: bool
) -> tuple[engine.Job, ...]:
    return engine.plan(rulebook.select(tuple(_rules(folders).values()), select, ignore, preview=preview))


def _result(report: model.Report, rules: Mapping[str, rulebook.Rule], ui: str | None) -> Result:
    shown = _Shown(report.document.text)
    return Result(
        report.language,
        report.document.words,
        tuple(shown.claim(claim) for claim in report.claims),
        tuple(
            Relation(each.kind, each.verdict, tuple(shown.terms(each)), each.working) for each in report.relations
        ),
        tuple(shown.finding(finding, rules[finding.rule], ui) for finding in report.findings),
        report.failures,
        report.not_run,
        report.coverage,
    )


class _Shown:
    """Values of one text, each with its words and place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places(text)

    def passage(self, span: Span, role: str = "") -> Passage:
        return Passage(span.start, span.end, *self._places.of(span.start), span.of(self._text), role)

    def claim(self, claim: model.Claim) -> Claim:
        quantity, source, moment = claim.quantity, claim.source, claim.moment
        return Claim(
            claim.id,
            self.passage(claim.span),
            self.passage(quantity.number),
            self.passage(claim.counted) if claim.counted else None,
            claim.key,
            quantity.kind,
            quantity.value,
            quantity.strict.low,
            quantity.strict.high,
            quantity.strict.low_open,
            quantity.strict.high_open,
            quantity.hedge,
            quantity.unit,
            Source(source.name, source.kind, self.passage(source.span)) if source else None,
            moment if moment and (moment.first or moment.last) else None,
            claim.quoted,
            claim.place,
        )

    def terms(self, relation: model.Relation) -> Iterator[Passage]:
        for term in relation.terms:
            yield self.passage(term.place, term.role)

    def finding(self, finding: model.Finding, rule: rulebook.Rule, ui: str | None) -> Finding:
        return Finding(
            rule.id,
            rule.name,
            finding.severity,
            render.message(finding, rule, ui),
            render.suggestion(finding, rule, ui),
            finding.relation.working,
            tuple(self.terms(finding.relation)),
            finding.fingerprint,
        )
