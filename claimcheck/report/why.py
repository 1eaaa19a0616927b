"""Why relations are believed: what the text shows for each, in bits, and which were seen and not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from claimcheck.engine import Considered
from claimcheck.evidence.score import Weighed
from claimcheck.model import Document, Relation, Verdict
from claimcheck.report.places import Places
from claimcheck.report.wording import Words


def lines(
    document: Document, considered: Iterable[Considered], line: int | None, marks: Words
) -> Iterator[str]:
    """A paragraph for each relation with a figure in the line (any, where it is None), in reading order: where, what
    became of it, the sum, and each feature of the text with its bits."""
    places = Places(document.text)
    placed = [
        (sorted({places.of(term.place.start)[0] for term in each.terms}), each, weighed) for each, weighed in considered
    ]
    for numbers, relation, weighed in sorted(placed, key=lambda row: row[0]):
        if line is None or line in numbers:
            where = ", ".join(map(str, numbers))
            yield f"{where}  {marks.text(f'fate.{_fate(relation, weighed)}')}  {'; '.join(relation.working)}"
            yield from _waterfall(weighed, marks)


def _fate(relation: Relation, weighed: Weighed | None) -> str:
    """What became of a relation: told as true, told as a fault, or not told."""
    if weighed is not None and not weighed.noted:
        return "untold"
    return "holds" if relation.verdict is Verdict.HOLDS else "fault"


def _waterfall(weighed: Weighed | None, marks: Words) -> Iterator[str]:
    if weighed is None:
        yield f"    {marks.text('why.by-words')}"
        return
    yield from (f"    {_signed(each.bits):>6}  {each.feature}" for each in weighed.evidence)
    yield f"    {_signed(weighed.bits):>6}  {marks.text('why.bar', n=_signed(weighed.bar))}"


def _signed(bits: Fraction) -> str:
    return f"{float(bits):+.1f}"
