"""Where words stand, for people who count paragraphs."""

from __future__ import annotations

import pytest
from builders import span

from claimcheck import reading
from claimcheck.report.paragraphs import Paragraphs
from claimcheck.report.wording import words

STORY = """# Boats of 2026

They have 12 boats.

Of those 5 are black.

## Ports and 3 quays

| Port | Boats |
|---|---|
| North | 7 |

The last paragraph has 9 words.
"""


@pytest.mark.parametrize(
    ("words_there", "expected"),
    [
        ("2026", "in the headline"),
        ("12 boats", "paragraph 1"),
        ("5 are", "paragraph 2"),
        ("3 quays", "in a heading"),
        ("7", "in a table"),
        ("9 words", "paragraph 3"),
    ],
)
def test_a_place_is_told_by_its_block(words_there: str, expected: str) -> None:
    document = reading.read_bytes(STORY.encode(), "a.md")
    assert expected == Paragraphs(document, words("en")).of(span(STORY, words_there))


def test_the_first_paragraph_of_a_story_without_a_headline_is_the_first() -> None:
    text = "They have 12 boats, and the harbour master says that none of them ever sank at sea.\n\nNone sank.\n"
    document = reading.read_bytes(text.encode(), "a.txt")
    told = Paragraphs(document, words("it")).all_of([span(text, "12 boats"), span(text, "None sank"), span(text, "12")])
    assert "paragrafo 1, paragrafo 2" == told
