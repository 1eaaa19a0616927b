"""Long figures of one thing in two sentences that differ by a single digit (6,777 votes, 8,777 votes)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.apart import apart
from claimcheck.checks.figures import by_measure
from claimcheck.checks.innocent import derivation, explained, repeated
from claimcheck.checks.judging import nominal, show
from claimcheck.checks.profiles import profiles
from claimcheck.checks.transposed import differing, links, set_apart, unjudged
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
LONG, ENOUGH = 3, 4


@check("one-digit", slots=("first", "second"))
def one_digit(article: Article) -> Iterator[Relation]:
    """The pairs of figures that one digit sets apart, earlier first; each figure once."""
    for a, b in unjudged(article, _groups(article), _one_thing, both=True):
        yield differing("one-digit", a, b, _figure)


def _figure(claim: Claim) -> Fraction:
    return nominal(claim.quantity)


def _groups(article: Article) -> Iterator[Sequence[Claim]]:
    """Figures of one measure that are alike but for the digit at one place, in reading order."""
    found: dict[tuple[str, str, int, str], list[Claim]] = {}
    for (kind, unit), claims in by_measure(article).items():
        for claim in claims if kind in KINDS else ():
            text = show(nominal(claim.quantity))
            if len(text.replace(".", "").strip("0")) >= LONG and not claim.quantity.in_words:
                for at, sign in enumerate(text):
                    if sign.isdigit():
                        found.setdefault((kind.value, unit, at, text[:at] + "?" + text[at + 1 :]), []).append(claim)
    yield from (group for group in found.values() if len(group) > 1)


def _one_thing(article: Article, a: Claim, b: Claim) -> bool:
    if a.sentence == b.sentence or nominal(a.quantity) == nominal(b.quantity):
        return False
    if a.quantity.generous.meets(b.quantity.generous) or set_apart(article, a, b) or apart(article, a, b):
        return False
    first, second = profiles(article)[a.id], profiles(article)[b.id]
    if first.shift != second.shift or first.portion or second.portion or derivation(article, b):
        return False
    if repeated(article, a, but=(b,)) and repeated(article, b, but=(a,)):
        return False
    return links(article, a, b) >= ENOUGH and not explained(article, a, b)
