"""Reading Markdown: parts, blanked marks, tables, block quotes, front matter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_reading_text import assert_sound

from claimcheck.model import Document
from claimcheck.reading import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "story.md")


def parts(text: str) -> list[tuple[str, int, str]]:
    document = read(text)
    return [(part.place.value, part.level, part.span.of(document.prose)) for part in document.parts]


def squeezed(text: str) -> str:
    return " ".join(read(text).prose.split())


MARKS = [
    "# ",
    "## ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "](http://a.b/12)",
    "![",
    "> ",
    "- ",
    "1. ",
    "| a | b |\n|---|---|\n",
    "|",
]
OTHERS = [
    "\n",
    "\n\n",
    "\r\n",
    "text 12",
    "<!-- ",
    " -->",
    "<div>",
    "</div>",
    "&amp;",
    "&",
    "\\",
    "~~",
    "[^1]",
    "---\n",
    "title: x\n",
]


@example("> - <!-- \n> ")
@given(
    st.lists(st.sampled_from([*MARKS, *OTHERS, "    ", "\t", "é😀", " ", "===\n", "<figcaption>"]), max_size=50).map(
        "".join
    )
)
@settings(max_examples=500, deadline=None)
def test_any_markdown_gives_sound_parts_and_prose_of_its_own_characters(text: str) -> None:
    document = read(text)
    assert_sound(document)
    changed = [a for a, b in zip(document.prose, document.text, strict=True) if a != b]
    assert set(changed) <= {" ", "&"}
    cells = [cell for table in document.tables for row in table.rows for cell in row]
    assert all(0 <= cell.start <= cell.end <= len(text) for cell in cells)


@pytest.mark.parametrize(
    ("written", "prose"),
    [
        ("Of **120** jobs", "Of 120 jobs"),
        ("Of [120 jobs](http://a.b/77) here", "Of 120 jobs here"),
        ("Run `exit 3` now", "Run now"),
        ("See <https://a.b/12> now", "See now"),
        ("A <b>bold</b> 12", "A bold 12"),
        ("One<!-- 12 --> two", "One two"),
        ("5 &amp; 6 &#8364; 7", "5 & 6 € 7"),
        ("Was ~~25~~ 26", "Was 26"),
        ("A claim[^1] stands", "A claim stands"),
        ("2014\\. It was", "2014 . It was"),
        ("```\n12\n```\nAfter", "After"),
        ("[ref]: http://a.b/12\n\nSee [the 13][ref].", "See the 13 ."),
    ],
)
def test_marks_are_blank_and_words_stay(written: str, prose: str) -> None:
    assert prose == squeezed(written)


def test_headings_have_their_rank_and_the_first_paragraph_is_the_lead() -> None:
    text = "# Nine held\n\nNine men were held.\n\n## The search ##\n\nIt went on."
    assert [
        ("headline", 1, "Nine held"),
        ("lead", 0, "Nine men were held."),
        ("headline", 2, "The search"),
        ("body", 0, "It went on."),
    ] == parts(text)


def test_the_first_heading_is_the_title_whatever_its_rank() -> None:
    assert ("headline", 1, "Nine held") == parts("## Nine held\n\nNine men were held.")[0]


def test_list_items_are_parts() -> None:
    assert ["Two men", "One woman", "first"] == [found for _, _, found in parts("- Two men\n- One woman\n\n1. first\n")]


def test_tables_have_cells_by_row_and_column() -> None:
    document = read("| A | Votes |\n|---|---:|\n| Rossi | **12** |\n| | 3 |\n| Bianchi\n")
    rows = [[cell.of(document.text) for cell in row] for row in document.tables[0].rows]
    assert [["A", "Votes"], ["Rossi", "**12**"], ["", "3"], ["Bianchi", ""]] == rows
    assert ["A", "Votes", "Rossi", "12", "3", "Bianchi"] == [
        part.span.of(document.prose).strip() for part in document.parts if part.place.value == "table"
    ]


def test_block_quotes_are_quotations() -> None:
    document = read("She wrote:\n\n> We count 12\n> or 13.\n\nThe end “is near”.")
    assert ["> We count 12\n> or 13.", "“is near”"] == [quote.of(document.text) for quote in document.quotes]
    assert "We count 12\n  or 13." == document.parts[1].span.of(document.prose)


def test_alternative_texts_and_figure_captions_are_captions() -> None:
    text = "Lead here.\n\n![Twelve firemen](a.jpg)\n*The bridge, 12 metres*\n\n"
    text += "<figure><figcaption>A 3rd</figcaption></figure>"
    assert ["Twelve firemen", "The bridge, 12 metres", "A 3rd"] == [
        found for place, _, found in parts(text) if place == "caption"
    ]


@pytest.mark.parametrize(
    "block",
    [
        '---\ntitle: "Nine held"\ndate: 2025-09-16T10:00\nlang: it-IT\n---\n',
        '+++\ntitle = "Nine held"\ndate = 2025-09-16T10:00:00Z\nlang = "it-IT"\ndraft = false\n+++\n',
        "+++\nweight = 12\nDate = '2025-09-16'\ntitle = 'Nine held' # of 12\n\n[params]\nlanguage = 'it'\n+++\n",
    ],
)
def test_front_matter_gives_title_date_and_language(block: str) -> None:
    document = read(f"{block}\nNine men were held.\n")
    assert (date(2025, 9, 16), "it") == (document.dateline, document.language)
    assert [("headline", 1, "Nine held"), ("lead", 0, "Nine men were held.")] == [
        (part.place.value, part.level, part.span.of(document.prose)) for part in document.parts
    ]


def test_a_title_that_the_heading_repeats_is_read_once() -> None:
    assert 2 == len(parts("---\ntitle: Nine held\n---\n# *Nine* held\n\nNine men were held.\n"))


def test_front_matter_that_is_never_closed_is_text() -> None:
    assert None is read("---\ndate: 2025-09-16\n\nText.\n").dateline


def test_a_line_of_wide_spaces_shifts_nothing() -> None:
    assert [("lead", 0, "x 12")] == parts("\u2028\n\u00a0\u00a0x 12")


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_offsets_survive_the_line_ends(breaks: str) -> None:
    document = read(f"# Title{breaks}{breaks}> A *b*{breaks}> c{breaks}")
    assert ["Title", f"A *b*{breaks}> c"] == [part.span.of(document.text) for part in document.parts]
