"""The marked corpus: one file a story, its marks and relations read, and everything that is marked verified.

`python -m tools.corpus [PATH ...]` checks and prints one line a problem; exit 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent / "corpus"
MARK = re.compile(r"\[([^\[\]]+)\]\{([A-Za-z][\w-]*)(?:=([^\s{}]+))?((?: (?:over|under|about|atleast|upto))*)\}")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
POINT = {"en": "."}


@dataclass(frozen=True)
class Mark:
    """A figure as printed: its place in the plain text, its value as a string (a number, a date, a time, a weekday, or x)."""

    key: str
    start: int
    end: int
    text: str
    value: str
    hedges: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """A named relation: roles to keys, other settings, and the words that assert it."""

    name: str
    roles: dict[str, Any]
    said: str


@dataclass(frozen=True)
class Story:
    """A story's head, its plain text, its marks by key, the relations it asserts and the figures that must not be related."""

    path: Path
    head: dict[str, str]
    text: str
    marks: dict[str, Mark]
    relations: tuple[Relation, ...]
    traps: tuple[tuple[str, ...], ...]


class Flaw(Exception):
    """A story that is not as the README says."""


def load(path: Path) -> Story:
    """The story in a file.

    :raises Flaw: if the file is not as the README says.
    """
    parts = re.split(r"^---\s*$\n?", path.read_text(encoding="utf-8"), flags=re.M)
    if len(parts) != 4 or parts[0].strip():
        raise Flaw("the file has not the three parts head, story, relations")
    head = {key: str(value) for key, value in yaml.safe_load(parts[1]).items()}
    if missing := {"lang", "beat", "outlet", "hand", "date"} - head.keys():
        raise Flaw(f"the head lacks {', '.join(sorted(missing))}")
    text, marks = _strip(parts[2].strip() + "\n", head["lang"])
    relations, traps = [], []
    for entry in yaml.safe_load(parts[3]) or ():
        said = str(entry.pop("said", "") or "")
        why = entry.pop("why", None)
        if len(entry) != 1:
            raise Flaw(f"not one relation: {entry}")
        ((name, roles),) = entry.items()
        for key in _keys(roles):
            if key not in marks:
                raise Flaw(f"{name} names {key}, which is not marked")
        if name == "trap":
            if not why:
                raise Flaw(f"a trap without why: {roles}")
            traps.append(tuple(roles))
        elif name not in RELATIONS:
            raise Flaw(f"no relation is called {name}")
        else:
            relations.append(Relation(name, roles, said))
    return Story(path, head, text, marks, tuple(relations), tuple(traps))



SETTINGS = {"factor", "unit", "kind", "side", "fraction"}


def _keys(roles: Any) -> Iterator[str]:
    if isinstance(roles, dict):
        for name, value in roles.items():
            if name not in SETTINGS or (name == "factor" and _is_key(value)):
                yield from _keys(value)
    elif isinstance(roles, list):
        for value in roles:
            yield from _keys(value)
    else:
        yield str(roles)


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and not re.fullmatch(r"[\d./]+", value)


def _strip(marked: str, lang: str) -> tuple[str, dict[str, Mark]]:
    plain: list[str] = []
    marks: dict[str, Mark] = {}
    at = length = 0
    for found in MARK.finditer(marked):
        before = marked[at : found.start()]
        plain += [before, found[1]]
        start = length + len(before)
        length = start + len(found[1])
        at = found.end()
        if found[2] in marks:
            raise Flaw(f"two marks are called {found[2]}")
        value = found[3] or _digits(found[1], lang)
        if value is None:
            raise Flaw(f"the value of {found[0]} must be given")
        marks[found[2]] = Mark(found[2], start, length, found[1], value, tuple(found[4].split()))
    plain.append(marked[at:])
    text = "".join(plain)
    if re.search(r"[\[\]{}]", text):
        wrong = re.search(r".{0,30}[\[\]{}].{0,30}", text)
        raise Flaw(f"a mark that cannot be read: {wrong and wrong[0]}")
    return text, marks


def _digits(text: str, lang: str) -> str | None:
    """The value of plain digits in the language's own separators, whatever unit stands beside them."""
    number = re.fullmatch(r"\W*([\d.,'  ]*\d)\s*(?:%|per cent|percent|per cento|por ciento|por cento|pour cent|Prozent|[€$£]|[^\W\d]+)?\W*", text)
    if not number or re.search(r"(?i)milli|billi|mila|miliard|mil\b|\bm\b|bn|mln|mrd|milh|biljon|trill|Mio|thousand|hundred|dozen", text):
        return None
    point = POINT.get(lang, ",")
    digits = number[1]
    whole, _, rest = digits.partition(point)
    if re.search(r"\D", rest):
        return None
    return re.sub(r"\D", "", whole) + (f".{rest}" if rest else "")


Interval = tuple[Fraction, Fraction]


def interval(mark: Mark, value: Fraction | None = None) -> Interval:
    """The values a figure as printed may stand for: half of its last printed place to each side, and what its hedge allows."""
    value = number(mark) if value is None else value
    half = _step(mark.text, value) / 2
    low, high = value - half, value + half
    if "about" in mark.hedges:
        low, high = min(low, value * Fraction(9, 10)), max(high, value * Fraction(11, 10))
    if {"over", "atleast"} & set(mark.hedges):
        high = max(value * Fraction(5, 4), value + 1)
    if {"under", "upto"} & set(mark.hedges):
        low = value * Fraction(3, 4)
    return low, high


def number(mark: Mark) -> Fraction:
    """The value of a figure.

    :raises Flaw: if it is no number.
    """
    try:
        return Fraction(mark.value.removesuffix("*100")) * (100 if mark.value.endswith("*100") else 1)
    except (ValueError, ZeroDivisionError):
        raise Flaw(f"{mark.key} is no number: {mark.value}") from None


def _step(text: str, value: Fraction) -> Fraction:
    """The last printed place of a figure: 0.1 in 3.5, 100,000 in 1.3 million, 100 in 1,300; a fraction in words is three points wide each way."""
    digits = re.search(r"\d[\d.,'  ]*\d|\d", text)
    if not digits or not value:
        return Fraction(6) if value < 100 and re.search(r"(?i)\b(half|third|quarter|fifth|in|su|metà|terzo|terzi|quarto|quinto|out of|on|sur|von|tercio|terço|mitad|metade|moitié|tiers|Drittel|Hälfte|Viertel|quart|cuarto|quinto|einem?r?)\b", text) else Fraction(0)
    written = re.sub(r"\D", "", digits[0])
    value = abs(value)
    places = len(written.lstrip("0") or "0")
    scale = Fraction(1)
    while value / scale >= 10**places:
        scale *= 10
    while value / scale < 10 ** (places - 1) and scale > Fraction(1, 10**6):
        scale /= 10
    zeros = len(written) - len(written.rstrip("0"))
    return scale * 10**zeros if zeros >= 2 else scale if scale != 1 else Fraction(0)


def _moment(mark: Mark) -> tuple[date, date]:
    parts = [int(part) for part in mark.value.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def _minutes(mark: Mark) -> int:
    hours, minutes = mark.value.split(":")
    return int(hours) * 60 + int(minutes)


def problems(story: Story) -> Iterator[str]:
    """What does not hold in a story that should be consistent, one sentence each."""
    for relation in story.relations:
        try:
            if not RELATIONS[relation.name](story, relation.roles):
                shown = {k: [_shown(story, x) for x in v] if isinstance(v, list) else _shown(story, v) for k, v in relation.roles.items()}
                yield f"{relation.name} does not hold: {shown}"
        except Flaw as flaw:
            yield f"{relation.name}: {flaw}"
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            yield f"{relation.name} cannot be read ({type(error).__name__}: {error}): {relation.roles}"
        if relation.said and relation.said.lower() not in re.sub(r"\s+", " ", story.text.lower()):
            yield f"{relation.name}: the words “{relation.said}” do not stand in the story"


def _shown(story: Story, key: Any) -> str:
    mark = story.marks.get(str(key)) if not isinstance(key, list) else None
    return f"{mark.text} ({mark.value})" if mark else str(key)


def _span(story: Story, keys: Any) -> Interval:
    """The interval of a figure, or of the sum of several."""
    several = keys if isinstance(keys, list) else [keys]
    found = [interval(story.marks[str(key)]) for key in several]
    return sum((low for low, _ in found), Fraction(0)), sum((high for _, high in found), Fraction(0))


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _sum(*total_and_parts: str) -> Any:
    def holds(story: Story, roles: dict[str, Any]) -> bool:
        total, *parts = total_and_parts
        spans = [_span(story, roles[part]) for part in parts]
        return _meet(_span(story, roles[total]), (sum(low for low, _ in spans), sum(high for _, high in spans)))  # type: ignore[arg-type]

    return holds


def _ratio(result: str, base: str, factor: str, scale: int = 1) -> Any:
    def holds(story: Story, roles: dict[str, Any]) -> bool:
        one, two, three = (_span(story, roles[role]) for role in (result, base, factor))
        return _meet((scale * one[0], scale * one[1]), (two[0] * three[0], two[1] * three[1]))

    return holds


def _change(story: Story, roles: dict[str, Any]) -> bool:
    before, after, percent = (_span(story, roles[role]) for role in ("before", "after", "percent"))
    moves = [100 * (a - b) / b for a in after for b in before]
    return any(_meet((min(sign * m for m in moves), max(sign * m for m in moves)), percent) for sign in (1, -1))


def _moved(amount: str) -> Any:
    def holds(story: Story, roles: dict[str, Any]) -> bool:
        before, after, gap = (_span(story, roles[role]) for role in ("before", "after", amount))
        return any(_meet((sign * after[i] - sign * before[j], sign * after[k] - sign * before[m]), gap) for sign, i, j, k, m in ((1, 0, 1, 1, 0), (-1, 1, 0, 0, 1)))

    return holds


def _exchange(story: Story, roles: dict[str, Any]) -> bool:
    rates = []
    for pair in roles["pairs"]:
        amount, converted = (_span(story, key) for key in pair)
        rates.append((converted[0] / amount[1], converted[1] / amount[0]))
    return max(low for low, _ in rates) <= min(high for _, high in rates) * Fraction(51, 50)


def _mean(story: Story, roles: dict[str, Any]) -> bool:
    mean = _span(story, roles["mean"])
    if "values" in roles:
        total, count = _span(story, roles["values"]), Fraction(len(roles["values"]))
        return _meet((total[0] / count, total[1] / count), mean)
    total, units = _span(story, roles["total"]), _span(story, roles["count"])
    return _meet((total[0] / units[1], total[1] / units[0]), mean)


def _overall(story: Story, roles: dict[str, Any]) -> bool:
    groups = [_span(story, key) for key in roles["groups"]]
    return _meet(_span(story, roles["overall"]), (min(low for low, _ in groups), max(high for _, high in groups)))


def _compound(story: Story, roles: dict[str, Any]) -> bool:
    start, end, percent, periods = (_span(story, roles[role]) for role in ("start", "end", "percent", "periods"))
    n = int(periods[0])
    return _meet((start[0] * (1 + percent[0] / 100) ** n, start[1] * (1 + percent[1] / 100) ** n), end)


def _same(story: Story, roles: dict[str, Any]) -> bool:
    marks = [story.marks[str(key)] for key in roles["figures"]]
    if len(marks) < 2:
        raise Flaw("one figure alone is not told twice")
    if any(re.search(r"[-:a-z]", mark.value) for mark in marks):
        return all(a.value.startswith(b.value) or b.value.startswith(a.value) for a in marks for b in marks)
    spans = [interval(mark) for mark in marks]
    return all(_meet(a, b) for a in spans for b in spans)


def _convert(story: Story, roles: dict[str, Any]) -> bool:
    low, high = _span(story, roles["original"])
    factor = Fraction(str(roles["factor"]))
    return _meet((low * factor * Fraction(49, 50), high * factor * Fraction(51, 50)), _span(story, roles["converted"]))


def _values(story: Story, keys: list[str]) -> list[Fraction]:
    return [number(story.marks[str(key)]) for key in keys]


def _record(story: Story, roles: dict[str, Any]) -> bool:
    extreme, others = number(story.marks[str(roles["extreme"])]), _values(story, roles["others"])
    return extreme >= max(others) if roles["kind"] == "highest" else extreme <= min(others)


def _ranking(story: Story, roles: dict[str, Any]) -> bool:
    values = _values(story, roles["values"])
    return values == sorted(values, reverse=roles["kind"] == "highest")


def _threshold(story: Story, roles: dict[str, Any]) -> bool:
    value, bound = _span(story, roles["value"]), _span(story, roles["bound"])
    return value[1] >= bound[0] if roles["side"] == "above" else value[0] <= bound[1]


def _length(story: Story, roles: dict[str, Any]) -> bool:
    start, end = (story.marks[str(roles[role])] for role in ("start", "end"))
    low, high = _span(story, roles["length"])
    if ":" in start.value:
        minutes = Fraction((_minutes(end) - _minutes(start)) % 1440)
        per = {"minutes": 1, "hours": 60}[roles["unit"]]
        return low <= minutes / per <= high or abs(minutes / per - low) < 1 and per == 60
    per_day = {"days": 1, "weeks": 7, "months": Fraction(487, 16), "years": Fraction(1461, 4)}[roles["unit"]]
    (first, last), (until, at_last) = _moment(start), _moment(end)
    shortest, longest = (until - last).days / per_day, ((at_last - first).days + 1) / per_day
    return _meet((shortest, longest), (low - (0 if roles["unit"] == "days" else Fraction(1, 2)), high + Fraction(1, 2)))


def _age(born: str, at: str, age: str) -> Any:
    def holds(story: Story, roles: dict[str, Any]) -> bool:
        (first, last), (now, later) = _moment(story.marks[str(roles[born])]), _moment(story.marks[str(roles[at])])
        low, high = _span(story, roles[age])
        youngest = now.year - last.year - ((now.month, now.day) < (last.month, last.day))
        oldest = later.year - first.year - ((later.month, later.day) < (first.month, first.day))
        return _meet((low, high), (Fraction(youngest), Fraction(oldest)))

    return holds


def _precedes(story: Story, roles: dict[str, Any]) -> bool:
    earlier, later = (story.marks[str(roles[role])] for role in ("earlier", "later"))
    if ":" in earlier.value and ":" in later.value:
        return _minutes(earlier) < _minutes(later)
    return _moment(earlier)[0] <= _moment(later)[1]


def _weekday(story: Story, roles: dict[str, Any]) -> bool:
    return DAYS[_moment(story.marks[str(roles["date"])])[0].weekday()] == story.marks[str(roles["weekday"])].value


def _sample(story: Story, roles: dict[str, Any]) -> bool:
    size, margin = number(story.marks[str(roles["size"])]), number(story.marks[str(roles["margin"])])
    return 0.85 <= float(margin) / (98 / float(size) ** 0.5) <= 1.5


def _product(story: Story, roles: dict[str, Any]) -> bool:
    low = high = Fraction(1)
    for key in roles["factors"]:
        span = _span(story, key)
        low, high = low * span[0], high * span[1]
    return _meet((low, high), _span(story, roles["result"]))


def _less(story: Story, roles: dict[str, Any]) -> bool:
    return number(story.marks[str(roles["smaller"])]) < number(story.marks[str(roles["larger"])])


RELATIONS: dict[str, Any] = {
    "partition": _sum("total", "parts"),
    "remainder": _sum("whole", "parts", "rest"),
    "difference": _sum("larger", "smaller", "gap"),
    "margin": _sum("winner", "loser", "margin"),
    "running": _sum("after", "before", "added"),
    "net": _sum("in", "out", "net"),
    "share": _ratio("part", "whole", "share", 100),
    "one_in": _ratio("whole", "part", "n"),
    "multiple": _ratio("result", "base", "factor"),
    "rate": _ratio("total", "units", "each"),
    "product": _product,
    "change": _change,
    "points": _moved("points"),
    "moved": _moved("amount"),
    "exchange": _exchange,
    "mean": _mean,
    "overall": _overall,
    "compound": _compound,
    "same": _same,
    "convert": _convert,
    "part_of": lambda story, roles: _span(story, roles["part"])[0] <= _span(story, roles["whole"])[1],
    "less": _less,
    "record": _record,
    "ranking": _ranking,
    "threshold": _threshold,
    "majority": lambda story, roles: number(story.marks[str(roles["part"])]) > Fraction(str(roles.get("fraction", "0.5"))) * number(story.marks[str(roles["whole"])]),
    "between": lambda story, roles: _values(story, [roles["low"]]) <= _values(story, [roles["value"]]) <= _values(story, [roles["high"]]),
    "listed": lambda story, roles: number(story.marks[str(roles["count"])]) == len(roles["items"]),
    "nth": lambda story, roles: number(story.marks[str(roles["ordinal"])]) <= number(story.marks[str(roles["count"])]),
    "weekday": _weekday,
    "length": _length,
    "age": _age("born", "at", "age"),
    "anniversary": _age("event", "at", "years"),
    "precedes": _precedes,
    "sample": _sample,
}


def stories(root: Path = ROOT) -> list[Story]:
    """All stories of the corpus, by path."""
    return [load(path) for path in sorted(root.glob("*/*.md"))]


def main(arguments: list[str]) -> int:
    paths = [Path(argument) for argument in arguments] or [ROOT]
    files = sorted(file for path in paths for file in (path.glob("**/*.md") if path.is_dir() else [path]) if file.name != "README.md")
    wrong = 0
    counted: Counter[str] = Counter()
    for file in files:
        try:
            story = load(file)
            found = list(problems(story))
            words, figures = len(story.text.split()), len(story.marks)
            counted.update(relation.name for relation in story.relations)
            if not 220 <= words <= 700:
                found.append(f"{words} words")
            if figures < 12:
                found.append(f"{figures} figures are marked")
        except Flaw as flaw:
            found = [str(flaw)]
        except yaml.YAMLError as error:
            found = [f"the YAML cannot be read: {error}"]
        for problem in found:
            print(f"{file}: {problem}")
        wrong += bool(found)
    print(f"{len(files)} stories, {wrong} with problems; {sum(counted.values())} relations:", ", ".join(f"{name} {n}" for name, n in counted.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
