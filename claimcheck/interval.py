"""Exact interval arithmetic: what a printed number may stand for.

Bounds are fractions or None (unbounded) and know whether they are open. Every operation returns
an interval that contains each result of the operation on members of its operands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Bound = tuple[Fraction, bool]  # a finite bound and whether it is open


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; None is unbounded, an open bound is itself excluded."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """The interval that holds one number."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def around(cls, value: Fraction, half_width: Fraction) -> Interval:
        """`value` give or take `half_width`, ends included."""
        return cls(value - half_width, value + half_width)

    def __contains__(self, value: Fraction | int) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether some number belongs to both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether every member is smaller than every member of `other`."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def within(self, other: Interval) -> bool:
        """Whether `other` contains every member."""
        low = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        high = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open)))
        )
        return low and high

    def join(self, other: Interval) -> Interval:
        """The smallest interval that contains both."""
        low, low_open = _outer(self.low, self.low_open, other.low, other.low_open, lowest=True)
        high, high_open = _outer(self.high, self.high_open, other.high, other.high_open, lowest=False)
        return Interval(low, high, low_open, high_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scale(self, factor: Fraction | int) -> Interval:
        """Every member times `factor`."""
        if factor < 0:
            return (-self).scale(-factor)
        if factor == 0:
            return Interval.exactly(0)
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def shift(self, amount: Fraction | int) -> Interval:
        """Every member plus `amount`."""
        return self + Interval.exactly(amount)

    def __mul__(self, other: Interval) -> Interval:
        if self._negative() or other._negative():
            return self._mul_signed(other)
        return Interval(
            _product(self.low, other.low) or Fraction(0),
            _product(self.high, other.high),
            _open_product(self.low, self.low_open, other.low, other.low_open),
            _open_product(self.high, self.high_open, other.high, other.high_open),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient; unbounded when `other` may be zero."""
        if other.low is not None and other.low > 0:
            inverse = Interval(
                Fraction(0) if other.high is None else 1 / other.high,
                1 / other.low,
                other.high_open or other.high is None,
                other.low_open,
            )
            return self * inverse
        if other.high is not None and other.high < 0:
            return (-self) / (-other)
        return Interval(None, None, True, True)

    def _negative(self) -> bool:
        return self.low is None or self.low < 0

    def _mul_signed(self, other: Interval) -> Interval:
        if None in (self.low, self.high, other.low, other.high):
            return Interval(None, None, True, True)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]  # type: ignore[operator]
        return Interval(min(corners), max(corners))


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of all; zero for none."""
    result = Interval.exactly(0)
    for interval in intervals:
        result = result + interval
    return result


def _product(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a * b


def _open_product(a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool) -> bool:
    """Whether the product of two bounds is not reached; a zero that is reached makes zero of anything."""
    zero = (a == 0 and not a_open) or (b == 0 and not b_open)
    return (a_open or b_open) and not zero


def _outer(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, lowest: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, True
    if a == b:
        return a, a_open and b_open
    first = a < b if lowest else a > b
    return (a, a_open) if first else (b, b_open)
