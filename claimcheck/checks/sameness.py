"""Whether two claims speak of the same thing: the evidence, and what rules it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from claimcheck.checks.apart import apart, places
from claimcheck.checks.figures import hyphened, may_be_year, measure_of
from claimcheck.checks.openings import leads, opens, same_day
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.extract import nouns
from claimcheck.extract.article import RATES, Article, remembered
from claimcheck.extract.nouns import concepts
from claimcheck.extract.series import series
from claimcheck.language import Pack
from claimcheck.model import Claim, Kind, Place, SourceKind

COMPARABLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.RATIO})
REACH, LIST, SAME = 40, 12, 4
PARTLY = ("remainder", "from_to", *RATES)
PEOPLE = frozenset({"person"})
HURT = frozenset({"injured", "hospitalised", "treated", "casualty"})


def pairs(article: Article) -> Iterator[tuple[Claim, Claim, int]]:
    """Claims of different sentences that may be one measure, earlier first, with the evidence (see `evidence`)."""
    seen: dict[tuple[Kind, str], list[Claim]] = {}
    for claim in article.claims:
        if not comparable(article, claim):
            continue
        group = seen.setdefault(measure_of(article, claim), [])
        for other in article.budget.counted(group[:6] + group[max(6, len(group) - REACH) :]):
            if other.sentence != claim.sentence:
                points = evidence(article, other, claim)
                if points is not None:
                    yield other, claim, points
        group.append(claim)


def comparable(article: Article, claim: Claim) -> bool:
    """Whether a claim is an amount of something, stated as a fact of its own."""
    quantity = claim.quantity
    if quantity.kind not in COMPARABLE or claim.cell is not None or quantity.value in (0, 1):
        return False
    profile = profiles(article)[claim.id]
    if may_be_year(article, claim):
        return False
    return not (claim.threshold or profile.denied or profile.portion or claim.id in partial(article))


@remembered
def partial(article: Article) -> frozenset[str]:
    """Ids of claims that the text itself marks as additions, rests, rates or members of a list of one thing."""
    ids = {
        claim.id
        for name in PARTLY
        for cue in article.cued(name)
        for role, claim in cue.holes.items()
        if role not in ("whole", "part") and not (role == "rest" and _happened(article, claim))
    }
    for found in series(article):
        for at, claim in enumerate(found.claims):
            if _listed(article, claim, found.claims[max(0, at - LIST) : at + LIST]):
                ids.add(claim.id)
    return frozenset(ids - {cue.holes["whole"].id for cue in article.cued("subset") if "whole" in cue.holes})


def _happened(article: Article, claim: Claim) -> bool:
    """Whether a figure tells to how many people something happened: what an accident leaves dead is no rest."""
    profile = profiles(article).get(claim.id)
    return profile is not None and _to_people(profile.events)


def _listed(article: Article, claim: Claim, members: Sequence[Claim]) -> bool:
    """Whether a list gives more than one figure of the kind: of one noun or of people, or of one event."""
    known = profiles(article)
    own = known[claim.id]
    if own.definite:
        return False
    for other in members:
        profile = known[other.id]
        kin = {own.noun, *own.wider} & {profile.noun, *profile.wider}
        if other is not claim and (kin if own.noun or profile.noun else own.events == profile.events):
            return True
    return False


@remembered
def added(article: Article) -> frozenset[str]:
    """Ids of claims that come on top of others (`another 12`, `12 new cases`)."""
    return frozenset(claim.id for cue in article.cued("increment") for claim in cue.holes.values())


@remembered
def parts(article: Article) -> frozenset[str]:
    """Ids of claims that are named as a part of another."""
    return frozenset(cue.holes["part"].id for cue in article.cued("subset") if "part" in cue.holes)


def evidence(article: Article, a: Claim, b: Claim) -> int | None:
    """Points for the two being one measure, None when something rules it out.

    A noun in common gives 4, a wider or unsaid one less; an event in common 4; each shared modifier 2, each other
    shared word 1 (at most 3). A place in the headline, a definite form, a figure said to be all, one source 2 each.
    A definite figure whose noun only one other counts before it gives 2 more. Any other loses 2 for a modifier or
    a name beside one of the two only, and for a noun that many different figures count.
    """
    if a.quantity.kind is Kind.COUNT and hyphened(article, a) != hyphened(article, b):
        return None
    first, second = profiles(article)[a.id], profiles(article)[b.id]
    harmed = leads(article, a, b) and hurt(first) and hurt(second)
    shared_event = harmed or bool(first.events & second.events)
    noun = _noun(a, b, first, second, shared_event)
    if noun is None or apart(article, a, b) or _other_shift(first, second):
        return None
    if _other_event(first, second) and not harmed:
        return None
    more = {a.id, b.id} & added(article)
    if more and not (len(more) == 2 and leads(article, a, b)):
        return None
    if a.place is not Place.HEADLINE and (first.expected or second.expected or {a.id, b.id} & parts(article)):
        return None
    shared = first.modifiers & second.modifiers
    if first.modifiers - shared and second.modifiers - shared:
        return None
    points = noun + 4 * shared_event + 2 * len(shared)
    said = frozenset().union(*(_stems_of(article.pack, event) for event in first.events))
    points += min(3, len((first.near & second.near) - said))
    points += _restated(article, a, b) + 2 * second.definite + 2 * second.whole
    points += 2 * bool(a.source and b.source and a.source.kind is not SourceKind.VAGUE)
    points -= 2 * (bool(first.modifiers - shared) and not (noun == SAME and leads(article, a, b)))
    if second.definite or second.whole:
        return points + 2 * _sole(article, a, b)
    points -= 2 * bool(second.modifiers - shared)
    if not leads(article, a, b):
        points -= 2 * (bool(places(article, a)) != bool(places(article, b)))
    counted = first.noun or a.key
    return points - 2 * (bool(counted) and _figures_of(article)[counted] > 3)


def _sole(article: Article, a: Claim, b: Claim) -> bool:
    """Whether no other figure before `b` counts the noun the two have in common."""
    known = profiles(article)
    noun = known[a.id].noun
    if not noun or noun != known[b.id].noun or known[a.id].definite:
        return False
    return len([at for at in _first_told(article).get(noun, ()) if at < article.position[b.id]]) == 1


@remembered
def _first_told(article: Article) -> Mapping[str, Sequence[int]]:
    """The places of the first two figures of each noun."""
    found: dict[str, list[int]] = {}
    for at, claim in enumerate(article.claims):
        profile = profiles(article).get(claim.id)
        if profile and profile.noun and len(found.setdefault(profile.noun, [])) < 2:
            found[profile.noun].append(at)
    return found


def _restated(article: Article, a: Claim, b: Claim) -> int:
    """Points for a headline's or a caption's figure, and for what the lead says in the headline's words."""
    if b.place is Place.CAPTION and a.place is not Place.CAPTION:
        return 2 + same_day(article, a, b)
    if a.place is not Place.HEADLINE:
        return 0
    if not leads(article, a, b):
        return 2
    shared = len(_stems(article, a.sentence) & _stems(article, b.sentence))
    return 2 + (shared > 1) + (shared > 3) + opens(article, b)


@remembered
def _stems(article: Article, sentence: int) -> frozenset[str]:
    pack = article.pack
    stops = pack.words("nouns.stop")
    words = (token.norm for token in article.sentences[sentence].tokens if token.is_word)
    return frozenset(nouns.stem(word, pack) for word in words if word not in stops)


def _noun(a: Claim, b: Claim, first: Profile, second: Profile, shared: bool) -> int | None:
    """Points for the nouns; None when they differ, or nothing is counted and nothing happens (`shared`: to both)."""
    if first.noun and second.noun:
        if first.noun == second.noun:
            return SAME
        if first.noun in second.wider or second.noun in first.wider:
            return 2
        if shared and (first.wider & second.wider & PEOPLE and second.whole):
            return 1
        known = concepts()
        unknown = first.noun not in known or second.noun not in known
        return 1 if shared and unknown and {first.noun, second.noun} & PEOPLE else None
    if shared:
        said = first if first.noun else second
        if not said.noun or {said.noun, *said.wider} & PEOPLE:
            return 2
        return 1 if said.noun not in concepts() and _to_people(first.events | second.events) else None
    if first.noun or second.noun:
        return 0 if a.quantity.kind is not Kind.COUNT or b.quantity.kind is not Kind.COUNT else None
    if a.quantity.kind is Kind.COUNT:
        return 0 if first.near & second.near else None
    return 0


def _to_people(events: frozenset[str]) -> bool:
    """Whether what happens happens to people: whoever dies, even a motorcyclist no list knows, is one of the dead."""
    return any("person" in concepts()[event].parents for event in events)


def _other_event(first: Profile, second: Profile) -> bool:
    """Whether different things happen to the two: some die, others are hurt."""
    if first.events & second.events or not first.events or not second.events:
        return False
    table = concepts()
    return bool({table[name].group for name in first.events} & {table[name].group for name in second.events})


def hurt(profile: Profile) -> bool:
    """Whether people were hurt or brought to hospital, which headline and lead tell of the same."""
    return bool(profile.events) and profile.events <= HURT


@cache
def _stems_of(pack: Pack, event: str) -> frozenset[str]:
    return frozenset(nouns.stem(word, pack) for word, name in pack.table("concepts").items() if name == event)


def _other_shift(first: Profile, second: Profile) -> bool:
    return first.shift != second.shift and "before" in (first.shift, second.shift)


@remembered
def _figures_of(article: Article) -> Mapping[str, int]:
    """How many different figures the story gives of each noun."""
    known = profiles(article)
    told = {(known[claim.id].noun, claim.key, claim.quantity.value) for claim in article.claims if claim.id in known}
    return Counter(noun or key for noun, key, _ in told)
