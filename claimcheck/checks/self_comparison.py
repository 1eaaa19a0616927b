"""A period that is compared with itself: `in the first half of 2019 ... compared with the first half of 2019`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.judging import relation, term
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict

DATED = frozenset({Kind.DATE, Kind.YEAR})
BEHIND, BEFORE, FAR = 8, 5, 30


@check("self-comparison", slots=("period",))
def self_comparison(article: Article) -> Iterator[Relation]:
    """The last period before `compared with` and the first one behind it, when they are one."""
    for cue in article.cued("compared_with"):
        told = article.by_sentence.get(cue.sentence, ())
        dated = [c for c in told if c.quantity.kind in DATED and c.quantity.when is not None]
        before = [c for c in dated if 0 <= cue.first - article.item_of[c.id] <= FAR]
        behind = [c for c in dated if 0 <= article.item_of[c.id] - cue.last <= BEHIND]
        if len(before) != 1 or not behind or behind[0].quantity.when != before[0].quantity.when:
            continue
        one, other = before[0], behind[0]
        if other.quantity.when and other.quantity.when.year and _stretch(article, one) == _stretch(article, other):
            yield relation(
                "self-comparison",
                Verdict.BROKEN,
                [term("period", one), term("compared", other)],
                [],
                period=other.quantity.when,
            )


def _stretch(article: Article, claim: Claim) -> Sequence[str]:
    """The words before a date that say which part of it is meant (`the first half of`)."""
    tokens = article.sentences[claim.sentence].tokens
    words = [token.norm for token in tokens if token.end <= claim.span.start][-BEFORE:]
    names = article.pack.words("stretches")
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at] in names), None)
    return () if last is None else tuple(words[max(0, last - 1) : last + 1])
