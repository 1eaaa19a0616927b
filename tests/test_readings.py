"""The number model: what a written number may stand for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.extract import readings
from claimcheck.interval import Interval
from claimcheck.language import House
from claimcheck.model import Hedge

numbers = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=100)
hedges = st.sampled_from([Hedge.ABOUT, Hedge.NEARLY, Hedge.OVER, Hedge.UNDER, Hedge.AT_LEAST, Hedge.UP_TO])


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [(26, 26, 26), (547, 547, 547), (90, 90, 90), (250, 350, 300), (1250, 1350, 1300), (51500, 52500, 52000)],
)
def test_whole_numbers_round_at_the_last_place_that_is_not_zero(low: int, high: int, value: int) -> None:
    strict, generous = readings.whole(Fraction(value))
    assert (Interval.exactly(value), Interval(Fraction(low), Fraction(high))) == (strict, generous)


@pytest.mark.parametrize(
    ("low", "high", "value"), [(8, 12, 10), (17, 23, 20), (80, 120, 100), (800, 1200, 1000)]
)
def test_collective_numbers_have_the_models_width(low: int, high: int, value: int) -> None:
    assert Interval(Fraction(low), Fraction(high)) == readings.collective(Fraction(value))[0]


def test_dozens_are_at_least_two_of_them() -> None:
    strict, _ = readings.many(Fraction(10))
    assert 20 in strict and 19 not in strict and 10**6 in strict


@given(value=numbers)
def test_strict_is_within_generous(value: Fraction) -> None:
    strict, generous = readings.whole(value)
    assert strict.within(generous)


@given(value=numbers)
def test_about_contains_the_plain_reading(value: Fraction) -> None:
    plain = readings.whole(value)
    strict, generous = readings.hedged(Hedge.ABOUT, value, plain, House())
    assert plain[0].within(strict) and plain[1].within(generous)


@given(value=numbers, hedge=hedges)
def test_bounds_say_on_which_side_the_number_lies(value: Fraction, hedge: Hedge) -> None:
    strict, _ = readings.hedged(hedge, value, readings.whole(value), House())
    assert (value in strict) == (hedge in (Hedge.ABOUT, Hedge.AT_LEAST, Hedge.UP_TO))


@given(value=numbers)
def test_the_last_place_divides_the_number(value: Fraction) -> None:
    place = readings.last_place(value)
    assert value == 0 or place < 1 or (value / place).denominator == 1


def test_over_is_plausible_up_to_a_quarter_more() -> None:
    assert 1250 in readings.plausible(Fraction(1000)) and 1300 not in readings.plausible(Fraction(1000))
