"""The rest of a story's report: every claim, who says it, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.model import Claim, Kind, Span, Verdict
from claimcheck.report import figures, render
from claimcheck.report.coverage import idle, remarks
from claimcheck.report.labels import words_at
from claimcheck.report.page.markup import Markup, element, joined, table
from claimcheck.report.page.sheet import Sheet
from claimcheck.report.visible import squeezed
from claimcheck.report.wording import Words
from claimcheck.rulebook import Rule

_COLUMNS = ("where", "text", "reading", "kind", "counted", "source", "when")
_MOST = 20  # passages that are listed one by one
_PASSAGE = 80


def claims(sheet: Sheet) -> Markup:
    """Every figure as it was read, in the order of the text."""
    marks = sheet.marks
    rows = [_row(sheet, claim) for claim in _ordered(sheet)]
    if not rows:
        return Markup("")
    heads = ["#", *(marks.text(f"table.{name}") for name in _COLUMNS)]
    numbered = ([str(number), *row] for number, row in enumerate(rows, 1))
    return sheet.section("claims", marks.text("page.claims"), table(heads, numbered, class_="sortable"))


def _ordered(sheet: Sheet) -> list[Claim]:
    return sorted(sheet.report.claims, key=lambda claim: (claim.span.start, claim.span.end))


def _row(sheet: Sheet, claim: Claim) -> list[str]:
    marks, document = sheet.marks, sheet.report.document
    source = claim.source.name if claim.source else ""
    quoted = f"({marks.text('quoted_short')})" if claim.quoted else ""
    return [
        sheet.link(claim.span),
        words_at(document, claim.span),
        "" if claim.quantity.kind is Kind.LABEL else figures.interval(claim.quantity, marks.code),
        marks.text(f"kind.{claim.quantity.kind}"),
        words_at(document, claim.counted) if claim.counted else "",
        f"{source} {quoted}".strip(),
        figures.moment(claim.moment, marks.code) if claim.moment else "",
    ]


def sources(sheet: Sheet) -> Markup:
    """Who says which figures; those that nobody is named for come last."""
    marks = sheet.marks
    owned: dict[str, list[Claim]] = {}
    for claim in _ordered(sheet):
        owned.setdefault(claim.source.name if claim.source else "", []).append(claim)
    nobody = owned.pop("", [])
    if not owned:
        return Markup("")
    rows = [joined([_owner(sheet, said[0], name), element("dd", _listed(sheet, said))]) for name, said in owned.items()]
    if nobody:
        head = element("dt", marks.text("page.nobody"))
        rows.append(joined([head, element("dd", _listed(sheet, nobody))]))
    return sheet.section("sources", marks.text("page.sources"), element("dl", *rows))


def _owner(sheet: Sheet, claim: Claim, name: str) -> Markup:
    kind = sheet.marks.text(f"page.source.{claim.source.kind}") if claim.source else ""
    return element("dt", name, " ", element("small", kind))


def _listed(sheet: Sheet, said: list[Claim]) -> Markup:
    spans = [claim.span for claim in said]
    return sheet.links(spans, [words_at(sheet.report.document, span) for span in spans])


def behind(sheets: Sequence[Sheet], marks: Words) -> Markup:
    """What is said of each rule that found something, so that a card can lead there; empty when none did."""
    found = {each.finding.rule: each.rule for sheet in sheets for each in sheet.entries}
    rows = [_about(rule, marks) for _, rule in sorted(found.items()) if rule]
    if not rows:
        return Markup("")
    head = element("h2", marks.text("page.rules"), id="rules-title")
    return element("section", head, element("dl", *rows), id="rules", class_="rules", aria_labelledby="rules-title")


def _about(rule: Rule, marks: Words) -> Markup:
    level = element("small", marks.text(f"level.{rule.severity}"))
    name = element("dt", f"{rule.id} {rule.title(marks.code)} ", level, id=f"rule-{rule.id}")
    page = joined([" ", element("a", rule.page, href=rule.page)]) if rule.page else ""
    return joined([name, element("dd", rule.reason(marks.code), page)])


def unchecked(sheet: Sheet) -> Markup:
    """What this report cannot answer for."""
    items = [element("li", each) for each in _unchecked(sheet)]
    return sheet.section("unchecked", sheet.marks.text("page.unchecked"), element("ul", *items))


def _unchecked(sheet: Sheet) -> Iterator[str]:
    marks, report = sheet.marks, sheet.report
    for failure in report.failures:
        yield f"{marks.text('crashed', n=failure.check)}: {failure.error}"
    if report.language is None:
        yield marks.text("unknown_language")
    elif not report.claims:
        yield marks.count("count.no_figures", 0)
    yield from remarks(report, marks)
    yield from idle(report, marks)
    related = {render.span_of(term) for relation in report.relations for term in relation.terms}
    alone = [claim for claim in _ordered(sheet) if claim.span not in related]
    if alone:
        yield joined([marks.count("page.alone", len(alone)), " ", _listed(sheet, alone)])
    told = {id(finding.relation) for finding in (*report.findings, *(each.finding for each in report.waived))}
    for relation in report.relations:
        if relation.verdict is Verdict.OPEN and relation.terms and id(relation) not in told:
            spans = list(dict.fromkeys(render.span_of(term) for term in relation.terms))
            linked = sheet.links(spans, [words_at(report.document, span) for span in spans])
            yield joined([marks.text("page.open"), " ", linked])
    passages = list(_unread(sheet))
    if passages:
        yield joined([marks.count("page.unread", len(passages)), " ", joined(_shown(sheet, passages), ", ")])
    yield marks.text("page.only_text")


def _shown(sheet: Sheet, passages: list[Span]) -> Iterator[Markup]:
    marks = sheet.marks
    for span in passages[:_MOST]:
        words = squeezed(span.of(sheet.report.document.text))
        cut = f"{words[:_PASSAGE]}…" if len(words) > _PASSAGE else words
        yield joined([marks.count("line", 1, str(sheet.places.line(span.start))), " ", element("code", cut)])
    if len(passages) > _MOST:
        yield joined(["…"])


def _unread(sheet: Sheet) -> Iterator[Span]:
    """The stretches of the file that are markup, code or addresses, from the first letter to the last."""
    raw, prose = sheet.report.document.text, sheet.report.document.prose
    if raw == prose:
        return
    start = end = -1  # the first letter or digit that is hidden, and where the last one ends
    for at, (sign, read) in enumerate(zip(raw, prose, strict=True)):
        if not read.isspace():
            if start >= 0:
                yield Span(start, end)
            start = -1
        elif sign.isalnum():
            start, end = at if start < 0 else start, at + 1
    if start >= 0:
        yield Span(start, end)
