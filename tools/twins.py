"""Flawed twins of marked stories: the figures of one relation changed in the ways people slip, so that it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from tools.checked import Place
from tools.corpus import Relation, Story
from tools.figures import Flaw, Mark, number
from tools.relations import DAYS, RELATIONS
from tools.slips import WEEKDAYS, Slip, choice, like, slips

PARTIES = {"margin": ("winner", "loser"), "less": ("smaller", "larger")}
WHOLES = {"partition": ("total", "parts"), "remainder": ("whole", "parts"), "running": ("after", "added")}


class Twin(NamedTuple):
    """A story in which one relation no longer holds: the key of a changed figure, and where each mark now stands."""

    story: Story
    relation: Relation
    slip: str
    key: str
    text: str
    places: dict[str, Place]
    marks: dict[str, Mark]


class Change(NamedTuple):
    """What is printed in the place of some marks."""

    slip: str
    marks: dict[str, Mark]


def twins(story: Story) -> Iterator[Twin]:
    """One twin for each relation of a story that a slip can break; the same story gives the same twins."""
    for at, relation in enumerate(story.relations):
        seed = f"{story.path.name} {at} {relation.name}"
        typed, told = _typed(story, relation, seed), _told(story, relation, seed)
        order = (told, typed) if choice(seed, "kind") % 2 else (typed, told)
        changes = (change for kind in order for change in kind if broken(story, relation, change))
        if change := next(changes, None):
            yield _twin(story, relation, change)


class Flawed(NamedTuple):
    """A story with several flaws: the relations broken and the key of a changed figure of each, the text, the marks'
    places."""

    story: Story
    relations: tuple[Relation, ...]
    keys: tuple[str, ...]
    text: str
    places: dict[str, Place]


def flawed(story: Story, most: int, seed: str) -> Flawed:
    """A story in which up to so many relations are broken, no two of them about one figure; the seed decides which."""
    taken: set[str] = set()
    made: dict[str, Mark] = {}
    told: list[Twin] = []
    for twin in sorted(twins(story), key=lambda twin: choice(seed, story.path.name, twin.relation)):
        keys = set(twin.relation.keys)
        if len(told) < most and not keys & taken:
            taken |= keys
            made |= twin.marks
            told.append(twin)
    text, places = _printed(story, made)
    return Flawed(story, tuple(twin.relation for twin in told), tuple(twin.key for twin in told), text, places)


def broken(story: Story, relation: Relation, change: Change) -> bool:
    """Whether a relation fails once the change is made; a relation that then cannot be read is not broken."""
    try:
        return not RELATIONS[relation.name]({**story.marks, **change.marks}, relation.roles)
    except (Flaw, ValueError, KeyError, ZeroDivisionError):
        return False


def _typed(story: Story, relation: Relation, seed: str) -> Iterator[Change]:
    """One figure mistyped."""
    for key in sorted(set(relation.keys), key=lambda key: choice(seed, key)):
        mark = story.marks[key]
        for slip in slips(mark.text, seed):
            value = _slipped(mark, slip)
            if value is not None:
                yield Change(slip.kind, {key: replace(mark, text=slip.text, value=value)})


def _told(story: Story, relation: Relation, seed: str) -> Iterator[Change]:
    """Figures that are right somewhere else: an old one kept, two parties swapped, a part forgotten in the sum."""
    ways = [*_kept(story, relation), *_parties(story, relation), *_forgotten(story, relation)]
    yield from sorted(ways, key=lambda change: choice(seed, change.slip, *change.marks))


def _kept(story: Story, relation: Relation) -> Iterator[Change]:
    """The figure before a change where the one after it should stand, in a relation that does not tell the first."""
    mine = set(relation.keys)
    for other in story.relations:
        before, after = (str(other.roles.get(role)) for role in ("before", "after"))
        if before in story.marks and after in mine and before not in mine:
            old = story.marks[before]
            yield Change("kept", {after: replace(story.marks[after], text=old.text, value=old.value)})


def _parties(story: Story, relation: Relation) -> Iterator[Change]:
    keys = [str(relation.roles.get(role)) for role in PARTIES.get(relation.name, ())]
    if keys and story.marks.keys() >= set(keys):
        one, other = (story.marks[key] for key in keys)
        yield Change("parties", {one.key: _told_as(one, other), other.key: _told_as(other, one)})


def _told_as(mark: Mark, other: Mark) -> Mark:
    return replace(mark, text=other.text, value=other.value, hedges=other.hedges)


def _forgotten(story: Story, relation: Relation) -> Iterator[Change]:
    whole, parts = WHOLES.get(relation.name, ("", ""))
    several = relation.roles.get(parts, ())
    if not isinstance(several, list) or len(several) < 2 or isinstance(relation.roles[whole], list):
        return
    mark = story.marks[str(relation.roles[whole])]
    for part in several:
        value = number(mark) - number(story.marks[str(part)])
        if text := like(mark.text, value):
            yield Change("forgotten", {mark.key: replace(mark, text=text, value=str(value))})


def _twin(story: Story, relation: Relation, change: Change) -> Twin:
    text, places = _printed(story, change.marks)
    return Twin(story, relation, change.slip, next(iter(change.marks)), text, places, change.marks)


def _printed(story: Story, changed: dict[str, Mark]) -> tuple[str, dict[str, Place]]:
    """The text with some marks changed, and where each mark then stands."""
    text, places = story.text, {key: mark.place for key, mark in story.marks.items()}
    for key, mark in changed.items():
        start, end = places[key]
        text = text[:start] + mark.text + text[end:]
        places = {name: shifted(place, (start, end), len(mark.text) - (end - start)) for name, place in places.items()}
    return text, places


def shifted(place: Place, changed: Place, moved: int) -> Place:
    """A place once the text at another place is longer by so many characters."""
    return place[0] + moved * (place[0] > changed[0]), place[1] + moved * (place[1] >= changed[1])


def _slipped(mark: Mark, slip: Slip) -> str | None:
    """The value of a mark as the slip prints it; None where it cannot be told."""
    if slip.kind == "weekday":
        days = next(days for days in WEEKDAYS if slip.text in days)
        return DAYS[days.index(slip.text)]
    if re.fullmatch(r"\d{4}", mark.value) and mark.text == mark.value:
        return slip.text
    if re.search(r"[-:]", mark.value):
        return _dated(mark, slip)
    try:
        return str(number(mark) * slip.factor)
    except Flaw:
        return None


def _dated(mark: Mark, slip: Slip) -> str | None:
    """The date or time with the day or the minutes that the slip prints, None where it cannot be told."""
    old, new = re.findall(r"\d+", mark.text), re.findall(r"\d+", slip.text)
    if slip.kind not in ("digit", "swap") or len(old) != 1 or len(new) != 1:
        return None
    parts = re.split(r"([-:])", mark.value)
    at = next((at for at in reversed(range(0, len(parts), 2)) if int(parts[at]) == int(old[0])), None)
    if at is None:
        return None
    parts[at] = new[0].zfill(len(parts[at]))
    return "".join(parts)
