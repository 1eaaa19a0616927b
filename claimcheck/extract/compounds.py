"""Numbers glued to what they measure: `zweistündig`, `dreitägige`, `zehnprozentig`, `Fünfjahresplan`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from claimcheck.extract.draft import Draft
from claimcheck.extract.fraction_words import mixed
from claimcheck.extract.measures import DURATIONS, PERCENT_KINDS
from claimcheck.extract.number_words import amount, words_of
from claimcheck.language import Pack
from claimcheck.model import Kind
from claimcheck.phrase import Token

SHORTEST_HEAD = 3  # letters of the noun behind the unit (Fünfjahres|plan)


def measured(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """The amount that a single word holds with its unit, None when it holds none."""
    token = tokens[at]
    return _adjective(token, at, pack) or (_noun(token, at, pack) if token.capital else None)


def _adjective(token: Token, at: int, pack: Pack) -> Draft | None:
    for ending, unit in pack.table("compounds.adjectives").items():
        number, found, inflection = token.norm.rpartition(ending)
        if found and (not inflection or inflection in pack.words("compounds.endings")):
            value = _value(number, pack)
            return _draft(at, value, unit) if value else None
    return None


def _noun(token: Token, at: int, pack: Pack) -> Draft | None:
    for part, unit in pack.table("compounds.nouns").items():
        number, found, head = token.norm.partition(part)
        value = _value(number, pack) if found and len(head) >= SHORTEST_HEAD else None
        if value and value > 1:
            return _draft(at, value, unit)
    return None


def _value(number: str, pack: Pack) -> Fraction | None:
    words = words_of(pack)
    whole = amount(words, words.stem(number)) if number else None
    return Fraction(whole) if whole else mixed(number, pack)


def _draft(at: int, value: Fraction, unit: str) -> Draft:
    kind = PERCENT_KINDS.get(unit) or (Kind.DURATION if unit in DURATIONS else Kind.MEASURE)
    return Draft(at, at + 1, at, at + 1, value, kind=kind, unit=unit, in_words=True, trace=(f"compounds.{unit}",))
