"""Conversions between units are exact and stay within one dimension."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimcheck.extract import measures, units
from claimcheck.interval import Interval
from claimcheck.language import codes, pack


@pytest.mark.parametrize(
    ("expected", "amount", "unit", "into"),
    [
        ("41.842944", "26", "mi", "km"),
        ("37", "98.6", "degF", "degC"),
        ("0.40468564224", "1", "acre", "ha"),
        ("1000", "1", "km2", "m2"),
        ("3.785411784", "1", "gal", "l"),
        ("1.609344", "1", "mph", "km/h"),
        ("24", "2", "year", "month"),
    ],
)
def test_amounts_are_converted(expected: str, amount: str, unit: str, into: str) -> None:
    scale = 1000 if (unit, into) == ("km2", "m2") else 1
    found = units.convert(Interval.exactly(Fraction(amount)), unit, into)
    assert found == Interval.exactly(Fraction(expected) * scale)


def test_a_rise_in_temperature_has_no_zero_point() -> None:
    rise = units.convert(Interval.exactly(2), "degC", "degF", difference=True)
    assert rise == Interval.exactly(Fraction(18, 5))


@pytest.mark.parametrize(("unit", "other"), [("MW", "MWh"), ("km", "kg"), ("m", "m2"), ("bit", "hour"), ("EUR", "m")])
def test_what_measures_something_else_is_not_converted(unit: str, other: str) -> None:
    assert units.convert(Interval.exactly(1), unit, other) is None


def test_a_pint_may_be_american_or_imperial() -> None:
    assert units.variants("pint") == ("pint", "pint_uk")


@pytest.mark.parametrize("language", codes())
def test_packs_share_the_names_of_units(language: str) -> None:
    known = {"bp", "ppm", "dB", "mpg", "V", "kV", "radian"}
    names = set()
    for part in ("words", "symbols", "glued"):
        names |= set(pack(language).table(f"units.{part}").values())
    assert set() == {name for name in names - known if not units.same_dimension(name, _like(name))}


def _like(name: str) -> str:
    return "day" if name in measures.DURATIONS else name


