"""`claimcheck init`, `config` and `accept`, and what a configuration does to a run, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimcheck.waivers import accepted

FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey.\n"
TWICE = f"{FAULTY}\nThe school bought 120 chairs: 70 red and 40 blue.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a faulty story."""
    monkeypatch.chdir(tmp_path)
    Path("faulty.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def settle(text: str) -> None:
    Path("claimcheck.toml").write_text(text, encoding="utf-8")


def test_init_writes_a_configuration_that_changes_nothing(run: Any) -> None:
    before = run("faulty.txt")
    assert (0, "claimcheck.toml written; claimcheck config shows what is in force\n", "") == run("init")
    assert before == run("faulty.txt")


def test_init_overwrites_nothing(run: Any) -> None:
    settle("# ours")
    assert (2, "", "claimcheck: «claimcheck.toml» is there already\n") == run("init")
    assert "# ours" == Path("claimcheck.toml").read_text(encoding="utf-8")


def test_init_in_a_folder_that_is_not_there_is_told(run: Any) -> None:
    assert (2, "", "claimcheck: «none/claimcheck.toml» cannot be written: No such file or directory\n") == run(
        "init", "none"
    )


def test_config_shows_every_setting_and_the_line_that_says_so(run: Any) -> None:
    settle("ignore = ['S801']\n[hedges]\nabout = 7.5\n[[overrides]]\npaths = ['sport']\nignore = ['P']")
    Path("sport").mkdir()
    code, output, _ = run("config", "sport")
    rows = [line.split() for line in output.splitlines()]
    assert (0, ["configuration", "claimcheck.toml"]) == (code, rows[0])
    assert ["ignore", "S801,", "P", "claimcheck.toml:1,", "claimcheck.toml:6"] in rows
    assert ["hedges.about", "15/2", "%", "claimcheck.toml:3"] in rows
    assert ["preview", "false", "default"] in rows


def test_config_without_a_file_says_so(run: Any) -> None:
    _, output, _ = run("config")
    assert ["configuration", "none"] == output.splitlines()[0].split()


def test_config_counts_what_was_accepted(run: Any) -> None:
    run("accept", "faulty.txt", "A101", "--reason", "so")
    assert ["accepted", "1", "finding"] == run("config")[1].splitlines()[-1].split()


def test_an_accepted_finding_no_longer_counts(run: Any) -> None:
    code, output, _ = run("accept", "faulty.txt", "parts-do-not-sum", "--reason", "the farmer counts so")
    assert (0, f"written to {accepted.NAME}") == (code, output.splitlines()[-1])
    assert output.startswith("faulty.txt:1:14: A101 accepted: The parts add up to 11")
    assert 0 == run("faulty.txt")[0]


def test_only_a_line_of_a_story_may_be_meant(run: Any) -> None:
    Path("faulty.txt").write_text(TWICE, encoding="utf-8")
    _, output, _ = run("accept", "faulty.txt", "A101", "--reason", "so", "--line", "3")
    assert ["faulty.txt:3:19:", "written"] == [line.split()[0] for line in output.splitlines()]
    assert 1 == run("faulty.txt")[0]


def test_what_is_accepted_is_written_beside_the_configuration(run: Any) -> None:
    settle("")
    Path("a").mkdir()
    Path("faulty.txt").rename("a/faulty.txt")
    run("accept", "a/faulty.txt", "A101", "--reason", "so")
    assert 'path = "a/faulty.txt"' in Path(accepted.NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["accept", "faulty.txt", "A101", "--reason", " "], "--reason is empty"),
        (["accept", "faulty.txt", "A101"], "Missing option '--reason'"),
        (["accept", "faulty.txt", "A100", "--reason", "so"], "there is no rule «A100»; did you mean «A10"),
        (["accept", "faulty.txt", "P201", "--reason", "so"], "«faulty.txt» has no finding of P201\n"),
        (
            ["accept", "faulty.txt", "A101", "--reason", "so", "--line", "9"],
            "line 9 of «faulty.txt» has no finding of A101\n",
        ),
        (["accept", "known.txt", "A101", "--reason", "so"], "has no finding of A101 that is not accepted or ignored"),
        (["accept", "falty.txt", "A101", "--reason", "so"], "the file «falty.txt» does not exist. Did you mean «"),
        (["accept", ".", "A101", "--reason", "so"], "«.» is no file: findings are taken from one story at a time"),
        (["accept", "-", "A101", "--reason", "so"], "«-» is no file"),
        (["config", "falty.txt"], "the file «falty.txt» does not exist"),
        (["config", "--config", "none.toml"], "the configuration «none.toml» cannot be read: No such file"),
        (["faulty.txt", "--config", "none.toml"], "the configuration «none.toml» cannot be read: No such file"),
        (["faulty.txt", "--baseline", "none.json"], "cannot be read: No such file"),
        (["unknown.txt"], "unknown.txt:1: «ignore A100»: there is no such rule"),
    ],
)
def test_a_slip_is_one_sentence_and_exit_code_2(run: Any, arguments: list[str], complaint: str) -> None:
    Path("known.txt").write_text(f"# claimcheck: ignore A101 -- so\n{FAULTY}", encoding="utf-8")
    Path("unknown.txt").write_text(f"# claimcheck: ignore A100 -- so\n{FAULTY}", encoding="utf-8")
    code, _, told = run(*arguments)
    assert (2, 1, True) == (code, told.count("\n"), complaint in told)


def test_a_faulty_configuration_stops_the_run(run: Any) -> None:
    settle("\nseverty = 1")
    told = "claimcheck: claimcheck.toml:2: «severty» is not a known key; did you mean «severity»?\n"
    assert (2, "", told) == run("faulty.txt")
    assert 1 == run("faulty.txt", "--isolated")[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fail-on = 'never'", 0),
        ("ignore = ['A']", 0),
        ("select = ['P']", 0),
        ("[severity]\nA101 = 'warning'", 0),
        ("[severity]\nA = 'warning'", 0),
        ("strict = true\n[severity]\nA = 'warning'", 1),
        ("[[overrides]]\npaths = ['*.txt']\nignore = ['A']", 0),
        ("[[overrides]]\npaths = ['*.md']\nignore = ['A']", 1),
    ],
)
def test_the_configuration_decides_what_fails(run: Any, text: str, code: int) -> None:
    settle(text)
    assert code == run("faulty.txt")[0]


def test_the_command_line_goes_over_the_configuration(run: Any) -> None:
    settle("fail-on = 'never'\nignore = ['A']")
    assert 1 == run("faulty.txt", "--fail-on", "error", "--select", "A101")[0]


def test_messages_speak_the_language_of_the_configuration(run: Any) -> None:
    settle("ui-language = 'it'")
    assert "Le parti sommano a 11" in run("faulty.txt")[1]
    assert "The parts add up to 11" in run("faulty.txt", "--ui-lang", "en")[1]


def test_two_configurations_in_one_run_are_each_in_force(run: Any) -> None:
    for name, text in (("a", "ignore = ['A']"), ("b", "[severity]\nA = 'note'")):
        Path(name).mkdir()
        Path(name, "claimcheck.toml").write_text(text, encoding="utf-8")
        Path(name, "story.txt").write_text(FAULTY, encoding="utf-8")
    _, output, _ = run("a", "b", "faulty.txt")
    assert [("b/story.txt", "note"), ("faulty.txt", "error")] == [
        (line.split(":")[0], line.split()[1]) for line in output.splitlines()
    ]


def test_remarks_on_comments_are_told_and_change_no_exit_code(run: Any) -> None:
    Path("idle.txt").write_text("# claimcheck: ignore A101 -- so\nThe farm has 11 cats.\n", encoding="utf-8")
    code, _, told = run("idle.txt")
    assert (0, "claimcheck: idle.txt:1: «ignore A101» has nothing to ignore here\n") == (code, told)


class Terminal:
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def __init__(self, terminal: bool) -> None:
        self.terminal, self.text = terminal, ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


@pytest.mark.parametrize(("terminal", "patience", "shown"), [(True, 0, True), (True, 9, False), (False, 0, False)])
def test_a_bar_is_shown_at_a_terminal_after_a_while(
    terminal: bool, patience: int, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimcheck.cli import progress

    monkeypatch.setattr(progress, "PATIENCE", patience)
    out = Terminal(terminal)
    with progress.Progress(out) as bar:  # type: ignore[arg-type]
        for done in range(1, 4):
            bar.tick(done, 3)
    assert shown == bool(out.text)


def test_house_rules_are_listed_and_explained_beside_the_others(run: Any) -> None:
    from test_proof import FIRING, QUIET, RULE

    Path("house").mkdir()
    Path("house/A901-cats-do-not-add-up.yaml").write_text(RULE + FIRING + QUIET, encoding="utf-8")
    settle("rules = ['house']")
    assert "A901" in run("rules")[1]
    assert (0, True) == (run("explain", "A901")[0], run("explain", "A901")[1].startswith("A901 cats-do-not-add-up"))
