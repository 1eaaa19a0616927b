"""The report for a person at a terminal: every problem with its places and its sum, then what works out."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import TextIO

from rich.cells import cell_len

from claimcheck.model import Relation, Report, Severity, Verdict
from claimcheck.proof import Proof
from claimcheck.report import claims_table, coverage, diagnostic, explain, figures, render, waived
from claimcheck.report.concise import by_weight
from claimcheck.report.entries import gravity, severities
from claimcheck.report.labels import words_at
from claimcheck.report.places import Places
from claimcheck.report.screen import Piece, Screen, padded, shortened, style_of
from claimcheck.report.visible import place
from claimcheck.report.wording import Words, common, language_name, words
from claimcheck.rulebook import Rule

_MOST_HELD = 8


def write(
    reports: Sequence[Report],
    rules: Mapping[str, Rule],
    ui: str | None,
    out: TextIO,
    ascii: bool = False,
    width: int | None = None,
    exit_code: int = 0,
    color: bool | None = None,
) -> None:
    """Write the whole report. `ui` is the language of the messages, None for each story's own; `ascii` asks for
    plain letters and signs; `width` is in cells and `color` whether there is any, None for the terminal's."""
    screen = Screen(out, ascii, width, color)
    told = [each for each in reports if len(reports) == 1 or not each.clean or each.document.notes]
    for number, report in enumerate(told):
        if number:
            screen.print()
        _story(screen, report, rules, words(ui or report.language))
    if len(reports) > 1:
        _many(screen, reports, words(ui or common(reports)), exit_code)
    elif reports and reports[0].findings:
        _closing(screen, reports[0], words(ui or reports[0].language), exit_code)


def write_claims(
    reports: Sequence[Report],
    ui: str | None,
    out: TextIO,
    ascii: bool = False,
    width: int | None = None,
    color: bool | None = None,
) -> None:
    """Write a table of everything that was read, one a story."""
    screen = Screen(out, ascii, width, color)
    for number, report in enumerate(reports):
        marks = words(ui or report.language)
        if number:
            screen.print()
        _heading(screen, report, marks)
        _remarks(screen, report, marks)
        if report.claims:
            screen.print()
            claims_table.draw(screen, report, marks)


def write_explain(
    rule: Rule,
    proof: Proof,
    ui: str | None,
    out: TextIO,
    ascii: bool = False,
    width: int | None = None,
    color: bool | None = None,
) -> None:
    """Write the page about one rule: what it says, why it exists, examples, how to silence it."""
    explain.draw(Screen(out, ascii, width, color), rule, proof, words(ui))


def _story(screen: Screen, report: Report, rules: Mapping[str, Rule], marks: Words) -> None:
    _heading(screen, report, marks)
    _remarks(screen, report, marks)
    places = Places(report.document.text)
    for finding in by_weight(report.findings):
        screen.print()
        diagnostic.draw(screen, report.document, places, finding, rules.get(finding.rule), marks)
    waived.draw(screen, report, places, marks)
    _held(screen, report, places, marks)
    for why in coverage.idle(report, marks):
        screen.print()
        screen.wrapped(why, "dim")


def _heading(screen: Screen, report: Report, marks: Words) -> None:
    """The file, its language, its length, how much was read of it and how much of that was judged."""
    facts = [language_name(report.language, marks), marks.count("count.word", report.document.words)]
    if report.claims:
        facts.append(coverage.told([report], marks))
    path = (screen.clean(place(report.document.path)), "bold")
    told = f" {screen.signs.dot} ".join(facts)
    style = "green" if report.clean and report.claims else "dim"
    if screen.cells([path, (told, "")]) + 2 > screen.width:
        screen.print(path)
        screen.wrapped(told, style, "  ")
    else:
        screen.print(path, ("  ", ""), (told, style))
    if not report.claims:
        screen.wrapped(marks.count("count.no_figures", 0), style_of(Severity.WARNING), "  ")


def _remarks(screen: Screen, report: Report, marks: Words) -> None:
    """What the reading had to guess, and the checks that crashed."""
    for note in coverage.remarks(report, marks):
        screen.labelled(f"  {marks.text('label.reading')}  ", "cyan", note)
    for failure in report.failures:
        crashed = f"{marks.text('crashed', n=failure.check)}: {failure.error}"
        screen.labelled(f"  {marks.text('label.failed')}  ", style_of(Severity.ERROR), crashed)


def _held(screen: Screen, report: Report, places: Places, marks: Words) -> None:
    """The relations that hold, each with its sum and the words it was taken from."""
    held = [each for each in report.relations if each.verdict is Verdict.HOLDS and each.working and each.terms]
    if not held:
        return
    held.sort(key=lambda relation: min(render.span_of(term).start for term in relation.terms))
    screen.print()
    screen.print((f"{screen.signs.held} ", "green"), (marks.text("held_title"), "green"))
    rows = [_row(screen, report, places, relation, marks) for relation in held[:_MOST_HELD]]
    room = screen.width - 2
    line = max(cell_len(row[0]) for row in rows)
    sums = min(max(cell_len(row[1]) for row in rows), room - line - 2)
    for where, working, terms in rows:
        left: list[Piece] = [("  ", ""), (padded(where, line), "dim"), ("  ", "")]
        rest = room - line - sums - 4
        if rest >= 20 and cell_len(working) <= sums:
            told = shortened(terms, rest, screen.signs.cut)
            screen.print(*left, (padded(working, sums), ""), ("  ", ""), (told, "dim"))
        else:
            screen.labelled(f"  {padded(where, line)}  ", "dim", working)
    if len(held) > _MOST_HELD:
        screen.print(("  ", ""), (marks.count("count.more_held", len(held) - _MOST_HELD), "dim"))


def _row(screen: Screen, report: Report, places: Places, relation: Relation, marks: Words) -> tuple[str, str, str]:
    spans = list(dict.fromkeys(render.span_of(term) for term in relation.terms))
    told = ", ".join(words_at(report.document, span, screen.encoding) for span in spans)
    working = "; ".join(figures.sums(relation.working, marks.code))
    second = f"{marks.text('second.short')}: " if relation.evidence else ""
    return places.shown(spans[0].start), screen.clean(working), screen.clean(second + told)


def _counts(reports: Sequence[Report], marks: Words) -> list[Piece]:
    """`1 error · 2 warnings`, each in its colour; nothing for severities that did not occur."""
    pieces: list[Piece] = []
    for severity, told in severities(reports, marks):
        pieces += [(" · ", "dim")] if pieces else []
        pieces.append((told, style_of(severity)))
    whole = all(report.whole for report in reports)
    return pieces or [(marks.text("no_findings"), "green") if whole else (marks.text("not_all"), "")]


def _closing(screen: Screen, report: Report, marks: Words, exit_code: int) -> None:
    screen.print()
    screen.rule()
    counts = _counts([report], marks)
    screen.spread(counts, [(marks.text("outcome", n=exit_code), "dim")])
    _next(screen, report, marks)


def _next(screen: Screen, report: Report, marks: Words) -> None:
    """What an editor may do about the gravest finding: see what was read, report a misreading, or accept it."""
    path, rule = report.document.path, by_weight(report.findings)[0].rule
    if path == "-":
        return
    path = shlex.quote(path)
    commands = {
        "list": f"claimcheck claims {path}",
        "wrong": f"claimcheck report-wrong {path} {rule}",
        "accept": f'claimcheck accept {path} {rule} --reason "{marks.text("reason")}"',
    }
    labels = {name: screen.clean(marks.text(f"label.{name}")) for name in commands}
    width = max(map(cell_len, labels.values()))
    for name, command in commands.items():
        screen.labelled(f"  {padded(labels[name], width)}  ", "cyan", command, "dim")


def _many(screen: Screen, reports: Sequence[Report], marks: Words, exit_code: int) -> None:
    """One row for each story with a problem, then the sums over all."""
    faulty = [report for report in reports if report.findings or report.failures]
    shown = [report for report in faulty if report.findings]
    if shown:
        screen.print()
    screen.rule()
    paths = [screen.clean(place(report.document.path)) for report in shown]
    widest = min(max(map(cell_len, paths), default=0), screen.width // 2)
    for report, whole in zip(shown, paths, strict=True):
        path = shortened(whole, widest, screen.signs.cut)
        screen.folded([(padded(path, widest), "bold"), ("  ", ""), *_counts([report], marks)])
    clean = sum(report.clean for report in reports)
    sorts = [marks.count("count.clean_file", clean)]
    for name, number in (("faulty", len(faulty)), ("partly", len(reports) - clean - len(faulty))):
        if number:
            sorts.append(marks.count(f"count.{name}_file", number))
    screen.wrapped(f" {screen.signs.dot} ".join(sorts))
    screen.wrapped(f"{marks.count('count.file', len(reports))}: {coverage.whole(reports, marks)}")
    screen.spread(_counts(reports, marks), [(marks.text("outcome", n=exit_code), "dim")])
    if shown:
        _next(screen, min(shown, key=gravity), marks)
