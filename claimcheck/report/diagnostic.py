"""One problem on the screen: what is wrong, where, the sum as read, what would repair it, which rule says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.cells import cell_len

from claimcheck.model import Document, Finding, Span
from claimcheck.report import figures, labels, render
from claimcheck.report.excerpt import Mark, Window, windows
from claimcheck.report.excerpt import labels as rows_below
from claimcheck.report.paragraphs import Paragraphs
from claimcheck.report.places import Places
from claimcheck.report.screen import Screen, padded, style_of
from claimcheck.report.wording import Words
from claimcheck.rulebook import Rule

PROCESSED = (".docx", ".odt")
_MOST_SPANS = 4
_OTHER = "blue"
_GUTTER = 5


def draw(screen: Screen, document: Document, places: Places, finding: Finding, rule: Rule | None, marks: Words) -> None:
    """The whole diagnostic, without blank lines round it."""
    members = labels.distinct(finding.relation.terms)
    spans = [render.span_of(group[0]) for group in members]
    _head(screen, document, places, finding, rule, spans, marks)
    screen.wrapped(render.message(finding, rule, marks.code), "bold", "  ")
    shown = [
        Mark(span, labels.told(group, finding, marks), style_of(finding.severity) if number == 0 else _OTHER)
        for number, (group, span) in enumerate(zip(members[:_MOST_SPANS], spans, strict=False))
    ]
    if screen.narrow:
        _list(screen, document, places, shown)
    else:
        _excerpts(screen, document, places, shown)
    if len(spans) > _MOST_SPANS:
        rest = ", ".join(places.shown(span.start) for span in spans[_MOST_SPANS:])
        screen.wrapped(marks.count("count.more_places", len(spans) - _MOST_SPANS) + rest, "dim", _indent(screen))
    _sum(screen, finding, marks)
    _advice(screen, finding, rule, marks)


def _head(
    screen: Screen,
    document: Document,
    places: Places,
    finding: Finding,
    rule: Rule | None,
    spans: Sequence[Span],
    marks: Words,
) -> None:
    style = style_of(finding.severity)
    title = [
        (f"{screen.signs.of(finding.severity)} ", style),
        (marks.text(f"severity.{finding.severity}"), style),
        (f"  {finding.rule} ", "bold"),
    ]
    if screen.narrow:
        screen.print(*title, (f" {places.shown(spans[0].start)}" if spans else "", "dim"))
        return
    where = _where(document, places, spans, marks)
    screen.spread([*title, (rule.called(marks.code) if rule else "", "dim")], [(where, "dim")])


def _where(document: Document, places: Places, spans: Sequence[Span], marks: Words) -> str:
    """The lines of a finding; of a document that a word processor shows, which has none, the paragraphs."""
    if Path(document.path).suffix.lower() in PROCESSED:
        return Paragraphs(document, marks).all_of(spans)
    lines = sorted({places.line(span.start) for span in spans})
    if not lines:
        return ""
    first, last = ", ".join(str(line) for line in lines[:-1]), str(lines[-1])
    return marks.count("line", len(lines), f"{first} {marks.text('and')} {last}" if first else last)


def _indent(screen: Screen) -> str:
    return "  " if screen.narrow else " " * (_GUTTER + 2)


def _excerpts(screen: Screen, document: Document, places: Places, shown: Sequence[Mark]) -> None:
    room = screen.width - _GUTTER - 2
    screen.print()
    for window in windows(document, places, shown, room, screen.signs.cut, screen.encoding):
        bar = (f" {screen.signs.bar} ", "dim")
        screen.print((padded(str(window.line), _GUTTER - 1, right=True), "dim"), bar, *_lit(window))
        for row in rows_below(window, room, screen.signs):
            pieces, reached = [], 0
            for cell, text, style in row:
                pieces += [(" " * (cell - reached), ""), (text, style)]
                reached = cell + cell_len(text)
            screen.print((" " * (_GUTTER - 1), ""), bar, *pieces)


def _lit(window: Window) -> list[tuple[str, str]]:
    """The excerpt with the marked words in bold."""
    pieces: list[tuple[str, str]] = []
    cell = 0
    for character in window.text:
        marked = any(mark.start <= cell < mark.end for mark in window.underlines)
        pieces.append((character, "bold" if marked else ""))
        cell += cell_len(character)
    return pieces


def _list(screen: Screen, document: Document, places: Places, shown: Sequence[Mark]) -> None:
    """For a narrow screen: the excerpt, and below it one line a span."""
    room = screen.width - 4
    bare = [replace(mark, label="") for mark in shown]
    for window in windows(document, places, bare, room, screen.signs.cut, screen.encoding):
        screen.print((f"  {screen.signs.bar} ", "dim"), *_lit(window))
    spots = [places.shown(mark.span.start) for mark in shown]
    width = max((len(spot) for spot in spots), default=0)
    for letter, spot, mark in zip("abcdefgh", spots, shown, strict=False):
        words = labels.words_at(document, mark.span, screen.encoding)
        label = f"{mark.label}: {words}" if mark.label else words
        screen.labelled(f"  {letter} {padded(spot, width)}  ", "dim", label)


def _sum(screen: Screen, finding: Finding, marks: Words) -> None:
    lines = figures.sums(finding.relation.working, marks.code)
    if lines and not screen.narrow:
        screen.print()
    for line in lines:
        screen.wrapped(line, "bold", _indent(screen))


def _advice(screen: Screen, finding: Finding, rule: Rule | None, marks: Words) -> None:
    rows = [("note", render.notes(finding, rule, marks)), ("help", render.repair(finding, rule, marks))]
    rows.append(("rule", f"claimcheck explain {finding.rule}"))
    width = max(cell_len(marks.text(f"label.{name}")) for name in ("note", "help", "rule")) + 2
    for name, text in rows:
        if text:
            word = padded(marks.text(f"label.{name}"), width)
            screen.labelled(f"  {word}", "cyan", text, "dim" if name == "rule" else "")
