"""Changes on top of one another: a yearly rate over years, a rise and a fall, a tax inside its price."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.changes import changes, rounded
from claimcheck.checks.judging import Reading, nominal, relation, show, term
from claimcheck.checks.proportions import bare, is_bound, judge, percent, rate
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Relation, Verdict

MOST_YEARS = 50
START = Interval.around(Fraction(1), Fraction(1, 200))
ONE = Fraction(1)


@check("compound-change", slots=("computed", "stated"))
def compound_change(article: Article) -> Iterator[Relation]:
    """A yearly rate over a number of years against the change in all (`10 % a year for three years, 30 % in all`)."""
    for cue in article.cued("pace"):
        yearly = cue.holes["pace"]
        row = article.by_sentence[cue.sentence]
        years = [claim for claim in row if claim.quantity.kind is Kind.DURATION and claim.quantity.unit == "year"]
        totals = [claim for claim in row if claim.quantity.kind is Kind.PERCENT and article.has(claim, "total")]
        if len(years) == 1 and len(totals) == 1 and totals[0] != yearly and not is_bound(yearly):
            found = _compounded(yearly, years[0], totals[0])
            if found:
                yield found


def _compounded(yearly: Claim, years: Claim, total: Claim) -> Relation | None:
    count = nominal(years.quantity)
    if count.denominator != 1 or not 1 < count <= MOST_YEARS:
        return None
    once = rate(yearly.quantity)
    power = count.numerator
    grown = Reading((1 + once.value) ** power - 1, _grown(once.strict, power), _grown(once.generous, power))
    judged = judge(grown, rate(total.quantity))
    stated = rate(total.quantity).value
    working = [f"(1 + {show(once.value)}) ^ {power} - 1 = {percent(grown.value)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{percent(grown.value)} != {percent(stated)}")
    terms = [term("pace", yearly), term("years", years), term("total", total)]
    computed = rounded(grown.value * 100)
    return relation("compound-change", judged, terms, working, computed=computed, stated=total.quantity)


def _grown(once: Interval, power: int) -> Interval:
    low = None if once.low is None else (1 + once.low) ** power - 1
    high = None if once.high is None else (1 + once.high) ** power - 1
    return Interval(low, high, once.low_open, once.high_open)


@check("up-and-down", slots=("computed",))
def up_and_down(article: Article) -> Iterator[Relation]:
    """A rise and a fall that are said to cancel out (`after rising 20 % it fell 20 %, back where it started`)."""
    said = changes(article)
    for sentence in sorted({cue.sentence for cue in article.cued("back_to_start")}):
        moves = [claim for claim in article.by_sentence.get(sentence, ()) if claim.id in said]
        if len(moves) == 2 and {said[claim.id] for claim in moves} == {1, -1} and not any(map(is_bound, moves)):
            yield _net(moves, said)


def _net(moves: list[Claim], said: dict[str, int]) -> Relation:
    first, second = moves
    factors = [_factor(claim, said[claim.id]) for claim in moves]
    reached = Reading(
        factors[0].value * factors[1].value,
        factors[0].strict * factors[1].strict,
        factors[0].generous * factors[1].generous,
    )
    judged = judge(reached, Reading(ONE, START, START))
    shown = [show(factor.value) for factor in factors]
    working = [f"{shown[0]} * {shown[1]} = {show(reached.value)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(reached.value)} != 1")
    terms = [term("first", first), term("second", second)]
    return relation("up-and-down", judged, terms, working, computed=rounded((reached.value - 1) * 100))


def _factor(claim: Claim, sign: int) -> Reading:
    share = rate(claim.quantity)
    return Reading(
        1 + sign * abs(share.value), share.strict.scale(sign).shift(1), share.generous.scale(sign).shift(1)
    )


@check("tax-inside", slots=("computed", "stated"))
def tax_inside(article: Article) -> Iterator[Relation]:
    """A tax that a price includes, worked out on the price itself (`122 including 22 % VAT, so 26.84 of VAT`)."""
    for cue in article.cued("tax_inside"):
        share = cue.holes["rate"]
        row = article.by_sentence[cue.sentence]
        amounts = [claim for claim in row if claim.quantity.kind is Kind.MONEY or bare(claim)]
        units = {claim.quantity.unit for claim in amounts if claim.quantity.kind is Kind.MONEY}
        if len(amounts) != 2 or len(units) != 1:
            continue
        tax, price = sorted(amounts, key=lambda claim: nominal(claim.quantity))
        part = rate(share.quantity).value
        inside = nominal(price.quantity) * part / (1 + part)
        swapped = nominal(tax.quantity) == nominal(price.quantity) * part
        near = abs(inside - nominal(tax.quantity)) <= tax.quantity.step
        if swapped or near:
            yield _inside(price, share, tax, inside, Verdict.BROKEN if swapped else Verdict.HOLDS)


def _inside(price: Claim, share: Claim, tax: Claim, inside: Fraction, judged: Verdict) -> Relation:
    part = rate(share.quantity).value
    working = [f"{show(nominal(price.quantity))} * {show(part)} / (1 + {show(part)}) = {show(inside)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(inside)} != {show(nominal(tax.quantity))}")
    terms = [term("price", price), term("rate", share), term("tax", tax)]
    computed = Fraction(round(inside * 100), 100)
    return relation("tax-inside", judged, terms, working, computed=computed, stated=tax.quantity)
