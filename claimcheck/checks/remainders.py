"""Remainders: what is left of a whole after the parts named before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, added, equation, nominal, read, relation, show, term, verdict
from claimcheck.checks.proportions import SCALES, THOUSAND, scaled, unsaid_scale
from claimcheck.checks.telling import alike, attributive, bare, fits, has_unit, plain, shares_unit, telling
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import related
from claimcheck.model import Claim, Kind, Place, Relation, Term, Verdict

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
BACK = 12
MOST_TAKEN = 5
NEXT = 1
OPENING = 2  # items at the head of a sentence in which `the remaining` takes up the one before
CUES = ("remainder", "complement")

Sum = tuple[Claim, tuple[Claim, ...]]


@check("remainder", slots=("expected", "stated"))
def remainder(article: Article) -> Iterator[Relation]:
    """`the other 35`, `leaving 86`: the whole less what was named, against the rest as stated."""
    done: set[str] = set()
    for name in CUES:
        for cue in article.cued(name):
            for rest in cue.holes.values():
                listed = name == "complement" and _goes_on(article, rest)
                if rest.id not in done and rest.quantity.kind in KINDS and not article.rate_of(rest) and not listed:
                    found = _found(article, rest, name)
                    if found:
                        done.add(rest.id)
                        yield found
    yield from _single(article)


def _goes_on(article: Article, rest: Claim) -> bool:
    """Whether a list goes on behind the figure, which is a part then (`of 57, 49 rose, five did not, three fell`)."""
    at = article.position[rest.id] + 1
    return any(claim.sentence == rest.sentence and alike(claim, rest) for claim in article.claims[at : at + 1])


def _single(article: Article) -> Iterator[Relation]:
    """`Of the six years, three are remitted and the only one remaining ...`: all but one of a whole."""
    for cue in article.cued("single_rest"):
        for name in ("subset", "part_of"):
            for of in article.cued(name, cue.sentence):
                whole, part = of.holes.get("whole"), of.holes.get("part")
                others = [claim for claim in article.by_sentence[cue.sentence] if claim not in (whole, part)]
                if whole is None or part is None or any(claim.quantity.kind in KINDS for claim in others):
                    continue
                if part.span < cue.span and plain((whole, part)) and (bare(part) or alike(whole, part)):
                    yield _left_one(whole, part, Term("remainder", cue.span))
                    return


def _left_one(whole: Claim, part: Claim, rest: Term) -> Relation:
    left = nominal(whole.quantity) - nominal(part.quantity)
    working = [f"{show(nominal(whole.quantity))} - {show(nominal(part.quantity))} = {show(left)}"]
    return relation(
        "remainder",
        Verdict.HOLDS if left == 1 else Verdict.BROKEN,
        [term("whole", whole), term("part", part), rest],
        working if left == 1 else [*working, f"{show(left)} != 1"],
        expected=left,
        stated=Fraction(1),
    )


def _found(article: Article, rest: Claim, name: str) -> Relation | None:
    """The judged remainder: the sum that the words make, else one that fits."""
    asserted = _asserted(article, rest, name)
    if asserted and _judge(rest, *asserted).verdict is Verdict.HOLDS:
        return _judge(rest, *asserted)
    chosen = _fitting(article, rest, sure=True) or asserted and (_fitting(article, rest, sure=False) or asserted)
    if chosen is None or _of_a_larger(article, rest, chosen[0]):
        return None
    return _judge(rest, *chosen)


def _of_a_larger(article: Article, rest: Claim, whole: Claim) -> bool:
    """Whether the rest is what the whole leaves of a larger figure told before (`14 hurt ... eight, four of them in
    danger. The other six`)."""
    return any(
        claim.quantity.kind is rest.quantity.kind
        and claim.quantity.unit == rest.quantity.unit
        and nominal(claim.quantity) - nominal(whole.quantity) == nominal(rest.quantity)
        for claim in article.nearby(rest)
        if claim.span < whole.span
    )


def _judge(rest: Claim, whole: Claim, taken: Sequence[Claim]) -> Relation:
    rest, *taken = (_sized(claim, whole) for claim in (rest, *taken))
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


def _sized(claim: Claim, whole: Claim) -> Claim:
    """The claim in the scale that the whole prints and it leaves unsaid (5 million, of which 1.8 are left)."""
    scale, size = unsaid_scale(claim, whole), nominal(whole.quantity)
    if scale is None and shares_unit(claim) and nominal(claim.quantity) * THOUSAND < size:
        scale = next((Fraction(large) for large in SCALES if size >= large > whole.quantity.step), None)
    return scaled(claim, scale) if scale else claim


def _left(whole: Claim, taken: Sequence[Claim]) -> Reading:
    total, gone = read(whole.quantity), added(part.quantity for part in taken)
    return Reading(total.value - gone.value, total.strict - gone.strict, total.generous - gone.generous)


def _fitting(article: Article, rest: Claim, *, sure: bool) -> Sum | None:
    """A whole and the figures next before the rest that leave just what is stated. A `sure` one stands near or fits
    by no accident; any other at least takes away all that the sentence names."""
    before = _before(article, rest)
    return _fit(article, rest, before, sure) or _fit(article, rest, _undivided(article, before), sure)


def _undivided(article: Article, before: Sequence[Claim]) -> list[Claim]:
    """The figures that are no part of another one of them (`eight are in hospital, four of them in danger`)."""
    cues = (*article.cued("of_these"), *article.cued("subset"))
    parts = {cue.holes["part"].id for cue in cues if "part" in cue.holes}
    return [claim for claim in before if claim.id not in parts]


def _fit(article: Article, rest: Claim, before: Sequence[Claim], sure: bool) -> Sum | None:
    headline = [claim for claim in article.headline() if _like(claim, rest) and claim not in before]
    here, tried = {claim for claim in before if claim.sentence == rest.sentence}, 0
    for size in range(1, min(MOST_TAKEN, len(before)) + 1):
        taken = tuple(before[-size:])
        for whole in reversed([*headline, *before[:-size]]):
            sized = [_sized(claim, whole) for claim in (rest, *taken)]
            if not _possible(whole, sized[1:], sized[0]):
                continue
            tried += 1
            near = rest.sentence - whole.sentence <= NEXT and related(whole, rest)
            left = _left(whole, sized[1:])
            if telling(left, sized[0].quantity, 1 if near else tried):
                return whole, taken
            if not sure and here <= {whole, *taken} and fits(left, sized[0].quantity):
                return whole, taken
    return None


def _asserted(article: Article, rest: Claim, name: str) -> Sum | None:
    """The whole and its parts where the words set parts against the rest, and the whole stands beside.

    Shares are left to the sum of shares: what remains of a hundred per cent needs no whole in print.
    """
    if rest.quantity.kind is Kind.PERCENT:
        return None
    before = _before(article, rest)
    here = [claim for claim in before if claim.sentence == rest.sentence]
    if any(_like(claim, rest) and article.rate_of(claim) for claim in article.by_sentence[rest.sentence]):
        return None
    earlier = [claim for claim in before if claim.sentence == rest.sentence - NEXT]
    found = _beside(article, rest, here, earlier) if name == "remainder" else _paired(article, here)
    if found is None:
        return None
    whole, taken = found
    exact = all(claim.quantity.value is not None for claim in (whole, *taken, rest))
    sized = [_sized(claim, whole) for claim in (rest, *taken)]
    told = len(taken) > 1 and rest.key and rest.key == whole.key or _takes_up(article, rest, taken)
    alike_all = told or _one_sort(article, whole, taken, rest)
    one = len({(claim.quantity.kind, claim.quantity.unit) for claim in (whole, *taken, rest) if has_unit(claim)}) < 2
    return found if exact and alike_all and one and _possible(whole, sized[1:], sized[0]) else None


def _beside(article: Article, rest: Claim, here: Sequence[Claim], earlier: Sequence[Claim]) -> Sum | None:
    """The figures that `the other nine` must be reckoned from."""
    if len(here) >= 2:
        opens = any(cue.holes.get("whole") == here[0] for cue in article.cued("subset", rest.sentence))
        divided = _listed_of(article, here, rest) or _paired(article, here)
        return divided or ((here[0], tuple(here[1:])) if opens else None)
    if len(here) == 1 and earlier:
        return earlier[-1], (here[0],)
    if not here and len(earlier) == 2 and not article.has(earlier[1], "of_these"):
        joined = any({*cue.holes.values()} >= {*earlier} for cue in article.cued("subset", rest.sentence - NEXT))
        told = joined or _takes_up(article, rest, earlier[1:]) or rest.key and rest.key == earlier[0].key
        return _paired(article, earlier) if told else None
    return None


def _takes_up(article: Article, rest: Claim, taken: Sequence[Claim]) -> bool:
    """Whether a bare rest at the head of a sentence takes up a bare figure of the one before (`8,950 had come back.
    The remaining 2,250 ...`)."""
    near = all(not claim.key and claim.sentence == rest.sentence - NEXT for claim in taken)
    return near and not rest.key and article.item_of[rest.id] <= OPENING


def _listed_of(article: Article, here: Sequence[Claim], rest: Claim) -> Sum | None:
    """The one earlier figure of what is left, when the parts named in its sentence are called otherwise (`58 jobs.
    Thirty teachers will go, along with 14 aides; the other 14 posts ...`)."""
    first = article.position[here[0].id]
    before = article.claims[max(0, first - BACK) : first]
    same = [claim for claim in before if claim.key == rest.key and _like(claim, rest)]
    one = len({nominal(claim.quantity) for claim in same}) == 1 and not article.rate_of(same[-1])
    return (same[-1], tuple(here)) if one and rest.key and here[0].key != rest.key else None


def _paired(article: Article, figures: Sequence[Claim]) -> Sum | None:
    """Two figures, the larger of which is the whole (`54 of the 90`, `of the 90, 54`), of one owner."""
    if len(figures) != 2:
        return None
    small, large = sorted(figures, key=lambda claim: nominal(claim.quantity))
    of_it = any(cue.holes.get("whole") == large for cue in article.cued("subset", large.sentence))
    owners = large.locations and small.locations and not large.locations & small.locations
    return (large, (small,)) if of_it or large == figures[0] and not owners else None


def _one_sort(article: Article, whole: Claim, taken: Sequence[Claim], rest: Claim) -> bool:
    """Whether whole, parts and rest may be of the same things; a bare figure is of what stands beside it."""
    subsets = article.cued("subset", whole.sentence)
    linked = [cue.holes.get("part") for cue in subsets if cue.holes.get("whole") == whole]
    for part in taken:
        named = part in linked or not part.key or whole.key and _may_be(article, part, whole)
        if not named or not _may_be(article, rest, part):
            return False
    return _may_be(article, rest, whole)


def _may_be(article: Article, claim: Claim, other: Claim) -> bool:
    """Whether two figures may be of the same things."""
    return has_unit(other) or related(claim, other) or attributive(article, claim) or attributive(article, other)


def _before(article: Article, rest: Claim) -> list[Claim]:
    """Figures like the rest that stand before it, nearest last."""
    at = article.position[rest.id]
    return [
        claim
        for claim in article.claims[max(0, at - BACK) : at]
        if _like(claim, rest) and claim.place is not Place.TABLE and not article.rate_of(claim)
    ]


def _like(claim: Claim, rest: Claim) -> bool:
    return alike(claim, rest) or bare(rest) and has_unit(claim) or bare(claim) and has_unit(rest)


def _possible(whole: Claim, taken: Sequence[Claim], rest: Claim) -> bool:
    size = nominal(whole.quantity)
    return size > nominal(rest.quantity) and size > sum(nominal(part.quantity) for part in taken)
