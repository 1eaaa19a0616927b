"""What a reader knows: the tables are sound, compiled, and loaded at once."""

from __future__ import annotations

from time import perf_counter

import pytest

from claimcheck import knowledge, pipeline
from claimcheck.extract.nouns import related
from claimcheck.knowledge import Kinship
from claimcheck.language import pack
from tools import concepts

TABLE = concepts.load()
EVENTS = {name for name, entry in TABLE.items() if entry.get("event")}


def test_the_tables_are_sound() -> None:
    assert [] == list(concepts.faults(TABLE))


def test_a_reader_knows_two_thousand_nouns_and_four_hundred_events() -> None:
    assert len(TABLE) - len(EVENTS) >= 2000
    assert len(EVENTS) >= 400


@pytest.mark.parametrize("code", concepts.LANGUAGES)
def test_what_is_compiled_is_what_the_tables_say(code: str) -> None:
    assert concepts.compiled(code, TABLE) == (knowledge.FOLDER / f"{code}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"a": {"is": ["b"]}, "b": {"is": ["a"]}}, "a is wider than itself"),
        ({"a": {"is": ["c"]}}, "a: there is no concept c"),
        ({name: {"en": ["bank"]} for name in "abc"}, "en: bank has 3 senses"),
        ({"a": {"en": ["bank"]}}, "a has no word in de, es, fr, it, pt, or is wrongly said to be missing there"),
    ],
)
def test_a_fault_is_told(table: dict[str, dict[str, list[str]]], fault: str) -> None:
    assert fault in list(concepts.faults(table))


@pytest.mark.parametrize(
    ("code", "one", "other", "kinship"),
    [
        ("en", "miners", "worker", Kinship.WIDER),
        ("it", "traghetto", "nave", Kinship.WIDER),
        ("en", "man", "woman", Kinship.EXCLUSIVE),
        ("en", "doctor", "physicians", Kinship.EQUAL),
        ("de", "Fähre", "Bäcker", Kinship.OTHER),
        ("en", "miner", "flibbertigibbet", Kinship.UNKNOWN),
    ],
)
def test_kinship(code: str, one: str, other: str, kinship: Kinship) -> None:
    language = pack(code)
    stems = [knowledge.stem(word.lower(), language) for word in (one, other)]
    assert kinship == knowledge.knowledge(language).kinship(*stems)


def test_a_word_names_its_concepts() -> None:
    assert ("ferry",) == knowledge.of_word("ferries", pack("en"))


def test_what_a_word_is_a_sort_of_is_told_in_stems_and_names() -> None:
    assert {"ferry", "ferri", "ship", "vessel", "vehicle"} <= knowledge.wider("ferries", pack("en"))
    assert set() == knowledge.wider("flibbertigibbets", pack("en"))


def test_counts_of_things_are_related_where_one_is_a_sort_of_the_other() -> None:
    document = pipeline.from_text("The firm employs 12 welders. It has 40 workers. It owns 9 buildings.")
    welders, workers, buildings = pipeline.check(document, (), code="en").claims
    assert related(welders, workers)
    assert not related(welders, buildings)


def test_a_table_is_loaded_in_a_few_milliseconds() -> None:
    def once() -> float:
        start = perf_counter()
        knowledge.knowledge.__wrapped__(pack("en"))
        return perf_counter() - start

    assert min(once() for _ in range(5)) < 0.02
