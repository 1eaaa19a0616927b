"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import language
from claimcheck.extract import sentences
from claimcheck.reading import read_bytes


def cut(code: str, text: str) -> list[str]:
    document = read_bytes(text.encode("utf-8", "replace"), "story.txt")
    return [sentence.span.of(document.text).strip() for sentence in sentences.split(document, language.pack(code))]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "He met J. R. Lowe at St. Ann's at 9 a.m. on Jan. 6.|It was 3.5 percent."),
        ("en", "The U.S. economy grew.|The U.S. Senate voted.|It moved to the U.S.|The vote was close."),
        ("en", "Gov. Ann Poe and Sen. Joe Doe met Lt. Col. Ray.|He said no.|Then he left."),
        ("en", "He paid No. 10 vs. 11, see p. 12.|Sales fell in Sept.|The rest rose."),
        ("en", "“We count 12. No more,” he said.|What?|13 of them!|Yes..."),
        ("it", "Il dott. Rossi e l'on. Bianchi sono nell'art. 12 del d.lgs. 81/2008.|Erano in 3,5 milioni."),
        ("it", "La S.p.A. ha perso 3 mln. di euro.|Poi è finita...|Ma non ancora.|Finì ... davvero."),
        ("it", "«Siamo in 12. Non uno di più», ha detto.|Il tasso è al 3.|Nel 2024 era al 4."),
        ("it", "Il conto è al netto dell'IVA.|Di qui la scelta, in vigore da 48 ore.|In Umbria no."),
        ("de", "Am 16. September 2025 kamen ca. 12 Gäste.|Dr. Weber war da."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(code: str, text: str) -> None:
    assert text.split("|") == cut(code, text.replace("|", " "))


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_a_wide_space_before_a_full_stop_is_read_as_a_space(space: str) -> None:
    assert cut("en", f"They shut gate B{space}. It opened at 5.")


@given(st.text(st.sampled_from("aB1 .!?\"«»“”()…'’,\n\t😀é𝔄\u00a0"), max_size=120), st.sampled_from(["en", "it", "de"]))
@settings(max_examples=300, deadline=None)
def test_the_sentences_of_a_part_cover_it_without_overlapping(text: str, code: str) -> None:
    document = read_bytes(text.encode(), "story.txt")
    found = sentences.split(document, language.pack(code))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    covered = {at for sentence in found for at in range(sentence.span.start, sentence.span.end)}
    inked = {at for part in document.parts for at in range(part.span.start, part.span.end) if not text[at].isspace()}
    assert inked <= covered


def test_tokens_are_code_points_beyond_the_basic_plane() -> None:
    text = "😀😀 One. 𝔄 two 12."
    document = read_bytes(text.encode(), "story.txt")
    last = sentences.split(document, language.pack("en"))[-1]
    assert ("12", ".") == tuple(text[token.start : token.end] for token in last.tokens[-2:])


def test_a_paragraph_longer_than_the_window_is_cut_as_a_short_one_is() -> None:
    sentence = "The J. R. Lowe fund paid $4.5 million on Jan. 6."
    assert [sentence] * 400 == cut("en", " ".join([sentence] * 400))
