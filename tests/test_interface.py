"""The words of the interface: whole in English and Italian, in English where another language lacks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from claimcheck import engine, pipeline, proof, reading, rulebook, yamlfile
from claimcheck.model import Report
from claimcheck.report import coverage, figures, render
from claimcheck.report.wording import FALLBACK, FOLDER, languages, words

WHOLE = ("en", "it")
OTHERS = [code for code in languages() if code not in WHOLE]


def keys(node: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in node.items():
        yield from keys(value, f"{above}{key}.") if isinstance(value, Mapping) else [f"{above}{key}"]


def missing(code: str) -> list[str]:
    """The keys of the English words that a language lacks."""
    own, english = (
        set(keys(yamlfile.load((FOLDER / f"{each}.yaml").read_text(encoding="utf-8"), FOLDER)))
        for each in (code, FALLBACK)
    )
    return sorted(english - own)


def test_italian_lacks_no_words() -> None:
    assert [] == missing("it")


@pytest.mark.parametrize("code", OTHERS)
def test_what_a_language_lacks_is_english_and_is_listed(code: str) -> None:
    lacked = missing(code)
    assert all(words(code).find(key) == words(FALLBACK).find(key) for key in lacked)
    if lacked:
        pytest.skip(f"{code} lacks {', '.join(lacked)}")


@cache
def roles() -> set[str]:
    """The roles of figures in the findings of the rules' own examples."""
    rules = rulebook.load(rulebook.FOLDER)
    jobs = engine.plan(rules)
    examples = (proof.read(rule).fires[0] for rule in rules)
    reports = (pipeline.check(pipeline.from_text(each.text), jobs, code=each.language) for each in examples)
    return {
        term.role for report in reports for finding in report.findings for term in finding.relation.terms if term.role
    }


def test_every_role_has_an_italian_word() -> None:
    assert [] == sorted(role for role in roles() if words("it").find(f"role.{role}") is None)


@pytest.mark.parametrize("rule", rulebook.load(rulebook.FOLDER), ids=lambda rule: str(rule.id))
def test_every_rule_has_an_italian_title(rule: rulebook.Rule) -> None:
    assert rule.title("it") == rule.label["it"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("52000000, 41000000", "52.000.000, 41.000.000"),
        ("46.6 % <= 1/2", "46,6 % ≤ 1/2"),
        ("30 knot = 55.6 km/h", "30 nodi = 55,6 km/h"),
        ("12:58.9 - 12:51.4 = 7.5 seconds", "12:58,9 - 12:51,4 = 7,5 secondi"),
        ("14 is not in [9, 11]", "14 non è in [9, 11]"),
        ("20 outside 1 to 4", "20 fuori da 1 a 4"),
        ("603 per hour != 603 per minute", "603 per ora ≠ 603 per minuto"),
    ],
)
def test_a_sum_is_shown_as_the_language_writes_it(line: str, shown: str) -> None:
    assert shown == figures.working(line, "it")


def test_figures_in_a_message_are_written_as_its_language_does() -> None:
    text = "Most voters, 60 million, followed by Spain, with 41 million, followed by France, with 52 million."
    report = pipeline.check(pipeline.from_text(text), engine.plan(rulebook.load(rulebook.FOLDER)), code="en")
    rules = {rule.id: rule for rule in rulebook.load(rulebook.FOLDER)}
    told = [render.message(finding, rules[finding.rule], "it") for finding in report.findings]
    assert any("60.000.000, 41.000.000, 52.000.000" in each for each in told)


def test_what_the_reading_had_to_guess_is_told_in_the_readers_language() -> None:
    document = reading.read_bytes("Le città sono 5.".encode("cp1252"), "a.txt")
    (told,) = coverage.remarks(Report(document, "it"), words("it"))
    assert told.startswith("non è UTF-8 valido: letto come cp125")


def test_a_note_of_a_plugin_is_shown_as_it_is() -> None:
    document = replace(pipeline.from_text("Hello."), notes=("the third reel was left out",))
    assert ["the third reel was left out"] == coverage.remarks(Report(document, "it"), words("it"))


def test_large_counts_of_words_are_grouped() -> None:
    assert "12.345 parole" == words("it").count("count.word", 12345)
