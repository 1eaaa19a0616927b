"""`claimcheck completion` prints what teaches a shell to complete the command, and `answer` is what the shell then
asks at each press of the Tab key; click knows the shells."""

from __future__ import annotations

import os

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from claimcheck.cli import COMMANDS, COMPLETE, DEFAULT, cli, complete
from claimcheck.cli.options import one_of
from claimcheck.errors import ConfigError

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument(
    "shell",
    metavar="|".join(SHELLS),
    callback=one_of("shell", tuple(SHELLS)),
    shell_complete=complete.words(SHELLS),
)
def completion(shell: str) -> None:
    """Print what makes the Tab key complete files, options, rules and languages.

    bash: put `eval "$(claimcheck completion bash)"` into ~/.bashrc; zsh: the same with zsh into ~/.zshrc;
    fish: `claimcheck completion fish > ~/.config/fish/completions/claimcheck.fish`.
    """
    click.echo(ShellComplete.source(_asked(shell)), nl=False)


def answer() -> int:
    """Print what fits the words that the shell has put into the environment; `check` may be left out of them."""
    shell = os.environ[COMPLETE].partition("_")[0]
    if shell not in SHELLS:
        raise ConfigError(f"{COMPLETE} is set, but to no shell that is known: {', '.join(SHELLS)}")
    asked = _asked(shell)
    try:
        given, incomplete = asked.get_completion_args()
    except (KeyError, ValueError):
        raise ConfigError(f"{COMPLETE} is set, but not what the shell sets beside it") from None
    found: list[CompletionItem[str]] = []
    if not given and not incomplete.startswith("-"):
        found = [CompletionItem(incomplete, type="file"), *asked.get_completions(given, incomplete)]
    elif "," not in incomplete or shell != "fish":  # fish's script takes what stands behind a comma for a remark
        known = bool(given) and given[0] in COMMANDS
        found = asked.get_completions(given if known else [DEFAULT, *given], incomplete)
    click.echo("\n".join(asked.format_completion(item) for item in found))
    return 0


def _asked(shell: str) -> ShellComplete:
    return SHELLS[shell](cli, {}, "claimcheck", COMPLETE)
