"""Matches: points from wins and draws, two legs and their aggregate, the score at half-time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

WIN = Fraction(3)
OLD_WIN = Fraction(2)
LEGS = 2


@check("league-points", slots=("expected", "stated"))
def league_points(article: Article) -> Iterator[Relation]:
    """`nine wins and four draws, 31 points`: three points a win, one a draw."""
    for sentence, row in article.by_sentence.items():
        won, drawn = _counts(row, "win"), _counts(row, "draw")
        points = [*_counts(row, "point"), *_counts(article.by_sentence.get(sentence + 1, ()), "point")]
        if len(won) != 1 or len(drawn) != 1 or not points or not plain((won[0], drawn[0], points[0])):
            continue
        wins, draws, stated = (nominal(claim.quantity) for claim in (won[0], drawn[0], points[0]))
        expected, holds = WIN * wins + draws, stated in (WIN * wins + draws, OLD_WIN * wins + draws)
        if not holds and (points[0].sentence != sentence or _other_reckoning(article, sentence)):
            continue
        working = [f"{show(WIN)} * {show(wins)} + {show(draws)} = {show(expected)}"]
        yield relation(
            "league-points",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("wins", won[0]), term("draws", drawn[0]), term("points", points[0])],
            working if holds else [*working, f"{show(expected)} != {show(stated)}"],
            expected=expected,
            stated=stated,
        )


def _counts(row: Sequence[Claim], key: str) -> list[Claim]:
    return [claim for claim in row if claim.key == key and claim.quantity.kind in (Kind.COUNT, Kind.POINTS)]


def _other_reckoning(article: Article, sentence: int) -> bool:
    """Whether words tell of points taken away, of only some of the matches, or of another sport."""
    words = {item.norm for item in article.items[sentence]}
    return bool(words & article.pack.words("matches.other_points"))


@check("aggregate", slots=("legs", "stated"))
def aggregate(article: Article) -> Iterator[Relation]:
    """`lost 2-1, won 3-1, through 4-3 on aggregate`: the goals of two legs against their sum."""
    for cue in article.cued("aggregate"):
        stated = cue.holes["agg"]
        near = [*article.by_sentence.get(stated.sentence - 1, ()), *article.by_sentence[stated.sentence]]
        scores = [claim for claim in near if _is_score(claim) and claim != stated]
        fitting = [pair for pair in combinations(scores, LEGS) if _sums(pair, stated)]
        here = [claim for claim in scores if claim.sentence == stated.sentence]
        legs = fitting[0] if fitting else here if len(here) == LEGS else scores if len(scores) == LEGS else None
        if legs is None or not _is_score(stated):
            continue
        working = " + ".join(_score(claim) for claim in legs)
        yield relation(
            "aggregate",
            Verdict.HOLDS if fitting else Verdict.BROKEN,
            [*(term("leg", claim) for claim in legs), term("aggregate", stated)],
            [f"{working} {'=' if fitting else '!='} {_score(stated)}"],
            legs=working,
            stated=_score(stated),
        )


def _is_score(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.SCORE and len(claim.quantity.operands) == LEGS and claim.place is not Place.TABLE


def _score(claim: Claim) -> str:
    return "-".join(show(figure) for figure in claim.quantity.operands)


def _sums(legs: Sequence[Claim], stated: Claim) -> bool:
    """Whether two scores make a third, whichever side stands first in each."""
    (a, b), (c, d) = (leg.quantity.operands for leg in legs)
    return sorted(stated.quantity.operands) in (sorted((a + c, b + d)), sorted((a + d, b + c)))


@check("half-time", slots=("half", "final"))
def half_time(article: Article) -> Iterator[Relation]:
    """`2-1 at the break, 1-1 at the end`: nobody has fewer goals at the end than at half-time."""
    done: set[str] = set()
    for cue in article.cued("half_time"):
        half = cue.holes["half"]
        final = _final(article, half)
        if half.id in done or final is None or not _is_score(half):
            continue
        done.add(half.id)
        holds = any(
            half.quantity.operands[0] <= one and half.quantity.operands[1] <= other
            for one, other in (final.quantity.operands, final.quantity.operands[::-1])
        )
        yield relation(
            "half-time",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("half", half), term("final", final)],
            [f"{_score(half)} {'<=' if holds else '!<='} {_score(final)}"],
            half=_score(half),
            final=_score(final),
        )


def _final(article: Article, half: Claim) -> Claim | None:
    """The one other score of the sentence, else the one score the story gives elsewhere, however often."""
    other = [claim for claim in article.nearby(half) if _is_score(claim) and claim != half]
    here = [claim for claim in other if claim.sentence == half.sentence]
    pool = here or other
    return pool[0] if len({claim.quantity.operands for claim in pool}) == 1 else None
