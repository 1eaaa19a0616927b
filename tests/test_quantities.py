"""What is read in a sentence: numbers with units, hedges, ranges and ages, and what is left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract.quantities import read
from claimcheck.extract.sentences import Sentence
from claimcheck.language import pack
from claimcheck.model import Hedge, Kind, Place, Quantity, Span
from claimcheck.phrase import tokenize


def quantities(text: str, language: str) -> list[Quantity]:
    known = pack(language)
    sentence = Sentence(0, 0, Place.BODY, 0, Span(0, len(text)), tuple(tokenize(text, known.apostrophe)))
    return [mention.quantity for mention in read(sentence, known)]


def one(text: str, language: str) -> Quantity:
    (found,) = quantities(text, language)
    return found


@pytest.mark.parametrize(
    ("kind", "value", "unit", "language", "text"),
    [
        (Kind.PERCENT, "12.5", "%", "en", "about 12.5 per cent of them"),
        (Kind.POINTS, "3", "pp", "en", "by three percentage points"),
        (Kind.PERCENT, "11.6", "%", "it", "cala all'11,6% del totale"),
        (Kind.PERCENT, "11.6", "%", "it", "cala all11,6% del totale"),
        (Kind.PERCENT, "27.3", "%", "it", "cresce a+27,3% il traffico"),
        (Kind.PER_MILLE, "-0.6", "‰", "it", "il saldo è -0,6 per mille"),
        (Kind.POINTS, "2", "pp", "it", "sale di due punti percentuali"),
        (Kind.MONEY, "3200000000", "EUR", "en", "worth 3.2bn euro"),
        (Kind.MONEY, "3000000", "EUR", "en", "a €3m grant"),
        (Kind.MONEY, "4700000000", "USD", "en", "the US$4.7 billion fund"),
        (Kind.MONEY, "0.5", "USD", "en", "half a dollar"),
        (Kind.MONEY, "13.45", "USD", "en", "costs thirteen dollars forty-five cents"),
        (Kind.MONEY, "5", "AUD", "en", "an A$5 note"),
        (Kind.MONEY, "5", "USD", "en", "a $5 note"),
        (Kind.MONEY, "11", "cent", "en", "up 11c a share"),
        (Kind.MONEY, "18496.75", "EUR", "it", "spesi euro 18.496,75 finora"),
        (Kind.MONEY, "2.5", "EUR", "it", "costa 2 euro e 50"),
        (Kind.MONEY, "15.5", "USD", "it", "costa 15 dollari 50."),
        (Kind.MEASURE, "80", "inch", "en", "he is 6ft 8in tall"),
        (Kind.MEASURE, "78", "inch", "en", "the 6-foot-6 striker"),
        (Kind.MEASURE, "68", "oz", "en", "in 68-ounce cans"),
        (Kind.MEASURE, "36.4", "degC", "en", "it was 36.4C"),
        (Kind.MEASURE, "-2", "deg", "en", "it was 2 below zero"),
        (Kind.MEASURE, "190", "km2", "it", "su 190 km2 di bosco"),
        (Kind.MEASURE, "130", "km/h", "it", "andava a 130 chilometri l'ora"),
        (Kind.MEASURE, "25", "lb", "en", "she lost 25 pounds of weight"),
        (Kind.MONEY, "25", "GBP", "en", "she paid 25 pounds"),
        (Kind.DURATION, "6.5", "year", "it", "per sei anni e mezzo"),
        (Kind.DURATION, "7803", "second", "en", "for 2 hours, 10 minutes and 3 seconds"),
        (Kind.AGE, "35", "year", "en", "a 35-year-old driver"),
        (Kind.AGE, "35", "year", "en", "Anna Smith, 35, said"),
        (Kind.AGE, "87", "year", "en", "the 87 yo patient"),
        (Kind.AGE, "95", "year", "en", "He was 95."),
        (Kind.AGE, "35", "year", "it", "una trentacinquenne"),
        (Kind.AGE, "40", "year", "it", "un 40enne"),
        (Kind.AGE, "47", "year", "it", "Bianchi ha 47 anni"),
        (Kind.AGE, "71", "year", "it", "è morto a 71 anni"),
        (Kind.AGE, "5", "year", "it", "una bambina di 5 anni"),
        (Kind.AGE, "27", "year", "it", "un manovale di 27 anni"),
        (Kind.AGE, "33", "year", "it", "Rossi, 33 anni di Bari"),
        (Kind.DURATION, "33", "year", "it", "Rossi, 33 anni di carcere"),
        (Kind.DURATION, "5", "year", "it", "una pena di 5 anni"),
        (Kind.DURATION, "20", "year", "it", "una relazione di 20 anni"),
        (Kind.DURATION, "5", "year", "it", "condannato a 5 anni"),
        (Kind.RATIO, "1/5", "", "en", "one in five voters"),
        (Kind.RATIO, "3/10", "", "it", "3 su 10 lo sanno"),
        (Kind.RATIO, "1/3", "", "it", "circa un terzo dei voti"),
        (Kind.RATIO, "1/2", "", "en", "more than half of them"),
        (Kind.COUNT, "6", "", "it", "sei persone"),
        (Kind.COUNT, "1", "", "en", "one spokesman"),
        (Kind.COUNT, "12", "", "en", "- 12 people died in the fire"),
        (Kind.PERCENT, "-3", "%", "en", "- 3 %"),
        (Kind.PERCENT, "-3", "%", "en", "−3 % of sales"),
    ],
)
def test_numbers_are_read_with_their_kind_and_unit(kind: Kind, value: str, unit: str, language: str, text: str) -> None:
    found = one(text, language)
    assert (kind, Fraction(value), unit) == (found.kind, found.value, found.unit)


@pytest.mark.parametrize(
    ("hedge", "language", "text"),
    [
        (Hedge.OVER, "it", "oltre il 20% dei voti"),
        (Hedge.OVER, "it", "più del 20 per cento"),
        (Hedge.NEARLY, "it", "quasi la metà dei voti"),
        (Hedge.AT_LEAST, "it", "20 o più persone"),
        (Hedge.ABOUT, "it", "300 circa"),
        (Hedge.UP_TO, "it", "fino a 300 persone"),
        (Hedge.AT_LEAST, "en", "at least another 50 people"),
        (Hedge.ABOUT, "en", "1,050 or so people"),
        (Hedge.UP_TO, "en", "no more than 7 euros"),
        (Hedge.UNDER, "en", "fewer than 300 people"),
        (Hedge.AT_LEAST, "en", "about five hundred or more"),
        (Hedge.COLLECTIVE, "it", "una trentina di persone"),
        (Hedge.COLLECTIVE, "en", "hundreds of people"),
        (Hedge.COLLECTIVE, "en", "several hundred people"),
    ],
)
def test_hedges_are_read_before_and_after(hedge: Hedge, language: str, text: str) -> None:
    assert hedge == one(text, language).hedge


@pytest.mark.parametrize(
    ("low", "high", "unit", "language", "text"),
    [
        ("20", "30", "", "en", "between 20 and 30 people"),
        ("2000000", "3000000", "EUR", "en", "2-3 million euros"),
        ("300000000000", "400000000000", "USD", "en", "between US$300 and 400 billion"),
        ("2000000000", "3000000000", "EUR", "en", "a €2-3bn plan"),
        ("11", "18", "year", "en", "the 11 to 18-year-olds"),
        ("20", "35", "", "en", "above 20 and below 35"),
        ("3", "6", "ft", "en", "a surge of three to six feet"),
        ("5", "6", "", "en", "five or six people"),
        ("10", "20", "EUR", "it", "tra 10 euro e 20 euro"),
        ("2.5", "3.5", "m", "it", "onde fra 2,5 e 3,5 metri"),
    ],
)
def test_ranges_have_ends_and_no_value(low: str, high: str, unit: str, language: str, text: str) -> None:
    found = one(text, language)
    assert (None, Fraction(low), Fraction(high), unit) == (found.value, found.strict.low, found.strict.high, found.unit)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Which one do you prefer?"),
        ("en", "No one knows."),
        ("en", "a third man"),
        ("en", "see http://example.org/a/12?b=30%20c"),
        ("en", "the new A350 and a P-38"),
        ("en", "They stayed at the Four Seasons."),
        ("it", "tu sei stato bravo"),
        ("it", "un'altra volta"),
        ("it", "mille grazie"),
        ("it", "un mezzo di soccorso"),
        ("it", "la metà degli anni Ottanta"),
    ],
)
def test_words_and_codes_that_only_look_like_numbers_are_left_alone(language: str, text: str) -> None:
    plain = {Kind.COUNT, Kind.RATIO, Kind.MEASURE, Kind.PERCENT, Kind.MONEY}
    assert [] == [found for found in quantities(text, language) if found.kind in plain]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "12 out of 40 flats"), ("en", "from 20 to 30"), ("it", "da 20 a 30 alunni")]
)
def test_two_counts_stay_two(language: str, text: str) -> None:
    assert 2 == len(quantities(text, language))


def test_the_span_covers_hedge_number_and_unit() -> None:
    text = "Sono oltre il 20 per cento."
    found = one(text, "it")
    assert ("oltre il 20 per cento", "20") == (found.span.of(text), found.number.of(text))


@given(text=st.text(alphabet="0123456789 .,%-$€/'\"abeinomtu", max_size=60))
@settings(max_examples=200, deadline=None)
def test_mentions_never_overlap(text: str) -> None:
    for language in ("en", "it"):
        known = pack(language)
        sentence = Sentence(0, 0, Place.BODY, 0, Span(0, len(text)), tuple(tokenize(text, known.apostrophe)))
        mentions = read(sentence, known)
        assert all(before.last <= after.first for before, after in zip(mentions, mentions[1:], strict=False))
