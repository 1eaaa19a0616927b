"""What looks like a number and is a date, a time, a year, an ordinal, a score or a label."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.extract import calendar
from claimcheck.extract.mention import Mention
from claimcheck.language import pack
from claimcheck.model import Kind, When
from claimcheck.phrase import tokenize


def read(language: str, text: str) -> list[Mention]:
    return calendar.read(tokenize(text, pack(language).apostrophe), pack(language))


def of_kind(language: str, text: str, kind: Kind) -> list[Mention]:
    return [mention for mention in read(language, text) if mention.quantity.kind == kind]


def written(language: str, text: str, kind: Kind) -> list[str]:
    return [mention.quantity.span.of(text) for mention in of_kind(language, text, kind)]


DATES = [
    ("en", "It opened on Monday, 12 March 2024.", When(2024, 3, 12, weekday=0)),
    ("en", "It opened on March 12, 2024.", When(2024, 3, 12)),
    ("en", "It was due on Feb. 29, 2025.", When(2025, 2, 29)),
    ("en", "They met on the 4th of July.", When(None, 7, 4)),
    ("en", "It has been shut since May 2019.", When(2019, 5)),
    ("en", "It has been shut since May.", When(None, 5)),
    ("en", "They leave on Tuesday.", When(weekday=1)),
    ("en", "They left last Tuesday.", When(weekday=1, relative="last")),
    ("en", "They left last week.", When(relative="last_week")),
    ("en", "The deadline is 2025-09-16.", When(2025, 9, 16)),
    ("en", "The deadline is 16/09/2025.", When(2025, 9, 16)),
    ("en", "The deadline is 05/09/2025.", When(2025)),
    ("en", "It runs from 3 to 10 March.", When(None, 3, 3, until=When(None, 3, 10))),
    ("en", "It runs July 27–28.", When(None, 7, 27, until=When(None, 7, 28))),
    ("en", "It ran from 27 July to 3 August 2020.", When(None, 7, 27, until=When(2020, 8, 3))),
    ("it", "L'11 settembre 2025 furono liberati.", When(2025, 9, 11)),
    ("it", "Il voto è martedì 10 settembre.", When(None, 9, 10, weekday=1)),
    ("it", "Si parte martedì 10 alle 9.", When(day=10, weekday=1)),
    ("it", "La festa cade il 1° maggio.", When(None, 5, 1)),
    ("it", "La festa cade il primo maggio.", When(None, 5, 1)),
    ("it", "La scadenza è il 31 aprile.", When(None, 4, 31)),
    ("it", "La scadenza è il 16.9.2025.", When(2025, 9, 16)),
    ("it", "La scadenza è il 5/9/2025.", When(2025, 9, 5)),
    ("it", "Si vota tra il 18 e il 19 novembre.", When(None, 11, 18, until=When(None, 11, 19))),
    ("it", "Si torna in aula entro il 30.", When(day=30)),
    ("it", "È nato nel marzo del 1931.", When(1931, 3)),
    ("it", "Ha chiuso il 24 giugno scorso.", When(None, 6, 24, relative="last")),
    ("it", "Ieri la piazza era vuota.", When(relative="yesterday")),
]


@pytest.mark.parametrize(("language", "text", "expected"), DATES)
def test_a_date_is_read_as_far_as_it_is_written(language: str, text: str, expected: When) -> None:
    assert [expected] == [mention.quantity.when for mention in of_kind(language, text, Kind.DATE)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "May said they may march on."),
        ("en", "He reads the Sunday Times."),
        ("en", "She writes for USA Today."),
        ("it", "Vota il 33 per cento, il 29 non risponde."),
        ("it", "La vittima è Domenica Bassi."),
        ("it", "Il bar di via XX Settembre è chiuso."),
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(language: str, text: str) -> None:
    assert [] == of_kind(language, text, Kind.DATE)


YEARS = [
    ("en", "In 2019 sales fell.", ["2019"]),
    ("en", "The 2016 elections were close.", ["2016"]),
    ("en", "It was 2024's best film.", ["2024"]),
    ("en", "The mayor (1931-2019) was born here.", ["1931-2019"]),
    ("en", "It grew between 2010 and 2014.", ["2010 and 2014"]),
    ("en", "The budget for 2025-26 is out.", ["2025-26"]),
    ("en", "It began around 1970.", ["1970"]),
    ("en", "About 2000 people came, 2000 miles away, for 2000 euros.", []),
    ("en", "It sold 2,019 cars and lent $2000.", []),
    ("en", "A total of 1950 were sold.", []),
    ("it", "Dal 2015 è sindaco.", ["2015"]),
    ("it", "Nel lontano 1492 partì.", ["1492"]),
    ("it", "Accadde nel '68.", ["'68"]),
    ("it", "Fu sindaco dal 1999 al 2003.", ["1999 al 2003"]),
    ("it", "I 2000 operai chiedono 2000 euro e il 2000 per cento.", []),
    ("it", "Sono 1945 gli iscritti.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), YEARS)
def test_four_figures_are_a_year_when_the_words_say_so(language: str, text: str, expected: list[str]) -> None:
    assert expected == written(language, text, Kind.YEAR)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It was big in the 1990s.", (1990, 1999)),
        ("en", "It was big in the '80s.", (1980, 1989)),
        ("it", "Era di moda negli anni Novanta.", (1990, 1999)),
        ("it", "Era di moda negli anni '90.", (1990, 1999)),
    ],
)
def test_a_decade_runs_over_ten_years(language: str, text: str, expected: tuple[int, int]) -> None:
    reach = of_kind(language, text, Kind.YEAR)[0].quantity.strict
    assert expected == (reach.low, reach.high)


CLOCKS = [
    ("en", "It left at 5:15 a.m. local time.", [5 * 60 + 15]),
    ("en", "It left at 10pm and at 12 a.m.", [22 * 60, 0]),
    ("en", "It is open from 9 to 11 a.m.", [9 * 60, 11 * 60]),
    ("en", "It is open from 11 to 1 pm.", [11 * 60, 13 * 60]),
    ("en", "It left at 0700 UTC.", [7 * 60]),
    ("en", "It left at noon.", [12 * 60]),
    ("en", "It left at nine o'clock.", [9 * 60]),
    ("en", "It closed at 9 percent, at 25.50.", []),
    ("it", "Si parte alle 21 e si torna alle 11.25.", [21 * 60, 11 * 60 + 25]),
    ("it", "Aperto dalle 21 alle 23.30.", [21 * 60, 23 * 60 + 30]),
    ("it", "Erano le 4.50, ore 12 in Italia.", [4 * 60 + 50, 12 * 60]),
    ("it", "Alle 23 aveva votato la metà.", [23 * 60]),
    ("it", "Tornò verso le 8 di sera.", [20 * 60]),
    ("it", "La gara parte alle 9.37 ora locale, non alle 12 est.", [9 * 60 + 37]),
    ("it", "Il bilancio sale da 17 a 20.", []),
    ("it", "Ha dato lavoro alle 20 operaie e alle 12 socie.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), CLOCKS)
def test_a_time_of_day_is_counted_in_minutes(language: str, text: str, expected: list[int]) -> None:
    assert expected == [mention.quantity.value for mention in of_kind(language, text, Kind.TIME)]


def test_a_race_time_is_a_duration_in_seconds() -> None:
    quantity = of_kind("en", "She won in 2:14:04.", Kind.DURATION)[0].quantity
    assert (Fraction(8044), "second") == (quantity.value, quantity.unit)


ORDINALS = [
    ("en", "The 3rd, the twenty-fifth and the one hundred twenty-fifth.", [3, 25, 125]),
    ("en", "A third of them came second, a third man came last.", [2, 3]),
    ("en", "Two thirds, one-third, a fifth of it.", []),
    ("en", "It took a second, 22 seconds or 60-second breaks.", []),
    ("en", "It happened in the 20th century, in the 71st minute.", [20, 71]),
    ("it", "La 2ª, la 3° e la 21esima edizione.", [2, 3, 21]),
    ("it", "Il ventunesimo e il quarantesimo anniversario.", [21, 40]),
    ("it", "Secondo la polizia è il secondo furto.", [2]),
    ("it", "Un terzo degli elettori, due quinti, un quarto.", []),
    ("it", "Il primo ministro parla per primo.", []),
    ("it", "Nel XIX secolo, gol al 41'.", [19, 41]),
    ("it", "Temperature fino a 38° nel pomeriggio.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), ORDINALS)
def test_an_ordinal_is_told_from_a_part_and_from_a_preposition(language: str, text: str, expected: list[int]) -> None:
    assert expected == [mention.quantity.value for mention in of_kind(language, text, Kind.ORDINAL)]


SCORES = [
    ("en", "They won 3-1 on Sunday.", [(3, 1)]),
    ("en", "She took it 6-4 6-7 6-3.", [(6, 4), (6, 7), (6, 3)]),
    ("en", "The bill passed 31 to 22.", [(31, 22)]),
    ("en", "The vote was 230-to-197.", [(230, 197)]),
    ("en", "It fell from 31 to 22, for 20-30 people, ages 18-24, on pages 13-16.", []),
    ("it", "La squadra vince 3 a 1.", [(3, 1)]),
    ("it", "I voti scendono da 3 a 1.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), SCORES)
def test_a_pair_is_a_score_where_a_result_is_told(language: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert expected == [mention.quantity.operands for mention in of_kind(language, text, Kind.SCORE)]


LABELS = [
    ("en", "An A350, a Boeing 737-800, a B-52 and a 7E7.", ["A350", "Boeing 737-800", "B-52", "7E7"]),
    ("en", "Covid-19 hit the G7.", ["Covid-19", "G7"]),
    ("en", "Take Interstate 84, then Route 12.", ["Interstate 84", "Route 12"]),
    ("en", "See article 18, section 230 and pages 13-16.", ["article 18", "section 230", "pages 13-16"]),
    ("en", "Room 12, No. 10 and platform 3.", ["Room 12", "No. 10", "platform 3"]),
    ("en", "Ring 541-555-0138 or +39 0922 555 014.", ["541-555-0138", "+39 0922 555 014"]),
    ("en", "Write to desk24@example.org or www.example.org/a1.", ["desk24@example.org", "www.example.org/a1"]),
    ("en", "She lives at 14 Castle Street.", ["14 Castle Street"]),
    ("en", "The first 911 call named Queen Elizabeth II.", ["911", "II"]),
    ("en", "Each line 5 people deep, 12 rooms, USD500, 5km and 20K.", []),
    ("it", "La legge 152/75 e l'articolo 18.", ["legge 152/75", "articolo 18"]),
    ("it", "Legge n. 104 del 1992, art. 41-bis.", ["Legge n. 104", "art. 41-bis"]),
    ("it", "In via Dante 12 e in corso Umbria, 5.", ["via Dante 12", "corso Umbria, 5"]),
    ("it", "La statale 194, la SS121 e il volo AZ 610.", ["statale 194", "SS121", "volo AZ 610"]),
    ("it", "Il numero 0922 555 014, stanza 12, il 118.", ["0922 555 014", "stanza 12", "118"]),
    ("it", "In via Roma 5 operai e in piazza 300 persone.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), LABELS)
def test_a_number_that_only_names_is_a_label(language: str, text: str, expected: list[str]) -> None:
    assert expected == written(language, text, Kind.LABEL)


PIECES = [
    "12",
    "3",
    "2019",
    "°",
    "'",
    "-",
    ":",
    ".",
    ",",
    " ",
    " ",
    " ",
    "marzo",
    "March",
    "il",
    "alle",
    "via",
    "n",
    "to",
    "terzo",
]


@given(st.sampled_from(["en", "it"]), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_gives_mentions_in_order_that_never_overlap(language: str, text: str) -> None:
    ends = [0]
    for mention in read(language, text):
        assert ends[-1] <= mention.first < mention.last
        ends.append(mention.last)


@given(st.sampled_from(["en", "it"]), st.text(max_size=60))
def test_no_text_can_crash_the_reading(language: str, text: str) -> None:
    read(language, text)
