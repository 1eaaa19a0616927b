"""Tokens, and phrases with holes: the one pattern language of packs and house rules.

A phrase is words separated by spaces. `word*` matches any word that begins so, `{name}` matches one
quantity with the noun it counts, `{name:percent}` one of that kind, `...` up to six words (no comma,
no quantity). Before a hole up to two of the pack's filler words (articles, `only`) may stand unmentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from sys import intern
from typing import ClassVar

_WORD = r"(?:[^\W\d_](?:\.[^\W\d_])+\.?(?!\w)|[^\W\d_]+)"
_FIGURE = r"\d+(?:[.,'’]\d+|′\d{3}(?!\d))*"
_TOKEN = {
    "after": re.compile(rf"{_FIGURE}|{_WORD}(?:['’](?=\w))?|\S"),
    "before": re.compile(rf"{_FIGURE}|(?<=\w)['’]s\b|{_WORD}(?:['’](?!s\b)[^\W\d_]+)?|\S"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a numeral or a sign. `norm` is lower case with straight apostrophes; `spaced` tells
    whether white space stands before it. As an item of a sentence it is no quantity."""

    start: int
    text: str
    norm: str
    spaced: bool
    quantity: ClassVar[None] = None
    kind: ClassVar[str] = ""
    noun: ClassVar[int] = 0

    @property
    def end(self) -> int:
        """Where it ends; worked out, because a long text has very many tokens."""
        return self.start + len(self.text)

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_numeral(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdecimal()

    @property
    def capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


def tokenize(text: str, apostrophe: str = "before", start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]` in order; linear in its length.

    `apostrophe` says which side an apostrophe belongs to: `after` (l'|11, dell'|agenzia) or
    `before` (Italy|'s).
    """
    tokens: list[Token] = []
    last = start
    for match in _TOKEN[apostrophe].finditer(text, start, len(text) if end is None else end):
        word = intern(match.group())
        norm = intern(word.lower().replace("’", "'"))
        if len(norm) > 2 and "." in norm and not word[0].isdecimal():
            norm = norm.replace(".", "")
        tokens.append(Token(match.start(), word, norm, match.start() > last))
        last = match.end()
    return tokens


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a phrase: a word, a prefix, a hole (`kind` may restrict it) or a gap."""

    sort: str  # word | prefix | hole | gap
    text: str
    kind: str = ""


class Phrase:
    """The phrase written as `text`; `name` is the pack key it stands under. A pack has thousands and a story meets
    few of them, so each is compiled when it is first looked for."""

    def __init__(self, name: str, text: str, apostrophe: str = "before") -> None:
        self.name, self.text, self._apostrophe = name, text, apostrophe

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Its steps."""
        return tuple(_elements(self.text, self._apostrophe))

    def opening(self) -> tuple[Element, ...]:
        """Its first two steps as far as they matter: a word; a hole and the word behind it; else all its steps."""
        first, _, rest = self.text.partition(" ")
        if first.isalpha():
            return (Element("word", first.lower()),)
        second = rest.partition(" ")[0]
        if first.startswith("{") and first.endswith("}") and second.isalpha():
            return (Element("hole", ""), Element("word", second.lower()))
        return self.elements


def _elements(text: str, apostrophe: str) -> list[Element]:
    elements: list[Element] = []
    for chunk in re.split(r"(\{[^}]*\}|\.\.\.)", text):
        if not chunk.strip():
            continue
        if chunk == "...":
            elements.append(Element("gap", ""))
        elif chunk.startswith("{"):
            hole, _, kind = chunk[1:-1].partition(":")
            elements.append(Element("hole", hole, kind))
        else:
            elements.extend(_literals(chunk, apostrophe))
    return elements


def _literals(chunk: str, apostrophe: str) -> Iterator[Element]:
    words = chunk.split()
    if all(word.isalpha() for word in words):
        yield from (Element("word", word.lower()) for word in words)
        return
    tokens = tokenize(chunk if not chunk.rstrip().endswith("'") else chunk.rstrip() + "x", apostrophe)
    if chunk.rstrip().endswith("'"):
        tokens = tokens[:-1]
    if chunk.lstrip().startswith("'s"):
        tokens = tokenize("x" + chunk.lstrip(), apostrophe)[1:]
    for at, token in enumerate(tokens):
        if token.text == "*" and not token.spaced:
            continue
        starred = at + 1 < len(tokens) and tokens[at + 1].text == "*" and not tokens[at + 1].spaced
        yield Element("prefix" if starred else "word", token.norm)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole quantity as one item of a sentence: `quantity` is the claim's number in the story, `noun` how many of
    the following items belong to what it counts."""

    start: int
    end: int
    quantity: int
    kind: str
    noun: int = 0
    norm: ClassVar[str] = ""


Item = Token | Whole


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found: item range (end excluded) and the quantity in each hole."""

    phrase: Phrase
    first: int
    last: int
    holes: tuple[tuple[str, int], ...]

    def hole(self, name: str) -> int | None:
        """The quantity's number in the hole `name`."""
        return dict(self.holes).get(name)


GAP = 6


class PhraseIndex:
    """Phrases ready to be looked for; building is linear in the phrases, finding in the items."""

    def __init__(self, phrases: Sequence[Phrase], fillers: frozenset[str] = frozenset()) -> None:
        self._fillers = fillers
        self._by_word: dict[str, list[Phrase]] = {}
        self._by_prefix: dict[str, list[Phrase]] = {}
        self._behind: dict[str, list[tuple[int, Phrase]]] = {}
        self._by_hole: list[tuple[int, Phrase]] = []
        for number, phrase in enumerate(phrases):
            first, *others = phrase.opening()
            if first.sort == "word":
                self._by_word.setdefault(first.text, []).append(phrase)
            elif first.sort == "prefix":
                self._by_prefix.setdefault(first.text, []).append(phrase)
            elif first.sort == "hole" and others and others[0].sort == "word":
                self._behind.setdefault(others[0].text, []).append((number, phrase))
            else:
                self._by_hole.append((number, phrase))
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})

    def find(self, items: Sequence[Item]) -> Iterator[Match]:
        """Every match, by position; phrases that begin alike are all reported."""
        for at, item in enumerate(items):
            for phrase in self._candidates(items, at) if item.quantity is None else self._after(items, at, item.noun):
                holes: list[tuple[str, int]] = []
                last = self._match(phrase.elements, 0, items, at, holes)
                if last is not None:
                    yield Match(phrase, at, last, tuple(holes))

    def _candidates(self, items: Sequence[Item], at: int) -> Iterator[Phrase]:
        """The phrases that may begin at a word."""
        norm = items[at].norm
        yield from self._by_word.get(norm, ())
        for length in self._lengths:
            if length > len(norm):
                break
            yield from self._by_prefix.get(norm[:length], ())

    def _after(self, items: Sequence[Item], at: int, noun: int) -> Iterator[Phrase]:
        """The phrases that may begin with the quantity at a place: those whose word follows it or its noun, and
        those whose hole is followed by none; in their own order."""
        found = list(self._by_hole)
        for norm in {items[place].norm for place in (at + 1, at + 1 + noun) if place < len(items)}:
            found += self._behind.get(norm, ())
        if len(found) > len(self._by_hole):
            found.sort(key=itemgetter(0))
        return (phrase for _, phrase in found)

    def _match(
        self, elements: tuple[Element, ...], step: int, items: Sequence[Item], at: int, holes: list[tuple[str, int]]
    ) -> int | None:
        while step < len(elements):
            element = elements[step]
            if element.sort == "gap":
                return self._match_gap(elements, step, items, at, holes)
            if element.sort == "hole":
                return self._match_hole(elements, step, items, at, holes)
            if at >= len(items) or items[at].quantity is not None or not _reads(element, items[at].norm):
                return None
            at, step = at + 1, step + 1
        return at

    def _match_hole(
        self, elements: tuple[Element, ...], step: int, items: Sequence[Item], at: int, holes: list[tuple[str, int]]
    ) -> int | None:
        element = elements[step]
        skipped = 0
        while at < len(items) and items[at].norm in self._fillers and skipped < 2:
            at, skipped = at + 1, skipped + 1
        if at >= len(items):
            return None
        item = items[at]
        if item.quantity is None or (element.kind and element.kind != item.kind):
            return None
        known = len(holes)
        for noun in (item.noun, 0) if item.noun else (0,):
            holes.append((element.text, item.quantity))
            last = self._match(elements, step + 1, items, at + 1 + noun, holes)
            if last is not None:
                return last
            del holes[known:]
        return None

    def _match_gap(
        self, elements: tuple[Element, ...], step: int, items: Sequence[Item], at: int, holes: list[tuple[str, int]]
    ) -> int | None:
        known = len(holes)
        for skipped in range(GAP + 1):
            last = self._match(elements, step + 1, items, at + skipped, holes)
            if last is not None:
                return last
            del holes[known:]
            here = at + skipped
            if here >= len(items) or not _skips(items[here]):
                return None
        return None


def _skips(item: Item) -> bool:
    """Whether a gap may pass over an item: a word, or the hyphen within one."""
    if isinstance(item, Whole):
        return False
    return item.norm.lstrip("'")[:1].isalnum() or (item.norm == "-" and not item.spaced)


def _reads(element: Element, norm: str) -> bool:
    return norm.startswith(element.text) if element.sort == "prefix" else norm == element.text
