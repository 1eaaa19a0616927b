"""Numbers in figures and words, against independent writers of both."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from claimcheck.extract.numerals import Numeral, numeral
from claimcheck.language import codes, corpus, pack
from claimcheck.phrase import tokenize

LANGUAGES = [code for code in codes() if corpus(code)]


def read(text: str, language: str) -> Numeral | None:
    known = pack(language)
    tokens = tokenize(text, known.apostrophe)
    found = numeral(tokens, 0, known)
    return found if found and found.last == len(tokens) else None


def value(text: str, language: str) -> Fraction | None:
    found = read(text, language)
    return found.value if found else None


def in_words(number: int, language: str) -> str:
    """num2words, with its Italian slip put right (it writes centodicotto for centodiciotto)."""
    return re.sub("dicotto", "diciotto", num2words(number, lang=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_to_two_thousand_is_read_in_words(language: str) -> None:
    missed = [number for number in range(2001) if value(in_words(number, language), language) != number]
    assert [] == missed


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 10**12))
@settings(max_examples=150, deadline=None)
def test_large_numbers_are_read_in_words(language: str, number: int) -> None:
    assert number == value(in_words(number, language), language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 10**12), decimals=st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_numbers_are_read_in_the_figures_of_the_language(language: str, number: int, decimals: int) -> None:
    amount = Fraction(number, 10**decimals)
    written = format_decimal(number / 10**decimals if decimals else number, "#,##0.###", locale=language)
    found = value(written, language)
    assert found is not None and abs(found - amount) <= Fraction(1, 1000)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("105", "a hundred and five"),
        ("2500000", "two and a half million"),
        ("500000", "half a million"),
        ("500000", "half million"),
        ("3.5", "three point five"),
        ("2200000", "two point two million"),
        ("311/3", "one hundred and three and two thirds"),
        ("21000", "twenty-one thousand"),
        ("31256721", "three crore twelve lakh fifty-six thousand seven hundred twenty-one"),
        ("4321", "4 thousand 3 hundred and 21"),
        ("3500000", "3 million and a half"),
        ("2/3", "two-thirds"),
        ("1/25", "one twenty-fifth"),
        ("9/4", "2 1/4"),
        ("3/4", "¾"),
        ("1200000000", "1.2bn"),
        ("100000", "100K"),
        ("1414021100", "1 414 021 100"),
        ("1300000", "1.3x10^6"),
        ("4.8", "4.800"),
        ("5", "5,00"),
        ("24", "two dozen"),
    ],
)
def test_english_numbers(expected: str, text: str) -> None:
    assert Fraction(expected) == value(text, "en")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("181", "centottantuno"),
        ("2345", "duemilatrecentoquarantacinque"),
        ("21", "ventun"),
        ("1850000", "un milione e 850 mila"),
        ("58934000", "58 milioni 934mila"),
        ("464733", "464mila 733"),
        ("12000", "12mila"),
        ("1500000", "un milione e mezzo"),
        ("500000", "mezzo milione"),
        ("2000000000000", "2 mila miliardi"),
        ("3000000", "3 mln"),
        ("1200.5", "1.200,5"),
        ("1234.5", "1,234.5"),
        ("1300", "1'300"),
        ("10000", "10 000,00"),
        ("2/3", "due terzi"),
        ("4/5", "venti venticinquesimi"),
        ("403/4", "cento e tre quarti"),
        ("6700.54", "6.700,54"),
    ],
)
def test_italian_numbers(expected: str, text: str) -> None:
    assert Fraction(expected) == value(text, "it")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("1000000000", "mil millones"),
        ("3200000000", "3.200 millones"),
        ("1500000000000", "1,5 billones"),
        ("1200000000", "mil 200 millones"),
        ("28500", "28 mil 500"),
        ("31000", "treinta y un mil"),
        ("101", "ciento una"),
        ("2345678", "2 millones 345 mil 678"),
        ("1500000", "un millón y medio"),
        ("500000", "medio millón"),
        ("2/3", "dos tercios"),
        ("3/4", "tres cuartas partes"),
        ("33/4", "treinta y tres cuartos"),
        ("3/20", "tres veinteavos"),
        ("155000", "155 000"),
        ("1234.5", "1,234.5"),
    ],
)
def test_spanish_numbers(expected: str, text: str) -> None:
    assert Fraction(expected) == value(text, "es")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("97", "quatre-vingt-dix-sept"),
        ("71", "soixante-et-onze"),
        ("1999", "mille neuf cent quatre-vingt-dix-neuf"),
        ("1900", "dix-neuf cents"),
        ("98", "nonante-huit"),
        ("85", "huitante-cinq"),
        ("155000", "155 000"),
        ("155000", "155\u202f000"),
        ("155000", "155.000"),
        ("1234567.89", "1\u00a0234\u00a0567,89"),
        ("1300", "1'300"),
        ("1200000000", "1,2 milliard"),
        ("3000000000", "3 Mds"),
        ("500000", "un demi-million"),
        ("1500000", "un million et demi"),
        ("250000", "un quart de million"),
        ("2/3", "deux tiers"),
        ("1/25", "un vingt-cinquième"),
        ("3/1000", "trois millièmes"),
        ("2.5", "deux virgule cinq"),
    ],
)
def test_french_numbers(expected: str, text: str) -> None:
    assert Fraction(expected) == value(text, "fr")


def test_a_scale_of_small_words_does_not_multiply_figures() -> None:
    assert value("50 cents", "fr") is None and value("cinquante cents", "fr") is None


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("121", "hunderteinundzwanzig"),
        ("101", "hundertundeins"),
        ("2000004", "zwei Millionen vier"),
        ("3/2", "anderthalb"),
        ("2500000", "zweieinhalb Millionen"),
        ("7/4", "eindreiviertel"),
        ("500000", "halbe Million"),
        ("3000000", "3 Mio"),
        ("1200.5", "1.200,5"),
        ("1300", "1'300"),
        ("2/3", "zwei Drittel"),
        ("1/20", "ein Zwanzigstel"),
        ("3.5", "drei Komma fünf"),
        ("30", "dreissig"),
    ],
)
def test_german_numbers(expected: str, text: str) -> None:
    assert Fraction(expected) == value(text, "de")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("1000000000", "mil milhões"),
        ("2300000000", "2,3 mil milhões"),
        ("2300000000", "2,3 bilhões"),
        ("1000000000000", "um bilião"),
        ("3000000", "3 mi"),
        ("16", "dezasseis"),
        ("16", "dezesseis"),
        ("21", "vinte e uma"),
        ("1200", "mil e duzentos"),
        ("10344000", "10 milhões 344 mil"),
        ("1500000", "um milhão e meio"),
        ("20", "duas dezenas"),
        ("132/5", "cento e trinta e dois quintos"),
        ("403/4", "cento e três quartos"),
        ("3/20", "três vinte avos"),
        ("47.28", "quarenta e sete vírgula vinte e oito"),
        ("12500", "12 500"),
    ],
)
def test_portuguese_numbers(expected: str, text: str) -> None:
    assert Fraction(expected) == value(text, "pt")


@pytest.mark.parametrize("text", ["192.168.1.2", "the", "and", "hundredweight", "9" * 5000, "millefoglie"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert value(text, "en") is None and value(text, "it") is None


@pytest.mark.parametrize(
    ("step", "text"), [("100000", "1.3 million"), ("1000", "12 thousand"), ("1/100", "12.30"), ("1", "two thousand")]
)
def test_the_step_is_the_last_printed_place(step: str, text: str) -> None:
    found = read(text, "en")
    assert found and Fraction(step) == found.step


def test_a_third_man_is_no_fraction() -> None:
    known = pack("en")
    assert numeral(tokenize("a third man"), 0, known) is None


@given(text=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    for language in ("en", "it"):
        known = pack(language)
        tokens = tokenize(text, known.apostrophe)
        for at in range(len(tokens)):
            numeral(tokens, at, known)
