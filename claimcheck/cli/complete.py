"""What the Tab key offers for options and arguments; click asks, and nothing is imported before it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from claimcheck.report.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    Items = list[CompletionItem[Any]]


def files(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Items:
    """Files and folders."""
    return [_item(incomplete, type="file")]


def folders(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Items:
    """Folders."""
    return [_item(incomplete, type="dir")]


def words(known: Iterable[str], group: str | None = None) -> Callable[[click.Context, click.Parameter, str], Items]:
    """Some words, and the names of a group of plugins."""

    def offered(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Items:
        from claimcheck import plugins

        every = (*known, *plugins.names(group)) if group else known
        return [_item(word) for word in every if word.startswith(incomplete)]

    return offered


def rule(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Items:
    """The id of a rule."""
    return _offered(_rules(), incomplete)


def rules(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of rules or families, with commas between them."""
    before, comma, last = incomplete.rpartition(",")
    known = _rules()
    return _offered({**{name[0]: "family" for name in known}, **known}, last, before + comma)


def _offered(known: Mapping[str, str], incomplete: str, before: str = "") -> Items:
    return [_item(before + name, help=told) for name, told in sorted(known.items()) if name.startswith(incomplete)]


def _item(value: str, **about: Any) -> CompletionItem[Any]:
    from click.shell_completion import CompletionItem

    return CompletionItem(value, **about)


def _rules() -> Mapping[str, str]:
    """The names of rules by their ids, from the names of their files."""
    paths = (path for folder in _folders() for path in sorted(folder.glob("[A-Z][0-9][0-9][0-9]-*.yaml")))
    return {path.stem[:4]: visible(path.stem[5:]) for path in paths}


def _folders() -> Iterable[Path]:
    from claimcheck import plugins, rulebook
    from claimcheck.desk import Desk, Options
    from claimcheck.errors import ClaimcheckError
    from claimcheck.reading.paths import STANDARD_INPUT

    yield rulebook.FOLDER
    try:
        desk = Desk(Options())
        yield from desk.configuration(STANDARD_INPUT).folders()
        yield from (plugin.folder() for plugin in desk.plugins(STANDARD_INPUT, plugins.RULES))
    except ClaimcheckError:
        return
