"""`import claimcheck` is light, and what `check` and `claims` give back is frozen and agrees with the JSON report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck import cli

ROOT = Path(__file__).parent.parent
STORY = ROOT / "examples" / "storm.en.txt"
TEXT = "The farm has 12 cats: 5 black, 4 white and 2 grey."


def python(*arguments: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_importing_claimcheck_imports_nothing_of_it() -> None:
    code = "import sys, claimcheck; print([name for name in sys.modules if name.startswith('claimcheck.')])"
    assert "[]\n" == python("-c", code)


def test_everything_that_is_offered_is_there() -> None:
    assert all(getattr(claimcheck, name) for name in claimcheck.__all__)


def test_a_name_that_is_not_offered_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="nothing_of_it"):
        _ = claimcheck.nothing_of_it


def test_a_finding_tells_the_fault_the_sum_and_the_words() -> None:
    (finding,) = claimcheck.check(TEXT).findings
    assert ("A101", "parts-do-not-sum", "error") == (finding.rule, finding.name, finding.severity)
    assert "The parts add up to 11, but the total given is 12." == finding.message
    assert ("5 + 4 + 2 = 11", "11 != 12") == finding.working
    assert [("total", "12 cats", 1, 14)] == [
        (each.role, each.text, each.line, each.column) for each in finding.passages if each.role == "total"
    ]


def test_messages_speak_the_language_asked_for() -> None:
    (finding,) = claimcheck.check(TEXT, ui_language="it").findings
    assert "Le parti sommano a 11, ma il totale indicato è 12." == finding.message


def test_a_claim_tells_what_the_number_may_stand_for() -> None:
    (claim,) = claimcheck.claims("Over 400 houses have no power, said Ida Holm.\n", language="en")
    assert (Fraction(400), Fraction(400), None) == (claim.value, claim.low, claim.high)
    assert ("over", "Ida Holm") == (claim.hedge, claim.source and claim.source.name)


def test_results_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        claimcheck.check(TEXT).words = 0  # type: ignore[misc]


def test_rules_can_be_chosen_left_out_and_added() -> None:
    text = "The ferry carries up to 300 or more passengers a day.\n"
    assert () == claimcheck.check(TEXT, ignore=["A"]).findings
    assert () == claimcheck.check(TEXT, select=["T"]).findings
    (finding,) = claimcheck.check(text, rules=[ROOT / "examples" / "house-rules"]).findings
    assert "H101" == finding.rule


@pytest.mark.parametrize("asked", [{"language": "xx"}, {"select": ["A999"]}, {"rules": ["nowhere"]}])
def test_what_is_asked_wrongly_is_one_sentence(asked: dict[str, object]) -> None:
    with pytest.raises(claimcheck.ClaimcheckError, match="there (is|are) no [^\n]*$"):
        claimcheck.check(TEXT, **asked)  # type: ignore[arg-type]


def test_offsets_count_in_the_text_itself() -> None:
    text = "\ufeff\0\r\n25 people: 12 women and 14 men.\ud800"
    result = claimcheck.check(text, language="en")
    assert [each.text for each in result.findings[0].passages] == [
        text[each.start : each.end] for each in result.findings[0].passages
    ]


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(), max_size=200))
def test_no_plain_text_is_an_error(text: str) -> None:
    assert () == claimcheck.check(text, language="it").failures


def test_the_library_says_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run([str(STORY), "--isolated", "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)["documents"]
    result = claimcheck.check(STORY.read_text(encoding="utf-8"))
    assert [each["message"] for each in told["findings"]] == [each.message for each in result.findings]
    assert [each["fingerprint"] for each in told["findings"]] == [each.fingerprint for each in result.findings]
    assert [(each["start"], each["line"], each["kind"]) for each in told["claims"]] == [
        (each.passage.start, each.passage.line, each.kind) for each in result.claims
    ]
    assert [each["verdict"] for each in told["relations"]] == [each.verdict for each in result.relations]


def test_the_example_prints_what_its_golden_file_says(request: pytest.FixtureRequest) -> None:
    kept = ROOT / "examples" / "outputs" / "use_library.txt"
    told = python("examples/use_library.py", "examples/storm.en.txt")
    if request.config.getoption("--update-golden"):
        kept.write_text(told, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == told
