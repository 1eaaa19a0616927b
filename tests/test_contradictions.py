"""What each figure is taken to measure, which pairs agree, and what excuses those that do not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimcheck import language, pipeline
from claimcheck.checks.agreements import agreements
from claimcheck.checks.contradictions import accused
from claimcheck.checks.digits import slip, swap
from claimcheck.checks.innocent import derivation
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Claim, Verdict


def article(text: str, code: str = "en") -> Article:
    return read_article(pipeline.from_text(text), language.pack(code))


def told(story: Article, claim: Claim) -> str:
    return claim.quantity.span.of(story.document.text)


def profile(text: str, figure: str, code: str = "en") -> Profile:
    story = article(text, code)
    return next(profiles(story)[claim.id] for claim in story.claims if told(story, claim) == figure)


def agreeing(text: str, code: str = "en") -> list[tuple[str, str]]:
    story = article(text, code)
    return [(told(story, a), told(story, b)) for a, b in agreements(story)]


def disagreeing(text: str, code: str = "en") -> list[tuple[str, str, Verdict]]:
    story = article(text, code)
    return [(told(story, a), told(story, b), verdict) for a, b, verdict in accused(story)]


def test_each_of_two_figures_is_of_what_stands_next_to_it() -> None:
    text = "The blast killed seven and injured nine."
    assert [{"dead"}, {"injured"}] == [set(profile(text, figure).events) for figure in ("seven", "nine")]


def test_what_stands_in_parentheses_does_not_part_a_figure_from_its_verb() -> None:
    text = "In una casa sei persone (4 adulti e 2 bambini) sono rimaste uccise."
    assert {"dead"} == set(profile(text, "sei", "it").events)


def test_last_night_is_the_storys_present_and_last_year_is_not() -> None:
    night, year = "Last night 12 people died.", "Two years ago 12 people died."
    assert ("", "before") == (profile(night, "12").shift, profile(year, "12").shift)


def test_a_subject_before_its_copula_is_the_whole() -> None:
    assert profile("I feriti sono 14.", "14", "it").whole


def test_a_rounded_headline_agrees_with_the_exact_figure() -> None:
    text = "Almost 300 amendments fall\n\nThe house threw out nearly 300 amendments (297) at dawn."
    assert ("nearly 300", "297") in agreeing(text)


def test_other_things_do_not_agree() -> None:
    assert [] == agreeing("Twelve people died in the flood.\n\nPolice towed twelve cars away.")


def test_a_headline_that_the_lead_confirms_is_left_alone() -> None:
    text = "Quake injures 25 people\n\nA quake injured 25 people on Friday. Near the border 40 people were injured."
    assert [] == disagreeing(text)


def test_a_headline_may_be_the_sum_of_what_follows() -> None:
    story = article("Mayor pardons eleven people\n\nThe mayor pardoned seven drivers and four farmers.")
    found = derivation(story, story.headline()[0])
    assert found is not None
    assert "7 + 4 = 11" == found[0]


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(519, 591, True), (519, 515, False), (12, 21, True), (120, 12, False)]
)
def test_two_neighbouring_digits_may_have_changed_places(first: int, second: int, expected: bool) -> None:
    assert expected is swap(Fraction(first), Fraction(second))


def test_one_wrong_digit_is_a_slip_and_two_are_not() -> None:
    assert (True, False) == (slip(Fraction(1300), Fraction(1800)), slip(Fraction(1300), Fraction(2800)))
