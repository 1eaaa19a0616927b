"""Interval arithmetic keeps its promise: the exact result lies inside the interval result."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from claimcheck.interval import Interval, total

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval and one of its members."""
    low, high, share = draw(numbers), draw(numbers), draw(st.fractions(min_value=0, max_value=1, max_denominator=50))
    low, high = min(low, high), max(low, high)
    bounds = draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))
    interval = Interval(*bounds, draw(st.booleans()), draw(st.booleans()))
    member = low + (high - low) * share
    assume(member in interval)
    return interval, member


@given(members(), members())
def test_sums_and_differences_contain_the_exact_result(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    assert a[1] + b[1] in a[0] + b[0]
    assert a[1] - b[1] in a[0] - b[0]


@given(members(), members())
def test_products_contain_the_exact_result(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assert a[1] * b[1] in a[0] * b[0]


@given(members(), members())
def test_quotients_contain_the_exact_result(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assume(b[1] != 0)
    assert a[1] / b[1] in a[0] / b[0]


@given(members(), members())
def test_a_join_contains_both(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assert a[0].within(a[0].join(b[0]))
    assert b[1] in a[0].join(b[0])


@given(members(), numbers)
def test_scaling_moves_members_with_the_interval(a: tuple[Interval, Fraction], factor: Fraction) -> None:
    assert a[1] * factor in a[0].scale(factor)


@given(members(), members())
def test_intervals_with_a_common_member_meet(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assume(a[1] in b[0])
    assert a[0].meets(b[0])
    assert b[0].meets(a[0])


def test_touching_intervals_meet_only_when_both_ends_are_closed() -> None:
    closed, opened = Interval(Fraction(0), Fraction(1)), Interval(Fraction(0), Fraction(1), high_open=True)
    above = Interval(Fraction(1), Fraction(2))
    assert closed.meets(above)
    assert not opened.meets(above)


def test_the_total_of_nothing_is_zero() -> None:
    assert total([]) == Interval.exactly(0)
