"""The whole way from a file to a report: start reading here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from claimcheck import detect, engine, language, reading
from claimcheck.extract.article import read_article
from claimcheck.model import Document, Report
from claimcheck.rulebook import Rule


def from_path(path: Path) -> Document:
    """The story in a file. Raises InputError when it cannot be read."""
    return reading.read_path(path)


def from_text(text: str) -> Document:
    """A story given as plain text."""
    return reading.read_bytes(text.encode("utf-8", "replace"), "text.txt")


def check(
    document: Document, rules: Sequence[Rule], *, language_code: str | None = None, dateline: date | None = None
) -> Report:
    """Read the story, judge it and report.

    `language_code` names the pack (None: detected), `dateline` the day of writing (None: as read in
    the story). Raises ConfigError for a language without a pack, DataError for a rule whose check
    does not exist. A story in no known language gives a report without claims.
    """
    if dateline is not None:
        document = replace(document, dateline=dateline)
    code = language_code or detect.language(document)
    if code is None:
        return Report(document, None)
    article = read_article(document, language.pack(code))
    judged = engine.run(article, engine.plan(rules))
    return Report(document, code, article.claims, judged.relations, judged.findings, judged.failures)
