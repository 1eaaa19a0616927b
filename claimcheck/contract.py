"""What every rule must show: that it fires where it should, exactly there, and nowhere else.

Run as `claimcheck rules test PATH` and, over all rules, by the test suite.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck import checks, engine, language, pipeline, proof, reading
from claimcheck.model import Finding, Report, Span, Term
from claimcheck.proof import Example
from claimcheck.rulebook import Rule

LEAST = 3
YOUNG = 2  # in a language whose pack is young, and only once the rule fires there
FIRES, QUIET = "fires", "quiet"

_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule; `id` is such as `A101-fires-it-2`."""

    id: str
    rule: Rule
    sort: str
    example: Example


def cases(rule: Rule) -> Iterator[Case]:
    """The examples of a rule. Raises DataError."""
    shown = proof.read(rule)
    for sort, examples in ((FIRES, shown.fires), (QUIET, shown.quiet)):
        counted: Counter[str] = Counter()
        for example in examples:
            counted[example.language] += 1
            yield Case(f"{rule.id}-{sort}-{example.language}-{counted[example.language]}", rule, sort, example)


def form(rule: Rule) -> list[str]:
    """What is wrong with a rule before any text is read: slots, kind, languages, too few examples. Raises DataError."""
    check = checks.load(rule.check)
    faults = []
    for slot in sorted({slot for text in rule.templates for slot in _SLOT.findall(text)} - set(check.slots)):
        faults.append(f"the slot «{{{slot}}}» is not among those of {rule.check}: {', '.join(check.slots)}")
    if rule.kind is not None and rule.kind not in check.kinds:
        faults.append(f"the kind «{rule.kind}» is not among those of {rule.check}: {', '.join(check.kinds)}")
    for name, texts in (("why", rule.why), ("suggestion", rule.suggestion)):
        if texts and set(texts) != set(rule.message):
            faults.append(f"«{name}» is not in the same languages as «message»")
    for code in sorted(set(rule.label) - set(rule.message)):
        faults.append(f"«label» is in {code}, «message» is not")
    counted = Counter((case.sort, case.example.language) for case in cases(rule))
    for code in rule.message:
        least = _least(code, counted[FIRES, code])
        for sort in (FIRES, QUIET):
            if counted[sort, code] < least:
                faults.append(f"«{sort}» has {counted[sort, code]} examples in {code}, expected {least}")
    return faults


def _least(code: str, fires: int) -> int:
    """How many examples of each sort a rule shows in a language: in a young one none before it has one that fires."""
    if not language.is_young(code):
        return LEAST
    return YOUNG if fires else 0


def fault(case: Case, jobs: Sequence[engine.Job]) -> str | None:
    """How an example fails when it is read like any story and all `jobs` run; None when it does not."""
    report = _report(case.example, jobs)
    if report.failures:
        return f"the check {report.failures[0].check} crashed: {report.failures[0].error}"
    family = [finding for finding in report.findings if finding.rule[0] == case.rule.family]
    if case.sort == QUIET:
        return f"expected silence, {_told(family, report)}" if family else None
    if len(family) != 1 or family[0].rule != case.rule.id:
        return f"expected one finding, of {case.rule.id}, {_told(family, report)}"
    marks = [mark.of(case.example.text) for mark in sorted(case.example.marks)]
    if {evidence(term) for term in family[0].relation.terms} != set(case.example.marks):
        return f"expected the evidence {_listed(marks)}, {_told(family, report)}"
    if case.example.working not in (None, family[0].relation.working):
        return f"expected the working {_listed(case.example.working or ())}, {_told(family, report)}"
    return None


def evidence(term: Term) -> Span:
    """The place a mark stands for: hedge, number and unit, or the words of a term that is no claim."""
    return term.claim.quantity.span if term.claim else term.span


def test(rules: Sequence[Rule]) -> Iterator[tuple[str, str]]:
    """The id and the fault of each thing the rules fail to show. Raises DataError."""
    jobs = engine.plan(rules)
    for rule in rules:
        yield from ((rule.id, found) for found in form(rule))
        for case in cases(rule):
            found = fault(case, jobs)
            if found:
                yield case.id, found


def _report(example: Example, jobs: Sequence[engine.Job]) -> Report:
    document = reading.read_bytes(example.text.encode(), f"example.{example.format}")
    return pipeline.check(document, jobs, code=example.language, dateline=example.dateline)


def _told(findings: Sequence[Finding], report: Report) -> str:
    text = report.document.text
    found = [
        f"{finding.rule} {_listed(evidence(term).of(text) for term in finding.relation.terms)}"
        f" {_listed(finding.relation.working)}"
        for finding in findings
    ]
    read = [f"{claim.quantity.kind} {claim.quantity.span.of(text)!r}" for claim in report.claims]
    relations = [f"{relation.kind} {relation.verdict} {_listed(relation.working)}" for relation in report.relations]
    return f"found {_listed(found)}; read {_listed(read)}; relations {_listed(relations)}"


def _listed(texts: Iterable[str]) -> str:
    return "[" + ", ".join(texts) + "]"
