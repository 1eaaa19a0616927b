"""The direction a verb gives against the two figures it joins."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Relation, Verdict


@check("direction", slots=("before", "after"))
def direction(article: Article) -> Iterator[Relation]:
    """`rose to 90 from 120`: the verb says up, the figures say down."""
    for cue in article.cued("from_to"):
        before, after = cue.holes.get("before"), cue.holes.get("after")
        if before is None or after is None:
            continue
        if before.quantity.kind is not after.quantity.kind or before.quantity.unit != after.quantity.unit:
            continue
        way = _way(article, cue)
        if not way:
            continue
        low, high = (before, after) if way == "up" else (after, before)
        wrong = high.quantity.strict.below(low.quantity.strict)
        judged = Verdict.BROKEN if wrong else Verdict.HOLDS
        first, second = nominal(before.quantity), nominal(after.quantity)
        sign = "<" if first < second else ">" if first > second else "="
        yield relation(
            "direction",
            judged,
            [term("before", before), term("after", after)],
            [f"{show(first)} {sign} {show(second)}"],
            before=first,
            after=second,
        )


def _way(article: Article, cue: Cue) -> str:
    """`up` or `down` when one verb of change, and only one, stands just before the figures."""
    row = article.items[cue.sentence]
    words: list[str] = []
    for item in reversed(row[max(0, cue.first - 5) : cue.first]):
        if item.norm in {",", ";", ":", "."}:
            break
        words.append(item.norm)
    words.extend(item.norm for item in row[cue.first : cue.last])
    ways = {way for way in ("up", "down") if article.pack.words(f"direction.{way}") & set(words)}
    return ways.pop() if len(ways) == 1 else ""
