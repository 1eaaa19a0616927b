"""Parts of a whole: lists and scattered figures that the text says make up a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.exclusion import whole_dimension
from claimcheck.checks.judging import added, equation, nominal, relation, show, term, verdict
from claimcheck.checks.partitions import Partition, comparable, partitions
from claimcheck.checks.taken_up import taken_up
from claimcheck.checks.telling import fits, plain, telling
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import related
from claimcheck.extract.series import Series, series
from claimcheck.model import Claim, Kind, Relation, Verdict

REACH = 4
MOST_PARTS = 5
PAIR, LONG = 2, 10
SPREAD = frozenset({Kind.COUNT, Kind.MONEY})


@check("parts-of-whole", slots=("sum", "total"))
def parts_of_whole(article: Article) -> Iterator[Relation]:
    """Parts that are said to make up a whole, against the whole."""
    known: set[str] = set()
    for found in series(article):
        candidates = [*partitions(article, found), *taken_up(article, found)]
        one = _chosen([each for each in candidates if not _is_needed(article, each.whole)], found)
        if one:
            known.add(one.whole.id)
            if not _completed(article, one):
                yield _judged(one)
    for one in _scattered(article):
        if one.whole.id not in known:
            known.add(one.whole.id)
            yield _judged(one)


def _is_needed(article: Article, whole: Claim) -> bool:
    """Whether the figure is what a majority takes, which the seats of the parties need not make up."""
    return article.has(whole, "majority_of") or article.has(whole, "votes_needed")


def _chosen(candidates: Sequence[Partition], found: Series) -> Partition | None:
    """The first whole a list adds up to, else the nearest that the text says it should. That one member of a list
    is the sum of others, or that they make a small figure far away of other things, counts only where the text claims
    nothing else."""
    certain = [one for one in candidates if one.certain]
    fitting = [one for one in candidates if _adds_up(one)]
    keys = {one.whole.key for one in certain} - {""}
    alike = [one for one in fitting if one.whole.key in keys and one.whole not in found.claims]
    sure = [one for one in fitting if one.certain or not certain or one in alike]
    apart = [one for one in fitting if one in sure or _tells(one, found, len(candidates))]
    return next(iter(apart), None) or min(certain, key=_distance, default=None)


def _completed(article: Article, one: Partition) -> bool:
    """Whether a list that misses its whole is completed elsewhere: another figure is just what it lacks, or one of its
    own is just what it has too much, and is counted within the others."""
    if _adds_up(one):
        return False
    lacking = nominal(one.whole.quantity) - added(part.quantity for part in one.parts).value
    if lacking < 0:
        inside = [part for part in one.parts if nominal(part.quantity) == -lacking]
        counted = any(article.has(part, "of_these") for part in inside)
        return bool(inside) and len(one.parts) > PAIR and (counted or -lacking >= LONG)
    others = (claim for claim in article.nearby(one.whole) if claim not in (one.whole, *one.parts))
    told = (claim for claim in others if nominal(claim.quantity) == lacking)
    return lacking > 1 and any(comparable(one.whole, [claim]) for claim in told)


def _tells(one: Partition, found: Series, tried: int) -> bool:
    """Whether a list adds up to a figure that is no member of it, by no accident."""
    expected = added(part.quantity for part in one.parts)
    return one.whole not in found.claims and telling(expected, one.whole.quantity, tried)


def _distance(one: Partition) -> tuple[bool, Fraction, int]:
    """How far off a whole is: not in the sentence, by how much the parts miss it, how many sentences before."""
    back = one.parts[0].sentence - one.whole.sentence
    missing = abs(added(part.quantity for part in one.parts).value - nominal(one.whole.quantity))
    return back != 0, missing if back else Fraction(0), back


def _adds_up(one: Partition) -> bool:
    stated, expected = one.whole.quantity.strict, added(part.quantity for part in one.parts).strict
    bounded = None not in (stated.low, stated.high, expected.low, expected.high)
    return bounded and expected.meets(stated)


def _scattered(article: Article) -> Iterator[Partition]:
    """Figures of neighbouring sentences that make up one given before, by no accident."""
    for at, whole in enumerate(article.claims):
        if whole.quantity.kind not in SPREAD or whole.cell or not plain([whole]) or article.rate_of(whole):
            continue
        near = [claim for claim in article.claims[at + 1 : at + 1 + 4 * REACH] if _may_be_part(article, whole, claim)]
        runs = [near[first : last + 1] for first in range(len(near)) for last in range(first + 1, len(near))]
        runs = [run for run in runs if len(run) <= MOST_PARTS and run[0].sentence != run[-1].sentence]
        for run in runs:
            expected = added(part.quantity for part in run)
            tried = 1 if whole_dimension(article, run) else len(runs)
            if fits(expected, whole.quantity) and telling(expected, whole.quantity, tried):
                yield Partition(whole, tuple(run), False)
                break


def _may_be_part(article: Article, whole: Claim, claim: Claim) -> bool:
    near = claim.sentence - whole.sentence <= REACH and claim.cell is None and plain([claim])
    return near and comparable(whole, [claim]) and related(claim, whole) and not article.rate_of(claim)


def _judged(one: Partition) -> Relation:
    expected, total = added(part.quantity for part in one.parts), one.whole.quantity
    judged = verdict(expected, total)
    left = " + ".join(show(nominal(part.quantity)) for part in one.parts)
    return relation(
        "parts-of-whole",
        judged,
        [term("total", one.whole), *(term("part", part) for part in one.parts)],
        equation(left, expected.value, total, judged is Verdict.HOLDS),
        sum=expected.value,
        total=nominal(total),
    )
