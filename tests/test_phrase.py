"""Tokens and phrases: the pattern language of packs and house rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.phrase import Item, Phrase, PhraseIndex, Token, Whole, tokenize


def items(*words: str) -> list[Item]:
    """Items from words; `#n` is the quantity n, `#n+k` one that counts the k items after it."""
    row: list[Item] = []
    for at, word in enumerate(words):
        number, _, noun = word[1:].partition("+")
        if word.startswith("#"):
            row.append(Whole(at, at + 1, int(number), "count", int(noun or 0)))
        else:
            row.append(Token(at, word, word, True))
    return row


def found(phrase: str, *words: str, fillers: frozenset[str] = frozenset()) -> list[dict[str, int]]:
    index = PhraseIndex([Phrase("it", phrase)], fillers)
    return [dict(match.holes) for match in index.find(items(*words))]


@pytest.mark.parametrize(
    ("text", "apostrophe", "words"),
    [
        ("L'11 settembre dell'agenzia", "after", ["L'", "11", "settembre", "dell'", "agenzia"]),
        ("Italy's don't £3.2bn", "before", ["Italy", "'s", "don't", "£", "3.2", "bn"]),
        ("12mila a.m. U.S.A.", "after", ["12", "mila", "a.m.", "U.S.A."]),
        ("35-year-old 7E7", "before", ["35", "-", "year", "-", "old", "7", "E", "7"]),
    ],
)
def test_text_falls_into_words_numerals_and_signs(text: str, apostrophe: str, words: list[str]) -> None:
    assert words == [token.text for token in tokenize(text, apostrophe)]


@given(st.text(), st.sampled_from(["before", "after"]))
def test_every_token_is_the_text_at_its_place_and_nothing_but_space_is_lost(text: str, apostrophe: str) -> None:
    tokens = tokenize(text, apostrophe)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(text.split()) == "".join("".join(token.text.split()) for token in tokens)


def test_a_hole_takes_a_quantity() -> None:
    assert [{"part": 0, "whole": 1}] == found("{part} of the {whole}", "#0", "of", "the", "#1")


def test_a_hole_takes_the_noun_its_quantity_counts() -> None:
    assert [{"part": 0, "whole": 1}] == found("{part} of the {whole}", "#0+1", "women", "of", "the", "#1")


def test_a_hole_passes_over_fillers_before_its_quantity() -> None:
    assert [{"n": 0}] == found("leaving {n}", "leaving", "only", "#0", fillers=frozenset({"only"}))


def test_a_gap_does_not_cross_a_comma() -> None:
    assert [] == found("of {whole} ... left", "of", "#0", "who", ",", "left")


def test_a_star_matches_the_beginning_of_a_word() -> None:
    assert [{"n": 0}] == found("remain* {n}", "remaining", "#0")


def test_a_hole_may_ask_for_a_kind() -> None:
    assert [] == found("{n:percent} of", "#0", "of")
