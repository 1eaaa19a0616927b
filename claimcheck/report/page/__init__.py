"""The report as one page that needs nothing else: no network, no script to be read, and the JSON inside."""

from __future__ import annotations

import io
import os
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from claimcheck import __version__
from claimcheck.model import Place, Report, When
from claimcheck.report import figures, json_report
from claimcheck.report.coverage import told, whole
from claimcheck.report.entries import counts, gravity
from claimcheck.report.labels import words_at
from claimcheck.report.page.article import article
from claimcheck.report.page.cards import cards, held, waived
from claimcheck.report.page.markup import Markup, element, text
from claimcheck.report.page.sheet import Sheet, sheet
from claimcheck.report.page.tables import behind, claims, sources, unchecked
from claimcheck.report.wording import Words, common, language_name, words
from claimcheck.rulebook import Rule

_HERE = Path(__file__).parent
_LATEST = 253402300799  # the last second of the year 9999


def write(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write the page; its time is now, or `SOURCE_DATE_EPOCH` where a build must be reproducible.

    Several stories share a page in one language, `ui` or the one they have in common, the gravest story first.
    """
    marks = words(ui or common(reports))
    many = len(reports) != 1
    made = [sheet(each, rules, marks.code, f"d{at}-" if many else "", 1 + many) for at, each in enumerate(reports, 1)]
    sheets = sorted(made, key=lambda each: gravity(each.report))
    style, script = (Markup((_HERE / name).read_text(encoding="utf-8")) for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"
    title = marks.text("page.title", n=_title(reports[0]) if not many else marks.count("page.stories", len(reports)))
    out.write(f'<!DOCTYPE html>\n<html lang="{text(marks.code)}">\n<head>\n<meta charset="utf-8">\n')
    out.write(f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n')
    out.write('<meta name="viewport" content="width=device-width, initial-scale=1">\n')
    out.write('<meta name="color-scheme" content="light dark">\n')
    out.write(f"{element('title', title)}\n{element('style', style)}\n</head>\n<body>\n")
    out.writelines(f"{each}\n" for each in _body(sheets, marks))
    out.write(f'<script type="application/json" id="claimcheck">{_data(reports, rules, ui)}</script>\n')
    out.write(f"{element('script', script)}\n</body>\n</html>\n")


def _hash(source: str) -> str:
    return "sha256-" + b64encode(sha256(source.encode()).digest()).decode()


def _data(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None) -> str:
    """The JSON report, with the sign escaped that could end the element it stands in."""
    whole = io.StringIO()
    json_report.write(reports, rules, ui, whole)
    return whole.getvalue().replace("<", "\\u003c")


def _body(sheets: Sequence[Sheet], marks: Words) -> Iterator[Markup]:
    findings = f"#{sheets[0].prefix}findings" if sheets else "#main"
    yield element("a", marks.text("page.skip"), class_="skip", href=findings)
    if len(sheets) != 1:
        yield _summary([each.report for each in sheets], sheets, marks)
    stories = (_story(each, alone=len(sheets) == 1) for each in sheets)
    yield element("main", *stories, behind(sheets, marks), id="main")
    read = any(each.report.reader for each in sheets)
    told = [*([] if read else [marks.text("page.footer")]), marks.text("page.machine"), f"claimcheck {__version__}"]
    yield element("footer", element("p", " · ".join(told)))


def _summary(reports: Sequence[Report], sheets: Sequence[Sheet], marks: Words) -> Markup:
    """What all stories of a page come to, and a list of them."""
    files = marks.count("page.stories", len(reports))
    facts = [files, whole(reports, marks), _checked(marks)] if reports else [files, _checked(marks)]
    return element(
        "header",
        element("h1", "claimcheck"),
        element("p", counts(reports, marks), class_="counts"),
        element("p", " · ".join(facts)),
        _contents(sheets, marks),
    )


def _contents(sheets: Sequence[Sheet], marks: Words) -> Markup:
    """A link to each story by its title, with its file and its counts."""
    items = (
        element(
            "li",
            element("a", title := _title(each.report), href=f"#{each.prefix}story"),
            f" ({path})" if (path := each.report.document.path) != title else "",
            f": {counts([each.report], marks)}",
        )
        for each in sheets
    )
    return element("nav", element("ol", *items), aria_label=marks.text("page.contents"))


def _story(each: Sheet, alone: bool) -> Markup:
    """Everything about one story, in its own language."""
    marks, report = each.marks, each.report
    title, path = _title(report), report.document.path
    facts = [*([path] if path != title else []), language_name(report.language, marks)]
    facts.append(marks.count("count.word", report.document.words))
    facts.append(told([report], marks))
    head = element(
        "header",
        each.heading(0, element("span", title, lang=report.language, dir="auto")),
        element("p", counts([each.report], each.marks), class_="counts"),
        element("p", " · ".join([*facts, _checked(marks)] if alone else facts)),
    )
    story = each.section("text", marks.text("page.text"), article(each))
    columns = element("div", story, element("div", cards(each), held(each), waived(each)), class_="columns")
    rest = [claims(each), sources(each), unchecked(each)]
    return element("section", head, columns, *rest, id=f"{each.prefix}story", lang=marks.code)


def _title(report: Report) -> str:
    """The story's headline, else the name of its file."""
    headlines = (part for part in report.document.parts if part.place is Place.HEADLINE)
    titles = (words_at(report.document, part.span) for part in headlines)
    return next(filter(None, titles), report.document.path)


def _checked(marks: Words) -> str:
    """The day and minute of this check with its distance from UTC."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(min(int(fixed), _LATEST), UTC) if fixed.isdecimal() else datetime.now().astimezone()
    moment = figures.when(When(now.year, now.month, now.day, minute=now.hour * 60 + now.minute), marks)
    return marks.text("page.checked", n=f"{moment} ({now:%Z})")
