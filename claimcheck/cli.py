"""The command line: options in, exit code out; the work is done elsewhere.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, 3 a check crashed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from claimcheck import language, pipeline, rulebook
from claimcheck.errors import ClaimcheckError, ConfigError, nearest
from claimcheck.model import Severity
from claimcheck.report import formats

AUTO = "auto"
NEVER = "never"

Command = TypeVar("Command", bound=Callable[..., Any])


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments` (the program's name left out); returns the exit code."""
    given = list(arguments)
    if given and given[0] not in (*cli.commands, "-h", "--help"):
        given.insert(0, "check")
    try:
        code = int(cli.main(given, prog_name="claimcheck", standalone_mode=False) or 0)
        sys.stdout.flush()
        return code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.NoSuchOption as error:
        known = [name for option in error.ctx.command.params for name in option.opts] if error.ctx else []
        _complain(f"there is no option «{error.option_name}»{nearest(error.option_name, known)}")
    except click.ClickException as error:
        _complain(" ".join(error.format_message().split()))
    except ClaimcheckError as error:
        _complain(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (click.Abort, KeyboardInterrupt):
        return 130
    return 2


def _complain(problem: str) -> None:
    click.echo(f"claimcheck: {problem}", err=True)


def _one_of(what: str, known: Sequence[str]) -> Callable[..., Any]:
    """An option callback that takes only `known` values."""

    def convert(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
        if value is not None:
            _expect(what, value, known)
        return value

    return convert


def _expect(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise ConfigError(f"there is no {what} «{value}», only {', '.join(known)}{nearest(value, known)}")


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ConfigError(f"«{value}» is not a date, --date takes YYYY-MM-DD") from None


def _names(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for value in values for name in value.split(",") if name)


def _outputs(known: Sequence[str]) -> Callable[..., Any]:
    """An option callback for FORMAT:FILE pairs."""

    def convert(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
        pairs = [value.partition(":") for value in values]
        for name, _, file in pairs:
            _expect("format", name, known)
            if not file:
                raise ConfigError(f"--output takes FORMAT:FILE, «{name}» names no file")
        return [(name, file) for name, _, file in pairs]

    return convert


def _ui_lang() -> Callable[[Command], Command]:
    codes = language.codes()
    return click.option(
        "--ui-lang", metavar="|".join(codes), callback=_one_of("language", codes), help="Language of the messages."
    )


def _story_options(known: Sequence[str]) -> Callable[[Command], Command]:
    """The options that `check` and `claims` share; `known` are the formats."""
    codes = (AUTO, *language.codes())
    option = click.option
    options: list[Callable[[Any], Any]] = [
        click.argument("paths", metavar="PATH...", nargs=-1, required=True),
        option("--lang", default=AUTO, metavar="|".join(codes), callback=_one_of("language", codes),
               help="Language of the stories (default: detected)."),
        _ui_lang(),
        option("--format", "format_name", metavar="|".join(known), callback=_one_of("format", known),
               help="Format of the report."),
        option("--output", "outputs", multiple=True, metavar="FORMAT:FILE", callback=_outputs(known),
               help="Write one more report, to a file; repeatable."),
        option("--select", multiple=True, metavar="RULE|FAMILY", callback=_names, help="Run these rules only."),
        option("--ignore", multiple=True, metavar="RULE|FAMILY", callback=_names, help="Leave these rules out."),
        option("--preview", is_flag=True, help="Run the rules that are still on trial, too."),
        option("--date", "dateline", metavar="YYYY-MM-DD", callback=_day,
               help="The day of writing (default: as the story gives it)."),
        option("--jobs", "processes", type=click.IntRange(min=1), default=1, metavar="N",
               help="Processes that share a large folder (default: 1)."),
        option("--isolated", is_flag=True, help="Read no configuration."),
        option("--ascii", "ascii_only", is_flag=True, help="Write ASCII only."),
    ]  # fmt: skip

    def declare(command: Command) -> Command:
        for each in reversed(options):
            command = each(command)
        return command

    return declare


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Shows which numbers of a news story do not add up, disagree or have no proper source.

    `claimcheck PATH...` is short for `claimcheck check PATH...`.
    """


@cli.command()
@_story_options(formats.CHECK)
@click.option(
    "--fail-on",
    default=Severity.ERROR.value,
    metavar="error|warning|note|never",
    callback=_one_of("severity", (*reversed(Severity), NEVER)),
    help="From which severity on the exit code is 1 (default: error).",
)
def check(
    fail_on: str,
    format_name: str | None,
    outputs: list[tuple[str, str]],
    ui_lang: str | None,
    ascii_only: bool,
    **asked: Any,
) -> int:
    """Check stories: files, folders or - for standard input."""
    rules, done = _run(**asked)
    code = _exit_code(done, fail_on)
    usual = "rich" if sys.stdout.isatty() else "concise"
    for name, out in _streams(format_name or usual, outputs, ascii_only):
        formats.write_check(name, done.reports, rules, ui_lang, out, ascii_only=ascii_only, exit_code=code)
    return code


@cli.command()
@_story_options(formats.CLAIMS)
def claims(
    format_name: str | None, outputs: list[tuple[str, str]], ui_lang: str | None, ascii_only: bool, **asked: Any
) -> int:
    """Show the numbers as they were read."""
    rules, done = _run(**asked)
    for name, out in _streams(format_name or "rich", outputs, ascii_only):
        formats.write_claims(name, done.reports, rules, ui_lang, out, ascii_only=ascii_only)
    return _exit_code(done, NEVER)


def _run(
    paths: Sequence[str],
    lang: str,
    select: Sequence[str],
    ignore: Sequence[str],
    preview: bool,
    dateline: date | None,
    processes: int,
    isolated: bool,
) -> tuple[dict[str, rulebook.Rule], pipeline.Run]:
    rules = rulebook.select(rulebook.load(rulebook.FOLDER), select, ignore, preview=preview)
    code = None if lang == AUTO else lang
    done = pipeline.check_all(paths, rules, code=code, dateline=dateline, processes=processes)
    for problem in done.problems:
        _complain(problem)
    return {rule.id: rule for rule in rules}, done


def _exit_code(done: pipeline.Run, fail_on: str) -> int:
    if any(report.failures for report in done.reports):
        return 3
    if done.problems:
        return 2
    found = [finding.severity.rank for report in done.reports for finding in report.findings]
    return int(fail_on != NEVER and max(found, default=-1) >= Severity(fail_on).rank)


def _streams(name: str, outputs: Sequence[tuple[str, str]], ascii_only: bool) -> Iterator[tuple[str, TextIO]]:
    """Each format asked for with the stream it goes to, standard output last."""
    for each, file in outputs:
        try:
            out = open(file, "w", encoding=_encoding(each, ascii_only) or "utf-8", errors="backslashreplace")  # noqa: SIM115
        except OSError as error:
            raise ConfigError(f"«{file}» cannot be written: {error.strerror}") from error
        with out:
            yield each, out
    sys.stdout.reconfigure(encoding=_encoding(name, ascii_only), errors="backslashreplace")  # type: ignore[union-attr]
    yield name, sys.stdout


def _encoding(name: str, ascii_only: bool) -> str | None:
    """JSON is UTF-8 by its own standard; the other formats take what the stream has."""
    if name == "json":
        return "utf-8"
    return "ascii" if ascii_only else None


@cli.command()
@click.argument("rule")
@_ui_lang()
@click.option("--ascii", "ascii_only", is_flag=True, help="Write ASCII only.")
def explain(rule: str, ui_lang: str | None, ascii_only: bool) -> None:
    """Say why a rule exists, with examples that fire and that do not."""
    found = rulebook.find(rulebook.load(rulebook.FOLDER), rule)
    from claimcheck import proof
    from claimcheck.report import terminal

    terminal.write_explain(found, proof.read(found), ui_lang, sys.stdout, ascii=ascii_only)


@cli.group(invoke_without_command=True)
@_ui_lang()
@click.pass_context
def rules(context: click.Context, ui_lang: str | None) -> None:
    """List the rules."""
    if context.invoked_subcommand is None:
        for rule in rulebook.load(rulebook.FOLDER):
            click.echo(f"{rule.id}  {rule.severity:7}  {rule.status:7}  {rule.title(ui_lang)}")


@rules.command("test")
@click.argument("path", type=click.Path(path_type=Path))
def rules_test(path: Path) -> int:
    """Run the examples of a rule file or of a folder of rules."""
    from claimcheck import contract

    tested = rulebook.load(path)
    faults = 0
    for name, fault in contract.test(tested):
        faults += 1
        click.echo(f"{name}: {fault}")
    click.echo(f"{_counted(len(tested), 'rule')} tested, {_counted(faults, 'fault')}")
    return int(faults > 0)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
