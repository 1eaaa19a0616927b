"""What a relation's arithmetic works on: figures as intervals, moments as days or minutes; and what it says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from claimcheck.calendrical import Days
from claimcheck.checks.judging import Reading, show
from claimcheck.interval import Interval, total
from claimcheck.model import Verdict, When

MISFIT = "misfit"  # figures that this relation cannot join
UNDATED = "undated"  # a day or a time that cannot be told


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure in a role: its value with the strict and the generous reading, its last printed place, and, where it is
    a moment, the first and last day it may be, the minutes from midnight, the day of the week.

    `unit` is that of a length of time or a measure; `certain` is not set for a time that may be of the other half day;
    `shown` is how it is printed where that is not its value.
    """

    value: Fraction
    strict: Interval
    generous: Interval
    step: Fraction = Fraction(1)
    days: Days | None = None
    minute: int | None = None
    weekday: int | None = None
    unit: str = ""
    certain: bool = True
    shown: str = ""

    @property
    def reading(self) -> Reading:
        """As the input of a sum."""
        return Reading(self.value, self.strict, self.generous)

    @property
    def derived(self) -> Reading:
        """As a result that was worked out by a division, and rounded or cut off at its last place."""
        strict = self.generous.join(Interval.around(self.value, self.step / 2))
        return Reading(self.value, strict, strict.join(Interval(self.value, self.value + self.step)))


def exactly(value: Fraction) -> Operand:
    """The operand that is one number."""
    return Operand(value, Interval.exactly(value), Interval.exactly(value))


Roles = Mapping[str, Sequence[Operand]]
Slots = Mapping[str, "Fraction | str | When | Operand"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the arithmetic says: the verdict, the sum as read, and what a rule's message may show. `special` names one
    of the relation's other rules, `told` the operands a finding shows where they are not all, `why` tells what made an
    open relation open."""

    verdict: Verdict
    working: tuple[str, ...] = ()
    slots: Slots = field(default_factory=dict)
    special: str = ""
    told: tuple[Operand, ...] = ()
    why: str = ""


class Arithmetic(Protocol):
    """What a form's module gives for a named relation."""

    def __call__(self, data: Mapping[str, object], roles: Roles, sense: str) -> Judged: ...


def opened(why: str) -> Judged:
    """A relation that cannot be judged, and why."""
    return Judged(Verdict.OPEN, why=why)


def compared(expected: Reading, stated: Reading) -> Verdict:
    """Whether the stated figure is what the others make of it; a bound that is just reached (`more than 40` of 40) is
    strained."""
    if expected.strict.meets(stated.strict):
        return Verdict.HOLDS
    close = expected.generous.meets(stated.generous) or expected.value == stated.value
    return Verdict.STRAINED if close else Verdict.BROKEN


def equation(
    left: str, expected: Reading, stated: Operand, verdict: Verdict, unit: str = ""
) -> tuple[tuple[str, ...], Slots]:
    """The working (`70 + 40 = 110`, `110 != 120`) with the slots for what was worked out and what was said."""
    value, said = show(expected.value), show(stated.value)
    working = [f"{left} = {value}{unit}"]
    if verdict is not Verdict.HOLDS:
        working.append(f"{value}{unit} != {said}{unit}")
    names = ("expected", "sum", "computed", "factor")
    return tuple(working), {**dict.fromkeys(names, short(expected.value)), "stated": stated, "total": stated}


def short(value: Fraction) -> Fraction:
    """A figure for a message: two places where its decimals go on."""
    return Fraction(show(value))


def summed(operands: Iterable[Operand]) -> Reading:
    """The sum of operands."""
    each = list(operands)
    return Reading(
        sum((one.value for one in each), Fraction(0)),
        total(one.strict for one in each),
        total(one.generous for one in each),
    )


def less(one: Reading, other: Reading) -> Reading:
    """The first less the second."""
    return Reading(one.value - other.value, one.strict - other.strict, one.generous - other.generous)


def times(one: Reading, other: Reading) -> Reading:
    """The product."""
    return Reading(one.value * other.value, one.strict * other.strict, one.generous * other.generous)


def over(one: Reading, other: Reading, scale: int = 1) -> Reading | None:
    """The quotient, so many times; None where one cannot divide."""
    if other.value == 0:
        return None
    return Reading(
        one.value / other.value * scale,
        (one.strict / other.strict).scale(scale),
        (one.generous / other.generous).scale(scale),
    )


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """The most lenient of several readings' verdicts."""
    order = (Verdict.HOLDS, Verdict.STRAINED, Verdict.OPEN, Verdict.BROKEN)
    return min(verdicts, key=order.index)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The gravest of the verdicts on several things that must all hold."""
    order = (Verdict.HOLDS, Verdict.STRAINED, Verdict.OPEN, Verdict.BROKEN)
    return max(verdicts, key=order.index)


def joined(operands: Iterable[Operand], sign: str = " + ") -> str:
    """The figures with a sign between, for the working."""
    return sign.join(show(each.value) for each in operands)


def at_most(small: Operand, large: Operand, *, strictly: bool = False) -> Verdict:
    """Whether the first is not larger than the second, or smaller where that is asked."""

    def fits(one: Interval, other: Interval) -> bool:
        if one.low is None or other.high is None:
            return True
        return one.low < other.high or (not strictly and one.low == other.high)

    if fits(small.strict, large.strict):
        return Verdict.HOLDS
    return Verdict.STRAINED if fits(small.generous, large.generous) else Verdict.BROKEN
