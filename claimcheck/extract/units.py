"""Converting between units, exactly. pint is loaded only here, and only when two different units meet."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.interval import Interval

DEFINITIONS = Path(__file__).with_name("units.txt")
# Units that national habits read differently; a check accepts any of them before it speaks.
VARIANTS = {
    "gal": ("gal", "gal_uk"),
    "quart": ("quart", "quart_uk"),
    "pint": ("pint", "pint_uk"),
    "fl_oz": ("fl_oz", "fl_oz_uk"),
    "ton": ("ton", "ton_uk", "t"),
    "t": ("t", "ton", "ton_uk"),
}
# Temperature scales: the size of a degree and the zero point, in kelvin.
_SCALES = {
    "K": (Fraction(1), Fraction(0)),
    "degC": (Fraction(1), Fraction("273.15")),
    "degF": (Fraction(5, 9), Fraction("459.67") * 5 / 9),
}


def convert(amount: Interval, unit: str, into: str, *, difference: bool = False) -> Interval | None:
    """The interval in another unit; None when the two measure different things or one is not known.

    `difference` says that a temperature is a rise or fall, which has no zero point to shift.
    """
    if unit == into:
        return amount
    if unit in _SCALES and into in _SCALES and not difference:
        size, zero = _SCALES[unit]
        other, shift = _SCALES[into]
        return amount.scale(size).shift(zero - shift).scale(1 / other)
    factor = _factor(unit, into)
    return None if factor is None else amount.scale(factor)


def same_dimension(unit: str, other: str) -> bool:
    """Whether one can be converted into the other (km and mi, not MW and MWh)."""
    return unit == other or _factor(unit, other) is not None


def variants(unit: str) -> tuple[str, ...]:
    """The units a name may stand for, the usual one first (pint: American, imperial)."""
    return VARIANTS.get(unit, (unit,))


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(None, non_int_type=Fraction, cache_folder=None)
    registry.load_definitions(str(DEFINITIONS))
    return registry


@cache
def _factor(unit: str, into: str) -> Fraction | None:
    """How many of `into` one `unit` is, without any shift of the zero point."""
    if unit in _SCALES and into in _SCALES:
        return _SCALES[unit][0] / _SCALES[into][0]
    registry: Any = _registry()
    names = [name.replace("/", "_per_") for name in (unit, into)]
    if any(name not in registry or name in _SCALES for name in names):
        return None
    (size, base), (other, common) = (registry.get_root_units(name) for name in names)
    return Fraction(size) / Fraction(other) if base == common else None
