"""Options that commands share, and what is checked of their values before anything is run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import click

from claimcheck import files, language, plugins
from claimcheck.calendrical import tellable
from claimcheck.cli import complete
from claimcheck.config.keys import AUTO, FAIL_ON, keys
from claimcheck.errors import ConfigError, nearest
from claimcheck.reading.paths import STANDARD_INPUT

COLOR = {"auto": None, "always": True, "never": False}
Command = TypeVar("Command", bound=Callable[..., Any])


def one_of(what: str, known: Sequence[str], group: str | None = None) -> Callable[..., Any]:
    """An option callback that takes only `known` values, and the names of a group of plugins."""

    def convert(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
        if value is not None:
            _expect(what, value, known, group)
        return value

    return convert


def _expect(what: str, value: str, known: Sequence[str], group: str | None = None) -> None:
    if value in known:
        return
    known = (*known, *plugins.names(group)) if group else known
    if value not in known:
        raise ConfigError(f"there is no {what} «{value}», only {', '.join(known)}{nearest(value, known)}")


MOST = 10**6  # megabytes that a story may be allowed: more than a machine holds


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError:
        raise ConfigError(f"«{value}» is not a date, --date takes YYYY-MM-DD") from None
    if day is not None and not tellable(day):
        raise ConfigError(f"«{value}» is no day a story was written on")
    return day


def _names(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for value in values for name in value.split(",") if name)


def _outputs(known: Sequence[str], group: str | None) -> Callable[..., Any]:
    """An option callback for FORMAT:FILE pairs."""

    def convert(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
        pairs = [value.partition(":") for value in values]
        for name, _, file in pairs:
            _expect("format", name, known, group)
            if not file:
                raise ConfigError(f"--output takes FORMAT:FILE, «{name}» names no file")
        return [(name, file) for name, _, file in pairs]

    return convert


def ui_lang() -> Callable[[Command], Command]:
    """The option for the language of the messages."""
    codes = language.codes()
    return click.option(
        "--ui-lang",
        metavar="|".join(codes),
        callback=one_of("language", codes),
        shell_complete=complete.words(codes),
        help="Language of the messages.",
    )


def ascii_only() -> Callable[[Command], Command]:
    """The option for plain letters and signs."""
    return click.option("--ascii", "ascii_only", is_flag=True, help="Write ASCII only.")


def _colored(_context: click.Context, _option: click.Parameter, value: str) -> bool | None:
    _expect("way", value, tuple(COLOR))
    return COLOR[value]


def color() -> Callable[[Command], Command]:
    """The option for colour: None for what the terminal and its environment want."""
    return click.option("--color", metavar="|".join(COLOR), default="auto", callback=_colored,
                        shell_complete=complete.words(COLOR), help="Whether the report has colour.")  # fmt: skip


def config_option() -> Callable[[Command], Command]:
    """The option for one configuration."""
    return click.option("--config", "named", metavar="FILE", shell_complete=complete.files,
                        help="Read this configuration and no other.")  # fmt: skip


def allow_code() -> Callable[[Command], Command]:
    """The option for checks that rules name by their Python."""
    return click.option(
        "--allow-code", is_flag=True, help="Let house rules run checks that are no registered plugin's."
    )


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    key = keys()["rule-url"]
    if value is not None and key.read(value) is None:
        raise ConfigError(f"--rule-url takes {key.expected}, not «{value}»")
    return value


def _megabytes(_context: click.Context, _option: click.Parameter, value: int) -> int:
    return value * files.MEGABYTE


def story_options(known: Sequence[str], group: str | None = None) -> Callable[[Command], Command]:
    """The options of commands that read stories; `known` are the formats, and `group` plugins that add some."""
    codes = (AUTO, *language.codes())
    option = click.option
    options: list[Callable[[Any], Any]] = [
        click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=complete.files),
        option("--lang", metavar="|".join(codes), callback=one_of("language", codes, plugins.LANGUAGES),
               shell_complete=complete.words(codes, plugins.LANGUAGES),
               help="Language of the stories (default: detected)."),
        ui_lang(),
        option("--format", "format_name", metavar="|".join(known), callback=one_of("format", known, group),
               shell_complete=complete.words(known, group), help="Format of the report."),
        option("--output", "outputs", multiple=True, metavar="FORMAT:FILE", callback=_outputs(known, group),
               help="Write one more report, to a file; repeatable."),
        option("--select", multiple=True, metavar="RULE|FAMILY", callback=_names, shell_complete=complete.rules,
               help="Run these rules only."),
        option("--ignore", multiple=True, metavar="RULE|FAMILY", callback=_names, shell_complete=complete.rules,
               help="Leave these rules out."),
        option("--files-from", "listed_in", metavar="FILE", shell_complete=complete.files,
               help="Check the paths that this file or - lists, too: one a line."),
        option("--stdin-filename", "called", metavar="FILE", default=STANDARD_INPUT, show_default=False,
               help="What the story that comes by - is called: its suffix says the format, its folder the settings."),
        option("--exclude", multiple=True, metavar="PATTERN", callback=_names,
               help="Leave these files and folders out of folders, in patterns as in .gitignore."),
        option("--respect-gitignore/--no-respect-gitignore", default=None,
               help="Leave out of folders what .gitignore files leave out (default: yes)."),
        option("--preview", is_flag=True, default=None, help="Run the rules that are still on trial, too."),
        option("--main-text", is_flag=True, default=None,
               help="Read only the main text of web pages (needs the extra web)."),
        option("--date", "dateline", metavar="YYYY-MM-DD", callback=_day,
               help="The day of writing (default: as the story gives it)."),
        option("--jobs", "processes", type=click.IntRange(min=1), default=1, metavar="N",
               help="Processes that share a large folder (default: 1)."),
        option("--max-size", "largest", type=click.IntRange(1, MOST), default=files.LARGEST // files.MEGABYTE,
               metavar="MB", callback=_megabytes, help="Refuse stories that are larger (default: 50)."),
        option("--config", metavar="FILE", shell_complete=complete.files,
               help="Read this configuration and no other."),
        option("--isolated", is_flag=True, help="Read no configuration, use no cache and no plugins."),
        option("--no-cache", "cached", is_flag=True, flag_value=False, default=True, help="Check every story anew."),
        allow_code(),
        ascii_only(),
        color(),
        option("-q", "--quiet", is_flag=True,
               help="Show stories with findings only, without remarks, a bar or a summary."),
    ]  # fmt: skip

    return _declared(options)


def outcome_options() -> Callable[[Command], Command]:
    """The options that say which findings count, and what is made of those that do."""
    option = click.option
    return _declared([
        option("--fail-on", metavar="|".join(FAIL_ON), callback=one_of("severity", FAIL_ON),
               shell_complete=complete.words(FAIL_ON),
               help="From which severity on the exit code is 1 (default: error)."),
        option("--exit-zero", is_flag=True, help="Short for --fail-on never: findings never make it 1."),
        option("--strict", is_flag=True, default=None, help="Warnings and idle ignore comments make it 1, too."),
        option("--baseline", metavar="FILE", shell_complete=complete.files,
               help="Leave out what this JSON report of an earlier run has."),
        option("--diff", metavar="REF", help="Leave out what is not on lines changed since a git ref."),
        option("--statistics", is_flag=True, help="Show how often each rule found something instead of a report."),
        option("--rule-url", metavar="URL", callback=_address,
               help="Where a rule's page is, for reports that link to it: {id} and {name} are filled in."),
        option("--watch", "watched", is_flag=True,
               help="Check again whenever a story changes (needs the extra watch)."),
        option("--annotate", metavar="FILE", shell_complete=complete.files,
               help="Write the Word document with a comment on each finding, as FILE."),
    ])  # fmt: skip


def _declared(options: Sequence[Callable[[Any], Any]]) -> Callable[[Command], Command]:
    def declare(command: Command) -> Command:
        for each in reversed(options):
            command = each(command)
        return command

    return declare
