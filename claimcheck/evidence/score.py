"""How much a text says for a relation: its features, each with its bits, and what follows from their sum.

The weights are tenths of a bit (log2 of how much likelier a feature is where a relation is asserted), fitted on marked
text; `tools/fit.py` makes them. A rule or a kind of relation that the table does not name is told as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from claimcheck import yamlfile
from claimcheck.evidence import pairs
from claimcheck.evidence.features import features
from claimcheck.extract.article import Article
from claimcheck.model import Evidence, Relation, Verdict

WEIGHTS = Path(__file__).parent / "weights.yaml"
PAIRS = {"transposed": "slips", "one-digit": "slips", "same-measure": "contradictions"}
START, TENTHS = "start", 10


class Table(NamedTuple):
    """What features are worth where one sort of question is asked, and the sums from which a relation is told, or told
    as a note."""

    start: int
    tell: int
    note: int | None
    weights: Mapping[str, int]


class Weighed(NamedTuple):
    """The evidence for a relation, the weightiest first, the bits from which it is told, whether it is told, and
    whether at least as a note."""

    evidence: tuple[Evidence, ...]
    bar: Fraction
    told: bool
    noted: bool

    @property
    def bits(self) -> Fraction:
        """All the evidence together."""
        return sum((each.bits for each in self.evidence), Fraction(0))


@cache
def tables() -> Mapping[str, Table]:
    """The tables of the weights' file by name. Raises DataError for a file that is wrong."""
    data = yamlfile.load(WEIGHTS.read_text(encoding="utf-8"), WEIGHTS)
    return {name: _table(given) for name, given in data.items()}


def _table(given: Mapping[str, Mapping[str, str]]) -> Table:
    bars, weights = given["bars"], given["weights"]
    note = int(bars["note"]) if "note" in bars else None
    worth = {name: int(row[0]) for name, row in weights.items()}
    return Table(int(str(given["start"])), int(bars["tell"]), note, worth)


def of_pair(article: Article, relation: Relation) -> Weighed | None:
    """What speaks for two figures that cannot both be right being one, told twice; None for any other relation."""
    table = PAIRS.get(relation.kind) if relation.verdict is Verdict.BROKEN else None
    first, second = (relation.terms[0].claim, relation.terms[-1].claim) if table else (None, None)
    if table is None or first is None or second is None:
        return None
    return _weighed(table, pairs.features(article, first, second, slip=table == "slips"))


def of_tick(article: Article, relation: Relation) -> Weighed | None:
    """What speaks for a relation that holds; None for a kind that needs no evidence."""
    if f"kind:{relation.kind}" not in tables()["ticks"].weights:
        return None
    return _weighed("ticks", features(article, relation))


def _weighed(name: str, found: frozenset[str]) -> Weighed:
    table = tables()[name]
    known = sorted(found & table.weights.keys(), key=lambda feature: (-abs(table.weights[feature]), feature))
    total = table.start + sum(table.weights[feature] for feature in known)
    worth = [(START, table.start), *((feature, table.weights[feature]) for feature in known)]
    evidence = tuple(Evidence(feature, Fraction(tenths, TENTHS)) for feature, tenths in worth)
    noted = total >= (table.tell if table.note is None else table.note)
    return Weighed(evidence, Fraction(table.tell, TENTHS), total >= table.tell, noted)
