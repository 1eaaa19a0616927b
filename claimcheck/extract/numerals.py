"""One number, in figures, words or both: `1.2bn`, `58 milioni 934mila`, `two and a half million`, ¾.

It reads what could be a number; whether the sentence means one (`one`, `sei`) is decided by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from claimcheck.extract import fraction_words
from claimcheck.extract.fraction_words import DASHES
from claimcheck.extract.number_reader import MILLION, Numeral, Reader
from claimcheck.extract.number_words import words_of
from claimcheck.language import Pack
from claimcheck.phrase import Token

__all__ = ["Numeral", "numeral"]


def numeral(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """The number that begins at token `at`, the longest there is; None when there is none."""
    token = tokens[at]
    if token.is_numeral or token.text in ".,":
        found = _fraction_in_figures(tokens, at) or Reader(tokens, at, pack).read()
    elif token.is_word:
        found = Reader(tokens, at, pack).read() or _mixed(tokens, at, pack) or _fraction(tokens, at, pack)
    else:
        found = _fraction_in_figures(tokens, at)
    return _with_fraction(tokens, found, pack) if found else None


def _fraction_in_figures(tokens: Sequence[Token], at: int) -> Numeral | None:
    found = fraction_words.in_figures(tokens, at)
    return Numeral(found[0], found[0], at, found[1], fraction=True) if found else None


def _fraction(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """`half`, `a third`, `un quarto`, and of a scale: `half a million`, `mezzo milione`."""
    found = fraction_words.bare(tokens, at, pack)
    if found is None and tokens[at].norm in pack.words("number_words.articles"):
        found = fraction_words.part_of(tokens, at + 1, pack, 1)
    if found is None:
        return None
    value, after = found
    return _times_scale(tokens, Numeral(value, value, at, after, in_words=True, fraction=True), pack)


def _mixed(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """`anderthalb`, `zweieinhalb Millionen`: a whole number and its fraction in one word, with its scale."""
    value = fraction_words.mixed(tokens[at].norm, pack)
    if value is None:
        return None
    return _times_scale(tokens, Numeral(value, Fraction(1, 10), at, at + 1, in_words=True), pack)


def _times_scale(tokens: Sequence[Token], part: Numeral, pack: Pack) -> Numeral:
    """A fraction or mixed number with the scale word after it (half |a million|, two and a half |million|)."""
    at = part.last
    if at < len(tokens) and part.fraction and tokens[at].norm in pack.words("fractions.of"):
        at += 1
    if at < len(tokens) and part.fraction and tokens[at].norm in pack.words("number_words.articles"):
        at += 1
    if at < len(tokens) and tokens[at].text in DASHES and not tokens[at].spaced:
        at += 1
    atoms = words_of(pack).read(tokens[at].norm) if at < len(tokens) and part.scale == 1 else ()
    if len(atoms) != 1 or atoms[0].sort != "scale" or atoms[0].amount == 100:
        return part
    scale = atoms[0].amount
    return replace(part, value=part.value * scale, step=Fraction(scale, 10), last=at + 1, scale=scale, fraction=False)


def _with_fraction(tokens: Sequence[Token], whole: Numeral, pack: Pack) -> Numeral:
    """The number with what follows it: two |thirds|, two |and a half| million, 2 |1/4|, un milione |e mezzo|."""
    at = whole.last
    if at >= len(tokens) or whole.fraction or whole.decimals:
        return whole
    if whole.value.denominator == 1 and whole.value > 0 and whole.scale == 1:
        part = fraction_words.part_of(tokens, at, pack, int(whole.value))
        if part:
            value = whole.value * part[0]
            found = replace(whole, value=value, step=part[0], last=part[1], fraction=True)
            return _times_scale(tokens, found, pack)
    joined = tokens[at].norm in pack.words("fractions.and")
    added = _added_fraction(tokens, at + 1, pack) if joined else _fraction_in_figures(tokens, at)
    if added is None or (not joined and whole.in_words):
        return whole
    if whole.scale > 1:
        added = _times_scale(tokens, added, pack)
    unit = whole.scale if whole.scale >= MILLION and added.fraction else 1
    value = whole.value + added.value * unit
    mixed = replace(whole, value=value, step=Fraction(max(unit, added.scale), 10), last=added.last)
    return _times_scale(tokens, mixed, pack)


def _added_fraction(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """The fraction after `and`: `a half`, `three quarters`, `mezzo`, 1/4."""
    if at >= len(tokens):
        return None
    found = _fraction_in_figures(tokens, at)
    if found:
        return found
    step = at + 1 if tokens[at].norm in pack.words("number_words.articles") else at
    part = fraction_words.ending(tokens, step, pack)
    if part:
        return Numeral(part[0], part[0], at, part[1], True, fraction=True)
    count = Reader(tokens, at, pack).read()
    if count is None or count.scale > 1 or count.value.denominator > 1:
        return None
    part = fraction_words.part_of(tokens, count.last, pack, int(count.value))
    return replace(count, value=count.value * part[0], last=part[1], fraction=True) if part else None
