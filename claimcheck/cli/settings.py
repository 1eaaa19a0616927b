"""`claimcheck init`, `config` and `accept`: the files a newsroom keeps beside its stories."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from claimcheck import files, rulebook
from claimcheck.cli import complain, complete, say
from claimcheck.cli.options import allow_code as allow_code_option
from claimcheck.config import file, starter
from claimcheck.config.keys import keys
from claimcheck.config.toml import shown
from claimcheck.desk import Desk, Options
from claimcheck.errors import ConfigError, InputError
from claimcheck.model import Finding, Report
from claimcheck.reading.paths import STANDARD_INPUT, file_of

_CONFIG = click.option(
    "--config",
    "named",
    metavar="FILE",
    shell_complete=complete.files,
    help="Read this configuration and no other.",
)


@click.command()
@click.argument("folder", metavar="[FOLDER]", default=".", shell_complete=complete.folders)
def init(folder: str) -> None:
    """Write a configuration with every key explained."""
    path = Path(folder) / file.NAMES[0]
    if os.path.lexists(path):
        raise ConfigError(f"«{path}» is there already")
    try:
        with files.replacing(path, encoding="utf-8") as out:
            out.write(starter())
    except OSError as error:
        raise ConfigError(f"«{path}» cannot be written: {error.strerror}") from error
    say(f"{path} written; claimcheck config shows what is in force")


@click.command()
@click.argument("path", metavar="[PATH]", default=".", shell_complete=complete.files)
@_CONFIG
def config(path: str, named: str | None) -> None:
    """Show the settings in force for a file or folder, and which line says so."""
    if not os.path.exists(path):
        raise InputError(f"the file «{path}» does not exist")
    story = os.path.join(path, "*") if os.path.isdir(path) else path
    desk = Desk(Options(config=named))
    desk.known(story)
    found = desk.configuration(story)
    layer = desk.layer(story)
    names = [key for key in keys() if "*" not in key]
    rows = [(key, _value(layer[key].value), layer[key].origin) for key in (*names, *sorted(layer)) if key in layer]
    rows = [("configuration", shown(found.path) if found.path else "none", ""), *dict.fromkeys(rows)]
    rows.append(("accepted", _count(len(desk.accepted(story))), ""))
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    for key, value, origin in rows:
        say(f"{key:{first}}  {value:{second}}  {origin}".rstrip())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    return f"{value * 100} %" if hasattr(value, "numerator") else str(value) or "-"


def _count(number: int) -> str:
    return f"{number} finding" if number == 1 else f"{number} findings"


@click.command()
@click.argument("path", shell_complete=complete.files)
@click.argument("rule", shell_complete=complete.rule)
@click.option("--reason", required=True, metavar="TEXT", help="Why it stands; whoever reads the list will ask.")
@click.option("--line", type=click.IntRange(min=1), metavar="N", help="Only what this line of the story holds.")
@_CONFIG
@allow_code_option()
def accept(path: str, rule: str, reason: str, line: int | None, named: str | None, allow_code: bool) -> int:
    """Record a finding an editor has looked at and keeps: it is shown with its reason and no longer counts."""
    from claimcheck import acceptance, newsroom
    from claimcheck.report.places import Places

    if path == STANDARD_INPUT or os.path.isdir(path):
        raise InputError(f"«{path}» is no file: findings are accepted one story at a time")
    if not reason.strip():
        raise ConfigError("--reason is empty")
    options = Options(config=named, code=allow_code)
    desk = Desk(options)
    file = file_of(path)
    asked = rulebook.find(desk.known(file), rule)
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
    target, entries = acceptance.keep(desk, report, found, reason)
    for finding, entry in entries:
        start = min(term.place.start for term in finding.relation.terms)
        say(f"{path}:{places.shown(start)}: {asked.id} accepted: {entry.says}")
    say(f"written to {shown(target)}")
    return 0


def _holds(finding: Finding, places: Any, line: int | None) -> bool:
    return line is None or line in {places.line(term.place.start) for term in finding.relation.terms}


def _nothing(path: str, rule: str, line: int | None, report: Report) -> str:
    where = f"line {line} of «{path}»" if line else f"«{path}»"
    waived = any(each.finding.rule == rule for each in report.waived)
    return f"{where} has no finding of {rule}{' that is not accepted or ignored already' if waived else ''}"
