"""Language packs: words and phrases as data, one folder a language.

`language.yaml` is its header (name and function words, read for detection), `corpus.yaml` its own proof (read only by
tests), `roles.yaml` the words that vote on a figure's role; every other file is one subject of the pack (numbers,
time, nouns, sources, excuses, relations). A small pack, as of a plugin, may be one file of three YAML documents:
header, pack, corpus. No regular expressions and no code, so that a language can be added by someone who knows the
language and not Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck import yamlfile
from claimcheck.errors import ConfigError, DataError
from claimcheck.phrase import Phrase

FOLDER = Path(__file__).parent / "languages"
NO_SUBJECTS = frozenset({"language", "corpus", "roles"})


Packs = tuple[tuple[str, Path], ...]  # codes and files of packs beside those of this package


@dataclass(frozen=True, slots=True)
class House:
    """What a newsroom decides for itself: how far *about* and *nearly* reach, as shares of the number, the names of
    sources that speak for themselves, beside those that are known to, and language packs of its own."""

    about: Fraction = Fraction(1, 10)
    nearly: Fraction = Fraction(1, 10)
    interested: tuple[str, ...] = ()
    packs: Packs = ()


class Pack:
    """One language, as a house uses it. Keys are dotted paths into the YAML (`hedges.over`); an absent key is empty."""

    def __init__(
        self, code: str, header: Mapping[str, Any], data: Mapping[str, Any], house: House | None = None
    ) -> None:
        self.code = code
        self.house = house or House()
        self.name = str(header.get("name", code))
        self.function_words = frozenset(str(header.get("function_words", "")).split())
        self.apostrophe = str(header.get("apostrophe", "before"))
        self._data = data
        self._words: dict[str, frozenset[str]] = {}
        self._tables: dict[str, Mapping[str, str]] = {}
        self._phrases: dict[str, tuple[Phrase, ...]] = {}
        self._written: dict[str, Pack] = {}

    def written_with(self, decimal: str) -> Pack:
        """The same pack for a story whose figures have another decimal sign."""
        if decimal not in self._written:
            digits = {**(self.value("digits") or {}), "decimal": decimal}
            own = Pack(self.code, {}, {**self._data, "digits": digits}, self.house)
            own.name, own.function_words, own.apostrophe = self.name, self.function_words, self.apostrophe
            self._written[decimal] = own
        return self._written[decimal]

    @property
    def judges(self) -> bool:
        """Whether it has phrases or nouns that relate numbers; without any, figures are read and nothing is checked."""
        return bool(self.names("cues") or self.names("concepts"))

    def value(self, path: str) -> Any:
        """What stands at a dotted path, None when absent."""
        node: Any = self._data
        for key in path.split("."):
            if not isinstance(node, Mapping):
                return None
            node = node.get(key)
        return node

    def text(self, path: str, default: str = "") -> str:
        """A single string."""
        value = self.value(path)
        return default if value is None else str(value)

    def names(self, path: str) -> tuple[str, ...]:
        """The keys of a mapping, in file order."""
        value = self.value(path)
        return tuple(value) if isinstance(value, Mapping) else ()

    def words(self, path: str) -> frozenset[str]:
        """A set of single words, written as a list or as one string with spaces between."""
        if path not in self._words:
            self._words[path] = frozenset(_listed(self.value(path)))
        return self._words[path]

    def table(self, path: str) -> Mapping[str, str]:
        """A mapping from each word to its meaning, written `meaning: words` or `word: meaning`.

        A value that is a list (or several words) names the words that share the key's meaning;
        a single-word value is the key's own meaning only where the file says `word: meaning`,
        so tables are always written `meaning: [words]`.
        """
        if path not in self._tables:
            node = self.value(path) or {}
            self._tables[path] = {word: key for key, words in node.items() for word in _listed(words)}
        return self._tables[path]

    def phrases(self, path: str) -> tuple[Phrase, ...]:
        """Compiled phrases of a list, or of all lists below a mapping; each is named by its key."""
        if path not in self._phrases:
            found: list[Phrase] = []
            _collect(self.value(path), path.rsplit(".", 1)[-1], self.apostrophe, found)
            self._phrases[path] = tuple(found)
        return self._phrases[path]


def _listed(value: Any) -> Iterable[str]:
    if value is None:
        return ()
    if isinstance(value, str):
        return value.split()
    if isinstance(value, Mapping):
        return [word for part in value.values() for word in _listed(part)]
    return [str(word) for word in value]


def _collect(value: Any, name: str, apostrophe: str, found: list[Phrase]) -> None:
    if isinstance(value, Mapping):
        for key, below in value.items():
            _collect(below, key, apostrophe, found)
    elif value is not None:
        found.extend(Phrase(name, str(text), apostrophe) for text in value)


def codes(packs: Packs = ()) -> tuple[str, ...]:
    """The languages that have a pack, in alphabetical order."""
    return tuple(sorted(_files(packs)))


def header(code: str, packs: Packs = ()) -> Mapping[str, Any]:
    """The header of a pack: name, apostrophe, function words."""
    return _part(_files(packs)[code], "language", 0)


def is_young(code: str) -> bool:
    """Whether a pack says in its header that not every rule can fire in its language yet."""
    return code in _files() and header(code).get("young") == "yes"


def roles(code: str) -> Mapping[str, Any]:
    """The words of each role in a language that comes with claimcheck; empty for another."""
    path = FOLDER / code / "roles.yaml"
    return _document(path, 0) if path.exists() else {}


def corpus(code: str) -> Mapping[str, Any]:
    """The proof of a pack that comes with claimcheck: how sentences are read, and what holds no figure."""
    return _part(_files()[code], "corpus", 2)


@cache
def pack(code: str, house: House | None = None) -> Pack:
    """The pack of a language, with what the house decides. Raises ConfigError for a language that has none."""
    files = _files(house.packs if house else ())
    if code not in files:
        raise ConfigError(f"there is no language pack «{code}»; known are {', '.join(sorted(files))}")
    return Pack(code, header(code, house.packs if house else ()), _subjects(files[code]), house)


@cache
def _files(packs: Packs = ()) -> Mapping[str, Path]:
    return {**dict(packs), **{path.parent.name: path.parent for path in FOLDER.glob("*/language.yaml")}}


def _part(path: Path, name: str, number: int) -> Mapping[str, Any]:
    """One part of a pack: a file of its folder, or a document of its file."""
    if path.is_file():
        return _document(path, number)
    file = path / f"{name}.yaml"
    return _document(file, 0) if file.exists() else {}


def _subjects(path: Path) -> Mapping[str, Any]:
    """What a pack says of all its subjects, in one mapping. Raises DataError for a key that two subjects hold."""
    if path.is_file():
        return _document(path, 1)
    found: dict[str, Any] = {}
    for file in sorted(path.glob("*.yaml")):
        if file.stem not in NO_SUBJECTS:
            data = _document(file, 0)
            if twice := found.keys() & data.keys():
                raise DataError(f"{file}: the key «{min(twice)}» stands in another subject as well")
            found.update(data)
    return found


@cache
def _document(path: Path, number: int) -> Mapping[str, Any]:
    texts = yamlfile.documents(path)
    if number >= len(texts):
        return {}
    first_line = sum(text.count("\n") + 2 for text in texts[:number])
    data = yamlfile.load(texts[number], path, first_line) or {}
    if not isinstance(data, Mapping):
        raise DataError(f"{path}:{first_line + 1}: a language pack is a mapping of keys")
    return data
