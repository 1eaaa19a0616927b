"""Growth told twice: by how many, and by how much per cent of what there was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.proportions import apposed, is_part, rate
from claimcheck.checks.telling import alike, bare, plain
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Claim, Kind, Relation, Verdict

CLOSE = Fraction(1, 10)
FAR = Fraction(1, 2)
REACH = 8
MEASURES = frozenset({"population", "revenue", "profit", "debt", "budget", "turnout", "attendance"})


@check("growth", slots=("grown", "whole", "computed", "stated"))
def growth(article: Article) -> Iterator[Relation]:
    """`The population of 48,000 grew by 960 people (2 per cent)`: the growth as a share of the whole."""
    for cue in article.cued("grown_by"):
        grown = cue.holes["grown"]
        share = _share(article, grown)
        if share is None or grown.quantity.value is None or not plain((share,)):
            continue
        wholes = _wholes(article, grown)
        fitting = next((whole for whole in wholes if _fits(grown, share, whole, CLOSE)), None)
        likely = any(_fits(grown, share, whole, FAR) for whole in wholes)
        if fitting:
            yield _judged(grown, share, fitting, Verdict.HOLDS)
        elif wholes and not likely and plain((grown, wholes[0])):
            yield _judged(grown, share, wholes[0], Verdict.BROKEN)


def _share(article: Article, grown: Claim) -> Claim | None:
    """The percentage that says the growth again."""
    for claim in article.by_sentence[grown.sentence]:
        if claim.quantity.kind is Kind.PERCENT and claim.span > grown.span:
            again = apposed(article, grown, claim) or _bracketed(article, grown, claim)
            return claim if again and not is_part(article, claim) else None
    return None


def _bracketed(article: Article, grown: Claim, share: Claim) -> bool:
    """Whether the share stands alone in brackets behind the growth."""
    between = [item.norm for item in article.between(grown, share)]
    return len(between) <= REACH and "(" in between and ")" not in between


def _wholes(article: Article, grown: Claim) -> list[Claim]:
    """Figures told of what grew, larger than the growth: the one told most often first."""
    measures = _measures(article, grown)
    found = [
        claim
        for claim in article.nearby(grown)
        if (alike(claim, grown) or bare(claim))
        and claim.quantity.value is not None
        and measures & (claim.predicate | {claim.key})
        and nominal(claim.quantity) > 2 * nominal(grown.quantity)
        and claim.sentence != grown.sentence
        and not claim.forecast
    ]
    told = Counter(nominal(claim.quantity) for claim in found)
    return sorted(found, key=lambda claim: -told[nominal(claim.quantity)])


def _measures(article: Article, grown: Claim) -> frozenset[str]:
    """What grew, by the words before the figure."""
    row, at = article.items[grown.sentence], article.item_of[grown.id]
    words = [item.norm for item in row[max(0, at - REACH) : at] if item.quantity is None]
    named = {concept.name for word in words if (concept := concept_of(word, article.pack))}
    return frozenset(named & MEASURES)


def _fits(grown: Claim, share: Claim, whole: Claim, room: Fraction) -> bool:
    """Whether the growth is the share of the whole, before or after it, give or take `room`."""
    stated, value = rate(share.quantity).value, nominal(whole.quantity)
    added = nominal(grown.quantity)
    if stated <= 0:
        return True
    quotients = [added / value / stated, added / (value - added) / stated]
    return any(1 / (1 + room) <= quotient <= 1 + room for quotient in quotients)


def _judged(grown: Claim, share: Claim, whole: Claim, verdict: Verdict) -> Relation:
    computed = Fraction(round(nominal(grown.quantity) / nominal(whole.quantity) * 10000), 100)
    stated = nominal(share.quantity)
    working = [f"{show(nominal(grown.quantity))} / {show(nominal(whole.quantity))} = {show(computed)} %"]
    if verdict is not Verdict.HOLDS:
        working.append(f"{show(computed)} % != {show(stated)} %")
    return relation(
        "growth",
        verdict,
        [term("grown", grown), term("whole", whole), term("share", share)],
        working,
        grown=nominal(grown.quantity),
        whole=nominal(whole.quantity),
        computed=computed,
        stated=stated,
    )

