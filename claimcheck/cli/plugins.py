"""`claimcheck plugins`: what other installed packages add."""

from __future__ import annotations

import click

from claimcheck import language, reading
from claimcheck import plugins as installed
from claimcheck.cli import say
from claimcheck.desk import Desk, Options
from claimcheck.errors import ConfigError
from claimcheck.plugins import Plugin
from claimcheck.reading.paths import STANDARD_INPUT
from claimcheck.report import formats

KINDS = {
    installed.CHECKS: "check",
    installed.RULES: "rules",
    installed.LANGUAGES: "language",
    installed.READERS: "reader",
    installed.REPORTERS: "format",
}


@click.command()
def plugins() -> int:
    """List what installed plugins add, and what keeps one from being used; exit code 2 when one cannot be loaded."""
    used = Desk(Options()).plugged(STANDARD_INPUT)
    faults = [_fault(each) for each in installed.found()]
    rows = [
        (KINDS[each.group], each.name, each.package, fault or _unused(each, used))
        for each, fault in zip(installed.found(), faults, strict=True)
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        say("  ".join([f"{row[column]:{widths[column]}}" for column in range(3)] + [row[3]]).rstrip())
    if not rows:
        say("no plugin is installed")
    return 2 if any(faults) else 0


def _fault(plugin: Plugin) -> str:
    """Why a plugin cannot be loaded, else nothing."""
    try:
        if plugin.group in (installed.CHECKS, installed.READERS, installed.REPORTERS):
            plugin.function()
        elif plugin.group == installed.LANGUAGES:
            plugin.file(f"{plugin.name}.yaml")
        else:
            plugin.folder()
    except ConfigError as error:
        return f"broken: {error}"
    return ""


def _unused(plugin: Plugin, used: bool) -> str:
    """Why a plugin that can be loaded is not used, else nothing."""
    own = {
        installed.LANGUAGES: language.codes(),
        installed.READERS: [suffix[1:] for suffix in reading.SUFFIXES],
        installed.REPORTERS: formats.CHECK,
    }
    if plugin.name in own.get(plugin.group, ()):
        return "not used: claimcheck has its own"
    return "" if used else "not used: the configuration says plugins = false"
