"""Numbers, readings and messages in the words of a language."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from builders import finding, quantity, relation, rule, span, term
from pardoned import BROKEN, STUDIES, SUM, TWO

from claimcheck.interval import Interval
from claimcheck.model import Hedge, Kind, Moment, Quantity, Verdict, When
from claimcheck.report import figures, render
from claimcheck.report.wording import words


@pytest.mark.parametrize(
    ("shown", "value", "ui"),
    [
        ("25", Fraction(25), "it"),
        ("1.300", Fraction(1300), "it"),
        ("1,300", Fraction(1300), "en"),
        ("3,5", Fraction(7, 2), "it"),
        ("3.5", Fraction(7, 2), "en"),
        ("0,125", Fraction(1, 8), "it"),
        ("46.6667", Fraction("46.6667"), "en"),
        ("46.67", Fraction(140, 3), "en"),
        ("0.333", Fraction(1, 3), "en"),
        ("0.00333", Fraction(1, 300), "en"),
        ("2", Fraction(1999999, 1000000), "en"),
        ("−12", Fraction(-12), "it"),
        ("1,234,567", Fraction(1234567), "xx"),
    ],
)
def test_a_number_is_exact_or_sensibly_rounded_in_the_digits_of_the_language(
    shown: str, value: Fraction, ui: str
) -> None:
    assert shown == figures.number(value, ui)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("25", quantity(25)),
        ("> 1.000", quantity(1000, Hedge.OVER)),
        ("≥ 50", quantity(50, Hedge.AT_LEAST)),
        ("< 40", quantity(40, Hedge.UNDER)),
        ("≤ 500", quantity(500, Hedge.UP_TO)),
        ("1.170–1.430", quantity(1300, Hedge.ABOUT)),
        ("180–200", quantity(200, Hedge.NEARLY)),
        ("20–30", quantity(None, Hedge.BETWEEN, bounds=Interval(Fraction(20), Fraction(30)))),
        ("46,8 %", quantity("46.8", kind=Kind.PERCENT)),
        ("3.000.000 euro", quantity(3000000, kind=Kind.MONEY, unit="EUR")),
        ("1 anno", quantity(1, kind=Kind.DURATION, unit="year")),
        ("7 anni", quantity(7, kind=Kind.DURATION, unit="year")),
        ("2,5 m²", quantity("2.5", kind=Kind.MEASURE, unit="m2")),
        ("40 km", quantity(40, kind=Kind.MEASURE, unit="km")),
        ("2025", quantity(2025, kind=Kind.YEAR)),
        ("giovedì 11 settembre 2025", quantity(None, kind=Kind.DATE, when=When(2025, 9, 11, 3))),
        ("12:05", quantity(None, kind=Kind.TIME, when=When(minute=725))),
        ("3–1", quantity(None, kind=Kind.SCORE, operands=(Fraction(3), Fraction(1)))),
        ("1 su 5", quantity(None, kind=Kind.RATIO, operands=(Fraction(1), Fraction(5)))),
        ("?", quantity(None)),
    ],
)
def test_a_quantity_is_shown_as_it_was_read(shown: str, read: Quantity) -> None:
    assert shown == figures.interval(read, "it")


@pytest.mark.parametrize(
    ("shown", "read", "ui"),
    [
        ("22,4 milioni di euro", quantity(22_400_000, kind=Kind.MONEY, unit="EUR"), "it"),
        ("22.4 million euros", quantity(22_400_000, kind=Kind.MONEY, unit="EUR"), "en"),
        ("1 milione", quantity(1_000_000), "it"),
        ("3,2 miliardi", quantity(3_200_000_000), "it"),
        ("22.412.345", quantity(22_412_345), "it"),
    ],
)
def test_large_round_figures_in_a_sentence_have_scale_words(shown: str, read: Quantity, ui: str) -> None:
    assert shown == figures.reading(read, ui)


def test_a_reading_says_the_hedge_in_words() -> None:
    assert "più di 1.000" == figures.reading(quantity(1000, Hedge.OVER), "it")


def test_the_width_of_about_is_printed_even_where_hedges_are_words() -> None:
    assert "1,170–1,430" == figures.reading(quantity(1300, Hedge.ABOUT), "en")


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("12 + 14 = 26", "12 + 14 = 26"),
        ("26 ≠ 25", "26 != 25"),
        ("3,5 × 12.000 = 42.000", "3.5 * 12000 = 42000"),
        ("2025 − 2012".replace("−", "-"), "2025 - 2012"),
        ("2025-09-11", "2025-09-11"),
        ("12:30", "12:30"),
        ("30 / 4 = 7,5", "30 / 4 = 7.5"),
        ("15 maggio 2025 è giovedì", "15 May 2025 is a Thursday"),
        ("febbraio 2025: 28 giorni, 28 < 29", "February 2025: 28 days, 28 < 29"),
    ],
)
def test_a_sum_is_shown_in_the_signs_of_the_language_and_years_and_dates_stay(shown: str, plain: str) -> None:
    assert shown == figures.working(plain, "it")


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("11 settembre 2025", Moment(date(2025, 9, 11), date(2025, 9, 11))),
        ("2024", Moment(date(2024, 1, 1), date(2024, 12, 31))),
        ("2020–2024", Moment(date(2020, 1, 1), date(2024, 12, 31))),
        ("marzo 2025", Moment(date(2025, 3, 1), date(2025, 3, 31))),
        ("dal 1 marzo 2025", Moment(date(2025, 3, 1), None)),
        ("prima", Moment(label="before")),
        ("", Moment()),
    ],
)
def test_a_moment_is_shown_as_closely_as_it_is_known(shown: str, moment: Moment) -> None:
    assert shown == figures.moment(moment, "it")


@pytest.mark.parametrize(
    ("shown", "moment", "language"),
    [
        ("31 de novembro", When(month=11, day=31), "pt"),
        ("31 de novembro de 2025", When(2025, 11, 31), "pt"),
        ("31. November", When(month=11, day=31), "de"),
        ("novembro", When(month=11), "pt"),
    ],
)
def test_a_date_without_a_year_has_no_word_left_for_it(shown: str, moment: When, language: str) -> None:
    assert shown == figures.when(moment, words(language))


def test_a_message_fills_its_slots_in_the_digits_of_the_language() -> None:
    assert "Le parti sommano a 26, ma il totale indicato è 25." == render.message(finding(SUM, BROKEN), SUM, "it")


def test_slots_may_be_dates_and_quantities_and_empty_ones_leave_no_brackets() -> None:
    about = relation(
        "same-measure",
        Verdict.BROKEN,
        day=When(2025, 9, 11),
        first=quantity(1300, Hedge.ABOUT),
        second=quantity(1000, Hedge.OVER),
        source="",
    )
    rule_ = rule("C302", "figures-differ", message={"it": "{day}: {first} ({source}) e {second}."})
    told = render.message(finding(rule_, about), rule_, "it")
    assert told == "11 settembre 2025: circa 1.300 e più di 1.000."


def test_a_language_without_a_message_falls_back_to_english() -> None:
    assert "The parts add up to 26, but the total given is 25." == render.message(finding(SUM, BROKEN), SUM, "fr")


def test_a_finding_whose_rule_is_unknown_shows_its_working() -> None:
    assert "12 + 14 = 26 ≠ 25" == render.message(finding(SUM, BROKEN), None, "it")


def test_braces_from_the_article_are_not_read_as_slots() -> None:
    about = relation("vague-source", Verdict.BROKEN, term("source", span("abc", "b")), words="{total} {0}")
    vague = rule("S802", "source-is-vague", message={"en": "“{words}” is vague."})
    assert "“{total} {0}” is vague." == render.message(finding(vague, about), vague, "en")


def test_a_suggestion_is_none_when_the_rule_makes_none() -> None:
    assert render.suggestion(finding(SUM, STUDIES), rule("S802", "vague"), "it") is None


def test_figures_that_all_stand_in_quotation_marks_are_not_to_be_changed_but_asked_about() -> None:
    about = relation("same-measure", Verdict.DIFFERS, TWO.terms[0])
    vague = rule("C302", "figures-differ", suggestion={"en": "Use one figure."})
    told = render.suggestion(finding(vague, about), vague, "en")
    assert "Ask the speaker, add the right figure in brackets, or paraphrase" in (told or "")
