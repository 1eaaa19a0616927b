"""Quantities of a sentence (first slice: numerals in digits and small number words)."""

from __future__ import annotations

import re
from fractions import Fraction

from claimcheck.extract import calendar
from claimcheck.extract.mention import Mention
from claimcheck.extract.sentences import Sentence
from claimcheck.interval import Interval
from claimcheck.language import Pack
from claimcheck.model import Kind, Quantity, Span

WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
WORDS |= {w: n for n, w in enumerate("zero uno due tre quattro cinque - sette otto nove dieci undici dodici".split())}
SCALES = {"million": 10**6, "m": 10**6, "bn": 10**9, "billion": 10**9, "milioni": 10**6, "miliardi": 10**9, "mila": 1000}
MONEY = {"€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "dollars": "USD", "dollari": "USD"}
PERCENT = {"%", "percent", "per cent", "per cento"}


def read(sentence: Sentence, pack: Pack) -> tuple[Mention, ...]:
    """All quantities in order."""
    tokens = sentence.tokens
    taken = {at: m for m in calendar.read(tokens, pack) for at in range(m.first, m.last)}
    found = list(dict.fromkeys(taken.values()))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at in taken or not (token.is_numeral or token.norm in WORDS):
            at += 1
            continue
        text = token.text
        if pack.code == "it":
            text = text.replace(".", "").replace(",", ".")
        else:
            text = text.replace(",", "")
        if token.is_numeral and not re.fullmatch(r"\d+(\.\d+)?", text):
            at += 1
            continue
        value = Fraction(text) if token.is_numeral else Fraction(WORDS[token.norm])
        step = Fraction(1, 10 ** len(text.partition(".")[2])) if token.is_numeral else Fraction(1)
        last = at + 1
        if last < len(tokens) and tokens[last].norm in SCALES:
            value, step, last = value * SCALES[tokens[last].norm], step * SCALES[tokens[last].norm], last + 1
        kind, unit, first = Kind.COUNT, "", at
        if at and tokens[at - 1].text in MONEY:
            kind, unit, first = Kind.MONEY, MONEY[tokens[at - 1].text], at - 1
        elif last < len(tokens) and tokens[last].norm in MONEY:
            kind, unit, last = Kind.MONEY, MONEY[tokens[last].norm], last + 1
        elif last < len(tokens) and tokens[last].norm in PERCENT:
            kind, unit, last = Kind.PERCENT, "%", last + 1
        elif last + 1 < len(tokens) and f"{tokens[last].norm} {tokens[last + 1].norm}" in PERCENT:
            kind, unit, last = Kind.PERCENT, "%", last + 2
        exact = Interval.exactly(value) if step == 1 else Interval.around(value, step / 2)
        span, number = Span(tokens[first].start, tokens[last - 1].end), Span(token.start, token.end)
        found.append(Mention(Quantity(span, number, kind, value, exact, exact, step, unit), first, last))
        at = last
    return tuple(sorted(found, key=lambda m: m.first))
