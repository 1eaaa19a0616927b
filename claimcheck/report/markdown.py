"""A report in Markdown, for a comment on a change or a job's summary; text of a story is never taken for markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from claimcheck.model import Document, Report, Severity, Span, Verdict
from claimcheck.report import coverage, figures, labels, render
from claimcheck.report.entries import Entry, Spot, counts, entries, entry, located, reason
from claimcheck.report.places import Places
from claimcheck.report.visible import squeezed
from claimcheck.report.wording import Words, common, language_name, words
from claimcheck.rulebook import Rule

_SIGN = {Severity.ERROR: "✗", Severity.WARNING: "⚠", Severity.NOTE: "·"}
_REACH = 48  # code points of context on either side
_ROOM = 60_000  # characters; a comment on a change may have 65,536
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$^]|(?<=\w):(?=//)|(?<=www)\.|[@#](?=\w)", re.ASCII | re.IGNORECASE)
_OPENING = re.compile(r"^(\d*)([-+=.)#])")


def write(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write a heading with the counts, the findings of each story, and what works out; stop where it grows too long."""
    marks = words(ui or common(reports))
    out.write(f"## claimcheck: {counts(reports, marks)}\n")
    written, left = 0, 0
    told = [each for each in reports if len(reports) == 1 or not each.clean or each.document.notes]
    for report in told:
        for block in _blocks(report, rules, words(ui or report.language)):
            if written + len(block) > _ROOM:
                left += 1
                continue
            out.write(f"\n{block}\n")
            written += len(block)
    if len(told) < len(reports):
        out.write(f"\n{marks.count('count.clean_file', len(reports) - len(told))}\n")
    if left:
        out.write(f"\n{marks.count('count.left_out', left)}\n")


def escaped(text: str) -> str:
    """Text on one line as it is when it is rendered inside a line: no emphasis, no link, no HTML, no mention."""

    def plain(match: re.Match[str]) -> str:
        sign = match[0]
        return f"{sign}<!-- -->" if sign in "@#" else f"\\{sign}"

    return _SPECIAL.sub(plain, squeezed(text))


def _paragraph(text: str) -> str:
    """As `escaped`, for the beginning of a line, where digits and signs may open a list or a heading."""
    return _OPENING.sub(r"\1\\\2", escaped(text))


def _blocks(report: Report, rules: Mapping[str, Rule], marks: Words) -> Iterator[str]:
    facts = [language_name(report.language, marks), marks.count("count.word", report.document.words)]
    facts.append(coverage.told([report], marks))
    yield f"### {escaped(located(report.document.path))}\n\n{escaped(' · '.join(facts))}"
    crashed = [f"{marks.text('crashed', n=each.check)}: {each.error}" for each in report.failures]
    for remark in (*crashed, *coverage.remarks(report, marks), *coverage.idle(report, marks)):
        yield f"> {escaped(remark)}"
    for each in entries(report, rules, marks.code):
        yield _block(each, report.document, marks)
    places = Places(report.document.text)
    folded = {
        "✓ " + marks.text("held_title"): list(_held(report, places, marks)),
        marks.text("waived_title"): list(_waived(report, rules, places, marks)),
    }
    for title, items in folded.items():
        if items:
            yield f"<details><summary>{title}</summary>\n\n{_list(items)}\n\n</details>"


def _block(each: Entry, document: Document, marks: Words) -> str:
    severity = each.finding.severity
    head = f"#### {_SIGN[severity]} {marks.text(f'severity.{severity}')} {escaped(each.heading)}"
    pieces = [head, _paragraph(each.message), _list(_place(spot, document) for spot in each.spots)]
    if each.working:
        pieces.append(f"**{escaped(each.working)}**")
    for name, text in (("note", each.notes), ("help", each.repair)):
        if text:
            pieces.append(f"{marks.text(f'label.{name}')}: {escaped(text)}")
    return "\n\n".join(pieces)


def _list(items: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _place(spot: Spot, document: Document) -> str:
    before, after = _context(spot.span, document)
    label = f" ({escaped(spot.label)})" if spot.label else ""
    return f"{spot.shown} {_flush(before)}<strong>{escaped(spot.text)}</strong>{_flush(after)}{label}"


def _flush(text: str) -> str:
    """As `escaped`, with a space where the text begins or ends with white space."""
    return (" " if text[:1].isspace() else "") + escaped(text) + (" " if text[-1:].isspace() and text.strip() else "")


def _context(span: Span, document: Document) -> tuple[str, str]:
    """Some words on either side, from the same block of the story, with the space that parts them from the middle."""
    at = bisect_right(document.parts, span.start, key=lambda part: part.span.start) - 1
    bounds = document.parts[at].span if at >= 0 else span
    if not bounds.start <= span.start <= span.end <= bounds.end:
        return "", ""
    first, last = max(bounds.start, span.start - _REACH), min(bounds.end, span.end + _REACH)
    before, after = document.prose[first : span.start], document.prose[span.end : last]
    if first > bounds.start:
        before = "…" + before.partition(" ")[2]
    if last < bounds.end:
        after = after.rpartition(" ")[0] + "…"
    return before, after


def _held(report: Report, places: Places, marks: Words) -> Iterator[str]:
    for relation in report.relations:
        if relation.verdict is Verdict.HOLDS and relation.working and relation.terms:
            spans = list(dict.fromkeys(render.span_of(term) for term in relation.terms))
            told = ", ".join(labels.words_at(report.document, span) for span in spans)
            working = "; ".join(figures.sums(relation.working, marks.code))
            yield f"{places.shown(spans[0].start)} **{escaped(working)}** ({escaped(told)})"


def _waived(report: Report, rules: Mapping[str, Rule], places: Places, marks: Words) -> Iterator[str]:
    """What an editor decided on, one by one, and how many findings there are for each other reason."""
    for given in report.waived:
        if given.by in coverage.DECIDED:
            each = entry(given.finding, report, rules.get(given.finding.rule), marks.code, places)
            told = f"{each.heading}: {each.message} ({reason(given, marks)})"
            yield f"{each.spots[0].shown} {escaped(told)}"
    others = Counter(given.by for given in report.waived if given.by not in coverage.DECIDED)
    yield from (f"{number} {marks.text(f'waiver.{by}')}" for by, number in others.items())
