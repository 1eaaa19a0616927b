"""Which two figures a change sets side by side: the earlier one and the later one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks.contrast import now_and_then
from claimcheck.checks.figures import is_gap
from claimcheck.checks.judging import nominal
from claimcheck.checks.proportions import LEVELS, alike, bare, same_noun, scaled, unsaid_scale
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Place

BACK = 2
LIKE_SIZE = 5
FAR_OFF = 10
BESIDE = 6
DASHES = frozenset("–—")
UNSAID = ({Kind.COUNT, Kind.DURATION}, {Kind.COUNT, Kind.MEASURE}, {Kind.COUNT, Kind.MONEY})


class Spot(NamedTuple):
    """Where a change is said: items `first` to `last` (excluded) of a sentence."""

    sentence: int
    first: int
    last: int


class Pair(NamedTuple):
    """An earlier and a later figure; `certain` when the words leave no other choice."""

    before: Claim
    after: Claim
    certain: bool


def plausible(pair: Pair, factor: Fraction) -> bool:
    """Whether two figures can be meant as the ends of a change: they are off by less than ten times, else they are
    of different things or badly read."""
    ratio = nominal(pair.after.quantity) / nominal(pair.before.quantity)
    return factor <= 0 or Fraction(1, FAR_OFF) < ratio / factor < FAR_OFF


def spot_of(article: Article, claim: Claim) -> Spot:
    """The place of a claim among the items of its sentence."""
    at = article.item_of[claim.id]
    return Spot(claim.sentence, at, at + 1)


def pairs(article: Article, spot: Spot, apart: Collection[str], back: int = BACK) -> Iterator[Pair]:
    """The pairs a change may speak of, most certain first; claims with an id in `apart` are no levels.

    The other figure may stand up to `back` sentences before; one of the two may leave out the scale of the other.
    """
    for pair in article.budget.counted(_pairs(article, spot, apart, back)):
        first, last = unsaid_scale(pair.before, pair.after), unsaid_scale(pair.after, pair.before)
        if first is not None:
            yield Pair(scaled(pair.before, first), pair.after, pair.certain)
        elif last is not None:
            yield Pair(pair.before, scaled(pair.after, last), pair.certain)
        yield pair if first is last is None else Pair(pair.before, pair.after, False)


def _pairs(article: Article, spot: Spot, apart: Collection[str], back: int) -> Iterator[Pair]:
    row = _levels(article, spot.sentence, apart)
    bases = _bases(article, spot, row)
    reached = [claim for claim in row if article.has(claim, "reached") and claim not in bases]
    certain = []
    for base in bases:
        article.budget.spend(len(row))
        other = _partner(base, row, bases, reached)
        if other:
            apart_from = another_statement(article, spot, base, other) or _nearer(article, spot, apart, base, other)
            certain.append(Pair(base, other, not apart_from))
    yield from sorted(certain, key=lambda pair: _spread(article, spot, pair))
    earlier = _earlier(article, spot.sentence, apart, back)
    for base in bases:
        yield from _reaching_back(base, earlier, _beside(article, spot, base))
    if not bases:
        yield from _year_on_year(article, spot, row, earlier)
        yield from _now_and_then(article, spot, row)
    yield from _loose(row, earlier)


def _levels(article: Article, sentence: int, apart: Collection[str]) -> list[Claim]:
    return [
        claim
        for claim in article.by_sentence.get(sentence, ())
        if claim.quantity.kind in LEVELS and claim.id not in apart and not is_gap(article, claim)
    ]


def _bases(article: Article, spot: Spot, row: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence that words such as `from`, `than`, `compared with` make the earlier figure."""
    near, far = _roles(article, "base", spot.sentence), _roles(article, "base_far", spot.sentence)
    reached = _roles(article, "reached", spot.sentence)
    for cue in article.cued("base_after", spot.sentence):
        if spot.last <= cue.first <= spot.last + 1:
            near |= {claim.id: cue.first for claim in cue.holes.values()}
    return [claim for claim in row if claim.id in near or far.get(claim.id, -1) > reached.get(claim.id, -1)]


def _roles(article: Article, name: str, sentence: int) -> dict[str, int]:
    """The claims that cues of this name hold, each with where the nearest of them begins."""
    found: dict[str, int] = {}
    for cue in article.cued(name, sentence):
        for claim in cue.holes.values():
            found[claim.id] = max(cue.first, found.get(claim.id, 0))
    return found


def _partner(
    base: Claim, row: Sequence[Claim], bases: Sequence[Claim], reached: Sequence[Claim]
) -> Claim | None:
    """The later figure that goes with an earlier one: introduced by `to`, else the nearest in front, else behind."""
    fitting = [claim for claim in row if comparable(claim, base) and same_noun(claim, base) and claim not in bases]
    timeless = [claim for claim in fitting if claim.quantity.kind is not Kind.DURATION]
    fitting = timeless if timeless and base.quantity.kind is not Kind.DURATION else fitting
    told = [claim for claim in fitting if claim in reached]
    front = [claim for claim in fitting if claim.span.end <= base.span.start]
    near = [*told, *front[-1:]] or fitting[:1]
    return min(near, key=lambda claim: abs(claim.span.start - base.span.start), default=None)


def comparable(one: Claim, base: Claim) -> bool:
    """Whether two figures are of one sort, or one leaves its unit out (`from 10 weeks to 30`)."""
    if alike(one, base):
        return True
    loose = bare(one) or (base.quantity.kind is Kind.COUNT and not base.concepts)
    if not loose or {one.quantity.kind, base.quantity.kind} not in UNSAID:
        return False
    scale = unsaid_scale(base, one)
    return _like_size(one, base if scale is None else scaled(base, scale))


def _spread(article: Article, spot: Spot, pair: Pair) -> int:
    places = [article.item_of[pair.before.id], article.item_of[pair.after.id], spot.first]
    return max(places) - min(places)


def another_statement(article: Article, spot: Spot, *pair: Claim) -> bool:
    """Whether a conjunction parts the change from the two figures (`from 12 to 3, and rents fell 10 %`)."""
    places = [article.item_of[claim.id] for claim in pair]
    first, last = (max(places), spot.first) if max(places) < spot.first else (spot.last, min(places))
    words = [item.norm for item in article.items[spot.sentence][first:last]]
    return not article.pack.words("changes.apart").isdisjoint(words) or _new_subject(article, words)


def _new_subject(article: Article, words: Sequence[str]) -> bool:
    """Whether a comma, a subject and a word of change begin another statement (`doubled, profits fell from ...`)."""
    pack = article.pack
    moves = pack.words("changes.up") | pack.words("changes.down")
    empty = pack.words("fillers") | pack.words("nouns.stop") | pack.words("changes.particles")
    for at, word in enumerate(words):
        if word in moves and "," in words[:at]:
            comma = max(place for place in range(at) if words[place] == ",")
            if any(between not in empty for between in words[comma + 1 : at]):
                return True
    return False


def _nearer(article: Article, spot: Spot, apart: Collection[str], *pair: Claim) -> bool:
    """Whether another change of the sentence stands closer to the two figures."""
    places = [article.item_of[claim.id] for claim in pair]
    others = [
        article.item_of[claim.id]
        for claim in article.by_sentence[spot.sentence]
        if claim.id in apart and article.item_of[claim.id] != spot.first
    ]
    own = max(*places, spot.first) - min(*places, spot.first)
    return any(max(*places, at) - min(*places, at) < own for at in others)


def _earlier(article: Article, sentence: int, apart: Collection[str], back: int) -> list[Claim]:
    """Levels of the sentences before, nearest first."""
    numbers = range(sentence - 1, max(-1, sentence - 1 - back), -1)
    return [claim for number in numbers for claim in reversed(_levels(article, number, apart))]


def _beside(article: Article, spot: Spot, base: Claim) -> bool:
    """Whether a figure and the change stand near each other with no other figure between."""
    at = article.item_of[base.id]
    first, last = (spot.last, at) if at >= spot.last else (at + 1, spot.first)
    between = article.items[spot.sentence][first:last]
    levels = {str(kind) for kind in LEVELS}
    return len(between) <= BESIDE and all(item.kind not in levels for item in between)


def _reaching_back(base: Claim, earlier: Sequence[Claim], beside: bool) -> Iterator[Pair]:
    """The later figure in the sentences before: certain when they have a single figure that may be it."""
    fitting = [claim for claim in earlier if alike(claim, base)]
    near = [claim for claim in fitting if same_noun(claim, base) and _like_size(claim, base)]
    body = [claim for claim in near if claim.place is not Place.HEADLINE]
    for claim in [*near, *(claim for claim in fitting if claim not in near)]:
        yield Pair(base, claim, beside and len(body) == 1 and claim is body[0])


def _like_size(one: Claim, other: Claim) -> bool:
    first, second = abs(nominal(one.quantity)), abs(nominal(other.quantity))
    return max(first, second) <= LIKE_SIZE * min(first, second)


def _year_on_year(article: Article, spot: Spot, row: Sequence[Claim], earlier: Sequence[Claim]) -> Iterator[Pair]:
    """`Last year 40,000 came. This year it was 46,000, a rise of 15 %`: the sentence before is of another time."""
    front = [claim for claim in row if article.item_of[claim.id] < spot.first]
    behind = [claim for claim in row if article.item_of[claim.id] >= spot.last and article.has(claim, "reached")]
    if not front and not behind:
        return
    last = front[-1] if front else behind[0]
    at = article.item_of[last.id]
    rest = article.items[spot.sentence][at + 1 : spot.first] if front else article.items[spot.sentence][spot.last : at]
    near = [claim for claim in earlier if claim.sentence == last.sentence - 1 and alike(claim, last)]
    if len(near) != 1 or len(rest) > BESIDE or not same_noun(near[0], last) or not _like_size(near[0], last):
        return
    dated = any(claim.quantity.kind in (Kind.DATE, Kind.YEAR) for claim in article.by_sentence[near[0].sentence])
    sure = not another_statement(article, spot, last)
    if dated or _tells_of_before(article, near[0]):
        yield Pair(near[0], last, sure)
    elif _tells_of_before(article, last):
        yield Pair(last, near[0], sure)


def _tells_of_before(article: Article, claim: Claim) -> bool:
    """Whether the sentence of a figure, as far as the dashes round it, says that it speaks of an earlier time."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    dashes = [place for place, item in enumerate(row) if item.norm in DASHES]
    first = max((place for place in dashes if place < at), default=0)
    last = min((place for place in dashes if place > at), default=len(row))
    words = {item.norm for item in row[first:last]}
    return not words.isdisjoint(article.pack.words("time_shift.before"))


def _now_and_then(article: Article, spot: Spot, row: Sequence[Claim]) -> Iterator[Pair]:
    """`It now costs £1,720 and will cost £1,806: 5 per cent more`."""
    front = [claim for claim in row if article.item_of[claim.id] < spot.first]
    if len(front) == 2 and comparable(front[1], front[0]) and same_noun(*front):
        found = now_and_then(article, front, spot.first)
        if found:
            yield Pair(*found, True)


def _loose(row: Sequence[Claim], earlier: Sequence[Claim]) -> Iterator[Pair]:
    """Any two figures near the change, one of them in its sentence, in both orders."""
    for place, claim in enumerate(row):
        for other in (*row[place + 1 :], *earlier):
            if alike(claim, other) and same_noun(claim, other):
                yield Pair(claim, other, False)
                yield Pair(other, claim, False)
