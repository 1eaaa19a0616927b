"""Reading plain text: encodings, parts and quotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import InputError
from claimcheck.model import Document, Place
from claimcheck.reading import read_bytes, read_path

SEED = Path(__file__).parent.parent / "seeds" / "grazia-bielorussia.it.txt"


def read(text: str, name: str = "story.txt") -> Document:
    return read_bytes(text.encode(), name)


def parts(text: str) -> list[tuple[str, int, str]]:
    document = read(text)
    return [(part.place.value, part.level, part.span.of(document.text)) for part in document.parts]


def quotes(text: str) -> list[str]:
    document = read(text)
    return [quote.of(document.text) for quote in document.quotes]


def assert_sound(document: Document) -> None:
    assert len(document.prose) == len(document.text)
    ends = [0, *(part.span.end for part in document.parts)]
    assert all(end <= part.span.start < part.span.end for end, part in zip(ends, document.parts, strict=False))
    assert ends[-1] <= len(document.text)
    assert all(0 <= quote.start < quote.end <= len(document.text) for quote in document.quotes)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "-"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_document_or_an_input_error(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name)
    except InputError as error:
        assert "\n" not in str(error)
        return
    assert_sound(document)


PIECES = [
    "25 men",
    "Of these,",
    ". ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "- ",
    "1. ",
    "2. ",
    '"',
    "«",
    "»",
    "“",
    "”",
    "‘",
    "’",
    "\u2028",
]


@given(st.lists(st.sampled_from([*PIECES, "Foto: ", "😀", "\t", "é", " "]), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_shape_of_text_gives_sound_parts(text: str) -> None:
    assert_sound(read(text))


def test_the_seed_story_has_no_headline_and_begins_with_its_lead() -> None:
    document = read_path(SEED)
    assert [Place.LEAD, Place.BODY, Place.BODY, Place.BODY] == [part.place for part in document.parts]


def test_a_short_first_line_without_a_full_stop_is_the_headline() -> None:
    text = "Nine held after raid\n\nNine men were held on Monday.\n\nThey deny it."
    assert [
        ("headline", 1, "Nine held after raid"),
        ("lead", 0, "Nine men were held on Monday."),
        ("body", 0, "They deny it."),
    ] == parts(text)


def test_one_paragraph_a_line_needs_no_blank_lines() -> None:
    text = "Nove fermati dopo il blitz\nNove uomini sono stati fermati lunedì in due capannoni.\nNegano tutto."
    assert ["headline", "lead", "body"] == [place for place, _, _ in parts(text)]


def test_a_second_short_line_is_a_standfirst() -> None:
    text = "Nine held\nPolice search two sheds\nNine men were held on Monday in the north of the city.\nThey deny it."
    assert [("headline", 1), ("lead", 0), ("lead", 0), ("body", 0)] == [found[:2] for found in parts(text)]


def test_a_date_line_is_no_headline() -> None:
    text = "16 March 2019\n\nNine held\n\nNine men were held on Monday."
    assert ["body", "headline", "lead"] == [place for place, _, _ in parts(text)]


def test_a_short_line_between_paragraphs_is_a_subheading() -> None:
    text = "Nine held\n\nNine men were held.\n\nThe search\n\nPolice searched two sheds.\n\nIt went on."
    assert ("headline", 2, "The search") in parts(text)


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "Nine men were held on Monday in the north of the city, and the\npolice said that two more were "
        "still being looked for late on\nTuesday.\n\nThey deny it."
    )
    assert 2 == len(parts(text))


def test_list_items_are_parts_without_their_markers() -> None:
    text = "The dead are:\n- two men\n- one woman\n1. first\n2. second\n"
    assert ["two men", "one woman", "first", "second"] == [found for _, _, found in parts(text)][1:]


def test_list_markers_are_blank_in_the_prose() -> None:
    assert "Steps:\n   open\n   close" == read("Steps:\n1. open\n2. close").prose


def test_a_line_that_begins_with_a_day_is_no_list_item() -> None:
    text = "Der Rat tagt.\n16. September 2025 war der letzte Termin."
    assert "16. September 2025 war der letzte Termin." == parts(text)[1][2]


@pytest.mark.parametrize("line", ["Foto: i 12 vigili", "(Photo Reuters)", "Nella foto, il ponte", "PHOTO: 12 men"])
def test_captions_are_known_by_how_they_begin(line: str) -> None:
    assert ("caption", 0, line) in parts(f"The bridge fell on Monday.\n\n{line}\n\nNobody was hurt.")


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_offsets_point_into_the_file_whatever_the_line_ends(breaks: str) -> None:
    text = f"Title here{breaks}{breaks}Nine men were held.{breaks}{breaks}Ten were not.{breaks}"
    document = read(text)
    assert text == document.text
    assert ["Title here", "Nine men were held.", "Ten were not."] == [p.span.of(text) for p in document.parts]


@pytest.mark.parametrize(
    "text", ["«così 12»", "“so 12”", '"so 12"', "„so 12“", "‘so 12 men’", "»so 12«", 'l\'"ora 12"']
)
def test_quotations_are_found(text: str) -> None:
    assert text.removeprefix("l'") in quotes(f"He said {text} and left.")


@pytest.mark.parametrize(
    "text", ['He is 5\'10" tall and 6" wide.', "It’s the ’90s’ end.", 'He said "no.', "«uno “due", '12" e 13"']
)
def test_marks_that_quote_nothing_open_nothing(text: str) -> None:
    assert [] == quotes(f"{text}\n\nAnother paragraph.")


def test_an_unclosed_quotation_ends_where_the_next_properly_opens() -> None:
    assert ["“two”"] == quotes("He said “one and then “two” and left.")


def test_a_quotation_of_several_paragraphs_covers_each() -> None:
    assert ["“First 12.", "“Then 13.”"] == quotes("“First 12.\n\n“Then 13.” he said.")


def test_a_quotation_that_the_next_lines_close_covers_each_line() -> None:
    text = 'He said: "We count 12.\nNobody else came.\nThat is all," and left.\nHe had "no" list.'
    assert ['"We count 12.', "Nobody else came.", 'That is all,"', '"no"'] == quotes(text)


def test_a_byte_order_mark_is_not_text() -> None:
    assert "ciao" == read_bytes(b"\xef\xbb\xbfciao", "a.txt").text


def test_utf_16_with_its_mark_is_read() -> None:
    assert "perché 12" == read_bytes("perché 12".encode("utf-16"), "a.txt").text


def test_a_legacy_encoding_is_guessed_and_noted() -> None:
    text = "Perché la città è così: già 12 però no."
    document = read_bytes(text.encode("cp1252"), "a.txt")
    assert (text, True) == (document.text, "cp1252" in document.notes[0])


@pytest.mark.parametrize(
    "data", [b"a\0b", b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7 ...", b"PK\x03\x04abc", b"\x80\x01\x02\xff"]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_bytes(data, "a.txt")


def test_a_missing_file_names_its_nearest_sibling(tmp_path: Path) -> None:
    (tmp_path / "graziati.txt").write_text("x")
    with pytest.raises(InputError, match=r"graziatti\.txt» does not exist\. Did you mean «.*graziati\.txt»\?"):
        read_path(tmp_path / "graziatti.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_path(tmp_path)
