"""Phrases of the pack looked up in tokens by dictionary: longest first, forwards or backwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from claimcheck.language import Pack
from claimcheck.phrase import Token, tokenize

SIGNS = frozenset("$€£")  # a letter before one is part of it only when glued (A$5, but a $5 note)


class Hit(NamedTuple):
    """What a phrase means and the tokens it covers, `last` excluded."""

    meaning: str
    first: int
    last: int


class Lexicon:
    """The phrases below one pack key. A contracted word (`del`) is read as the first form the pack gives
    for it (`di`), so that one entry serves all its forms, unless `forms` is off; `exact` keeps capitals."""

    def __init__(self, pack: Pack, path: str, exact: bool = False, forms: bool = True) -> None:
        self._exact = exact
        self._forms: Mapping[str, str] = pack.table("number_forms") if forms and not exact else {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        entries = sorted(pack.table(path).items(), key=lambda entry: -len(entry[0].split()))
        for phrase, meaning in entries:
            words = tuple(self._words(phrase, pack.apostrophe))
            self._by_first.setdefault(words[0], []).append((words, meaning))
            self._by_last.setdefault(words[-1], []).append((words, meaning))
        for table in (self._by_first, self._by_last):
            for found in table.values():
                found.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], first: int) -> Hit | None:
        """The longest phrase that begins at token `first`."""
        if 0 <= first < len(tokens):
            for words, meaning in self._by_first.get(self._word(tokens[first]), ()):
                if self._reads(tokens, first, words):
                    return Hit(meaning, first, first + len(words))
        return None

    def before(self, tokens: Sequence[Token], last: int) -> Hit | None:
        """The longest phrase that ends just before token `last`."""
        if 0 < last <= len(tokens):
            for words, meaning in self._by_last.get(self._word(tokens[last - 1]), ()):
                if last >= len(words) and self._reads(tokens, last - len(words), words):
                    return Hit(meaning, last - len(words), last)
        return None

    def _words(self, phrase: str, apostrophe: str) -> Iterable[str]:
        """The phrase in the form in which tokens are looked up; plain words need no tokenizer."""
        words = phrase.split()
        if not all(word.isalpha() for word in words):
            return (self._word(token) for token in _tokens(phrase, apostrophe))
        return words if self._exact else (self._forms.get(word, word) for word in map(str.lower, words))

    def _word(self, token: Token) -> str:
        return token.text if self._exact else self._forms.get(token.norm, token.norm)

    def _reads(self, tokens: Sequence[Token], first: int, words: tuple[str, ...]) -> bool:
        if first + len(words) > len(tokens) or any(
            self._word(tokens[first + step]) != word for step, word in enumerate(words)
        ):
            return False
        return not (len(words) > 1 and SIGNS & set(words)) or not any(
            token.spaced for token in tokens[first + 1 : first + len(words)]
        )


@cache
def lexicon(pack: Pack, path: str, exact: bool = False, forms: bool = True) -> Lexicon:
    """The phrases below `path`, built once a pack."""
    return Lexicon(pack, path, exact, forms)


def _tokens(phrase: str, apostrophe: str) -> list[Token]:
    if phrase.endswith("'"):
        return tokenize(phrase + "x", apostrophe)[:-1]
    return tokenize(phrase, apostrophe)
