"""Many texts checked in a few processes, each result as plain values that can be compared and counted."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from claimcheck import engine, pipeline, rulebook
from claimcheck.model import Claim, Finding, Relation, Report

ROOT = Path(__file__).parent.parent
Place = tuple[int, int]


class Text(NamedTuple):
    """A text to be checked; `lang` is None where it is to be detected."""

    id: str
    lang: str | None
    text: str


@dataclass(frozen=True)
class Told:
    """A relation as judged: its kind and verdict, and each term's role with the place of its figure."""

    kind: str
    verdict: str
    terms: tuple[tuple[str, Place], ...]
    working: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A finding: rule, severity, fingerprint, its relation, and the places it shows."""

    rule: str
    severity: str
    fingerprint: str
    relation: Told
    places: tuple[Place, ...]

    @property
    def loud(self) -> bool:
        """Whether an editor is asked to look: an error or a warning, sources left out."""
        return self.severity != "note" and not self.rule.startswith("S")


@dataclass(frozen=True)
class Outcome:
    """What one text gave: words, the figures a relation could be judged on, relations and findings."""

    id: str
    lang: str | None
    words: int
    figures: tuple[Place, ...]
    relations: tuple[Told, ...]
    findings: tuple[Found, ...]
    failures: tuple[str, ...]

    @property
    def judged(self) -> int:
        """How many figures some relation was judged on."""
        told = {place for relation in self.relations for _, place in relation.terms}
        return sum(figure in told for figure in self.figures)

    @property
    def held(self) -> list[Told]:
        """The relations listed as true, or as true but for what rounding and definition leave open."""
        return [told for told in self.relations if told.verdict in ("holds", "strained", "differs")]


LABELS = frozenset({"label", "date", "time", "year", "ordinal"})


@cache
def jobs() -> tuple[engine.Job, ...]:
    return engine.plan(rulebook.select(rulebook.load(rulebook.FOLDER)))


def place(claim: Claim) -> Place:
    """Where a claim's figure stands."""
    return claim.quantity.span.start, claim.quantity.span.end


def _told(relation: Relation) -> Told:
    terms = tuple((t.role, place(t.claim) if t.claim else (t.span.start, t.span.end)) for t in relation.terms)
    return Told(relation.kind, relation.verdict.value, terms, relation.working)


def _found(finding: Finding) -> Found:
    places = tuple((term.place.start, term.place.end) for term in finding.relation.terms)
    return Found(finding.rule, finding.severity.value, finding.fingerprint, _told(finding.relation), places)


def outcome(text: Text) -> Outcome:
    """One text, checked with the project's own rules."""
    report: Report = pipeline.check(pipeline.from_text(text.text), jobs(), code=text.lang)
    return Outcome(
        text.id,
        report.language,
        report.document.words,
        tuple(place(claim) for claim in report.claims if claim.quantity.kind.value not in LABELS),
        tuple(map(_told, report.relations)),
        tuple(map(_found, report.findings)),
        tuple(failure.error for failure in report.failures),
    )


def check(texts: Iterable[Text], prepare: Callable[[str], None] | None = None, argument: str = "") -> list[Outcome]:
    """Every text in order, by as many processes as there are processors; `prepare` is called in each of them first."""
    rows = list(texts)
    if prepare is None and len(rows) < 8:
        return list(map(outcome, rows))
    context = multiprocessing.get_context("fork")
    with context.Pool(os.cpu_count(), prepare, (argument,) if prepare else ()) as pool:
        return pool.map(outcome, rows, chunksize=8)


def overlaps(one: Place, other: Place) -> bool:
    """Whether two places share a character."""
    return one[0] < other[1] and other[0] < one[1]


def touched(told: Told, places: Iterable[Place]) -> int:
    """How many of the places stand in a relation as judged."""
    return sum(any(overlaps(place, term) for _, term in told.terms) for place in places)
