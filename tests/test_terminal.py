"""The report for a terminal: its looks, its safety, and that no text can break it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import claim, document, finding, relation, report, rule, source, span, term
from hypothesis import given, settings
from hypothesis import strategies as st
from pardoned import HOLDS, RULES, faultless, pardoned
from rich.cells import cell_len

from claimcheck import proof, rulebook
from claimcheck.model import (
    Document,
    Failure,
    Hedge,
    Part,
    Place,
    Report,
    Severity,
    Span,
    Table,
    Verdict,
    Waived,
    Waiver,
)
from claimcheck.report import excerpt, repairs, terminal
from claimcheck.report.places import Places
from claimcheck.report.screen import UNICODE
from claimcheck.report.wording import words

Golden = Callable[[str, str], None]
VAGUE = rule("S899", "words-are-vague", Severity.NOTE, message={"en": "“{words}” is vague."})


def written(*reports: Report, ui: str | None = None, width: int = 80, ascii: bool = False, exit_code: int = 0) -> str:
    out = io.StringIO()
    terminal.write(reports, {**RULES, "S899": VAGUE}, ui, out, ascii, width, exit_code)
    return out.getvalue()


def piped(*reports: Report, ui: str | None = None) -> str:
    out = io.StringIO()
    terminal.write_claims(reports, ui, out)
    return out.getvalue()


def tabled(*reports: Report, ui: str | None = None, width: int = 80) -> str:
    out = io.StringIO()
    terminal.write_claims(reports, ui, out, width=width)
    return out.getvalue()


def marked(text: str, *parts: str) -> Report:
    """A report whose one finding points at the parts of the text."""
    about = relation("vague", Verdict.BROKEN, *(term("source", span(text, part)) for part in parts), words=text)
    return report(document(text), "en", claims=pardoned().claims, findings=(finding(VAGUE, about),))


@pytest.mark.parametrize("width", [50, 80, 120])
def test_the_report_in_italian_at_three_widths(golden: Golden, width: int) -> None:
    golden(f"report.it.{width}.txt", written(pardoned(), width=width, exit_code=1))


def test_the_report_in_english(golden: Golden) -> None:
    golden("report.en.txt", written(pardoned(), ui="en", exit_code=1))


def test_the_report_in_ascii(golden: Golden) -> None:
    shown = written(pardoned(), ascii=True, exit_code=1)
    golden("report.ascii.txt", shown)
    assert shown.isascii()


@pytest.mark.parametrize("width", [40, 80, 140])
def test_the_table_of_claims_at_three_widths(golden: Golden, width: int) -> None:
    golden(f"claims.it.{width}.txt", tabled(pardoned(), width=width))


@pytest.mark.parametrize(("ui", "width"), [("it", 80), ("en", 80), ("it", 50)])
def test_the_page_about_a_rule(golden: Golden, ui: str, width: int) -> None:
    about = rule(
        "A101",
        "parts-do-not-sum",
        message={"en": "The parts add up to {sum}.", "it": "Le parti sommano a {sum}."},
        why={"en": "Readers add.", "it": "Chi legge somma."},
        label={"it": "le parti non danno il totale"},
    )
    text, marks = proof.unmarked("The ferry carried <12> women and <13> men, <26> people in all.")
    told = proof.Proof(
        (proof.Example("en", text, marks, ("12 + 13 = 25", "25 != 26")),),
        (proof.Example("en", "26 people, including 12 women and 13 men.", (), None, "including lists some only"),),
    )
    out = io.StringIO()
    terminal.write_explain(about, told, ui, out, width=width)
    golden(f"explain.{ui}.{width}.txt", out.getvalue())


def test_many_files_end_in_a_row_for_each_that_has_a_problem(golden: Golden) -> None:
    shown = written(faultless(), pardoned(), faultless(), exit_code=1)
    golden("many.it.txt", shown[shown.index("─" * 80) :])


def test_a_clean_story_is_said_to_be_clean_and_shows_the_sums_that_hold() -> None:
    lines = written(faultless(), ui="en").splitlines()
    assert lines[1].strip() == "Italian · 93 words · 9 figures read, 3 compared in 1 relation, no problem"
    assert lines[-1].strip() == "7:194  38 + 14 = 52  52 persone, 38 uomini, 14 donne"


def test_at_most_eight_sums_that_hold_are_listed() -> None:
    story = report(pardoned().document, "en", claims=pardoned().claims, relations=(HOLDS,) * 11)
    shown = written(story)
    assert shown.count("38 + 14 = 52") == 8
    assert "… and 3 more" in shown


def test_a_story_without_figures_is_not_called_clean() -> None:
    assert "0 figures found: check language and format" in written(report(document("Nothing."), "en"))


def test_remarks_on_the_reading_and_crashed_checks_are_shown() -> None:
    story = report(document("Nothing.", notes=("read as cp1252",)), "en", failures=(Failure("parts", "KeyError: 1"),))
    shown = written(story)
    assert "reading  read as cp1252" in shown
    assert "the check «parts» broke off; the others were run: KeyError: 1" in " ".join(shown.split())


def test_square_brackets_of_the_article_are_not_taken_as_markup() -> None:
    assert "1.300 [sic] [/b] [red]inmates" in written(marked("There are 1.300 [sic] [/b] [red]inmates.", "1.300"))


def test_brackets_of_a_story_stay_in_a_table_and_in_its_name() -> None:
    text, words = "There are 1.300 [sic] [/b] [red]inmates.", "1.300 [sic] [/b] [red]inmates"
    about = claim(text, words, 1300, counted=words[6:])
    told = tabled(report(document(text, path="[red]story[/b].txt"), "en", claims=(about,)), width=120)
    assert words in told
    assert told.startswith("[red]story[/b].txt")


def test_a_table_in_a_pipe_is_never_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    words = "12 of the very many and altogether remarkable inhabitants of the island in the middle of the sea"
    text = f"There were {words}."
    story = report(document(text), "en", claims=(claim(text, words, 12, counted=words[3:]),))
    assert 1 == len([line for line in piped(story).splitlines() if "12" in line])
    assert words in piped(story)


def test_an_escape_of_the_article_does_not_reach_the_terminal() -> None:
    shown = written(marked("So \x1b[2J say 5 \u202eexperts\x07.", "5"))
    assert "␛[2J" in shown
    assert not {"\x1b", "\u202e", "\x07"} & set(shown)


def test_a_limited_stream_gets_the_ascii_report() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    terminal.write([pardoned()], RULES, "it", out, width=80)
    out.flush()
    assert b"    ^^^^^^^^^^^  ^^^^^^^^   ^^^^^^^^^" in raw.getvalue()


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"TERM": "xterm-256color"} | variables).items():
        monkeypatch.setenv(name, value)
    out = Tty()
    terminal.write([pardoned()], RULES, "it", out, width=80)
    assert coloured == ("\x1b[1;31m" in out.getvalue())


def test_no_more_than_four_places_are_drawn_and_the_rest_are_named() -> None:
    text = "a 1 b 2 c 3 d 4 e 5 f 6."
    assert "and 2 more places: 1:19, 1:23" in written(marked(text, *"123456"))


def test_figures_of_one_line_share_an_excerpt_and_their_labels_stack_when_they_would_meet() -> None:
    text = "Of 10 men 9 left."
    assert [line[7:] for line in written(marked(text, "10", "9")).splitlines()[5:9]] == [
        "Of 10 men 9 left.",
        "   ┬─     ┬",
        "   │      source",
        "   source",
    ]


def test_figures_far_apart_in_one_line_get_excerpts_of_their_own() -> None:
    text = "There were 10 men " + "and so on " * 40 + "and 9 left."
    assert written(marked(text, "10", "9")).count("   1 │ ") == 2


def test_wide_and_combining_characters_do_not_move_the_underline() -> None:
    text = "日本の cafe\u0301 12 men"
    lines = written(marked(text, "12")).splitlines()
    at = next(number for number, line in enumerate(lines) if "12 men" in line and "│" in line)
    before = cell_len(lines[at][: lines[at].index("12")])
    assert cell_len(lines[at + 1][: lines[at + 1].index("┬")]) == before


def test_a_long_line_is_shown_through_a_window_cut_at_the_ends_of_words() -> None:
    text = "lorem ipsum " * 300 + "with 12 men " + "dolor sit " * 300
    window = excerpt.windows(
        document(text), Places(text), [excerpt.Mark(span(text, "12 men"), "men")], 73, UNICODE.cut, None
    )[0]
    assert window.text == "…ipsum lorem ipsum with 12 men dolor sit dolor sit dolor sit dolor…"


def test_a_figure_broken_over_two_lines_is_shown_whole() -> None:
    assert "were 12\nmen".replace("\n", " ") in written(marked("Head\n\nThere were 12\nmen there.", "12\nmen"))


def test_a_cell_is_shown_in_its_row_and_the_rows_in_their_order() -> None:
    text = "Rome    1,200\nMilan     800\nTotal   2,100"
    cells = [[span(text, word) for word in row.split()] for row in text.split("\n")]
    parts = tuple(Part(Place.TABLE, cell) for row in cells for cell in row)
    table = Table(Span(0, len(text)), tuple(tuple(row) for row in cells))
    about = relation("vague", Verdict.BROKEN, *(term("part", cells[row][1]) for row in (2, 0, 1)), words="x")
    shown = written(report(Document("a.md", text, text, parts, (table,)), "en", findings=(finding(VAGUE, about),)))
    assert [line[7:] for line in shown.splitlines() if "│" in line and "00" in line] == [
        "Rome 1,200",
        "Milan 800",
        "Total 2,100",
    ]


def test_words_hidden_from_the_prose_are_shown_from_the_file() -> None:
    text = "<img alt='12 men'> and some 5 women"
    story = Document("a.html", text, text.replace("<img alt='12 men'>", " " * 18), (Part(Place.BODY, Span(0, 35)),))
    about = relation("vague", Verdict.BROKEN, term("source", span(text, "12 men")), words="x")
    assert "12 men" in written(report(story, "en", findings=(finding(VAGUE, about),)))


def test_the_sources_of_the_parts_of_a_sum_are_named_only_where_they_differ() -> None:
    text = "1 2"
    same = [claim(text, each, int(each), said_by=source("Istat")) for each in text.split()]
    about = relation("vague", Verdict.BROKEN, *(term("part", each) for each in same), words="x")
    assert "Istat" not in written(report(document(text), "en", findings=(finding(VAGUE, about),)))


def test_the_sums_that_would_work_out_leave_quoted_figures_alone() -> None:
    text = "25 graziati, 12 donne e 14 uomini"
    told = [claim(text, each, each, quoted=each == "12") for each in ("25", "12", "14")]
    roles = ("total", "part", "part")
    about = relation("parts-of-whole", Verdict.BROKEN, *(term(*pair) for pair in zip(roles, told, strict=True)))
    shown = repairs.told(finding(VAGUE, about), words("en")).replace("\u00a0", " ")
    assert shown == "It works out as 12 + 14 = 26 or 12 + 13 = 25."


def test_two_swapped_digits_are_the_likeliest_slip() -> None:
    text = "860 drivers, 774 joined, 68 left"
    roles = zip(("whole", "part", "remainder"), ("860", "774", "68"), strict=True)
    about = relation("remainder", Verdict.BROKEN, *(term(role, claim(text, each, each)) for role, each in roles))
    assert repairs.told(finding(VAGUE, about), words("en")).replace("\u00a0", " ") == "It works out as 860 - 774 = 86."


def test_a_rounded_figure_is_never_corrected_to_the_digit() -> None:
    text = "300 120 140"
    about = 3 * [Hedge.ABOUT]
    told = [claim(text, each, each, hedge=hedge) for each, hedge in zip(text.split(), about, strict=True)]
    terms = (term(role, each) for role, each in zip(("total", "part", "part"), told, strict=True))
    assert repairs.told(finding(VAGUE, relation("parts-of-whole", Verdict.BROKEN, *terms)), words("en")) == ""


@st.composite
def stories(draw: st.DrawFn) -> Report:
    """Any text with findings that point anywhere in it, or even outside it."""
    odd = ["\x1b[31m", "\u202e", "\r\n", "\n", "日本", "e\u0301", "[b]", "12 ", "\x9b"]
    pieces = st.text(max_size=30) | st.sampled_from(odd)
    text = "".join(draw(st.lists(pieces, max_size=12)))
    offsets = st.integers(0, len(text) + 2)
    spans = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))
    found = draw(st.lists(st.lists(spans, max_size=6), max_size=3))
    blank = draw(st.booleans())
    prose = " " * len(text) if blank else text
    parts = document(text).parts if draw(st.booleans()) else ()
    findings = tuple(
        finding(VAGUE, relation("vague", Verdict.BROKEN, *(term("source", each) for each in group), words=text))
        for group in found
    )
    held = tuple(
        relation("vague", Verdict.HOLDS, *(term("source", each) for each in group), working=(text,)) for group in found
    )
    return report(Document(text, text, prose, parts), "en", findings=findings, relations=held)


@given(stories(), st.integers(1, 130), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text_with_any_spans_is_reported_without_a_raw_control_character(
    story: Report, width: int, ascii: bool
) -> None:
    shown = written(story, width=width, ascii=ascii)
    assert not [sign for sign in shown if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs")]


@pytest.mark.parametrize("width", [30, 45, 59, 60, 72, 100])
@pytest.mark.parametrize("ui", ["it", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, ui: str) -> None:
    lines = (written(pardoned(), ui=ui, width=width) + tabled(pardoned(), ui=ui, width=width)).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


def test_every_interface_language_has_the_keys_of_english() -> None:
    def keys(node: object, path: str = "") -> set[str]:
        if not isinstance(node, dict):
            return {path}
        return set().union(*(keys(below, f"{path}.{key}") for key, below in node.items()))

    english, italian = words("en")._data, words("it")._data
    assert keys(english) - keys(italian) == set()


def test_every_rule_can_be_explained_in_both_languages() -> None:
    for each in rulebook.load(rulebook.FOLDER):
        for ui in ("it", "en"):
            out = io.StringIO()
            terminal.write_explain(each, proof.read(each), ui, out, width=80)
            assert each.id in out.getvalue()


def test_findings_that_do_not_count_are_shown_with_their_reasons() -> None:
    story = pardoned()
    first, second = story.findings[:2]
    settled = replace(
        story,
        findings=story.findings[2:],
        waived=(
            Waived(first, Waiver.ACCEPTED, "the ministry counts so"),
            Waived(second, Waiver.UNCHANGED),
        ),
    )
    lines = written(settled, ui="en").splitlines()
    at = lines.index("Findings that do not count")
    assert ["S802  accepted: the ministry counts so", "1  on a line that was not changed"] == [
        lines[at + 1].split(maxsplit=1)[1],
        lines[at + 2].strip(),
    ]
