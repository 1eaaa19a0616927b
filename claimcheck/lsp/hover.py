"""What an editor shows of a figure: how it was read, whose it is, and every sum it is part of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.lsp.checked import Checked
from claimcheck.model import Claim, Finding, Kind, Relation, Verdict
from claimcheck.report import entries, figures, labels, render
from claimcheck.report.visible import squeezed
from claimcheck.report.wording import Words

_SIGNS = {Verdict.HOLDS: "✓", Verdict.STRAINED: "≈", Verdict.DIFFERS: "≈", Verdict.BROKEN: "✗", Verdict.OPEN: "?"}
_SPECIAL = re.compile(r"[\\`*_\[\]<>]")

Style = Callable[[str], str]


def told(checked: Checked, offset: int, *, markdown: bool) -> str:
    """What is known at an offset, line by line; empty where no figure stands and no sum is about its words."""
    claim = checked.claim(offset)
    plain: Style = _escaped if markdown else squeezed
    strong: Style = (lambda text: f"**{_escaped(text)}**") if markdown else squeezed
    lines = [*_reading(claim, checked, plain, strong)] if claim else []
    sums = [line for each in checked.relations(claim, offset) for line in _sum(each, checked, plain, strong)]
    blocks = ["\n".join(lines), "\n".join(f"- {line}" for line in dict.fromkeys(sums))]
    return "\n\n".join(filter(None, blocks))


def _reading(claim: Claim, checked: Checked, plain: Style, strong: Style) -> Iterator[str]:
    """The value with its hedge and unit, and below it what is counted, who says it, and when."""
    marks, quantity = checked.words, claim.quantity
    kind = marks.text(f"kind.{quantity.kind}")
    if quantity.kind is Kind.LABEL:
        yield f"{strong(quantity.span.of(checked.report.document.prose))} · {plain(kind)}"
    else:
        spoken, exact = figures.spoken(quantity, marks.code), figures.interval(quantity, marks.code)
        read = f" · {plain(marks.text('table.reading'))} {plain(exact)}" if exact != spoken else ""
        yield f"{strong(spoken)} · {plain(kind)}{read}"
    for name, value in _facts(claim, checked, marks):
        if value:
            yield f"- {plain(marks.text(f'table.{name}'))}: {plain(value)}"


def _facts(claim: Claim, checked: Checked, marks: Words) -> Iterator[tuple[str, str]]:
    counted = labels.words_at(checked.report.document, claim.counted) if claim.counted else ""
    quoted = marks.text("quoted") if claim.quoted else ""
    yield "counted", counted
    yield "source", ", ".join(filter(None, [claim.source.name if claim.source else "", quoted]))
    yield "when", figures.moment(claim.moment, marks.code) if claim.moment else ""


def _sum(relation: Relation, checked: Checked, plain: Style, strong: Style) -> Iterator[str]:
    """One line on a relation: whether it holds, the sum, the words it is about, and what a rule makes of it."""
    report, marks = checked.report, checked.words
    working = "; ".join(figures.sums(relation.working, marks.code))
    places = dict.fromkeys(render.span_of(term) for term in relation.terms)
    about = ", ".join(labels.words_at(report.document, span) for span in places)
    head = f"{_SIGNS[relation.verdict]} {strong(working)} " if working else f"{_SIGNS[relation.verdict]} "
    waived = {id(each.finding): f" ({entries.reason(each, marks)})" for each in report.waived}
    found = [each for each in (*report.findings, *(given.finding for given in report.waived))
             if each.relation is relation]  # fmt: skip
    judged = [f" — {plain(_judged(each, checked) + waived.get(id(each), ''))}" for each in found]
    if working or judged:
        yield f"{head}({plain(about)}){''.join(judged)}"


def _judged(finding: Finding, checked: Checked) -> str:
    rule = checked.rules.get(finding.rule)
    return f"{finding.rule} {render.message(finding, rule, checked.words.code)}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", squeezed(text))
