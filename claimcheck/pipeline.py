"""The whole way from a file to a report: start reading here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimcheck import detect, engine, language, reading
from claimcheck.errors import InputError
from claimcheck.extract.article import read_article
from claimcheck.model import Document, Report
from claimcheck.reading import paths
from claimcheck.reading.dateline import find as find_dateline


@dataclass(frozen=True, slots=True)
class Run:
    """The reports on all stories, and one sentence for each that could not be read or understood."""

    reports: tuple[Report, ...]
    problems: tuple[str, ...]


def check_all(
    names: Iterable[str], jobs: Sequence[engine.Job], *, code: str | None = None, dateline: date | None = None
) -> Run:
    """Check files, folders and standard input (`-`); `code` and `dateline` as for `check`."""
    reports: list[Report] = []
    problems: list[str] = []
    for story in paths.stories(names):
        if isinstance(story, InputError):
            problems.append(str(story))
            continue
        report = check(story, jobs, code=code, dateline=dateline)
        reports.append(report)
        if report.language is None and story.prose.strip():
            problems.append(
                f"{story.path}: no language pack fits this text; --lang {'|'.join(language.codes())} names one"
            )
    return Run(tuple(reports), tuple(problems))


def check(
    document: Document, jobs: Sequence[engine.Job], *, code: str | None = None, dateline: date | None = None
) -> Report:
    """Read the story, judge it and report.

    `code` names the language pack (None: detected), `dateline` the day of writing (None: as the
    story gives it). A story in no known language gives a report without claims. Raises ConfigError
    for a language that has no pack.
    """
    if dateline is not None:
        document = replace(document, dateline=dateline)
    code = code or detect.language(document)
    if code is None:
        return Report(document, None)
    pack = language.pack(code)
    document = replace(document, dateline=find_dateline(document, pack))
    article = read_article(document, pack)
    judged = engine.run(article, jobs)
    return Report(document, code, article.claims, judged.relations, judged.findings, judged.failures)


def from_text(text: str) -> Document:
    """A story given as plain text."""
    return reading.read_bytes(text.encode("utf-8", "replace"), "text.txt")
