"""The whole way from a file to a report: start reading here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from claimcheck import detect, engine, language, reading
from claimcheck.errors import InputError
from claimcheck.extract.article import read_article
from claimcheck.model import Document, Failure, Report
from claimcheck.reading import paths
from claimcheck.reading.dateline import find as find_dateline
from claimcheck.rulebook import Rule

SHARE = 50  # stories a process takes at a time


@dataclass(frozen=True, slots=True)
class Run:
    """The reports on all stories, and one sentence for each that could not be read or understood."""

    reports: tuple[Report, ...]
    problems: tuple[str, ...]


def check_all(
    names: Iterable[str],
    rules: Sequence[Rule],
    *,
    code: str | None = None,
    dateline: date | None = None,
    processes: int = 1,
) -> Run:
    """Check files, folders and standard input (`-`) in order; `code` and `dateline` as for `check`.

    Many files are shared out among `processes`.
    """
    listed = list(paths.expanded(names))
    work = partial(_check_each, rules=rules, code=code, dateline=dateline)
    if processes < 2 or len(listed) <= SHARE or paths.STANDARD_INPUT in listed:
        return work(listed)
    from concurrent.futures import ProcessPoolExecutor

    shares = [listed[at : at + SHARE] for at in range(0, len(listed), SHARE)]
    with ProcessPoolExecutor(min(processes, len(shares))) as pool:
        runs = list(pool.map(work, shares))
    return Run(
        tuple(report for run in runs for report in run.reports),
        tuple(problem for run in runs for problem in run.problems),
    )


def _check_each(
    listed: Iterable[str | InputError], rules: Sequence[Rule], code: str | None, dateline: date | None
) -> Run:
    jobs = engine.plan(rules)
    reports: list[Report] = []
    problems: list[str] = []
    for name in listed:
        try:
            report = check(paths.story(name), jobs, code=code, dateline=dateline)
        except InputError as error:
            problems.append(str(error))
            continue
        reports.append(report)
        if report.language is None and report.document.prose.strip():
            known = "|".join(language.codes())
            problems.append(f"{report.document.path}: no language pack fits this text; --lang {known} names one")
    return Run(tuple(reports), tuple(problems))


def check(
    document: Document, jobs: Sequence[engine.Job], *, code: str | None = None, dateline: date | None = None
) -> Report:
    """Read the story, judge it and report.

    `code` names the language pack (None: detected), `dateline` the day of writing (None: as the
    story gives it). A story in no known language gives a report without claims, and so does one
    that breaks the reading, which is a failure. Raises ConfigError for a language that has no pack.
    """
    if dateline is not None:
        document = replace(document, dateline=dateline)
    code = code or detect.language(document)
    if code is None:
        return Report(document, None)
    pack = language.pack(code)
    try:
        document = replace(document, dateline=find_dateline(document, pack))
        article = read_article(document, pack)
    except Exception as error:
        return Report(document, code, failures=(Failure("reading", f"{type(error).__name__}: {error}"),))
    judged = engine.run(article, jobs)
    return Report(document, code, article.claims, judged.relations, judged.findings, judged.failures)


def from_text(text: str) -> Document:
    """A story given as plain text."""
    return reading.read_bytes(text.encode("utf-8", "replace"), "text.txt")
