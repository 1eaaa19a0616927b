"""The command line: options in, exit code out; the work is done elsewhere.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, 3 a check crashed or claimcheck itself,
130 interrupted.
Each command is imported when it is asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TextIO

import click

from claimcheck import __version__
from claimcheck.errors import ClaimcheckError, ConfigError, failure, nearest
from claimcheck.report.visible import limit, visible

DEFAULT = "check"
HELP, VERSION = ("-h", "--help"), ("-V", "--version")
LONGEST = 2000  # signs of a sentence
COMPLETE = "_CLAIMCHECK_COMPLETE"  # what the script of `completion` sets
COMMANDS = {
    "check": "stories",
    "claims": "stories",
    "explain": "rules",
    "rules": "rules",
    "accept": "findings",
    "report-wrong": "findings",
    "init": "settings",
    "config": "settings",
    "cache": "kept",
    "plugins": "plugins",
    "completion": "completion",
    "lsp": "editors",
}


class _Commands(click.Group):
    """The commands by name, each in a module of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": HELP})
@click.version_option(__version__, *VERSION, prog_name="claimcheck", message="%(prog)s %(version)s")
def cli() -> None:
    """Shows which numbers of a news story do not add up, disagree or have no proper source.

    `claimcheck PATH...` is short for `claimcheck check PATH...`.
    """


def main() -> int:
    """What the command of another project of this name calls where it was installed over this one: it is told then."""
    return run(sys.argv[1:])


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments` (the program's name left out); returns the exit code, whatever happens."""
    try:
        code = _completed() if COMPLETE in os.environ else _command(list(arguments))
        sys.stdout.flush()
        return code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.NoSuchOption as error:
        known = [name for option in error.ctx.command.params for name in option.opts] if error.ctx else []
        complain(f"there is no option «{error.option_name}»{nearest(error.option_name, known)}")
    except (click.ClickException, ClaimcheckError) as error:
        complain(error.format_message() if isinstance(error, click.ClickException) else str(error))
    except BrokenPipeError:
        _discard(sys.stdout)
    except OSError as error:
        return unwritten(error)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:
        complain(failure(error))
        _discard(sys.stdout)
        return 3
    return 2


def _completed() -> int:
    from claimcheck.cli import completion

    return completion.answer()


def _command(given: list[str]) -> int:
    """Run a command; the default one where none is named."""
    _tell_of_others()
    if given and given[0] not in (*COMMANDS, *HELP, *VERSION):
        _expect_path(given[0])
        given.insert(0, DEFAULT)
    try:
        os.getcwd()
    except OSError:
        raise ConfigError("the folder one stands in is no longer there") from None
    try:
        with cli.make_context("claimcheck", given) as context:
            return int(cli.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code


def _expect_path(name: str) -> None:
    """Raise ConfigError for a command that is misspelt: a word that is no path but near the name of one."""
    if name.isalpha() and not os.path.lexists(name):
        meant = nearest(name, COMMANDS)
        if meant:
            raise ConfigError(f"there is no command and no file «{name}»{meant}")


def _tell_of_others() -> None:
    """Say which packages in this environment are other projects' of the same name."""
    from claimcheck import plugins

    for package in plugins.foreign():
        complain(
            f"«{package}» in this environment is another project that installs a module or a command «claimcheck»: "
            "uninstall one of the two, then install the other anew"
        )


def say(line: str) -> None:
    """One line on standard output, fit to print."""
    click.echo(visible(line, limit(sys.stdout)))


def complain(problem: str) -> None:
    """One sentence on standard error, fit to print and of a length to be read."""
    told = " ".join(problem.split())
    if len(told) > LONGEST:
        told = f"{told[: LONGEST // 2]} … {told[-LONGEST // 2 :]}"
    try:
        click.echo(visible(f"claimcheck: {told}", limit(sys.stderr)), err=True)
    except OSError:
        _discard(sys.stderr)


def unwritten(error: OSError) -> int:
    """Say that a stream or a file could not be written; returns the exit code."""
    where = f"«{error.filename}» cannot be used" if error.filename else "standard output cannot be written"
    complain(f"{where}: {error.strerror or error}")
    _discard(sys.stdout)
    return 2


def _discard(stream: TextIO) -> None:
    """Lose what a stream still holds, which cannot be written when the program ends either."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
