"""`claimcheck lsp`: the language server."""

from __future__ import annotations

import os
import sys

import click

from claimcheck.cli.options import allow_code as allow_code_option
from claimcheck.desk import Options
from claimcheck.errors import ConfigError, lacking


@click.command()
@click.option("--config", metavar="FILE", help="Read this configuration and no other.")
@click.option("--stdio", is_flag=True, hidden=True, help="What editors add; there is no other way.")
@allow_code_option()
def lsp(config: str | None, stdio: bool, allow_code: bool) -> None:
    """Serve an editor over standard input and output: findings while typing, hovers, quick fixes."""
    try:
        from claimcheck.lsp import server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "claimcheck":
            raise
        raise ConfigError(lacking("the language server", "lsp")) from None
    if sys.stdin is None:
        raise ConfigError("the language server needs standard input, which is closed")
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is printed must not come between
        server.make(Options(config=config, cached=False, code=allow_code)).start_io(stdout=out)
