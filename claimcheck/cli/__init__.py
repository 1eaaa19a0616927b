"""The command line: options in, exit code out; the work is done elsewhere.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, 3 a check crashed.
Each command is imported when it is asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from claimcheck.errors import ClaimcheckError, nearest

DEFAULT = "check"
COMPLETE = "_CLAIMCHECK_COMPLETE"  # what the script of `completion` sets
COMMANDS = {
    "check": "stories",
    "claims": "stories",
    "explain": "rules",
    "rules": "rules",
    "accept": "settings",
    "init": "settings",
    "config": "settings",
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
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Shows which numbers of a news story do not add up, disagree or have no proper source.

    `claimcheck PATH...` is short for `claimcheck check PATH...`.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments` (the program's name left out); returns the exit code."""
    if COMPLETE in os.environ:
        from claimcheck.cli import completion

        return completion.answer()
    given = list(arguments)
    if given and given[0] not in (*COMMANDS, "-h", "--help"):
        given.insert(0, DEFAULT)
    try:
        code = int(cli.main(given, prog_name="claimcheck", standalone_mode=False) or 0)
        sys.stdout.flush()
        return code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.NoSuchOption as error:
        known = [name for option in error.ctx.command.params for name in option.opts] if error.ctx else []
        complain(f"there is no option «{error.option_name}»{nearest(error.option_name, known)}")
    except click.ClickException as error:
        complain(" ".join(error.format_message().split()))
    except ClaimcheckError as error:
        complain(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (click.Abort, KeyboardInterrupt):
        return 130
    return 2


def complain(problem: str) -> None:
    """One sentence on standard error."""
    click.echo(f"claimcheck: {problem}", err=True)
