"""The options for a second reader, and what they ask for together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from claimcheck.cli import complete
from claimcheck.cli.options import one_of
from claimcheck.config.keys import keys
from claimcheck.errors import ConfigError
from claimcheck.reader.modes import MODES, OFF, Wanted

ASKED = ("reader", "reader_url", "reader_model")
Command = TypeVar("Command", bound=Callable[..., Any])


def reader_options(command: Command) -> Command:
    """The options whether, where and of which model a second reader is asked."""
    for each in (
        click.option("--reader-model", metavar="NAME", help="The model that is the second reader."),
        click.option("--reader-url", metavar="URL", callback=_address, help="Where it is asked: stories go there."),
        click.option(
            "--reader",
            metavar="|".join(MODES),
            callback=one_of("mode of the reader", MODES),
            shell_complete=complete.words(MODES),
            help="A language model as a second reader: by kept answers, or asked (default: off).",
        ),
    ):
        command = each(command)
    return command


def wanted(mode: str | None, url: str | None, model: str | None, *, isolated: bool) -> Wanted:
    """What the command line asks of a second reader. Raises ConfigError where an isolated run would have one."""
    if isolated and (mode or OFF) != OFF:
        raise ConfigError("--isolated has no second reader: what it asks would leave this machine")
    return Wanted(mode, url, model)


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    key = keys()["reader.url"]
    if value is not None and key.read(value) is None:
        raise ConfigError(f"«{value}» is not {key.expected}")
    return value
