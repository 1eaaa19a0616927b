"""Counts taken up by a definite article: `four volunteers went out ... the six volunteers fled`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimcheck.checks import check
from claimcheck.checks.apart import other_time
from claimcheck.checks.contradictions import accused
from claimcheck.checks.figures import equal, hyphened, may_be_year
from claimcheck.checks.innocent import derivation, explained, revised
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Hedge, Kind, Relation, Verdict

GENERAL = frozenset({"person", "place", "case", "vote", "point", "goal", "year", "match_played"})
MOST = 20
REACH = 40  # sentences over which a count is remembered


@check("count-taken-up", slots=("first", "second"))
def count_taken_up(article: Article) -> Iterator[Relation]:
    """A definite count of what the story has counted once, and otherwise."""
    if not article.pack.names("concepts"):
        return
    told = {claim.id for pair in accused(article) for claim in pair[:2]}
    for claim in article.claims:
        if claim.id in told or not _takes_up(article, claim):
            continue
        first = _antecedent(article, claim)
        if first is not None and first.id not in told:
            told.add(first.id)
            yield relation(
                "count-taken-up",
                Verdict.BROKEN,
                [term("first", first), term("second", claim)],
                [f"{show(nominal(first.quantity))} != {show(nominal(claim.quantity))}"],
                first=first.quantity,
                second=claim.quantity,
            )


@remembered
def _counts(article: Article) -> Mapping[str, Sequence[Claim]]:
    """The counts of each noun outside tables, in reading order."""
    found: dict[str, list[Claim]] = {}
    for claim in article.claims:
        noun = profiles(article)[claim.id].noun if claim.cell is None and claim.quantity.kind is Kind.COUNT else ""
        if noun and noun not in GENERAL:
            found.setdefault(noun, []).append(claim)
    return found


def _takes_up(article: Article, claim: Claim) -> bool:
    """Whether a claim is a definite, plain count of several that no figure before it has given."""
    quantity = claim.quantity
    if claim.cell is not None or quantity.kind is not Kind.COUNT or quantity.hedge is not Hedge.NONE:
        return False
    least = int(article.pack.text("taken_up", "2"))
    if quantity.value is None or quantity.value < least or quantity.value.denominator > 1:
        return False
    if may_be_year(article, claim) or hyphened(article, claim):
        return False
    profile = profiles(article)[claim.id]
    if not profile.definite or profile.portion or profile.denied or claim.threshold:
        return False
    before = (other for other in equal(article, claim) if other.sentence <= claim.sentence)
    return not any(before) and derivation(article, claim) is None and claim.sentence not in revised(article)


def _antecedent(article: Article, claim: Claim) -> Claim | None:
    """The one count of the noun before, when the whole story gives no other amount of it."""
    profile = profiles(article)[claim.id]
    others = [c for c in _counts(article).get(profile.noun, ()) if c is not claim and c.id not in _wholes(article)]
    before = [other for other in others if 0 < claim.sentence - other.sentence <= REACH]
    if not before or len(others) > MOST or len({nominal(other.quantity) for other in others}) > 1:
        return None
    first = before[-1]
    known = profiles(article)[first.id]
    if first.quantity.hedge is not Hedge.NONE or first.quantity.value is None or known.shift != profile.shift:
        return None
    if known.definite and len(before) < 2:
        return None
    if other_time(first.moment, claim.moment) or profile.modifiers - known.modifiers:
        return None
    if explained(article, first, claim) or _between(article, first, claim):
        return None
    return None if _restricted(article, claim) and not profile.near & known.near else first


@remembered
def _wholes(article: Article) -> frozenset[str]:
    """Ids of claims that another is told to be a part of (`38 of 190 routes`)."""
    cues = (*article.cued("subset"), *article.cued("part_of"))
    return frozenset(cue.holes["whole"].id for cue in cues if "whole" in cue.holes)


def _between(article: Article, first: Claim, second: Claim) -> bool:
    """Whether a figure from the one to the other is what they differ by (`two more came`)."""
    apart = abs(nominal(first.quantity) - nominal(second.quantity))
    at, last = article.position[first.id], article.position[second.id]
    return any(nominal(claim.quantity) == apart for claim in article.claims[at + 1 : last])


def _restricted(article: Article, claim: Claim) -> bool:
    """Whether words behind the noun say which ones are meant (`the six countries of the gulf`, `that signed`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    behind = row[at + 1 + row[at].noun : at + 2 + row[at].noun]
    pack = article.pack
    words = pack.words("nouns.of") | pack.words("lists.relatives") | pack.words("tally_places")
    return any(item.norm in words for item in behind)
