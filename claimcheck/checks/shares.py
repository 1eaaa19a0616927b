"""Shares: a percentage or a fraction against the part and the whole it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.changes import changes, rounded, told
from claimcheck.checks.figures import is_gap
from claimcheck.checks.judging import Reading, nominal, read, relation, term
from claimcheck.checks.proportions import (
    AMOUNTS,
    after,
    alike,
    apposed,
    at_a_place,
    bare,
    before,
    exact,
    is_bound,
    is_part,
    is_share,
    judge,
    percent,
    plain,
    rate,
    same_noun,
    scaled,
    unsaid_scale,
)
from claimcheck.checks.wholes import parts_of_wholes, straight
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

BACK = 12
NEAR = 2
LARGE = 100_000
VOTERS = 50  # fewer are not told as a turnout
MOST_WHOLES = 2
MOST_TITLES = 6
ROLES = ("base", "base_far", "reached", "from_to")


class Division(NamedTuple):
    """A part and its whole; `certain` when the words leave no other choice."""

    part: Claim
    whole: Claim
    certain: bool


@check("share-of-whole", slots=("part", "whole", "computed", "stated"))
def share_of_whole(article: Article) -> Iterator[Relation]:
    """A share against the part and the whole it stands beside (`12 of the 40 flats, or 30 %`)."""
    changing = changes(article)
    for claim in article.claims:
        if claim.id in changing or not is_share(claim) or claim.place is Place.TABLE or _of_other_sort(article, claim):
            continue
        divided = (one for one in divisions(article, claim) if _judgeable(claim, one))
        found = [one for one in divided if not is_gap(article, one.part)]
        if found and found[0].certain:
            found = [found[0], *(one for one in found[1:] if same_noun(one.part, one.whole))]
        holding = [one for one in found if _verdict(claim, one) is Verdict.HOLDS]
        if holding:
            yield _share(article, claim, holding[0], Verdict.HOLDS)
        elif found and found[0].certain:
            yield _share(article, claim, found[0], _verdict(claim, found[0]))


def _of_other_sort(article: Article, claim: Claim) -> bool:
    """Whether the percentage is that of a confidence interval, a margin of error or a tax that a price includes."""
    if article.has(claim, "tax_inside"):
        return True
    words = {item.norm for item in (*after(article, claim, 3), *before(article, claim, 4))}
    return not words.isdisjoint(article.pack.words("shares_of_other_sort"))


def divisions(article: Article, claim: Claim) -> Iterator[Division]:
    """The parts and wholes a share may speak of, most certain first; a part may leave out the scale of its whole."""
    for one in article.budget.counted(_divisions(article, claim)):
        scale = unsaid_scale(one.part, one.whole)
        if scale is not None:
            yield Division(scaled(one.part, scale), one.whole, one.certain)
        yield one if scale is None else Division(one.part, one.whole, False)


def _divisions(article: Article, claim: Claim) -> Iterator[Division]:
    yield from _turnout(article, claim)
    yield from _of_a_figure(article, claim)
    yield from _beside_part_of_whole(article, claim)
    yield from _beside_part(article, claim)
    yield from _beside_whole(article, claim)
    yield from _told_apart(article, claim)


def _of_a_figure(article: Article, claim: Claim) -> Iterator[Division]:
    """`528, or 40 % of the 1,320` and `30 % of the 1,200 pupils, or 360`."""
    for cue in article.cued("share_of", claim.sentence):
        whole = cue.holes.get("whole")
        if cue.holes.get("share") != claim or whole is None or not straight(article, claim, whole):
            continue
        for part in article.by_sentence[claim.sentence]:
            if part.quantity.kind in AMOUNTS and (alike(part, whole) or (bare(whole) and part.span < claim.span)):
                yield Division(part, whole, bool(apposed(article, part, claim)) or _again(article, whole, part))
        for part in _before(article, whole):
            yield Division(part, whole, False)


def _again(article: Article, whole: Claim, part: Claim) -> bool:
    """Whether the part is said behind its whole: by `or`, or between commas and of the same thing."""
    strength = apposed(article, whole, part)
    follower = next(iter(after(article, part, 1)), None)
    closed = part.counted is not None or (follower is not None and follower.norm in (",", "."))
    return strength > 1 or (strength == 1 and closed and same_noun(part, whole))


def _beside_part_of_whole(article: Article, claim: Claim) -> Iterator[Division]:
    """`12 of the 40 flats, 30 %`: the share stands beside a part or a whole that the text has put together."""
    for part, whole in parts_of_wholes(article, claim.sentence):
        near = [apposed(article, one, claim) or apposed(article, claim, one) for one in (part, whole)]
        elsewhere = max(near) < 2 and at_a_place(article, claim)
        yield Division(part, whole, any(near) and not elsewhere and _own_base(claim, whole, max(near)))


def _turnout(article: Article, claim: Claim) -> Iterator[Division]:
    """`12,400 of 20,000 voters, a turnout of 62 %`: the one turnout of a sentence and the one part and whole in it."""
    row = article.by_sentence[claim.sentence]
    rates = [other for other in row if other.quantity.kind is Kind.PERCENT]
    if "turnout" not in claim.predicate or len(rates) != 1:
        return
    pairs = {(part.id, whole.id): (part, whole) for part, whole in parts_of_wholes(article, claim.sentence)}
    counts = [other for other in row if other.quantity.kind is Kind.COUNT]
    if not pairs and len(counts) == 2 and article.has(counts[1], "of_these") and counts[0].key == "voter":
        pairs = {("", ""): (counts[1], counts[0])}
    for part, whole in pairs.values() if len(pairs) == 1 else ():
        first, last = sorted((part, whole, claim), key=lambda one: one.span)[1:]
        near = claim.span < part.span or not _another(article, first if last is claim else last, claim)
        if nominal(whole.quantity) >= VOTERS and near:
            yield Division(part, whole, True)


def _another(article: Article, last: Claim, claim: Claim) -> bool:
    """Whether words such as `while` part a turnout from the voters told before it."""
    apart = article.pack.words("changes.apart")
    return last.span < claim.span and any(item.norm in apart for item in article.between(last, claim))


def _own_base(claim: Claim, whole: Claim, strength: int) -> bool:
    """Whether the share is of this whole: it names nothing, the same thing, or, said firmly, nothing else known."""
    if claim.counted is None or (bool(claim.key) and bool(whole.key) and same_noun(claim, whole)):
        return True
    return strength > 1 and not (claim.concepts and whole.concepts)


def _beside_part(article: Article, claim: Claim) -> Iterator[Division]:
    """`1,080, or 60 %,` of a whole that stands before."""
    for part in article.by_sentence[claim.sentence]:
        beside = max(apposed(article, part, claim), apposed(article, claim, part))
        if part.quantity.kind not in AMOUNTS or not beside:
            continue
        wholes = [whole for whole in _before(article, part) if nominal(whole.quantity) > nominal(part.quantity)]
        surest = _anaphoric(article, claim, part, wholes) if beside > 1 or apposed(article, part, claim) else None
        if surest:
            yield Division(part, surest, True)
        for whole in wholes:
            yield Division(part, whole, False)


def _before(article: Article, part: Claim) -> list[Claim]:
    """Figures like the part in its sentence and those before, nearest first, the headline's last."""
    near = [
        claim
        for number in range(part.sentence, max(-1, part.sentence - 1 - BACK), -1)
        for claim in reversed(article.by_sentence.get(number, ()))
        if article.position[claim.id] < article.position[part.id]
    ]
    first = part.sentence - BACK
    headline = [claim for claim in article.headline()[:MOST_TITLES] if claim.sentence < first]
    return [claim for claim in (*near, *headline) if alike(claim, part) or _unit_unsaid(claim, part)]


def _unit_unsaid(one: Claim, other: Claim) -> bool:
    """Whether a large sum stands beside one that leaves its currency out (`3.4 million ... 1.7 million euros`)."""
    kinds = {one.quantity.kind, other.quantity.kind}
    plain_one = one if one.quantity.kind is Kind.COUNT else other
    large = min(nominal(one.quantity), nominal(other.quantity)) >= LARGE
    return kinds == {Kind.COUNT, Kind.MONEY} and large and bare(plain_one)


def _anaphoric(article: Article, claim: Claim, part: Claim, wholes: Sequence[Claim]) -> Claim | None:
    """The whole of a part that names nothing itself (`480, or 80 %`), from its sentence or the one before.

    Of several, the one that comes nearest to the stated share.
    """
    moved = any(article.has(part, name) for name in ROLES)
    own = is_part(article, claim) and (claim.quantity.kind is Kind.PERCENT or claim.span < part.span)
    if part.key or moved or own:
        return None
    here = [whole for whole in wholes if whole.sentence == part.sentence]
    last = [whole for whole in wholes if whole.sentence == part.sentence - 1]
    near = here or [whole for whole in last if whole.place is not Place.HEADLINE]
    if any(_shared(article, whole, claim) for whole in near):
        return None
    stated = rate(claim.quantity).value
    if not near or len(near) > MOST_WHOLES:
        return None
    return min(near, key=lambda whole: abs(nominal(part.quantity) / nominal(whole.quantity) - stated))


def _shared(article: Article, whole: Claim, claim: Claim) -> bool:
    """Whether another share follows a figure directly, which makes it a part itself (`3,765 (15 %), 1,506 (6 %)`)."""
    at = article.position[whole.id] + 1
    follower = article.claims[at] if at < len(article.claims) else None
    own = follower is not None and follower.sentence == whole.sentence and is_share(follower)
    return own and follower is not claim


def _beside_whole(article: Article, claim: Claim) -> Iterator[Division]:
    """A share beside its whole (`a ground for 6,500, three quarters full`), or just that of two figures near it."""
    row = [other for other in article.by_sentence[claim.sentence] if other.quantity.kind in AMOUNTS]
    for whole in row:
        for part in row:
            if not alike(part, whole) or not 0 < nominal(part.quantity) < nominal(whole.quantity):
                continue
            quotient = nominal(part.quantity) / nominal(whole.quantity)
            if apposed(article, whole, claim) or exact(quotient, claim.quantity):
                yield Division(part, whole, False)
        for part in _before(article, whole):
            near = 0 < claim.sentence - part.sentence <= NEAR and nominal(whole.quantity) > 0
            if near and exact(nominal(part.quantity) / nominal(whole.quantity), claim.quantity):
                yield Division(part, whole, False)


def _told_apart(article: Article, claim: Claim) -> Iterator[Division]:
    """A share, its part and whole in the next sentence or behind a colon (`one in nine is vacant: 210 of 1,890`)."""
    for number in (claim.sentence - 1, claim.sentence, claim.sentence + 1):
        for part, whole in parts_of_wholes(article, number):
            yield Division(part, whole, _spelt_out(article, claim, part) and _own_base(claim, whole, 2))


def _spelt_out(article: Article, claim: Claim, part: Claim) -> bool:
    """Whether the part is the next figure behind the share, right after a colon, or the share opens the sentence
    behind part and whole with words such as `that is`."""
    if part.sentence == claim.sentence - 1 and part.place is not Place.HEADLINE:
        opening = [item.norm for item in article.items[claim.sentence][: article.item_of[claim.id]]]
        return bool(opening) and {*opening} <= article.pack.words("apposition.again") | article.pack.words("fillers")
    if part.sentence != claim.sentence or article.position[part.id] != article.position[claim.id] + 1:
        return False
    between = article.between(claim, part)
    return bool(between) and between[-1].norm == ":"


def _judgeable(claim: Claim, one: Division) -> bool:
    low, part = one.whole.quantity.strict.low, one.part.quantity
    if low is None or low <= 0 or part.strict.low is None or nominal(part) <= 0:
        return False
    if part.kind is Kind.COUNT and nominal(part).denominator != 1:
        return False
    return nominal(part) <= nominal(one.whole.quantity) and (one.certain or not is_bound(claim))


def _quotient(one: Division) -> Reading:
    part, whole = read(one.part.quantity), read(one.whole.quantity)
    return Reading(part.value / whole.value, part.strict / whole.strict, part.generous / whole.generous)


def _verdict(claim: Claim, one: Division) -> Verdict:
    return judge(_quotient(one), rate(claim.quantity))


def _printed(claim: Claim) -> Fraction:
    """The share as a part of one; of `most`, the half it is more than."""
    low = claim.quantity.strict.low
    vague = claim.quantity.value is None and claim.quantity.kind is Kind.RATIO and low is not None
    return low if vague and low is not None else rate(claim.quantity).value


def _share(article: Article, claim: Claim, one: Division, judged: Verdict) -> Relation:
    part, whole = nominal(one.part.quantity), nominal(one.whole.quantity)
    left, right = plain(part, whole)
    computed, stated = part / whole, _printed(claim)
    working = [f"{left} / {right} = {percent(computed)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{percent(computed)} != {percent(stated)}")
    return relation(
        "share-of-whole",
        judged,
        [term("part", one.part), term("whole", one.whole), term("share", claim)],
        working,
        part=one.part.quantity,
        whole=one.whole.quantity,
        computed=rounded(computed * 100),
        stated=told(article, claim),
    )
