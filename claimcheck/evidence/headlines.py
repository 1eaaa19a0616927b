"""What a text shows for or against a headline's figure, which the story does not give again, being one that the story
gives otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations

from claimcheck.checks import apart
from claimcheck.checks.agreements import close
from claimcheck.checks.figures import may_be_year
from claimcheck.checks.judging import nominal
from claimcheck.checks.profiles import profiles
from claimcheck.checks.voting import roles_beside
from claimcheck.evidence import pairs
from claimcheck.evidence.casts import fit, sort_of, usable
from claimcheck.evidence.rivals import REACH, amounts
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Hedge, Place

FIRST = 25  # figures of the story that a headline's is set against
SIZES = (Fraction(11, 10), Fraction(3, 2), 3, 10, 100)  # how many times the smaller the larger is
SMALL, FEW, MANY = 12, 3, 6
Found = tuple[Claim, Sequence[Claim]]


def orphans(article: Article) -> Iterator[Found]:
    """Each figure of the headline with the story's first figures of its sort, where none of them agrees with it."""
    for claim in filter(partial(_amount, article), article.headline()):
        others = _alike(article, claim)
        if others and not any(_agree(claim, other) for other in others):
            yield claim, others


def told(article: Article) -> Iterator[Found]:
    """Each figure of the headline that some of the story's first figures of its sort agree with, and those."""
    for claim in filter(partial(_amount, article), article.headline()):
        if others := [other for other in _alike(article, claim) if _agree(claim, other)]:
            yield claim, others


def features(article: Article, claim: Claim, other: Claim) -> frozenset[str]:
    """The names of all that is true of a headline's figure and one of the story."""
    found = pairs.features(article, claim, other, slip=False)
    more = *_sizes(claim, other), *_sorts(article, claim, other), *_elsewhere(article, claim), *_said(article, other)
    return found | {*more} | {f"{claim.quantity.kind.value}, {nouns}" for nouns in found & {*pairs.NOUNS.values()}}


def _amount(article: Article, claim: Claim) -> bool:
    return usable(claim) and nominal(claim.quantity) not in (0, 1) and not may_be_year(article, claim)


@remembered
def _alike(article: Article, claim: Claim) -> tuple[Claim, ...]:
    told = (each for each in amounts(article) if each.place in (Place.LEAD, Place.BODY))
    return tuple(each for each in told if fit(sort_of(each), sort_of(claim)))[:FIRST]


def _agree(claim: Claim, other: Claim) -> bool:
    """Whether both may be one amount: within a tenth, or one of them a bound or rough."""
    first, second = claim.quantity, other.quantity
    rough = {first.hedge, second.hedge} != {Hedge.NONE}
    return close(claim, other) or (rough and first.generous.meets(second.generous))


def _sizes(claim: Claim, other: Claim) -> Iterator[str]:
    first, second = abs(nominal(claim.quantity)), abs(nominal(other.quantity))
    small, large = sorted((first, second))
    yield next((f"within {times} times" for times in SIZES if large <= small * times), "of another size")
    yield from (f"the {name} small" for name, size in (("headline's", first), ("story's", second)) if size <= SMALL)
    if abs(first - second) == 1:
        yield "one apart"
    if first != second and abs(first - second) < _round(first):
        yield "cut off" if first < second else "rounded up"


def _round(amount: Fraction) -> int:
    """The place of the last digit of a whole number that is not nought: 100 for 2,300."""
    digits = str(amount.numerator) if amount.denominator == 1 else ""
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def _sorts(article: Article, claim: Claim, other: Claim) -> Iterator[str]:
    yield f"{claim.quantity.kind.value} and {other.quantity.kind.value}"
    yield f"{min(FEW, sum(_amount(article, each) for each in article.headline()))} figures in the headline"
    yield f"{min(MANY, len(_alike(article, claim)))} figures of its sort"


def _said(article: Article, other: Claim) -> Iterator[str]:
    """What sets a figure of the story apart from what the headline tells as a fact of now."""
    profile = profiles(article)[other.id]
    yield from (f"the story's {shift}" for shift in (profile.shift,) if shift)
    yield from (f"the story's {name}" for name in ("forecast", "threshold", "negated") if getattr(other, name))
    if apart.places(article, other):
        yield "the story's of a place or name"
    yield from (f"the story's beside {role}" for role in roles_beside(article, other, REACH))


@remembered
def _elsewhere(article: Article, claim: Claim) -> frozenset[str]:
    """Whether the amount stands in the story in another sense, or follows from two that do."""
    wanted, found = nominal(claim.quantity), set()
    body = (each for each in article.claims if each.place is not Place.HEADLINE)
    if any(each.quantity.value == wanted for each in body):
        found.add("the amount told of something else")
    sizes = [nominal(each.quantity) for each in _alike(article, claim)]
    couples = article.budget.counted(combinations(sizes, 2))
    if any(wanted in (one + two, abs(one - two)) for one, two in couples):
        found.add("follows from two others")
    if any(one * two == wanted for one, two in article.budget.counted(combinations(_factors(article), 2))):
        found.add("a product of two others")
    return frozenset(found)


@remembered
def _factors(article: Article) -> tuple[Fraction, ...]:
    """The story's first amounts of any sort that can multiply another."""
    told = (each for each in article.claims if each.place is not Place.HEADLINE and usable(each))
    return tuple(nominal(each.quantity) for each in told if nominal(each.quantity) not in (0, 1))[:FIRST]
