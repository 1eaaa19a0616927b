"""Fractions: `two thirds`, `un quarto`, `half`, 3/4, ¾ and the words that only look like them (`a third man`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from claimcheck.extract.figures import figure
from claimcheck.extract.number_words import Total, Words, amount, rank, words_of
from claimcheck.language import Pack
from claimcheck.phrase import Token

DASHES = frozenset("-‐‑–—")
LARGEST_DENOMINATOR = 1000
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class _Nouns:
    one: Mapping[str, Fraction]
    many: Mapping[str, Fraction]
    bare: Mapping[str, Fraction]
    of_parts: Mapping[str, Fraction]
    parts: frozenset[str]
    suffixes: tuple[str, ...]
    plural_suffixes: tuple[str, ...]
    followers: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    bare_before: frozenset[str]
    alone_after: frozenset[str]
    adjectives: frozenset[str]
    halved: frozenset[str]
    not_ending_before: frozenset[str]
    not_of: frozenset[str]


@cache
def _nouns(pack: Pack) -> _Nouns:
    def table(key: str) -> dict[str, Fraction]:
        return {word: Fraction(meaning) for word, meaning in pack.table(f"fractions.{key}").items()}

    return _Nouns(
        one=table("one"),
        many=table("many"),
        bare=table("bare"),
        of_parts=table("of_parts"),
        parts=pack.words("fractions.parts"),
        suffixes=tuple(pack.words("fractions.suffixes")),
        plural_suffixes=tuple(pack.words("fractions.plural_suffixes")),
        followers=pack.words("fractions.followers"),
        not_before=pack.words("fractions.not_before"),
        not_after=pack.words("fractions.not_after"),
        bare_before=pack.words("fractions.bare_before"),
        alone_after=pack.words("fractions.alone_after"),
        adjectives=pack.words("fractions.adjectives"),
        halved=pack.words("fractions.halved"),
        not_of=pack.words("fractions.not_of"),
        not_ending_before=pack.words("fractions.not_ending_before"),
    )


def in_figures(tokens: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    """The value of 3/4 or ¾ at `at` and the token after it."""
    token = tokens[at]
    if (
        len(token.text) == 1
        and unicodedata.category(token.text) == "No"
        and "/" in unicodedata.decomposition(token.text).replace("2044", "/")
    ):
        return Fraction(unicodedata.numeric(token.text)).limit_denominator(100), at + 1
    if not token.is_numeral or at + 2 >= len(tokens) or tokens[at + 1].text not in "/⁄":
        return None
    if at + 3 < len(tokens) and tokens[at + 3].text == "/" and not tokens[at + 3].spaced:
        return None
    above, below = figure(token.text), figure(tokens[at + 2].text)
    if tokens[at + 1].spaced or tokens[at + 2].spaced or above is None or below is None:
        return None
    if above.decimals or below.decimals or not 0 < above.value < below.value <= LARGEST_DENOMINATOR:
        return None
    return above.value / below.value, at + 3


def part_of(tokens: Sequence[Token], at: int, pack: Pack, count: int) -> tuple[Fraction, int] | None:
    """One part named by a noun at `at` (`thirds`: 1/3) and the token after it, after `count` of them.

    A singular one may be an ordinal (`a third man`), so what follows must not be a noun.
    """
    nouns = _nouns(pack)
    if at < len(tokens) and tokens[at].text in DASHES and (count > 1 or not tokens[at].spaced):
        at += 1
    if at >= len(tokens):
        return None
    parts = _of_parts(tokens, at, nouns) or _of_spoken_number(tokens, at, pack)
    if parts:
        return parts
    word = tokens[at].norm
    single = count == 1
    part = (nouns.one if single else nouns.many).get(word) or _by_suffix(word, pack, nouns, single)
    if part is None:
        part, at = _hyphened(tokens, at, pack, nouns.one if single else nouns.many)
    if part is None or _next(tokens, at) in nouns.not_before:
        return None
    if single and not _closed(tokens, at + 1, nouns.halved if word in nouns.adjectives else nouns.followers):
        return None
    return part, at + 1


def _of_spoken_number(tokens: Sequence[Token], at: int, pack: Pack) -> tuple[Fraction, int] | None:
    """A denominator told as a number (três |vinte avos|, três |dois milésimos|) and the token after it."""
    parts = pack.words("fractions.parts_of_number")
    below, after = small_number(words_of(pack), tokens, at) if parts else ("", at)
    if not below or after >= len(tokens) or int(below) < 2:
        return None
    thousandths = _nouns(pack).many.get(tokens[after].norm, Fraction(1))
    if tokens[after].norm not in parts and thousandths > Fraction(1, 1000):
        return None
    return thousandths / int(below), after + 1


def bare(tokens: Sequence[Token], at: int, pack: Pack) -> tuple[Fraction, int] | None:
    """A fraction that needs no number before it (`half the town`, `metà degli abitanti`)."""
    nouns = _nouns(pack)
    parts = _of_parts(tokens, at, nouns)
    if parts:
        return parts
    part = nouns.bare.get(tokens[at].norm)
    if part is None or (at and tokens[at - 1].norm in nouns.not_after):
        return None
    if _next(tokens, at + 1) in nouns.not_of:
        return None
    adjective = tokens[at].norm in nouns.adjectives
    halved, before = nouns.halved if adjective else nouns.bare_before, at
    if adjective and _next(tokens, at) in DASHES and not tokens[at + 1].spaced:
        before = at + 1
    return (part, at + 1) if _next(tokens, before) in halved or _alone(tokens, at, nouns) else None


def _of_parts(tokens: Sequence[Token], at: int, nouns: _Nouns) -> tuple[Fraction, int] | None:
    """An ordinal before a word for parts (dos |terceras partes|, la |cuarta parte|) and the token after both."""
    part = nouns.of_parts.get(tokens[at].norm)
    return (part, at + 2) if part and _next(tokens, at) in nouns.parts else None


def _alone(tokens: Sequence[Token], at: int, nouns: _Nouns) -> bool:
    """Whether the fraction stands for itself, between a word that lets it and a sign (`450, or half,`)."""
    if at == 0 or tokens[at - 1].norm not in nouns.alone_after:
        return False
    if at + 1 == len(tokens):
        return True
    follower = tokens[at + 1]
    return not follower.is_word and not follower.is_numeral and follower.text not in DASHES


def ending(tokens: Sequence[Token], at: int, pack: Pack) -> tuple[Fraction, int] | None:
    """The fraction that ends a mixed number (two and a |half|, due e |mezzo|), and the token after it."""
    nouns = _nouns(pack)
    part = nouns.one.get(tokens[at].norm) if at < len(tokens) else None
    return (part, at + 1) if part and _next(tokens, at) not in nouns.not_ending_before else None


def mixed(word: str, pack: Pack) -> Fraction | None:
    """A whole number and its fraction in one word (`anderthalb`, `zweieinhalb`), None for another word."""
    named = pack.table("fractions.mixed").get(word)
    if named is not None:
        return Fraction(named)
    for ending, part in pack.table("fractions.mixed_endings").items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            words = words_of(pack)
            whole = amount(words, words.stem(word.removesuffix(ending)))
            return whole + Fraction(part) if whole else None
    return None


def half_after(tokens: Sequence[Token], at: int, pack: Pack) -> tuple[Fraction, int] | None:
    """The fraction added to a unit (two years |and a half|, sei anni |e mezzo|), and the token after it."""
    if at + 1 >= len(tokens) or tokens[at].norm not in pack.words("fractions.and"):
        return None
    step = at + 2 if tokens[at + 1].norm in pack.words("number_words.articles") else at + 1
    part = ending(tokens, step, pack)
    return part if part and part[0] == HALF else None


def _by_suffix(word: str, pack: Pack, nouns: _Nouns, single: bool) -> Fraction | None:
    if word in pack.words("fractions.never"):
        return None
    for suffix in nouns.suffixes if single else nouns.plural_suffixes:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            words = words_of(pack)
            below = amount(words, words.stem(word.removesuffix(suffix)))
            if below and below > 1:
                return Fraction(1, below)
    return None


def _hyphened(
    tokens: Sequence[Token], at: int, pack: Pack, units: Mapping[str, Fraction]
) -> tuple[Fraction | None, int]:
    """A denominator of two words (one |twenty-fifth|) and its last token."""
    atoms = words_of(pack).read(tokens[at].norm) if tokens[at].is_word else ()
    if len(atoms) != 1 or atoms[0].sort != "value" or atoms[0].amount % 10 or at + 2 >= len(tokens):
        return None, at
    unit = units.get(tokens[at + 2].norm) if tokens[at + 1].text in DASHES and not tokens[at + 1].spaced else None
    if unit is None or not 1 < unit.denominator < 10 or not 20 <= atoms[0].amount <= 90:
        return None, at
    return Fraction(1, atoms[0].amount + unit.denominator), at + 2


def _next(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].norm if at + 1 < len(tokens) else ""


def _closed(tokens: Sequence[Token], at: int, followers: frozenset[str]) -> bool:
    return at >= len(tokens) or not tokens[at].is_word or tokens[at].norm in followers


def small_number(words: Words, tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """A number below a thousand in words, as digits, and the token after it; no digits where there is none."""
    total, after = Total(words), at
    while at < len(tokens):
        dash = tokens[at].text in DASHES and not tokens[at].spaced
        joins = dash or tokens[at].norm in words.joiners.get(rank(total.room), ())
        if total.parts and joins and at + 1 < len(tokens):
            at += 1
        known = words.follow if total.parts else words.read
        atoms = known(tokens[at].norm) if tokens[at].is_word else ()
        if not atoms or atoms[0].sort == "scale" or not total.take_all(atoms):
            break
        at = after = at + 1
    return (str(total.amount) if total.parts else ""), after
