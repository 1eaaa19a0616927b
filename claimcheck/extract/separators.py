"""Which sign sets the decimals off in a story, where a language is written with either (1.234,5 in Madrid, 1,234.5 in
Mexico): what the story's other figures prove, never a guess.
"""

from __future__ import annotations

import re
from collections import Counter

from claimcheck.extract.number_words import words_of
from claimcheck.language import Pack

SIGNS = frozenset(".,")
FAR_MORE = 2  # how many times as many figures must speak for the other sign

_FIGURE = re.compile(r"(?<![\w.,:/])([$€£])?\s?(\d+(?:[.,]\d+)+)(?![.,:/]?\d)\s?([%$€£]|[^\W\d_]+)?")


def fitting(text: str, pack: Pack) -> Pack:
    """The pack with the decimal sign that the story's figures show, itself where the language has one sign only or
    nothing shows the other."""
    own = pack.text("digits.decimal", ".")
    if pack.text("digits.either") != "yes":
        return pack
    other = "." if own == "," else ","
    votes = Counter(filter(None, (_vote(match, pack) for match in _FIGURE.finditer(text))))
    return pack.written_with(other) if votes[other] > FAR_MORE * votes[own] else pack


def _vote(figure: re.Match[str], pack: Pack) -> str:
    """The decimal sign that one figure proves: by both its signs, by a sign that stands twice, or by one or two places
    beside a sign of money or share or before a scale word. Empty where it proves none."""
    before, number, behind = figure.groups()
    signs = [letter for letter in number if letter in SIGNS]
    if len(set(signs)) == 2 and signs.count(signs[-1]) == 1:
        return signs[-1]
    if len(signs) > 1:
        return "." if signs[0] == "," else ","
    atoms = words_of(pack).read(behind.lower()) if behind and behind.isalpha() else ()
    amount = before or behind and not behind.isalpha() or atoms and atoms[0].sort == "scale"
    return signs[0] if amount and len(number.rpartition(signs[0])[2]) < len("000") else ""
