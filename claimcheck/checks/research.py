"""Polls: the margin of error against the sample, and leads that lie inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isqrt

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Relation, Term, Verdict

LEVELS = {  # half the normal quantile in points: 100 * z / 2
    Fraction(90): Fraction("82.24"),
    Fraction(95): Fraction("98.00"),
    Fraction(99): Fraction("128.79"),
}
USUAL = Fraction(95)
LEAST, LARGE, HUGE = Fraction(85, 100), Fraction(3, 2), Fraction(9, 4)
LEAD = Fraction(17, 10)
WIDEST = 20
NEAR = 4
FEWEST = 100
PLUS_MINUS = ("±", "+/-", "+/−")
BEFORE, AFTER = 3, 16


@check("poll-margin", slots=("sample", "margin", "expected"))
def poll_margin(article: Article) -> Iterator[Relation]:
    """A poll's margin of error against its sample: z * sqrt(0.25 / n), 98 / sqrt(n) points at 95 %.

    Source: the normal approximation at the worst case, a share of one half. A margin below 0.85 of it cannot be
    (BROKEN); one above 1.5 times may have its reasons, a design effect or a subgroup (DIFFERS), one above 2.25
    times hardly has (STRAINED).
    """
    done: set[str] = set()
    for cue in article.cued("margin_of_error"):
        margin = _margin(article, cue)
        if margin is None or margin.id in done:
            continue
        done.add(margin.id)
        level = _level(article, margin)
        judged = [_against(margin, sample, level) for sample in _samples(article, margin)] if level else []
        if judged:
            yield min(judged, key=lambda one: ORDER.index(one.verdict))


ORDER = (Verdict.HOLDS, Verdict.DIFFERS, Verdict.STRAINED, Verdict.BROKEN)


def _against(margin: Claim, sample: Claim, level: Fraction) -> Relation:
    size, factor = nominal(sample.quantity), LEVELS[level]
    squared = factor**2 / size
    stated = _stated(margin)
    low, high = (stated.low or Fraction(0)) ** 2, (stated.high or Fraction(0)) ** 2
    if high < squared * LEAST**2:
        judged = Verdict.BROKEN
    else:
        judged = Verdict.HOLDS if low <= squared * LARGE**2 else Verdict.DIFFERS
        judged = Verdict.STRAINED if low > squared * HUGE**2 else judged
    expected = Fraction((root(squared) * 10 + Fraction(1, 2)) // 1, 10)
    working = [f"{show(Fraction(round(factor)))} / sqrt({show(size)}) = {show(expected)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(expected)} != {show(nominal(margin.quantity))}")
    terms = [term("sample", sample), term("margin", margin)]
    return relation(
        "poll-margin", judged, terms, working, sample=size, margin=nominal(margin.quantity), expected=expected
    )


def _stated(margin: Claim) -> Interval:
    """The margin as printed; `plus or minus` before it is no hedge."""
    quantity = margin.quantity
    return quantity.strict if quantity.value is None else Interval.around(quantity.value, quantity.step / 2)


def root(value: Fraction) -> Fraction:
    """The square root, cut off after four decimals."""
    return Fraction(isqrt(int(value * 10**8)), 10**4)


def _margin(article: Article, cue: Cue) -> Claim | None:
    """The points that the words `margin of error` speak of: just before them, else the first behind them."""
    row = article.items[cue.sentence]
    following = [item for item in row[cue.last : cue.last + AFTER] if item.quantity is not None]
    preceding = [item for item in row[max(0, cue.first - BEFORE) : cue.first] if item.quantity is not None]
    for item in (*reversed(preceding), *following):
        claim = article.claims[item.quantity or 0]
        if _is_margin(article, claim):
            return claim
    return None


def _is_margin(article: Article, claim: Claim) -> bool:
    quantity = claim.quantity
    points = quantity.kind in (Kind.PERCENT, Kind.POINTS) or "point" in {claim.key, *claim.predicate}
    points = points or _signed(article, claim)
    fits = quantity.value is not None and 0 < quantity.value < WIDEST
    return fits and points and quantity.kind in (Kind.PERCENT, Kind.POINTS, Kind.COUNT)


def _signed(article: Article, claim: Claim) -> bool:
    return article.document.text.startswith(PLUS_MINUS, claim.quantity.span.start)


def _level(article: Article, margin: Claim) -> Fraction | None:
    """The level of confidence told beside the margin, 95 when none is; None for one that has no factor here."""
    told = [
        claim.quantity.value
        for number in (margin.sentence, margin.sentence - 1, margin.sentence + 1)
        for cue in article.cued("confidence_level", number)
        for claim in cue.holes.values()
        if claim.quantity.kind is Kind.PERCENT and claim.quantity.value is not None and claim.quantity.value >= 50
    ]
    level = told[0] if told else USUAL
    return level if level in LEVELS else None


def _samples(article: Article, margin: Claim) -> list[Claim]:
    """The sample sizes near a margin of error."""
    cued = [cue.holes["sample"] for cue in article.cued("sample")]
    found = {
        claim.id: claim
        for claim in cued
        if claim.quantity.kind is Kind.COUNT
        and abs(claim.sentence - margin.sentence) <= NEAR
        and nominal(claim.quantity) >= FEWEST
    }
    return list(found.values())


def _tally(article: Article, row: Sequence[Claim]) -> list[Claim]:
    """Two bare figures said as 31 to 29, which may be percentages that leave out the sign."""
    bare = [claim for claim in row if claim.quantity.kind is Kind.COUNT and claim.counted is None]
    pair = bare if len(bare) == 2 and all(nominal(claim.quantity) < 100 for claim in bare) else []
    joint = [item.norm for item in article.between(*pair)] if pair else []
    return pair if joint == [article.pack.text("scores.to")] else []


@check("lead-within-margin", slots=("lead", "margin"))
def lead_within_margin(article: Article) -> Iterator[Relation]:
    """`clearly ahead, 31 to 29` in a poll with a margin of three points: a lead that chance may explain.

    Source: the margin of a difference between two shares of one sample is about 1.7 times the margin of each.
    """
    margins = [margin for cue in article.cued("margin_of_error") if (margin := _margin(article, cue))]
    told = [cue.holes["margin"] for cue in article.cued("margin_signed")]
    margins += [claim for claim in told if _signed(article, claim) and _is_margin(article, claim)]
    if len({nominal(margin.quantity) for margin in margins}) != 1:
        return
    margin = margins[0]
    for cue in article.cued("clear_lead"):
        row = [claim for claim in article.by_sentence.get(cue.sentence, ()) if claim != margin]
        shares = [claim for claim in row if claim.quantity.kind is Kind.PERCENT] or _tally(article, row)
        if len(shares) != 2 or abs(cue.sentence - margin.sentence) > NEAR * 2:
            continue
        first, second = (nominal(claim.quantity) for claim in shares)
        lead, least = abs(first - second), nominal(margin.quantity) * LEAD
        inside = lead < least
        yield relation(
            "lead-within-margin",
            Verdict.DIFFERS if inside else Verdict.HOLDS,
            [*(term("share", claim) for claim in shares), term("margin", margin), Term("words", cue.span)],
            [f"{show(max(first, second))} - {show(min(first, second))} = {show(lead)}",
             f"{show(lead)} {'<' if inside else '>='} {show(LEAD)} x {show(nominal(margin.quantity))}"],
            lead=lead,
            margin=nominal(margin.quantity),
        )  # fmt: skip
