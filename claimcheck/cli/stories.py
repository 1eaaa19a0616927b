"""`claimcheck check` and `claimcheck claims`: from options to a run, from its reports to the streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, TextIO

import click

from claimcheck import files, newsroom, plugins
from claimcheck.cli import annotation, complain, listing
from claimcheck.cli.options import outcome_options, story_options
from claimcheck.cli.progress import Progress
from claimcheck.cli.second import ASKED, reader_options, wanted
from claimcheck.config.keys import NEVER
from claimcheck.config.settings import layer
from claimcheck.desk import Options
from claimcheck.errors import ConfigError
from claimcheck.model import Report
from claimcheck.reader.modes import Wanted
from claimcheck.report import coverage, formats
from claimcheck.report import statistics as statistic
from claimcheck.report.entries import counts
from claimcheck.report.wording import common, words

FIXED = "SOURCE_DATE_EPOCH"  # where this is set, no clock is to be seen in what is written


@click.command()
@story_options(formats.CHECK, plugins.REPORTERS)
@outcome_options()
@reader_options
def check(outputs: list[tuple[str, str]], watched: bool, exit_zero: bool, **asked: Any) -> int:
    """Check stories: files, folders or - for standard input."""
    asked["paths"] = listing.named(asked["paths"], asked.pop("listed_in"), asked["called"])
    if exit_zero:
        asked["fail_on"] = _never(asked["fail_on"])
    asked["reader"] = wanted(*(asked.pop(name) for name in ASKED), isolated=asked["isolated"])
    _expect_elsewhere(asked["paths"], outputs)
    if asked["annotate"] is not None:
        annotation.expect(asked["paths"], asked["annotate"])
    once = partial(_check, outputs=outputs, **asked)
    if not watched:
        return once()
    from claimcheck.cli import watching

    written = [file for _, file in outputs] + [name for name in (asked["annotate"],) if name]
    return watching.repeat(asked["paths"], written, once)


def _check(
    format_name: str | None,
    outputs: list[tuple[str, str]],
    ui_lang: str | None,
    ascii_only: bool,
    color: bool | None,
    statistics: bool,
    annotate: str | None,
    **asked: Any,
) -> int:
    """One run with all that it writes; its exit code."""
    usual = format_name or ("rich" if sys.stdout.isatty() else "concise")
    if statistics and usual not in statistic.FORMATS:
        raise ConfigError(f"--statistics is told as {', '.join(statistic.FORMATS)}, not as {usual}")
    done = _run(ui_lang=ui_lang, **asked)
    _expect_elsewhere(done.files, outputs)
    code = _exit_code(done)
    if annotate is not None:
        annotation.write(done, annotate, asked["largest"])
    formats.expect([usual, *(name for name, _ in outputs)], plugged=done.plugged)
    quiet = asked["quiet"]
    shown = _worth_telling(done.reports) if quiet else done.reports
    look: dict[str, Any] = {"ascii_only": ascii_only, "exit_code": code, "fail_on": done.fail_on, "quiet": quiet}
    look["seconds"] = {} if FIXED in os.environ else done.seconds

    def write(name: str, out: TextIO) -> None:
        told = shown if name in formats.PLAIN else done.reports
        if out is not sys.stdout:
            formats.write_check(name, told, done.rules, done.ui, out, **look)
        elif statistics:
            statistic.write(name, done.reports, done.rules, done.ui, out)
        else:
            formats.write_check(name, told, done.rules, done.ui, out, color=color, **look)

    _written(usual, outputs, ascii_only, write)
    if len(done.reports) > 1 and usual == "concise" and not (quiet or statistics):
        complain(_summary(done))
    return code


def _worth_telling(reports: Sequence[Report]) -> Sequence[Report]:
    return [each for each in reports if each.findings or each.failures]


def _never(asked: str | None) -> str:
    if asked not in (None, NEVER):
        raise ConfigError(f"--exit-zero and --fail-on {asked} exclude each other")
    return NEVER


def _summary(done: newsroom.Run) -> str:
    """What a run over many stories came to, for whoever sends its lines into a pipe."""
    marks = words(done.ui or common(done.reports))
    files = marks.count("count.file", len(done.reports))
    return f"{files}: {counts(done.reports, marks)} · {coverage.whole(done.reports, marks)}"


@click.command()
@story_options(formats.CLAIMS)
def claims(
    format_name: str | None,
    outputs: list[tuple[str, str]],
    ui_lang: str | None,
    ascii_only: bool,
    color: bool | None,
    **asked: Any,
) -> int:
    """Show the numbers as they were read."""
    asked["paths"] = listing.named(asked["paths"], asked.pop("listed_in"), asked["called"])
    _expect_elsewhere(asked["paths"], outputs)
    done = _run(ui_lang=ui_lang, fail_on=NEVER, **asked)
    _expect_elsewhere(done.files, outputs)

    def write(name: str, out: TextIO) -> None:
        own = color if out is sys.stdout else None
        formats.write_claims(name, done.reports, done.rules, done.ui, out, ascii_only=ascii_only, color=own)

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
    called: str,
    quiet: bool,
    diff: str | None = None,
    reader: Wanted | None = None,
    **settings: Any,
) -> newsroom.Run:
    """Run the check; what is left of the options are settings that a configuration may hold, too."""
    settings["language"], settings["ui-language"] = settings.pop("lang"), settings.pop("ui_lang")
    given = {name.replace("_", "-"): value for name, value in settings.items() if value not in (None, ())}
    options = Options(layer(given), config, isolated, cached, dateline, diff, largest, allow_code, called, reader)
    with Progress(sys.stderr) as progress:
        done = newsroom.check(paths, options, processes=processes, tick=None if quiet else progress.tick)
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    remarks = () if quiet else done.remarks
    for problem in (*(done.settled if in_ci else ()), *done.problems, *remarks, *done.crashes):
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
