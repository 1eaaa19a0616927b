"""Answers that a model really gave: what they find in stories that nobody tuned anything on, and whom they accuse."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from claimcheck.model import Verdict
from claimcheck.reader.weights import weights
from tools import reader
from tools.reader import Answered, Score

FOUND, ACCUSED = 0.80, 2  # the least share of flaws found, the most clean stories that only the reader accuses


@pytest.fixture(scope="module")
def answered() -> list[Answered]:
    return reader.answered()


@pytest.fixture(scope="module")
def done(answered: list[Answered]) -> Score:
    names = {told.case.story.path.name for told in answered}
    return reader.score(answered, dict.fromkeys(names, weights()))


def test_there_are_forty_stories_each_clean_and_flawed_with_their_origin(answered: list[Answered]) -> None:
    stories = Counter(told.case.story.path.name for told in answered)
    assert (40, {2}) == (len(stories), {*stories.values()})
    assert 40 == sum(told.clean for told in answered)
    assert all(told.kept.model and told.kept.version and told.kept.asked for told in answered)


def test_every_answer_has_the_form_that_was_asked_for(answered: list[Answered]) -> None:
    keys = {"relations", "misread", "overlooked", "speakers"}
    assert [] == [told.case.id for told in answered if json.loads(told.kept.answer).keys() != keys]


def test_a_changed_text_is_its_story_but_for_a_few_figures(answered: list[Answered]) -> None:
    assert all(told.clean == (told.case.text == told.case.story.text) for told in answered)


def test_most_flaws_are_found(done: Score) -> None:
    whole: Counter[str] = Counter()
    for counts in done.flaws.values():
        whole.update(counts)
    assert whole["found"] >= FOUND * whole["flaws"]


def test_hardly_a_clean_story_is_accused_by_the_reader(done: Score) -> None:
    assert done.clean["by_reader"] <= ACCUSED


def test_each_finding_that_rests_on_the_reader_shows_its_sum(answered: list[Answered]) -> None:
    told = [each for each in answered if not each.clean][:8]
    relations = [r for each in told for r in reader.check(each, weights()).relations if r.evidence]
    assert relations
    assert all(each.working for each in relations if each.verdict is Verdict.BROKEN)
