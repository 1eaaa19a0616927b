"""Areas from their sides, sizes compared with football pitches, power told as energy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.present import figures_of
from claimcheck.checks.restated import told_twice
from claimcheck.extract.article import Article
from claimcheck.extract.units import convert, same_dimension
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Quantity, Relation, Verdict

BESIDE = 6  # items between the sides of an area and the area
SLIGHT, GRAVE = Fraction(1, 100), Fraction(5, 100)
POWERS = frozenset({"W", "kW", "MW", "GW", "TW"})
# How large one of the things is that sizes are compared with, in the unit named: the laws of the game and
# of its American kin; the pools of World Aquatics, at their usual depths.
SIZES = {
    "pitch": ("ha", Interval(Fraction("0.4"), Fraction("1.1"))),
    "pool": ("l", Interval(Fraction(1500000), Fraction(3750000))),
}


@check("area-from-sides", slots=("first", "second", "expected", "stated"))
def area_from_sides(article: Article) -> Iterator[Relation]:
    """`5 km by 4 km, or 20 square km`: two sides and the area told right behind them."""
    for cue in article.cued("sides"):
        one, other = cue.holes["a"], cue.holes["b"]
        area = _area_behind(article, other)
        unit = one.quantity.unit
        if area is None or not _length(one) or other.quantity.unit not in ("", unit) or _bounded(one, other):
            continue
        sides = one.quantity, replace(other.quantity, kind=Kind.MEASURE, unit=unit)
        metres = [convert(told_twice(side), unit, "m") for side in sides]
        into = convert(Interval.exactly(1), "m2", area.quantity.unit)
        if metres[0] and metres[1] and into and into.low:
            expected = (metres[0] * metres[1]).scale(into.low)
            yield _sided(one, other, area, expected, into.low, unit)


def _bounded(one: Claim, other: Claim) -> bool:
    """Whether a side is only a bound (`up to 5 km by 4`): the shape is then no rectangle."""
    return Hedge.UP_TO in (one.quantity.hedge, other.quantity.hedge)


def _length(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.MEASURE and same_dimension(claim.quantity.unit, "m")


def _area_behind(article: Article, claim: Claim) -> Claim | None:
    """The area in apposition to the sides that end with a claim."""
    behind = [one for one in figures_of(article, claim.sentence) if one.span > claim.span]
    if not behind or behind[0].quantity.kind is not Kind.MEASURE or not same_dimension(behind[0].quantity.unit, "m2"):
        return None
    between = article.between(claim, behind[0])
    allowed = article.pack.words("conversions.area")
    return behind[0] if len(between) <= BESIDE and all(item.norm in allowed for item in between) else None


def _sided(one: Claim, other: Claim, area: Claim, expected: Interval, scale: Fraction, unit: str) -> Relation:
    exactly = convert(Interval.exactly(1), unit, "m")
    metre = exactly.low if exactly and exactly.low else Fraction(1)
    value = nominal(one.quantity) * nominal(other.quantity) * metre * metre * scale
    judged = Verdict.HOLDS if expected.meets(told_twice(area.quantity)) else _off(value, area.quantity)
    shown = round(value, 2)
    working = [f"{show(nominal(one.quantity))} * {show(nominal(other.quantity))} = {show(shown)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(shown)} != {show(nominal(area.quantity))}")
    told = Interval.exactly(shown)
    return relation(
        "area-from-sides", judged, [term("side", one), term("side", other), term("area", area)], working,
        first=one.quantity, second=other.quantity, stated=area.quantity,
        expected=replace(area.quantity, value=shown, strict=told, generous=told, hedge=Hedge.NONE),
    )  # fmt: skip


def _off(value: Fraction, stated: Quantity) -> Verdict:
    gap = abs(value - nominal(stated))
    if gap <= SLIGHT * value:
        return Verdict.HOLDS
    return Verdict.BROKEN if gap > GRAVE * value else Verdict.STRAINED


@check("size-compared", slots=("stated", "count", "least", "most"))
def size_compared(article: Article) -> Iterator[Relation]:
    """`714 hectares, about 1,000 football pitches`: a size and what it is compared with."""
    pairs = {(cue.holes["size"].id, cue.holes["n"].id): cue.holes for cue in article.cued("compared_size")}
    for holes in pairs.values():
        size, count = holes["size"], holes["n"]
        thing = _thing(article, count)
        if thing is None or not count.quantity.value or size.quantity.kind is not Kind.MEASURE:
            continue
        unit, one = SIZES[thing]
        whole = convert(told_twice(size.quantity), size.quantity.unit, unit)
        if whole is None or whole.low is None or whole.high is None or one.low is None or one.high is None:
            continue
        least, most = Fraction(round(whole.low / one.high)), Fraction(round(whole.high / one.low))
        fits = Interval(least, most).meets(told_twice(count.quantity))
        sign = "within" if fits else "outside"
        yield relation(
            "size-compared",
            Verdict.HOLDS if fits else Verdict.BROKEN,
            [term("size", size), term("count", count)],
            [f"{show(nominal(count.quantity))} {sign} {show(least)} to {show(most)}"],
            stated=size.quantity, count=nominal(count.quantity), least=least, most=most,
        )  # fmt: skip


def _thing(article: Article, count: Claim) -> str | None:
    """What is counted: pitches or pools, by the words behind the number."""
    row, at = article.items[count.sentence], article.item_of[count.id]
    names = article.pack.table("conversions.things")
    behind = " ".join(item.norm for item in row[at + 1 : at + 5]) + " "
    return next((thing for words, thing in names.items() if f" {behind}".find(f" {words} ") >= 0), None)


@check("power-or-energy", slots=("stated",))
def power_or_energy(article: Article) -> Iterator[Relation]:
    """`500 megawatts a year`: power told as if it were an amount of energy."""
    for cue in article.cued("power_per_time"):
        claim = cue.holes["p"]
        norms = {item.norm for item in article.items[claim.sentence]}
        if claim.quantity.unit in POWERS and not norms & article.pack.words("conversions.capacity"):
            unit = claim.quantity.unit
            yield relation(
                "power-or-energy", Verdict.BROKEN, [term("power", claim)], [f"{unit} != {unit}h"],
                stated=claim.quantity,
            )  # fmt: skip
