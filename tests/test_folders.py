"""What of a folder is checked: neither what git leaves out, nor what the newsroom leaves out, nor the usual rest."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import ConfigError
from claimcheck.reading import folders, paths

STORY = "The farm has 12 cats, the keeper said on Monday.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(*names: str, text: str = STORY) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def checked(run: Any, *arguments: str) -> list[str]:
    """The stories that a run reports on."""
    _, output, _ = run(*arguments, "--format", "json")
    return [each["path"] for each in json.loads(output)["documents"]]


@pytest.mark.parametrize("name", ["node_modules", "venv", "__pycache__", "site-packages", ".hidden"])
def test_the_usual_folders_hold_no_stories(run: Any, name: str) -> None:
    written("a.txt", f"{name}/b.txt")
    assert ["./a.txt"] == checked(run, ".")


def test_a_virtual_environment_of_any_name_holds_none(run: Any) -> None:
    written("a.txt", "env/lib/b.txt", "env/pyvenv.cfg")
    assert ["./a.txt"] == checked(run, ".")


def test_what_git_leaves_out_is_left_out(run: Any) -> None:
    written(".gitignore", text="drafts/\n*.old.txt\n!kept.old.txt\n")
    written("a.txt", "drafts/b.txt", "c.old.txt", "kept.old.txt", "in/drafts/d.txt", "in/e.txt")
    assert ["./a.txt", "./kept.old.txt", "./in/e.txt"] == checked(run, ".")


def test_a_nearer_gitignore_goes_over_a_farther_one(run: Any) -> None:
    written(".gitignore", text="*.txt\n")
    written("in/.gitignore", text="!*.txt\n")
    written("a.txt", "in/b.txt")
    assert ["./in/b.txt"] == checked(run, ".")


def test_the_gitignores_above_hold_as_far_as_the_repository(run: Any) -> None:
    written(".gitignore", text="c.txt\n")
    written("repository/.gitignore", text="b.txt\n")
    written("repository/in/a.txt", "repository/in/b.txt", "repository/in/c.txt")
    Path("repository/.git").mkdir()
    assert ["repository/in/a.txt", "repository/in/c.txt"] == checked(run, "repository/in")


def test_git_agrees(here: Path) -> None:
    written(".gitignore", text="/top.txt\nin/*.txt\n!in/b.txt\n**/deep/\nodd?.txt\n[xy].txt\n# a.txt\n\\#c.txt\n")
    written("in/.gitignore", text="/top.txt\n")
    names = ["top.txt", "in/top.txt", "in/a.txt", "in/b.txt", "in/c/a.txt", "in/deep/a.txt", "odd1.txt", "odd12.txt",
             "x.txt", "z.txt", "a.txt", "#c.txt", "in/c/top.txt"]  # fmt: skip
    written(*names)
    subprocess.run(["git", "init", "-q"], check=True)  # noqa: S607
    command = ["git", "ls-files", "-co", "--exclude-standard", "*.txt"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found = folders.below(".", {".txt"}, lambda _: ())
    assert sorted(told.stdout.split()) == sorted(os.path.relpath(name) for name in found)


def test_a_switch_brings_back_what_git_leaves_out(run: Any) -> None:
    written(".gitignore", text="b.txt\n")
    written("a.txt", "b.txt")
    assert ["./a.txt", "./b.txt"] == checked(run, ".", "--no-respect-gitignore")


def test_the_configuration_brings_it_back_too(run: Any) -> None:
    written(".gitignore", text="b.txt\n")
    written("claimcheck.toml", text="respect-gitignore = false\n")
    written("a.txt", "b.txt")
    assert ["./a.txt", "./b.txt"] == checked(run, ".")


def test_the_command_line_leaves_out_patterns(run: Any) -> None:
    written("a.txt", "drafts/b.txt", "c.old.txt", "d.md")
    assert ["./a.txt"] == checked(run, ".", "--exclude", "drafts,*.old.txt", "--exclude", "*.md")


def test_the_configuration_leaves_out_patterns_told_from_its_folder(run: Any) -> None:
    written("desk/claimcheck.toml", text='exclude = ["/drafts/"]\n')
    written("desk/a.txt", "desk/drafts/b.txt", "desk/in/drafts/c.txt", "drafts/d.txt")
    assert ["desk/a.txt", "desk/in/drafts/c.txt", "drafts/d.txt"] == checked(run, "desk", "drafts")


def test_command_line_and_configuration_leave_out_both(run: Any) -> None:
    written("claimcheck.toml", text='exclude = ["b.txt"]\n')
    written("a.txt", "b.txt", "c.txt")
    assert ["./a.txt"] == checked(run, ".", "--exclude", "c.txt")


def test_a_file_that_is_named_is_checked_whatever_leaves_it_out(run: Any) -> None:
    written(".gitignore", text="a.txt\n")
    written("a.txt")
    assert ["a.txt"] == checked(run, "a.txt", "--exclude", "a.txt")


def test_a_folder_that_is_named_is_searched_whatever_leaves_it_out(run: Any) -> None:
    written(".gitignore", text="drafts/\n")
    written("drafts/a.txt", "drafts/in/b.txt", ".git/x")
    assert ["drafts/a.txt", "drafts/in/b.txt"] == checked(run, "drafts", "--exclude", "drafts")


def test_a_folder_of_which_everything_is_left_out_says_so(run: Any) -> None:
    written(".gitignore", text="*.txt\n")
    written("in/a.txt", ".git/x")
    told = "claimcheck: the folder «in» holds no story but what .gitignore or «exclude» leaves out (.aml, "
    code, _, complaint = run("in")
    assert (2, told) == (code, complaint[: len(told)])


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("!", "command line: «!» are no patterns as in .gitignore"),
        ("*a*b*c*d", "command line: the pattern «*a*b*c*d» has too many stars: 3 at most, 2 of them double"),
        ("**/a/**/b/**", "command line: the pattern «**/a/**/b/**» has too many stars: 3 at most, 2 of them double"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_one_sentence(run: Any, pattern: str, told: str) -> None:
    written("a.txt")
    assert (2, f"claimcheck: {told}\n") == run(".", "--exclude", pattern)[::2]


def test_a_pattern_of_the_configuration_is_told_with_its_line(run: Any) -> None:
    written("claimcheck.toml", text='\nexclude = ["!"]\n')
    written("a.txt")
    assert "claimcheck.toml:2: «!» are no patterns" in run(".")[2]


@pytest.mark.parametrize("line", ["!", "\\", "*a" * 30 + "b", "**/a/" * 30 + "b"])
def test_a_line_of_a_gitignore_that_cannot_be_used_leaves_the_others(line: str) -> None:
    written(".gitignore", text=f"{line}\nb.txt\n")
    written("a" * 200 + ".txt", "b.txt")
    start = time.process_time()
    assert ["./" + "a" * 200 + ".txt"] == list(folders.below(".", {".txt"}, lambda _: ()))
    assert time.process_time() - start < 1


def test_a_gitignore_that_is_a_folder_or_no_text_says_nothing() -> None:
    Path(".gitignore").mkdir()
    written("a.txt", "in/b.txt")
    Path("in/.gitignore").write_bytes(b"\xff\xfe\0")
    assert ["./a.txt", "./in/b.txt"] == list(folders.below(".", {".txt"}, lambda _: ()))


def test_a_file_too_short_for_any_language_is_listed_and_fails_no_folder(run: Any) -> None:
    written("a.txt")
    written("stub.txt", text="12 345\n67\n")
    code, _, told = run(".")
    assert (0, True) == (code, told.startswith("claimcheck: ./stub.txt: no language pack fits this text; --lang "))


def test_such_a_file_that_is_named_is_refused(run: Any) -> None:
    written("stub.txt", text="12 345\n67\n")
    assert 2 == run("stub.txt")[0]


def test_such_a_line_of_a_file_of_many_stories_is_listed(run: Any) -> None:
    lines = [{"id": "a", "text": STORY}, {"id": "b", "text": "12 345"}]
    written("wire.jsonl", text="\n".join(map(json.dumps, lines)))
    code, _, told = run("wire.jsonl")
    assert (0, True) == (code, told.startswith("claimcheck: wire.jsonl#b: no language pack fits"))


def test_such_a_line_that_is_named_is_refused(run: Any) -> None:
    written("wire.jsonl", text=json.dumps({"id": "b", "text": "12 345"}))
    assert 2 == run("wire.jsonl#b")[0]


def test_such_a_file_fails_a_strict_run(run: Any) -> None:
    written("a.txt")
    written("stub.txt", text="12 345\n67\n")
    assert run(".", "--strict")[0]


def test_what_a_configuration_leaves_out_is_told_in_ci(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    written("claimcheck.toml", text='exclude = ["b.txt"]\n')
    written("a.txt")
    assert "claimcheck: claimcheck.toml:1: exclude = b.txt\n" == run("a.txt")[2]


def test_patterns_of_another_folder_say_nothing(here: Path) -> None:
    found = folders.patterns(str(here / "other"), ["*.txt"], "here")
    assert None is found.says(str(here / "a.txt"))


def test_a_folder_is_walked_in_order_without_a_setting() -> None:
    written("b.txt", "a/c.txt", "a.md")
    assert ["./a.md", "./b.txt", "./a/c.txt"] == list(paths.every("."))


def test_a_malformed_pattern_is_told_with_its_origin() -> None:
    with pytest.raises(ConfigError, match="^here: «!» are no patterns"):
        folders.patterns(".", ["!"], "here")
