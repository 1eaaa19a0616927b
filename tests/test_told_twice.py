"""Figures told again in another unit or currency."""

from __future__ import annotations

import pytest

from claimcheck import checks, language, reading
from claimcheck.extract.article import read_article
from claimcheck.model import Relation


def relations(check: str, text: str, code: str = "en") -> list[Relation]:
    article = read_article(reading.read_bytes(text.encode(), "story.txt"), language.pack(code))
    return [*checks.load(check)(article)]


def verdicts(check: str, text: str, code: str = "en") -> list[str]:
    return [relation.verdict.value for relation in relations(check, text, code)]


@pytest.mark.parametrize(
    "text",
    [
        "It is 30 miles (48 km) long.",
        "It burned 25,600 acres, or 40 square miles, of forest.",
        "He is 6ft 8in (2.03 m) tall.",
        "It fell from 101 degrees to 86 (38 C to 30 C) by night.",
        "Winds of 60–80 mph (about 95–130 km/h) are expected.",
        "A rise of 2 °C (3.6 °F) is the limit.",
        "The barge carried 10 tons (10,000 kg).",
        "The boat is 38 feet - 11.6 metres - long.",
    ],
)
def test_a_figure_told_again_holds(text: str) -> None:
    assert {"holds"} == set(verdicts("conversions.conversion", text))


@pytest.mark.parametrize(
    "text",
    [
        "It is 30 miles (58 km) long.",
        "He is 6ft 8in (1.83 m) tall.",
        "A rise of 2 °C (35.6 °F) is the limit.",
        "The boat is 38 feet - 14.6 metres - long.",
    ],
)
def test_a_figure_told_again_wrongly_is_broken(text: str) -> None:
    assert ["broken"] == verdicts("conversions.conversion", text)


@pytest.mark.parametrize(
    "text",
    [
        "It is 30 miles (58 km by car) away.",
        "Choose 30 miles or 40 kilometres.",
        "It takes two hours, about 30 minutes longer than before.",
        "The road is 30 km (12 miles of it unpaved) long.",
    ],
)
def test_another_figure_in_another_unit_says_nothing(text: str) -> None:
    assert "broken" not in verdicts("conversions.conversion", text)


def test_a_few_per_cent_off_is_strained() -> None:
    assert ["strained"] == verdicts("conversions.conversion", "The pass lies at 2,469 m (7,900 feet).")


def test_the_working_shows_the_figure_converted() -> None:
    (relation,) = relations("conversions.conversion", "It was doing 48 mph (77 kph).")
    assert ("48 mph = 77.2 km/h",) == relation.working


def test_miles_are_nautical_only_at_sea() -> None:
    texts = ["Il sentiero è lungo 20 miglia (37 chilometri).", "La nave era a 20 miglia (37 chilometri) dalla costa."]
    assert [["broken"], ["holds"]] == [verdicts("conversions.conversion", text, "it") for text in texts]


def test_an_amount_is_measured_by_the_rate_its_sentence_states() -> None:
    text = "It cost 660 million kroner, or $72 million at the rate of 11 kroner to the dollar."
    (relation,) = relations("exchange.at_rate", text)
    assert ("660000000 / 11 = 60000000", "60000000 != 72000000") == relation.working


def test_rates_of_one_story_agree_give_or_take_their_rounding() -> None:
    text = "The club paid €10.5m ($11.6m). Another €52m ($57m) will follow. The fee is €2m ($2m)."
    assert ["holds", "holds"] == verdicts("exchange.one_rate", text)


def test_amounts_beside_a_year_are_left_alone() -> None:
    text = "The club paid €10.5m ($11.6m). In 1999 it had paid €52m ($71m)."
    assert [] == verdicts("exchange.one_rate", text)
