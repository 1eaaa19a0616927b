"""Remainders: what is left of a whole after the parts named before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, added, equation, nominal, read, relation, show, term, verdict
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import related
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT})
BACK = 12
MOST_TAKEN = 5


@check("remainder", slots=("expected", "stated"))
def remainder(article: Article) -> Iterator[Relation]:
    """`the other 35`, `leaving 86`: the whole less what was named, against the rest as stated."""
    done: set[str] = set()
    for cue in article.cued("remainder"):
        for rest in cue.holes.values():
            if rest.id in done or rest.quantity.kind not in KINDS:
                continue
            done.add(rest.id)
            found = _fitting(article, rest) or _asserted(article, rest)
            if found:
                yield _judged(rest, *found)


def _judged(rest: Claim, whole: Claim, taken: Sequence[Claim]) -> Relation:
    expected = _left(whole, taken)
    judged = verdict(expected, rest.quantity)
    working = " - ".join(show(nominal(claim.quantity)) for claim in (whole, *taken))
    return relation(
        "remainder",
        judged,
        [term("whole", whole), *(term("part", part) for part in taken), term("remainder", rest)],
        equation(working, expected.value, rest.quantity, judged is Verdict.HOLDS),
        expected=expected.value,
        stated=nominal(rest.quantity),
    )


def _left(whole: Claim, taken: Sequence[Claim]) -> Reading:
    total, gone = read(whole.quantity), added(part.quantity for part in taken)
    return Reading(total.value - gone.value, total.strict - gone.strict, total.generous - gone.generous)


def _fitting(article: Article, rest: Claim) -> tuple[Claim, tuple[Claim, ...]] | None:
    """A whole and the figures next before the rest that leave just what is stated."""
    before = _before(article, rest)
    headline = [claim for claim in article.headline() if _like(claim, rest) and claim not in before]
    for size in range(1, min(MOST_TAKEN, len(before)) + 1):
        taken = tuple(before[-size:])
        for whole in reversed([*headline, *before[:-size]]):
            if _possible(whole, taken, rest) and _left(whole, taken).strict.meets(rest.quantity.strict):
                return whole, taken
    return None


def _asserted(article: Article, rest: Claim) -> tuple[Claim, tuple[Claim, ...]] | None:
    """The whole and its part where the sentence itself sets part against rest, and the whole stands beside.

    Shares are left to the sum of shares: what remains of a hundred per cent needs no whole in print.
    """
    if rest.quantity.kind is Kind.PERCENT:
        return None
    before = _before(article, rest)
    here = [claim for claim in before if claim.sentence == rest.sentence]
    earlier = [claim for claim in before if claim.sentence == rest.sentence - 1]
    if len(here) == 2:
        whole, part = here
    elif len(here) == 1 and earlier:
        whole, part = earlier[-1], here[0]
    elif not here and len(earlier) == 2 and rest.key and rest.key == earlier[0].key:
        whole, part = earlier
    else:
        return None
    exact = whole.quantity.value is not None and part.quantity.value is not None
    same = related(whole, rest) and related(part, rest) and (not part.key or bool(whole.key) and related(whole, part))
    return (whole, (part,)) if exact and same and _possible(whole, (part,), rest) else None


def _before(article: Article, rest: Claim) -> list[Claim]:
    """Figures like the rest that stand before it, nearest last."""
    at = article.position[rest.id]
    return [
        claim
        for claim in article.claims[max(0, at - BACK) : at]
        if _like(claim, rest) and claim.place is not Place.TABLE and not article.rate_of(claim)
    ]


def _like(claim: Claim, rest: Claim) -> bool:
    return claim.quantity.kind is rest.quantity.kind and claim.quantity.unit == rest.quantity.unit


def _possible(whole: Claim, taken: Sequence[Claim], rest: Claim) -> bool:
    size = nominal(whole.quantity)
    return size > nominal(rest.quantity) and size > sum(nominal(part.quantity) for part in taken)
