"""House rules made of phrases: what they match, what they leave alone, how a slip in one is told, and the examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimcheck import checks, contract, engine, language, pipeline, rulebook
from claimcheck.checks import phrases
from claimcheck.errors import DataError
from claimcheck.extract.article import read_article
from claimcheck.model import Relation, Severity, Verdict
from claimcheck.rulebook import Rule

EXAMPLES = Path(__file__).parent.parent / "examples" / "house-rules"


def found(text: str, *wanted: str, **params: Any) -> list[Relation]:
    """The relations that the phrases give in an English text."""
    article = read_article(pipeline.from_text(text), language.pack("en"))
    return list(phrases.match(article, phrases={"en": list(wanted)}, **params))


def words(text: str, *wanted: str, **params: Any) -> list[object]:
    return [relation.slots["words"] for relation in found(text, *wanted, **params)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("up to {n} or more", "It seats up to 300 or more guests.", "up to 300 or more"),
        ("or more than {n}", "It seats 200 or more than 300 guests.", "or more than 300"),
        ("almost {n}", "It cost almost £40 million.", "almost £40 million"),
        ("almost {n:money}", "It cost almost £40 million.", "almost £40 million"),
        ("{n} percentage points", "Rates rose by 2 percentage points.", "2 percentage points"),
        ("{n:percent} of", "Some 40 per cent of the boats sank.", "Some 40 per cent of"),
        ("{n} died", "In the storm 31 people died.", "31 people died"),
        ("boats*", "The boatswain saw boats.", "boats"),
        ("the ... bridge", "Over the old stone bridge went a cart.", "the old stone bridge"),
        ("a whopping", "It cost a  whopping\n sum.", "a whopping"),
    ],
)
def test_a_phrase_matches_words_and_quantities(phrase: str, text: str, expected: str) -> None:
    assert expected in words(text, phrase)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("almost {n:percent}", "It cost almost £40 million."),
        ("up to {n} or more", "It seats up to 300 guests, or more often 200."),
        ("almost {n}", "The hall was almost full: 480 people."),
        ("a whopping", '"It was a whopping sum," said Ruth Mallory.'),
        ("ein", "It seats 300 guests."),
    ],
)
def test_a_phrase_leaves_the_rest_alone(phrase: str, text: str) -> None:
    assert [] == words(text, phrase)


def test_quotations_are_read_when_asked() -> None:
    assert ["a whopping"] == words('"It was a whopping sum," said Ruth Mallory.', "a whopping", quotations="check")


def test_an_exception_that_overlaps_takes_the_match_back() -> None:
    text = "Experts say so. Experts of the institute say so."
    assert ["Experts"] == words(text, "experts", exceptions={"en": ["experts of the institute"]})


def test_of_overlapping_matches_the_longest_is_told_once() -> None:
    assert ["up to 300 or more"] == words("It seats up to 300 or more guests.", "up to {n}", "up to {n} or more")


def test_the_first_quantity_may_be_shown() -> None:
    (told,) = found("It cost almost £40 million.", "almost {n}")
    assert "£40 million" == told.slots["figure"]


def test_a_language_without_phrases_finds_nothing() -> None:
    article = read_article(pipeline.from_text("Il ponte tiene.\n"), language.pack("it"))
    assert [] == list(phrases.match(article, phrases={"en": ["il ponte"]}))


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        ({}, "«phrases.match» needs «phrases»"),
        ({"phrases": ["x"]}, "«phrases» must give a list of phrases for each language"),
        ({"phrases": {"en": "x"}}, "«phrases» must give a list of phrases for each language, «en» has none"),
        ({"phrases": {"xx": ["x"]}}, "«phrases»: there is no language «xx»"),
        ({"phrases": {"en": ["{n:percnt} of"]}}, "there is no kind «percnt»; did you mean «percent»?: «{n:percnt} of»"),
        ({"phrases": {"en": ["{n of"]}}, "a hole is written {n} or {n:percent}: «{n of»"),
        ({"phrases": {"en": ["{n}"]}}, "a phrase needs a word: «{n}»"),
        ({"phrases": {"en": [" "]}}, "a phrase needs a word"),
        ({"phrases": {"en": ["... of"]}}, "a phrase begins and ends with a word or a hole: «... of»"),
        ({"phrases": {"en": ["x"]}, "exceptions": {"en": "y"}}, "«exceptions» must give a list of phrases"),
        ({"phrases": {"en": ["x"]}, "quotations": "no"}, "«quotations» must be skip or check"),
        ({"phrases": {"en": ["x"]}, "exception": {}}, "takes no «exception»; did you mean «exceptions»?"),
    ],
)
def test_a_slip_in_a_rule_names_its_file(params: dict[str, Any], fault: str) -> None:
    rule = Rule("H901", "x", Severity.NOTE, "stable", "phrases.match", frozenset({Verdict.OPEN}), {}, {},
                Path("H901-x.yaml"), params=params)  # fmt: skip
    with pytest.raises(DataError) as told:
        engine.plan([rule])
    assert str(told.value).startswith("H901-x.yaml: ") and fault in str(told.value)


def test_the_example_house_rules_keep_their_word() -> None:
    assert [] == list(contract.test(rulebook.load(EXAMPLES)))


def test_the_check_is_found_by_the_name_that_rules_use() -> None:
    assert ("words", "figure") == checks.load("phrases.match").slots
