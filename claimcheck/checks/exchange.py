"""Amounts told in two currencies: at the rate the story states, and at one rate through the story.

No rate is known here; a story is only measured by its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.figures import beside
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.present import figures_of
from claimcheck.checks.restated import STOPS, Restated, restated, told_twice
from claimcheck.checks.telling import bare
from claimcheck.extract.article import Article
from claimcheck.extract.lexicon import lexicon
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Quantity, Relation, Span, Verdict

MONEY = frozenset({Kind.MONEY})
MINOR = frozenset({"cent", "penny", "sen"})
DRIFT = Fraction(2, 100)  # by which rates of one story may differ
SCALES = tuple(Fraction(10) ** power for power in (0, 3, 6, 9))  # words an amount may leave out
LIKE = 10  # by which two currencies of an amount without its scale may differ
BESIDE, NEAR = 4, 1  # words behind a rate that may name the other currency, sentences about it
MOST = 40  # pairs of amounts in the same two currencies that are compared
ROUGH = Fraction(1, 100)  # of an amount, by which nobody notices a conversion to be off


@check("amount-at-rate", slots=("first", "rate", "expected", "stated"))
def at_rate(article: Article) -> Iterator[Relation]:
    """An amount told in a second currency, against the rate that its sentence states or that stands near the two."""
    judged: set[str] = set()
    for pair in _pairs(article):
        rate = _stated_rate(article, pair)
        if rate is not None:
            judged.add(rate.id)
            yield _at(pair, rate)
    for rate, other in _rates(article):
        if rate.id not in judged:
            told = [_at(pair, rate) for pair in _amounts(article, rate, other)]
            yield from sorted(told, key=lambda one: one.verdict is not Verdict.HOLDS)[:1]


def _rates(article: Article) -> Iterator[tuple[Claim, str]]:
    """Prices of one unit of another currency (`$1.26 to the pound`), with that currency."""
    for claim in article.claims:
        quantity = claim.quantity
        if quantity.kind is Kind.MONEY and claim.cell is None and quantity.value:
            other = _currency_beside(article, claim)
            if other is not None and other != quantity.unit:
                yield claim, other


def _currency_beside(article: Article, claim: Claim) -> str | None:
    """The currency that a word close behind a figure names, with no other figure between."""
    tokens = article.sentences[claim.sentence].tokens
    at = bisect_left(tokens, claim.quantity.span.end, key=lambda token: token.start)
    for place in range(at, min(len(tokens), at + BESIDE)):
        if tokens[place].is_numeral or tokens[place].norm in STOPS:
            return None
        hit = lexicon(article.pack, "money").at(tokens, place)
        if hit is not None and tokens[place].is_word:
            word = Span(tokens[place].start, tokens[place].end)
            of_amount = any(one.quantity.span.overlaps(word) for one in article.by_sentence[claim.sentence])
            return None if of_amount else hit.meaning
    return None


def _amounts(article: Article, rate: Claim, other: str) -> list[Restated]:
    """The amounts in the two currencies near a rate, one of them in its sentence, the nearest first."""
    near = beside(article, range(rate.sentence - NEAR, rate.sentence + NEAR + 1))
    currencies = {other, rate.quantity.unit}
    money = [one for one in near if one.quantity.unit in currencies and one.quantity.value not in (None, 0, 1)]
    found = [
        Restated(first, second, sure=False)
        for first, second in article.budget.counted(combinations([one for one in money if one is not rate], 2))
        if {first.quantity.unit, second.quantity.unit} == currencies
        and rate.sentence in (first.sentence, second.sentence)
    ]

    def away(pair: Restated) -> int:
        own = article.position[rate.id]
        return sum(abs(article.position[one.id] - own) for one in (pair.first, pair.second))

    return sorted(found, key=away)


def _pairs(article: Article) -> Iterator[Restated]:
    """Amounts told in two currencies; an amount of nought or of small coins says nothing of a rate."""
    known: dict[str, str] = {}
    for pair in restated(article, MONEY | {Kind.COUNT}):
        pair = pair._replace(first=_with_currency(pair, known))
        one, other = pair.first.quantity, pair.second.quantity
        if {one.kind, other.kind} != MONEY or {one.unit, other.unit} & MINOR or not one.value or not other.value:
            continue
        if one.unit != other.unit:
            known[other.unit] = one.unit
            yield pair


def _with_currency(pair: Restated, known: Mapping[str, str]) -> Claim:
    """A bare number told again in money (`another five (€4.6 million)`) in the currency and the scale it leaves out:
    those that the amount behind it was told for before."""
    first, second = pair.first, pair.second.quantity
    value, unit = first.quantity.value, known.get(second.unit)
    if not bare(first) or not value or not second.value or unit is None or second.kind is not Kind.MONEY:
        return first
    scale = next((scale for scale in SCALES if value * scale * LIKE > second.value > value * scale / LIKE), None)
    if scale is None:
        return first
    step = min(first.quantity.step, Fraction(1)) * scale
    around = Interval.around(value * scale, step / 2)
    money = replace(
        first.quantity, kind=Kind.MONEY, unit=unit, value=value * scale, step=step, strict=around, generous=around
    )
    return replace(first, quantity=money)


def _stated_rate(article: Article, pair: Restated) -> Claim | None:
    for cue in article.cued("exchange_rate", pair.second.sentence):
        for claim in cue.holes.values():
            money = claim.quantity.kind in (Kind.MONEY, Kind.COUNT)
            if money and claim.quantity.value and claim not in (pair.first, pair.second):
                return claim
    return None


def _at(pair: Restated, rate: Claim) -> Relation:
    one, other = pair.first.quantity, pair.second.quantity
    expected, working = min(_ways(one, other, rate.quantity), key=lambda way: abs(way[0].value - nominal(other)))
    gap = abs(expected.value - nominal(other))
    if expected.interval.meets(told_twice(other)) or gap <= ROUGH * nominal(other):
        judged = Verdict.HOLDS
    else:
        judged = Verdict.BROKEN
    shown = round(expected.value, 2)
    lines = [f"{working} = {show(shown)}"]
    if judged is Verdict.BROKEN:
        lines.append(f"{show(shown)} != {show(nominal(other))}")
    exactly = Interval.exactly(shown)
    told = replace(other, value=shown, strict=exactly, generous=exactly, hedge=Hedge.NONE, trace=())
    return relation(
        "amount-at-rate", judged, [term("first", pair.first), term("second", pair.second), term("rate", rate)], lines,
        first=one, rate=rate.quantity, expected=told, stated=other,
    )  # fmt: skip


def _ways(one: Quantity, other: Quantity, rate: Quantity) -> list[tuple[Rate, str]]:
    """The amount times or divided by the rate: by its currency one of the two, else both."""
    amount, scale = nominal(one), Fraction(1, 100 if rate.unit in MINOR else 1)
    per, spread = nominal(rate) * scale, rate.strict.scale(scale)
    times = Rate(amount * per, told_twice(one) * spread)
    over = Rate(amount / per, told_twice(one) / spread)
    ways = {
        other.unit: (times, f"{show(amount)} * {show(per)}"),
        one.unit: (over, f"{show(amount)} / {show(per)}"),
    }
    return [ways[rate.unit]] if rate.unit in ways else list(ways.values())


@check("one-exchange-rate", slots=("first", "second", "rate", "other"))
def one_rate(article: Article) -> Iterator[Relation]:
    """The rates that amounts in the same two currencies imply, which in one story are one."""
    groups: dict[frozenset[str], list[Restated]] = {}
    for pair in _pairs(article):
        if pair.sure and not _dated(article, pair):
            groups.setdefault(frozenset({pair.first.quantity.unit, pair.second.quantity.unit}), []).append(pair)
    for pairs in (group[:MOST] for group in groups.values()):
        unit = pairs[0].first.quantity.unit
        rates = [_rate(pair, unit) for pair in pairs]
        agree = [sum(one.near(other) for other in rates) for one in rates]
        best = max(range(len(pairs)), key=lambda at: agree[at])
        for at, pair in enumerate(pairs):
            if at != best:
                yield _compared(pairs[best], pair, rates[best], rates[at])


def _dated(article: Article, pair: Restated) -> bool:
    """Whether a year stands beside the amounts, with no other amount between: they may be of another time."""
    said = figures_of(article, pair.first.sentence)
    row = [claim for claim in said if claim.quantity.kind in (Kind.YEAR, Kind.MONEY)]
    places = [at for at, claim in enumerate(row) if claim.id in (pair.first.id, pair.second.id)]
    beside = [row[at] for place in places for at in (place - 1, place + 1) if 0 <= at < len(row)]
    return any(claim.quantity.kind is Kind.YEAR for claim in beside)


class Rate(NamedTuple):
    """How many of one currency another is, by one pair of amounts."""

    value: Fraction
    interval: Interval

    def near(self, other: Rate) -> bool:
        """Whether two rates are one, give or take what rates move in a story."""
        return self._widened().meets(other._widened())

    def _widened(self) -> Interval:
        low, high = self.interval.low, self.interval.high
        return Interval(
            None if low is None else low * (1 - DRIFT / 2), None if high is None else high * (1 + DRIFT / 2)
        )


def _rate(pair: Restated, unit: str) -> Rate:
    """How many of the other currency one `unit` is by this pair."""
    one, other = pair.first.quantity, pair.second.quantity
    if one.unit != unit:
        one, other = other, one
    return Rate(nominal(other) / nominal(one), told_twice(other) / told_twice(one))


def _compared(best: Restated, pair: Restated, rate: Rate, other: Rate) -> Relation:
    same = rate.near(other)
    return relation(
        "one-exchange-rate",
        Verdict.HOLDS if same else Verdict.BROKEN,
        [term("amount", claim) for claim in (best.first, best.second, pair.first, pair.second)],
        [_division(best, rate), _division(pair, other)],
        first=best.first.quantity, second=pair.first.quantity, rate=round(rate.value, 3), other=round(other.value, 3),
    )  # fmt: skip


def _division(pair: Restated, rate: Rate) -> str:
    one, other = nominal(pair.first.quantity), nominal(pair.second.quantity)
    over, under = (other, one) if abs(other / one - rate.value) <= abs(one / other - rate.value) else (one, other)
    return f"{show(over)} / {show(under)} = {show(round(rate.value, 3))}"
