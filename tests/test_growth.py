"""Reading and checking grow with the length of a text, whatever it is made of.

Counted are calls, not seconds. Checks end with their budget, so they are given a small one here: that what they count
bounds what they do is what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from cProfile import Profile
from functools import partial
from math import log2
from pathlib import Path

import pytest
import yaml

from claimcheck import engine, language, reading, rulebook
from claimcheck.extract.article import Article, read_article
from claimcheck.phrase import tokenize

PIECES = yaml.safe_load((Path(__file__).parent / "growth.yaml").read_text(encoding="utf-8"))
TOKENS = 150  # of the smallest text
STEEPEST = 1.15
FEW = 20_000  # calls below which growth is that of the first look-ups and not of the text


def text_of(name: str, tokens: int) -> str:
    """The piece of that name over and over, about so many tokens long."""
    head, piece = PIECES[name] if isinstance(PIECES[name], list) else ("", PIECES[name])
    copies = -(-tokens // max(1, len(tokenize(piece))))
    return head + "".join(piece.replace("{i}", str(number)) for number in range(1, copies + 1))


def article(name: str, tokens: int) -> Article:
    code, suffix = "it" if name.startswith("it ") else "en", "md" if name.startswith("md ") else "txt"
    document = reading.read_bytes(text_of(name, tokens).encode(), f"story.{suffix}")
    return read_article(document, language.pack(code))


def calls(work: Callable[[], object]) -> int:
    profile = Profile(subcalls=False)
    profile.enable()
    work()
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())  # type: ignore[attr-defined]


def exponent(steps: Sequence[int]) -> float:
    """Of the power of the length with which the steps grew at last."""
    return log2(max(steps[-1], FEW) / max(steps[-2], FEW))


def _add(stories: list[Article], name: str, tokens: int) -> None:
    stories.append(article(name, tokens))


@pytest.fixture(scope="module")
def jobs() -> tuple[engine.Job, ...]:
    return engine.plan(rulebook.load(rulebook.FOLDER))


@pytest.fixture(scope="module", params=PIECES)
def grown(request: pytest.FixtureRequest) -> tuple[list[Article], list[int]]:
    """A text once, twice and four times as long, and what it took to read each."""
    article(request.param, TOKENS // 4)
    stories: list[Article] = []
    steps = [calls(partial(_add, stories, request.param, times * TOKENS)) for times in (1, 2, 4)]
    return stories, steps


def test_reading_grows_with_the_text(grown: tuple[list[Article], list[int]]) -> None:
    _, steps = grown
    assert exponent(steps) <= STEEPEST, steps


def test_what_is_counted_bounds_what_checks_do(
    grown: tuple[list[Article], list[int]], jobs: tuple[engine.Job, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LEAST", 0)
    monkeypatch.setattr(engine, "EACH", 2)
    stories, _ = grown
    steps = [calls(partial(engine.run, story, jobs)) for story in stories]
    assert exponent(steps) <= STEEPEST, steps
