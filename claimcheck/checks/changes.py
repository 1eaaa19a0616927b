"""Changes: a percentage against the two figures it lies between, points against two percentages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, nominal, read, relation, show, term
from claimcheck.checks.pairs import Pair, pairs, plausible, spot_of
from claimcheck.checks.proportions import after, before, is_bound, is_share, judge, percent, plain, rate, sign
from claimcheck.checks.telling import BORROWED
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Relation, Slot, Verdict

HUNDREDTHS = (5, 10, 20, 25, 50, 100)  # what tenths and hundredths come to in lowest terms
FAR = 6
NEAR = Fraction(3, 100)


def changes(article: Article) -> dict[str, int]:
    """The percentages, fractions and points that say a change, by claim id, with the sign of the change."""
    found = {}
    for claim in article.claims:
        if is_share(claim) or claim.quantity.kind is Kind.POINTS:
            direction = sign(article, claim)
            if direction:
                found[claim.id] = direction
    return found


@check("percent-change", "percent-for-points", slots=("before", "after", "computed", "stated", "points"))
def percent_change(article: Article) -> Iterator[Relation]:
    """A change in per cent against the two figures it lies between (`rose 20 %, from 50 to 60`)."""
    said = changes(article)
    for claim in article.claims:
        if claim.id in said and is_share(claim) and not _of_a_point(claim):
            found = _best(article, claim, said)
            if found:
                yield found


def _of_a_point(claim: Claim) -> bool:
    """Whether the figure may well be points: it left its unit out (`31 %, down 10.2`) or counts tenths."""
    tenths = claim.quantity.kind is Kind.RATIO and nominal(claim.quantity).denominator in HUNDREDTHS
    return BORROWED in claim.quantity.trace or tenths and claim.quantity.in_words


def _best(article: Article, claim: Claim, said: dict[str, int]) -> Relation | None:
    """A sure pair that holds, else percentages whose difference the figure is, else any that holds, else the surest."""
    candidates = [pair for pair in pairs(article, spot_of(article, claim), said) if _judgeable(claim, pair)]
    holding = [
        pair
        for pair in candidates
        if _verdict(claim, pair, said[claim.id]) is Verdict.HOLDS and (pair.certain or _close(claim, pair))
    ]
    if holding and holding[0].certain:
        return _change(article, claim, holding[0], Verdict.HOLDS, said[claim.id])
    for pair in pairs(article, spot_of(article, claim), said, FAR):
        if _is_points(claim, pair) and (pair.certain or _just_said(article, claim, pair, said)):
            return _change(article, claim, pair, Verdict.BROKEN, said[claim.id])
    if holding:
        return _change(article, claim, holding[0], Verdict.HOLDS, said[claim.id])
    if not candidates or not candidates[0].certain or _other_measure(article, claim):
        return None
    if not plausible(candidates[0], 1 + said[claim.id] * abs(rate(claim.quantity).value)):
        return None
    judged = _verdict(claim, candidates[0], said[claim.id])
    if _verdict(claim, candidates[0], -said[claim.id]) is Verdict.HOLDS:
        return None
    return _change(article, claim, candidates[0], judged, said[claim.id])


def _judgeable(claim: Claim, pair: Pair) -> bool:
    low, last = pair.before.quantity.strict.low, pair.after.quantity.strict.low
    return low is not None and low > 0 and last is not None and (pair.certain or not is_bound(claim))


def _close(claim: Claim, pair: Pair) -> bool:
    """Whether the figures as printed give the change to within its last place."""
    off = abs(abs(_growth(pair).value) - abs(rate(claim.quantity).value))
    if claim.quantity.kind is Kind.PERCENT and claim.quantity.hedge is Hedge.NONE:
        return off <= claim.quantity.step / 100
    return off <= NEAR


def _growth(pair: Pair) -> Reading:
    first, last = read(pair.before.quantity), read(pair.after.quantity)
    return Reading(
        last.value / first.value - 1,
        (last.strict / first.strict).shift(-1),
        (last.generous / first.generous).shift(-1),
    )


def _verdict(claim: Claim, pair: Pair, direction: int) -> Verdict:
    growth = _growth(pair)
    turned = Reading(
        growth.value * direction, growth.strict.scale(direction), growth.generous.scale(direction)
    )
    return judge(turned, rate(claim.quantity))


def _is_points(claim: Claim, pair: Pair) -> bool:
    """Whether the figure is the difference of two percentages, as printed, the first of which is not nothing."""
    first, last = pair.before.quantity, pair.after.quantity
    if first.kind is not Kind.PERCENT or claim.quantity.kind is not Kind.PERCENT or not nominal(first):
        return False
    return abs(nominal(last) - nominal(first)) == abs(nominal(claim.quantity))


def _just_said(article: Article, claim: Claim, pair: Pair, said: dict[str, int]) -> bool:
    """Whether one of the two percentages is the last level in front of the figure, in its sentence."""
    levels = [
        other
        for other in article.by_sentence[claim.sentence]
        if other.quantity.kind is Kind.PERCENT and other.id not in said and other.span.end <= claim.span.start
    ]
    if not levels or levels[-1] not in (pair.before, pair.after) or _later(claim, pair):
        return False
    words = {item.norm for item in article.between(levels[-1], claim)} - {";"}
    return words.isdisjoint(article.pack.words("changes.apart"))


def _later(claim: Claim, pair: Pair) -> bool:
    return max(pair.before.span, pair.after.span) > claim.span


def _other_measure(article: Article, claim: Claim) -> bool:
    """Whether the figure is a yearly pace or corrected for something, so that the two figures do not give it."""
    pack = article.pack
    paces = {item.norm for item in (*after(article, claim, 2), *before(article, claim, 3))}
    means = {item.norm for item in before(article, claim, 2)}
    if paces & pack.words("changes.pace") or means & pack.words("changes.mean") or article.has(claim, "pace"):
        return True
    return bool(article.cued("adjusted", claim.sentence))


def _change(article: Article, claim: Claim, pair: Pair, judged: Verdict, direction: int) -> Relation:
    first, last = nominal(pair.before.quantity), nominal(pair.after.quantity)
    stated = abs(rate(claim.quantity).value)
    computed = abs(last - first) / first
    low, high = plain(min(first, last), max(first, last))
    working = [f"({high} - {low}) / {low if last > first else high} = {percent(computed)}"]
    terms = [term("before", pair.before), term("after", pair.after), term("change", claim)]
    slots: dict[str, Slot] = {
        "before": pair.before.quantity,
        "after": pair.after.quantity,
        "computed": rounded(computed * 100),
        "stated": told(article, claim),
    }
    if judged is Verdict.HOLDS:
        return relation("percent-change", judged, terms, working, **slots)
    if _is_points(claim, pair):
        points = abs(last - first)
        working = [f"{high} - {low} = {show(points)} points", *working, f"{percent(computed)} != {percent(stated)}"]
        return relation("percent-for-points", judged, terms, working, points=points, **slots)
    return relation("percent-change", judged, terms, [*working, f"{percent(computed)} != {percent(stated)}"], **slots)


def told(article: Article, claim: Claim) -> Slot:
    """A share as a message repeats it: a percentage as read, a fraction in the story's words."""
    quantity = claim.quantity
    return quantity if quantity.kind is Kind.PERCENT else quantity.span.of(article.document.text)


def rounded(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)
