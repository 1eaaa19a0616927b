"""Percentage points: a difference between two percentages, against the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.changes import FAR, changes
from claimcheck.checks.judging import Reading, nominal, read, relation, show, term
from claimcheck.checks.pairs import Pair, pairs, spot_of
from claimcheck.checks.proportions import before, is_bound, judge
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Quantity, Relation, Verdict

BESIDE = 3


@check("points-between", slots=("computed", "stated"))
def points_between(article: Article) -> Iterator[Relation]:
    """A number of points against the two percentages it lies between (`46 % to 41 %, a five-point lead`)."""
    said = changes(article)
    told = [(claim, list(_pairs(article, claim, said))) for claim in article.claims if _is_points(article, claim)]
    explained: set[frozenset[str]] = set()
    for claim, found in told:
        holding = next((pair for pair in found if _verdict(claim, pair) is Verdict.HOLDS and _told(pair)), None)
        if holding:
            explained.add(_levels_of(holding))
            yield _points(claim, holding, Verdict.HOLDS)
    for claim, found in told:
        if found and found[0].certain and _levels_of(found[0]) not in explained:
            yield _points(claim, found[0], _verdict(claim, found[0]))


def _levels_of(pair: Pair) -> frozenset[str]:
    return frozenset((pair.before.id, pair.after.id))


def _told(pair: Pair) -> bool:
    """Whether both levels are figures of their own: a mere bound (`lower than 73 %`) lies any way off another."""
    return pair.certain or not (is_bound(pair.before) or is_bound(pair.after))


def _is_points(article: Article, claim: Claim) -> bool:
    if claim.quantity.kind is not Kind.POINTS and not article.has(claim, "points"):
        return False
    words = {item.norm for item in before(article, claim)}
    return words.isdisjoint(article.pack.words("points_of_error"))


def _pairs(article: Article, claim: Claim, said: dict[str, int]) -> Iterator[Pair]:
    """Two percentages near the points: told apart by words, or the only two where a lead is said."""
    for pair in pairs(article, spot_of(article, claim), {*said, claim.id}, FAR):
        if pair.before.quantity.kind is Kind.PERCENT or _bare_move(article, claim, pair):
            yield Pair(pair.before, pair.after, pair.certain or _alone(article, claim, pair, said))


def _bare_move(article: Article, claim: Claim, pair: Pair) -> bool:
    """Whether two bare figures stand right behind the points: `up five points from 28 to 30`."""
    bare = all(one.quantity.kind is Kind.COUNT and one.counted is None for one in (pair.before, pair.after))
    here = bare and claim.sentence == pair.before.sentence == pair.after.sentence
    told = any({*cue.holes.values()} == {pair.before, pair.after} for cue in article.cued("from_to", claim.sentence))
    near = here and claim.span.end < pair.before.span.start and len(article.between(claim, pair.before)) <= BESIDE
    return near and told


def _alone(article: Article, claim: Claim, pair: Pair, said: dict[str, int]) -> bool:
    levels = _levels(article.by_sentence[claim.sentence], said)
    if len(levels) != 2 or pair.before not in levels or pair.after not in levels:
        return False
    return bool(article.cued("lead", claim.sentence))


def _levels(row: Sequence[Claim], said: dict[str, int]) -> list[Claim]:
    return [claim for claim in row if claim.quantity.kind is Kind.PERCENT and claim.id not in said]


def _wide(quantity: Quantity) -> Reading:
    """A percentage or points, give or take the rounding of its last printed place."""
    own = read(quantity)
    if quantity.hedge is not Hedge.NONE or own.strict.low != own.strict.high:
        return own
    half = Interval.around(own.value, quantity.step / 2)
    return Reading(own.value, half, half.join(own.generous))


def _verdict(claim: Claim, pair: Pair) -> Verdict:
    first, last = _wide(pair.before.quantity), _wide(pair.after.quantity)
    larger, smaller = (last, first) if last.value >= first.value else (first, last)
    gap = Reading(
        larger.value - smaller.value, larger.strict - smaller.strict, larger.generous - smaller.generous
    )
    stated = _wide(claim.quantity)
    if stated.value < 0:
        stated = Reading(-stated.value, -stated.strict, -stated.generous)
    return judge(gap, stated)


def _points(claim: Claim, pair: Pair, judged: Verdict) -> Relation:
    first, last = nominal(pair.before.quantity), nominal(pair.after.quantity)
    gap, stated = abs(last - first), abs(nominal(claim.quantity))
    working = [f"{show(max(first, last))} - {show(min(first, last))} = {show(gap)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(gap)} != {show(stated)}")
    terms = [term("before", pair.before), term("after", pair.after), term("points", claim)]
    return relation("points-between", judged, terms, working, computed=gap, stated=claim.quantity)
