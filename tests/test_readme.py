"""README shows what the program really prints; `pytest --update-golden` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from claimcheck import cli, rulebook

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def kept(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare the text between the marks `begin name` and `end name` of README with `text`."""
    block = re.compile(rf"(?<=<!-- begin {name} -->\n).*?(?=<!-- end {name} -->)", re.DOTALL)
    readme = README.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        readme = block.sub(lambda _: text, readme)
        README.write_text(readme, encoding="utf-8")
    assert text == block.findall(readme)[0]


def test_readme_shows_the_real_report(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    assert 0 == cli.run(["--format", "rich", "seeds/grazia-bielorussia.it.txt"])
    kept("report", f"```text\n{capsys.readouterr().out}```\n", request)


def test_readme_lists_every_rule(request: pytest.FixtureRequest) -> None:
    rows = [
        f"| {rule.id} | {rule.title('en')}{' (preview)' if rule.status == 'preview' else ''} | {rule.severity} |"
        f" {' '.join(rule.why['en'].split())} |\n"
        for rule in rulebook.load(rulebook.FOLDER)
    ]
    kept("rules", "".join(["| rule | fault | severity | why |\n|---|---|---|---|\n", *rows]), request)


def test_readme_names_the_options_that_there_are() -> None:
    group = cli.cli
    commands = [group.get_command(click.Context(group), name) for name in cli.COMMANDS]
    options = {name for command in commands for option in command.params for name in option.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README.read_text(encoding="utf-8"))) <= options
