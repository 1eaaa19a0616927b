"""No text hangs or crashes the reading or the checks, and what is not checked is said."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import newslike
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import check as library_check
from claimcheck import engine, pipeline, rulebook
from claimcheck.extract import calendar
from claimcheck.extract.budget import Budget, Exhausted
from claimcheck.extract.scan import Scan
from claimcheck.extract.walk import walk
from claimcheck.language import Pack, pack
from claimcheck.model import Report
from claimcheck.phrase import tokenize
from claimcheck.report import formats

CRASHES = yaml.safe_load((Path(__file__).parent / "crashes.yaml").read_text(encoding="utf-8"))
SPANISH = "De los 25 heridos, 12 son mujeres y 14 hombres, según el gobierno de la ciudad.\n"
IN_PART = "read in part: figures only, nothing was checked"
BIRDS = " ".join(f"We saw {number} birds and {number + 1} eggs." for number in range(1, 40))


@cache
def jobs() -> tuple[engine.Job, ...]:
    return engine.plan(rulebook.load(rulebook.FOLDER))


def checked(text: str, code: str | None = None) -> Report:
    return pipeline.check(pipeline.from_text(text), jobs(), code=code)


# --- nothing stands still, nothing crashes


def test_a_walk_goes_on_where_a_step_does_not() -> None:
    assert [0, 1, 2] == list(walk(3, lambda at: (at, 0)))


@pytest.mark.parametrize("reader", calendar.READERS, ids=lambda reader: reader.__module__.rpartition(".")[2])
@pytest.mark.parametrize("code", ["en", "it"])
def test_what_a_reader_takes_is_never_empty(reader: Any, code: str) -> None:
    for number in newslike.NUMBERS:
        for text in (number, f"{number} " * 12, f"No. {number}, {number}-{number}", f"via {number}/{number}, {number}"):
            scan = Scan.of(tokenize(text, pack(code).apostrophe), pack(code))
            found = [reader(scan, at) for at in range(len(scan.tokens))]
            assert all(one.first < one.last <= len(scan.tokens) for one in found if one), text


@pytest.mark.parametrize("name", CRASHES)
def test_what_once_crashed_is_read_and_checked(name: str) -> None:
    assert () == checked(CRASHES[name]["text"], CRASHES[name]["lang"]).failures


@settings(deadline=None, max_examples=150)
@given(st.data(), st.sampled_from(["en", "it", "es", "fr", "de", "pt"]))
def test_news_with_any_numbers_in_it_gives_a_report_without_failures(data: st.DataObject, code: str) -> None:
    text = newslike.story(lambda n: data.draw(st.integers(0, n - 1)), code)
    assert () == checked(text, code).failures


# --- the budget


def test_all_of_a_row_is_counted_each_time_it_is_looked_at() -> None:
    budget = Budget()
    budget.left = 10
    row = budget.row("abcd")
    assert (["a", "b", "c", "d"], ("b", "c"), "d") == (list(row), row[1:3], row[3])
    assert 4 == budget.left


def test_more_candidates_than_there_may_be_end_the_look() -> None:
    budget = Budget()
    budget.left = 2
    with pytest.raises(Exhausted):
        list(budget.counted("abc"))


def test_a_check_that_has_looked_at_too_much_is_named_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LEAST", 0)
    monkeypatch.setattr(engine, "EACH", 1)
    report = checked(BIRDS, "en")
    hindered = [each for each in report.not_run if each.why.hinders]
    assert 0 < len(hindered) < sum(len(job.rules) for job in jobs())
    assert {"budget"} == {each.why for each in hindered}


@pytest.mark.parametrize("text", ["three point " * 2000, "seven " * 5000, "half a half " * 2000])
def test_a_long_row_of_number_words_ends_with_its_budget(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "EACH", 1)
    assert {"budget"} == {each.why for each in checked(text, "en").not_run if each.why.hinders}


def test_a_real_story_stays_within_the_budget() -> None:
    story = Path(__file__).parent.parent / "seeds" / "grazia-bielorussia.it.txt"
    assert checked(story.read_text(encoding="utf-8") * 20, "it").whole


# --- languages of which only figures are read


@pytest.fixture
def unjudged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A story in a language whose pack reads figures and has no words that relate them."""
    monkeypatch.setattr(Pack, "judges", False)
    story = tmp_path / "story.txt"
    story.write_text(SPANISH, encoding="utf-8")
    return str(story)


@pytest.mark.parametrize("name", formats.CHECK)
def test_every_format_says_that_a_story_was_read_in_part(name: str, run: Any, unjudged: str) -> None:
    code, told, _ = run(unjudged, "--ui-lang", "en", "--format", name)
    assert 0 == code
    assert ('"why": "language"' if name.startswith("json") else IN_PART) in told
    assert "no problem" not in told


def test_a_strict_run_fails_where_a_story_was_read_in_part(run: Any, unjudged: str) -> None:
    code, _, complaint = run(unjudged, "--strict", "--ui-lang", "en")
    assert (2, True) == (code, IN_PART in complaint)


@pytest.fixture
def hurt(tmp_path: Path) -> str:
    story = tmp_path / "story.txt"
    story.write_text("Nine people were hurt, four of them badly. It rained for three hours.\n", encoding="utf-8")
    return str(story)


def test_the_json_says_how_much_was_read_and_judged(hurt: str, run: Any) -> None:
    _, told, _ = run(hurt, "--format", "json")
    covered = json.loads(told)["documents"][0]["coverage"]
    assert {"figures": 3, "judged": 2, "relations": 1} == {name: covered[name] for name in covered if name != "not_run"}


def test_rules_that_go_by_the_day_of_writing_are_named_where_there_is_none(hurt: str, run: Any) -> None:
    told = [json.loads(run(hurt, "--format", "json", *options)[1]) for options in ([], ["--date", "2026-03-01"])]
    names = [[each["rule"] for each in one["documents"][0]["coverage"]["not_run"]] for one in told]
    assert [["T413", "T431"], []] == names


@pytest.mark.parametrize("name", formats.CHECK)
def test_every_format_says_how_much_was_judged(name: str, hurt: str, run: Any) -> None:
    _, told, _ = run(hurt, "--ui-lang", "en", "--format", name)
    expected = '"judged": 2' if name.startswith("json") else "3 figures read, 2 compared"
    assert (name == "gitlab") != (expected in told)


def test_a_rule_on_trial_is_named_where_it_was_not_run(hurt: str, run: Any, tmp_path: Path) -> None:
    house = tmp_path / "X101-made-up.yaml"
    rule = (rulebook.FOLDER / "A101-parts-do-not-sum.yaml").read_text(encoding="utf-8")
    house.write_text(
        rule.replace("A101", "X101").replace("parts-do-not-sum", "made-up").replace("stable", "preview"), "utf-8"
    )
    (tmp_path / "claimcheck.toml").write_text('rules = ["X101-made-up.yaml"]\n', encoding="utf-8")
    told = [json.loads(run(hurt, "--format", "json", *options)[1]) for options in ([], ["--preview"])]
    missed = [[each["rule"] for each in one["documents"][0]["coverage"]["not_run"] if each["why"] == "preview"]
              for one in told]  # fmt: skip
    assert [["X101"], []] == missed


@pytest.mark.usefixtures("unjudged")
def test_the_library_names_the_rules_that_were_not_run() -> None:
    assert {"language"} == {each.why for each in library_check(SPANISH, language="es").not_run}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [("es", "155.000", 155_000), ("de", "155.000", 155_000), ("pt", "155.000", 155_000), ("fr", "155 000", 155_000),
     ("fr", "155\u202f000", 155_000), ("de", "1.234,5", 1234.5), ("es", "3,5", 3.5), ("pt", "1.300.000", 1_300_000)],
)  # fmt: skip
def test_digits_are_set_apart_as_the_language_does(code: str, text: str, value: float) -> None:
    assert [value] == [claim.quantity.value for claim in checked(f"({text})", code).claims]


ITALIAN = (
    "Dei 25 graziati dal presidente della repubblica, 12 sono donne e 14 sono uomini, secondo il governo, che non ha"
    " detto di più: gli altri sono ancora nelle carceri del paese, e non si sa quando usciranno.\n"
)


def test_a_story_said_to_be_in_another_language_than_its_words_is_warned_about() -> None:
    assert ("read as English, but its words are italiano",) == checked(ITALIAN, "en").document.notes


@pytest.mark.parametrize("code", ["it", None])
def test_a_story_in_the_language_it_is_said_to_be_in_is_not_warned_about(code: str | None) -> None:
    assert () == checked(ITALIAN, code).document.notes


def test_a_text_too_short_to_tell_is_not_warned_about() -> None:
    assert () == checked("I feriti sono 18, tra cui 9 bambini.", "en").document.notes


def test_a_pack_judges_when_it_has_words_that_relate_numbers() -> None:
    packs = [
        Pack("xx", {}, data)
        for data in ({"digits": {"decimal": ","}}, {"cues": {"sum": ["in all"]}}, {"concepts": {"man": ["men"]}})
    ]
    assert [False, True, True] == [each.judges for each in packs]
