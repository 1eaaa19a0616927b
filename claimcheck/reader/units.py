"""Figures brought to one unit: of a scale, of a currency, of the clock or the calendar, of a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from claimcheck.checks.judging import nominal
from claimcheck.extract.units import convert, same_dimension
from claimcheck.interval import Interval
from claimcheck.model import Kind, Quantity
from claimcheck.reader.proposals import Played, Refusal, Refused
from claimcheck.relations.operand import Operand

SHARES: Mapping[Kind, Fraction] = {
    Kind.PERCENT: Fraction(1),
    Kind.RATIO: Fraction(100),
    Kind.PER_MILLE: Fraction(1, 10),
}
TIMES = {
    "clock": {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "night": 86400, "week": 604800,
              "fortnight": 1209600},
    "calendar": {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "decade": 120, "century": 1200},
}  # fmt: skip
SCALES = (10**3, 10**6, 10**9)
LENGTHS = (("mm", "cm", "m", "km"), ("inch", "ft", "yd", "mi"), ("g", "kg", "t"), ("ml", "cl", "l"))
_SMALL, _LARGE = 10**4, 10**5  # a number below the first may have the scale word of one above the second
_ROUND = 100
ANY = Interval(None, None, True, True)


def is_bare(term: Played, quantity: Quantity) -> bool:
    """Whether a number has nothing of its own that it counts."""
    return quantity.kind is Kind.COUNT and (term.claim is None or term.claim.counted is None)


def united(quantities: Sequence[Quantity], bare: Sequence[bool]) -> Iterator[list[Operand]]:
    """The figures in one unit, if they have one; a bare number takes unit and scale of the others in each way."""
    told = [quantity for quantity, plain in zip(quantities, bare, strict=True) if not plain] or list(quantities)
    if len({_family(quantity) for quantity in told}) != 1:
        return
    if any(bare) and told[0].kind in (Kind.RATIO, Kind.ORDINAL):
        return
    for unit, scale in _readings(told, quantities, any(bare)):
        row = [
            _in_unit(quantity, unit, scale if plain and abs(nominal(quantity)) < _SMALL else 1, borrowed=plain)
            for quantity, plain in zip(quantities, bare, strict=True)
        ]
        if None not in row:
            yield [operand for operand in row if operand is not None]


def _family(quantity: Quantity) -> str:
    """What figures must share to be added up or compared."""
    if quantity.kind in SHARES:
        return "percent"
    if quantity.kind in (Kind.DURATION, Kind.AGE):
        return next((name for name, units in TIMES.items() if quantity.unit in units), quantity.unit)
    if quantity.kind is Kind.MONEY:
        return quantity.unit
    if quantity.kind is Kind.MEASURE:
        return "measure"
    return quantity.kind.value


def _readings(told: Sequence[Quantity], every: Sequence[Quantity], borrowing: bool) -> Iterator[tuple[str, int]]:
    """The units the figures may be brought to, with the scale that small bare ones take beside large ones."""
    units = list(dict.fromkeys(quantity.unit for quantity in told))
    if borrowing:
        families = [*TIMES.values(), *LENGTHS]
        units += [unit for family in families if units[0] in family for unit in family if unit not in units]
    large = max(abs(nominal(quantity)) for quantity in every) >= _LARGE
    for unit in units if borrowing else units[:1]:
        yield unit, 1
    if borrowing and large:
        yield from ((units[0], scale) for scale in SCALES)


def _in_unit(quantity: Quantity, unit: str, scale: int, *, borrowed: bool) -> Operand | None:
    """A figure in a unit; a borrowed one is of that unit already."""
    if quantity.kind in SHARES:
        return scaled(quantity, SHARES[quantity.kind], "%")
    if borrowed or quantity.unit == unit or quantity.kind not in (Kind.DURATION, Kind.AGE, Kind.MEASURE):
        return scaled(quantity, Fraction(scale), unit)
    for units in TIMES.values():
        if quantity.unit in units and unit in units:
            return scaled(quantity, Fraction(units[quantity.unit], units[unit]), unit)
    if quantity.kind is Kind.MEASURE and same_dimension(quantity.unit, unit):
        return converted(quantity, unit)
    return None


def converted(quantity: Quantity, unit: str) -> Operand | None:
    """A measure in another unit; None where it has no such unit."""
    ways = [convert(each, quantity.unit, unit) for each in (Interval.exactly(nominal(quantity)), quantity.strict,
            quantity.generous)]  # fmt: skip
    value, strict, generous = ways
    if value is None or strict is None or generous is None or value.low is None:
        return None
    return Operand(value.low, strict, generous, quantity.step, unit=unit)


def scaled(quantity: Quantity, factor: Fraction, unit: str) -> Operand:
    generous = quantity.generous.join(_in_round_words(quantity))
    return Operand(
        nominal(quantity) * factor,
        quantity.strict.scale(factor),
        generous.scale(factor),
        quantity.step * factor,
        unit=unit,
    )


def _in_round_words(quantity: Quantity) -> Interval:
    """What a large figure in words (five thousand) may be the rounding of: half of its last place that is told."""
    value = quantity.value
    if not quantity.in_words or value is None or value.denominator != 1 or abs(value) < _ROUND or value % 10:
        return quantity.strict
    place = 10
    while value % (10 * place) == 0:
        place *= 10
    return Interval.around(value, Fraction(place, 2))


def unsigned(operand: Operand) -> Operand:
    """A fall as a figure."""
    if operand.value >= 0:
        return operand
    return replace(operand, value=-operand.value, strict=-operand.strict, generous=-operand.generous)


def inverse(quantity: Quantity) -> Operand:
    """The n of a share that is told as one in n."""
    value = nominal(quantity)
    if value <= 0:
        raise Refused(Refusal.KIND)
    one = Interval.exactly(1)
    return Operand(1 / value, one / quantity.strict, one / quantity.generous)


def times(quantity: Quantity, factor: Fraction) -> Quantity:
    return replace(
        quantity,
        value=None if quantity.value is None else quantity.value * factor,
        strict=quantity.strict.scale(factor),
        generous=quantity.generous.scale(factor),
        step=quantity.step * factor,
    )


def plain(quantity: Quantity) -> Quantity:
    """A figure as a number without the unit that was read; one without a unit stays as it is."""
    united = quantity.kind in (Kind.MEASURE, Kind.MONEY, Kind.DURATION, Kind.AGE)
    return replace(quantity, kind=Kind.COUNT, unit="") if united and quantity.value is not None else quantity


def one_side(quantity: Quantity, side: int) -> Quantity:
    """One of the two numbers of a score, a ratio or a range, as a figure. Raises Refused where there is but one."""
    if quantity.operands:
        value = quantity.operands[side - 1] if len(quantity.operands) >= side else None
    else:
        ends = (quantity.strict.low, quantity.strict.high) if quantity.value is None else (None, None)
        value = ends[side - 1]
    if quantity.when is not None and quantity.when.until is not None:
        when = quantity.when.until if side == 2 else replace(quantity.when, until=None)
        return replace(quantity, when=when)
    if value is None:
        raise Refused(Refusal.FIGURE)
    exact = Interval.exactly(value)
    kind = Kind.COUNT if quantity.kind in (Kind.SCORE, Kind.RATIO) else quantity.kind
    return replace(quantity, kind=kind, value=value, strict=exact, generous=exact, operands=())


def score(quantity: Quantity) -> Operand:
    """A score as one figure, whichever side is told first."""
    high, low = sorted(quantity.operands, reverse=True)[:2]
    exact = Interval.exactly(high * 10**6 + low)
    return Operand(high * 10**6 + low, exact, exact, shown="-".join(str(each) for each in quantity.operands))


def in_years(quantity: Quantity) -> Fraction:
    """The factor that makes years of a length of time."""
    if quantity.kind in (Kind.DURATION, Kind.AGE) and quantity.unit != "year":
        months = TIMES["calendar"].get(quantity.unit)
        if months is None:
            raise Refused(Refusal.KIND)
        return Fraction(months, 12)
    return Fraction(1)
