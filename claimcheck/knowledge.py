"""What a newspaper reader knows: which things are sorts of others, what happens to them, and what excludes what.

The concepts stand in `languages/concepts/*.yaml`, one line each with its words in six languages; `python -m
tools.concepts` checks them and compiles what a language needs into one file that loads in a few milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from claimcheck.language import Pack
from claimcheck.stems import stem

FOLDER = Path(__file__).parent / "data" / "concepts"
TOPS = frozenset(
    """person group organisation place building vehicle animal plant object document money_sum event action period
    measure work vote point part""".split()
)


class Kinship(StrEnum):
    """How the things that two words stand for are related, the closest first."""

    EQUAL = "equal"
    WIDER = "wider"
    EXCLUSIVE = "exclusive"
    KIN = "kin"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A language's concepts: those each stem may stand for, all wider ones of each, those each excludes; the events."""

    words: Mapping[str, tuple[str, ...]]
    wider: Mapping[str, frozenset[str]]
    excludes: Mapping[str, frozenset[str]]
    events: frozenset[str]

    def kinship(self, one: str, other: str) -> Kinship:
        """How two stems are related, in the senses that bring them closest; `kin` are sorts of one thing."""
        mine, others = self.words.get(one, ()), self.words.get(other, ())
        if not mine or not others:
            return Kinship.UNKNOWN
        found = {self._pair(a, b) for a in mine for b in others}
        return next(kinship for kinship in Kinship if kinship in found)

    def _pair(self, one: str, other: str) -> Kinship:
        if one == other:
            return Kinship.EQUAL
        above, beside = self.wider.get(one, frozenset()), self.wider.get(other, frozenset())
        if other in above or one in beside:
            return Kinship.WIDER
        if other in self.excludes.get(one, ()):
            return Kinship.EXCLUSIVE
        return Kinship.KIN if (above & beside) - TOPS else Kinship.OTHER


@cache
def knowledge(pack: Pack) -> Knowledge:
    """What is known in a language; nothing for one that has no table."""
    path = FOLDER / f"{pack.code}.json"
    if not path.exists():
        return Knowledge({}, {}, {}, frozenset())
    data = json.loads(path.read_text(encoding="utf-8"))
    return Knowledge(
        {word: tuple(names) for word, names in data["words"].items()},
        {name: frozenset(names) for name, names in data["wider"].items()},
        {name: frozenset(names) for name, names in data["excludes"].items()},
        frozenset(data["events"]),
    )


def of_word(word: str, pack: Pack) -> tuple[str, ...]:
    """The concepts a word may stand for."""
    return knowledge(pack).words.get(stem(word, pack), ())


@cache
def wider(word: str, pack: Pack) -> frozenset[str]:
    """The stems of words for what a word may stand for and for what that is a sort of, with the concepts' names."""
    known = knowledge(pack)
    names = {name for concept in of_word(word, pack) for name in (concept, *known.wider.get(concept, ()))}
    return frozenset(names.union(*(_stems(pack).get(name, ()) for name in names)))


@cache
def _stems(pack: Pack) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, names in knowledge(pack).words.items():
        for name in names:
            found.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in found.items()}
