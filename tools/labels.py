"""What readers marked in ordinary news (corpus/news): how much claimcheck lists of it, how far two readers agree."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tools.checked import ROOT, Outcome, Place, Text, Told, check, overlaps, touched
from tools.label import digest
from tools.show import of

FOLDER = ROOT / "corpus" / "news"
SECOND = "second"


class Label(NamedTuple):
    """A relation as a reader marked it: roles with the places of their figures."""

    relation: str
    roles: Mapping[str, tuple[Place, ...]]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of all its figures."""
        return tuple(place for several in self.roles.values() for place in several)


class Read(NamedTuple):
    """An article as a reader marked it."""

    id: str
    lang: str
    sha: str
    hand: str
    labels: tuple[Label, ...]


def load(path: Path) -> Iterator[Read]:
    """The articles of a file of labels, in its order."""
    heads: dict[str, dict[str, Any]] = {}
    labels: dict[str, list[Label]] = defaultdict(list)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["relation"]:
            labels[row["id"]].append(Label(row["relation"], {k: _places(v) for k, v in row["roles"].items()}))
        else:
            heads[row["id"]] = row
    for name, head in heads.items():
        yield Read(name, head["lang"], head["sha"], head["hand"], tuple(labels[name]))


def _places(value: Any) -> tuple[Place, ...]:
    return tuple((start, end) for start, end in (value if isinstance(value[0], list) else [value]))


def first(folder: Path = FOLDER) -> dict[str, Read]:
    """What the first readers marked, by article."""
    return {read.id: read for path in sorted(folder.glob("*.jsonl")) if path.stem != SECOND for read in load(path)}


def second(folder: Path = FOLDER) -> dict[str, Read]:
    """What the second reader marked, by article."""
    return {read.id: read for read in load(folder / f"{SECOND}.jsonl")}


def known(rows: Sequence[Text]) -> list[tuple[Text, Read]]:
    """The articles whose text is the one that was marked, with their labels."""
    marked = first()
    return [(row, marked[row.id]) for row in rows if row.id in marked and marked[row.id].sha == digest(row.text)]


def labelled(rows: Sequence[Text]) -> dict[str, dict[str, Counter[str]]]:
    """By language and relation: marked by a reader, listed by claimcheck; `ticks`: listed, and marked by nobody."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    pairs = known(rows)
    for (_, read), outcome in zip(pairs, check(row for row, _ in pairs), strict=True):
        table = counts[read.lang]
        for label in read.labels:
            found = any(shares(told, label.places) for told in outcome.held)
            table[label.relation].update(marked=1, listed=int(found))
        table["ticks"].update(_ticks(read, outcome), articles=1)
    return {lang: dict(table) for lang, table in counts.items()}


def _ticks(read: Read, outcome: Outcome) -> Counter[str]:
    marked = sum(any(shares(told, label.places) for label in read.labels) for told in outcome.held)
    return Counter(listed=len(outcome.held), unmarked=len(outcome.held) - marked)


def shares(told: Told, places: Sequence[Place]) -> bool:
    """Whether a relation is about the marked figures: two of them at least, and no more than one that is not marked."""
    terms = {place for _, place in told.terms}
    others = [term for term in terms if not any(overlaps(term, place) for place in places)]
    return touched(told, places) >= min(2, len(places)) and len(others) <= 1


def show_labelled(counts: Mapping[str, Mapping[str, Counter[str]]]) -> Iterator[str]:
    """A line a language and relation."""
    for lang, table in counts.items():
        whole: Counter[str] = Counter()
        for name in table.keys() - {"ticks"}:
            whole.update(table[name])
        ticks = table["ticks"]
        yield (
            f"{lang}: {ticks['articles']} articles, {of(whole, 'listed', 'marked')} marked relations listed;"
            f" {of(ticks, 'unmarked', 'listed')} ticks were not marked"
        )
        for name, c in sorted(table.items(), key=lambda item: -item[1]["marked"]):
            if name != "ticks":
                yield f"   {name:12} {of(c, 'listed', 'marked')}"


def agreement(one: Mapping[str, Read], other: Mapping[str, Read]) -> dict[str, Counter[str]]:
    """For each relation, on the articles both read: marked by both (two figures alike at least), by one, by the other.

    `figures` asks the same of pairs of figures that some relation joins, whatever it was called.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(one.keys() & other.keys()):
        counts["figures"].update(_figures(one[name], other[name]), articles=1)
        left = list(other[name].labels)
        for label in one[name].labels:
            match = next((each for each in left if _alike(label, each)), None)
            counts[label.relation].update(["both" if match else "first"])
            if match:
                left.remove(match)
        for label in left:
            counts[label.relation].update(["second"])
    return dict(counts)


def _alike(one: Label, other: Label) -> bool:
    if one.relation != other.relation:
        return False
    shared = sum(any(overlaps(place, each) for each in other.places) for place in one.places)
    return shared >= min(2, len(one.places), len(other.places))


def _figures(one: Read, other: Read) -> Counter[str]:
    """Pairs of figures joined by both readers, and by one of them only."""
    pairs = [
        [tuple(sorted((a, b))) for label in read.labels for a in label.places for b in label.places if a < b]
        for read in (one, other)
    ]
    mine, others = (set(each) for each in pairs)
    both = {pair for pair in mine if any(_meet(pair, each) for each in others)}
    met = {pair for pair in others if any(_meet(pair, each) for each in mine)}
    return Counter(both=len(both), first=len(mine) - len(both), second=len(others) - len(met))


def _meet(one: tuple[Place, ...], other: tuple[Place, ...]) -> bool:
    return all(overlaps(a, b) for a, b in zip(one, other, strict=True))


def agreed(c: Mapping[str, int]) -> float:
    """The F1 of one reader against the other."""
    either = 2 * c.get("both", 0) + c.get("first", 0) + c.get("second", 0)
    return 2 * c.get("both", 0) / max(1, either)


def show_agreement(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    """A line a relation, all of them first, then the pairs of figures."""
    whole: Counter[str] = Counter()
    for name in counts.keys() - {"figures"}:
        whole.update(counts[name])
    rest = sorted((item for item in counts.items() if item[0] != "figures"), key=lambda item: -item[1].total())
    yield f"{counts['figures']['articles']} articles were read by two"
    for name, c in [("all relations", whole), ("pairs of figures", counts["figures"]), *rest]:
        only = f"only the first {c['first']:4}, only the second {c['second']:4}"
        yield f"{name:18} both {c['both']:4}, {only}: F1 {agreed(c):.2f}"
