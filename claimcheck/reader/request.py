"""What a reader is shown: instructions, the story with its figures marked, how each was read, the form of an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path

from claimcheck.checks.judging import show
from claimcheck.model import Claim, Document, Hedge, Kind, Quantity
from claimcheck.reader.schema import Schema, schema
from claimcheck.relations import PAIRS, SEVERAL, Named, named

VERSION = "1"  # of the instructions, the form of the story and the schema; answers to another are of no use
OPEN, CLOSE = "⟦", "⟧"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EXACT = 10**6  # the largest denominator of a number that is shown in decimals
_SIGNS = str.maketrans({OPEN: "[", CLOSE: "]"})


@dataclass(frozen=True, slots=True)
class Request:
    """A story as a reader is asked about it. `figures` are the claims in the order of their numbers, from f1."""

    instructions: str
    story: str
    schema: Schema
    figures: tuple[Claim, ...]

    @property
    def whole(self) -> str:
        """All of it as one text, for a reader who is handed a page."""
        form = json.dumps(self.schema, ensure_ascii=False)
        return f"{self.instructions}\nThe JSON schema of the answer:\n\n{form}\n\n{self.story}"

    def key(self, model: str) -> str:
        """The name an answer is kept under: a hash of the model, the version and everything shown."""
        digest = sha256()
        for part in (VERSION, model, self.instructions, json.dumps(self.schema, sort_keys=True), self.story):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(data))
            digest.update(data)
        return digest.hexdigest()[:40]


def request(document: Document, claims: Sequence[Claim]) -> Request:
    """The request on a story as read."""
    figures = tuple(sorted(claims, key=lambda claim: (claim.quantity.span.start, claim.quantity.span.end)))
    written = f"Written on {document.dateline.isoformat()}.\n\n" if document.dateline else ""
    readings = "\n".join(_reading(number, claim, document) for number, claim in enumerate(figures, 1))
    story = f"The story:\n\n{written}{_marked(document, figures)}\n\nThe figures as read:\n\n{readings}\n"
    return Request(_instructions(), story, _schema(), figures)


@cache
def _instructions() -> str:
    text = (Path(__file__).parent / "instructions.txt").read_text(encoding="utf-8")
    return text.replace("{relations}", "\n".join(_described(each) for each in named().values()))


@cache
def _schema() -> Schema:
    return schema(named())


def _described(relation: Named) -> str:
    roles = ", ".join(f"{role}{'...' if number in (SEVERAL, PAIRS) else ''}" for role, number in relation.roles.items())
    sense = f" sense: {', '.join(relation.sense)}." if relation.sense else ""
    pairs = " The terms alternate: amount, converted, amount, converted." if PAIRS in relation.roles.values() else ""
    says = " ".join(relation.says.split())
    return f"- {relation.name} ({roles}): {says}. What must hold: {relation.holds}.{sense}{pairs}"


def _marked(document: Document, figures: Sequence[Claim]) -> str:
    """The story with each figure in a mark, runs of blanks folded; what stands within another figure has no mark."""
    pieces: list[str] = []
    at = 0
    for number, claim in enumerate(figures, 1):
        span = claim.quantity.span
        if span.start >= at:
            pieces += [
                _plain(document.prose[at : span.start]),
                OPEN,
                f"f{number}:",
                _plain(span.of(document.prose)),
                CLOSE,
            ]
            at = span.end
    pieces.append(_plain(document.prose[at:]))
    return "\n\n".join(_paragraphs("".join(pieces)))


def _plain(text: str) -> str:
    """The text without the signs that marks are made of."""
    return text.translate(_SIGNS)


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if folded := " ".join(line.split()):
            yield folded


def _reading(number: int, claim: Claim, document: Document) -> str:
    quantity = claim.quantity
    counted = f", of {_words(claim.counted.of(document.prose))}" if claim.counted else ""
    hedge = f" ({quantity.hedge.value.replace('_', ' ')})" if quantity.hedge is not Hedge.NONE else ""
    value = _value(quantity)
    return f"f{number} {quantity.kind.value}{f' {value}' if value else ''}{hedge}{counted}"


def _words(text: str) -> str:
    return _plain(" ".join(text.split()))


def _value(quantity: Quantity) -> str:
    """The value as read, in plain signs."""
    when = quantity.when
    if when is not None:
        return _moment(quantity)
    if quantity.operands and quantity.kind is Kind.SCORE:
        return " and ".join(_number(each) for each in quantity.operands)
    unit = f" {quantity.unit}" if quantity.unit else ""
    if quantity.value is not None:
        return f"{_number(quantity.value)}{unit}"
    ends = [_number(end) if end is not None else "" for end in (quantity.strict.low, quantity.strict.high)]
    return f"{' to '.join(ends)}{unit}" if any(ends) else ""


def _number(value: Fraction) -> str:
    return show(value) if value.denominator < _EXACT else str(value)


def _moment(quantity: Quantity) -> str:
    """A date, a weekday, a time of day or a range of them, as far as it is written."""
    when = quantity.when
    told = []
    while when is not None:
        day = "-".join(f"{each:02}" for each in (when.year, when.month, when.day) if each is not None)
        week = WEEKDAYS[when.weekday] if when.weekday is not None else ""
        clock = f"{when.minute // 60}:{when.minute % 60:02}" if when.minute is not None else ""
        told.append(" ".join(filter(None, (week, day, clock, when.relative))))
        when = when.until
    return " to ".join(told)
