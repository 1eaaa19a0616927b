"""What an editor offers to do about a finding: write the one figure that fits, accept it, or ignore it in a comment."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from lsprotocol import types

from claimcheck.lsp import diagnostics
from claimcheck.lsp.checked import Checked, touches
from claimcheck.lsp.diagnostics import Shown
from claimcheck.lsp.positions import Positions
from claimcheck.model import Document, Finding, Part, Place, Span, When
from claimcheck.reading import FORMATS, front_matter
from claimcheck.report import figures, repairs
from claimcheck.report.entries import Entry
from claimcheck.report.wording import languages, words

ACCEPT = "claimcheck.accept"
PLACEHOLDER = "…"  # is no reason, so that the comment is heeded only once somebody gives one
_COMMENTS = {"text": "# claimcheck: ignore {} -- {}", "markdown": "<!-- claimcheck: ignore {} -- {} -->"}
_COMMENTS["html"] = _COMMENTS["markdown"]
_NUMERAL = re.compile(r"\d+|\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*")
_TITLE = re.compile(r"<(/?)title\b", re.IGNORECASE)

Edit = tuple[Span, str]


def offered(checked: Checked, span: Span, shown: Shown, *, listed: bool) -> list[types.CodeAction]:
    """The actions for the findings that have words in a span; `listed` tells that findings can be accepted."""
    positions = Positions(checked.text, shown.encoding)
    found = [each for each in checked.entries if any(touches(spot.span, span) for spot in each.spots)]
    return [action for each in found for action in _actions(each, checked, positions, shown, listed)]


def _actions(
    entry: Entry, checked: Checked, positions: Positions, shown: Shown, listed: bool
) -> Iterator[types.CodeAction]:
    marks, rule = checked.words, entry.finding.rule
    document = checked.report.document
    diagnostic = diagnostics.of(entry, positions, shown)

    def action(title: str, edit: Edit | None = None, command: types.Command | None = None) -> types.CodeAction:
        changes = {shown.uri: [types.TextEdit(positions.range(edit[0]), edit[1])]} if edit else None
        return types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            edit=types.WorkspaceEdit(changes=changes) if changes else None,
            command=command,
        )

    mended = repair(entry.finding, document, checked.report.language)
    if mended:
        yield action(marks.text("action.write", n=f"«{mended[1]}»"), mended)
    if listed:
        title = marks.text("action.accept", n=rule)
        asked = {"uri": shown.uri, "fingerprint": entry.finding.fingerprint, "rule": rule}
        yield action(title, command=types.Command(title, ACCEPT, arguments=[asked]))
    aside = comment(entry, document)
    if aside:
        yield action(marks.text("action.ignore", n=rule), aside)


def repair(finding: Finding, document: Document, language: str | None) -> Edit | None:
    """The one change that mends a finding, in the story's own digits or words; None where there are several, where
    the words are a quotation, and where it is not known how the story would write it."""
    if language not in languages():
        return None
    found = repairs.only(finding)
    if found is None:
        return _weekday(finding, document, language)
    claim, value = found
    numeral = claim.quantity.number
    written = numeral.of(document.text)
    fits = _NUMERAL.fullmatch(written)
    if not fits or claim.quoted:
        return None
    sign = fits[1] or words(language).text("digits.group")
    grouped = fits[1] is not None or len(written) < 4
    return numeral, "".join(sign if not each.isdigit() else each for each in figures.number(value, language, grouped))


def _weekday(finding: Finding, document: Document, language: str) -> Edit | None:
    """The day of the week that the calendar has, in place of the one beside the date."""
    wrong, right = finding.relation.slots.get("weekday"), finding.relation.slots.get("right")
    if not (isinstance(wrong, When) and isinstance(right, When) and len(finding.relation.terms) == 1):
        return None
    term = finding.relation.terms[0]
    if term.claim is None or term.claim.quoted or wrong.weekday is None or right.weekday is None:
        return None
    marks = words(language)
    named, meant = (marks.text(f"weekday.{each}") for each in (wrong.weekday, right.weekday))
    found = list(re.finditer(rf"\b{re.escape(named)}\b", term.claim.quantity.span.of(document.text), re.IGNORECASE))
    if len(found) != 1:
        return None
    start = term.claim.quantity.span.start + found[0].start()
    capital = found[0][0][0].isupper()
    return Span(start, start + len(named)), meant[0].upper() + meant[1:] if capital else meant


def comment(entry: Entry, document: Document) -> Edit | None:
    """The comment that leaves a finding alone in a paragraph or table it has words in; None where none can stand."""
    kind = FORMATS.get(os.path.splitext(document.path)[1].lower(), "text")
    if kind not in _COMMENTS:
        return None
    written = _COMMENTS[kind].format(entry.finding.rule, PLACEHOLDER)
    parts = (part for spot in entry.spots for part in document.parts if touches(part.span, spot.span))
    return next((edit for edit in (_beside(part, kind, written, document) for part in parts) if edit), None)


def _beside(part: Part, kind: str, written: str, document: Document) -> Edit | None:
    """A comment where it speaks of one part and a reader of the page does not see it."""
    text, start = document.text, part.span.start
    table = next((each.span for each in document.tables if each.span.overlaps(part.span)), None)
    if table:
        return _own_line(text, table.start, written)
    if kind == "text":
        return _own_line(text, start, written)
    pictured = kind == "markdown" and part.place is Place.CAPTION
    titled = _TITLE.findall(text, 0, start)[-1:] == [""]
    hidden = pictured or titled or start < front_matter.find(text).end
    return None if hidden else (Span(part.span.end, part.span.end), f" {written}")


def _own_line(text: str, offset: int, written: str) -> Edit:
    start = _line_start(text, offset)
    ending = re.search(r"\r\n|\r|\n", text)
    return Span(start, start), f"{written}{ending[0] if ending else chr(10)}"


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
