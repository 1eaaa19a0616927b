"""The direction a verb gives against the two figures it joins."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Relation, Verdict
from claimcheck.roles import votes

CHANGING = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.POINTS})
NEAR, REACH, FAR = 5, 9, 40
WAYS = {"rise": "up", "fall": "down"}
MOST_APART = 100


@check("direction", slots=("before", "after"))
def direction(article: Article) -> Iterator[Relation]:
    """`rose to 90 from 120`: the verb says up, the figures say down."""
    done: set[str] = set()
    for cue in sorted((*article.cued("from_to"), *article.cued("moved")), key=_forwards):
        before, after = cue.holes.get("before"), cue.holes.get("after")
        if before is None or after is None or {before.id, after.id} & done or not _comparable(before, after):
            continue
        way = _way(article, cue)
        if way:
            done |= {before.id, after.id}
            yield _judged(way, before, after)


def _forwards(cue: Cue) -> tuple[int, bool, int]:
    """Cues by sentence, those first that tell the earlier figure before the later one, then the shortest."""
    before, after = cue.holes.get("before"), cue.holes.get("after")
    backwards = before is None or after is None or after.span < before.span
    return cue.sentence, backwards, cue.last - cue.first


def _comparable(before: Claim, after: Claim) -> bool:
    one, two = before.quantity, after.quantity
    same = one.kind is two.kind and one.unit == two.unit and one.kind in CHANGING
    first, second = sorted((before, after), key=lambda claim: claim.span)
    small, large = sorted((nominal(one), nominal(two)))
    return same and second.key in ("", first.key) and small >= 0 and large <= small * MOST_APART


def _judged(way: str, before: Claim, after: Claim) -> Relation:
    low, high = (before, after) if way == "up" else (after, before)
    wrong = high.quantity.strict.below(low.quantity.strict)
    first, second = nominal(before.quantity), nominal(after.quantity)
    sign = "<" if first < second else ">" if first > second else "="
    return relation(
        "direction",
        Verdict.BROKEN if wrong else Verdict.HOLDS,
        [term("before", before), term("after", after)],
        [f"{show(first)} {sign} {show(second)}"],
        before=first,
        after=second,
    )


def _way(article: Article, cue: Cue) -> str:
    """`up` or `down` when one verb of change, and only one, stands just before the figures or between them."""
    row = article.items[cue.sentence]
    around = {item.norm for item in row[max(0, cue.first - FAR) : cue.last + FAR]}
    if around & article.pack.words("direction.ranks") or around & article.pack.words("without"):
        return ""
    commas, start = 0, cue.first
    for far, item in enumerate(reversed(row[max(0, cue.first - REACH) : cue.first])):
        commas += item.norm == ","
        if item.norm in {";", ":", "."} or commas > 1 or (far >= NEAR and not commas):
            break
        start -= 1
    said = votes(row[start : cue.last], article.pack)
    ways = {WAYS[vote.role] for vote in said if vote.role in WAYS}
    return ways.pop() if len(ways) == 1 else ""
