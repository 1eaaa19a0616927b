"""A round figure and the exact count of the same told right after it: `some 600 people ... its count shows 912`."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.apart import other_time, rival_sources
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Relation, Verdict

ROUND = frozenset({Hedge.ABOUT, Hedge.COLLECTIVE, Hedge.NEARLY})
MOST = 8
LEAST = 10


@check("exact-count", slots=("about", "exact"))
def exact_count(article: Article) -> Iterator[Relation]:
    """What a count gives exactly, against the round figure before that it goes back to."""
    done: set[str] = set()
    for cue in article.cued("exact_count"):
        exact = cue.holes["n"]
        plain = exact.quantity.kind is Kind.COUNT and exact.quantity.hedge is Hedge.NONE
        if not plain or exact.quantity.value is None or exact.id in done or exact.cell is not None:
            continue
        done.add(exact.id)
        about = _round_before(article, exact)
        if about is not None:
            fits = about.quantity.generous.meets(exact.quantity.generous)
            sign = "~" if fits else "!="
            yield relation(
                "exact-count",
                Verdict.HOLDS if fits else Verdict.BROKEN,
                [term("about", about), term("exact", exact)],
                [f"{show(nominal(about.quantity))} {sign} {show(nominal(exact.quantity))}"],
                about=about.quantity,
                exact=exact.quantity,
            )


def _round_before(article: Article, exact: Claim) -> Claim | None:
    """The last count before, in the sentence or the one before it, when it is a round one of the same noun."""
    at = article.position[exact.id]
    for claim in reversed(article.claims[max(0, at - MOST) : at]):
        if claim.sentence < exact.sentence - 1 or claim.cell is not None:
            return None
        if claim.quantity.kind is not Kind.COUNT or not claim.key:
            continue
        first, second = profiles(article)[claim.id], profiles(article)[exact.id]
        same = not second.noun or second.noun in (first.noun, *first.wider) or first.noun in second.wider
        known = claim.quantity.hedge in ROUND and nominal(claim.quantity) >= LEAST
        if not known or not same or rival_sources(article, claim, exact) or other_time(claim.moment, exact.moment):
            return None
        return None if first.shift != second.shift and "before" in (first.shift, second.shift) else claim
    return None
