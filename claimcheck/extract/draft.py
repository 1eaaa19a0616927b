"""A quantity in the making: what is known of it before its hedge and its readings are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.extract import readings
from claimcheck.extract.mention import Mention
from claimcheck.extract.numerals import Numeral
from claimcheck.extract.readings import Readings
from claimcheck.language import House
from claimcheck.model import Hedge, Kind, Quantity, Span
from claimcheck.phrase import Token

MEASURED = frozenset({Kind.PERCENT, Kind.POINTS, Kind.PER_MILLE, Kind.MEASURE})


@dataclass(frozen=True, slots=True)
class Draft:
    """Token ranges of the whole (hedge and unit) and of the number, and what was read of them.

    `vague` is the base of a collective number (20 for una ventina), `low` and `high` are set for ranges.
    """

    first: int
    last: int
    number_first: int
    number_last: int
    value: Fraction | None
    step: Fraction = Fraction(1)
    kind: Kind = Kind.COUNT
    unit: str = ""
    hedge: Hedge = Hedge.NONE
    scale: int = 1
    decimals: int = 0
    in_words: bool = False
    signed: bool = False
    vague: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    operands: tuple[Fraction, ...] = ()
    trace: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether it is a plain number without a unit."""
        return self.kind is Kind.COUNT and not self.unit and self.value is not None and self.vague is None

    @property
    def rounded(self) -> bool:
        """Whether the print itself says how far it is rounded (decimals, a scale word)."""
        return self.decimals > 0 or self.scale >= 1000 or self.step != 1

    def mention(self, tokens: Sequence[Token], house: House) -> Mention:
        """The finished quantity, its hedge as wide as the house has it."""
        strict, generous = self._readings(house)
        span = Span(tokens[self.first].start, tokens[self.last - 1].end)
        number = Span(tokens[self.number_first].start, tokens[self.number_last - 1].end)
        quantity = Quantity(
            span, number, self.kind, self.value, strict, generous, self.step, self.unit, self.hedge,
            operands=self.operands, signed=self.signed, in_words=self.in_words, trace=self.trace,
        )  # fmt: skip
        return Mention(quantity, self.first, self.last)

    def _readings(self, house: House) -> Readings:
        if self.low is not None and self.high is not None:
            return readings.between(self.low, self.high)
        if self.value is None:
            return readings.many(self.vague) if self.vague is not None else readings.most()
        return readings.hedged(self.hedge, self.value, self._plain(self.value), house)

    def _plain(self, value: Fraction) -> Readings:
        if self.vague is not None:
            return readings.collective(self.vague)
        if self.kind is Kind.RATIO:
            return readings.share(value, self.hedge is not Hedge.NONE)
        if self.kind in MEASURED:
            return readings.measured(value, self.step)
        if not self.rounded:
            return readings.whole(value)
        return readings.scaled(value, self.step, self.scale) if self.scale > 1 else readings.decimal(value, self.step)


def from_numeral(numeral: Numeral, offset: int = 0) -> Draft:
    """The draft of a number just read, a count or (for a pure fraction) a ratio."""
    first, last = numeral.first + offset, numeral.last + offset
    return Draft(
        first, last, first, last, numeral.value, Fraction(1, 10) if numeral.fraction else numeral.step,
        kind=Kind.RATIO if numeral.fraction else Kind.COUNT, scale=numeral.scale, decimals=numeral.decimals,
        in_words=numeral.in_words,
    )  # fmt: skip
