"""What a text shows for or against some figures playing roles in one relation: a total and its parts, a part with its
whole and its share, two levels and the change between them. What the figures amount to is not looked at but for their
rough size.

A cast is a row of figures in the order of the text, each with its role. Its features come in pieces (of one figure, of
two, of all), each worked out once a story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, groupby, islice
from typing import NamedTuple

from claimcheck.checks.apart import apart, other_time, places, rival_sources
from claimcheck.checks.innocent import revised
from claimcheck.checks.judging import nominal
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.checks.voting import voted
from claimcheck.evidence.features import KINDS
from claimcheck.evidence.words import nouns_of
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, Place

AMOUNTS = KINDS | {Kind.RATIO}
REACH, CLOSE = 6, 3  # words beside a figure that vote on it, and how many of them are close
SYMBOLS, PATH, OPENING, MANY = 5, 4, 2, 6
BEHIND = 2  # sentences behind the first in which figures stand near it
LARGEST = 10**18
FIGURE = "#"

Cast = Sequence[tuple[str, Claim]]


class Proposed(NamedTuple):
    """A form of relation and who plays which role in it, in the order of the text."""

    form: str
    cast: tuple[tuple[str, Claim], ...]

    def of(self, role: str) -> list[Claim]:
        """The figures in a role."""
        return [claim for each, claim in self.cast if each == role]


Sort = tuple[str, str]
BARE: Sort = ("bare", "")
POINT = "point"


def sort_of(claim: Claim) -> Sort:
    """The kind and unit by which figures may be set against each other; a count without a noun may be of any."""
    quantity = claim.quantity
    if quantity.kind is Kind.COUNT and not claim.key:
        return BARE
    if quantity.kind is Kind.PERCENT or in_points(claim):
        return ("percent", "%")
    return (quantity.kind.value, quantity.unit)


def in_points(claim: Claim) -> bool:
    """Whether a figure counts points, of a percentage or of a game."""
    return claim.quantity.kind is Kind.POINTS or claim.key == POINT


def fit(*sorts: Sort) -> bool:
    """Whether figures of these sorts may be set against each other."""
    return len(set(sorts) - {BARE}) <= 1


def usable(claim: Claim) -> bool:
    """Whether a figure may play a role: an amount in running text that can be an amount."""
    value = claim.quantity.value
    return claim.quantity.kind in AMOUNTS and value is not None and abs(value) < LARGEST and claim.cell is None


def pieces(article: Article, cast: Cast) -> Iterator[frozenset[str]]:
    """The features of a cast, piece by piece."""
    order = _order(cast)
    for role, claim in cast:
        yield _figure(article, claim, role, order)
    for (role, claim), (other, second) in combinations(cast, 2):
        yield _pair(article, claim, second, role, other, order)
    for (role, claim), (other, second) in zip(cast, cast[1:], strict=False):
        yield _between(article, claim, second, f"{role}-{other}", order)
    yield _all(article, tuple(cast), order)


def _order(cast: Cast) -> str:
    """The roles in the order of the text; more parts than two that follow each other are told as two."""
    return " ".join(_twice(role for role, _ in cast))


def _twice(told: Iterable[str]) -> Iterator[str]:
    """What follows itself more than once is told twice."""
    for _, alike in groupby(told):
        yield from islice(alike, 2)


def features(article: Article, cast: Cast) -> frozenset[str]:
    """All the features of a cast."""
    return frozenset().union(*pieces(article, cast))


@remembered
def _symbols(article: Article, sentence: int) -> tuple[tuple[str, ...], ...]:
    """What each item of a sentence says by itself: `#` for a figure, the roles a word votes for, a sign; nothing for
    other words."""
    row = article.items[sentence]
    roles: list[set[str]] = [set() for _ in row]
    for vote in voted(article, sentence):
        for at in range(vote.first, min(vote.last, len(row))):
            roles[at].add(vote.role)
    return tuple(
        (FIGURE,) if item.quantity is not None
        else tuple(sorted(found)[:SYMBOLS]) if found
        else () if item.norm[:1].isalnum() else (item.norm,)
        for item, found in zip(row, roles, strict=True)
    )  # fmt: skip


@remembered
def _beside(article: Article, claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """What stands beside a figure: the close and telling, and the rest."""
    row, symbols = article.items[claim.sentence], _symbols(article, claim.sentence)
    at, near, far = article.item_of[claim.id], set(), set()
    for side, step in (("before", -1), ("behind", 1)):
        for distance in range(1, REACH + 1):
            here = at + step * distance
            if not 0 <= here < len(row):
                far.add(f"edge {side}")
                break
            if distance > 1 and row[here].quantity is not None and _amount(article, row[here].quantity):
                far.add(f"figure {side}")
                break
            for symbol in symbols[here]:
                if distance <= CLOSE:
                    near.add(f"{symbol} {'right' if distance == 1 else 'close'} {side}")
                else:
                    far.add(f"{symbol} {side}")
    around = symbols[max(0, at - REACH) : at] + symbols[at + 1 : at + REACH + 1]
    near.update(f"{symbol} about" for found in around for symbol in found if symbol.isalpha())
    return frozenset(near), frozenset(far | set(_said(article, claim)))


def votes_on(article: Article, claim: Claim) -> frozenset[str]:
    """The roles that words close to a figure vote for."""
    near, _ = _beside(article, claim)
    return frozenset(each.partition(" ")[0] for each in near if not each.endswith("about"))


def _amount(article: Article, number: int | None) -> bool:
    return number is not None and article.claims[number].quantity.kind in AMOUNTS


def _said(article: Article, claim: Claim) -> Iterator[str]:
    """What is said of a figure by itself."""
    profile = profiles(article).get(claim.id) or Profile()
    flags = {
        "definite": profile.definite,
        "portion": profile.portion,
        "everything": profile.whole,
        "quoted": claim.quoted,
        "denied": claim.negated,
        "forecast": claim.forecast,
        "threshold": claim.threshold,
        "in words": claim.quantity.in_words,
        "with a noun": bool(profile.noun),
        "without a noun": not profile.noun,
        f"of {profile.shift} time": bool(profile.shift),
    }
    yield f"hedge {claim.quantity.hedge.value}"
    yield f"in the {claim.place.value}"
    yield from (name for name, said in flags.items() if said)


@remembered
def _figure(article: Article, claim: Claim, role: str, order: str) -> frozenset[str]:
    near, far = _beside(article, claim)
    own = {f"{role}: {each}" for each in near | far}
    return frozenset(own | {f"{order} | {role}: {each}" for each in near})


@remembered
def _between(article: Article, first: Claim, second: Claim, roles: str, order: str) -> frozenset[str]:
    """What stands between neighbours in a cast."""
    if first.sentence == second.sentence:
        row = _symbols(article, first.sentence)[article.item_of[first.id] + 1 : article.item_of[second.id]]
        told = [found[0] for found in row if found]
        names = {f"{order} | {roles} between: {symbol}" for found in row for symbol in found}
        names.add(f"{roles}: {_few(len(row) // 2)} pairs of words between")
        if len(told) <= PATH:
            names |= {f"{order} | {roles} path: {' '.join(told)}", f"path: {' '.join(told)}"}
        names |= {name for sign, name in ((FIGURE, "figure within"), (";", "semicolon within")) if sign in told}
        return frozenset(names)
    row = _symbols(article, second.sentence)[: article.item_of[second.id]]
    names = {f"{order} | {roles} opening: {symbol}" for found in row for symbol in found}
    opening = " ".join(found[0] if found else "_" for found in row[:OPENING])
    return frozenset(names | {f"{order} | {roles} sentence opens: {opening}"})


@remembered
def _pair(article: Article, first: Claim, second: Claim, role: str, other: str, order: str) -> frozenset[str]:
    """What sets two figures apart or joins them."""
    roles = f"{role}-{other}"
    one, two = (profiles(article).get(claim.id) or Profile() for claim in (first, second))
    nouns = nouns_of(one, two)
    names = {f"{roles} nouns {nouns}", f"{order} | {roles} nouns {nouns}"}
    alike = sort_of(first) == sort_of(second)
    if alike:
        names.add(f"{roles} {'set apart' if apart(article, first, second) else 'not set apart'}")
        if rival_sources(article, first, second):
            names.add("rival sources")
    names.add(f"{roles} {'other' if other_time(first.moment, second.moment) else 'same'} time")
    here, there = places(article, first), places(article, second)
    if here and there:
        names.add(f"{roles} {'one name' if here & there else 'other names'}")
    if one.events and two.events:
        names.add(f"{roles} {'one event' if one.events & two.events else 'other events'}")
    if first.quoted != second.quoted:
        names.add("one quoted")
    if (first.source and first.source.key) != (second.source and second.source.key):
        names.add("other speakers")
    return frozenset(names)


def _all(article: Article, cast: tuple[tuple[str, Claim], ...], order: str) -> frozenset[str]:
    claims = [claim for _, claim in cast]
    steps = "".join(_twice(_step(a, b) for a, b in zip(claims, claims[1:], strict=False)))
    kind = next((each.quantity.kind for each in claims if each.quantity.kind is not Kind.PERCENT), Kind.PERCENT).value
    sorts = "/".join(map(_sort_name, claims[:3]))
    names = {
        f"order {order}",
        f"{min(MANY, len(cast))} figures",
        f"sentences {steps}",
        f"order {order} in sentences {steps}",
        f"of {kind}",
    }
    names |= {f"order {order} of {kind}", f"order {order} of sorts {sorts}"}
    if len({article.sentences[claim.sentence].paragraph for claim in claims}) > 1:
        names.add("over paragraphs")
    if {claim.sentence for claim in claims} & revised(article):
        names.add("revised")
    names.update(_alone(article, cast, steps), _sized(cast))
    return frozenset(names)


def _sort_name(claim: Claim) -> str:
    """The sort of a figure, with points told from percentages."""
    return Kind.POINTS.value if in_points(claim) else sort_of(claim)[0]


def _step(first: Claim, second: Claim) -> str:
    """How many sentences on the second stands; `h` from the headline into the text, `l` from the lead far into it."""
    if second.sentence > first.sentence + 1 and first.place is Place.HEADLINE:
        return "h"
    if second.sentence > first.sentence + BEHIND:
        return "l"
    return str(min(2, second.sentence - first.sentence))


def _alone(article: Article, cast: Cast, steps: str) -> Iterator[str]:
    """How many other figures stand about and between, and how many of them are of the cast's sort."""
    claims = {claim.id for _, claim in cast}
    base = next(sort_of(claim) for role, claim in cast if role != "percent")
    about = [
        claim
        for sentence in dict.fromkeys(claim.sentence for _, claim in cast)
        for claim in _amounts(article, sentence)
        if claim.id not in claims
    ]
    alike = [claim for claim in about if fit(sort_of(claim), base)]
    places = _places(article)
    every, first, last = _usable(article), places[cast[0][1].id], places[cast[-1][1].id]
    within = [claim for claim in every[first:last] if claim.id not in claims]
    between = _few(sum(fit(sort_of(claim), base) for claim in within))
    yield from (f"{_few(len(about))} others", f"{_few(len(alike))} alike", f"{_few(len(alike))} alike in {steps}")
    yield from (f"{_few(len(within))} within", f"{between} alike within", f"{between} alike within in {steps}")
    yield f"{_few(sum(claim.quantity.kind is Kind.PERCENT for claim in about))} other percentages"


@remembered
def _usable(article: Article) -> tuple[Claim, ...]:
    """The figures that may play a role, in the order of the text."""
    return tuple(claim for claim in article.claims if usable(claim))


@remembered
def _places(article: Article) -> Mapping[str, int]:
    return {claim.id: at for at, claim in enumerate(_usable(article))}


@remembered
def _amounts(article: Article, sentence: int) -> tuple[Claim, ...]:
    return tuple(claim for claim in article.by_sentence.get(sentence, ()) if usable(claim))


def _few(count: int) -> str:
    return str(count) if count < 4 else "some" if count < 7 else "many"


def _sized(cast: Cast) -> Iterator[str]:
    """How large the figures are to each other, in halvings."""
    sizes: dict[str, list[Fraction]] = {}
    for role, claim in cast:
        sizes.setdefault(role, []).append(abs(nominal(claim.quantity)))
    large = next((role for role in ("total", "whole", "before") if role in sizes), "")
    small = next((role for role in ("part", "after") if role in sizes), "")
    if large and small:
        yield f"{small} is {_halvings(max(sizes[small]), max(sizes[large]))} of {large}"


def _halvings(part: Fraction, whole: Fraction) -> str:
    """A part of a whole to the next power of two, at most a sixteenth of it or twice of it."""
    if whole <= 0 or part <= 0:
        return "nothing"
    steps = ("twice and more", "more", "all or most", "a half", "a quarter", "an eighth", "a sixteenth and less")
    bounds = (Fraction(2), Fraction(1), *(Fraction(2, 3) / 2**at for at in range(4)))
    return next((name for name, bound in zip(steps, bounds, strict=False) if part > whole * bound), steps[-1])
