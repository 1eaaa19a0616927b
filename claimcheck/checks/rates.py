"""Rates as the text gives them: so much each, a month, per hectare, on average."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks.telling import AMOUNTS
from claimcheck.extract.article import RATES, Article, Cue, remembered
from claimcheck.extract.nouns import concept_of, concepts, stem
from claimcheck.model import Claim, Kind, Place
from claimcheck.phrase import Item

PERIODS = {
    "per_second": "second", "per_minute": "minute", "per_hour": "hour", "per_day": "day", "per_night": "night",
    "per_week": "week", "per_month": "month", "per_year": "year",
}  # fmt: skip
LENGTHS = {  # one duration unit in others, as exact as calendars allow
    ("month", "year"): Fraction(12),
    ("day", "week"): Fraction(7),
    ("day", "year"): Fraction(365),
    ("hour", "day"): Fraction(24),
    ("minute", "hour"): Fraction(60),
    ("second", "minute"): Fraction(60),
    ("second", "hour"): Fraction(3600),
    ("week", "year"): Fraction(52),
    ("night", "week"): Fraction(7),
    ("month", "decade"): Fraction(120),
    ("year", "decade"): Fraction(10),
}
METRIC = {  # one unit in another, where both may stand in one sum
    ("km", "m"): Fraction(1000), ("m", "cm"): Fraction(100), ("t", "kg"): Fraction(1000), ("kg", "g"): Fraction(1000),
    ("q", "kg"): Fraction(100), ("t", "q"): Fraction(10), ("km2", "ha"): Fraction(100), ("ha", "m2"): Fraction(10000),
    ("l", "ml"): Fraction(1000), ("hl", "l"): Fraction(100), ("GW", "MW"): Fraction(1000), ("MW", "kW"): Fraction(1000),
    ("GWh", "MWh"): Fraction(1000), ("MWh", "kWh"): Fraction(1000), ("m3", "l"): Fraction(1000),
}  # fmt: skip
ANYONE = frozenset({"person"})
SPEEDS = {"km/h": ("km", "hour"), "mph": ("mi", "hour"), "m/s": ("m", "second"), "knot": ("nmi", "hour")}


class Rate(NamedTuple):
    """A claim that is so much of something each. `period` is the time it is counted by, `units` the unit or
    noun key of the thing and `wider` what may stand for it, `each` tells that any things may be meant, `mean` an
    average, `times` is the number named with it, `fixed` that nothing else may be meant by the two.
    """

    claim: Claim
    period: str = ""
    units: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    each: bool = False
    mean: bool = False
    times: Claim | None = None
    fixed: bool = False


@remembered
def rates(article: Article) -> tuple[Rate, ...]:
    """The rates of a story in reading order, one a claim."""
    found: dict[str, Rate] = {}
    for rate in (*_plain(article), *_of_units(article), *_multiplied(article)):
        known = found.setdefault(rate.claim.id, rate)
        if known is not rate:
            found[rate.claim.id] = _merged(known, rate)
    return tuple(sorted(found.values(), key=lambda rate: article.position[rate.claim.id]))


@remembered
def unit_rates(article: Article) -> frozenset[str]:
    """The ids of claims that are so much each, on average or by a unit, but not by a time."""
    return frozenset(rate.claim.id for rate in rates(article) if not rate.period)


def _merged(known: Rate, other: Rate) -> Rate:
    """Two readings of one rate; a period says more than the noun it is told with, a noun more than `each`."""
    named = known if known.period or known.units else other
    return named._replace(
        each=known.each or other.each,
        mean=known.mean or other.mean,
        times=known.times or other.times,
        fixed=known.fixed or other.fixed,
    )


def _plain(article: Article) -> Iterator[Rate]:
    for name in RATES:
        for cue in article.cued(name):
            claim = cue.holes["rate"]
            if name == "each" and _distributes(article, cue):
                continue
            if _usable(claim) and name != "per_unit" and not (name in PERIODS and _ago(article, cue)):
                yield Rate(claim, PERIODS.get(name, ""), each=name == "each", mean=name == "average")
    for claim in article.claims:
        if claim.quantity.unit in SPEEDS and article.has(claim, "average"):
            yield Rate(claim, SPEEDS[claim.quantity.unit][1], mean=True)


def _distributes(article: Article, cue: Cue) -> bool:
    """Whether `each` behind a number goes with what follows (`the 24 volunteers each received £150`)."""
    each = article.items[cue.sentence][cue.last - 1]
    others = article.cued("each", cue.sentence)
    return each.quantity is None and any(other.first == cue.last - 1 for other in others)


def _multiplied(article: Article) -> Iterator[Rate]:
    """Amounts with the number they are multiplied by: three payments of £600; a bonus of £900, times 530 workers."""
    for name in ("times_of", "times_at"):
        for cue in article.cued(name):
            if _usable(cue.holes["rate"]) and cue.holes["times"].quantity.kind is Kind.COUNT:
                yield Rate(cue.holes["rate"], each=True, times=cue.holes["times"], fixed=name == "times_of")
    for cue in article.cued("multiplied"):
        times = cue.holes["times"]
        at = article.position[times.id]
        before = (claim for claim in reversed(article.claims[max(0, at - 3) : at]) if claim.quantity.kind is Kind.MONEY)
        claim = next(before, None)
        if claim and times.quantity.kind is Kind.COUNT:
            yield Rate(claim, times=times, fixed=True)


def _of_units(article: Article) -> Iterator[Rate]:
    """Rates with the word they are counted by; where the words alone do not make a rate, only if that is counted."""
    for name in ("per_unit", "per_unit_loose", "of_each"):
        for cue in article.cued(name):
            at = cue.first + 1 if name == "of_each" else cue.last
            units, wider = _named(article, article.items[cue.sentence][at : at + 2])
            if not units or not _usable(cue.holes["rate"]) or _ago(article, cue):
                continue
            rate = Rate(cue.holes["rate"], units=units, wider=wider)
            others = (claim for claim in article.nearby(rate.claim) if claim != rate.claim)
            if name == "per_unit" or any(counted_by(rate, claim) for claim in others):
                yield rate


def _usable(claim: Claim) -> bool:
    return claim.quantity.kind in AMOUNTS and claim.place is not Place.TABLE


def _ago(article: Article, cue: Cue) -> bool:
    """Whether the words behind make `a year` a time (`£5m a year ago`)."""
    row = article.items[cue.sentence]
    return any(item.norm in article.pack.words("rates.not_before") for item in row[cue.last : cue.last + 2])


def _named(article: Article, items: tuple[Item, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Unit, or concept or stem of the noun, that a rate is counted by; and the wider notions of that noun."""
    pack = article.pack
    if items and items[0].quantity is not None:
        return frozenset(), frozenset()
    words = [item.norm for item in items if item.quantity is None and item.norm[:1].isalpha()]
    for name in (" ".join(words), *words[:1]):
        unit = pack.table("units.words").get(name)
        if unit:
            return frozenset({unit}), frozenset()
    if not words or words[0] in pack.words("nouns.stop"):
        return frozenset(), frozenset()
    concept = concept_of(words[0], pack)
    if concept is None:
        return frozenset({stem(words[0], pack)}), frozenset()
    return frozenset({concept.name}), concept.parents & ANYONE


def length(period: str, unit: str) -> Fraction | None:
    """How many of a rate's period one unit of time is."""
    if (unit, period) in LENGTHS:
        return 1 / LENGTHS[unit, period]
    return Fraction(1) if period == unit else LENGTHS.get((period, unit))


def counted_by(rate: Rate, claim: Claim) -> Fraction | None:
    """How many of the things a rate names one of the claim's is: 1 for the same noun or unit, None for another."""
    same = claim.quantity.unit in rate.units or claim.key in rate.units or claim.key in rate.wider
    if same or claim.concepts & rate.units:
        return Fraction(1)
    return next((factor for unit in rate.units if (factor := METRIC.get((claim.quantity.unit, unit)))), None)


def of_some_people(rate: Rate, claim: Claim | None) -> bool:
    """Whether the rate is so much a person, and the claim counts workers or members only."""
    concept = concepts().get(claim.key) if claim else None
    return "person" in rate.units and concept is not None and concept.group == "role"
