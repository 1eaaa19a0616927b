"""Marked figures: what stands in the brackets of the corpus, and the values that it may stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

POINT = {"en": "."}
NUMERAL = r"\d[\d.,'\s]*\d|\d"
UNIT = r"(?:%|per cent|percent|per cento|por ciento|por cento|pour cent|Prozent|[€$£]|[^\W\d]+)"
PLAIN = re.compile(rf"\W*({NUMERAL})\s*{UNIT}?\W*")
SCALE = re.compile(
    r"(?i)milli(?!m|l|g|s)|billi|mila|miliard|mil\b|\bm\b|bn|mln|mrd|milh|biljon|trill|Mio|thousand|hundred|dozen"
)
RELATIVE = re.compile(r"(?i)%|per ?cent|por ?cento|pour cent|por ciento|prozent")
FRACTION = re.compile(
    r"""(?ix)\b(?:in|out\ of|on|su|sur|von|einem?r?
    | hal(?:f|ves)  | thirds?   | quarters? | fifths?
    | metà          | terz[oi]  | quart[oi] | quint[oi]
    | mitad         | tercios?  | cuartos?  | quintos?
    | moitié        | tiers     | quarts?   | cinquièmes?
    | Hälfte        | Dritteln? | Vierteln? | Fünfteln?
    | metade        | terços?   | quartos? )\b"""
)
Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Mark:
    """A figure as printed: its place in the plain text, its value (a number, a date, a time, a weekday, or x)."""

    key: str
    start: int
    end: int
    text: str
    value: str
    hedges: tuple[str, ...]

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


class Flaw(Exception):
    """A story that is not as the README says."""


def plain(text: str, lang: str) -> str | None:
    """The value of plain digits in the language's own separators, whatever unit stands beside them; else None."""
    found = PLAIN.fullmatch(text)
    if not found or SCALE.search(text):
        return None
    whole, _, rest = found[1].partition(POINT.get(lang, ","))
    if re.search(r"\D", rest):
        return None
    return re.sub(r"\D", "", whole) + (f".{rest}" if rest else "")


def number(mark: Mark) -> Fraction:
    """The value of a figure.

    :raises Flaw: if it is no number.
    """
    try:
        return Fraction(mark.value.removesuffix("*100")) * (100 if mark.value.endswith("*100") else 1)
    except (ValueError, ZeroDivisionError):
        raise Flaw(f"{mark.key} is no number: {mark.value}") from None


def interval(mark: Mark, derived: bool = False) -> Interval:
    """The values a figure may stand for: half of its last printed place to each side, and what its hedge allows.

    Percentages, and what a relation derives by a division, are rounded to the unit where they print no decimals.
    """
    value = number(mark)
    step = last_place(mark.text, value)
    if value.denominator == 1 and (derived or RELATIVE.search(mark.text)):
        step = max(step, Fraction(1))
    low, high = value - step / 2, value + step / 2
    if "about" in mark.hedges:
        low, high = min(low, value * Fraction(9, 10)), max(high, value * Fraction(11, 10))
    if {"over", "atleast"} & set(mark.hedges):
        high = max(value * Fraction(5, 4), value + 1)
    if {"under", "upto"} & set(mark.hedges):
        low = value * Fraction(3, 4)
    return low, high


def last_place(text: str, value: Fraction) -> Fraction:
    """The last printed place: 0.1 in 3.5, 100,000 in 1.3 million, 100 in 1,300; six points in a fraction in words."""
    digits = re.search(NUMERAL, text)
    if not digits or not value:
        return Fraction(6) if value < 100 and FRACTION.search(text) else Fraction(0)
    written = re.sub(r"\D", "", digits[0])
    places = len(written.lstrip("0") or "0")
    scale = Fraction(1)
    while abs(value) / scale >= 10**places:
        scale *= 10
    while abs(value) / scale < Fraction(10) ** (places - 1) and scale > Fraction(1, 10**6):
        scale /= 10
    zeros = len(written) - len(written.rstrip("0"))
    if zeros >= 2:
        return scale * Fraction(10) ** zeros
    return scale if scale != 1 else Fraction(0)


def moment(mark: Mark) -> tuple[date, date]:
    """The first and the last day of a date, a month or a year."""
    parts = [int(part) for part in mark.value.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        year, month = parts
        last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        return date(year, month, 1), date.fromordinal(last)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def minutes(mark: Mark) -> int:
    """The minutes since midnight of a time of day."""
    hours, rest = mark.value.split(":")
    return int(hours) * 60 + int(rest)
