"""Examples of a rule: marks, and what the contract says of a rule that does not keep it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claimcheck import contract, engine, language, proof, rulebook
from claimcheck.errors import DataError
from claimcheck.model import Span

RULE = """\
id: A901
name: cats-do-not-add-up
severity: error
status: stable
check: parts.parts_of_whole
when: [broken, strained]
message: {en: "{sum} is not {total}."}
why: {en: Cats are counted.}
---
"""
FIRING = 'fires:\n  - lang: en\n    text: "The farm has <12> cats: <5> black, <4> white and <2> grey."\n'
QUIET = 'quiet:\n  - lang: en\n    text: "The farm has 11 cats: 5 black, 4 white and 2 grey."\n'


def rule(folder: Path, proof_text: str, rule_text: str = RULE) -> rulebook.Rule:
    path = folder / "A901-cats-do-not-add-up.yaml"
    path.write_text(rule_text + proof_text, encoding="utf-8")
    return rulebook.read(path)


def test_marks_are_taken_out_and_their_places_kept() -> None:
    assert ("Of 120, 70.", (Span(3, 6), Span(8, 10))) == proof.unmarked("Of <120>, <70>.")


def test_a_sign_after_a_backslash_is_text() -> None:
    assert ("p < 0.05 > 3", (Span(4, 8),)) == proof.unmarked(r"p \< <0.05> \> 3")


@pytest.mark.parametrize("text", ["<1", "1>", "<1 <2>", "<1>>"])
def test_marks_that_do_not_pair_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        proof.unmarked(text)


def test_an_example_may_give_its_day_its_format_and_paragraphs(tmp_path: Path) -> None:
    keys = "lang: en\n    date: 2025-03-01\n    format: md"
    text = f"fires: []\nquiet:\n  - {keys}\n    text: |\n      # Head\n\n      Body.\n"
    example = proof.read(rule(tmp_path, text)).quiet[0]
    assert ("# Head\n\nBody.\n", date(2025, 3, 1), "md") == (example.text, example.dateline, example.format)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("fires: []\n", ":10: the key «quiet» is missing"),
        (
            "fires:\n  - lang: en\n    txt: a\nquiet: []\n",
            ":10: example 1: «txt» is not a known key; did you",
        ),
        ("fires:\n  - lang: en\nquiet: []\n", ":10: example 1: the key «text» is missing"),
        ("fires:\n  - lang: en\n    text: <1\nquiet: []\n", ":10: example 1: a mark is not closed"),
        ("fires: []\nquiet:\n  - lang: en\n    text: <1>\n", ":11: a text that must stay quiet marks no evidence"),
        ("fires: []\nquiet:\n  - Hello\n", ":11: example 1: expected keys and values"),
        ("fires: []\nquiet: 3\n", ":11: expected a list of examples"),
    ],
)
def test_a_slip_in_an_example_is_shown_with_file_and_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        proof.read(rule(tmp_path, text))
    assert f"A901-cats-do-not-add-up.yaml{problem}" in str(caught.value)


def faults(rule: rulebook.Rule) -> list[str]:
    return [found for case in contract.cases(rule) if (found := contract.fault(case, engine.plan([rule]))) is not None]


def test_an_example_that_fires_where_it_is_marked_has_no_fault(tmp_path: Path) -> None:
    assert [] == faults(rule(tmp_path, FIRING + QUIET))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<12>", "<11>", "expected one finding, of A901, found []"),
        ("<2>", "2", "expected the evidence [12, 5, 4], found [A901"),
        ('grey."\nquiet', 'grey."\n    working: [5 + 4 = 9]\nquiet', "expected the working [5 + 4 = 9], found [A901"),
        ("has 11", "has 12", "expected silence, found [A901"),
    ],
)
def test_an_example_that_is_not_kept_says_what_was_found(tmp_path: Path, old: str, new: str, fault: str) -> None:
    found = faults(rule(tmp_path, (FIRING + QUIET).replace(old, new)))
    assert 1 == len(found)
    assert fault in found[0]


def test_a_rule_says_everything_in_the_same_languages(tmp_path: Path) -> None:
    half = RULE.replace("why:", "suggestion: {it: Conta i gatti.}\nwhy:")
    told = contract.form(rule(tmp_path, FIRING + QUIET, half))
    assert "«suggestion» is not in the same languages as «message»" in told


def test_a_rule_must_have_three_examples_a_language_and_use_declared_slots(tmp_path: Path) -> None:
    told = contract.form(
        rule(tmp_path, FIRING + QUIET, RULE.replace("{sum}", "{sun}").replace("why:", "kind: cats\nwhy:"))
    )
    assert [
        "the slot «{sun}» is not among those of parts.parts_of_whole: sum, total",
        "the kind «cats» is not among those of parts.parts_of_whole: parts-of-whole",
        "«fires» has 1 examples in en, expected 3",
        "«quiet» has 1 examples in en, expected 3",
    ] == told


@pytest.mark.parametrize(
    ("shown", "faults"),
    [
        ("fires: []\nquiet: []\n", []),
        (
            FIRING + QUIET,
            ["«fires» has 1 examples in en, expected 2", "«quiet» has 1 examples in en, expected 2"],
        ),
    ],
)
def test_a_rule_in_a_young_language_shows_two_examples_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: str, faults: list[str]
) -> None:
    monkeypatch.setattr(language, "is_young", lambda code: code == "en")
    assert faults == contract.form(rule(tmp_path, shown))
