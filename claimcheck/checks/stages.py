"""Which one of a row something is, against those before it that the next sentences date: `the fourth step of the
cycle. Iowa voted on 3 February, ...`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.extract import nouns
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict

AHEAD = 3
FEW = 2


@check("stage", slots=("rank", "expected"))
def stage(article: Article) -> Iterator[Relation]:
    """The rank of a step of a row, which is one more than the steps that are dated before it."""
    for rank in article.claims:
        if rank.quantity.kind is not Kind.ORDINAL or rank.cell is not None or not _is_stage(article, rank):
            continue
        dates = list(_dated(article, rank.sentence))
        days = [(c.quantity.when.month or 0, c.quantity.when.day or 0) for c in dates if c.quantity.when]
        if len(dates) < FEW or days != sorted(set(days)):
            continue
        expected, told = Fraction(len(dates) + 1), nominal(rank.quantity)
        holds = expected == told
        working = [f"{len(dates)} + 1 = {expected}", *([] if holds else [f"{expected} != {told}"])]
        yield relation(
            "stage",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("rank", rank), *(term("before", claim) for claim in dates)],
            working,
            rank=told,
            expected=expected,
        )


def _is_stage(article: Article, rank: Claim) -> bool:
    words = article.pack.words("stages.nouns")
    return bool(rank.key) and rank.key in words | {nouns.stem(word, article.pack) for word in words}


def _dated(article: Article, sentence: int) -> Iterator[Claim]:
    """The days of the sentences behind, as long as each says that something was held."""
    held = article.pack.words("stages.held")
    for number in range(sentence + 1, min(sentence + 1 + AHEAD, len(article.items))):
        if not any(item.norm in held for item in article.items[number]):
            return
        for claim in article.by_sentence.get(number, ()):
            when = claim.quantity.when
            if claim.quantity.kind is Kind.DATE and when is not None and when.month and when.day and not when.until:
                yield claim
