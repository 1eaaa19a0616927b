"""`claimcheck accept` and `claimcheck report-wrong`: what an editor decides about a finding."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from claimcheck import files, rulebook
from claimcheck.cli import complain, complete, say
from claimcheck.cli.options import allow_code as allow_code_option
from claimcheck.cli.options import config_option
from claimcheck.config.toml import shown
from claimcheck.desk import Desk, Options
from claimcheck.errors import ConfigError, InputError
from claimcheck.model import Finding, Report
from claimcheck.reader.modes import Wanted
from claimcheck.reading.paths import STANDARD_INPUT, file_of
from claimcheck.report.places import Places
from claimcheck.rulebook import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., int]


class Picked(NamedTuple):
    """The findings of one rule in one story."""

    desk: Desk
    report: Report
    rule: Rule
    findings: list[Finding]


def _picking(command: Command) -> Command:
    """The arguments and options that name findings."""
    for each in (
        allow_code_option(),
        config_option(),
        click.option("--line", type=click.IntRange(min=1), metavar="N", help="Only what this line of the story holds."),
        click.argument("rule", shell_complete=complete.rule),
        click.argument("path", shell_complete=complete.files),
    ):
        command = each(command)
    return command


@click.command()
@_picking
@click.option("--reason", required=True, metavar="TEXT", help="Why it stands; whoever reads the list will ask.")
def accept(path: str, rule: str, reason: str, line: int | None, named: str | None, allow_code: bool) -> int:
    """Record a finding an editor has looked at and keeps: it is shown with its reason and no longer counts."""
    from claimcheck import acceptance

    if not reason.strip():
        raise ConfigError("--reason is empty")
    picked = _picked(path, rule, line, Options(config=named, code=allow_code, reader=Wanted(sending=False)))
    if isinstance(picked, int):
        return picked
    places = Places(picked.report.document.text)
    target, entries = acceptance.keep(picked.desk, picked.report, picked.findings, reason)
    for finding, entry in entries:
        start = min(term.place.start for term in finding.relation.terms)
        say(f"{path}:{places.shown(start)}: {picked.rule.id} accepted: {entry.says}")
    say(f"written to {shown(target)}")
    return 0


@click.command("report-wrong")
@_picking
@click.option("--output", metavar="FILE", shell_complete=complete.files, help="Where to write it.")
def report_wrong(
    path: str, rule: str, line: int | None, named: str | None, allow_code: bool, output: str | None
) -> int:
    """Write the least text that gives a finding which is wrong, with made-up names, to attach to a report."""
    from claimcheck import example

    picked = _picked(path, rule, line, Options(config=named, code=allow_code, reader=Wanted(sending=False)))
    if isinstance(picked, int):
        return picked
    desk, report = picked.desk, picked.report
    made = desk.settings(file_of(path))
    pack = example.language_of(report, made.house)
    jobs = desk.jobs(file_of(path), made)
    found = example.excerpt(report, picked.findings[0], jobs, pack) if pack else None
    if found is None:
        raise ConfigError(f"{picked.rule.id} is found in no part of «{path}» alone: say in words what is wrong with it")
    target = Path(output) if output else _new(picked.rule.id)
    try:
        with files.replacing(target, encoding="utf-8") as out:
            out.write(example.page(found, picked.rule, report))
    except OSError as error:
        raise ConfigError(f"«{target}» cannot be written: {error.strerror}") from error
    say(f"written to {target}: read it before you attach it, and say why the finding is wrong")
    return 0


def _new(rule: str) -> Path:
    """A file that is not there yet."""
    names = (Path(f"wrong-{rule}{f'-{number}' if number > 1 else ''}.md") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _picked(path: str, rule: str, line: int | None, options: Options) -> Picked | int:
    """The findings of a rule in a story, at least one; an exit code where the story could not be checked.

    Raises InputError, ConfigError where there is nothing to pick from.
    """
    from claimcheck import newsroom

    if path == STANDARD_INPUT or os.path.isdir(path):
        raise InputError(f"«{path}» is no file: findings are taken from one story at a time")
    desk = Desk(options)
    asked = rulebook.find(desk.known(file_of(path)), rule)
    done = newsroom.check([path], options)
    for problem in (*done.problems, *done.crashes):
        complain(problem)
    if not done.reports:
        return 3 if done.crashes else 2
    if len(done.reports) > 1:
        raise InputError(f"«{path}» holds many stories: name the one, such as «{done.reports[0].document.path}»")
    report = done.reports[0]
    places = Places(report.document.text)
    found = [each for each in report.findings if each.rule == asked.id and _holds(each, places, line)]
    if not found:
        raise ConfigError(_nothing(path, asked.id, line, report))
    return Picked(desk, report, asked, found)


def _holds(finding: Finding, places: Places, line: int | None) -> bool:
    return line is None or line in {places.line(term.place.start) for term in finding.relation.terms}


def _nothing(path: str, rule: str, line: int | None, report: Report) -> str:
    where = f"line {line} of «{path}»" if line else f"«{path}»"
    waived = any(each.finding.rule == rule for each in report.waived)
    return f"{where} has no finding of {rule}{' that is not accepted or ignored already' if waived else ''}"
