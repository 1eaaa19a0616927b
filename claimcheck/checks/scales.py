"""The same digits with another scale word: million for billion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.figures import beside
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict

SLIPS = (10**3, 10**6, 10**9)


@check("scale", slots=("first", "second", "factor"))
def scale_slip(article: Article) -> Iterator[Relation]:
    """The same digits with another scale word (`a 3.2 million fund` ... `those 3.2 billion`)."""
    kinds = (Kind.MONEY, Kind.COUNT, Kind.MEASURE)
    scaled = [c for c in article.claims if c.quantity.kind in kinds and _large(c) and _has_scale_word(article, c)]
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


def _has_scale_word(article: Article, claim: Claim) -> bool:
    """Whether the figure is printed in digits with a word that scales them: a scale word alone counts nothing."""
    printed = claim.quantity.number.of(article.document.text)
    return printed[:1].isdecimal() and any(sign.isalpha() for sign in printed)


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
    return any(nominal(claim.quantity) == factor for claim in beside(article, {a.sentence, b.sentence}))
