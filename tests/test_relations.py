"""The named relations: one table for whoever reads and whoever measures, and the arithmetic of its eight forms."""

import re
from datetime import date
from fractions import Fraction
from importlib import import_module

import pytest

from claimcheck import checks, rulebook
from claimcheck.interval import Interval
from claimcheck.model import Verdict
from claimcheck.relations import ONE, PAIRS, Named, named
from claimcheck.relations.operand import Operand, exactly

RULES = {rule.id: rule for rule in rulebook.load(rulebook.FOLDER)}
ANY = Interval(None, None, True, True)


def day(text: str) -> Operand:
    """The operand of a day, a month or a year."""
    parts = [int(part) for part in text.split("-")]
    first = date(*(parts + [1, 1])[:3])
    last = first if len(parts) == 3 else date(parts[0], *([12, 31] if len(parts) == 1 else [parts[1], 28]))
    return Operand(Fraction(0), ANY, ANY, days=(first, last))


def clock(hours: int, minutes: int) -> Operand:
    """The operand of a time of day."""
    return Operand(Fraction(0), ANY, ANY, minute=60 * hours + minutes)


def lasting(value: int, unit: str) -> Operand:
    """The operand of a length of time."""
    told = exactly(Fraction(value))
    return Operand(told.value, told.strict, told.generous, unit=unit)


def n(*values: object) -> list[Operand]:
    """The operands of figures; those that are operands already stay."""
    return [each if isinstance(each, Operand) else exactly(Fraction(str(each))) for each in values]


def verdict(name: str, sense: str = "", **roles: list[Operand]) -> Verdict:
    """What the arithmetic says of a named relation."""
    relation = named()[name]
    assert roles.keys() <= relation.roles.keys()
    return import_module(f"claimcheck.relations.{relation.form}").judge(relation.data, roles, sense).verdict  # type: ignore[no-any-return]


@pytest.mark.parametrize("relation", named().values(), ids=str)
def test_the_rules_that_speak_for_a_relation_are_there_and_know_its_kind(relation: Named) -> None:
    assert relation.kind in checks.load(RULES[relation.rule].check).kinds
    assert {*relation.otherwise.values()} <= RULES.keys()


@pytest.mark.parametrize("relation", named().values(), ids=str)
def test_what_is_told_of_a_role_is_told_of_one_that_is_there(relation: Named) -> None:
    told = {*relation.alike, *relation.sorts, *relation.shown, *relation.either}
    assert told <= relation.roles.keys()


HOLD = [
    ("partition", "", {"total": n(120), "parts": n(70, 50)}, {"total": n(110)}),
    ("remainder", "", {"whole": n(40), "parts": n(10, 5), "rest": n(25)}, {"rest": n(35)}),
    ("difference", "", {"larger": n(50), "smaller": n(30), "gap": n(20)}, {"gap": n(30)}),
    ("margin", "", {"winner": n(520), "loser": n(498), "margin": n(22)}, {"winner": n(530)}),
    ("running", "", {"before": n(17), "added": n(2), "after": n(19)}, {"after": n(20)}),
    ("net", "", {"in": n(90), "out": n(60), "net": n(30)}, {"out": n(70)}),
    ("moved", "", {"before": n(90), "after": n(60), "amount": n(30)}, {"amount": n(50)}),
    ("points", "", {"before": n(45), "after": n(48), "points": n(3)}, {"points": n(5)}),
    ("share", "", {"part": n(12), "whole": n(40), "share": n(30)}, {"share": n(35)}),
    ("one_in", "", {"part": n(5), "whole": n(40), "n": n(8)}, {"n": n(6)}),
    ("multiple", "", {"base": n(40), "factor": n(2), "result": n(80)}, {"result": n(120)}),
    ("rate", "", {"total": n(900), "units": n(30), "each": n(30)}, {"each": n(40)}),
    ("product", "", {"result": n(600), "factors": n(20, 30)}, {"factors": n(20, 40)}),
    ("change", "", {"before": n(50), "after": n(65), "percent": n(30)}, {"percent": n(20)}),
    ("exchange", "", {"pairs": n(10, 11, 20, 22)}, {"pairs": n(10, 11, 20, 29)}),
    ("mean", "", {"mean": n(42), "values": n(40, 52, 34)}, {"mean": n(46)}),
    ("overall", "", {"overall": n(42), "groups": n(40, 52)}, {"overall": n(56)}),
    ("compound", "", {"start": n(100), "end": n(121), "percent": n(10), "periods": n(2)}, {"end": n(130)}),
    ("same", "", {"figures": n(34, 34, 34)}, {"figures": n(34, 43, 34)}),
    ("convert", "", {"original": n("48.3"), "converted": n(48)}, {"converted": n(58)}),
    ("part_of", "", {"part": n(40), "whole": n(40)}, {"part": n(41)}),
    ("less", "", {"smaller": n(40), "larger": n(41)}, {"larger": n(40)}),
    ("record", "highest", {"extreme": n(9), "others": n(8, 7)}, {"others": n(8, 10)}),
    ("ranking", "lowest", {"values": n(1, 2, 3)}, {"values": n(1, 3, 2)}),
    ("threshold", "above", {"value": n(51), "bound": n(50)}, {"value": n(49)}),
    ("majority", "half", {"part": n(51), "whole": n(100)}, {"part": n(50)}),
    ("majority", "two_thirds", {"part": n(60), "whole": n(90)}, {"part": n(59)}),
    ("between", "", {"low": n(1), "value": n(2), "high": n(3)}, {"value": n(4)}),
    ("precedes", "", {"earlier": n(day("2020")), "later": n(day("2020-05"))}, {"later": n(day("2019"))}),
    ("precedes", "", {"earlier": n(clock(9, 40)), "later": n(clock(9, 55))}, {"later": n(clock(9, 25))}),
    ("listed", "", {"count": n(3), "items": n(0, 0, 0)}, {"count": n(4)}),
    ("nth", "", {"ordinal": n(3), "count": n(3)}, {"ordinal": n(4)}),
    ("length", "", {"start": n(day("2008")), "end": n(day("2021")), "length": n(lasting(13, "year"))},
     {"length": n(lasting(17, "year"))}),
    ("length", "", {"start": n(clock(18, 30)), "end": n(clock(1, 30)), "length": n(lasting(7, "hour"))},
     {"length": n(lasting(5, "hour"))}),
    ("age", "", {"born": n(day("1980-06-03")), "at": n(day("2020-05-03")), "age": n(39)}, {"age": n(40)}),
    ("anniversary", "", {"event": n(day("1965")), "at": n(day("2025-03-09")), "years": n(60)}, {"years": n(55)}),
    ("sample", "", {"size": n(1200), "margin": n("2.8")}, {"margin": n("0.8")}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sense", "roles", "_slip"), HOLD)
def test_a_relation_that_fits_holds(name: str, sense: str, roles: dict[str, list[Operand]], _slip: object) -> None:
    assert Verdict.HOLDS == verdict(name, sense, **roles)


@pytest.mark.parametrize(("name", "sense", "roles", "slip"), HOLD)
def test_a_relation_with_one_figure_wrong_is_broken(
    name: str, sense: str, roles: dict[str, list[Operand]], slip: dict[str, list[Operand]]
) -> None:
    assert Verdict.BROKEN == verdict(name, sense, **roles | slip)


def test_every_relation_but_the_weekday_is_shown_to_hold_and_to_break() -> None:
    assert {name for name, *_ in HOLD} == named().keys() - {"weekday"}


def test_a_date_holds_its_own_weekday() -> None:
    told = Operand(Fraction(0), ANY, ANY, days=(date(2024, 3, 12),) * 2, weekday=1)
    assert Verdict.HOLDS == verdict("weekday", date=[told], weekday=[told])


def test_a_day_that_cannot_be_told_leaves_a_relation_open() -> None:
    unknown = Operand(Fraction(0), ANY, ANY)
    assert Verdict.OPEN == verdict("weekday", date=[unknown], weekday=[unknown])


def test_a_bound_that_is_just_reached_breaks_nothing() -> None:
    over = Operand(Fraction(40), Interval(Fraction(40), None, True), Interval(Fraction(40), None, True))
    assert Verdict.STRAINED == verdict("partition", total=[over], parts=n(25, 15))


def test_a_time_of_either_half_day_fits_the_one_that_holds() -> None:
    evening = Operand(Fraction(0), ANY, ANY, minute=650, certain=False)
    told = verdict("length", start=[clock(18, 0)], end=[evening], length=[lasting(290, "minute")])
    assert Verdict.HOLDS == told


def test_a_number_of_hours_fits_a_rate_by_the_minute() -> None:
    assert Verdict.HOLDS == verdict("rate", total=n(120), units=[lasting(2, "hour")], each=n(1))


def test_a_division_by_nothing_is_left_open() -> None:
    assert Verdict.OPEN == verdict("share", part=n(1), whole=n(0), share=n(5))


@pytest.mark.parametrize("relation", named().values(), ids=str)
def test_words_for_whoever_looks_for_a_relation_are_sentences_without_an_end(relation: Named) -> None:
    assert not re.search(r"[.]\s*$", relation.says + relation.holds)


def test_an_average_is_complete_with_its_values_or_with_total_and_number() -> None:
    mean = named()["mean"]
    ways = [{"mean", "values"}, {"mean", "total", "count"}, {"mean", "values", "total"}, {"mean"}]
    assert [True, True, False, False] == [mean.complete(frozenset(way)) for way in ways]


def test_a_role_is_played_by_one_unless_the_table_says_otherwise() -> None:
    several = {relation.name for relation in named().values() if {*relation.roles.values()} - {ONE, PAIRS}}
    assert "partition" in several
    assert "share" not in several
