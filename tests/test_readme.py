"""README is short and up to date, and the documentation names options that there are. `test_docs` runs its commands."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from claimcheck import cli, language
from claimcheck.report.wording import language_name, words

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
OTHERS = r"^(?:code|docker|pip|python3 -m pip) .*?$|`(?:docker|git|pipx?|uv) [^`]*`"  # commands of other programs
TOOLS = sorted((ROOT / "tools").glob("*.py"))


def test_readme_is_no_table_of_rules() -> None:
    assert 4 > len(re.findall(r"\b[A-Z]\d{3}\b(?= \|)", README.read_text(encoding="utf-8")))


def test_readme_fits_a_few_screens() -> None:
    own = re.sub(r"^```console\n.*?^```$", "", README.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert 150 > len(own.splitlines())


def test_readme_says_in_one_line_what_each_language_can_do() -> None:
    english = words("en")
    table = README.read_text(encoding="utf-8").partition("[start:languages]")[2].partition("[end:languages]")[0]
    told = re.findall(r"^\| (\w+) \| (?!what)", table, re.MULTILINE)
    assert sorted(language_name(code, english) for code in language.codes()) == sorted(told)


@pytest.mark.parametrize("page", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name)
def test_a_page_names_the_options_that_there_are(page: Path) -> None:
    group = cli.cli
    commands = [group, *(group.get_command(click.Context(group), name) for name in cli.COMMANDS)]
    given = [option for command in commands for option in command.params]
    options = {name for option in given for name in (*option.opts, *option.secondary_opts)}
    if page.name == "measuring.md":
        options |= {name for tool in TOOLS for name in re.findall(r'"(--[a-z]+)"', tool.read_text(encoding="utf-8"))}
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^```\w+ title=.*?^```$|" + OTHERS, "", text, flags=re.M | re.S)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", prose)) <= {*options, "--help", "--update-golden"}
