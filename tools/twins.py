"""Flawed twins: one figure of a text changed in the ways people slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from tools.corpus import RELATIONS, Flaw, Mark, Relation, Story, number
from tools.checked import Place

SCALES = (
    ("million", "billion"), ("milioni", "miliardi"), ("milione", "miliardo"), ("millones", "mil millones"), ("millions", "milliards"),
    ("Millionen", "Milliarden"), ("milhões", "mil milhões"), ("thousand", "million"), ("mila", "milioni"), ("bn", "m"), ("mln", "mld"),
)  # fmt: skip
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
            yield Slip("word", other.capitalize() if text[0].isupper() else other, Fraction(words.index(other) + 2, at + 2))
            return


def _scale(text: str) -> Iterator[Slip]:
    for small, large in SCALES:
        for old, new in ((small, large), (large, small)):
            if re.search(rf"\b{old}\b", text):
                yield Slip("scale", re.sub(rf"\b{old}\b", new, text), Fraction(1000) if old == small else Fraction(1, 1000))
                return


def _weekday(text: str, seed: str) -> Iterator[Slip]:
    for days in WEEKDAYS:
        if text in days:
            yield Slip("weekday", days[(days.index(text) + 1 + choice(seed, text) % 5) % 7], Fraction(0))
            return


class Twin(NamedTuple):
    """A story in which one relation no longer holds."""

    story: Story
    relation: Relation
    slip: str
    key: str
    text: str
    places: dict[str, Place]


def twins(story: Story) -> Iterator[Twin]:
    """One twin for each relation of a story that a slip can break."""
    for at, relation in enumerate(story.relations):
        seed = f"{story.path.name} {at} {relation.name}"
        keys = sorted(set(_keys(relation)), key=lambda key: choice(seed, key))
        found = (twin for key in keys for slip in slips(story.marks[key].text, seed) if (twin := _twin(story, relation, key, slip)))
        twin = next(found, None)
        if twin:
            yield twin


def _keys(relation: Relation) -> list[str]:
    def flat(value: object) -> list[str]:
        return [key for each in value for key in flat(each)] if isinstance(value, list) else [str(value)]

    return [key for role, value in relation.roles.items() if role not in ("kind", "side", "unit", "fraction", "items") for key in flat(value)]


def _twin(story: Story, relation: Relation, key: str, slip: Slip) -> Twin | None:
    if key not in story.marks:
        return None
    mark = story.marks[key]
    value = _changed(mark, slip)
    if value is None:
        return None
    marks = {**story.marks, key: replace(mark, text=slip.text, value=value)}
    try:
        if RELATIONS[relation.name](replace(story, marks=marks), relation.roles):
            return None
    except (Flaw, ValueError, KeyError, ZeroDivisionError):
        return None
    text = story.text[: mark.start] + slip.text + story.text[mark.end :]
    moved = len(slip.text) - (mark.end - mark.start)
    places = {
        name: (each.start + moved * (each.start > mark.start), each.end + moved * (each.end >= mark.end)) for name, each in story.marks.items()
    }
    return Twin(story, relation, slip.kind, key, text, places)


def _changed(mark: Mark, slip: Slip) -> str | None:
    if slip.kind == "weekday":
        days = next(days for days in WEEKDAYS if slip.text in days)
        return ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[days.index(slip.text)]
    if re.fullmatch(r"\d{4}", mark.value) and mark.text == mark.value:
        return slip.text
    if re.search(r"[-:]", mark.value):
        return _dated(mark, slip)
    try:
        return str(number(mark) * slip.factor)
    except Flaw:
        return None


def _dated(mark: Mark, slip: Slip) -> str | None:
    """The date or time with the day or the minutes that the slip prints, None where it cannot be told."""
    old, new = re.findall(r"\d+", mark.text), re.findall(r"\d+", slip.text)
    if slip.kind not in ("digit", "swap") or len(old) != 1 or len(new) != 1:
        return None
    parts = re.split(r"([-:])", mark.value)
    at = next((at for at in reversed(range(0, len(parts), 2)) if int(parts[at]) == int(old[0])), None)
    if at is None:
        return None
    parts[at] = new[0].zfill(len(parts[at]))
    return "".join(parts)
