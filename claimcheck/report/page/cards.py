"""What was found, a card each in the order of severity: the sum, its figures side by side, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.model import Span, Term, Verdict, Waived
from claimcheck.report import figures, labels, render
from claimcheck.report.coverage import gaps
from claimcheck.report.entries import Entry, counts, entry, reason
from claimcheck.report.page.markup import Markup, element, joined, table
from claimcheck.report.page.sheet import SIGNS, Badge, Sheet

_COLUMNS = ("where", "text", "role", "reading", "source", "when")
_ALWAYS = 4  # columns that are shown even when all rows agree


def cards(sheet: Sheet) -> Markup:
    """The findings, or the words that say there is none."""
    marks = sheet.marks
    shown = [_card(sheet, badge, each) for badge, each in zip(sheet.badges, sheet.entries, strict=True)]
    nothing = counts([sheet.report], marks) if sheet.report.claims else marks.count("count.no_figures", 0)
    said = [element("p", gap) for gap in gaps(sheet.report, marks)]
    return sheet.section("findings", marks.text("page.findings"), *said, *(shown or [element("p", nothing)]))


def _card(sheet: Sheet, badge: Badge, each: Entry) -> Markup:
    marks, severity, anchor = sheet.marks, badge.severity, badge.card
    where = sheet.paragraphs.all_of(spot.span for spot in each.spots)
    head = sheet.heading(
        2,
        element("span", f"{SIGNS[severity]}{badge.letter}", class_=f"badge {severity}"),
        " ",
        element("span", marks.text(f"severity.{severity}"), class_="severity"),
        " ",
        each.rule.title(marks.code) if each.rule else each.finding.rule,
        " ",
        element("small", f"{each.finding.rule} · {where}"),
        id=f"{anchor}-title",
    )
    pieces = [head, element("p", each.message, class_="message")]
    pieces += [element("p", line, class_="sum") for line in figures.sums(each.finding.relation.working, marks.code)]
    if each.finding.relation.terms:
        pieces.append(_places(sheet, each))
    pieces.append(_advice(sheet, each))
    kind = f"card {severity} {badge.outline}"
    return element("article", *pieces, class_=kind, id=anchor, aria_labelledby=f"{anchor}-title")


def _places(sheet: Sheet, each: Entry) -> Markup:
    """The figures of a finding side by side, without the columns that tell nothing or tell nothing apart."""
    marks = sheet.marks
    rows = [_row(sheet, group) for group in labels.distinct(each.finding.relation.terms)]
    told = [{row[at] for row in rows if row[at]} for at in range(len(_COLUMNS))]
    columns = [at for at, texts in enumerate(told) if texts and (at < _ALWAYS or len(rows) == 1 or len(texts) > 1)]
    heads = [marks.text(f"table.{_COLUMNS[at]}") for at in columns]
    return table(heads, ([row[at] for at in columns] for row in rows))


def _row(sheet: Sheet, group: list[Term]) -> list[str]:
    marks, claim = sheet.marks, group[0].claim
    span = render.span_of(group[0])
    words = labels.words_at(sheet.report.document, span)
    row: list[str] = [sheet.link(span), words, labels.roles(group, marks)]
    if claim is None:
        return [*row, "", "", ""]
    source = claim.source.name if claim.source else ""
    quoted = marks.text("quoted_short") if claim.quoted else ""
    row.append(figures.interval(claim.quantity, marks.code))
    row.append(f"{source} ({quoted})" if source and quoted else source or quoted)
    return [*row, figures.moment(claim.moment, marks.code) if claim.moment else ""]


def _advice(sheet: Sheet, each: Entry) -> Markup:
    """Note, help, and a link to what is said of the rule."""
    marks = sheet.marks
    about = element("a", each.heading, href=f"#rule-{each.finding.rule}") if each.rule else ""
    rows: list[tuple[str, str]] = [("note", each.notes), ("help", each.repair), ("rule", about)]
    pairs = (joined([element("dt", marks.text(f"label.{name}")), element("dd", told)]) for name, told in rows if told)
    return element("dl", *pairs)


def held(sheet: Sheet) -> Markup:
    """The sums that work out, each with the words it was taken from; empty when there is none."""
    items = [element("li", each) for each in _held(sheet)]
    if not items:
        return Markup("")
    return sheet.section("held", sheet.marks.text("held_title"), element("ul", *items))


def _held(sheet: Sheet) -> Iterator[Markup]:
    for relation in sheet.report.relations:
        if relation.verdict is Verdict.HOLDS and relation.working and relation.terms:
            spans = list(dict.fromkeys(render.span_of(term) for term in relation.terms))
            working = "; ".join(figures.sums(relation.working, sheet.marks.code))
            yield joined([element("b", working), " (", _linked(sheet, spans), ")"])


def _linked(sheet: Sheet, spans: list[Span]) -> Markup:
    return sheet.links(spans, [labels.words_at(sheet.report.document, span) for span in spans])


def waived(sheet: Sheet) -> Markup:
    """The findings that do not count, with the reason; empty when there is none."""
    items = [element("li", _waived(sheet, each)) for each in sheet.report.waived]
    if not items:
        return Markup("")
    return sheet.section("waived", sheet.marks.text("waived_title"), element("ul", *items))


def _waived(sheet: Sheet, given: Waived) -> Markup:
    rule = sheet.rules.get(given.finding.rule)
    each = entry(given.finding, sheet.report, rule, sheet.marks.code, sheet.places)
    place, why = sheet.link(each.spots[0].span), reason(given, sheet.marks)
    return joined([element("b", each.heading), " ", place, " ", each.message, " — ", why])
