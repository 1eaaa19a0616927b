"""A Word document with a comment on each finding, at the figure it speaks of, and one at the beginning on how much was
judged; the text stays as it is.

Runs are cut at the edges of the figure, so that a comment holds just that; each piece keeps its formatting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from claimcheck.errors import InputError
from claimcheck.model import Report, Span
from claimcheck.reading import docx
from claimcheck.report import coverage
from claimcheck.report.entries import Entry, Spot, entries
from claimcheck.report.paragraphs import Paragraphs
from claimcheck.report.wording import Words, words
from claimcheck.rulebook import Rule

AUTHOR = "claimcheck"
INITIALS = "cc"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


def annotated(data: bytes, report: Report, rules: Mapping[str, Rule], ui: str | None) -> bytes:
    """The Word document `data`, of which `report` tells, with a comment on each finding and one on how much was judged.

    Raises InputError when it cannot be read or is not the one that was checked.
    """
    file, document, sources = docx.opened(report.document.path, data)
    if document.text != report.document.text:
        raise InputError(f"«{report.document.path}» has changed since it was checked")
    marks = words(ui or report.language)
    paragraphs = Paragraphs(report.document, marks)
    for each in entries(report, rules, ui):
        runs = next((runs for spot in each.spots if (runs := _isolated(sources, spot.span))), None) or _first(sources)
        if runs:
            _comment(file, runs, _told(each, paragraphs, marks))
    if begin := _first(sources):
        _comment(file, begin, "\n".join([coverage.whole([report], marks), *coverage.remarks(report, marks)]))
    out = BytesIO()
    file.save(out)
    return _undated(out)


def _comment(file: Any, runs: Sequence[Any], told: str) -> None:
    comment = file.add_comment(runs, text=told, author=AUTHOR, initials=INITIALS)
    comment._comment_elm.attrib.pop(_DATE, None)


def _undated(file: BytesIO) -> bytes:
    """The same archive without the time of its making, so that equal stories give equal bytes."""
    out = BytesIO()
    with ZipFile(file) as made, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for entry in made.infolist():
            archive.writestr(ZipInfo(entry.filename), made.read(entry), ZIP_DEFLATED)
    return out.getvalue()


def _told(each: Entry, paragraphs: Paragraphs, marks: Words) -> str:
    """What a comment says, a paragraph a line: message, sum, the other places, notes, help, why the rule is there."""
    head = f"{marks.text(f'severity.{each.finding.severity}')} {each.heading}"
    others = [_other(spot, paragraphs) for spot in each.spots[1:]]
    rows = [(name, text) for name, text in (("note", each.notes), ("help", each.repair)) if text]
    if each.rule:
        rows.append(("rule", " ".join(filter(None, [each.rule.reason(marks.code), each.rule.page]))))
    labelled = [f"{marks.text(f'label.{name}')}: {text}" for name, text in rows]
    return "\n".join(filter(None, [head, each.message, each.working, "; ".join(others), *labelled]))


def _other(spot: Spot, paragraphs: Paragraphs) -> str:
    told = ", ".join(filter(None, [spot.label, paragraphs.of(spot.span)]))
    return f"{spot.text} ({told})"


def _isolated(sources: docx.Sources, span: Span) -> list[Any]:
    """The runs that hold just the words of a span, cut where they reach further; empty when there are none."""
    found: list[Any] = []
    begin = max(bisect_right(sources, span.start, key=_start) - 1, 0)
    for start, paragraph in sources[begin : bisect_left(sources, span.end, key=_start)]:
        first, last = max(span.start - start, 0), min(span.end - start, len(docx.words(paragraph)))
        if first < last:
            _cut(paragraph, first)
            _cut(paragraph, last)
            found += [run for at, run in docx.runs(paragraph) if first <= at and at + len(run.text) <= last]
    return found


def _start(source: tuple[int, Any]) -> int:
    return source[0]


def _first(sources: docx.Sources) -> list[Any]:
    """The first words of the document, for a finding that has no place."""
    return next(([run] for _, paragraph in sources for _, run in docx.runs(paragraph)), [])


def _cut(paragraph: Any, at: int) -> None:
    """Make a run end at this place of the paragraph's text."""
    for start, run in list(docx.runs(paragraph)):
        if start < at < start + len(run.text):
            _split(run._r, at - start)


def _split(run: Any, at: int) -> None:
    """Move what stands after `at` signs of a run into a new run behind it, formatted alike."""
    rest = deepcopy(run)
    rest.clear_content()
    texts = run.xpath(docx.TEXT)
    left = at
    for child in run.xpath("./*[not(self::w:rPr)]"):
        words = str(child) if child in texts else ""
        if left <= 0:
            rest.append(child)
        elif len(words) > left:
            end = deepcopy(child)
            child.text, end.text = words[:left], words[left:]
            child.set(_SPACE, "preserve")
            end.set(_SPACE, "preserve")
            rest.append(end)
        left -= len(words)
    run.addnext(rest)
