"""Who answers for a number, asked of sentences made for the purpose."""

from __future__ import annotations

import pytest

from claimcheck import language, reading
from claimcheck.extract import sentences
from claimcheck.extract.sources import Attributions, attributions
from claimcheck.model import Source, SourceKind, Span


def told(text: str, code: str) -> tuple[str, Attributions, tuple[sentences.Sentence, ...]]:
    document = reading.read_bytes(f"A title\n\n{text}".encode(), "story.txt")
    pack = language.pack(code)
    found = sentences.split(document, pack)
    return document.text, attributions(found, document, pack), found


def source_of(number: str, text: str, code: str) -> Source | None:
    """The source of the last place where the number stands."""
    whole, found, rows = told(text, code)
    start = whole.rindex(number)
    row = next(row for row in rows if row.span.start <= start < row.span.end)
    return found.source_of(row.number, Span(start, start + len(number)))


def name_of(number: str, text: str, code: str) -> str | None:
    source = source_of(number, text, code)
    return source.name if source else None


@pytest.mark.parametrize(
    ("expected", "number", "text"),
    [
        ("the harbour board", "31", "According to the harbour board, 31 boats sank."),
        ("the harbour board", "31", "Some 31 boats sank, according to the harbour board."),
        ("the mayor, Ada Cole", "31", "The storm sank 31 boats, said the mayor, Ada Cole."),
        ("Ada Cole", "31", "Ada Cole, a spokeswoman for the port, told reporters that 31 boats sank."),
        ("Ada Cole", "31", '"It was dark," said Ada Cole. "We lost 31 boats."'),
        ("Ada Cole", "12", "Ada Cole said the pier was gone. She added that 12 boats were adrift."),
        ("organisers", "50,000", "Police put the crowd at 10,000, organisers at 50,000."),
        ("Police", "10,000", "Police put the crowd at 10,000, organisers at 50,000."),
        ("The council", "420", "The board counted 340 homes. The council's 420 figure includes sheds."),
        ("the council", "420", "The board counted 340 homes. The figure of 420 given by the council includes sheds."),
        (
            "A study published in Leeds by the Tide Trust",
            "9",
            "A study published in Leeds by the Tide Trust found 9 new species.",
        ),
        (None, "31", "The storm sank 31 boats in the night, and officials said it would return."),
        (None, "31", "The storm, which was reported to the harbour office, sank 31 boats."),
    ],
)
def test_an_english_number_belongs_to_its_own_source(expected: str | None, number: str, text: str) -> None:
    assert expected == name_of(number, text, "en")


@pytest.mark.parametrize(
    ("expected", "number", "text"),
    [
        ("la capitaneria", "31", "Secondo la capitaneria sono affondate 31 barche."),
        (
            "agenzia di stampa Orbita",
            "31",
            "Sono affondate 31 barche, secondo quanto riportato dall'agenzia di stampa Orbita.",
        ),
        ("l'assessora Ida Conti", "31", "Con 31 barche in meno, ha spiegato l'assessora Ida Conti, il porto è vuoto."),
        ("pescatori", "31", "A detta dei pescatori le barche erano 31."),
        ("la Protezione civile", "1.042", "Gli sfollati sono 1.042, fa sapere la Protezione civile."),
        ("la questura", "18", "Per gli organizzatori erano 50 mila, per la questura 18 mila."),
        ("gli organizzatori", "50", "Per gli organizzatori erano 50 mila, per la questura 18 mila."),
        ("questura", "50", "La cifra di 50 mila fornita dalla questura non torna."),
        ("Le associazioni, come Marea", "31", "Le associazioni, come Marea, stimano che siano affondate 31 barche."),
        ("Ida Conti", "31", "«Abbiamo perso 31 barche», ha detto Ida Conti."),
        ("comando", "31", "I fermati sono 31, spiegano dal comando."),
        (None, "31", "Il secondo giorno sono affondate 31 barche."),
        (None, "31", "Si sono registrate 31 partenze."),
        (None, "31", "Secondo la legge servono 31 giorni."),
    ],
)
def test_an_italian_number_belongs_to_its_own_source(expected: str | None, number: str, text: str) -> None:
    assert expected == name_of(number, text, "it")


@pytest.mark.parametrize(
    ("expected", "code", "text"),
    [
        (SourceKind.NAMED, "en", "The interior ministry said 7 fled."),
        (SourceKind.NAMED, "en", "Ada Cole said 7 fled."),
        (SourceKind.UNNAMED, "en", "Police said 7 fled."),
        (SourceKind.UNNAMED, "en", "A spokesman said 7 fled."),
        (SourceKind.VAGUE, "en", "Some analysts said 7 fled."),
        (SourceKind.VAGUE, "en", "It is understood that 7 fled."),
        (SourceKind.NAMED, "en", "Experts at the Tide Trust said 7 fled."),
        (SourceKind.NAMED, "it", "Secondo la questura ne sono fuggiti 7."),
        (SourceKind.UNNAMED, "it", "Secondo i testimoni ne sono fuggiti 7."),
        (SourceKind.VAGUE, "it", "Secondo gli esperti ne sono fuggiti 7."),
        (SourceKind.VAGUE, "it", "Pare che ne siano fuggiti 7."),
    ],
)
def test_a_source_is_named_unnamed_or_vague(expected: SourceKind, code: str, text: str) -> None:
    source = source_of("7", text, code)
    assert expected == (source and source.kind)


def test_state_media_are_interested() -> None:
    source = source_of("7", "Sono 7, secondo l'agenzia di stampa statale Orbita.", "it")
    assert "state_media" == (source and source.interested)


def test_a_shorter_name_keeps_the_key_of_the_longer_one() -> None:
    _, found, _ = told("The Severn Water Board said 7 fled. The board says 9 came back.", "en")
    first, second = (one.source.key for line in found.found for one in line)
    assert first == second


def test_two_reports_of_one_sentence_keep_their_own_numbers() -> None:
    text = "The march drew 60,000 people according to organisers and 20,000 according to police."
    assert ("organisers", "police") == (name_of("60,000", text, "en"), name_of("20,000", text, "en"))
