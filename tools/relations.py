"""What must hold in each relation of the marked corpus: the named relations' own arithmetic on a story's marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from importlib import import_module
from typing import Any

from claimcheck.interval import Interval
from claimcheck.model import Verdict
from claimcheck.relations import PAIRS, Named, named
from claimcheck.relations.operand import Operand
from claimcheck.relations.order import LEAST
from tools.figures import Flaw, Mark, interval, last_place, minutes, moment, number

Marks = Mapping[str, Mark]
Roles = Mapping[str, Any]
Holds = Callable[[Marks, Roles], bool]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUOTIENTS = frozenset({"share", "percent", "points", "mean", "each"})
DATED = frozenset({"date", "start", "end", "born", "at", "event", "earlier", "later"})
ANY = Interval(None, None, True, True)


def _holds(relation: Named, marks: Marks, roles: Roles) -> bool:
    """Whether a relation holds among a story's marks.

    :raises Flaw: if it cannot be judged.
    """
    played = {role: _played(relation, role, marks, roles) for role in relation.roles if role in roles}
    if relation.name == "same" and len(played["figures"]) < 2:
        raise Flaw("one figure alone is not told twice")
    if relation.name == "convert":
        played["original"] = [_times(each, Fraction(str(roles["factor"]))) for each in played["original"]]
    found = import_module(f"claimcheck.relations.{relation.form}").judge(relation.data, played, _sense(relation, roles))
    if found.verdict is Verdict.OPEN:
        raise Flaw(f"it cannot be judged: {found.why}")
    return bool(found.verdict is not Verdict.BROKEN)


def _sense(relation: Named, roles: Roles) -> str:
    """What the settings say that the roles do not."""
    if relation.name == "majority":
        fraction = Fraction(str(roles.get("fraction", "0.5")))
        return next(name for name, least in LEAST.items() if least == fraction)
    return str(roles.get("kind") or roles.get("side") or "")


def _played(relation: Named, role: str, marks: Marks, roles: Roles) -> list[Operand]:
    several = roles[role] if isinstance(roles[role], list) else [roles[role]]
    keys = [key for pair in several for key in pair] if relation.roles[role] == PAIRS else several
    unit = str(roles.get("unit", "")).removesuffix("s") if role == "length" else ""
    return [_operand(marks[str(key)], role, unit) for key in keys]


def _operand(mark: Mark, role: str, unit: str) -> Operand:
    """A mark in a role: a day of the week, a time, a date, a name that is listed, or a number."""
    if mark.value in DAYS:
        return Operand(Fraction(0), ANY, ANY, weekday=DAYS.index(mark.value))
    if ":" in mark.value:
        return Operand(Fraction(0), ANY, ANY, minute=minutes(mark))
    if mark.value == "x":
        return Operand(Fraction(0), ANY, ANY)
    if re.search(r"\d-", mark.value):
        return Operand(Fraction(0), ANY, ANY, days=moment(mark))
    value, (low, high) = number(mark), interval(mark, role in QUOTIENTS)
    days = moment(mark) if role in DATED and re.fullmatch(r"\d{4}", mark.value) else None
    told = Interval(low, high)
    return Operand(value, told, told, last_place(mark.text, value), days=days, unit=unit)


def _times(operand: Operand, factor: Fraction) -> Operand:
    told = operand.strict.scale(factor)
    return Operand(operand.value * factor, told, told)


RELATIONS: dict[str, Holds] = {name: partial(_holds, relation) for name, relation in named().items()}
