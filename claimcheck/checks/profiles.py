"""What each figure measures, as far as the words beside it tell: the noun, what happens, how it is referred to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from claimcheck.extract import nouns
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import Concept, concept_of, concepts
from claimcheck.language import Pack
from claimcheck.model import Claim, Kind, shared
from claimcheck.phrase import Item

EARLIER = frozenset({"last_month", "last_year", "previous_month", "previous_year", "previous_week"})
EVENT_GROUPS = frozenset({"outcome", "custody", "movement", "event"})
BREAKS = frozenset(";:.!?[]—–")
UNCOUNTED = frozenset({"date", "time", "year"})
REACH, WINDOW = 7, 40
JOINT = 3
ADJACENT = 2
DENIAL = 3
CLOSE, FAR = 5, 8
SUBJECT = 3
PERSON = "person"
OPENING = 5  # words in which the head of a sentence may say when


class Profile(NamedTuple):
    """What a figure is said to be of. `noun` is the counted noun's form or concept, empty when unsaid; `wider`
    its wider concepts; `events` what happens to it; `modifiers` and `near` are stems.

    `definite` figures were mentioned before (`the 400`), `new` ones were not (`a 6.4 quake`), a `portion` is some of
    them (`the first two`); a `whole` one is all there are (`the injured are 400`);
    `expected` is only foreseen; `shift` tells apart what was before or comes later.
    """

    noun: str = ""
    wider: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    definite: bool = False
    new: bool = False
    portion: bool = False
    whole: bool = False
    denied: bool = False
    expected: bool = False
    shift: str = ""


@remembered
def profiles(article: Article) -> Mapping[str, Profile]:
    """The profile of every claim outside tables, by id."""
    return {claim.id: _profile(article, claim) for claim in article.claims if claim.cell is None}


def _profile(article: Article, claim: Claim) -> Profile:
    pack, row = article.pack, article.items[claim.sentence]
    if claim.quantity.kind is Kind.LABEL:
        return Profile()
    at = article.item_of[claim.id]
    behind = at + 1 + row[at].noun
    left = _side(_outside(reversed(row[max(_counted(row, at), at - WINDOW) : at]), ")", "("), pack)
    right = _side(_outside(row[behind : behind + WINDOW], "(", ")"), pack)
    own = [(concept, word) for word in _own_words(article, claim) if (concept := concept_of(word, pack))]
    happening = {concept.name for concept, _ in own if concept.group in EVENT_GROUPS}
    noun, wider = _noun(claim)
    named = _measured([beside for beside in left if beside[0] <= ADJACENT], (), pack)
    if named and (not noun or claim.quantity.value is not None and claim.quantity.value.denominator != 1):
        noun, wider = named, frozenset()
    elif claim.quantity.kind is not Kind.COUNT and not noun:
        noun = _measured(left, right, pack)
    taken = {nouns.stem(word, pack) for concept, word in own if concept.group in EVENT_GROUPS}
    before = claim.counted is not None and claim.counted.end <= claim.quantity.span.start
    before = before or _subject(row, at, pack)
    beside = row[at - 1].norm if at else ""
    relative = at > 1 and beside in pack.words("definite_relatives") and "," in (row[at - 2].norm, row[at - 3].norm)
    definite = beside in pack.words("definite") and not relative
    return Profile(
        noun,
        shared(wider),
        shared(frozenset(happening) or _nearest(left, right, pack) or _in_hospital(right, noun, wider, pack)),
        shared(claim.modifiers - taken),
        shared(_near(left, right, pack)),
        definite,
        beside in pack.words("number_words.articles"),
        beside in pack.words("portion") or _partitive(row, at, pack),
        before or (definite and bool(happening)),
        _denied(left, right, pack) or (claim.quantity.strict.high is None and _nobody(row, at, pack)),
        _expected(left, right, pack),
        _shift(article, row, at),
    )


def _noun(claim: Claim) -> tuple[str, frozenset[str]]:
    """The counted noun; what only happens to people (`the dead`) is no noun of its own."""
    concept = concepts().get(claim.key)
    if concept is not None and concept.group in EVENT_GROUPS:
        return "", frozenset()
    return claim.key, claim.concepts - {claim.key}


def _partitive(row: Sequence[Item], at: int, pack: Pack) -> bool:
    """Whether a figure is some of those that were told before (`fourteen of the officers`)."""
    first, second = ([item.norm for item in row[at + 1 : at + 3]] + ["", ""])[:2]
    parted = first in pack.words("nouns.of") and second in pack.words("partitives.articles")
    return parted or first in pack.words("partitives.joined") or first in pack.words("partitives.behind")


def _subject(row: Sequence[Item], at: int, pack: Pack) -> bool:
    """Whether the figure is said of all to whom something happened (`the victims were | five students`)."""
    if at < SUBJECT or row[at - 1].norm not in pack.words("nouns.copulas"):
        return False
    concept = concept_of(row[at - 2].norm, pack)
    return concept is not None and concept.group in EVENT_GROUPS and row[at - 3].norm in pack.words("definite")


def _own_words(article: Article, claim: Claim) -> list[str]:
    if claim.counted is None:
        return []
    tokens = article.sentences[claim.sentence].tokens
    first = bisect_left(tokens, claim.counted.start, key=lambda token: token.start)
    return [token.norm for token in tokens[first : first + WINDOW] if token.start < claim.counted.end]


Side = Sequence[tuple[int, str]]


def _side(row: Iterable[Item], pack: Pack) -> Side:
    """The words from a figure outwards with their distances, a comma or `and` as far as three words; another figure
    or the end of the clause ends them."""
    joints = pack.words("series.conjunctions")
    found: list[tuple[int, str]] = []
    far = 0
    for item in row:
        far += JOINT if item.norm == "," or item.norm in joints else 1
        if item.norm in BREAKS or far > REACH or (item.quantity is not None and item.kind not in UNCOUNTED):
            break
        if item.norm[:1].isalpha():
            found.append((far, item.norm))
    return found


def _counted(row: Sequence[Item], at: int) -> int:
    """The place behind the figure before and the noun it counts, whose words are not said of the next."""
    for place in range(at - 1, max(-1, at - WINDOW), -1):
        if row[place].quantity is not None and row[place].kind not in UNCOUNTED:
            return place + 1 + row[place].noun
    return 0


def _outside(row: Iterable[Item], enters: str, leaves: str) -> Iterator[Item]:
    """The items without what stands in parentheses, up to the end of the parenthesis they stand in."""
    deep = 0
    for item in row:
        if item.norm == leaves:
            deep -= 1
            if deep < 0:
                return
        elif item.norm == enters:
            deep += 1
        elif not deep:
            yield item


def _nearest(left: Side, right: Side, pack: Pack) -> frozenset[str]:
    """What happens, by the nearest word of each group that says so; nothing where several far words contend."""
    found = [(far, concept) for far, concept in _concepts(left, right, pack) if concept.group in EVENT_GROUPS]
    kept: set[str] = set()
    for group in {concept.group for _, concept in found}:
        names = [(far, concept.name) for far, concept in found if concept.group == group]
        least = min(far for far, _ in names)
        nearest = {name for far, name in names if far == least}
        if least <= ADJACENT or len({name for _, name in names}) == 1:
            kept |= nearest
    return frozenset(kept)


def _in_hospital(right: Side, noun: str, wider: frozenset[str], pack: Pack) -> frozenset[str]:
    """Whether people are said to be in hospital, where nothing else is said of them (`three workers in hospital`)."""
    if PERSON not in (noun, *wider):
        return frozenset()
    place = any(far <= CLOSE and pack.table("concepts").get(word) == "hospital" for far, word in right)
    return frozenset({"hospitalised"}) if place else frozenset()


def _measured(left: Side, right: Side, pack: Pack) -> str:
    """What an amount without a noun is an amount of: the nearest word for a measure, or for what is measured by one
    (who is convicted goes to prison for a time)."""
    table = concepts()
    found = [(far, concept.name) for far, concept in _concepts(left, right, pack) if concept.group == "measure"]
    for far, concept in _concepts(left, right, pack):
        found.extend((far, wider) for wider in concept.parents if table[wider].group == "measure" != concept.group)
    return min(found)[1] if found else ""


def _concepts(left: Side, right: Side, pack: Pack) -> Iterator[tuple[int, Concept]]:
    for far, word in (*left, *right):
        concept = concept_of(word, pack)
        if concept:
            yield far, concept


def _near(left: Side, right: Side, pack: Pack) -> frozenset[str]:
    stops = pack.words("nouns.stop") | pack.words("sources.say")
    return frozenset(nouns.stem(word, pack) for _, word in (*left, *right) if word not in stops)


def _denied(left: Side, right: Side, pack: Pack) -> bool:
    """Whether `not`, `never` stand close before the figure or right behind it; `without` only just before."""
    close = {word for far, word in left if far <= DENIAL} | {word for far, word in right if far <= ADJACENT}
    beside = {word for far, word in left if far == 1}
    return bool((close - pack.words("without") | beside) & pack.words("negation"))


def _nobody(row: Sequence[Item], at: int, pack: Pack) -> bool:
    """Whether the clause is one of what nobody did (`none of these strikes lasted longer than | 36 hours`)."""
    return row[0].norm in pack.words("nobody") and not any(item.norm in BREAKS for item in row[:at])


def _expected(left: Side, right: Side, pack: Pack) -> bool:
    """Whether the words close by only foresee or want it."""
    words = pack.words("forecast") | pack.words("wanted")
    return any(far <= CLOSE and word in words for far, word in (*left, *right))


def _shift(article: Article, row: Sequence[Item], at: int) -> str:
    """The time the words close to a figure move it to (`before`, `later`), empty for the story's present, to which
    `last night` belongs; `before` itself does so only behind a span of time (`the year before`)."""
    pack = article.pack
    shifts, recent = pack.table("time_shift"), pack.words("recent")
    found: list[tuple[int, str]] = []
    for step in range(max(0, at - FAR), min(len(row), at + FAR + 1)):
        beside = {row[k].norm for k in (step - 1, step + 1) if 0 <= k < len(row)}
        word, told = row[step].norm, row[step].quantity
        alone = word in pack.words("after_span") and not _span(row, step - 1, pack)
        if word in shifts and not (alone or beside & recent):
            found.append((abs(step - at), shifts[word]))
        when = article.claims[told].quantity.when if told is not None else None
        if when is not None and when.relative in EARLIER:
            found.append((abs(step - at), "before"))
    return min(found)[1] if found else _opening_shift(row, pack)


def _opening_shift(row: Sequence[Item], pack: Pack) -> str:
    """The time that words at the head of a sentence move all of it to (`Last season, at the same point, ...`)."""
    shifts, spans = pack.table("time_shift"), pack.words("spans")
    for one, other in pairwise(row[:OPENING]):
        words = {one.norm, other.norm}
        shifted = words & shifts.keys()
        if shifted and words & spans:
            return shifts[shifted.pop()]
    return ""


def _span(row: Sequence[Item], at: int, pack: Pack) -> bool:
    return at >= 0 and (row[at].kind == "duration" or row[at].norm in pack.words("spans"))
