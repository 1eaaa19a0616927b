"""README lists every rule; README and documentation name options that there are. `test_docs` runs their commands."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from claimcheck import cli, rulebook

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TOOLS = sorted((ROOT / "tools").glob("*.py"))


def kept(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare the text between the marks `begin name` and `end name` of README with `text`."""
    block = re.compile(rf"(?<=<!-- begin {name} -->\n).*?(?=<!-- end {name} -->)", re.DOTALL)
    readme = README.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        readme = block.sub(lambda _: text, readme)
        README.write_text(readme, encoding="utf-8")
    assert text == block.findall(readme)[0]


def test_readme_lists_every_rule(request: pytest.FixtureRequest) -> None:
    rows = [
        f"| {rule.id} | {rule.title('en')}{' (preview)' if rule.status == 'preview' else ''} | {rule.severity} |"
        f" {' '.join(rule.why['en'].split())} |\n"
        for rule in rulebook.load(rulebook.FOLDER)
    ]
    kept("rules", "".join(["| rule | fault | severity | why |\n|---|---|---|---|\n", *rows]), request)


@pytest.mark.parametrize("page", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name)
def test_a_page_names_the_options_that_there_are(page: Path) -> None:
    group = cli.cli
    commands = [group, *(group.get_command(click.Context(group), name) for name in cli.COMMANDS)]
    given = [option for command in commands for option in command.params]
    options = {name for option in given for name in (*option.opts, *option.secondary_opts)}
    if page.name == "measuring.md":
        options |= {name for tool in TOOLS for name in re.findall(r'"(--[a-z]+)"', tool.read_text(encoding="utf-8"))}
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^```\w+ title=.*?^```$|^(?:pip|code) .*?$", "", text, flags=re.M | re.S)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", prose)) <= {*options, "--help", "--update-golden"}
