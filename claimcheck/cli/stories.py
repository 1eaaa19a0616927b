"""`claimcheck check` and `claimcheck claims`: from options to a run, from its reports to the streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TextIO

import click

from claimcheck import files, newsroom, plugins
from claimcheck.cli import annotation, complain, complete
from claimcheck.cli.options import one_of, story_options
from claimcheck.cli.progress import Progress
from claimcheck.config.keys import FAIL_ON
from claimcheck.config.settings import layer
from claimcheck.desk import Options
from claimcheck.errors import ConfigError
from claimcheck.report import coverage, formats
from claimcheck.report.entries import counts
from claimcheck.report.wording import common, words


@click.command()
@story_options(formats.CHECK, plugins.REPORTERS)
@click.option(
    "--fail-on",
    metavar="|".join(FAIL_ON),
    callback=one_of("severity", FAIL_ON),
    shell_complete=complete.words(FAIL_ON),
    help="From which severity on the exit code is 1 (default: error).",
)
@click.option("-q", "--quiet", is_flag=True, help="Leave out the summary that follows one-line findings of many files.")
@click.option("--strict", is_flag=True, default=None, help="Warnings and idle ignore comments make it 1, too.")
@click.option(
    "--baseline",
    metavar="FILE",
    shell_complete=complete.files,
    help="Leave out what this JSON report of an earlier run has.",
)
@click.option("--diff", metavar="REF", help="Leave out what is not on lines changed since a git ref.")
@click.option(
    "--annotate",
    metavar="FILE",
    shell_complete=complete.files,
    help="Write the Word document with a comment on each finding, as FILE.",
)
def check(
    format_name: str | None,
    outputs: list[tuple[str, str]],
    ui_lang: str | None,
    ascii_only: bool,
    annotate: str | None,
    quiet: bool,
    **asked: Any,
) -> int:
    """Check stories: files, folders or - for standard input."""
    if annotate is not None:
        annotation.expect(asked["paths"], annotate)
    _expect_elsewhere(asked["paths"], outputs)
    done = _run(ui_lang=ui_lang, **asked)
    _expect_elsewhere(done.files, outputs)
    code = _exit_code(done)
    if annotate is not None:
        annotation.write(done, annotate, asked["largest"])
    usual = "rich" if sys.stdout.isatty() else "concise"
    formats.expect([format_name or usual, *(name for name, _ in outputs)], plugged=done.plugged)

    def write(name: str, out: TextIO) -> None:
        formats.write_check(
            name, done.reports, done.rules, done.ui, out, ascii_only=ascii_only, exit_code=code, fail_on=done.fail_on
        )

    _written(format_name or usual, outputs, ascii_only, write)
    if len(done.reports) > 1 and (format_name or usual) == "concise" and not quiet:
        complain(_summary(done))
    return code


def _summary(done: newsroom.Run) -> str:
    """What a run over many stories came to, for whoever sends its lines into a pipe."""
    marks = words(done.ui or common(done.reports))
    files = marks.count("count.file", len(done.reports))
    return f"{files}: {counts(done.reports, marks)} · {coverage.whole(done.reports, marks)}"


@click.command()
@story_options(formats.CLAIMS)
def claims(
    format_name: str | None, outputs: list[tuple[str, str]], ui_lang: str | None, ascii_only: bool, **asked: Any
) -> int:
    """Show the numbers as they were read."""
    _expect_elsewhere(asked["paths"], outputs)
    done = _run(ui_lang=ui_lang, fail_on="never", **asked)
    _expect_elsewhere(done.files, outputs)

    def write(name: str, out: TextIO) -> None:
        formats.write_claims(name, done.reports, done.rules, done.ui, out, ascii_only=ascii_only)

    _written(format_name or "rich", outputs, ascii_only, write)
    return _exit_code(done)


def _expect_elsewhere(paths: Sequence[str], outputs: Sequence[tuple[str, str]]) -> None:
    """Raise ConfigError for a report that would take the place of a story."""
    for _, file in outputs:
        if any(annotation.same(path, file) for path in paths):
            raise ConfigError(f"--output never writes over the story itself: «{file}» must be another file")


def _run(
    paths: Sequence[str],
    processes: int,
    config: str | None,
    isolated: bool,
    cached: bool,
    dateline: date | None,
    largest: int,
    allow_code: bool,
    diff: str | None = None,
    **settings: Any,
) -> newsroom.Run:
    """Run the check; what is left of the options are settings that a configuration may hold, too."""
    settings["language"], settings["ui-language"] = settings.pop("lang"), settings.pop("ui_lang")
    given = {name.replace("_", "-"): value for name, value in settings.items() if value not in (None, ())}
    options = Options(layer(given), config, isolated, cached, dateline, diff, largest, allow_code)
    with Progress(sys.stderr) as progress:
        done = newsroom.check(paths, options, processes=processes, tick=progress.tick)
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    for problem in (*(done.settled if in_ci else ()), *done.problems, *done.remarks, *done.crashes):
        complain(problem)
    return done


def _exit_code(done: newsroom.Run) -> int:
    if done.crashes or any(report.failures for report in done.reports):
        return 3
    return 2 if done.problems else int(done.failing > 0)


def _written(
    name: str, outputs: Sequence[tuple[str, str]], ascii_only: bool, write: Callable[[str, TextIO], None]
) -> None:
    """Write each format asked for to its file, and one to standard output, last. Raises ConfigError."""
    for each, file in outputs:
        encoding = _encoding(each, ascii_only) or "utf-8"
        try:
            with files.replacing(file, encoding=encoding, errors="backslashreplace") as out:
                write(each, out)
        except OSError as error:
            raise ConfigError(f"«{file}» cannot be written: {error.strerror}") from error
    sys.stdout.reconfigure(encoding=_encoding(name, ascii_only), errors="backslashreplace")  # type: ignore[union-attr]
    write(name, sys.stdout)


def _encoding(name: str, ascii_only: bool) -> str | None:
    """The formats for people take what the stream has; the others are UTF-8 by their own standards."""
    if name not in formats.PLAIN:
        return "utf-8"
    return "ascii" if ascii_only else None
