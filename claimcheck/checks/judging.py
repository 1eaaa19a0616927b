"""How a relation is judged: strict readings meet, only generous ones do, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from claimcheck.interval import Interval
from claimcheck.interval import total as add
from claimcheck.model import Claim, Quantity, Relation, Slot, Term, Verdict


class Reading(NamedTuple):
    """A computed figure: its nominal value and what it may be under both readings of its inputs."""

    value: Fraction
    strict: Interval
    generous: Interval


def read(quantity: Quantity) -> Reading:
    """A quantity as the input of a sum; a range counts with its middle."""
    return Reading(nominal(quantity), quantity.strict, quantity.generous)


def nominal(quantity: Quantity) -> Fraction:
    """The figure as written, or the middle (or the only bound) of a range."""
    if quantity.value is not None:
        return quantity.value
    low, high = quantity.strict.low, quantity.strict.high
    if low is not None and high is not None:
        return (low + high) / 2
    return low if low is not None else high if high is not None else Fraction(0)


def rounded(quantity: Quantity) -> Reading:
    """A figure that was worked out (an average, a rate): rounded at its last place, or cut off there."""
    reading, value = read(quantity), nominal(quantity)
    strict = reading.generous.join(Interval.around(value, quantity.step / 2))
    return Reading(reading.value, strict, strict.join(Interval(value, value + quantity.step)))


def added(quantities: Iterable[Quantity]) -> Reading:
    """The sum of quantities."""
    parts = list(quantities)
    return Reading(
        sum((nominal(part) for part in parts), Fraction(0)),
        add(part.strict for part in parts),
        add(part.generous for part in parts),
    )


def verdict(expected: Reading, stated: Quantity | Reading) -> Verdict:
    """Whether the stated figure is what the others make of it."""
    if expected.strict.meets(stated.strict):
        return Verdict.HOLDS
    return Verdict.STRAINED if expected.generous.meets(stated.generous) else Verdict.BROKEN


def term(role: str, claim: Claim) -> Term:
    """A claim in its role."""
    return Term(role, claim.span, claim)


def relation(
    kind: str, judged: Verdict, terms: Iterable[Term], working: Iterable[str], **slots: Slot
) -> Relation:
    """A judged relation."""
    return Relation(kind, judged, tuple(terms), tuple(working), slots)


def show(value: Fraction) -> str:
    """A number in plain figures: exact when its decimals end within six places, else rounded to two
    places (four for numbers below one)."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 7):
        if (value * 10**places).denominator == 1:
            return _decimal(value, places)
    return _decimal(value, 2 if abs(value) >= 1 else 4).rstrip("0").rstrip(".")


def _decimal(value: Fraction, places: int) -> str:
    scaled = round(value * 10**places)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def equation(left: str, value: Fraction, stated: Quantity, holds: bool) -> tuple[str, ...]:
    """`70 + 40 = 110`, and where it does not fit, `110 != 120`."""
    first = f"{left} = {show(value)}"
    return (first,) if holds else (first, f"{show(value)} != {show(nominal(stated))}")
