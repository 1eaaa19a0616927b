"""Rules are read strictly: every slip of an editor is one sentence with file and line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimcheck import rulebook
from claimcheck.errors import ConfigError, DataError
from claimcheck.model import Severity, Verdict

GOOD = """\
id: A901
name: cats-do-not-add-up
severity: warning
status: stable
check: cats.count
when: [broken, strained]
message:
  en: "There are {sum} cats."
why:
  en: Cats are counted.
---
fires: not looked at in a run: [
"""


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str, name: str = "A901-cats-do-not-add-up.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_rule_is_read_without_its_proof(write):
    rule = rulebook.read(write(GOOD))
    assert rule.id == "A901"
    assert rule.severity is Severity.WARNING
    assert rule.when == {Verdict.BROKEN, Verdict.STRAINED}
    assert rule.message == {"en": "There are {sum} cats."}
    assert rule.suggestion == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("severity: warning", "severty: warning", 3, "«severty» is not a known key; did you mean «severity»?"),
        ("severity: warning", "severity: eror", 3, "must be one of error, warning, note; did you mean «error»?"),
        ("[broken, strained]", "[brocken]", 6, "did you mean «broken»?"),
        ("[broken, strained]", "broken", 6, "«when» must be a list"),
        ("id: A901", "id: a1", 1, "a capital letter and three digits"),
        ("id: A901", "id: A902", 1, "expected «A902-cats-do-not-add-up.yaml»"),
        ("status: stable\n", "", 1, "the key «status» is missing"),
        ("  en: Cats are counted.", "  en:", 9, "«en» has none"),
        ("check: cats.count", "check: [cats]", 5, "«check» must be a text"),
        ("status: stable", "severity: note", 4, "the key «severity» stands twice"),
    ],
)
def test_a_slip_is_shown_with_file_and_line(write, old, new, line, problem):
    path = write(GOOD.replace(old, new))
    with pytest.raises(DataError) as caught:
        rulebook.read(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert problem in str(caught.value)


def test_two_rules_with_one_id_are_refused(write, tmp_path):
    write(GOOD)
    write(GOOD.replace("cats-do", "dogs-do"), "A901-dogs-do-not-add-up.yaml")
    with pytest.raises(DataError, match="the id «A901» is taken by A901-cats-do-not-add-up.yaml"):
        rulebook.load(tmp_path)


def test_rules_are_chosen_by_id_or_family_and_preview_waits_to_be_asked(write, tmp_path):
    write(GOOD)
    write(
        GOOD.replace("A901", "P901").replace("stable", "preview").replace("cats-do", "dogs-do"),
        "P901-dogs-do-not-add-up.yaml",
    )
    rules = rulebook.load(tmp_path)
    ids = [
        [rule.id for rule in rulebook.select(rules, chosen, ignored, preview=preview)]
        for chosen, ignored, preview in [((), (), False), ((), (), True), (("P",), (), True), ((), ("A901",), True)]
    ]
    assert ids == [["A901"], ["A901", "P901"], ["P901"], ["P901"]]


def test_an_unknown_rule_is_met_with_the_nearest(write):
    rules = rulebook.load(write(GOOD))
    with pytest.raises(ConfigError, match="no rule or family «A910»; did you mean «A901»"):
        rulebook.select(rules, ["A910"])


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ("  a: &a [x]\n  b: *a\n", "an alias is not taken, write it out"),
        ("  a: &a x\n  b: *a\n", "an alias is not taken, write it out"),
        ("  a: &a [*a]\n", "an alias is not taken, write it out"),
        ("  a: " + "[" * 900 + "]" * 900 + "\n", "is nested too deeply"),
    ],
    ids=["list", "text", "itself", "depth"],
)
def test_params_hold_no_more_than_is_written(write, params, problem):
    with pytest.raises(DataError, match=problem):
        rulebook.read(write(GOOD.replace("---\n", f"params:\n{params}---\n", 1)))


def test_a_rule_that_is_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "A901-x.yaml")
    with pytest.raises(DataError, match="no regular file"):
        rulebook.load(tmp_path)
