"""The Tab key, pressed in real shells; those that are not installed are skipped."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck import cli

ROOT = Path(__file__).parent.parent
PATIENCE = 20.0  # seconds
READY = "r3ady"
START = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
SETTINGS = {
    "bash": "bind 'set bell-style none'; bind 'set show-all-if-ambiguous on'; bind 'set enable-bracketed-paste off'",
    "zsh": "autoload -U compinit; compinit -u -D; unsetopt PROMPT_SP; zstyle ':completion:*' menu no",
}


def needed(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with the command in it, in a folder with one story."""
    tmp_path = tmp_path_factory.mktemp("home")
    command = tmp_path / "bin" / "claimcheck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m claimcheck "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "work" / "reports").mkdir(parents=True)
    (tmp_path / "work" / "harbour-story.txt").touch()
    kept = {name: value for name, value in os.environ.items() if name == "LANG"}
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    return {
        **kept,
        "PATH": path,
        "HOME": str(tmp_path),
        "PWD": str(tmp_path / "work"),
        "TERM": "dumb",
        "CLAIMCHECK_CACHE": str(tmp_path),
        "PS1": "> ",
    }


class Terminal:
    """A shell at a terminal, with someone typing."""

    def __init__(self, shell: str, environment: dict[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            START[shell],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=environment["PWD"],
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""
        self.type(f'{SETTINGS[shell]}\neval "$(claimcheck completion {shell})"\necho {READY[:1]}""{READY[1:]}\n', READY)

    def type(self, keys: str, until: str) -> None:
        """Press keys on an empty line and wait for what the terminal shows."""
        keys = f"\x15{keys}"
        self.shown = ""
        os.write(self._ours, keys.encode())
        end = time.monotonic() + PATIENCE
        while until not in self.shown and time.monotonic() < end:
            if select.select([self._ours], [], [], 0.1)[0]:
                self.shown += os.read(self._ours, 4096).decode("utf-8", "replace")

    def close(self) -> None:
        """End the shell."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@pytest.fixture(scope="module", params=["bash", "zsh"])
def terminal(request: pytest.FixtureRequest, environment: dict[str, str]) -> Iterator[Terminal]:
    needed(request.param)
    found = Terminal(request.param, environment)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("claimcheck expl", "claimcheck explain "),
        ("claimcheck harb", "claimcheck harbour-story.txt"),
        ("claimcheck check harb", "claimcheck check harbour-story.txt"),
        ("claimcheck init rep", "claimcheck init reports/"),
        ("claimcheck harbour-story.txt --isol", "--isolated "),
        ("claimcheck harbour-story.txt --lang p", "--lang pt "),
        ("claimcheck - --format mark", "--format markdown "),
        ("claimcheck - --select A,C30", "A,C301"),
        ("claimcheck explain T40", "T401"),
        ("claimcheck completion z", "completion zsh "),
    ],
)
def test_the_tab_key_completes_at_a_terminal(typed: str, shown: str, terminal: Terminal) -> None:
    terminal.type(typed + "\t", shown)
    assert shown in terminal.shown


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("claimcheck expl", ["explain"]),
        ("claimcheck harb", ["harbour-story.txt"]),
        ("claimcheck harbour-story.txt --lang p", ["pt"]),
        ("claimcheck explain T40", ["T401", "T402"]),
        ("claimcheck check --select A10", ["A101", "A102"]),
    ],
)
def test_fish_offers_what_fits(typed: str, offered: list[str], environment: dict[str, str]) -> None:
    needed("fish")
    program = f"claimcheck completion fish | source; complete -C '{typed}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", program],  # noqa: S607
        cwd=environment["PWD"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert offered == [line.split("\t")[0] for line in done.stdout.splitlines()][: len(offered)]


def asked(words: str, at: int, monkeypatch: pytest.MonkeyPatch, shell: str = "bash") -> int:
    monkeypatch.setenv("_CLAIMCHECK_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(at))
    return cli.run([])


def test_house_rules_are_offered_where_they_are_in_force(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT / "examples" / "house-rules")
    assert 0 == asked("claimcheck explain H", 2, monkeypatch)
    assert "plain,H101\nplain,H102\nplain,H103\n" == capsys.readouterr().out


def test_a_broken_configuration_does_not_spoil_the_tab_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "claimcheck.toml").write_text("rules = ['nowhere']\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert 0 == asked("claimcheck explain P201", 2, monkeypatch)
    assert "plain,P201\n" == capsys.readouterr().out


def test_a_shell_nobody_knows_is_offered_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 2 == asked("claimcheck explain P201", 2, monkeypatch, "tcsh")


def test_a_shell_that_is_not_known_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == cli.run(["completion", "tcsh"])
    assert "there is no shell «tcsh», only bash, zsh, fish" in capsys.readouterr().err
