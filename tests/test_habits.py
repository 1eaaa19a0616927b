"""What people are used to from other linters works here: versions, colours, statistics, standard input with a name."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml
from test_cli import python

from claimcheck import __version__, rulebook

FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey, the keeper said.\n"
SOUND = FAULTY.replace("12", "11")


@pytest.fixture(autouse=True)
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a sound and a faulty story."""
    monkeypatch.chdir(tmp_path)
    Path("sound.txt").write_text(SOUND, encoding="utf-8")
    Path("faulty.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that puts a text on standard input."""

    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_told(run: Any, option: str) -> None:
    assert (0, f"claimcheck {__version__}\n", "") == run(option)


def test_the_short_version_imports_nothing_either() -> None:
    program = (
        "import sys; from claimcheck.__main__ import main; sys.argv[1:] = ['-V']; main();"
        "print('claimcheck.cli' in sys.modules)"
    )
    assert f"claimcheck {__version__}\nFalse\n" == python(program).stdout


@pytest.mark.parametrize("command", [["faulty.txt", "--format", "rich"], ["claims", "faulty.txt"], ["explain", "A101"]])
def test_colour_is_written_into_a_pipe_where_it_is_asked_for(run: Any, command: list[str]) -> None:
    coloured, plain = run(*command, "--color", "always")[1], run(*command)[1]
    assert (True, False) == ("\x1b[" in coloured, "\x1b[" in plain)


def test_colour_that_is_asked_for_goes_over_the_environment(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" in run("faulty.txt", "--format", "rich", "--color", "always")[1]


def test_no_colour_is_written_where_none_is_wanted(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" not in run("faulty.txt", "--format", "rich", "--color", "never")[1]


def test_a_report_in_a_file_has_no_colour(run: Any) -> None:
    run("faulty.txt", "--color", "always", "--output", "rich:report.txt")
    assert "\x1b[" not in Path("report.txt").read_text(encoding="utf-8")


def test_a_way_of_colour_that_is_none_is_one_sentence(run: Any) -> None:
    told = "claimcheck: there is no way «allways», only auto, always, never; did you mean «always»?\n"
    assert (2, told) == run("faulty.txt", "--color", "allways")[::2]


def test_exit_zero_makes_findings_no_failure(run: Any) -> None:
    code, output, _ = run("faulty.txt", "--exit-zero")
    assert (0, True) == (code, "A101" in output)


def test_exit_zero_hides_no_story_that_cannot_be_read(run: Any) -> None:
    assert 2 == run("missing.txt", "--exit-zero")[0]


def test_exit_zero_contradicts_a_severity(run: Any) -> None:
    told = "claimcheck: --exit-zero and --fail-on note exclude each other\n"
    assert (2, told) == run("faulty.txt", "--exit-zero", "--fail-on", "note")[::2]


def test_statistics_count_the_findings_of_each_rule(run: Any) -> None:
    Path("vague.txt").write_text("Experts say 500 cats live on the farm.\n" + FAULTY, encoding="utf-8")
    code, output, told = run("faulty.txt", "vague.txt", "--statistics")
    assert (1, ["2", "A101", "error", "parts", "do", "not", "sum"]) == (code, output.splitlines()[0].split())
    assert ("1", "") == (output.splitlines()[1].split()[0], told)


def test_statistics_are_json_where_that_is_asked_for(run: Any) -> None:
    _, output, _ = run("faulty.txt", "--statistics", "--format", "json")
    assert [{"rule": "A101", "severity": "error", "count": 1, "title": "parts do not sum"}] == json.loads(output)


def test_statistics_speak_the_language_of_the_interface(run: Any) -> None:
    title = rulebook.find(rulebook.load(rulebook.FOLDER), "A101").title("it")
    assert title in run("faulty.txt", "--statistics", "--ui-lang", "it")[1]


def test_statistics_of_nothing_are_nothing(run: Any) -> None:
    assert (0, "", "") == run("sound.txt", "--statistics")


def test_statistics_leave_the_reports_in_files_as_they_are(run: Any) -> None:
    run("faulty.txt", "--statistics", "--output", "json:report.json")
    assert "documents" in json.loads(Path("report.json").read_text(encoding="utf-8"))


def test_statistics_in_another_format_are_one_sentence(run: Any) -> None:
    told = "claimcheck: --statistics is told as rich, concise, json, not as sarif\n"
    assert (2, told) == run("faulty.txt", "--statistics", "--format", "sarif")[::2]


def test_standard_input_may_have_a_name(run: Any, given: Any) -> None:
    given(FAULTY)
    assert run("-", "--stdin-filename", "desk/story.txt")[1].startswith("desk/story.txt:1:14: error A101 ")


def test_the_name_of_standard_input_says_its_format(run: Any, given: Any) -> None:
    given(f"<p>The farm</p><!-- {FAULTY} -->")
    assert "0 figures found" in run("-", "--stdin-filename", "story.html")[1]


def test_the_name_of_standard_input_says_which_configuration_holds(run: Any, given: Any) -> None:
    Path("desk").mkdir()
    Path("desk/claimcheck.toml").write_text('ignore = ["A"]\n', encoding="utf-8")
    given(FAULTY)
    assert 0 == run("-", "--stdin-filename", "desk/story.txt")[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sound.txt", "--stdin-filename", "a.txt"], "--stdin-filename names the story that comes by -, which is not"),
        (["-", "--stdin-filename", "a.jsonl"], "--stdin-filename names one story, and «a.jsonl» is a file of many"),
        (["-", "--files-from", "-"], "standard input holds a story or the list of --files-from, not both"),
        (["--files-from", "none.txt"], "the list «none.txt» cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Any, arguments: list[str], told: str) -> None:
    code, _, complaint = run(*arguments)
    assert (2, 1, True) == (code, complaint.count("\n"), complaint.startswith(f"claimcheck: {told}"))


@pytest.mark.parametrize("text", ["l'alluvione di oggi.txt\n\nsound.txt\r\n", "l'alluvione di oggi.txt\0sound.txt\0"])
def test_a_list_of_files_takes_any_name(run: Any, given: Any, text: str) -> None:
    Path("l'alluvione di oggi.txt").write_text(SOUND, encoding="utf-8")
    given(text)
    _, output, _ = run("faulty.txt", "--files-from", "-", "--format", "json")
    named = [each["path"] for each in json.loads(output)["documents"]]
    assert ["faulty.txt", "l'alluvione di oggi.txt", "sound.txt"] == named


def test_a_list_in_a_file_is_read_too(run: Any) -> None:
    Path("list").write_text("faulty.txt\n", encoding="utf-8")
    assert 1 == run("--files-from", "list")[0]


def test_an_empty_list_is_no_fault(run: Any, given: Any) -> None:
    given("")
    assert (0, "", "") == run("--files-from", "-")


def test_quiet_shows_stories_with_findings_only(run: Any) -> None:
    Path("odd.txt").write_text("<!-- -->\n" + SOUND, encoding="utf-8")
    code, output, told = run(".", "-q")
    assert (1, "", {"./faulty.txt"}) == (code, told, {line.partition(":")[0] for line in output.splitlines()})


def test_quiet_says_nothing_of_a_sound_story(run: Any) -> None:
    assert (0, "", "") == run("sound.txt", "--quiet", "--format", "rich")


def test_quiet_still_tells_what_could_not_be_read(run: Any) -> None:
    assert "missing.txt" in run("missing.txt", "--quiet")[2]


@pytest.mark.parametrize("way", ["option", "configuration"])
def test_sarif_names_the_page_of_a_rule_where_the_newsroom_has_one(run: Any, way: str) -> None:
    address = "https://docs.example.org/{id}-{name}.html"
    if way == "configuration":
        Path("claimcheck.toml").write_text(f'rule-url = "{address}"\n', encoding="utf-8")
    _, output, _ = run("faulty.txt", "--format", "sarif", *(["--rule-url", address] if way == "option" else []))
    (rule,) = json.loads(output)["runs"][0]["tool"]["driver"]["rules"]
    assert "https://docs.example.org/A101-parts-do-not-sum.html" == rule["helpUri"]


def test_a_house_rule_has_no_page_there(run: Any) -> None:
    house = Path(__file__).parent.parent / "examples" / "house-rules"
    Path("claimcheck.toml").write_text(f"rules = ['{house}']\n", encoding="utf-8")
    Path("limit.txt").write_text("The hall holds just under 500 people.\n", encoding="utf-8")
    _, output, _ = run("limit.txt", "--select", "H", "--format", "sarif", "--rule-url", "https://x.example/{id}")
    assert [False] == ["helpUri" in each for each in json.loads(output)["runs"][0]["tool"]["driver"]["rules"]]


@pytest.mark.parametrize(
    "address", ["docs/{id}", "https://x.example/", "https://x.example/{id}{nom}", "https:// /{id}"]
)
def test_an_address_that_is_none_is_one_sentence(run: Any, address: str) -> None:
    told = "--rule-url takes an address that begins with https:// or http:// or file:// and holds {id}"
    assert (2, f"claimcheck: {told}, not «{address}»\n") == run("faulty.txt", "--rule-url", address)[::2]


def test_junit_tells_the_time_that_a_story_took(run: Any) -> None:
    run("faulty.txt", "--output", "junit:report.xml", "--no-cache")
    assert 0 < JUnitXml.fromfile("report.xml").time < 60


def test_a_build_that_must_be_reproducible_shows_no_clock(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1741082400")
    run("faulty.txt", "--output", "junit:report.xml", "--no-cache")
    assert 0 == JUnitXml.fromfile("report.xml").time


def test_the_rules_are_listed_as_json(run: Any) -> None:
    _, output, _ = run("rules", "--format", "json")
    told = json.loads(output)
    assert [rule.id for rule in rulebook.load(rulebook.FOLDER)] == [each["id"] for each in told]
    assert {"id", "name", "family", "severity", "status", "title", "why", "message", "suggestion"} == set(told[0])


def test_the_rules_as_json_speak_the_language_asked_for(run: Any) -> None:
    told = json.loads(run("rules", "--format", "json", "--ui-lang", "it")[1])
    assert "Le parti" in told[0]["message"]


def test_the_rules_are_listed_in_no_other_format(run: Any) -> None:
    assert 2 == run("rules", "--format", "xml")[0]
