"""Figures of one sort that differ as a figure and its slip do: two neighbouring digits changed places (365, 356), or
one digit is another (6,777, 8,777).

Every such pair is yielded; whether the two are one figure told twice is for the evidence to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.contradictions import accused
from claimcheck.checks.digits import swap
from claimcheck.checks.figures import may_be_year, measure_of
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.POINTS})
MOST = 12
TENS, LONG = 10, 3
PER = ("per", "")

Group = Sequence[Claim]


@check("transposed", slots=("first", "second"))
def transposed(article: Article) -> Iterator[Relation]:
    """The pairs of figures that two swapped digits set apart, earlier first."""
    for a, b in _pairs(article, _of_one_stock(article)):
        if swap(_figure(a), _figure(b)):
            yield _differing("transposed", a, b)


@check("one-digit", slots=("first", "second"))
def one_digit(article: Article) -> Iterator[Relation]:
    """The pairs of figures of three digits and more that one digit sets apart, earlier first."""
    for a, b in _pairs(article, _but_one_place(article)):
        if _figure(a) != _figure(b):
            yield _differing("one-digit", a, b)


def _pairs(article: Article, groups: Iterator[Group]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of each group in different sentences, without figures that are told to contradict another already."""
    told = {claim.id for pair in accused(article) for claim in pair[:2]}
    for group in groups:
        for at, b in enumerate(group):
            for a in article.budget.counted(group[max(0, at - MOST) : at]):
                if (a.sentence != b.sentence or b.cell) and not {a.id, b.id} & told:
                    yield a, b


def _figures(article: Article) -> Iterator[tuple[tuple[str, str], Claim]]:
    """The figures that may be told twice, each with its sort."""
    based = {cue.holes["base"].id for cue in article.cued("per_base") if "base" in cue.holes}
    for claim in article.claims:
        quantity = claim.quantity
        if claim.id in based or quantity.kind is Kind.RATIO and nominal(quantity).numerator == 1:
            yield PER, claim
        elif quantity.kind in KINDS and quantity.value is not None and not may_be_year(article, claim):
            kind, unit = measure_of(article, claim)
            yield (kind.value, unit), claim


def _of_one_stock(article: Article) -> Iterator[Group]:
    """Figures of one sort and of the same digits, in reading order."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for sort, claim in _figures(article):
        if _figure(claim) >= TENS or "." in show(_figure(claim)):
            found.setdefault((*sort, *sorted(show(_figure(claim)))), []).append(claim)
    yield from (group for group in found.values() if len(group) > 1)


def _but_one_place(article: Article) -> Iterator[Group]:
    """Figures of one sort that are alike but for the digit at one place, in reading order."""
    found: dict[tuple[str, str, int, str], list[Claim]] = {}
    for sort, claim in _figures(article):
        text = show(_figure(claim))
        if len(text.replace(".", "")) >= LONG:
            for at, sign in enumerate(text):
                if sign.isdigit():
                    found.setdefault((*sort, at, text[:at] + "?" + text[at + 1 :]), []).append(claim)
    yield from (group for group in found.values() if len(group) > 1)


def _figure(claim: Claim) -> Fraction:
    """The figure as printed: of a ratio what one of something stands for."""
    value = nominal(claim.quantity)
    return 1 / value if claim.quantity.kind is Kind.RATIO else value


def _differing(kind: str, a: Claim, b: Claim) -> Relation:
    """Two figures that are not the same."""
    working = [f"{show(_figure(a))} != {show(_figure(b))}"]
    terms = [term("first", a), term("second", b)]
    return relation(kind, Verdict.BROKEN, terms, working, first=a.quantity, second=b.quantity)
