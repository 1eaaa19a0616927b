"""Numbers, readings, moments and sums in the digits and words of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache

from claimcheck.interval import Interval
from claimcheck.model import Hedge, Kind, Moment, Quantity, When
from claimcheck.report.wording import FALLBACK, Words, words

_FIGURE = re.compile(r"(?<![\w.,:/])\d+(?:\.\d+)?(?![\w:/]|[.,]\d|-\d)")
_TENTHS = re.compile(r"(?<=:\d\d)\.(?=\d)")
_MEASURED = re.compile(r"(?<!\S)(\d[\d.,]*) ([^\W\d_]{2,})\b")
_TERM = re.compile(r"is (?:an?|not)\b|[^\W\d_]{2,}")
VOWELS = frozenset("aeéèêiouyœ")
_NUMBER = ("other", "one")
_HEDGED = (Hedge.OVER, Hedge.AT_LEAST, Hedge.UNDER, Hedge.UP_TO)
_SIGNS = {"!=": "≠", "<=": "≤", ">=": "≥", "*": "×", "x": "×", "~": "≈"}
_EXACT_PLACES = 4

Figure = Callable[[Fraction, str], str]


def number(value: Fraction | int, ui: str | None, group: bool = True) -> str:
    """A number in the digits of a language: exact up to four decimals, else rounded to three or four figures."""
    marks = words(ui)
    fraction = Fraction(value)
    places = _places(abs(fraction))
    scaled = (abs(fraction) * 10**places + Fraction(1, 2)).__floor__()
    whole, rest = divmod(scaled, 10**places)
    digits = f"{whole:,}".replace(",", marks.text("digits.group")) if group else str(whole)
    if rest:
        digits += marks.text("digits.decimal") + f"{rest:0{places}d}".rstrip("0")
    return f"−{digits}" if fraction < 0 and scaled else digits


def amount(value: Fraction | int, ui: str | None) -> str:
    """As `number`, with a scale word where that is exact to two decimals: `22,4 milioni`."""
    marks = words(ui)
    for scale in sorted(map(int, marks.names("scale")), reverse=True):
        scaled = Fraction(value) / scale
        if abs(scaled) >= 1 and (scaled * 100).denominator == 1:
            return marks.count(f"scale.{scale}", 1 if scaled == 1 else 2, number(scaled, ui))
    return number(value, ui)


def interval(quantity: Quantity, ui: str | None) -> str:
    """How a quantity was read, in signs and figures: `25`, `> 1.000`, `1.170–1.430`, `46,8 %`, `11 settembre 2025`."""
    return _shown(quantity, words(ui), number)


def _shown(quantity: Quantity, marks: Words, figure: Figure) -> str:
    ui = marks.code
    if quantity.when and quantity.kind in (Kind.DATE, Kind.TIME, Kind.YEAR):
        written = when(quantity.when, marks)
        if written:
            return written
    if quantity.operands and quantity.kind in (Kind.SCORE, Kind.RATIO):
        return marks.text(f"joined.{quantity.kind}").join(number(each, ui) for each in quantity.operands)
    return _with_unit(_range(quantity, marks, figure), quantity, marks)


def reading(quantity: Quantity, ui: str | None) -> str:
    """As `interval`, with the hedge and large scales in words: `più di 1.000`, `22,4 milioni di euro`."""
    if quantity.hedge not in _HEDGED or quantity.value is None or quantity.when:
        return _shown(quantity, words(ui), amount)
    return _hedged(quantity, quantity.value, words(ui))


def spoken(quantity: Quantity, ui: str | None) -> str:
    """As `reading`, for a sentence: `about 1,300` rather than its width."""
    if quantity.hedge in (Hedge.ABOUT, Hedge.NEARLY) and quantity.value is not None:
        return _hedged(quantity, quantity.value, words(ui))
    return reading(quantity, ui)


def _hedged(quantity: Quantity, value: Fraction, marks: Words) -> str:
    figure = _with_unit(_figure(value, quantity, marks, amount), quantity, marks)
    return marks.text(f"hedge.{quantity.hedge}", n=figure)


def sums(lines: Sequence[str], ui: str | None) -> list[str]:
    """The working, with a comparison joined to the sum whose result it takes up: `12 + 14 = 26 ≠ 25`."""
    joined: list[str] = []
    for line in (working(line, ui) for line in lines):
        result = joined[-1].rpartition(" = ")[2] if joined and " = " in joined[-1] else None
        if result and line.startswith(f"{result} ") and "=" not in line:
            joined[-1] += line[len(result) :]
        else:
            joined.append(line)
    return joined


def working(line: str, ui: str | None) -> str:
    """One sum as read, in the digits and signs of a language; figures are grouped where one has five digits."""
    marks = words(ui)

    longest = max((len(match[0].partition(".")[0]) for match in _FIGURE.finditer(line)), default=0)

    def localised(match: re.Match[str]) -> str:
        whole, _, decimals = match[0].partition(".")
        grouped = f"{int(whole):,}".replace(",", marks.text("digits.group")) if longest > 4 else whole
        return grouped + (marks.text("digits.decimal") + decimals if decimals else "")

    line = _FIGURE.sub(localised, " ".join(line.split()))
    line = _TENTHS.sub(marks.text("digits.decimal"), line)
    line = _MEASURED.sub(lambda match: _measured(match[1], match[2], marks), line)
    line = _TERM.sub(lambda match: _terms(marks.code).get(match[0], match[0]), line)
    for plain, sign in _SIGNS.items():
        line = line.replace(f" {plain} ", f" {sign} ")
    return line


def _measured(figure: str, unit: str, marks: Words) -> str:
    """A figure with its unit in the words of a language, singular or plural; as it is where that is no unit."""
    path = f"unit.{unit.removesuffix('s')}.{_NUMBER[figure == '1']}"
    return f"{figure} {marks.find(path) or unit}"


@cache
def _terms(ui: str) -> Mapping[str, str]:
    """The English words that occur in sums, each with its translation."""
    english, own = words(FALLBACK), words(ui)
    paths = [f"{name}.{each}" for name in ("month", "weekday", "working") for each in english.names(name)]
    paths += [f"unit.{name}.{number}" for name in english.names("unit") for number in _NUMBER]
    return {told: own.text(path) for path in paths if (told := english.find(path))}


def moment(value: Moment, ui: str | None) -> str:
    """The time a claim speaks of: a day, a month, a year, a range, or a word such as `prima`."""
    marks = words(ui)
    first, last = value.first, value.last
    if first is None and last is None:
        return marks.text(f"moment.{value.label}") if value.label else ""
    if first is None or last is None:
        known = first or last
        side = "since" if first else "until"
        return marks.text(f"moment.{side}", n=_date(When(known.year, known.month, known.day), marks)) if known else ""
    if first == last:
        return _date(When(first.year, first.month, first.day), marks)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28:
        return _date(When(first.year, first.month), marks)
    return " – ".join(_date(When(day.year, day.month, day.day), marks) for day in (first, last))


def when(value: When, marks: Words) -> str:
    """A written moment, as far as it is written; empty when nothing of it can be shown."""
    pieces = []
    if value.weekday is not None:
        pieces.append(marks.text(f"weekday.{value.weekday}"))
    date = _date(value, marks)
    if date:
        pieces.append(date)
    if value.minute is not None:
        pieces.append(f"{value.minute // 60}:{value.minute % 60:02d}")
    start = " ".join(pieces)
    end = when(value.until, marks) if value.until else ""
    return f"{start} – {end}" if start and end else start or end


def _date(value: When, marks: Words) -> str:
    month = marks.text(f"month.{value.month}") if value.month else ""
    if not month:
        return str(value.year or value.day or "")
    if not value.year:
        return marks.text("date.yearless", day=value.day, month=month) if value.day else month
    return marks.text(f"date.{'day' if value.day else 'month'}", day=value.day, month=month, year=value.year)


def _places(value: Fraction) -> int:
    """How many decimals to show: all of up to four, else two, or three significant ones below 1."""
    for places in range(_EXACT_PLACES + 1):
        if (value * 10**places).denominator == 1:
            return places
    if value >= 1:
        return 2
    places = 3
    while value * 10**places < 100 and places < 12:
        places += 1
    return places


def _range(quantity: Quantity, marks: Words, figure: Figure) -> str:
    bounds: Interval = quantity.strict
    if quantity.value is not None and (quantity.hedge is Hedge.NONE or bounds.low == bounds.high):
        return _figure(quantity.value, quantity, marks, figure)
    low = "" if bounds.low is None else _figure(bounds.low, quantity, marks, figure)
    high = "" if bounds.high is None else _figure(bounds.high, quantity, marks, figure)
    if low and high:
        return low if low == high else f"{low} – {high}" if low.startswith("−") else f"{low}–{high}"
    if low:
        return f"{'>' if bounds.low_open else '≥'} {low}"
    if high:
        return f"{'<' if bounds.high_open else '≤'} {high}"
    return "?" if quantity.value is None else _figure(quantity.value, quantity, marks, figure)


def _figure(value: Fraction, quantity: Quantity, marks: Words, figure: Figure) -> str:
    return number(value, marks.code, group=False) if quantity.kind is Kind.YEAR else figure(value, marks.code)


def _with_unit(figure: str, quantity: Quantity, marks: Words) -> str:
    sign = marks.find(f"sign.{quantity.kind}")
    if sign:
        return sign.replace("{n}", figure)
    if quantity.unit and quantity.kind in (Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.AGE):
        singular = quantity.value == 1
        unit = marks.find(f"unit.{quantity.unit}") or marks.find(f"unit.{quantity.unit}.{_NUMBER[singular]}")
        named = unit or quantity.unit
        return f"{figure} {_link(named, marks) if figure[-1:].isalpha() else ''}{named}"
    return figure


def _link(unit: str, marks: Words) -> str:
    """What joins a scale word to its unit (milioni |di| euro, millions |d'|euros), with a space where one belongs."""
    elided = marks.text("scale_link_elided")
    if elided and unit[:1].lower() in VOWELS:
        return elided
    return f"{marks.text('scale_link')} " if marks.text("scale_link") else ""
