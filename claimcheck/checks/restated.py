"""Where a figure is told again in another unit: 48 mph (77 kph), 60 nodi, cioè 111 km/h, 101 to 86 (38 C to 30 C)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from claimcheck.extract import readings
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Quantity
from claimcheck.phrase import Item

ROUNDING = Fraction(5, 100)
TAIL = 3  # words a measure may have behind it before the bracket (262 feet long)
DASHES = frozenset("-–—")
OPENERS, CLOSERS, PAUSES = frozenset("(["), frozenset(")]"), frozenset(",;/")
STOPS = frozenset(".:!?")


class Restated(NamedTuple):
    """A figure and the same one told in another unit. `sure` when the text leaves no other reading."""

    first: Claim
    second: Claim
    sure: bool


def told_twice(quantity: Quantity) -> Interval:
    """What a figure may stand for where it is told twice.

    Its hedge goes for both tellings and widens them only a little; round figures are rounded by a
    twentieth at most, or as far as they are printed (30,000: 28,500 to 31,500; 3 million: 2.5 to 3.5).
    """
    if quantity.value is None:
        return quantity.generous
    if quantity.kind is Kind.DURATION:
        return quantity.generous
    share = Interval.around(quantity.value, abs(quantity.value) * ROUNDING)
    if quantity.hedge is not Hedge.NONE:
        return share.join(Interval.around(quantity.value, quantity.step / 2))
    printed = readings.measured(quantity.value, quantity.step)
    strict = quantity.strict if quantity.kind is Kind.MONEY else printed[0]
    generous = quantity.generous if quantity.kind is Kind.MONEY else printed[1]
    return strict if share.within(strict) or generous.within(strict) else strict.join(_narrower(generous, share))


def _narrower(one: Interval, other: Interval) -> Interval:
    return one if one.within(other) else other


def restated(article: Article, kinds: frozenset[Kind]) -> Iterator[Restated]:
    """Every pair of figures of `kinds` of which the second tells the first again, in reading order."""
    for claims in article.by_sentence.values():
        figures = [claim for claim in claims if claim.quantity.kind in kinds]
        at = 0
        while at + 1 < len(figures):
            found = _bracketed(article, figures, at) or _linked(article, figures, at)
            yield from found
            at += 1


def _bracketed(article: Article, figures: list[Claim], at: int) -> list[Restated]:
    """The pairs of a bracket that opens behind figure `at`: one for one, or as many as stand before it."""
    if not _opens(article, figures[at], figures[at + 1]):
        return []
    inside = [figures[at + 1]]
    for claim in figures[at + 2 :]:
        if any(item.norm in CLOSERS for item in article.between(inside[-1], claim)):
            break
        inside.append(claim)
    before = _row(article, figures, at)
    sure = _closes(article, inside[-1])
    if len(before) == len(inside) > 1 and _joined(article, inside):
        return [Restated(one, other, sure) for one, other in zip(before, inside, strict=True)]
    return [Restated(figures[at], claim, sure and _ends(article, claim)) for claim in inside]


def _opens(article: Article, first: Claim, second: Claim) -> bool:
    """Whether a bracket opens between two figures, with nothing in it before the second but a hedge."""
    between = article.between(first, second)
    brackets = [place for place, item in enumerate(between) if item.norm in OPENERS]
    if len(brackets) != 1 or any(item.norm in CLOSERS | PAUSES for item in between):
        return False
    return brackets[0] <= TAIL + article.noun(first) and _only_hedges(article, between[brackets[0] + 1 :])


def _only_hedges(article: Article, items: tuple[Item, ...]) -> bool:
    allowed = article.pack.words("conversions.hedges")
    return all(item.norm in allowed for item in items)


def _row(article: Article, figures: list[Claim], at: int) -> list[Claim]:
    """The figures up to `at` that are joined by `to` or `and` and measure the same."""
    row = [figures[at]]
    for claim in reversed(figures[:at]):
        if claim.quantity.kind is not row[0].quantity.kind or claim.quantity.unit != row[0].quantity.unit:
            break
        if not _joined(article, [claim, row[0]]):
            break
        row.insert(0, claim)
    return row


def _joined(article: Article, claims: list[Claim]) -> bool:
    joints = article.pack.words("conversions.joints")
    pairs = zip(claims, claims[1:], strict=False)
    return all(
        len(between) <= 2 and all(item.norm in joints for item in between)
        for between in (article.between(one, other) for one, other in pairs)
    )


def _closes(article: Article, claim: Claim) -> bool:
    """Whether the bracket ends with the figure, or one word behind it."""
    row = article.items[claim.sentence]
    behind = row[article.item_of[claim.id] + 1 :]
    return any(item.norm in CLOSERS for item in behind[:2]) or _ends(article, claim)


def _ends(article: Article, claim: Claim) -> bool:
    row = article.items[claim.sentence]
    at = article.item_of[claim.id] + 1
    return at < len(row) and row[at].norm in CLOSERS | PAUSES or _closes_next(row, at)


def _stops(article: Article, claim: Claim) -> bool:
    """Whether the clause ends with the figure and says no more of it."""
    row = article.items[claim.sentence]
    at = article.item_of[claim.id] + 1
    return at >= len(row) or row[at].norm in PAUSES or row[at].norm in STOPS


def _closes_next(row: tuple[Item, ...], at: int) -> bool:
    return at + 1 < len(row) and row[at + 1].norm in CLOSERS


def _linked(article: Article, figures: list[Claim], at: int) -> list[Restated]:
    """`60 knots, that is 111 km/h`; `25,600 acres, or 40 square miles`; `38 feet - 11.6 metres - long`."""
    first, second = figures[at], figures[at + 1]
    between = [item.norm for item in article.between(first, second)]
    rest = between[article.noun(first) :]
    hedges, same = article.pack.words("conversions.hedges"), article.pack.words("conversions.same")
    either = article.pack.words("conversions.or")
    words = [norm for norm in rest if norm not in PAUSES]
    hedged = bool(words) or second.quantity.hedge is not Hedge.NONE
    if rest[:1] == [","] and hedged and all(norm in hedges for norm in words):
        measured = second.quantity.kind is not Kind.DURATION
        return [Restated(first, second, measured and _stops(article, second))]
    if len(rest) == 1 and rest[0] in DASHES:
        return [Restated(first, second, _behind(article, second) in DASHES)]
    if any(norm in same for norm in words):
        return [Restated(first, second, True)] if all(norm in same or norm in hedges for norm in words) else []
    if sum(norm in either for norm in words) == 1 and all(norm in either or norm in hedges for norm in words):
        return [Restated(first, second, rest[0] in PAUSES)]
    return []


def _behind(article: Article, claim: Claim) -> str:
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return row[at + 1].norm if at + 1 < len(row) else ""
