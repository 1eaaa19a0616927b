"""From the words that name a source to a Source: how well it can be held to its word, what it is called
in a comparison, and whether it speaks for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from claimcheck import yamlfile
from claimcheck.extract.nounphrases import Line
from claimcheck.extract.vocabulary import Vocabulary, match
from claimcheck.language import House
from claimcheck.model import Source, SourceKind, Span
from claimcheck.phrase import tokenize

INTERESTED = Path(__file__).parent.parent / "data" / "interested.yaml"
STEM = 5


def source(line: Line, start: int, end: int) -> Source:
    """The source named by the tokens from `start` to `end` (excluded)."""
    span = Span(line.tokens[start].start, line.tokens[end - 1].end)
    return Source(_name(line, span), _kind(line, start, end), span, _key(line, start, end), _interest(line, start, end))


def nobody(line: Line, start: int, end: int) -> Source:
    """The source of words such as `it is understood`, which name nobody."""
    span = Span(line.tokens[start].start, line.tokens[end - 1].end)
    return Source(_name(line, span), SourceKind.VAGUE, span)


def same(a: Source, b: Source) -> bool:
    """Whether the two may be one body or person: a word in common, or one the other's initials."""
    first, second = a.key.split(), b.key.split()
    if not first or not second or set(first) & set(second):
        return True
    return _initials(first, b) or _initials(second, a)


def different(a: Source, b: Source, words: Vocabulary) -> bool:
    """Whether the two are surely not one: nothing in common, and each known to be of another side.

    When in doubt False.
    """
    if same(a, b):
        return False
    first, second = sides(a, words), sides(b, words)
    return bool(first and second) and not first & second


def sides(source: Source, words: Vocabulary) -> frozenset[str]:
    """The camps the words of the source belong to: official, civic, company."""
    tokens = tokenize(source.name, words.pack.apostrophe)
    return frozenset(words.sides[token.norm] for token in tokens if token.norm in words.sides)


@cache
def interested_names() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of interested sources by their first word, as written, each with its kind."""
    data = yamlfile.load(INTERESTED.read_text(encoding="utf-8"), INTERESTED) or {}
    return _by_first_word((name, kind) for kind, names in data.items() for name in names or ())


@cache
def house_names(house: House) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The interested sources that the house adds, in the same form."""
    return _by_first_word((name, "house") for name in house.interested)


def _by_first_word(names: Iterable[tuple[str, str]]) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, kind in names:
        words = tuple(token.text for token in tokenize(name))
        if words:
            found.setdefault(words[0], []).append((words, kind))
    return {first: tuple(group) for first, group in found.items()}


def _name(line: Line, span: Span) -> str:
    return " ".join(span.of(line.prose).split())


def _kind(line: Line, start: int, end: int) -> SourceKind:
    inside = range(start, end)
    if any(line.is_name(k) and not line.has(k, "demonyms") for k in inside):
        return SourceKind.NAMED
    opener = any(line.has(k, "vague.openers") for k in inside)
    defined = line.has(start, "definite") or (start > 0 and line.is_joined(start - 1))
    bodies = sum(line.has(k, "bodies") for k in inside)
    if _is_vague(line, start, end, opener, defined):
        return SourceKind.UNNAMED if bodies else SourceKind.VAGUE
    people = sum(line.has(k, "groups", "offices") for k in inside)
    if bodies and (defined or bodies + people > 1):
        return SourceKind.NAMED
    office = any(line.has(k, "offices") and not line.has(k, "groups") for k in inside)
    return SourceKind.NAMED if office and defined else SourceKind.UNNAMED


def _is_vague(line: Line, start: int, end: int, opener: bool, defined: bool) -> bool:
    """Whether nothing in the words says which experts, which studies."""
    inside = range(start, end)
    if line.has(end, "relative"):
        return False
    if all(line.has(k, "vague.alone") for k in inside):
        return True
    for k in inside:
        known = line.has(k - 1, "definite") or (k > 0 and line.is_joined(k - 1))
        if line.has(k, "vague.nouns") and not (line.has(k, "vague.indefinite") and (known or defined)):
            return True
    if opener and any(line.has(k, "vague.opened") for k in inside):
        return True
    bare = any(line.has(k, "vague.bare") for k in inside) and not any(line.has(k, "groups", "offices") for k in inside)
    return bare and (opener or not (defined or line.has(start, "determiners")))


def is_person(line: Line, start: int, end: int) -> bool:
    """Whether the words seem to name one human being: two capitals side by side, or an office and a name."""
    names = [k for k in range(start, end) if line.is_name(k) and not line.has(k, "demonyms")]
    if not names or any(line.has(k, "bodies", "documents") for k in names):
        return False
    side_by_side = len(names) > 1 and names[-1] - names[-2] == 1 and not line.tokens[names[-1]].text.isupper()
    return side_by_side or any(line.has(k, "offices") for k in range(start, end))


def _key(line: Line, start: int, end: int) -> str:
    inside = range(start, end)
    names = [k for k in inside if line.is_name(k) and not line.has(k, "demonyms")]
    if is_person(line, start, end):
        return line.norms[names[-1]][:STEM]
    kept = [k for k in inside if line.tokens[k].is_word and not line.has(k, "determiners", "of", "at", "vague.openers")]
    kept = [k for k in kept if not line.has(k, "definite", "time", "and", "given")]
    return " ".join(line.norms[k][:STEM] for k in names or kept)


def _interest(line: Line, start: int, end: int) -> str:
    known, added = interested_names(), house_names(line.words.pack.house)
    for at in range(start, end):
        first = line.tokens[at].text
        for words, kind in (*known.get(first, ()), *added.get(first, ())):
            if tuple(token.text for token in line.tokens[at : at + len(words)]) == words:
                return kind
        phrase = match(line.words.interested, line.norms, at)
        if phrase is not None:
            return phrase.sort
    return ""


def _initials(acronym: list[str], other: Source) -> bool:
    """Whether a one-word key is the initials of the other's name."""
    if len(acronym) != 1:
        return False
    capitals = "".join(word[0] for word in other.name.split() if word[0].isupper()).lower()
    return len(capitals) > 1 and capitals.startswith(acronym[0])
