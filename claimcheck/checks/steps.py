"""Changes of one year after another and what they come to: `6% this year and 4% next, 10.24% over the two years`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce

from claimcheck.checks import check
from claimcheck.checks.changes import changes, rounded
from claimcheck.checks.judging import Reading, nominal, relation, show, term
from claimcheck.checks.proportions import is_bound, judge, percent
from claimcheck.extract.article import Article, Cue
from claimcheck.interval import Interval
from claimcheck.interval import total as add
from claimcheck.model import Claim, Kind, Relation, Verdict

FEWEST, MOST = 2, 4
ONE = Fraction(1)
LIKE = 2  # by which the changes may be off and still be meant
HUNDREDTH = Fraction(1, 100)


@check("successive-changes", slots=("computed", "stated"))
def successive_changes(article: Article) -> Iterator[Relation]:
    """Percentages told for one time after another, against what they are said to come to; plainly added they may be."""
    for sentence in sorted({cue.sentence for cue in article.cued("over_steps")}):
        cues = [cue for cue in article.cued("over_steps", sentence) if not _goes_on(article, cue)]
        totals = {claim.id: claim for cue in cues for claim in cue.holes.values()}
        percents = [claim for claim in article.by_sentence[sentence] if claim.quantity.kind is Kind.PERCENT]
        for total in [claim for claim in percents if claim.id in totals][:1]:
            steps = _steps(article, sentence, total)
            if FEWEST <= len(steps) <= MOST and not any(map(is_bound, (*steps, total))) and not total.negated:
                yield from _judged(article, steps, total)


def _goes_on(article: Article, cue: Cue) -> bool:
    """Whether the words behind make it the total of something else (`6.5% in all sectors`, `in all 12% of shops`)."""
    row, at = article.items[cue.sentence], cue.last
    if at >= len(row) or row[at].quantity is not None or not row[at].norm[:1].isalpha():
        return False
    return row[at - 1].quantity is None or row[at].norm in article.pack.words("nouns.of")


def _steps(article: Article, sentence: int, total: Claim) -> list[Claim]:
    """The percentages before a total in its sentence, which must all name a time of their own."""
    named = {claim.id for cue in article.cued("step", sentence) for claim in cue.holes.values()}
    percents = [claim for claim in article.by_sentence[sentence] if claim.quantity.kind is Kind.PERCENT]
    before = [claim for claim in percents if claim.span < total.span]
    return before if all(claim.id in named for claim in before) else []


def _signs(article: Article, steps: list[Claim]) -> list[int]:
    """Whether each change is a rise or a fall; one that does not say is of the sort of the one before."""
    said, signs = changes(article), [1]
    for claim in steps:
        signs.append(said.get(claim.id) or signs[-1])
    return signs[1:]


def _judged(article: Article, steps: list[Claim], total: Claim) -> Iterator[Relation]:
    signs = _signs(article, steps)
    falling = all(sign < 0 for sign in signs)
    factors = [_factor(claim, sign) for claim, sign in zip(steps, signs, strict=True)]
    product = reduce(_times, factors)
    computed = Reading(product.value - 1, product.strict.shift(-1), product.generous.shift(-1))
    if falling:
        computed = Reading(-computed.value, -computed.strict, -computed.generous)
    stated = _rate(total)
    judged = judge(computed, stated)
    if judged is not Verdict.HOLDS and judge(_sum(steps, signs, falling), stated) is Verdict.HOLDS:
        judged = Verdict.HOLDS
    like = stated.value < LIKE * computed.value and computed.value < LIKE * stated.value
    if judged is not Verdict.HOLDS and not like:
        return
    working = [f"{' * '.join(show(factor.value) for factor in factors)} - 1 = {percent(product.value - 1)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{percent(computed.value)} != {show(nominal(total.quantity))} %")
    terms = [*(term("step", claim) for claim in steps), term("total", total)]
    yield relation(
        "successive-changes", judged, terms, working, computed=rounded(computed.value * 100), stated=total.quantity
    )


def _factor(claim: Claim, sign: int) -> Reading:
    once = _rate(claim)
    return Reading(1 + sign * once.value, once.strict.scale(sign).shift(1), once.generous.scale(sign).shift(1))


def _rate(claim: Claim) -> Reading:
    """A percentage as a part of one, rounded at its last place."""
    value = abs(nominal(claim.quantity)) * HUNDREDTH
    around = Interval.around(value, min(claim.quantity.step, ONE) * HUNDREDTH / 2)
    return Reading(value, around, around)


def _times(one: Reading, other: Reading) -> Reading:
    return Reading(one.value * other.value, one.strict * other.strict, one.generous * other.generous)


def _sum(steps: list[Claim], signs: list[int], falling: bool) -> Reading:
    """The percentages added, as offers of pay often are."""
    parts = [(_rate(claim), -sign if falling else sign) for claim, sign in zip(steps, signs, strict=True)]
    plain: Interval = add(part.strict.scale(sign) for part, sign in parts)
    wide: Interval = add(part.generous.scale(sign) for part, sign in parts)
    return Reading(sum((part.value * sign for part, sign in parts), Fraction(0)), plain, wide)
