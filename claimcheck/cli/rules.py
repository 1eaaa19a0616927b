"""`claimcheck explain` and `claimcheck rules`: what the rules are and whether they keep their word."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from claimcheck import rulebook
from claimcheck.cli import complete, say
from claimcheck.cli.options import allow_code as allow_code_option
from claimcheck.cli.options import ascii_only as ascii_option
from claimcheck.cli.options import color as color_option
from claimcheck.cli.options import one_of
from claimcheck.cli.options import ui_lang as ui_lang_option
from claimcheck.desk import Desk, Options
from claimcheck.errors import ConfigError
from claimcheck.reading.paths import STANDARD_INPUT
from claimcheck.report.wording import FALLBACK

FORMATS = ("text", "json")


@click.command()
@click.option("--why", is_flag=True, help="RULE is a story, or STORY:LINE: show why its relations are believed or not.")
@click.argument("rule", shell_complete=complete.rule)
@ui_lang_option()
@ascii_option()
@color_option()
def explain(rule: str, why: bool, ui_lang: str | None, ascii_only: bool, color: bool | None) -> None:
    """Say why a rule exists, with examples that fire and that do not."""
    if why:
        for told in _why(rule, ui_lang):
            say(told)
        return
    found = rulebook.find(_known(), rule)
    from claimcheck import proof
    from claimcheck.report import terminal

    terminal.write_explain(found, proof.read(found), ui_lang, sys.stdout, ascii=ascii_only, color=color)


def _why(given: str, ui_lang: str | None) -> Iterator[str]:
    """What the text shows for each relation of a story or of one line of it. Raises InputError and ConfigError."""
    from claimcheck import pipeline, reading
    from claimcheck.report import why, wording

    path, _, number = given.rpartition(":")
    line = int(number) if path and number.isdecimal() else None
    story = path if line is not None else given
    desk, document = Desk(Options()), reading.read_path(Path(story))
    made = desk.settings(story)
    considered = pipeline.considered(
        document,
        desk.jobs(story, made),
        code=made.code,
        otherwise=desk.otherwise(story, made),
        house=made.house,
    )
    yield from why.lines(document, considered, line, wording.words(ui_lang or FALLBACK))


@click.group(invoke_without_command=True)
@ui_lang_option()
@click.option(
    "--format",
    "format_name",
    metavar="|".join(FORMATS),
    default=FORMATS[0],
    callback=one_of("format", FORMATS),
    shell_complete=complete.words(FORMATS),
    help="Format of the list.",
)
@click.pass_context
def rules(context: click.Context, ui_lang: str | None, format_name: str) -> None:
    """List the rules."""
    if context.invoked_subcommand is not None:
        return
    if format_name == "json":
        click.echo(json.dumps([_told(rule, ui_lang) for rule in _known()], ensure_ascii=False, indent=1))
        return
    for rule in _known():
        say(f"{rule.id}  {rule.severity:7}  {rule.status:7}  {rule.title(ui_lang)}")


def _told(rule: rulebook.Rule, ui_lang: str | None) -> dict[str, str | None]:
    """What a rule says of itself, in the language asked for or in English; its messages with their `{slots}`."""

    def text(given: Mapping[str, str]) -> str | None:
        found = given.get(ui_lang or FALLBACK) or given.get(FALLBACK)
        return " ".join(found.split()) if found else None

    return {
        "id": rule.id,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "status": rule.status,
        "title": rule.title(ui_lang or FALLBACK),
        "why": text(rule.why),
        "message": text(rule.message),
        "suggestion": text(rule.suggestion),
    }


@rules.command("test")
@click.argument("path", type=click.Path(path_type=Path))
@allow_code_option()
def rules_test(path: Path, allow_code: bool) -> int:
    """Run the examples of a rule file or of a folder of rules."""
    from claimcheck import contract

    tested = rulebook.load(path)
    if not tested:
        raise ConfigError(f"there are no rules at «{path}»")
    if not allow_code:
        rulebook.expect_registered(tested)
    faults = 0
    for name, fault in contract.test(tested):
        faults += 1
        say(f"{name}: {fault}")
    say(f"{_counted(len(tested), 'rule')} tested, {_counted(faults, 'fault')}")
    return int(faults > 0)


def _known() -> tuple[rulebook.Rule, ...]:
    """The rules in force where one stands, house rules included."""
    return Desk(Options()).known(STANDARD_INPUT)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
