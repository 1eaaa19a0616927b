"""`claimcheck init` and `config`: the settings a newsroom keeps beside its stories."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from claimcheck import files
from claimcheck.cli import complete, say
from claimcheck.cli.options import config_option
from claimcheck.config import file, starter
from claimcheck.config.keys import keys
from claimcheck.config.toml import shown
from claimcheck.desk import Desk, Options
from claimcheck.errors import ConfigError, InputError


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
@config_option()
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
