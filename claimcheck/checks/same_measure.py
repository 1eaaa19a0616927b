"""One measure with two figures: contradictions, differences a reader will see, scale slips."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.innocent import derivation, explained, repeated, supported
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.checks.sameness import leads, pairs, slip
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

HINTED, LIKELY, SURE, CERTAIN = 3, 6, 8, 10
VAGUE = "collectives.many"
SMALL = 10
SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
FAR = Fraction(1, 10)
PART = Fraction(4, 5)
MOST_APART, MOST_DIFFERENT = Fraction(3), Fraction(3, 2)
SLIPS = (10**3, 10**6, 10**9)


@check("same-measure", slots=("first", "second", "first_source", "second_source"))
def same_measure(article: Article) -> Iterator[Relation]:
    """One measure that the story gives twice."""
    accused: dict[str, tuple[int, Claim, Claim, Verdict]] = {}
    for a, b, points in pairs(article):
        judged = _judged(article, a, b, points)
        if judged is Verdict.HOLDS:
            yield _same(a, b, judged)
        elif judged is not None:
            points = weight(article, a, b, points)
            if points >= (SURE if judged is Verdict.BROKEN else LIKELY) and points > accused.get(a.id, (0,))[0]:
                accused[a.id] = (points, a, b, judged)
    done: set[str] = set()
    for _, a, b, judged in sorted(accused.values(), key=lambda found: -found[0]):
        if not {a.id, b.id} & done:
            done |= {a.id, b.id}
            yield _same(a, b, judged)


def _same(a: Claim, b: Claim, judged: Verdict) -> Relation:
    sign = "=" if judged is Verdict.HOLDS else "!=" if judged is Verdict.BROKEN else "~"
    if judged is Verdict.HOLDS and nominal(a.quantity) != nominal(b.quantity):
        sign = "~"
    return relation(
        "same-measure",
        judged,
        [term("first", a), term("second", b)],
        [f"{show(nominal(a.quantity))} {sign} {show(nominal(b.quantity))}"],
        first=a.quantity,
        second=b.quantity,
        first_source=a.source.name if a.source else "",
        second_source=b.source.name if b.source else "",
    )


def _judged(article: Article, a: Claim, b: Claim, points: int) -> Verdict | None:
    """How the two figures of what may be one measure agree; None where nothing can be said."""
    first, second = a.quantity, b.quantity
    if first.strict.meets(second.strict) or first.generous.meets(second.generous):
        if _close(a, b):
            return Verdict.HOLDS if points >= HINTED else None
        two = _two_figures(a, b) and _of_one_size(a, b, MOST_DIFFERENT)
        return Verdict.DIFFERS if two and not explained(article, a, b) else None
    near = _of_one_size(a, b, MOST_APART) or slip(nominal(first), nominal(second))
    if not near or slipped(a, b) or explained(article, a, b):
        return None
    return Verdict.BROKEN


def weight(article: Article, a: Claim, b: Claim, points: int) -> int:
    """The evidence against a pair that disagrees: more where the headline's figure stands nowhere else, where one
    digit makes the difference, or where the story repeats one of the two; less where the later may be a part."""
    if VAGUE in (*a.quantity.trace, *b.quantity.trace) or not article.pack.names("concepts"):
        return 0
    majority = repeated(article, a, but=(b,)) or repeated(article, b, but=(a,))
    lonely = a.place is Place.HEADLINE and _lonely(article, a, points)
    opening = leads(article, a, b)
    if profiles(article)[b.id].new and not (opening and b.place is Place.LEAD and b.sentence <= a.sentence + 1):
        return 0
    if a.place is Place.HEADLINE and not lonely:
        recalled = majority and (nominal(b.quantity) > nominal(a.quantity) or _recalled(article, a, b))
        if not (recalled or (opening and points >= CERTAIN)):
            return 0
    near = slip(nominal(a.quantity), nominal(b.quantity))
    points += 3 * lonely + 2 * majority + 3 * (near and (lonely or majority))
    return points - _doubt(article, a, b, points)


def _lonely(article: Article, a: Claim, points: int) -> bool:
    """Whether a headline's figure stands nowhere in the body and does not follow from it."""
    return not supported(article, a) and (points >= CERTAIN or not derivation(article, a))


def _recalled(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the later figure takes up the earlier: by a definite form, and not for a narrower noun."""
    first, second = profiles(article)[a.id], profiles(article)[b.id]
    return (second.definite or second.whole) and second.noun in ("", first.noun, *first.wider)


def _doubt(article: Article, a: Claim, b: Claim, points: int) -> int:
    """What speaks for two measures after all: shares, amounts of nothing named; in the body, small numbers, and a
    later one that is smaller and may be a part."""
    doubt = 0
    if a.quantity.kind in SHARES or (a.quantity.kind is not Kind.COUNT and not a.key):
        doubt += 2
    if a.place is not Place.HEADLINE:
        doubt += 2 * (nominal(a.quantity) < SMALL) + 4 * (a.quantity.kind is Kind.DURATION)
        less = nominal(b.quantity) < PART * nominal(a.quantity)
        doubt += 4 * (less and points < CERTAIN and not _recalled(article, a, b))
    return doubt


def _close(a: Claim, b: Claim) -> bool:
    first, second = nominal(a.quantity), nominal(b.quantity)
    return abs(first - second) <= FAR * max(abs(first), abs(second))


def _of_one_size(a: Claim, b: Claim, most: Fraction) -> bool:
    """Whether the figures are near enough to be taken for each other."""
    first, second = nominal(a.quantity), nominal(b.quantity)
    return min(first, second) * most >= max(first, second)


def _two_figures(a: Claim, b: Claim) -> bool:
    """Whether a reader sees two figures though both may be right; of two lower bounds, only a higher headline."""
    hedges = (a.quantity.hedge, b.quantity.hedge)
    if Hedge.COLLECTIVE in hedges or Hedge.UP_TO in hedges:
        return False
    bounds = all(hedge in (Hedge.OVER, Hedge.AT_LEAST) for hedge in hedges)
    return not bounds or (a.place is Place.HEADLINE and nominal(a.quantity) > nominal(b.quantity))


@check("scale", slots=("first", "second", "factor"))
def scale_slip(article: Article) -> Iterator[Relation]:
    """The same digits with another scale word (`a 3.2 million fund` ... `those 3.2 billion`)."""
    scaled = [c for c in article.claims if c.quantity.kind in (Kind.MONEY, Kind.COUNT, Kind.MEASURE) and _large(c)]
    by_digits: dict[tuple[str, str], list[Claim]] = {}
    for claim in scaled:
        group = by_digits.setdefault((_digits(claim), claim.quantity.unit), [])
        for other in group[-5:]:
            factor = _factor(other, claim)
            if factor and not _converts(article, other, claim, factor):
                low, high = sorted((nominal(other.quantity), nominal(claim.quantity)))
                yield relation(
                    "scale",
                    Verdict.BROKEN,
                    [term("first", other), term("second", claim)],
                    [f"{show(high)} / {show(low)} = {show(Fraction(factor))}"],
                    first=other.quantity,
                    second=claim.quantity,
                    factor=Fraction(factor),
                )
        group.append(claim)


def slipped(a: Claim, b: Claim) -> bool:
    """Whether the two differ by a scale word only."""
    return _digits(a) == _digits(b) and _factor(a, b) is not None


def _large(claim: Claim) -> bool:
    value = claim.quantity.value
    return value is not None and value >= 1000 and not claim.cell


def _digits(claim: Claim) -> str:
    """The significant digits of the figure, without scale: 3.2 billion and 3.2 million are both 32."""
    value = claim.quantity.value or Fraction(0)
    return show(value).replace(".", "").strip("0")


def _factor(a: Claim, b: Claim) -> int | None:
    first, second = nominal(a.quantity), nominal(b.quantity)
    high, low = max(first, second), min(first, second)
    if low <= 0 or a.quantity.kind is not b.quantity.kind:
        return None
    long_enough = len(_digits(a)) >= 2 or (a.key == b.key and bool(a.context & b.context))
    return next((factor for factor in SLIPS if high == low * factor and long_enough), None)


def _converts(article: Article, a: Claim, b: Claim, factor: int) -> bool:
    """Whether the story multiplies: a figure equal to the factor stands beside one of the two."""
    near = {a.sentence, b.sentence}
    return any(nominal(claim.quantity) == factor and claim.sentence in near for claim in article.claims)
