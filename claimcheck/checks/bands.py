"""Bands: figures told by range (two over 60, three between 51 and 60), which count nobody twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.exclusion import whole_dimension
from claimcheck.checks.hundred import WHOLE, slack
from claimcheck.checks.judging import added, nominal, relation, show, term
from claimcheck.checks.means import group
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import related
from claimcheck.extract.series import lists
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item

BORROWED = "unit of its neighbour"
FEWEST, LONGEST = 3, 8
BACK, FAR = 3, 6
MOST = 40
OPEN_ABOVE = frozenset({Hedge.OVER, Hedge.AT_LEAST})
OPEN_BELOW = frozenset({Hedge.UNDER, Hedge.UP_TO})
RANGED = frozenset({Kind.COUNT, Kind.AGE, Kind.DURATION, Kind.PERCENT, Kind.MONEY})


class Bands(NamedTuple):
    """Figures by range: `full` when the ranges run from the least there is to no upper end; `ones` are the places
    where a single one is told without a figure."""

    parts: tuple[Claim, ...]
    full: bool
    ones: tuple[Span, ...] = ()

    @property
    def value(self) -> Fraction:
        """What the bands add up to."""
        return added(part.quantity for part in self.parts).value + len(self.ones)


@check("bands", slots=("sum", "total"))
def bands(article: Article) -> Iterator[Relation]:
    """`Of these, 30 % went once to three times, 12 % four to six, 8 % seven or more`: bands against their whole."""
    for found in _bands(article):
        share = found.parts[0].quantity.kind is Kind.PERCENT
        judged = _shares(article, found) if share else _counts(article, found)
        if judged:
            yield judged


def _judged(found: Bands, total: Claim | None, verdict: Verdict) -> Relation:
    whole = nominal(total.quantity) if total else Fraction(100)
    value = found.value
    left = " + ".join([*(show(nominal(part.quantity)) for part in found.parts), *("1" for _ in found.ones)])
    terms = [*([term("total", total)] if total else []), *(term("part", part) for part in found.parts)]
    terms += [Term("part", span) for span in found.ones]
    working = [f"{left} = {show(value)}"]
    if verdict is not Verdict.HOLDS:
        working.append(f"{show(value)} != {show(whole)}")
    return relation("bands", verdict, terms, working, sum=value, total=whole)


def _shares(article: Article, found: Bands) -> Relation | None:
    """Bands of shares, against a hundred or a share told before that they divide further."""
    sum_of = slack(found.parts)
    if sum_of.meets(WHOLE):
        return _judged(found, None, Verdict.HOLDS)
    near = (claim for claim in _near(article, found.parts, Kind.PERCENT) if plain([claim]))
    others = [claim for claim in near if group(article, claim) is None and BORROWED not in claim.quantity.trace]
    whole = next((claim for claim in others if sum_of.meets(_wide(claim))), None)
    if whole:
        return _judged(found, whole, Verdict.HOLDS)
    if found.full and WHOLE.below(sum_of) and plain(found.parts):
        return _judged(found, None, Verdict.BROKEN)
    above = [claim for claim in others if nominal(claim.quantity) > max(nominal(p.quantity) for p in found.parts)]
    if not found.full or not article.has(found.parts[0], "of_these") or not plain(found.parts):
        return None
    value = found.value
    nearest = min(above, key=lambda claim: abs(nominal(claim.quantity) - value), default=None)
    return _judged(found, nearest, Verdict.BROKEN) if nearest and _slips(found, nominal(nearest.quantity)) else None


def _wide(claim: Claim) -> Interval:
    return claim.quantity.strict + Interval.around(Fraction(0), claim.quantity.step / 2)


def _slips(found: Bands, total: Fraction) -> bool:
    """Whether one digit more or less in one of the bands would mend the sum."""
    off = abs(found.value - total)
    room = sum((part.quantity.step for part in found.parts), Fraction(0))
    powers = [Fraction(10) ** power for power in range(-2, 3)]
    return any(abs(off - digit * power) <= room for power in powers for digit in range(1, 10) if power >= 1)


def _counts(article: Article, found: Bands) -> Relation | None:
    """Bands of people or things, against a count before that they can be the whole of."""
    value = found.value
    largest = max(nominal(part.quantity) for part in found.parts)
    known = [claim for claim in _near(article, found.parts, Kind.COUNT) if plain([claim])]
    known = [claim for claim in known if nominal(claim.quantity) > largest]
    alike = [claim for claim in known if related(claim, found.parts[0])]
    whole = next((claim for claim in alike if nominal(claim.quantity) == value), None)
    if whole:
        return _judged(found, whole, Verdict.HOLDS)
    whole = next((claim for claim in known if nominal(claim.quantity) in _divided(article, found)), None)
    if whole is None or not plain(found.parts):
        return None
    return _judged(found, whole, Verdict.BROKEN) if found.full or value > nominal(whole.quantity) else None


def _divided(article: Article, found: Bands) -> set[Fraction]:
    """What the same people come to when another list, next to the bands, divides them (`four men and one woman`)."""
    here = found.parts[0].sentence
    near = (claim for number in range(here - 1, here + 2) for claim in article.by_sentence.get(number, ()))
    rows = {row.claims for claim in near if (row := lists(article).get(claim.id))}
    return {added(claim.quantity for claim in row).value for row in rows if whole_dimension(article, row)}


def _near(article: Article, parts: Sequence[Claim], kind: Kind) -> list[Claim]:
    """Figures of a kind in the sentences before and behind the bands, nearest first; the headline's last."""
    here = parts[0].sentence
    found = [
        claim
        for claim in article.nearby(parts[0])
        if claim.quantity.kind is kind
        and claim.quantity.value is not None
        and claim not in parts
        and claim.cell is None
        and (-FAR <= claim.sentence - here <= BACK or claim.place is Place.HEADLINE)
    ]
    return sorted(found, key=lambda claim: abs(claim.sentence - here))[:MOST]


@remembered
def _bands(article: Article) -> tuple[Bands, ...]:
    """All bands of the story; a sentence has one row of them at most."""
    told = ([one for one in claims if one.quantity.kind is not Kind.LABEL] for claims in article.by_sentence.values())
    rows = (_row(article, claims) for claims in told if len(claims) >= 2 * FEWEST - 1)
    return tuple(row for row in rows if row)


def _row(article: Article, claims: Sequence[Claim]) -> Bands | None:
    """The longest row of figures of a sentence that each stand before a range of their own."""
    pairs: list[tuple[Claim, Interval]] = []
    ones: list[tuple[Span, Interval]] = []
    at = 0
    while at < len(claims):
        part = claims[at]
        size, band = _band(article, part, claims[at + 1 :]) if _may_be(part, pairs) else (0, None)
        single = None if band else _single(article, part)
        if band is not None:
            pairs.append((part, band))
            at += size
        elif single and (alone := _limits(part)):
            ones.append((single, alone))
        at += 1
    if len(pairs) + len(ones) < FEWEST or len(pairs) < 2 or ones and pairs[0][0].quantity.kind is not Kind.COUNT:
        return None
    told = [band for _, band in (*pairs, *ones)]
    ordered = sorted(told, key=lambda band: (band.low is not None, band.low or Fraction(0)))
    if not all(_meet(low, high) for low, high in zip(ordered, ordered[1:], strict=False)):
        return None
    least = ordered[0].low
    full = (least is None or least <= 1) and ordered[-1].high is None
    return Bands(tuple(part for part, _ in pairs), full, tuple(span for span, _ in ones))


def _limits(claim: Claim) -> Interval | None:
    """The range that a figure is by itself (`41-50`, `over 60`)."""
    quantity = claim.quantity
    if quantity.hedge is Hedge.BETWEEN:
        return Interval(quantity.strict.low, quantity.strict.high)
    if quantity.hedge in OPEN_ABOVE:
        return Interval(quantity.value, None)
    return Interval(None, quantity.value) if quantity.hedge in OPEN_BELOW else None


def _single(article: Article, band: Claim) -> Span | None:
    """The word for one right before a range (`and one 41-50 years old`)."""
    row, at = article.items[band.sentence], article.item_of[band.id]
    word = row[at - 1] if at else None
    one = word is not None and word.norm in article.pack.words("single")
    return Span(word.start, word.end) if word is not None and one else None


def _may_be(part: Claim, pairs: Sequence[tuple[Claim, Interval]]) -> bool:
    quantity = part.quantity
    if quantity.value is None or BORROWED in quantity.trace:
        return False
    return quantity.kind is pairs[0][0].quantity.kind if pairs else quantity.kind in (Kind.COUNT, Kind.PERCENT)


def _meet(low: Interval, high: Interval) -> bool:
    """Whether a band ends just where the next begins."""
    return low.high is not None and high.low is not None and 0 <= high.low - low.high <= 1


def _band(article: Article, part: Claim, behind: Sequence[Claim]) -> tuple[int, Interval | None]:
    """The range right behind a figure, and of how many claims it is made."""
    if not behind or behind[0].quantity.kind not in RANGED:
        return 0, None
    first = behind[0]
    words = article.between(part, first)
    if len(words) > LONGEST or any(item.norm in ",;:" for item in words):
        return 0, None
    quantity = first.quantity
    if quantity.hedge is Hedge.BETWEEN:
        return 1, Interval(quantity.strict.low, quantity.strict.high)
    if quantity.value is None:
        return 0, None
    if quantity.hedge in OPEN_ABOVE or _open(article, first):
        return 1, Interval(quantity.value, None)
    if quantity.hedge in OPEN_BELOW or _said(article, first, "bands.below"):
        return 1, Interval(None, quantity.value)
    if _from_one(article, words):
        return 1, Interval(Fraction(1), quantity.value)
    if len(behind) > 1 and behind[1].quantity.value is not None and _joined(article, first, behind[1]):
        return 2, Interval(quantity.value, behind[1].quantity.value)
    return 0, None


def _open(article: Article, claim: Claim) -> bool:
    """Whether `or more`, `o più` stand behind a figure, or `over` before it."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    after = {item.norm for item in row[at + 1 : at + 3 + row[at].noun]}
    return bool(after & article.pack.words("bands.open")) or _said(article, claim, "bands.open")


def _said(article: Article, claim: Claim, words: str) -> bool:
    """Whether one of the pack's words stands right before a figure."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return any(item.norm in article.pack.words(words) for item in row[max(0, at - 2) : at])


def _from_one(article: Article, words: Sequence[Item]) -> bool:
    """Whether a range begins with an article that counts (`da una a tre volte`)."""
    joints = article.pack.words("bands.joints")
    if len(words) < 2 or words[-1].norm not in joints:
        return False
    return words[-2].norm in article.pack.words("single_article") | article.pack.words("single")


def _joined(article: Article, first: Claim, second: Claim) -> bool:
    between = [item.norm for item in article.between(first, second)]
    return 0 < len(between) <= 2 and between[0] in article.pack.words("bands.joints")
