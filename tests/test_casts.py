"""Figures that a text tells in one relation without a set phrase: which casts are proposed, which slips tell."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimcheck import engine, language, reading, rulebook
from claimcheck.extract.article import read_article
from claimcheck.interval import Interval
from claimcheck.model import Finding, Verdict
from claimcheck.relations.casting import by_figures, proposed
from claimcheck.relations.excuses import explained
from claimcheck.relations.keeping import judged
from claimcheck.relations.slipped import slip, telling
from tests.judged import read


def casts(text: str) -> list[str]:
    """Each cast as `form: role figure, ...` in the order of the text."""
    found = [
        (each.form, [f"{role} {claim.quantity.value}" for role, claim in each.cast])
        for each in proposed(read(text))
    ]
    return [f"{form}: {', '.join(cast)}" for form, cast in found]


def findings(text: str, code: str = "en") -> list[Finding]:
    return list(engine.run(read(text, code), engine.plan(rulebook.load(rulebook.FOLDER))).findings)


@pytest.mark.parametrize(
    ("printed", "meant"), [(6777, 8777), (365, 356), (12, 120), (3, 3000), (1204, 1294)]
)
def test_a_slip_is_a_digit_a_swap_or_a_power_of_ten(printed: int, meant: int) -> None:
    assert slip(printed, meant)
    assert slip(meant, printed)


@pytest.mark.parametrize(("printed", "meant"), [(12, 21_000), (365, 653), (17, 170_000), (1204, 1395)])
def test_two_digits_that_differ_are_no_slip(printed: int, meant: int) -> None:
    assert not slip(printed, meant)


def test_a_long_figure_tells_more_by_its_slip_than_a_short_one() -> None:
    pairs = [(19, 14), (48_213, 48_713)]
    bits = [telling(Fraction(printed), Fraction(1), [Interval.exactly(meant)]) for printed, meant in pairs]
    assert bits == [1, 8]


def test_what_no_slip_mends_tells_nothing() -> None:
    assert telling(Fraction(480), Fraction(1), [Interval.exactly(735)]) is None


def test_a_million_for_a_billion_tells_more_than_another_digit() -> None:
    printed, step = Fraction(64 * 10**8), Fraction(10**8)
    needed = [Interval.exactly(Fraction(meant)) for meant in (6_400_000, 6_300_000)]
    assert [telling(printed, step, [each]) for each in needed] == [5, None]


def test_what_rounding_leaves_open_tells_less() -> None:
    sharp, wide = (
        telling(Fraction(48_213), Fraction(1), [Interval.around(Fraction(48_713), Fraction(half))]) for half in (0, 20)
    )
    assert sharp is not None and wide is not None and sharp > wide


def test_a_part_a_whole_and_a_percentage_are_cast_in_every_way_they_may_be_meant() -> None:
    found = casts("Of the 250 buses 40 failed, 16 per cent.")
    assert "share: whole 250, part 40, percent 16" in found
    assert "change: before 250, after 40, percent 16" in found


def test_points_lie_between_two_percentages_and_are_no_total_of_them() -> None:
    told = casts("The Greens have 27 per cent, the List 18 per cent, a lead of 9 points.")
    sums = [each for each in told if each.startswith("sum")]
    assert len(sums) == 2
    assert not any("total 9" in each for each in sums)


def test_a_total_told_again_is_none_of_its_own_parts() -> None:
    article = read("The organisers speak of 2,100 cars, the police of 900. The 2,100 include trailers.")
    told = [each for casts in by_figures(article).values() for each in casts if each.form == "sum"]
    assert all(each.of("total")[0].quantity.value != part.quantity.value for each in told for part in each.of("part"))


def test_a_percentage_that_fits_others_is_explained() -> None:
    article = read("Turnover rose 5 per cent, from 400 to 420 million euros. A year before it was 380 million euros.")
    told = [each for casts in by_figures(article).values() for each in casts if each.form == "change"]
    assert {explained(article, each) for each in told} == {True}


def test_figures_of_other_units_are_cast_in_no_sum() -> None:
    found = casts("It has 40 rooms, 12 kilometres of pipes and 28 guests.")
    assert not [each for each in found if each.startswith("sum")]


def test_a_table_is_left_to_its_own_checks() -> None:
    table = reading.read_bytes(b"| men | women | all |\n|---|---|---|\n| 12 | 13 | 26 |\n", "table.md")
    assert not list(proposed(read_article(table, language.pack("en"))))


def test_a_cast_is_judged_as_the_relation_its_words_speak_of() -> None:
    article = read("The club had 480 members. It lost 95 of them, and the remaining 385 voted.")
    kinds = {judged(article, each).kind for each in proposed(article) if each.form == "sum"}
    assert "remainder" in kinds


def test_a_cast_that_holds_is_not_accused_in_another_way() -> None:
    assert not [f for f in findings("Of the 250 buses 40 failed, 16 per cent.") if f.severity.value != "note"]


def test_every_figure_of_a_long_row_is_not_held_against_every_other() -> None:
    article = read("Results: " + ", ".join(str(number) for number in range(1001, 1301)) + ".")
    assert len(list(proposed(article))) < 10_000


def test_what_is_judged_of_a_cast_keeps_its_figures_as_they_are_printed() -> None:
    article = read("Of the 250 buses 40 failed, 26 per cent.")
    shares = (each for each in proposed(article) if each.form == "share")
    share = next(judged(article, each) for each in shares if each.cast[0][0] == "whole")
    assert share.verdict is Verdict.BROKEN
    assert share.working == ("40 / 250 = 16 %", "16 % != 26 %")


def test_a_rule_that_also_hears_proposals_is_said_once_not_to_have_run(monkeypatch: pytest.MonkeyPatch) -> None:
    article = read("Of the 250 buses 40 failed.")
    monkeypatch.setattr(type(article.pack), "judges", False)
    rules = [each.rule for each in engine.run(article, engine.plan(rulebook.load(rulebook.FOLDER))).not_run]
    assert "A101" in rules
    assert len(rules) == len(set(rules))
