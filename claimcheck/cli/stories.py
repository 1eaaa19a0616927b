"""`claimcheck check` and `claimcheck claims`: from options to a run, from its reports to the streams."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TextIO

import click

from claimcheck import pipeline, rulebook
from claimcheck.cli import complain
from claimcheck.cli.options import AUTO, one_of, story_options
from claimcheck.errors import ConfigError
from claimcheck.model import Severity
from claimcheck.report import formats

NEVER = "never"


@click.command()
@story_options(formats.CHECK)
@click.option(
    "--fail-on",
    default=Severity.ERROR.value,
    metavar="error|warning|note|never",
    callback=one_of("severity", (*reversed(Severity), NEVER)),
    help="From which severity on the exit code is 1 (default: error).",
)
def check(
    fail_on: str,
    format_name: str | None,
    outputs: list[tuple[str, str]],
    ui_lang: str | None,
    ascii_only: bool,
    **asked: Any,
) -> int:
    """Check stories: files, folders or - for standard input."""
    rules, done = _run(**asked)
    code = _exit_code(done, fail_on)
    threshold = None if fail_on == NEVER else Severity(fail_on)
    usual = "rich" if sys.stdout.isatty() else "concise"
    for name, out in _streams(format_name or usual, outputs, ascii_only):
        formats.write_check(
            name, done.reports, rules, ui_lang, out, ascii_only=ascii_only, exit_code=code, fail_on=threshold
        )
    return code


@click.command()
@story_options(formats.CLAIMS)
def claims(
    format_name: str | None, outputs: list[tuple[str, str]], ui_lang: str | None, ascii_only: bool, **asked: Any
) -> int:
    """Show the numbers as they were read."""
    rules, done = _run(**asked)
    for name, out in _streams(format_name or "rich", outputs, ascii_only):
        formats.write_claims(name, done.reports, rules, ui_lang, out, ascii_only=ascii_only)
    return _exit_code(done, NEVER)


def _run(
    paths: Sequence[str],
    lang: str,
    select: Sequence[str],
    ignore: Sequence[str],
    preview: bool,
    dateline: date | None,
    processes: int,
    isolated: bool,
) -> tuple[dict[str, rulebook.Rule], pipeline.Run]:
    rules = rulebook.select(rulebook.load(rulebook.FOLDER), select, ignore, preview=preview)
    code = None if lang == AUTO else lang
    done = pipeline.check_all(paths, rules, code=code, dateline=dateline, processes=processes)
    for problem in done.problems:
        complain(problem)
    return {rule.id: rule for rule in rules}, done


def _exit_code(done: pipeline.Run, fail_on: str) -> int:
    if any(report.failures for report in done.reports):
        return 3
    if done.problems:
        return 2
    found = [finding.severity.rank for report in done.reports for finding in report.findings]
    return int(fail_on != NEVER and max(found, default=-1) >= Severity(fail_on).rank)


def _streams(name: str, outputs: Sequence[tuple[str, str]], ascii_only: bool) -> Iterator[tuple[str, TextIO]]:
    """Each format asked for with the stream it goes to, standard output last."""
    for each, file in outputs:
        try:
            out = open(file, "w", encoding=_encoding(each, ascii_only) or "utf-8", errors="backslashreplace")  # noqa: SIM115
        except OSError as error:
            raise ConfigError(f"«{file}» cannot be written: {error.strerror}") from error
        with out:
            yield each, out
    sys.stdout.reconfigure(encoding=_encoding(name, ascii_only), errors="backslashreplace")  # type: ignore[union-attr]
    yield name, sys.stdout


def _encoding(name: str, ascii_only: bool) -> str | None:
    """The formats for people take what the stream has; the others are UTF-8 by their own standards."""
    if name not in formats.PLAIN:
        return "utf-8"
    return "ascii" if ascii_only else None
