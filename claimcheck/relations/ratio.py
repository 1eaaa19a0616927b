"""Ratios: shares, multiples, rates, products, changes in per cent, rates of exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from claimcheck.checks.judging import Reading, show
from claimcheck.interval import Interval
from claimcheck.model import Verdict
from claimcheck.relations.operand import (
    MISFIT,
    Judged,
    Operand,
    Roles,
    Slots,
    best,
    compared,
    equation,
    joined,
    opened,
    over,
    times,
    worst,
)

ROUNDING = Fraction(51, 50)  # rates of exchange that are this close are one rate
CLOCK = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
CALENDAR = {"month": 1, "year": 12, "decade": 120}


def judge(data: Mapping[str, object], roles: Roles, sense: str) -> Judged:
    """Whether the quotient, the product or the rates fit."""
    if "share" in roles:
        return _share(*(roles[role][0] for role in ("part", "whole", "share")))
    if "percent" in roles:
        return _change(*(roles[role][0] for role in ("before", "after", "percent")))
    if "n" in roles:
        return _quotient(*(roles[role][0] for role in ("whole", "part", "n")))
    if "factor" in roles:
        return _multiple(*(roles[role][0] for role in ("base", "result", "factor")))
    if "each" in roles:
        return _rate(*(roles[role][0] for role in ("total", "units", "each")))
    return _exchange(roles) if "pairs" in roles else _product(roles)


def _share(part: Operand, whole: Operand, share: Operand) -> Judged:
    expected = over(part.reading, whole.reading, 100)
    if expected is None:
        return opened(MISFIT)
    verdict = compared(expected, share.derived)
    working, slots = equation(f"{show(part.value)} / {show(whole.value)}", expected, share, verdict, " %")
    return Judged(verdict, working, {**slots, "part": part, "whole": whole})


def _change(before: Operand, after: Operand, percent: Operand) -> Judged:
    """The change in per cent, up or down. Percentages that are so many points apart are left to another relation."""
    moved = over(after.reading, before.reading, 100)
    if moved is None:
        return opened(MISFIT)
    up = Reading(moved.value - 100, moved.strict.shift(-100), moved.generous.shift(-100))
    down = Reading(-up.value, -up.strict, -up.generous)
    size = percent.derived
    verdict = best(compared(each, size) for each in (up, down))
    expected = up if up.value >= 0 else down
    high, low = max(before.value, after.value), min(before.value, after.value)
    working, slots = equation(f"({show(high)} - {show(low)}) / {show(before.value)}", expected, percent, verdict, " %")
    points = abs(after.value - before.value)
    if before.unit == "%" and verdict is Verdict.BROKEN and points in size.strict:
        verdict = Verdict.STRAINED
    return Judged(verdict, working, {**slots, "before": before, "after": after, "points": points})


def _quotient(whole: Operand, part: Operand, stated: Operand) -> Judged:
    expected = over(whole.reading, part.reading)
    if expected is None:
        return opened(MISFIT)
    verdict = compared(expected, stated.derived)
    working, slots = equation(f"{show(whole.value)} / {show(part.value)}", expected, stated, verdict)
    return Judged(verdict, working, slots)


def _multiple(base: Operand, result: Operand, factor: Operand) -> Judged:
    """The factor, which is told roundly: `three times` may be a little more or less."""
    expected = over(result.reading, base.reading)
    if expected is None:
        return opened(MISFIT)
    half = Interval.around(factor.value, factor.step / 2)
    verdict = compared(expected, Reading(factor.value, factor.strict, factor.generous.join(half)))
    working, slots = equation(f"{show(result.value)} / {show(base.value)}", expected, factor, verdict)
    return Judged(verdict, working, {**slots, "before": base, "after": result})


def _rate(whole: Operand, units: Operand, each: Operand) -> Judged:
    """The total over the units, in whichever unit of time fits what each comes to."""
    found = [_quotient(whole, scaled, each) for scaled in _in_units(units)]
    chosen = best(judged.verdict for judged in found)
    return next(judged for judged in found if judged.verdict is chosen)


def _in_units(units: Operand) -> list[Operand]:
    """A number of units as it is told, and a length of time in the other units of the clock or the calendar."""
    others = [
        Fraction(clock[units.unit], other)
        for clock in (CLOCK, CALENDAR)
        if units.unit in clock
        for unit, other in clock.items()
        if unit != units.unit
    ]
    return [units, *(_scaled(units, factor) for factor in others)]


def _scaled(operand: Operand, factor: Fraction) -> Operand:
    return replace(
        operand,
        value=operand.value * factor,
        strict=operand.strict.scale(factor),
        generous=operand.generous.scale(factor),
    )


def _product(roles: Roles) -> Judged:
    (result,), factors = roles["result"], roles["factors"]
    expected = reduce(times, (factor.reading for factor in factors))
    verdict = compared(expected, result.reading)
    working, slots = equation(joined(factors, " * "), expected, result, verdict)
    return Judged(verdict, working, {**slots, "rate": factors[0], "times": joined(factors[1:], " × ")})


def _exchange(roles: Roles) -> Judged:
    """Whether the later pairs are converted at the rate of the first."""
    row = roles["pairs"]
    pairs = list(zip(row[::2], row[1::2], strict=True))
    rates = [over(converted.reading, amount.reading) for amount, converted in pairs]
    first = rates[0]
    if first is None or None in rates or len(pairs) < 2:
        return opened(MISFIT)
    verdicts = [_near(first, rate) for rate in rates[1:] if rate]
    at = next((n for n, v in enumerate(verdicts, 1) if v is worst(verdicts)), 1)
    other = rates[at] or first
    working = [f"{show(b.value)} / {show(a.value)} = {show(b.value / a.value)}" for a, b in (pairs[0], pairs[at])]
    slots: Slots = {"first": pairs[0][0], "second": pairs[at][0], "rate": show(first.value), "other": show(other.value)}
    return Judged(worst(verdicts), tuple(working), slots)


def _near(one: Reading, other: Reading) -> Verdict:
    wide = [Interval(each.low and each.low / ROUNDING, each.high and each.high * ROUNDING) for each in one[1:]]
    return compared(Reading(one.value, *wide), other)
