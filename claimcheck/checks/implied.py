"""Wholes that shares imply: `36 % of its budget, some €450 million` makes a budget of 1,250 million."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.apart import apart
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.proportions import AMOUNTS, alike, apposed, is_share, rate
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

# How far an amount told as `over` may be off.
ROOMS = {Hedge.OVER: (Fraction(1), Fraction(5, 4)), Hedge.AT_LEAST: (Fraction(1), Fraction(5, 4))}
ABOUT, EXACT = Fraction(1, 10), Fraction(3, 100)
APART = Fraction(4, 3)
BASE = 5
MOST = 12
SUBJECT = 2


class Implied(NamedTuple):
    """A share, the amount it is, what it is a share of, and the least and the most the whole may be."""

    share: Claim
    amount: Claim
    base: str
    low: Fraction
    high: Fraction

    @property
    def whole(self) -> Fraction:
        """The whole by the figures as printed."""
        return nominal(self.amount.quantity) / rate(self.share.quantity).value


@check("implied-wholes", slots=("first", "second"))
def implied_wholes(article: Article) -> Iterator[Relation]:
    """Two shares of one budget, or of its other name, whose amounts make two budgets."""
    found = [one for one in _implied(article) if one.base == "budget"]
    for at, second in enumerate(found):
        for first in found[:at]:
            if not alike(first.amount, second.amount) or apart(article, first.amount, second.amount):
                continue
            far = first.high * APART < second.low or second.high * APART < first.low
            if not far and (first.high < second.low or second.high < first.low):
                continue
            terms = [claim for one in (first, second) for claim in (term("share", one.share), term("part", one.amount))]
            yield relation(
                "implied-wholes",
                Verdict.BROKEN if far else Verdict.HOLDS,
                terms,
                [_division(first), _division(second), f"{_whole(first)} {'!=' if far else '~'} {_whole(second)}"],
                first=Fraction(round(first.whole)),
                second=Fraction(round(second.whole)),
            )


@check("implied-population", slots=("whole", "count"))
def implied_population(article: Article) -> Iterator[Relation]:
    """A share of the population so large that the population would be less than some of its people."""
    for one in _implied(article):
        if one.base != "population":
            continue
        people = [claim for claim in article.nearby(one.share) if _people(article, one, claim)]
        largest = max(people, key=lambda claim: nominal(claim.quantity), default=None)
        if largest is not None:
            over = nominal(largest.quantity) > one.high * APART
            sign = ">" if over else "<="
            if not over and nominal(largest.quantity) > one.whole:
                continue
            yield relation(
                "implied-population",
                Verdict.BROKEN if over else Verdict.HOLDS,
                [term("share", one.share), term("part", one.amount), term("count", largest)],
                [_division(one), f"{show(nominal(largest.quantity))} {sign} {_whole(one)}"],
                whole=Fraction(round(one.whole)),
                count=nominal(largest.quantity),
            )


def _division(one: Implied) -> str:
    return f"{show(nominal(one.amount.quantity))} / {show(rate(one.share.quantity).value)} = {_whole(one)}"


def _whole(one: Implied) -> str:
    return show(Fraction(round(one.whole)))


def _people(article: Article, one: Implied, claim: Claim) -> bool:
    """Whether a claim counts people who must be among the population, told in the headline or close by."""
    quantity = claim.quantity
    if quantity.kind is not Kind.COUNT or quantity.value is None or claim in (one.amount, one.share):
        return False
    near = abs(claim.sentence - one.share.sentence) <= SUBJECT
    same = bool(claim.key) and claim.key == one.amount.key or "person" in (claim.key, *claim.concepts)
    same = same or any(
        share.key == one.amount.key and bool(apposed(article, share, claim))
        for share in article.by_sentence[claim.sentence]
        if is_share(share) and share.key
    )
    return near and same and claim.locations <= one.amount.locations and not article.rate_of(claim)


@remembered
def _implied(article: Article) -> tuple[Implied, ...]:
    """The shares of budgets and populations that stand beside their amounts."""
    changing = changes(article)
    found = []
    for share in article.claims:
        if not is_share(share) or share.id in changing or share.cell is not None or share.place is Place.TABLE:
            continue
        base, low = _base(article, share), rate(share.quantity).strict.low
        amount = _amount(article, share) if base and low and low > 0 else None
        if amount is None or not low or rate(share.quantity).strict.high is None:
            continue
        least, most = _rooms(amount)
        value, high = nominal(amount.quantity), rate(share.quantity).strict.high or low
        found.append(Implied(share, amount, base, value * least / high, value * most / low))
    return tuple(found[:MOST])


def _rooms(amount: Claim) -> tuple[Fraction, Fraction]:
    """By what an amount may be multiplied at least and at most."""
    hedge = amount.quantity.hedge
    room = EXACT if hedge is Hedge.NONE else ABOUT
    return ROOMS.get(hedge, (1 - room, 1 + room))


def _base(article: Article, share: Claim) -> str:
    """What a share is of, by the words behind it: a budget by any of its names, or the population."""
    row, at = article.items[share.sentence], article.item_of[share.id]
    behind = row[at + 1 : at + 1 + BASE]
    if not behind or behind[0].norm not in article.pack.words("nouns.of"):
        return ""
    for item in behind:
        if item.quantity is not None or not item.norm[:1].isalpha():
            return ""
        concept = concept_of(item.norm, article.pack)
        if concept and concept.name == "population":
            return "population"
        if item.norm in article.pack.words("whole_budget"):
            return "budget"
    return ""


def _amount(article: Article, share: Claim) -> Claim | None:
    """The amount a share stands for: in apposition, or the subject of `they are 2 per cent of the population`."""
    row = [claim for claim in article.by_sentence[share.sentence] if claim.quantity.kind in AMOUNTS]
    for claim in row:
        if apposed(article, claim, share) or apposed(article, share, claim):
            return claim
    items, at = article.items[share.sentence], article.item_of[share.id]
    before = [item.norm for item in items[max(0, at - 3) : at]]
    first = row[0] if row and row[0].quantity.kind is Kind.COUNT and row[0].span < share.span else None
    opens = first is not None and article.item_of[first.id] < SUBJECT
    return first if opens and set(before) & article.pack.words("nouns.copulas") else None
