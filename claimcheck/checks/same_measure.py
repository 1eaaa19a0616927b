"""One measure with two figures: contradictions, differences a reader will see, scale slips."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.sameness import pairs
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Relation, Verdict

SURE, LIKELY = 8, 6
FAR = Fraction(1, 10)
MOST_APART = 3
SLIPS = (10**3, 10**6, 10**9)


@check("same-measure", slots=("first", "second", "first_source", "second_source"))
def same_measure(article: Article) -> Iterator[Relation]:
    """One measure that the story gives twice."""
    done: set[tuple[str, str]] = set()
    for a, b, points in pairs(article):
        judged = _judged(article, a, b, points)
        key = (a.quantity.span.of(article.document.text), b.quantity.span.of(article.document.text))
        if judged is None or (judged is not Verdict.HOLDS and key in done):
            continue
        done.add(key)
        sign = "=" if judged is Verdict.HOLDS else "!=" if judged is Verdict.BROKEN else "~"
        yield relation(
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
    if points < LIKELY:
        return None
    first, second = a.quantity, b.quantity
    if first.strict.meets(second.strict) or first.generous.meets(second.generous):
        if _close(a, b):
            return Verdict.HOLDS
        return Verdict.DIFFERS if points >= SURE and _two_figures(a, b) else None
    if points < SURE or not _of_one_size(a, b) or slipped(a, b) or _explained(article, a, b):
        return None
    return Verdict.BROKEN


def _close(a: Claim, b: Claim) -> bool:
    first, second = nominal(a.quantity), nominal(b.quantity)
    return abs(first - second) <= FAR * max(abs(first), abs(second))


def _of_one_size(a: Claim, b: Claim) -> bool:
    """Whether the figures are near enough to be taken for each other: within a factor of three."""
    first, second = nominal(a.quantity), nominal(b.quantity)
    return min(first, second) * MOST_APART >= max(first, second)


def _two_figures(a: Claim, b: Claim) -> bool:
    """Hedged figures more than 10 % apart: compatible, but a reader sees two."""
    vague = {Hedge.COLLECTIVE, Hedge.UP_TO}
    return a.quantity.hedge not in vague and b.quantity.hedge not in vague


def _explained(article: Article, a: Claim, b: Claim) -> bool:
    """Whether a third figure of the story is the difference or the sum of the two."""
    first, second = nominal(a.quantity), nominal(b.quantity)
    wanted = {abs(first - second), first + second}
    return any(
        nominal(claim.quantity) in wanted
        for claim in article.claims
        if claim.quantity.kind is a.quantity.kind and claim.quantity.unit == a.quantity.unit and claim not in (a, b)
    )


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
                yield relation(
                    "scale",
                    Verdict.BROKEN,
                    [term("first", other), term("second", claim)],
                    [f"{show(nominal(other.quantity))} / {show(nominal(claim.quantity))} = {show(Fraction(factor))}"],
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
