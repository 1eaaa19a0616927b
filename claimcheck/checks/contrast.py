"""Two figures of one thing set against each other in time: so much now, so much from April."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind
from claimcheck.phrase import Item

BESIDE = 8
NEAR = 8
SIGNS = frozenset(",:;(—–")


def now_and_then(article: Article, figures: Sequence[Claim], first: int) -> tuple[Claim, Claim] | None:
    """The earlier and the later of the two figures of a sentence in front of item `first`, where one is told of now
    and what stands at `first` is set beside the other."""
    if len(figures) != 2:
        return None
    one, other = figures
    row = article.items[one.sentence]
    a, b = article.item_of[one.id], article.item_of[other.id]
    behind = [item.norm for item in row[b + 1 + row[b].noun : first]]
    if len(behind) > BESIDE or not any(word in SIGNS for word in behind):
        return None
    between = row[a + 1 : b]
    words = {item.norm for item in between}
    past = bool(words & article.pack.words("contrast.past"))
    if past and article.has(one, "reached"):
        return other, one
    if not _now(article, [*row[max(0, a - NEAR) : a], *row[a + 1 : a + 3 + row[a].noun]]):
        return None
    if past:
        return other, one
    later = words & (article.pack.words("contrast.later") | article.pack.words("forecast"))
    dated = any(item.kind == Kind.DATE.value for item in row[a + 2 : first])
    return (one, other) if later or dated else None


def _now(article: Article, items: Sequence[Item]) -> bool:
    """Whether a word such as `now` or `today` is among the items."""
    shifts = article.pack.table("time_shift")
    for item in items:
        when = article.claims[item.quantity].quantity.when if item.quantity is not None else None
        if shifts.get(item.norm) == "now" or when is not None and when.relative == "today":
            return True
    return False
