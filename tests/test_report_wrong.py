"""`claimcheck report-wrong`: the least text that gives a finding, with nobody's names in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck import cli, engine, example, language, pipeline, rulebook

STORY = """Ferry boats counted again

Harbour master Ada Cole (ada.cole@port.example.net) spoke on Monday. The company Norrland runs 12 ferries: 6 large and 4
small ones, as https://port.example.net/boats tells. Its office is old.

Nobody was hurt in Skarness.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """A function that runs the command line in a folder with a story and tells exit code, output and complaints."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run([*arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def excerpt(text: str, rule: str, code: str = "en") -> example.Excerpt | None:
    """The excerpt for the first finding of a rule in a text."""
    jobs, pack = engine.plan(rulebook.load(rulebook.FOLDER)), language.pack(code)
    report = pipeline.check(pipeline.from_text(text), jobs, code=code)
    (finding, *_) = (each for each in report.findings if each.rule == rule)
    return example.excerpt(report, finding, jobs, pack)


def text(found: example.Excerpt | None) -> str:
    assert found
    return found.text


def test_only_the_sentence_that_gives_the_finding_is_left_and_its_names_are_made_up() -> None:
    told = text(excerpt(STORY, "A101"))
    assert "runs 12 ferries: 6 large and 4 small ones" in told
    gone = ("Norrland", "Ada", "Cole", "Skarness", "Harbour", "office", "port.example")
    assert [] == [word for word in gone if word in told]


def test_names_are_told_apart_and_kept_alike() -> None:
    told = text(excerpt("Ada Cole and Bea Reed own 12 boats: 6 of Cole and 4 of Reed.\n", "A101"))
    assert "Aldor Belmar and Corvan Deltin own 12 boats: 6 of Belmar and 4 of Deltin." == told


def test_a_name_that_the_finding_needs_stays_and_is_named() -> None:
    found = excerpt("On Monday, 12 March 2025, the office of Norrland closed.\n", "T401")
    assert "Monday, 12 March 2025" in text(found)
    assert "Norrland" not in text(found)


def test_sentences_apart_are_brought_together() -> None:
    story = "The harbour office says that 41 boats are at sea. It rained.\n\n"
    story += "Nothing else happened for a while.\n\nThe harbour office says that 53 boats are at sea.\n"
    told = text(excerpt(story, "C301"))
    assert "41 boats" in told and "53 boats" in told
    assert "rained" not in told and "Nothing" not in told


def test_the_page_holds_an_example_for_the_rule(run: Any) -> None:
    assert 0 == run("report-wrong", "story.txt", "A101")[0]
    told = Path("wrong-A101.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(told[told.index("```yaml\n") + 8 : told.rindex("```")])
    assert ("en", "") == (shown["quiet"][0]["lang"], shown["quiet"][0]["because"])
    assert "It says (error): The parts add up to 10, but the total given is 12." in told


def test_a_page_takes_no_other_ones_place(run: Any) -> None:
    run("report-wrong", "story.txt", "A101")
    assert "written to wrong-A101-2.md" in run("report-wrong", "story.txt", "A101")[1]
    assert "written to own.md" in run("report-wrong", "story.txt", "A101", "--output", "own.md")[1]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["story.txt", "A102"], "«story.txt» has no finding of A102"),
        (["story.txt", "A1010"], "there is no rule «A1010»"),
        (["none.txt", "A101"], "the file «none.txt» does not exist"),
        ([".", "A101"], "«.» is no file"),
        (["table.md", "A106"], "A106 is found in no part of «table.md» alone"),
    ],
)
def test_what_cannot_be_reported_is_one_sentence(run: Any, arguments: list[str], complaint: str) -> None:
    table = "| Port | Boats |\n|---|---|\n| North | 5 |\n| South | 9 |\n| Total | 15 |\n"
    Path("table.md").write_text(f"# Boats of the ports\n\nThe office counted the boats.\n\n{table}", encoding="utf-8")
    code, _, err = run("report-wrong", *arguments)
    assert (2, 1) == (code, len(err.splitlines()))
    assert complaint in err
