"""Small makers of documents, claims and reports for tests that need values and no reading."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from claimcheck.interval import Interval
from claimcheck.model import (
    Claim,
    Document,
    Finding,
    Hedge,
    Kind,
    Moment,
    Part,
    Place,
    Quantity,
    Relation,
    Report,
    Severity,
    Slot,
    Source,
    SourceKind,
    Span,
    Term,
    Verdict,
    When,
)
from claimcheck.rulebook import Rule

NOWHERE = Span(0, 0)


def rule(id: str, name: str, severity: Severity = Severity.ERROR, **texts: dict[str, str]) -> Rule:
    """A rule as far as a report reads it; `texts` are its message, suggestion, why and label."""
    words = {"message": {}, "why": {}} | texts
    return Rule(id, name, severity, "stable", "parts.none", frozenset(Verdict), path=Path(f"{id}.yaml"), **words)


def document(text: str, path: str = "story.txt", **others: object) -> Document:
    """A document whose first line is the headline and whose other lines are the body."""
    parts, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            place = Place.BODY if parts else Place.HEADLINE
            parts.append(Part(place, Span(start, start + len(line)), 0 if parts else 1))
        start += len(line) + 1
    return Document(path, text, text, tuple(parts), **others)  # type: ignore[arg-type]


def quantity(
    value: int | str | None,
    hedge: Hedge = Hedge.NONE,
    kind: Kind = Kind.COUNT,
    unit: str = "",
    bounds: Interval | None = None,
    when: When | None = None,
    operands: tuple[Fraction, ...] = (),
    span: Span = NOWHERE,
) -> Quantity:
    """A quantity with the interval its hedge stands for, unless `bounds` says otherwise."""
    exact = None if value is None else Fraction(value)
    if bounds is None:
        bounds = _bounds(exact, hedge)
    return Quantity(span, span, kind, exact, bounds, bounds, unit=unit, hedge=hedge, when=when, operands=operands)


def _bounds(value: Fraction | None, hedge: Hedge) -> Interval:
    if value is None:
        return Interval(None, None, True, True)
    return {
        Hedge.ABOUT: Interval.around(value, abs(value) / 10),
        Hedge.NEARLY: Interval(value * Fraction(9, 10), value, False, True),
        Hedge.OVER: Interval(value, None, True, True),
        Hedge.UNDER: Interval(None, value, True, True),
        Hedge.AT_LEAST: Interval(value, None, False, True),
        Hedge.UP_TO: Interval(None, value, True, False),
        Hedge.COLLECTIVE: Interval(value, None, False, True),
    }.get(hedge, Interval.exactly(value))


def span(text: str, words: str, number: int = 1) -> Span:
    """Where the words stand in the text for the `number`th time."""
    start = -1
    for _ in range(number):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def source(name: str, kind: SourceKind = SourceKind.NAMED, interested: str = "") -> Source:
    """Someone who says it."""
    return Source(name, kind, Span(0, 0), interested=interested)


def claim(
    text: str,
    words: str,
    value: int | str | None,
    number: int = 1,
    *,
    hedge: Hedge = Hedge.NONE,
    kind: Kind = Kind.COUNT,
    unit: str = "",
    bounds: Interval | None = None,
    when: When | None = None,
    counted: str = "",
    said_by: Source | None = None,
    moment: Moment | None = None,
    quoted: bool = False,
    place: Place = Place.BODY,
    id: str = "c1",
) -> Claim:
    """A claim whose words stand in the text; `counted` is a part of those words."""
    where = span(text, words, number)
    noun = span(words, counted) if counted else None
    figure = Span(where.start, where.start + noun.start - 1) if noun and noun.start else where
    return Claim(
        id=id,
        quantity=quantity(value, hedge, kind, unit, bounds, when, span=figure),
        span=where,
        sentence=0,
        place=place,
        counted=Span(where.start + noun.start, where.start + noun.end) if noun else None,
        source=said_by,
        moment=moment,
        quoted=quoted,
    )


def term(role: str, member: Claim | Span) -> Term:
    """A member of a relation, a claim or only words."""
    return Term(role, member.span, member) if isinstance(member, Claim) else Term(role, member)


def relation(kind: str, verdict: Verdict, *terms: Term, working: tuple[str, ...] = (), **slots: Slot | int) -> Relation:
    """A judged relation; whole numbers among the slots become fractions."""
    exact = {name: Fraction(slot) if isinstance(slot, int) else slot for name, slot in slots.items()}
    return Relation(kind, verdict, terms, working, exact)


def finding(by: Rule, about: Relation, severity: Severity | None = None) -> Finding:
    """A finding of the rule, as grave as the rule says."""
    return Finding(by.id, severity or by.severity, about, "0" * 16)


def report(story: Document, language: str | None = "it", **others: object) -> Report:
    """A report on the document."""
    return Report(story, language, **others)  # type: ignore[arg-type]
