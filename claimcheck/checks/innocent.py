"""Innocent explanations: what makes two different figures of one thing, or one found nowhere else, right after all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from fractions import Fraction
from itertools import combinations

from claimcheck.checks.figures import MOST, beside, by_measure, close_by, equal, like
from claimcheck.checks.judging import nominal, show
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, Place

NEAR = 2
SMALL = 12


@remembered
def revised(article: Article) -> frozenset[int]:
    """Sentences that say a figure was changed, was an early one or is one of several."""
    words = article.pack.words("revision")
    found = {s.number for s in article.sentences if any(token.norm in words for token in s.tokens)}
    return frozenset(found | {cue.sentence for cue in article.cued("revised")})


def repeated(article: Article, claim: Claim, *, but: Sequence[Claim] = ()) -> bool:
    """Whether another sentence gives the same amount of the same thing."""
    return any(
        other.sentence != claim.sentence and other not in but and akin(article, claim, other)
        for other in equal(article, claim)
    )


def supported(article: Article, claim: Claim) -> bool:
    """Whether another part of the story gives a figure that agrees with a headline's, or a caption's, exactly or by
    rounding."""
    return any(
        other.place not in (Place.HEADLINE, claim.place if claim.place is Place.CAPTION else Place.HEADLINE)
        and claim.quantity.generous.meets(other.quantity.generous)
        and not strange(article, claim, other)
        for other in close_by(article, claim)
    )


def strange(article: Article, claim: Claim, other: Claim) -> bool:
    """Whether the two count different things for sure."""
    first, second = profiles(article).get(claim.id), profiles(article).get(other.id)
    if first is None or second is None:
        return False
    if first.noun and second.noun and first.noun != second.noun:
        return not (first.noun in second.wider or second.noun in first.wider or first.wider & second.wider)
    same = claim.quantity.value == other.quantity.value and nominal(claim.quantity) >= SMALL
    return not same and bool(first.events and second.events) and not first.events & second.events


def akin(article: Article, claim: Claim, other: Claim) -> bool:
    """Whether two figures of one kind seem to count the same thing: its noun, what happens, or a word beside."""
    first, second = profiles(article).get(claim.id), profiles(article).get(other.id)
    if first is None or second is None:
        return False
    if first.noun and second.noun:
        return first.noun == second.noun or first.noun in second.wider or second.noun in first.wider
    return bool(first.events & second.events or first.near & second.near)


@remembered
def derivation(article: Article, claim: Claim) -> tuple[str, tuple[Claim, ...]] | None:
    """How a figure follows from two others that stand close together: as sum, difference or number of years."""
    wanted = claim.quantity.value
    if wanted is None:
        return None
    if claim.quantity.kind is Kind.DURATION and claim.quantity.unit == "year":
        found = _years(article, wanted)
        if found:
            return found
    others = [c for c in like(article, claim) if c.sentence != claim.sentence and _kin(article, claim, c)][:MOST]
    for one, two in article.budget.counted(combinations(others, 2)):
        if abs(one.sentence - two.sentence) > (0 if wanted < SMALL else NEAR):
            continue
        first, second = nominal(one.quantity), nominal(two.quantity)
        if first + second == wanted:
            return f"{show(first)} + {show(second)} = {show(wanted)}", (one, two)
        if wanted >= SMALL and abs(first - second) == wanted:
            high, low = max(first, second), min(first, second)
            return f"{show(high)} - {show(low)} = {show(wanted)}", (one, two)
    return _listed(article, others, wanted)


def _years(article: Article, wanted: Fraction) -> tuple[str, tuple[Claim, ...]] | None:
    dated = (c for kind in (Kind.YEAR, Kind.DATE) for c in by_measure(article).get((kind, ""), ())[:MOST])
    years = [(c, c.quantity.when.year) for c in dated if c.quantity.when and c.quantity.when.year]
    for (one, first), (two, second) in article.budget.counted(combinations(years, 2)):
        if first and second and abs(first - second) == wanted:
            return f"{max(first, second)} - {min(first, second)} = {show(wanted)}", (one, two)
    return None


def _listed(article: Article, others: Sequence[Claim], wanted: Fraction) -> tuple[str, tuple[Claim, ...]] | None:
    """All figures of one sentence, or of two neighbours, that add up to what is wanted."""
    by_sentence: dict[int, list[Claim]] = {}
    for other in others:
        by_sentence.setdefault(other.sentence, []).append(other)
    for number, found in by_sentence.items():
        for parts in (found, [*found, *by_sentence.get(number + 1, ())]):
            if len(parts) > 2 and sum((nominal(c.quantity) for c in parts), Fraction(0)) == wanted:
                return " + ".join(show(nominal(c.quantity)) for c in parts) + f" = {show(wanted)}", tuple(parts)
    return None


def _kin(article: Article, claim: Claim, other: Claim) -> bool:
    """Whether two counts may be of things that add up: one noun, a wider one, or one that is left unsaid."""
    first, second = profiles(article)[claim.id], profiles(article)[other.id]
    if not second.noun:
        return not first.noun or bool(first.events & second.events) or nominal(other.quantity) >= SMALL
    if not first.noun:
        return "person" in {*second.wider, second.noun} or not first.events
    return first.noun == second.noun or bool({first.noun, *first.wider} & {second.noun, *second.wider})


def explained(article: Article, a: Claim, b: Claim, lead: bool = False) -> bool:
    """Whether the text itself makes two figures of one thing right: a revision (which the `lead` makes of no headline
    of its own), a part told, two figures each given twice, or a third figure that is what lies between them."""
    if ({a.sentence, b.sentence} & revised(article) and not lead) or _parted(article, a, b):
        return True
    if repeated(article, a, but=(b,)) and repeated(article, b, but=(a,)) or _counted_on(article, a, b):
        return True
    first, second = nominal(a.quantity), nominal(b.quantity)
    between = {abs(first - second), first + second}
    return any(
        (other.quantity.kind, other.quantity.unit) == (a.quantity.kind, a.quantity.unit)
        and nominal(other.quantity) in between
        and other not in (a, b)
        and other.quantity.value is not None
        and (other.sentence == b.sentence or nominal(other.quantity) >= SMALL)
        and _kin(article, a, other)
        for other in beside(article, {b.sentence - 1, b.sentence, b.sentence + 1, a.sentence})
        if other.cell is None
    )


def _counted_on(article: Article, a: Claim, b: Claim) -> bool:
    """Whether an ordinal next to the smaller figure makes it the larger one (four died; a fifth died on Monday)."""
    small, large = sorted((a, b), key=lambda claim: nominal(claim.quantity))
    if nominal(large.quantity) - nominal(small.quantity) != 1:
        return False
    return any(
        claim.quantity.kind is Kind.ORDINAL and claim.quantity.value == large.quantity.value
        for sentence in (small.sentence, small.sentence + 1)
        for claim in article.by_sentence.get(sentence, ())
    )


def _parted(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the story says of one that the amount of the other is a part of it (`180 jobs out of 450`)."""
    amounts = frozenset((nominal(a.quantity), nominal(b.quantity)))
    told = _divided(article)
    return amounts in told.get(a.id, ()) or amounts in told.get(b.id, ())


@remembered
def _divided(article: Article) -> Mapping[str, Set[frozenset[Fraction]]]:
    """The amounts of part and whole that the story names together, by the id of either."""
    found: dict[str, set[frozenset[Fraction]]] = {}
    for cue in (*article.cued("part_of"), *article.cued("subset")):
        part, whole = cue.holes.get("part"), cue.holes.get("whole")
        if part is not None and whole is not None:
            for claim in (part, whole):
                found.setdefault(claim.id, set()).add(frozenset((nominal(part.quantity), nominal(whole.quantity))))
    return found
