"""Percentages and fractions as figures, and the words beside them: what the P family shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

from claimcheck.checks.judging import Reading, nominal, show
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Quantity, Verdict
from claimcheck.phrase import Item

HUNDREDTH = Fraction(1, 100)
AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
LEVELS = AMOUNTS | {Kind.PERCENT, Kind.PER_MILLE}
SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
SCALES = (10**12, 10**9, 10**6)
THOUSAND = 1000
REACH = 6
CLAUSE = 24
FIRM = 8
LOOSE = 4
NARROW = Fraction(3, 20)
HARD = frozenset(".;:()[]!?—–")


def rate(quantity: Quantity) -> Reading:
    """A percentage or a fraction as a part of one; a plain percentage may be rounded or cut off."""
    if quantity.kind is Kind.RATIO:
        return _fraction(quantity)
    strict = quantity.strict
    if quantity.hedge is Hedge.NONE and quantity.value is not None:
        strict = strict.join(Interval(quantity.value - quantity.step / 2, quantity.value + quantity.step, False, True))
    generous = strict.join(quantity.generous)
    return Reading(nominal(quantity) * HUNDREDTH, strict.scale(HUNDREDTH), generous.scale(HUNDREDTH))


BOUNDS = frozenset({Hedge.OVER, Hedge.UNDER, Hedge.AT_LEAST, Hedge.UP_TO})


def _fraction(quantity: Quantity) -> Reading:
    """A fraction in words; a small one (`a hundredth`) is meant more narrowly than the usual three points."""
    value, strict = nominal(quantity), quantity.strict
    if quantity.value is not None and strict.low is not None and strict.high is not None:
        narrow = Interval.around(value, abs(value) * NARROW)
        if narrow.within(strict):
            return Reading(value, narrow, quantity.generous)
    return Reading(value, strict, quantity.generous)


def is_bound(claim: Claim) -> bool:
    """Whether the claim only says more than, less than: it goes with too many figures to prove anything."""
    return claim.quantity.hedge in BOUNDS


def is_share(claim: Claim) -> bool:
    """Whether the claim is a percentage or a fraction below one (`a third`, `one in four`)."""
    quantity = claim.quantity
    return quantity.kind is Kind.PERCENT or (quantity.kind is Kind.RATIO and 0 < nominal(quantity) < 1)


def is_part(article: Article, claim: Claim) -> bool:
    """Whether the share names what it is of (`a tenth of the town`)."""
    first = next((item.norm for item in after(article, claim, 1)), "")
    return claim.counted is not None or first in article.pack.words("nouns.of")


def at_a_place(article: Article, claim: Claim) -> bool:
    """Whether a preposition of place or kind follows the share (`5 % in Italy`): it is one of several told apart."""
    return any(item.norm in article.pack.words("exclusive.places") for item in after(article, claim, 1))


def percent(value: Fraction) -> str:
    """A part of one in plain figures: `5 %`."""
    return f"{show(Fraction(round(value * 10000), 100))} %"


def plain(*values: Fraction) -> list[str]:
    """Figures for a sum, all in the largest of million, billion and trillion that keeps them short."""
    for scale in SCALES:
        if all(abs(value) >= scale and (value * 1000 / scale).denominator == 1 for value in values):
            return [show(value / scale) for value in values]
    return [show(value) for value in values]


def alike(one: Claim, other: Claim) -> bool:
    """Whether two figures can be set against each other: same sort, same unit."""
    first, second = one.quantity, other.quantity
    return first.kind is second.kind and first.unit == second.unit and one.id != other.id


def bare(claim: Claim) -> bool:
    """Whether the claim is a number alone, without unit or noun, so that it may share another's."""
    return claim.quantity.kind is Kind.COUNT and not claim.concepts and not claim.modifiers


def unsaid_scale(one: Claim, other: Claim) -> Fraction | None:
    """The scale (thousand, million, ...) a bare figure may share with one that prints it: `27 million, nine of it`."""
    size, step = nominal(other.quantity), other.quantity.step
    if not bare(one) or one.key or step < THOUSAND or not 0 < nominal(one.quantity) < THOUSAND:
        return None
    return next((Fraction(scale) for scale in (*SCALES, THOUSAND) if size >= scale), None)


def scaled(claim: Claim, scale: Fraction) -> Claim:
    """The same claim with its figure read in thousands, millions or whatever `scale` says."""
    quantity = claim.quantity
    value = None if quantity.value is None else quantity.value * scale
    step = min(quantity.step, Fraction(1)) * scale
    strict, generous = quantity.strict.scale(scale), quantity.generous.scale(scale)
    if value is not None and strict.low == strict.high:
        strict = Interval.around(value, step / 2)
        generous = strict.join(generous)
    return replace(claim, quantity=replace(quantity, value=value, step=step, strict=strict, generous=generous))


def same_noun(one: Claim, other: Claim) -> bool:
    """Whether two claims may count the same thing: one names nothing, or both the same."""
    return not one.key or not other.key or one.key == other.key or bool(one.concepts & other.concepts)


def after(article: Article, claim: Claim, limit: int = REACH) -> Iterator[Item]:
    """Up to `limit` items behind a claim, as far as the next quantity."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    for item in row[at + 1 : at + 1 + limit]:
        if item.quantity is not None:
            return
        yield item


def before(article: Article, claim: Claim, limit: int = REACH) -> Iterator[Item]:
    """Up to `limit` items in front of a claim, nearest first, as far as the quantity before it."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    for item in reversed(row[max(0, at - limit) : at]):
        if item.quantity is not None:
            return
        yield item


def sign(article: Article, claim: Claim) -> int:
    """1 when the words make the figure a rise (`rose 5 %`, `5 % more`), -1 a fall, 0 neither (a level, a share, where
    a change began)."""
    if claim.quantity.signed:
        return -1 if nominal(claim.quantity) < 0 else 1
    if any(cue.holes["before"] is claim for cue in article.cued("from_to", claim.sentence)):
        return 0
    own = _sign_after(article, claim) or _sign_before(article, claim)
    amount = None if own else amount_of(article, claim)
    return own if amount is None else _sign_before(article, amount)


def amount_of(article: Article, claim: Claim) -> Claim | None:
    """The amount of a change that a share says again (`fell $2.10, or 3.5 %`), if there is one."""
    at = article.position[claim.id]
    amount = article.claims[at - 1] if at else None
    if amount is None or amount.quantity.kind not in AMOUNTS | {Kind.POINTS} or apposed(article, amount, claim) < 2:
        return None
    return amount if _sign_before(article, amount) else None


def exact(computed: Fraction, quantity: Quantity) -> bool:
    """Whether a part of one is the stated percentage or fraction as printed, without leaning on any tolerance."""
    stated = rate(quantity).value
    step = quantity.step * HUNDREDTH / 2 if quantity.kind is Kind.PERCENT else abs(stated) * HUNDREDTH
    return abs(computed - stated) <= step


def _sign_after(article: Article, claim: Claim) -> int:
    pack = article.pack
    skipped = pack.words("fillers") | pack.words("changes.particles")
    for item in after(article, claim, 3):
        if item.norm in pack.words("changes.more"):
            return 1
        if item.norm in pack.words("changes.less"):
            return -1
        if item.norm not in skipped:
            break
    return _sign_at_end(article, claim)


def _sign_at_end(article: Article, claim: Claim) -> int:
    """The sign that the verb at the end of its clause gives a difference, in languages that put it there and have a
    word before the difference (um 5 % auf 42 Euro gestiegen)."""
    pack, row, at = article.pack, article.items[claim.sentence], article.item_of[claim.id]
    if not any(item.norm in pack.words("changes.by") for item in before(article, claim, 1)):
        return 0
    ends = HARD | pack.words("series.conjunctions") | {","}
    clause = [item.norm for item in takewhile(lambda item: item.norm not in ends, row[at + 1 : at + 1 + CLAUSE])]
    while clause and clause[-1] in pack.words("changes.auxiliaries"):
        clause.pop()
    last = clause[-1] if clause else ""
    return (last in pack.words("changes.end_up")) - (last in pack.words("changes.end_down"))


def _sign_before(article: Article, claim: Claim) -> int:
    pack = article.pack
    near = list(before(article, claim))
    for at, item in enumerate(near):
        if item.norm in HARD or item.norm == ",":
            return 0
        if item.norm in pack.words("changes.levels"):
            if at + 1 < len(near) and near[at + 1].norm in pack.words("changes.equal"):
                continue
            return 0
        rises, falls = item.norm in pack.words("changes.up"), item.norm in pack.words("changes.down")
        if (rises or falls) and _began_there(article, near, item.norm):
            return 0
        if rises or (at == 0 and item.norm in pack.words("changes.plus")):
            return 1
        if falls or (at == 0 and item.norm in pack.words("changes.minus")):
            return -1
    return 0


def _began_there(article: Article, near: Sequence[Item], word: str) -> bool:
    """Whether a preposition right before the figure makes it where the change of a verb began (subiu |de| 3 %), as it
    does not behind a noun (uma subida de 3 %)."""
    return near[0].norm in article.pack.words("changes.from") and word not in article.pack.words("changes.nouns")


def judge(expected: Reading, stated: Reading) -> Verdict:
    """Whether a stated rate is what the figures make of it."""
    if expected.strict.meets(stated.strict):
        return Verdict.HOLDS
    return Verdict.STRAINED if expected.generous.meets(stated.generous) else Verdict.BROKEN


def apposed(article: Article, first: Claim, second: Claim) -> int:
    """Whether `second` says `first` again in other terms: 2 by a word or a parenthesis (`or`, `that is`), 1 by a
    bare comma, 0 not."""
    if first.sentence != second.sentence or second.span.start < first.span.end:
        return 0
    if not {first.id, second.id} <= article.item_of.keys():
        return 0
    row = article.items[first.sentence]
    start, end = article.item_of[first.id], article.item_of[second.id]
    noun = row[start].noun
    between = row[start + 1 : end]
    if any(item.quantity is not None for item in between):
        return 0
    words = _stripped(article, [item.norm for item in between])
    if not words:
        return 0
    mark, rest = words[-1], words[noun:-1]
    if any(word in HARD for word in rest):
        return 0
    if len(rest) <= FIRM and (mark in article.pack.words("apposition.marks") or _clause_ends(article, words)):
        return 2
    return 1 if mark in ",:" and len([word for word in rest if word.isalnum()]) <= LOOSE else 0


def _stripped(article: Article, words: list[str]) -> list[str]:
    """The words between two figures without articles and without `a rate of` at their end."""
    fillers, pack = article.pack.words("fillers"), article.pack
    while words and words[-1] in fillers:
        words.pop()
    if len(words) > 1 and words[-1] in pack.words("nouns.of") and words[-2] in pack.words("apposition.rates"):
        del words[-2:]
    while words and words[-1] in fillers:
        words.pop()
    if len(words) > 1 and words[-1] in pack.words("nouns.of") and words[-2] in pack.words("apposition.marks"):
        words.pop()
    return words


def _clause_ends(article: Article, words: list[str]) -> bool:
    """Whether the words end in a phrase that says a figure again (`which is`, `account for`)."""
    said = " ".join(words)
    clauses = article.pack.value("apposition.clauses") or ()
    return any(said == clause or said.endswith(f" {clause}") for clause in clauses)
