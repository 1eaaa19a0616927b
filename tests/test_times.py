"""Dates, ages, durations and the order of events, read from sentences and judged by the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from claimcheck import checks, language, reading
from claimcheck.checks.instants import instants, stretches
from claimcheck.checks.lengths import length
from claimcheck.checks.present import LATE, present
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Relation

DAY = date(2025, 7, 4)


def article(text: str, code: str = "en", dateline: date | None = None) -> Article:
    document = replace(reading.read_bytes(text.encode(), "story.txt"), dateline=dateline)
    return read_article(document, language.pack(code))


def judged(check: str, text: str, code: str = "en", dateline: date | None = DAY) -> Iterator[Relation]:
    return checks.load(check)(article(text, code, dateline))


def one(check: str, text: str, code: str = "en", dateline: date | None = DAY) -> tuple[str, tuple[str, ...]]:
    (relation,) = judged(check, text, code, dateline)
    return relation.verdict.value, relation.working


def test_the_dateline_is_the_present_and_a_story_may_be_some_days_late() -> None:
    now = present(article("Nothing is dated here.", dateline=DAY))
    assert now is not None
    assert (DAY - LATE, DAY) == now.days


def test_a_full_date_with_its_weekday_tells_the_present() -> None:
    now = present(article("The fair opened on Saturday 13 September 2025, as it did in 1990."))
    assert now is not None
    assert date(2025, 9, 13) == now.last


def test_a_date_before_a_later_year_of_the_story_is_not_the_present() -> None:
    assert present(article("He was born on 13 September 1925. In 1990 he retired.")) is None


def test_a_time_of_day_joins_the_day_beside_it() -> None:
    story = article("It ran from 10pm on Thursday until 10pm on Sunday.")
    assert [(3, 1320), (6, 1320)] == [(each.when.weekday, each.minute) for each in instants(story, 0)]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("From 10pm on Thursday until 10pm on Sunday.", "hour", 72),
        ("From 9pm to 6am.", "hour", 9),
        ("From 23 December to 6 January.", "day", 14),
        ("From March 2018 to March 2025.", "year", 7),
        ("From 2001 to 2009.", "year", 8),
    ],
)
def test_a_stretch_of_time_has_one_length(text: str, unit: str, expected: int) -> None:
    (stretch,) = stretches(article(text), 0)
    found = length(stretch.start, stretch.end, unit, None)
    assert found is not None
    assert expected == found.value


def test_a_length_in_hours_is_unknown_between_days() -> None:
    (stretch,) = stretches(article("From Monday to Friday."), 0)
    assert length(stretch.start, stretch.end, "hour", None) is None


def test_days_may_be_counted_with_both_ends_or_with_one() -> None:
    texts = [f"The fair runs from 3 to 10 March, {days} days." for days in ("seven", "eight", "nine")]
    assert ["holds", "holds", "broken"] == [one("durations.duration", text)[0] for text in texts]


def test_hours_and_minutes_are_shown_as_on_a_clock() -> None:
    text = "La seduta, cominciata alle 9, è finita alle 13.30 ed è durata sei ore."
    assert ("broken", ("13:30 - 9:00 = 4:30", "4:30 != 6:00")) == one("durations.duration", text, "it")


def test_an_age_may_be_one_less_before_the_birthday() -> None:
    texts = [f"Born in December 1980, she is {age}." for age in (43, 44, 45)]
    assert ["strained", "holds", "strained"] == [one("ages.age", text)[0] for text in texts]


def test_a_birthday_still_to_come_may_be_told_already() -> None:
    text = "Il cantante avrebbe compiuto 82 anni tra pochi giorni: era nato a Pisa il 14 luglio 1943."
    assert "holds" == one("ages.age", text, "it")[0]


def test_an_age_of_another_time_is_not_judged_by_the_present() -> None:
    assert [] == [*judged("ages.age", "He was born in 1950 and joined the navy at 17.")]


def test_an_age_is_tied_to_a_birth_told_elsewhere_by_the_name() -> None:
    text = "Ann Lee, 82, has retired.\n\nLee was born in Hull, Yorkshire, in 1933, the daughter of a miner."
    assert ("broken", ("2025 - 1933 = 92", "92 != 82")) == one("ages.age", text)


def test_years_left_out_lower_the_number_of_an_edition() -> None:
    text = "The run, first held in 1986 and called off only in 2020, was the 39th."
    assert ("holds", ("2025 - 1986 + 1 - 1 = 39",)) == one("anniversaries.edition", text)


def test_zones_differ_by_whole_hours_or_by_what_their_names_say() -> None:
    texts = [f"It began at 11:30 a.m. EST ({utc} UTC)." for utc in ("1630", "1530", "1640")]
    assert ["holds", "strained", "broken"] == [one("zones.time_zones", text)[0] for text in texts]


def test_an_arrival_after_midnight_follows_a_call_before_it() -> None:
    text = "The call came at 11:55 p.m. and an ambulance arrived at 12:10 a.m., police said."
    assert ("holds", ("23:55 <= 24:10",)) == one("chronology.order_of_events", text)


def test_a_date_far_from_the_present_may_be_of_another_year() -> None:
    text = "The shop closes on Thursday 25 December."
    assert "open" == one("weekdays.weekday", text, dateline=date(2025, 6, 2))[0]


def test_easter_moves() -> None:
    text = "La domenica di Pasqua, 16 aprile 2023, suonarono le campane."
    assert ("broken", ("9 April 2023 != 16 April 2023",)) == one("feasts.feast_day", text, "it")
