"""Percentages of a small number of people, which only some figures can be."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concepts
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

FEWEST = 3
WHOLES = ("subset", "share_of", "of_few")


@check("share-of-few", slots=("share", "base", "below", "above"))
def share_of_few(article: Article) -> Iterator[Relation]:
    """`of 15 patients 35 % improved`: no whole number of 15 is 35 %.

    Source: the GRIM test (Brown and Heathers 2017) for shares: some k / n must round, or be cut off, to the figure.
    """
    changing = changes(article)
    done: set[str] = set()
    for base, share in _pairs(article):
        if share.id in done or share.id in changing or not _is_base(article, base) or not _is_share(share):
            continue
        count, stated, step = nominal(base.quantity), nominal(share.quantity), share.quantity.step
        if count >= 100 / step:
            continue
        done.add(share.id)
        below = Fraction(stated * count / 100 // 1)
        ks = (below, below + 1)
        fits = [k for k in ks if stated - step / 2 <= k * 100 / count < stated + step]
        near = [Fraction(round(k * 10000 / count), 100) for k in ks]
        nearest = [_share(k, count, one) for k, one in zip(ks, near, strict=True)]
        yield relation(
            "share-of-few",
            Verdict.HOLDS if fits else Verdict.BROKEN,
            [term("base", base), term("share", share)],
            [_share(fits[0], count, stated)] if fits else nearest,
            share=stated,
            base=count,
            below=near[0],
            above=near[1],
        )


def _share(part: Fraction, whole: Fraction, percent: Fraction) -> str:
    return f"{show(part)} / {show(whole)} = {show(percent)} %"


def _pairs(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """Numbers of people and the percentages said of them in one phrase."""
    for name in WHOLES:
        for cue in article.cued(name):
            whole, share = cue.holes.get("whole"), cue.holes.get("part") or cue.holes.get("share")
            if whole is not None and share is not None:
                yield whole, share


def _is_base(article: Article, claim: Claim) -> bool:
    """Whether a claim is an exact small count of people that nothing follows as its possession."""
    quantity = claim.quantity
    people = "person" in {claim.key, *claim.concepts} or claim.key in ("patient", "case")
    known = claim.key in concepts() and people
    exact = quantity.kind is Kind.COUNT and quantity.hedge is Hedge.NONE and quantity.value is not None
    owner = article.document.text[claim.span.end : claim.span.end + 1] in ("'", "’")
    return known and exact and nominal(quantity) >= FEWEST and nominal(quantity).denominator == 1 and not owner


def _is_share(claim: Claim) -> bool:
    quantity = claim.quantity
    plain = quantity.kind is Kind.PERCENT and quantity.hedge is Hedge.NONE and quantity.value is not None
    return plain and 0 < nominal(quantity) < 100 and not claim.forecast and claim.place is not Place.TABLE
