"""`claimcheck cache`: where reports are kept, and how to be rid of them."""

from __future__ import annotations

import click

from claimcheck import cache as reports
from claimcheck.cli import say
from claimcheck.config.toml import shown
from claimcheck.errors import ConfigError


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show where the reports of checked stories are kept; `clear` removes them."""
    if context.invoked_subcommand is None:
        found = _kept()
        size = sum(path.stat().st_size for path in found.entries())
        say(f"{shown(found.folder)}: {_counted(len(found.entries()))}, {size / 1_000_000:.1f} MB")


@cache.command("clear")
def clear() -> None:
    """Remove every report that is kept."""
    found = _kept()
    try:
        number = found.clear()
    except OSError as error:
        raise ConfigError(f"«{error.filename}» cannot be removed: {error.strerror}") from error
    say(f"{_counted(number)} removed from {shown(found.folder)}")


def _kept() -> reports.Cache:
    folder = reports.folder()
    if folder is None:
        raise ConfigError("there is no folder to keep reports in: this user has no home")
    return reports.Cache(folder)


def _counted(number: int) -> str:
    return f"{number} report" if number == 1 else f"{number} reports"
