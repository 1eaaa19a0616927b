"""A story's figures by kind, unit and size, so that no look-up reads the whole story again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from claimcheck.checks.judging import nominal
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import HYPHENS
from claimcheck.model import Claim, Kind

MOST = 60
YEAR, CENTURIES = 4, ("19", "20")
LARGE = 10_000
LEVELLED = ("from_to", "reached", "base")  # cues that make a figure a level, whatever stands behind it
TENTH = Fraction(1, 10)
BARE = frozenset({Kind.COUNT, Kind.SCORE, Kind.ORDINAL, Kind.AGE})

Measure = tuple[Kind, str]
Sizes = tuple[tuple[Fraction, ...], tuple[Claim, ...]]


def measure_of(article: Article, claim: Claim) -> Measure:
    """Kind and unit of a claim; a large round figure without a noun (`those 3.4 billion`) is an amount of the
    story's money where that has one currency."""
    quantity = claim.quantity
    if quantity.kind is Kind.COUNT and not claim.key and quantity.step >= LARGE and _currency(article):
        return Kind.MONEY, _currency(article)
    return quantity.kind, quantity.unit


@remembered
def _currency(article: Article) -> str:
    """The one currency of the story, empty when it has none or several."""
    found = {claim.quantity.unit for claim in article.claims if claim.quantity.kind is Kind.MONEY}
    return found.pop() if len(found) == 1 else ""


@remembered
def by_measure(article: Article) -> Mapping[Measure, tuple[Claim, ...]]:
    """The claims of each kind and unit outside tables, in reading order; ranges are left out."""
    found: dict[Measure, list[Claim]] = {}
    for claim in article.claims:
        if claim.cell is None and claim.quantity.value is not None and not may_be_year(article, claim):
            found.setdefault(measure_of(article, claim), []).append(claim)
    return {measure: tuple(claims) for measure, claims in found.items()}


@remembered
def _by_value(article: Article) -> Mapping[tuple[Measure, Fraction], tuple[Claim, ...]]:
    found: dict[tuple[Measure, Fraction], list[Claim]] = {}
    for measure, claims in by_measure(article).items():
        for claim in claims:
            found.setdefault((measure, nominal(claim.quantity)), []).append(claim)
    return {key: tuple(claims) for key, claims in found.items()}


@remembered
def _by_size(article: Article) -> Mapping[Measure, Sizes]:
    return {measure: _sorted(claims) for measure, claims in by_measure(article).items()}


@remembered
def _bare(article: Article) -> Sizes:
    """Figures without a noun, which may have left out any unit."""
    return _sorted(claim for claim in article.claims if claim.quantity.kind in BARE and not claim.key)


def _sorted(claims: Iterable[Claim]) -> Sizes:
    rows = sorted(((nominal(claim.quantity), claim) for claim in claims), key=lambda row: row[0])
    return tuple(size for size, _ in rows), tuple(claim for _, claim in rows)


def like(article: Article, claim: Claim, most: int = 4 * MOST) -> Iterator[Claim]:
    """Other claims of the same kind and unit, the first `most` of the story."""
    group = by_measure(article).get(measure_of(article, claim), ())
    return (other for other in article.budget.counted(islice(group, most)) if other is not claim)


def equal(article: Article, claim: Claim) -> Iterator[Claim]:
    """Other claims of the same kind, unit and amount; at most `MOST`."""
    group = _by_value(article).get((measure_of(article, claim), nominal(claim.quantity)), ())
    return (other for other in article.budget.counted(islice(group, MOST)) if other is not claim)


def close_by(article: Article, claim: Claim) -> Iterator[Claim]:
    """Other claims within a tenth of a figure: of its kind and unit, then those without noun or unit."""
    size = nominal(claim.quantity)
    low, high = sorted((size * (1 - TENTH), size / (1 - TENTH)))
    for sizes, claims in (_by_size(article).get(measure_of(article, claim), ((), ())), _bare(article)):
        first, last = bisect_left(sizes, low), bisect_right(sizes, high)
        near = article.budget.counted(claims[first : min(last, first + MOST)])
        yield from (other for other in near if other is not claim)


def beside(article: Article, sentences: Iterable[int]) -> Iterator[Claim]:
    """The claims of some sentences, at most `MOST` of each."""
    for number in sentences:
        yield from article.by_sentence.get(number, ())[:MOST]


def is_gap(article: Article, claim: Claim) -> bool:
    """Whether a figure tells by how much something is more or less (`£45,900 better`, `29 minuti in meno`)."""
    pack, row = article.pack, article.items[claim.sentence]
    at = article.item_of[claim.id] + 1
    behind = [item.norm for item in row[at + row[at - 1].noun : at + row[at - 1].noun + 2]]
    compared = pack.words("changes.more") | pack.words("changes.less")
    led = behind[1:] if behind and behind[0] in pack.words("changes.leads") else behind[:1]
    return not compared.isdisjoint(led) and not any(article.has(claim, name) for name in LEVELLED)


def may_be_year(article: Article, claim: Claim) -> bool:
    """Whether a count is printed as years are: four digits, none set apart (`2005 profits`)."""
    printed = claim.quantity.number.of(article.document.text)
    plain = len(printed) == YEAR and printed.isdecimal() and printed[:2] in CENTURIES
    return plain and claim.quantity.kind is Kind.COUNT


def hyphened(article: Article, claim: Claim) -> bool:
    """Whether a figure says of what kind something is (`a 44-seat bus`) and counts nothing by itself."""
    return article.document.prose[claim.quantity.number.end : claim.quantity.number.end + 1] in HYPHENS
