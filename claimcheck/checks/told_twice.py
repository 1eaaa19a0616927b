"""Figures of one sort that differ as a figure and its slip do: two neighbouring digits changed places (365, 356), or
one digit is another (6,777, 8,777).

Every such pair is yielded; whether the two are one figure told twice is for the evidence to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.contradictions import accused
from claimcheck.checks.digits import one_wrong, rounded_alike, slip, swap
from claimcheck.checks.figures import may_be_year, measure_of
from claimcheck.checks.innocent import strange
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, Relation, Verdict

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.POINTS})
FIRST, MOST = 6, 12  # figures a later one is compared with: the story's first, the last before it
PER = ("per", "")

Group = Sequence[Claim]


@check("transposed", slots=("first", "second"))
def transposed(article: Article) -> Iterator[Relation]:
    """The pairs of figures that two swapped digits set apart, earlier first."""
    yield from (_differing("transposed", a, b) for a, b in _pairs(article) if swap(*_alike(a, b)))


@check("one-digit", slots=("first", "second"))
def one_digit(article: Article) -> Iterator[Relation]:
    """The pairs of figures that one digit sets apart, earlier first."""
    yield from (_differing("one-digit", a, b) for a, b in _pairs(article) if one_wrong(*_alike(a, b)))


@remembered
def _pairs(article: Article) -> tuple[tuple[Claim, Claim], ...]:
    """The pairs of figures of one sort in different sentences that differ by a slip, without those that are told to
    contradict another already."""
    told = {claim.id for pair in accused(article) for claim in pair[:2]}
    return tuple(
        (a, b)
        for group in _groups(article)
        for at, b in enumerate(group)
        for a in article.budget.counted([*group[: min(at, FIRST)], *group[max(FIRST, at - MOST) : at]])
        if (a.sentence != b.sentence or b.cell) and not {a.id, b.id} & told and _slipped(article, a, b)
    )


def _groups(article: Article) -> Iterable[Group]:
    """The figures that may be told twice, by their sort, in reading order."""
    based = {cue.holes["base"].id for cue in article.cued("per_base") if "base" in cue.holes}
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in article.claims:
        quantity = claim.quantity
        if claim.id in based or quantity.kind is Kind.RATIO and nominal(quantity).numerator == 1:
            found.setdefault(PER, []).append(claim)
        elif quantity.kind in KINDS and quantity.value is not None and not may_be_year(article, claim):
            kind, unit = measure_of(article, claim)
            found.setdefault((kind.value, unit), []).append(claim)
    return found.values()


def _slipped(article: Article, a: Claim, b: Claim) -> bool:
    """Whether a slip sets apart two figures that cannot be one as they stand or cut off, that are not both round (80,
    90), and no shares of different things."""
    alike = _alike(a, b)
    if not slip(*alike) or all(len(show(value).strip("0")) == 1 for value in alike):
        return False
    if abs(_figure(a) - _figure(b)) < max(a.quantity.step, b.quantity.step):
        return False
    if a.quantity.kind is Kind.PERCENT and strange(article, a, b):
        return False
    return a.quantity.kind is Kind.RATIO or not a.quantity.strict.meets(b.quantity.strict)


def _alike(a: Claim, b: Claim) -> tuple[Fraction, Fraction]:
    """Two figures to the places that both are printed to."""
    return rounded_alike(_figure(a), a.quantity.step, _figure(b), b.quantity.step)


def _figure(claim: Claim) -> Fraction:
    """The figure as printed: of a ratio what one of something stands for."""
    value = nominal(claim.quantity)
    return 1 / value if claim.quantity.kind is Kind.RATIO else value


def _differing(kind: str, a: Claim, b: Claim) -> Relation:
    """Two figures that are not the same."""
    working = [f"{show(_figure(a))} != {show(_figure(b))}"]
    terms = [term("first", a), term("second", b)]
    return relation(kind, Verdict.BROKEN, terms, working, first=a.quantity, second=b.quantity)
