"""What one named party, candidate or team is said to have: its seats, delegates or share, told in two places.

A figure belongs to the name that stands before it in its sentence, in a list of results to the name beside it. Two
names are one when they share a word that no other name of the story's results has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.apart import other_time
from claimcheck.checks.judging import nominal, read, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract import nouns
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict
from claimcheck.phrase import Item

MOST, FIGURES = 40, 400
LINE = 9  # words of a line that gives one result
LISTED = 3
WINDOW = 40
SIGNS = frozenset("-–—:(")
Name = frozenset[str]


class Tally(NamedTuple):
    """A figure of a noun, whose it is, and in which sense: `all` it has, a `gain`, or a `share`; `before` of old."""

    claim: Claim
    name: Name
    noun: str
    sense: str
    before: bool


@check("tally", slots=("first", "second"))
def tally(article: Article) -> Iterator[Relation]:
    """Two figures of one sense that the story gives to one name (`365 seats` in the table, `356` in the text)."""
    told = tallies(article)
    shared = _shared(told)
    accused: set[str] = set()
    for at, b in enumerate(told):
        for a in told[max(0, at - MOST) : at]:
            if _comparable(a, b) and _one(a.name, b.name, shared) and not {a.claim.id, b.claim.id} & accused:
                first, second = nominal(a.claim.quantity), nominal(b.claim.quantity)
                fits = a.claim.quantity.generous.meets(b.claim.quantity.generous)
                accused |= set() if fits else {b.claim.id}
                yield relation(
                    "tally",
                    Verdict.HOLDS if fits else Verdict.BROKEN,
                    [term("first", a.claim), term("second", b.claim)],
                    [f"{show(first)} {'=' if first == second else '~' if fits else '!='} {show(second)}"],
                    first=a.claim.quantity,
                    second=b.claim.quantity,
                )


@check("net-gain", slots=("before", "gain", "after", "expected"))
def net_gain(article: Article) -> Iterator[Relation]:
    """What one name had before and what it gained, against what it has now (`318 + 66 = 384`, not 365)."""
    told = tallies(article)
    shared = _shared(told)
    for gain in told:
        if gain.sense != "gain":
            continue
        own = [one for one in told if one.noun == gain.noun and _one(one.name, gain.name, shared)]
        levels = [one for one in own if one.sense == "all"]
        now = [one for one in levels if not one.before and one.claim.sentence == gain.claim.sentence]
        old = [one for one in levels if one.before]
        if len({nominal(one.claim.quantity) for one in now}) == 1 == len({nominal(one.claim.quantity) for one in old}):
            yield _gained(old[0].claim, gain.claim, now[0].claim)
            return


def _gained(old: Claim, gain: Claim, now: Claim) -> Relation:
    first, added, last = (read(claim.quantity) for claim in (old, gain, now))
    fits = (first.generous + added.generous).meets(last.generous)
    expected = first.value + added.value
    working = [f"{show(first.value)} + {show(added.value)} = {show(expected)}"]
    return relation(
        "net-gain",
        Verdict.HOLDS if fits else Verdict.BROKEN,
        [term("before", old), term("gain", gain), term("after", now)],
        working if fits else [*working, f"{show(expected)} != {show(last.value)}"],
        before=old.quantity,
        gain=gain.quantity,
        after=now.quantity,
        expected=expected,
    )


@remembered
def tallies(article: Article) -> tuple[Tally, ...]:
    """The figures that belong to names, in reading order."""
    return tuple(_tallies(article)) if article.pack.names("concepts") else ()


def _tallies(article: Article) -> Iterator[Tally]:
    for claim in article.claims[:FIGURES]:
        plain = claim.quantity.kind in (Kind.COUNT, Kind.PERCENT) and claim.quantity.hedge is Hedge.NONE
        if not plain or claim.cell is not None or claim.quantity.value is None or claim.place is Place.CAPTION:
            continue
        profile = profiles(article)[claim.id]
        if claim.threshold or profile.expected or profile.denied:
            continue
        sense, line = _sense(article, claim)
        noun = _noun(article, claim) if sense else ""
        name = _beside(article, claim, line) if noun else frozenset()
        if name:
            before = profile.shift == "before" or _begins_before(article, claim)
            yield Tally(claim, name, noun, sense, before and sense == "all")


def _sense(article: Article, claim: Claim) -> tuple[str, bool]:
    """In which sense a figure is somebody's, and whether a list of results gives it."""
    if article.has(claim, "net_gain"):
        return "gain", False
    line = _is_line(article, claim)
    if claim.quantity.kind is Kind.PERCENT:
        got = line or article.has(claim, "obtained")
        return ("share" if got else ""), line
    held = line or article.has(claim, "total") or article.has(claim, "held")
    return ("all" if held else ""), line


def _is_line(article: Article, claim: Claim) -> bool:
    """Whether a figure stands in a line of its own with a name (`Island Party - 12 seats`), or in a row of such."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    figures = [item for item in row if item.quantity is not None]
    if len(figures) >= LISTED:
        return claim.quantity.kind is Kind.PERCENT and _row(article, claim) >= LISTED
    words = sum(item.norm[:1].isalpha() for item in row)
    return len(figures) == 1 and words <= LINE and at > 0 and row[at - 1].norm in SIGNS


def _row(article: Article, claim: Claim) -> int:
    """How many percentages of the sentence have a name right behind."""
    return sum(
        bool(_names_behind(article, other))
        for other in article.by_sentence[claim.sentence][:MOST]
        if other.quantity.kind is Kind.PERCENT
    )


def _noun(article: Article, claim: Claim) -> str:
    """What is counted: shares are of votes, a bare number of what its sentence has counted before."""
    if claim.quantity.kind is Kind.PERCENT:
        return "vote" if claim.key in ("", "vote") else claim.key
    if claim.key:
        return claim.key
    at = article.position[claim.id]
    before = [c for c in article.claims[max(0, at - MOST) : at] if c.key]
    known = {c.key for c in before if c.quantity.kind is Kind.COUNT}
    words = [item for item in article.items[claim.sentence][: article.item_of[claim.id]] if item.norm[:1].isalpha()]
    stems = [nouns.stem(item.norm, article.pack) for item in reversed(words)]
    keys = [item.key for item in reversed(before) if item.sentence == claim.sentence]
    return next((stem for stem in stems if stem in known), keys[0] if keys else "")


@remembered
def _known_names(article: Article) -> frozenset[str]:
    """Words that the story writes with a capital where no sentence begins, or before another such word."""
    stops = article.pack.words("nouns.stop")
    found: set[str] = set()
    for sentence in article.sentences:
        for at, token in enumerate(sentence.tokens):
            inside = at or sentence.place is Place.HEADLINE or any(one.capital for one in sentence.tokens[1:2])
            if inside and token.capital and token.is_word and token.norm not in stops:
                found.add(token.norm)
    return frozenset(found)


def _beside(article: Article, claim: Claim, line: bool) -> Name:
    """The name a figure belongs to: in a row of results the one behind it, else the nearest before."""
    if line and claim.quantity.kind is Kind.PERCENT:
        return _names_behind(article, claim)
    names, places = _known_names(article), article.pack.words("tally_places")
    row = article.items[claim.sentence][max(0, article.item_of[claim.id] - WINDOW) : article.item_of[claim.id]]
    runs = _runs(row, names)
    articles, text = article.pack.words("nouns.articles"), article.document.text
    for first, last in reversed(runs):
        before = row[first - 1] if first else None
        small = not any(text[item.start].isupper() for item in row[first:last])
        if before is not None and (before.quantity is not None or small and before.norm not in articles):
            continue
        placed = before is not None and before.norm in places
        if placed and last - first > 2:
            return frozenset(item.norm for item in row[first + 1 : last])
        apposed = before is not None and before.norm == "," and _placed(row, runs, first - 1, places)
        if not placed and not apposed:
            return frozenset(item.norm for item in row[first:last])
    return frozenset()


def _placed(row: tuple[Item, ...], runs: list[tuple[int, int]], comma: int, places: frozenset[str]) -> bool:
    """Whether the name that ends before a comma is a place (`of South Bend, | Indiana`)."""
    return any(last == comma and first and row[first - 1].norm in places for first, last in runs)


def _runs(row: tuple[Item, ...], names: frozenset[str]) -> list[tuple[int, int]]:
    """The stretches of words that are names, as first and last place (end excluded)."""
    found: list[tuple[int, int]] = []
    for at, item in enumerate(row):
        if item.norm in names and item.quantity is None:
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return found


def _names_behind(article: Article, claim: Claim) -> Name:
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    behind = row[at + 1 : at + LINE]
    runs = _runs(behind, _known_names(article))
    if not runs or runs[0][0] or not article.document.text[behind[0].start].isupper():
        return frozenset()
    joints = article.pack.words("nouns.of") | article.pack.words("lists.conjunctions")
    end = runs[0][1]
    for first, last in runs[1:]:
        if any(item.norm not in joints for item in behind[end:first]):
            break
        end = last
    return frozenset(item.norm for item in behind[:end] if item.norm in _known_names(article))


def _begins_before(article: Article, claim: Claim) -> bool:
    shifts = article.pack.table("time_shift")
    return shifts.get(article.sentences[claim.sentence].tokens[0].norm) == "before"


def _shared(told: tuple[Tally, ...]) -> Mapping[str, int]:
    """How many different names each word is part of."""
    names = {one.name for one in told}
    largest = {name for name in names if not any(name < other for other in names)}
    return Counter(word for name in largest for word in name)


def _one(first: Name, second: Name, shared: Mapping[str, int]) -> bool:
    return first == second or any(shared[word] == 1 for word in first & second) or first < second or second < first


def _comparable(a: Tally, b: Tally) -> bool:
    if a.claim.sentence == b.claim.sentence or (a.noun, a.sense, a.before) != (b.noun, b.sense, b.before):
        return False
    same = a.claim.quantity.kind is b.claim.quantity.kind
    return same and not other_time(a.claim.moment, b.claim.moment) and a.claim.quoted == b.claim.quoted
