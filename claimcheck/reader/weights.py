"""How much a proposal says, in bits, by how often such proposals hold on text without errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import log2
from pathlib import Path

from claimcheck.fields import Fields

PATH = Path(__file__).with_name("weights.yaml")
FEW = 8  # proposals below which a relation has the weight of all


@dataclass(frozen=True, slots=True)
class Weights:
    """The bits of each relation's proposals, and those that a tick, a warning and an error take."""

    bits: Mapping[str, Fraction]
    every: Fraction
    to_list: Fraction
    to_warn: Fraction
    to_accuse: Fraction

    def of(self, relation: str) -> Fraction:
        """What a proposal of this relation weighs."""
        return self.bits.get(relation, self.every)


def weighed(holds: int, broken: int) -> Fraction:
    """The bits of so many that held against so many that did not, to a tenth."""
    return Fraction(round(10 * log2((holds + 0.5) / (broken + 0.5))), 10)


@cache
def weights(path: Path = PATH) -> Weights:
    """The weights in a file. Raises DataError."""
    fields = Fields(path.read_text(encoding="utf-8"), path)
    counts = {
        name: (int(row["holds"]), int(row["broken"]))
        for name in fields.data
        if name != "bars"
        for row in [fields.mapping(name)]
    }
    bars = fields.mapping("bars")
    every = weighed(*counts.pop("all"))
    bits = {name: weighed(*count) for name, count in counts.items() if sum(count) >= FEW}
    return Weights(bits, every, *(Fraction(bars[name]) for name in ("list", "warning", "error")))
