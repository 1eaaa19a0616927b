"""What claimcheck makes of one changed number in ordinary news: in relations it lists, and in those readers marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tools.checked import Outcome, Place, Text, Told, check, overlaps
from tools.labels import known
from tools.show import of
from tools.slips import choice, slips
from tools.twins import shifted

FATES = ("open", "vanished", "reported")
TRIES = 3
EXACT = frozenset(
    """partition remainder difference margin running net share one_in multiple rate product change points moved
    exchange mean same convert listed weekday length age anniversary""".split()
)


class Changed(NamedTuple):
    """A text in which one figure was changed: which text it was, the relation's places, the figure's, and by how much
    the text grew."""

    at: int
    name: str
    places: tuple[Place, ...]
    place: Place
    moved: int
    text: Text


def changes(at: int, row: Text, name: str, places: Sequence[Place], tries: int) -> Iterator[Changed]:
    """Up to so many changed texts: the first way to slip by a tenth at least, in figures that a hash chooses."""
    made = 0
    for start, end in sorted(set(places), key=lambda place: choice(row.id, place)):
        found = (slip for slip in slips(row.text[start:end], row.id) if _plain(slip.factor))
        if made < tries and (slip := next(found, None)):
            made += 1
            text = row.text[:start] + slip.text + row.text[end:]
            moved = len(slip.text) - (end - start)
            yield Changed(at, name, tuple(places), (start, end), moved, Text(row.id, row.lang, text))


def _plain(factor: Fraction) -> bool:
    return not factor or abs(factor - 1) * 10 >= 1


def listed(rows: Sequence[Text]) -> dict[str, Counter[str]]:
    """For each kind of relation listed as holding: whether the change of one of its figures is reported."""
    before = check(rows)
    tried: list[tuple[Told, Changed]] = []
    for at, (row, outcome) in enumerate(zip(rows, before, strict=True)):
        for told in outcome.relations:
            if told.verdict == "holds" and len(told.terms) > 1:
                places = [place for _, place in told.terms]
                tried += [(told, change) for change in changes(at, row, told.kind, places, TRIES)]
    after = check(change.text for _, change in tried)
    best: dict[tuple[int, Told], str] = {}
    for (told, change), outcome in zip(tried, after, strict=True):
        key = change.at, told
        best[key] = max(best.get(key, "open"), _fate(before[change.at], outcome, change), key=FATES.index)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, told), fate in best.items():
        counts[told.kind].update([fate], tried=int(fate != "open"))
    return dict(counts)


def _fate(before: Outcome, after: Outcome, change: Changed) -> str:
    """What became of a relation: reported, still told as holding (the change left room), or gone without a word."""
    if reported(before, after, change):
        return "reported"
    terms = {shifted(place, change.place, change.moved) for place in change.places}
    for told in after.relations:
        if told.kind == change.name and told.verdict != "broken" and {place for _, place in told.terms} == terms:
            return "open"
    return "vanished"


def reported(before: Outcome, after: Outcome, change: Changed) -> bool:
    """Whether a finding that the text did not have before shows the changed figure."""
    old = {finding.fingerprint for finding in before.findings}
    now = shifted(change.place, change.place, change.moved)
    new = (finding for finding in after.findings if finding.loud and finding.fingerprint not in old)
    return any(overlaps(shown, now) for finding in new for shown in finding.places)


def marked(rows: Sequence[Text]) -> dict[str, Counter[str]]:
    """For each relation that readers marked and that one changed figure breaks: whether the change is reported."""
    pairs = known(rows)
    before = check(row for row, _ in pairs)
    tried = [
        change
        for at, (row, read) in enumerate(pairs)
        for label in read.labels
        if label.relation in EXACT
        for change in changes(at, row, label.relation, label.places, 1)
    ]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for change, outcome in zip(tried, check(change.text for change in tried), strict=True):
        counts[change.name].update(tried=1, reported=int(reported(before[change.at], outcome, change)))
    return dict(counts)


def show(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    """A line a relation, all of them first."""
    whole: Counter[str] = Counter()
    for each in counts.values():
        whole.update(each)
    for name, c in [("all", whole), *sorted(counts.items(), key=lambda item: -item[1].total())]:
        left = f"; {c['open']} left room" if "open" in c else ""
        yield f"{name:34} {of(c, 'reported', 'tried')} reported{left}"
