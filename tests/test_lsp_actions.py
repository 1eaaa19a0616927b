"""Where an editor puts what it is offered: comments that no reader sees, figures in the story's own digits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="pygls is not installed: it comes with the extra «lsp»")

from lsprotocol import types

from claimcheck.desk import Options
from claimcheck.lsp import actions, diagnostics, hover
from claimcheck.lsp.checked import Checked, check
from claimcheck.lsp.positions import Positions
from claimcheck.model import Span

CATS = "The farm has 12 cats: 5 black, 4 white and 2 grey."


def checked(text: str, name: str = "story.txt") -> Checked:
    """A text checked as if it had this name, without any settings."""
    return check(str(Path("/nowhere") / name), text, Options(isolated=True, cached=False))


def edited(text: str, edit: tuple[Span, str] | None) -> str | None:
    """The text after an edit."""
    return edit and text[: edit[0].start] + edit[1] + text[edit[0].end :]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", f"News\n\n{CATS}\r\n", f"News\n\n# C\n{CATS}\r\n"),
        ("a.txt", f"{CATS}\r\nOther.\r\n", f"# C\r\n{CATS}\r\nOther.\r\n"),
        ("a.md", f"# News\n\n- {CATS}\n- So.\n", f"# News\n\n- {CATS} <!-- C -->\n- So.\n"),
        ("a.md", f"---\ntitle: {CATS}\n---\n\nNo news today.\n", None),
        ("a.html", f"<p>So.</p><p>{CATS}</p>", f"<p>So.</p><p>{CATS} <!-- C --></p>"),
        ("a.html", f"<p>So.</p><title>{CATS}</title>", None),
        ("a.aml", f"{CATS}\n", None),
    ],
)
def test_a_comment_goes_where_it_is_heeded_and_not_read(name: str, before: str, after: str | None) -> None:
    found = checked(before, name)
    (entry,) = found.entries
    edit = actions.comment(entry, found.report.document)
    told = f"claimcheck: ignore A101 -- {actions.PLACEHOLDER}"
    assert (after and after.replace("C -->", f"{told} -->").replace("# C", f"# {told}")) == edited(before, edit)
    if edit:
        mended = edited(before, edit) or ""
        assert [] == checked(mended.replace(actions.PLACEHOLDER, "so he counts"), name).entries


def test_a_comment_for_a_table_stands_before_it() -> None:
    table = "| Town | Cats |\n|---|---|\n| Aldmoor | 5 |\n| Bexhill | 9 |\n| Total | 15 |\n"
    found = checked(f"The farms have cats.\n\n{table}", "a.md")
    (entry,) = found.entries
    mended = edited(found.text, actions.comment(entry, found.report.document)) or ""
    assert "cats.\n\n<!-- claimcheck: ignore A106 -- … -->\n| Town" in mended
    assert [] == checked(mended.replace("…", "so they count"), "a.md").entries


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The school bought 113 chairs: 88 red and 43 blue.", "The school bought 131 chairs: 88 red and 43 blue."),
        ("It opened on Monday, 16 September 2025, in rain.", "It opened on Tuesday, 16 September 2025, in rain."),
        (
            "Il processo si è aperto lunedì 16 settembre 2025 davanti alla corte.",
            "Il processo si è aperto martedì 16 settembre 2025 davanti alla corte.",
        ),
        ("«We bought 113 chairs: 88 red and 43 blue», the head said.", None),
        (CATS, None),
    ],
)
def test_only_a_change_that_leaves_no_choice_is_offered(before: str, after: str | None) -> None:
    found = checked(before)
    (finding,) = found.report.findings
    assert after == edited(before, actions.repair(finding, found.report.document, found.report.language))
    if after:
        assert [] == checked(after).entries


def test_what_a_sum_is_told_as_plain_text_has_no_marks() -> None:
    assert "12 · count\n- of what: cats\n\n- ✗ 5 + 4 + 2 = 11 ≠ 12 (12 cats" in hover.told(
        checked(CATS), 14, markdown=False
    )


def test_text_of_a_story_is_no_markup_in_a_hover() -> None:
    text = f"{CATS[:-1]}, said [Rosa](x) *Delmont*, the <b>mayor."
    found = checked(text)
    shown = hover.told(found, 14, markdown=True)
    assert not any(sign in shown.replace(f"\\{sign}", "") for sign in "[]<>")


PIECES = (
    f"{CATS}~Monday, 16 September 2025~«~»~<p>~</title>~<~|~# ~\n~\n\n~\r~\f~\u2028~😀~\ud83d~\ufeff~12 cats~40% of 30~"
    "<!-- claimcheck: ignore -->~---\ntitle: 5 of 3\n---\n"
).split("~")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md", "a.html", "a.aml"]))
def test_of_any_text_everything_can_be_told(text: str, name: str) -> None:
    found = checked(text, name)
    shown = diagnostics.Shown("file:///a", types.PositionEncodingKind.Utf16)
    told = [each.message for each in diagnostics.all_of(found, shown)]
    told += [each.title for each in actions.offered(found, Span(0, len(text)), shown, listed=True)]
    told += [hover.told(found, at, markdown=True) for at in range(len(text) + 2)]
    assert all(each.isprintable() or "\n" in each for each in told)


@pytest.mark.parametrize("encoding", [*types.PositionEncodingKind])
@pytest.mark.parametrize("text", ["", "a\r\n😀b\rc\n", "\n\n", "x\u2028y\fz\x85\n😀😀", "12 \ud83d cats"])
def test_places_survive_the_way_to_the_editor_and_back(text: str, encoding: types.PositionEncodingKind) -> None:
    positions = Positions(text, encoding)
    there = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]
    assert there == [positions.offset(positions.position(at)) for at in there]


def test_a_place_that_is_not_there_is_the_nearest_before() -> None:
    positions = Positions("a😀b\ncd", types.PositionEncodingKind.Utf16)
    asked = [(0, 2), (0, 99), (1, 99), (7, 0)]
    assert [1, 3, 6, 6] == [positions.offset(types.Position(line, column)) for line, column in asked]
