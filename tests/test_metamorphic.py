"""What an editor changes in the layout of a story does not change what claimcheck says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import engine, language, pipeline, rulebook
from claimcheck.model import Report
from claimcheck.reading import read_path

ROOT = Path(__file__).parents[1]
STORIES = sorted((ROOT / "seeds").rglob("*.txt"))
JOBS = engine.plan(rulebook.load(ROOT / "rules"))


def said(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    """The findings without their places."""
    return [(finding.rule, finding.relation.working) for finding in report.findings]


def checked(text: str, code: str) -> Report:
    return pipeline.check(pipeline.from_text(text), JOBS, code=code)


def story(path: Path) -> tuple[str, str]:
    return read_path(path).text, path.suffixes[0].removeprefix(".")


@pytest.fixture(params=STORIES, ids=[path.name for path in STORIES])
def text_and_code(request: pytest.FixtureRequest) -> tuple[str, str]:
    text, code = story(request.param)
    assert code in language.codes()
    return text, code


def test_a_blank_line_between_paragraphs_changes_no_finding(text_and_code: tuple[str, str]) -> None:
    text, code = text_and_code
    apart = "\n\n".join(line for line in text.splitlines() if line.strip())
    assert said(checked(text, code)) == said(checked(apart, code))


def test_a_no_break_space_before_a_word_changes_no_finding(text_and_code: tuple[str, str]) -> None:
    text, code = text_and_code
    spaced = "".join(
        "\u00a0" if sign == " " and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isalpha() else sign
        for at, sign in enumerate(text)
    )
    assert said(checked(text, code)) == said(checked(spaced, code))


def test_another_quotation_mark_changes_no_finding(text_and_code: tuple[str, str]) -> None:
    text, code = text_and_code
    other = text.replace("«", "“").replace("»", "”")
    assert said(checked(text, code)) == said(checked(other, code))


def test_a_curly_apostrophe_changes_no_finding(text_and_code: tuple[str, str]) -> None:
    text, code = text_and_code
    assert said(checked(text, code)) == said(checked(text.replace("'", "’"), code))


@pytest.mark.parametrize("path", STORIES, ids=[path.name for path in STORIES])
def test_every_span_is_the_text_at_its_place(path: Path) -> None:
    text, code = story(path)
    report = checked(text, code)
    spans = [claim.span for claim in report.claims]
    spans += [term.span for relation in report.relations for term in relation.terms]
    assert all(0 <= span.start < span.end <= len(text) and span.of(text).strip() for span in spans)
