"""What must hold in each relation of the marked corpus: functions of a story's marks and the relation's roles."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from tools.figures import Flaw, Interval, Mark, interval, minutes, moment, number

Marks = Mapping[str, Mark]
Roles = Mapping[str, Any]
Holds = Callable[[Marks, Roles], bool]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PER_DAY = {"days": Fraction(1), "weeks": Fraction(7), "months": Fraction(487, 16), "years": Fraction(1461, 4)}
QUOTIENTS = frozenset({"share", "percent", "points", "mean", "each"})


def _span(marks: Marks, roles: Roles, role: str) -> Interval:
    """The interval of the figure of a role, or of the sum of its several."""
    several = roles[role] if isinstance(roles[role], list) else [roles[role]]
    found = [interval(marks[str(key)], role in QUOTIENTS) for key in several]
    return sum((low for low, _ in found), Fraction(0)), sum((high for _, high in found), Fraction(0))


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _number(marks: Marks, key: object) -> Fraction:
    return number(marks[str(key)])


def _sum(total: str, *parts: str) -> Holds:
    def holds(marks: Marks, roles: Roles) -> bool:
        spans = [_span(marks, roles, part) for part in parts]
        added = sum((low for low, _ in spans), Fraction(0)), sum((high for _, high in spans), Fraction(0))
        return _meet(_span(marks, roles, total), added)

    return holds


def _ratio(result: str, base: str, factor: str, scale: int = 1) -> Holds:
    def holds(marks: Marks, roles: Roles) -> bool:
        one, two, three = (_span(marks, roles, role) for role in (result, base, factor))
        return _meet((scale * one[0], scale * one[1]), (two[0] * three[0], two[1] * three[1]))

    return holds


def _product(marks: Marks, roles: Roles) -> bool:
    low = high = Fraction(1)
    for key in roles["factors"]:
        span = interval(marks[str(key)])
        low, high = low * span[0], high * span[1]
    return _meet((low, high), _span(marks, roles, "result"))


def _change(marks: Marks, roles: Roles) -> bool:
    before, after, percent = (_span(marks, roles, role) for role in ("before", "after", "percent"))
    moves = [100 * (a - b) / b for a in after for b in before]
    return any(_meet((min(sign * m for m in moves), max(sign * m for m in moves)), percent) for sign in (1, -1))


def _moved(amount: str) -> Holds:
    def holds(marks: Marks, roles: Roles) -> bool:
        before, after, gap = (_span(marks, roles, role) for role in ("before", "after", amount))
        up, down = (after[0] - before[1], after[1] - before[0]), (before[0] - after[1], before[1] - after[0])
        return _meet(up, gap) or _meet(down, gap)

    return holds


def _exchange(marks: Marks, roles: Roles) -> bool:
    rates = []
    for pair in roles["pairs"]:
        amount, converted = (interval(marks[str(key)]) for key in pair)
        rates.append((converted[0] / amount[1], converted[1] / amount[0]))
    return max(low for low, _ in rates) <= min(high for _, high in rates) * Fraction(51, 50)


def _mean(marks: Marks, roles: Roles) -> bool:
    mean = _span(marks, roles, "mean")
    if "values" in roles:
        total, count = _span(marks, roles, "values"), Fraction(len(roles["values"]))
        return _meet((total[0] / count, total[1] / count), mean)
    total, units = _span(marks, roles, "total"), _span(marks, roles, "count")
    return _meet((total[0] / units[1], total[1] / units[0]), mean)


def _overall(marks: Marks, roles: Roles) -> bool:
    groups = [interval(marks[str(key)]) for key in roles["groups"]]
    return _meet(_span(marks, roles, "overall"), (min(low for low, _ in groups), max(high for _, high in groups)))


def _compound(marks: Marks, roles: Roles) -> bool:
    start, end, percent, periods = (_span(marks, roles, role) for role in ("start", "end", "percent", "periods"))
    n = int(periods[0])
    return _meet((start[0] * (1 + percent[0] / 100) ** n, start[1] * (1 + percent[1] / 100) ** n), end)


def _same(marks: Marks, roles: Roles) -> bool:
    told = [marks[str(key)] for key in roles["figures"]]
    if len(told) < 2:
        raise Flaw("one figure alone is not told twice")
    if any(re.search(r"[-:a-z]", mark.value) for mark in told):
        return all(a.value.startswith(b.value) or b.value.startswith(a.value) for a in told for b in told)
    spans = [interval(mark) for mark in told]
    return all(_meet(a, b) for a in spans for b in spans)


def _convert(marks: Marks, roles: Roles) -> bool:
    low, high = _span(marks, roles, "original")
    factor = Fraction(str(roles["factor"]))
    around = low * factor * Fraction(49, 50), high * factor * Fraction(51, 50)
    return _meet(around, _span(marks, roles, "converted"))


def _part_of(marks: Marks, roles: Roles) -> bool:
    return _span(marks, roles, "part")[0] <= _span(marks, roles, "whole")[1]


def _less(marks: Marks, roles: Roles) -> bool:
    return _number(marks, roles["smaller"]) < _number(marks, roles["larger"])


def _record(marks: Marks, roles: Roles) -> bool:
    extreme, others = _number(marks, roles["extreme"]), [_number(marks, key) for key in roles["others"]]
    return extreme >= max(others) if roles["kind"] == "highest" else extreme <= min(others)


def _ranking(marks: Marks, roles: Roles) -> bool:
    values = [_number(marks, key) for key in roles["values"]]
    return values == sorted(values, reverse=roles["kind"] == "highest")


def _threshold(marks: Marks, roles: Roles) -> bool:
    value, bound = _span(marks, roles, "value"), _span(marks, roles, "bound")
    return value[1] >= bound[0] if roles["side"] == "above" else value[0] <= bound[1]


def _majority(marks: Marks, roles: Roles) -> bool:
    fraction = Fraction(str(roles.get("fraction", "0.5")))
    return _number(marks, roles["part"]) > fraction * _number(marks, roles["whole"])


def _between(marks: Marks, roles: Roles) -> bool:
    low, value, high = (_number(marks, roles[role]) for role in ("low", "value", "high"))
    return low <= value <= high


def _listed(marks: Marks, roles: Roles) -> bool:
    return _number(marks, roles["count"]) == len(roles["items"])


def _nth(marks: Marks, roles: Roles) -> bool:
    return _number(marks, roles["ordinal"]) <= _number(marks, roles["count"])


def _weekday(marks: Marks, roles: Roles) -> bool:
    first, _ = moment(marks[str(roles["date"])])
    return DAYS[first.weekday()] == marks[str(roles["weekday"])].value


def _length(marks: Marks, roles: Roles) -> bool:
    start, end = (marks[str(roles[role])] for role in ("start", "end"))
    low, high = _span(marks, roles, "length")
    if ":" in start.value:
        per = {"minutes": 1, "hours": 60}[roles["unit"]]
        length = Fraction((minutes(end) - minutes(start)) % 1440 or 1440, per)
        return low <= length <= high or (per == 60 and abs(length - low) < 1)
    per_day = PER_DAY[roles["unit"]]
    (first, last), (until, at_last) = moment(start), moment(end)
    shortest, longest = (until - last).days / per_day, ((at_last - first).days + 1) / per_day
    half = Fraction(1, 2)
    return _meet((shortest, longest), (low - (0 if roles["unit"] == "days" else half), high + half))


def _age(born: str, at: str, age: str) -> Holds:
    def holds(marks: Marks, roles: Roles) -> bool:
        (first, last), (now, later) = moment(marks[str(roles[born])]), moment(marks[str(roles[at])])
        youngest = now.year - last.year - ((now.month, now.day) < (last.month, last.day))
        oldest = later.year - first.year - ((later.month, later.day) < (first.month, first.day))
        return _meet(_span(marks, roles, age), (Fraction(youngest), Fraction(oldest)))

    return holds


def _precedes(marks: Marks, roles: Roles) -> bool:
    earlier, later = (marks[str(roles[role])] for role in ("earlier", "later"))
    if ":" in earlier.value and ":" in later.value:
        return minutes(earlier) < minutes(later)
    return moment(earlier)[0] <= moment(later)[1]


def _sample(marks: Marks, roles: Roles) -> bool:
    size, margin = _number(marks, roles["size"]), _number(marks, roles["margin"])
    usual = 98 / math.sqrt(size)
    return 0.85 <= float(margin) / usual <= 1.5


RELATIONS: dict[str, Holds] = {
    "partition": _sum("total", "parts"),
    "remainder": _sum("whole", "parts", "rest"),
    "difference": _sum("larger", "smaller", "gap"),
    "margin": _sum("winner", "loser", "margin"),
    "running": _sum("after", "before", "added"),
    "net": _sum("in", "out", "net"),
    "share": _ratio("part", "whole", "share", 100),
    "one_in": _ratio("whole", "part", "n"),
    "multiple": _ratio("result", "base", "factor"),
    "rate": _ratio("total", "units", "each"),
    "product": _product,
    "change": _change,
    "points": _moved("points"),
    "moved": _moved("amount"),
    "exchange": _exchange,
    "mean": _mean,
    "overall": _overall,
    "compound": _compound,
    "same": _same,
    "convert": _convert,
    "part_of": _part_of,
    "less": _less,
    "record": _record,
    "ranking": _ranking,
    "threshold": _threshold,
    "majority": _majority,
    "between": _between,
    "listed": _listed,
    "nth": _nth,
    "weekday": _weekday,
    "length": _length,
    "age": _age("born", "at", "age"),
    "anniversary": _age("event", "at", "years"),
    "precedes": _precedes,
    "sample": _sample,
}
