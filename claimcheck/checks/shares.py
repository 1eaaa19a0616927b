"""Shares: a percentage or a fraction against the part and the whole it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import Reading, nominal, read, relation, term
from claimcheck.checks.proportions import (
    AMOUNTS,
    alike,
    apposed,
    is_share,
    judge,
    percent,
    plain,
    rate,
    same_noun,
)
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

BACK = 4


@dataclass(frozen=True, slots=True)
class Division:
    """A part and its whole; `certain` when the words leave no other choice."""

    part: Claim
    whole: Claim
    certain: bool


@check("share-of-whole", slots=("part", "whole", "computed", "stated"))
def share_of_whole(article: Article) -> Iterator[Relation]:
    """A share against the part and the whole it stands beside (`12 of the 40 flats, or 30 %`)."""
    changing = changes(article)
    for claim in article.claims:
        if claim.id in changing or not is_share(claim) or claim.place is Place.TABLE:
            continue
        found = [one for one in divisions(article, claim) if _judgeable(one)]
        holding = [one for one in found if _verdict(claim, one) is Verdict.HOLDS]
        if holding:
            yield _share(claim, holding[0], Verdict.HOLDS)
        elif found and found[0].certain:
            yield _share(claim, found[0], _verdict(claim, found[0]))


def divisions(article: Article, claim: Claim) -> Iterator[Division]:
    """The parts and wholes a share may speak of, most certain first."""
    yield from _of_a_figure(article, claim)
    yield from _beside_part_of_whole(article, claim)
    yield from _beside_part(article, claim)
    yield from _told_apart(article, claim)


def _of_a_figure(article: Article, claim: Claim) -> Iterator[Division]:
    """`528, or 40 % of the 1,320` and `30 % of the 1,200 pupils, or 360`."""
    for cue in article.cued("share_of", claim.sentence):
        whole = cue.holes.get("whole")
        if cue.holes.get("share") != claim or whole is None or whole.quantity.kind not in AMOUNTS:
            continue
        row = [other for other in article.by_sentence[claim.sentence] if alike(other, whole)]
        for other in row:
            if apposed(article, other, claim) or apposed(article, whole, other) > 1:
                yield Division(other, whole, True)
        for other in row:
            yield Division(other, whole, False)


def _beside_part_of_whole(article: Article, claim: Claim) -> Iterator[Division]:
    """`12 of the 40 flats, 30 %`: the share stands beside a part or a whole that the text has put together."""
    for cue in article.cued("subset", claim.sentence):
        whole, part = cue.holes.get("whole"), cue.holes.get("part")
        if whole is None or part is None or not alike(whole, part) or whole.quantity.kind not in AMOUNTS:
            continue
        near = [apposed(article, one, claim) or apposed(article, claim, one) for one in (part, whole)]
        yield Division(part, whole, any(near) and _own_base(claim, whole))


def _own_base(claim: Claim, whole: Claim) -> bool:
    """Whether the share is of this whole: it names nothing, or the same thing."""
    return claim.counted is None or (bool(claim.key) and bool(whole.key) and same_noun(claim, whole))


def _beside_part(article: Article, claim: Claim) -> Iterator[Division]:
    """`1,080, or 60 %,` of a whole that stands before."""
    for part in article.by_sentence[claim.sentence]:
        if part.quantity.kind not in AMOUNTS:
            continue
        beside = apposed(article, part, claim) or (2 if apposed(article, claim, part) > 1 else 0)
        if not beside:
            continue
        wholes = [whole for whole in _before(article, part) if nominal(whole.quantity) > nominal(part.quantity)]
        for place, whole in enumerate(wholes):
            yield Division(part, whole, place == 0 and _anaphoric(claim, part, whole, wholes))


def _before(article: Article, part: Claim) -> list[Claim]:
    """Figures like the part in its sentence and those before, nearest first, the headline's last."""
    at = article.position[part.id]
    return [
        claim
        for claim in reversed(article.claims[:at])
        if alike(claim, part) and (part.sentence - claim.sentence <= BACK or claim.place is Place.HEADLINE)
    ]


def _anaphoric(claim: Claim, part: Claim, whole: Claim, wholes: Sequence[Claim]) -> bool:
    """Whether the part can only be one of the whole: it names nothing, and one whole of its kind is near."""
    near = [one for one in wholes if one.sentence == whole.sentence]
    if part.key or not (part.sentence - whole.sentence <= 1) or whole.place is Place.HEADLINE:
        return False
    if claim.counted and claim.quantity.kind is Kind.PERCENT and not _own_base(claim, whole):
        return False
    return len(near) == 1 or part.sentence == whole.sentence


def _told_apart(article: Article, claim: Claim) -> Iterator[Division]:
    """A share in one sentence, its part and whole in the next (`one in nine is vacant: 210 out of 1,890`)."""
    for number in (claim.sentence - 1, claim.sentence, claim.sentence + 1):
        for cue in article.cued("subset", number):
            whole, part = cue.holes.get("whole"), cue.holes.get("part")
            if whole and part and alike(whole, part) and whole.quantity.kind in AMOUNTS:
                yield Division(part, whole, False)


def _judgeable(one: Division) -> bool:
    low = one.whole.quantity.strict.low
    return low is not None and low > 0 and nominal(one.part.quantity) > 0


def _quotient(one: Division) -> Reading:
    part, whole = read(one.part.quantity), read(one.whole.quantity)
    return Reading(part.value / whole.value, part.strict / whole.strict, part.generous / whole.generous)


def _verdict(claim: Claim, one: Division) -> Verdict:
    return judge(_quotient(one), rate(claim.quantity))


def _share(claim: Claim, one: Division, judged: Verdict) -> Relation:
    part, whole = nominal(one.part.quantity), nominal(one.whole.quantity)
    left, right = plain(part, whole)
    computed, stated = part / whole, rate(claim.quantity).value
    working = [f"{left} / {right} = {percent(computed)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{percent(computed)} != {percent(stated)}")
    return relation(
        "share-of-whole",
        judged,
        [term("part", one.part), term("whole", one.whole), term("share", claim)],
        working,
        part=part,
        whole=whole,
        computed=computed * 100,
        stated=stated * 100,
    )
