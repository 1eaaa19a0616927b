"""The ways people get a figure wrong as they type it; which of them is tried first is decided by a hash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

SCALES = (
    ("million", "billion"),
    ("milioni", "miliardi"),
    ("milione", "miliardo"),
    ("millones", "mil millones"),
    ("millions", "milliards"),
    ("Millionen", "Milliarden"),
    ("milhões", "mil milhões"),
    ("thousand", "million"),
    ("mila", "milioni"),
    ("mln", "mld"),
)
NUMERALS = (
    "two three four five six seven eight nine ten eleven twelve".split(),
    "due tre quattro cinque sei sette otto nove dieci undici dodici".split(),
    "dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),
    "deux trois quatre cinq six sept huit neuf dix onze douze".split(),
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
    "dois três quatro cinco seis sete oito nove dez onze doze".split(),
)
WEEKDAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "lunedì martedì mercoledì giovedì venerdì sabato domenica".split(),
    "lunes martes miércoles jueves viernes sábado domingo".split(),
    "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split(),
)


class Slip(NamedTuple):
    """A way a figure went wrong: what now stands there, and how many times the right figure it is (0: no number)."""

    kind: str
    text: str
    factor: Fraction


def choice(*of: object) -> int:
    """A number that only the arguments decide."""
    return int.from_bytes(sha256("\n".join(map(str, of)).encode()).digest()[:6], "big")


def slips(text: str, seed: str) -> Iterator[Slip]:
    """Ways to get a printed figure wrong, in an order that the seed decides."""
    ways = [*_digit(text, seed), *_swap(text), *_word(text, seed), *_scale(text), *_weekday(text, seed)]
    yield from sorted(ways, key=lambda slip: choice(seed, slip.kind))


def _value(text: str) -> Fraction | None:
    digits = re.sub(r"\D", "", text)
    return Fraction(int(digits)) if digits and int(digits) else None


def _digit(text: str, seed: str) -> Iterator[Slip]:
    """A leading digit typed wrong: what follows the first two digits is seldom material."""
    places = [found.start() for found in re.finditer(r"\d", text)]
    old = _value(text)
    if not places or old is None or len(re.findall(r"\d+(?:[.,]\d+)*", text)) != 1:
        return
    at = places[choice(seed, text) % min(2, len(places))]
    digit = int(text[at])
    new = [d for d in range(1 if at == places[0] else 0, 10) if abs(d - digit) >= 2]
    changed = text[:at] + str(new[choice(seed, text, at) % len(new)]) + text[at + 1 :]
    yield Slip("digit", changed, (_value(changed) or Fraction(0)) / old)


def _swap(text: str) -> Iterator[Slip]:
    found = re.search(r"(\d)([.,]?)(\d)", text)
    old = _value(text)
    if found and old and found[1] != found[3] and found[3] != "0" and len(re.findall(r"\d+(?:[.,]\d+)*", text)) == 1:
        changed = text[: found.start()] + found[3] + found[2] + found[1] + text[found.end() :]
        yield Slip("swap", changed, (_value(changed) or Fraction(0)) / old)


def _word(text: str, seed: str) -> Iterator[Slip]:
    for words in NUMERALS:
        if text.lower() in words:
            at = words.index(text.lower())
            other = words[(at + 1 + choice(seed, text) % 4) % len(words)]
            written = other.capitalize() if text[0].isupper() else other
            yield Slip("word", written, Fraction(words.index(other) + 2, at + 2))
            return


def _scale(text: str) -> Iterator[Slip]:
    for small, large in SCALES:
        for old, new, factor in ((large, small, Fraction(1, 1000)), (small, large, Fraction(1000))):
            if re.search(rf"\b{old}\b", text):
                yield Slip("scale", re.sub(rf"\b{old}\b", new, text), factor)
                return


def _weekday(text: str, seed: str) -> Iterator[Slip]:
    for days in WEEKDAYS:
        if text in days:
            yield Slip("weekday", days[(days.index(text) + 1 + choice(seed, text) % 5) % 7], Fraction(0))
            return


def like(text: str, value: Fraction) -> str | None:
    """A whole number printed as another plain one is, in digits grouped alike; None where that one is not plain."""
    found = re.fullmatch(r"(\d{1,3})(?:([.,'\s])\d{3})*|\d+", text)
    if not found or value.denominator != 1 or value <= 0:
        return None
    digits = f"{value.numerator:,}"
    return digits.replace(",", found[2] or "")
