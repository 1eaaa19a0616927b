"""What a configuration that somebody checked out may do, and what it may not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import claimcheck
from claimcheck import plugins
from claimcheck.errors import DataError

ROOT = Path(__file__).parent.parent
STORY = "The mast is up to 40 metres high.\n"
LATER = "raise SystemExit('this code ran')\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose configuration names a rule, and the rule code that lies beside it."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, encoding="utf-8")
    Path("house").mkdir()
    Path("claimcheck.toml").write_text('rules = ["house"]\n', encoding="utf-8")
    rule("beside:check")
    Path("beside.py").write_text(LATER, encoding="utf-8")
    return tmp_path


def rule(check: str) -> None:
    """The house rule, which names this check."""
    (example,) = (ROOT / "examples" / "house-rules").glob("H101-*.yaml")
    text = example.read_text(encoding="utf-8").replace("check: phrases.match", f"check: {check}")
    (Path("house") / example.name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("check", ["turtledemo.__main__:f", "antigravity:geohash", "beside:check"])
@pytest.mark.parametrize(
    "command", [["story.txt"], ["rules", "test", "house"], ["accept", "story.txt", "H101", "--reason", "so"]]
)
def test_a_rule_of_a_repository_runs_no_code(run: Any, check: str, command: list[str]) -> None:
    rule(check)
    code, _, told = run(*command)
    assert 2 == code
    assert f"the check «{check}» is code that no installed package registers; --allow-code runs it\n" in told
    assert not {"turtledemo", "antigravity", "beside"} & sys.modules.keys()


def test_a_rule_given_to_the_library_runs_no_code() -> None:
    with pytest.raises(DataError, match="--allow-code runs it"):
        claimcheck.check(STORY, rules=["house"])


def test_code_runs_where_somebody_allows_it(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(".")
    assert "this code ran" in run("story.txt", "--allow-code")[2]


def test_a_check_that_a_package_registers_may_be_named(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(".")
    known = plugins.Plugin(plugins.CHECKS, "mine", "beside:check", "beside 1.0")
    monkeypatch.setattr(plugins, "found", lambda: (known,))
    assert "this code ran" in run("story.txt")[2]


@pytest.mark.parametrize("check", ["..beside:check", ":check", "beside:", "a b.c", "beside", "a/b.c"])
def test_a_check_that_is_no_name_is_a_slip_with_its_line(run: Any, check: str) -> None:
    rule(f'"{check}"')
    code, _, told = run("story.txt")
    assert (2, True) == (code, ":5: «check» must be module.function or package.module:function: " in told)


def module(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "claimcheck", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=given)


@pytest.mark.parametrize("name", ["yaml", "click", "rapidfuzz", "pint", "regex"])
def test_modules_that_lie_in_the_folder_are_not_imported(name: str) -> None:
    Path(f"{name}.py").write_text(LATER, encoding="utf-8")
    Path("claimcheck.toml").unlink()
    done = module("story.txt")
    assert (0, "") == (done.returncode, done.stderr)


def test_packages_that_lie_in_the_folder_are_no_plugins() -> None:
    Path("claimcheck.toml").unlink()
    Path("evil-1.0.dist-info").mkdir()
    Path("evil-1.0.dist-info/entry_points.txt").write_text("[claimcheck.readers]\nxyz = beside:read\n")
    assert "no plugin is installed\n" == module("plugins").stdout


SETTLED = """\
rules = []
select = ["A", "S"]
ignore = ["S801"]
fail-on = "never"

[severity]
A101 = "note"
"""


def test_a_ci_log_says_what_the_configuration_leaves_out(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("claimcheck.toml").write_text(SETTLED, encoding="utf-8")
    monkeypatch.setenv("CI", "true")
    assert [
        "claimcheck: claimcheck.toml:2: select = A, S",
        "claimcheck: claimcheck.toml:3: ignore = S801",
        "claimcheck: claimcheck.toml:4: fail-on = never",
        "claimcheck: claimcheck.toml:7: severity.A101 = note",
    ] == sorted(run("story.txt")[2].splitlines())


def test_elsewhere_and_of_what_is_stricter_nothing_is_said(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("claimcheck.toml").write_text(SETTLED, encoding="utf-8")
    assert "" == run("story.txt")[2]
    Path("claimcheck.toml").write_text('fail-on = "warning"\nstrict = true\n', encoding="utf-8")
    monkeypatch.setenv("CI", "true")
    assert "" == run("story.txt")[2]
