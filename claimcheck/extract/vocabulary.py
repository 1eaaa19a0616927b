"""The words a language uses to say who says something, as sets and one index of cue phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from claimcheck.language import Pack
from claimcheck.phrase import tokenize


class CueSort(StrEnum):
    """How a cue is tied to its source."""

    BEFORE = "before"  # according to X
    KNOWN = "before_known"  # data from X: only when X can report
    PER = "per"  # per la questura erano in 300
    SAY = "say"  # X said, said X
    FIND = "find"  # X found: only when X can report
    VAGUE = "vague"  # it is understood: nobody answers
    BEFORE_FIGURE = "before_figure"  # si parla di 300 esuberi: nobody answers
    FIGURE = "figure"  # the council's figure of 400: that one number is the council's


@dataclass(frozen=True, slots=True)
class CuePhrase:
    """A phrase in normal forms; `sort` is a CueSort for a cue, else the name of its list."""

    words: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pack's section `sources`, ready to be asked. `joined` maps a preposition that swallowed an
    article to the bare preposition; `knowns` are the nouns of people and bodies that can report."""

    pack: Pack
    joined: Mapping[str, str]
    cues: Mapping[str, tuple[CuePhrase, ...]]
    knowns: frozenset[str]
    sides: Mapping[str, str]
    verb_endings: tuple[str, ...]
    participles: tuple[str, ...]
    interested: Mapping[str, tuple[CuePhrase, ...]]
    denials: Mapping[str, tuple[CuePhrase, ...]]
    continues: Mapping[str, tuple[CuePhrase, ...]]
    likes: Mapping[str, tuple[CuePhrase, ...]]
    void: Mapping[str, frozenset[str]]

    def words(self, key: str) -> frozenset[str]:
        """A list of single words of the section."""
        return self.pack.words(f"sources.{key}")


@cache
def vocabulary(pack: Pack) -> Vocabulary:
    """The vocabulary of a pack; every list may be missing."""
    joined = dict(pack.table("sources.contracted"))
    lists = {
        CueSort.BEFORE: ("before",),
        CueSort.KNOWN: ("before_known",),
        CueSort.PER: ("per",),
        CueSort.SAY: ("say", "say_phrases"),
        CueSort.FIND: ("find",),
        CueSort.VAGUE: ("vague.phrases",),
        CueSort.BEFORE_FIGURE: ("vague.before_figure",),
    }
    cues = [(phrase, sort) for sort, keys in lists.items() for key in keys for phrase in _phrases(pack, key)]
    knowns = ("bodies", "offices", "groups", "documents", "vague.nouns", "vague.bare", "vague.opened", "vague.alone")
    return Vocabulary(
        pack,
        joined,
        _index(pack, joined, cues),
        frozenset().union(*(pack.words(f"sources.{key}") for key in knowns)),
        pack.table("sources.sides"),
        tuple(sorted(pack.words("sources.verb_endings"))),
        tuple(sorted(pack.words("sources.participles"))),
        _index(
            pack,
            joined,
            [
                (text, kind)
                for kind in pack.names("sources.interested")
                for text in _phrases(pack, f"interested.{kind}")
            ],
        ),
        _plain(pack, joined, "denial"),
        _plain(pack, joined, "continues"),
        _plain(pack, joined, "like"),
        {cue: pack.words(f"sources.void.{cue}") for cue in pack.names("sources.void")},
    )


def match(index: Mapping[str, tuple[CuePhrase, ...]], norms: Sequence[str], at: int) -> CuePhrase | None:
    """The longest phrase of the index that begins at `norms[at]`."""
    for phrase in index.get(norms[at], ()):
        if tuple(norms[at : at + len(phrase.words)]) == phrase.words:
            return phrase
    return None


def _phrases(pack: Pack, key: str) -> Sequence[str]:
    return sorted(pack.words(f"sources.{key}"))


def _plain(pack: Pack, joined: Mapping[str, str], key: str) -> Mapping[str, tuple[CuePhrase, ...]]:
    return _index(pack, joined, [(text, key) for text in _phrases(pack, key)])


def _index(
    pack: Pack, joined: Mapping[str, str], phrases: Sequence[tuple[str, str]]
) -> Mapping[str, tuple[CuePhrase, ...]]:
    found: dict[str, list[CuePhrase]] = {}
    for text, sort in phrases:
        elided = text.endswith("'")
        tokens = tokenize(text + "x" if elided else text, pack.apostrophe)
        norms = tuple(joined.get(token.norm, token.norm) for token in (tokens[:-1] if elided else tokens))
        found.setdefault(norms[0], []).append(CuePhrase(norms, sort))
    return {first: tuple(sorted(group, key=lambda cue: -len(cue.words))) for first, group in found.items()}
