"""The casts in which figures near each other may be meant, by their kinds and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

from claimcheck.checks.figures import is_gap
from claimcheck.checks.judging import nominal
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.evidence.casts import BEHIND, Proposed, fit, in_points, sort_of, usable
from claimcheck.evidence.words import nouns_of
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, Place

CROWD, OPENING = 16, 8  # figures looked at, sentences behind the headline or the lead
PARTS = range(3, 9)  # how many of a run may be the parts of a total, where they are more than two
OPENINGS = (Place.HEADLINE, Place.LEAD)
PARTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
UNITS = frozenset({Kind.COUNT, Kind.DURATION})
EACH = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


@remembered
def by_figures(article: Article) -> Mapping[frozenset[str], list[Proposed]]:
    """Every cast among figures near each other that may be meant, by the figures."""
    found: dict[frozenset[str], list[Proposed]] = {}
    for each in proposed(article):
        if may_be(article, each):
            found.setdefault(frozenset(claim.id for _, claim in each.cast), []).append(each)
    return found


def proposed(article: Article) -> Iterator[Proposed]:
    """Every cast among figures that stand near each other, each once."""
    rows = {n: [each for each in claims if usable(each)][:CROWD] for n, claims in article.by_sentence.items()}
    filled = {number: row for number, row in sorted(rows.items()) if row}
    for number, row in filled.items():
        behind = [each for at in range(number + 1, number + BEHIND + 1) for each in filled.get(at, ())]
        for at, first in enumerate(row):
            others = [*row[at + 1 :], *behind][: CROWD - 1]
            for pair in article.budget.counted(combinations(others, 2)):
                yield from casts_of((first, *pair))
            yield from _series(article, (first, *others))
            if first.place in OPENINGS:
                yield from _of_opening(article, first, row[at + 1 :], filled)


def _of_opening(
    article: Article, first: Claim, others: Sequence[Claim], filled: Mapping[int, Sequence[Claim]]
) -> Iterator[Proposed]:
    """The casts of a figure of the headline or the lead with figures further down, two of one sentence or one with
    another of its own sentence."""
    for number in [each for each in filled if each > first.sentence + BEHIND][:OPENING]:
        row = filled[number]
        pairs = (*combinations(row, 2), *((other, each) for other in others for each in row))
        for pair in article.budget.counted(pairs):
            yield from casts_of((first, *pair))
        yield from _series(article, (first, *row), headed=True)


def _series(article: Article, row: Sequence[Claim], *, headed: bool = False) -> Iterator[Proposed]:
    """The totals of three and more figures that follow each other: the first of a row with those right behind it or,
    where it is not `headed` by the total, with the total right behind them."""
    alike = [claim for claim in row if fit(sort_of(row[0]), sort_of(claim)) and _summed(claim)]
    if alike and alike[0] is row[0]:
        for count in article.budget.counted(each for each in PARTS if each < len(alike)):
            yield _sum(alike[0], alike[1 : count + 1])
            if not headed:
                yield _sum(alike[count], alike[:count])


def _summed(claim: Claim) -> bool:
    return claim.quantity.kind not in (Kind.AGE, Kind.RATIO)


def _sum(total: Claim, parts: Sequence[Claim]) -> Proposed:
    row = sorted((total, *parts), key=lambda claim: claim.quantity.span.start)
    return Proposed("sum", tuple(("total" if claim is total else "part", claim) for claim in row))


def casts_of(row: Sequence[Claim]) -> Iterator[Proposed]:
    """The casts of three figures that kinds and units allow."""
    kinds, sorts = [claim.quantity.kind for claim in row], [sort_of(claim) for claim in row]
    if fit(*sorts) and all(map(_summed, row)):
        for total in (at for at in range(3) if Kind.PERCENT not in kinds or not in_points(row[at])):
            yield Proposed("sum", tuple(("total" if at == total else "part", claim) for at, claim in enumerate(row)))
    for at in range(3):
        others = [other for other in range(3) if other != at]
        if kinds[at] in SHARES and fit(*(sorts[other] for other in others)) and _parted(kinds, at, others):
            for form, roles in (("share", ("whole", "part")), ("change", ("before", "after"))):
                for one, two in permutations(roles):
                    told = {at: "percent", others[0]: one, others[1]: two}
                    yield Proposed(form, tuple((told[place], claim) for place, claim in enumerate(row)))
    for total, units, each in permutations(range(3)):
        if kinds[units] in UNITS and kinds[each] in EACH and sorts[total] == sorts[each] and _largest(row, total):
            told = {total: "total", units: "units", each: "each"}
            yield Proposed("product", tuple((told[place], claim) for place, claim in enumerate(row)))


def _parted(kinds: Sequence[Kind], at: int, others: Sequence[int]) -> bool:
    """Whether the figures beside a percentage may be a part and its whole, or two levels."""
    plain = all(kinds[other] in PARTED for other in others)
    return plain and (kinds[at] is Kind.RATIO or Kind.PERCENT not in {kinds[other] for other in others})


def _largest(row: Sequence[Claim], at: int) -> bool:
    return all(nominal(row[at].quantity) >= nominal(claim.quantity) for claim in row)


def may_be(article: Article, each: Proposed) -> bool:
    """A total that is one of its parts again is none; what something is more or less by is no share, nor is a share of
    the garages one of the flats."""
    if each.form == "sum":
        return nominal(each.of("total")[0].quantity) not in {nominal(part.quantity) for part in each.of("part")}
    if each.form != "share":
        return True
    (percent,), (whole,) = each.of("percent"), each.of("whole")
    one, other = (profiles(article).get(claim.id) or Profile() for claim in (percent, whole))
    return not is_gap(article, percent) and nouns_of(one, other) != "differ"
