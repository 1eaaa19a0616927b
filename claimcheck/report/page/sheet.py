"""One story as the page refers to it: its findings by letter, its marked words by anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.model import Report, Severity, Span, Verdict
from claimcheck.report import render
from claimcheck.report.entries import Entry, entries
from claimcheck.report.page.markup import Markup, element, joined
from claimcheck.report.paragraphs import Paragraphs
from claimcheck.report.places import Places
from claimcheck.report.wording import Words, words
from claimcheck.rulebook import Rule

SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "⚠", Severity.NOTE: "·"}
HELD = "✓"
_OUTLINES = 4
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a marked word is to one finding: its number, how grave it is, the card to look at, the words for it."""

    number: int
    severity: Severity
    card: str
    label: str = ""

    @property
    def letter(self) -> str:
        """A for the first finding, AA after Z."""
        number, letters = self.number, ""
        while number >= 0:
            letters = _ALPHABET[number % 26] + letters
            number = number // 26 - 1
        return letters

    @property
    def outline(self) -> str:
        """The class that gives all words of one finding the same outline."""
        return f"o{self.number % _OUTLINES}"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the story that a card or a table points at."""

    span: Span
    anchor: str
    badges: tuple[Badge, ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with a badge for each entry and a mark for each place that is pointed at.

    `prefix` keeps the anchors of several stories apart, `level` is the rank of the story's heading.
    """

    report: Report
    rules: Mapping[str, Rule]
    marks: Words
    places: Places
    paragraphs: Paragraphs
    entries: tuple[Entry, ...]
    badges: tuple[Badge, ...]
    words: Mapping[Span, Mark]
    prefix: str
    level: int

    def heading(self, depth: int, *children: str, **attributes: str | None) -> Markup:
        """A heading `depth` ranks below the story's."""
        return element(f"h{min(self.level + depth, 6)}", *children, **attributes)

    def section(self, name: str, title: str, *children: str) -> Markup:
        """A section of the story's report with its heading."""
        anchor = f"{self.prefix}{name}"
        head = self.heading(1, title, id=f"{anchor}-title")
        return element("section", head, *children, id=anchor, class_=name, aria_labelledby=f"{anchor}-title")

    def link(self, span: Span, *shown: str) -> Markup:
        """A link to marked words, by their paragraph unless something else is shown."""
        mark = self.words.get(span)
        label = joined(shown) if shown else self.paragraphs.of(span)
        return element("a", label, href=f"#{mark.anchor}") if mark else joined([label])

    def links(self, spans: Sequence[Span], shown: Sequence[str]) -> Markup:
        """Links with commas between."""
        return joined([self.link(span, label) for span, label in zip(spans, shown, strict=True)], ", ")


def sheet(report: Report, rules: Mapping[str, Rule], ui: str | None, prefix: str, level: int) -> Sheet:
    """All that the page needs to know of one story."""
    told = tuple(entries(report, rules, ui))
    marks = words(ui or report.language)
    badges = _badges(told, prefix)
    marked = _marked(report, told, marks, prefix)
    places, paragraphs = Places(report.document.text), Paragraphs(report.document, marks)
    return Sheet(report, rules, marks, places, paragraphs, told, badges, marked, prefix, level)


def _badges(told: Sequence[Entry], prefix: str) -> tuple[Badge, ...]:
    """One for each finding, without a label."""
    return tuple(Badge(at, each.finding.severity, f"{prefix}f{at + 1}") for at, each in enumerate(told))


def _marked(report: Report, told: Sequence[Entry], marks: Words, prefix: str) -> Mapping[Span, Mark]:
    """Every claim, and the words that findings and sums point at besides."""
    found: dict[Span, Mark] = {}
    for claim in report.claims:
        found.setdefault(claim.span, Mark(claim.span, f"{prefix}{claim.id}"))

    def at(span: Span) -> Mark:
        return found.setdefault(span, Mark(span, f"{prefix}w{len(found) + 1}"))

    for badge, entry in zip(_badges(told, prefix), told, strict=True):
        level = marks.text(f"level.{badge.severity}")
        for spot in entry.spots if entry.finding.relation.terms else ():
            label = f"{level} {badge.letter}: {spot.label}".rstrip(" :")
            mark = at(spot.span)
            found[spot.span] = replace(mark, badges=(*mark.badges, replace(badge, label=label)))
    for relation in report.relations:
        if relation.verdict is Verdict.HOLDS:
            for span in dict.fromkeys(render.span_of(term) for term in relation.terms):
                found[span] = replace(at(span), held=True)
    return found
