"""The values that flow through claimcheck: frozen, comparable, standard library only.

Offsets are Unicode code points into `Document.text`, ends excluded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from claimcheck.interval import Interval


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text, `end` excluded."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def joined(self, other: Span) -> Span:
        """From the first start to the last end."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Place(StrEnum):
    """The part of a story a sentence stands in."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the story: a headline, a paragraph, a list item, a caption, a table.

    `level` is the heading's rank (1 is the title), 0 for anything that is not a heading.
    """

    place: Place
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row and column; the first row holds the labels of the columns."""

    span: Span
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A comment to claimcheck in a story: where it stands, what it says, and whether its format has such comments."""

    span: Span
    words: str
    heeded: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded story. `prose` has the length of `text`, with markup and code blanked by spaces,
    so that a span in the prose is a span of the file.

    `notes` are remarks on the reading itself (a legacy encoding that had to be guessed), `comments`
    are the story's comments to claimcheck. A story that is one line of a file of many has the `file`
    and its line there as `record`; for any other they are empty and 0. `dated` is where the story's head
    gives the day of writing in words that only its language tells.
    """

    path: str
    text: str
    prose: str
    parts: tuple[Part, ...]
    tables: tuple[Table, ...] = ()
    quotes: tuple[Span, ...] = ()
    dateline: date | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    comments: tuple[Aside, ...] = ()
    file: str = ""
    record: int = 0
    dated: Span | None = None

    @property
    def words(self) -> int:
        """How many words the prose has."""
        return sum(len(line.split()) for line in self.prose.splitlines())


class Kind(StrEnum):
    """What sort of number a quantity is; LABEL is a number that only names something."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    PER_MILLE = "per_mille"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    ORDINAL = "ordinal"
    DATE = "date"
    TIME = "time"
    YEAR = "year"
    RATIO = "ratio"
    SCORE = "score"
    LABEL = "label"


class Hedge(StrEnum):
    """How the writer qualified a number."""

    NONE = ""
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    BETWEEN = "between"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class When:
    """A moment as far as it is written; what is not written is None and is never guessed.

    `minute` counts from midnight, `weekday` from Monday = 0. `until` closes a range. `relative`
    names a pack entry such as `yesterday`. `day` may be impossible (31 April): that is for a check.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    minute: int | None = None
    relative: str = ""
    until: When | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as written and everything it may stand for.

    `span` covers hedge, number and unit; `number` the numeral with its scale word. `value` is in
    the unit as written (percent as 46.8, money in currency units) and None for a range.
    `strict` and `generous` are the readings of the number model; `step` is the last printed place.
    For a score or a ratio `operands` holds both figures. `trace` names what made the reading.
    """

    span: Span
    number: Span
    kind: Kind
    value: Fraction | None
    strict: Interval
    generous: Interval
    step: Fraction = Fraction(1)
    unit: str = ""
    hedge: Hedge = Hedge.NONE
    when: When | None = None
    operands: tuple[Fraction, ...] = ()
    signed: bool = False
    in_words: bool = False
    trace: tuple[str, ...] = ()


class SourceKind(StrEnum):
    """How well a source can be held to its word."""

    NAMED = "named"
    UNNAMED = "unnamed"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. `interested` marks state media, parties, companies about themselves."""

    name: str
    kind: SourceKind
    span: Span
    key: str = ""
    interested: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """The time a claim speaks of: first and last day, both included; `label` tells apart relative
    times that cannot be dated (`before`, `now`, `later`)."""

    first: date | None = None
    last: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity bound to what the sentence says of it.

    `span` covers hedge, number, unit and the counted noun beside it. `counted` is the noun phrase,
    `key` its normal form, `concepts` the shared concepts it belongs to, or where it belongs to none
    `wider` the words for the same or for what it is a sort of; `context` holds stems of the clause's
    other content words. What could not be read is None or empty.
    """

    id: str
    quantity: Quantity
    span: Span
    sentence: int
    place: Place
    counted: Span | None = None
    key: str = ""
    modifiers: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    predicate: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    locations: frozenset[str] = frozenset()
    source: Source | None = None
    moment: Moment | None = None
    quoted: bool = False
    negated: bool = False
    forecast: bool = False
    threshold: bool = False
    cell: tuple[int, int, int] | None = None

    def __hash__(self) -> int:
        return hash(self.id)


@lru_cache(maxsize=2048)
def shared(words: frozenset[str]) -> frozenset[str]:
    """An equal set that is there already: most are empty or hold one word, and each would take 216 bytes."""
    return words


class Verdict(StrEnum):
    """What the arithmetic says of one relation."""

    HOLDS = "holds"
    STRAINED = "strained"
    BROKEN = "broken"
    DIFFERS = "differs"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Term:
    """A member of a relation: usually a claim, sometimes only words (`an outright majority`)."""

    role: str
    span: Span
    claim: Claim | None = None

    @property
    def place(self) -> Span:
        """What a finding shows: the claim with its counted noun, else the words themselves."""
        return self.claim.span if self.claim else self.span


class Sum(str):
    """A sum as read, which a message shows in the digits and signs of its language."""

    __slots__ = ()


Slot = str | Fraction | When | Quantity


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the text is taken to assert a relation: what speaks for it, how much in bits, and in which words."""

    feature: str
    bits: Fraction
    text: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing the text says about its own numbers, judged.

    `working` is the sum as read, in plain figures. `slots` are what message templates may show. `evidence` is told of a
    relation that a second reader proposed.
    """

    kind: str
    verdict: Verdict
    terms: tuple[Term, ...]
    working: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


class Severity(StrEnum):
    """How sure and how grave: no innocent reading, an editor must look, worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note to 2 for an error."""
        return ("note", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's judgement on a relation: numbers and places, no sentences. `evidence` is why the text is believed to
    assert the relation, empty where the rule asks for none."""

    rule: str
    severity: Severity
    relation: Relation
    fingerprint: str
    evidence: tuple[Evidence, ...] = ()


class Waiver(StrEnum):
    """Why a finding does not count: a comment in the story, the list of accepted findings, an earlier
    report, or a line that was not changed."""

    COMMENT = "comment"
    ACCEPTED = "accepted"
    BASELINE = "baseline"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that stands but does not count, with the reason an editor gave (else empty)."""

    finding: Finding
    by: Waiver
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that crashed; the others still ran."""

    check: str
    error: str


class Gap(StrEnum):
    """Why a rule was not, or not wholly, held against a story: its language has no words for relations, there was
    more to look at than a check may, the story gives no day of writing, or the rule is still on trial."""

    LANGUAGE = "language"
    BUDGET = "budget"
    DATELINE = "dateline"
    PREVIEW = "preview"

    @property
    def hinders(self) -> bool:
        """Whether the story must be called checked in part: not where the rule has nothing to go by, or was not asked
        for."""
        return self in (Gap.LANGUAGE, Gap.BUDGET)


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that was not, or not wholly, held against a story."""

    rule: str
    why: Gap


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a report reaches: figures read, those that some relation was judged on, such relations."""

    figures: int
    judged: int
    relations: int


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second reader, a language model, proposed of a story: the model, the day of its answer, how many
    relations, how many of them were refused, left open, or used (confirmed, listed or told in a finding). `why` says
    what kept it from answering; then nothing rests on it. `overlooked` are places where it says that a figure was not
    read."""

    model: str
    asked: str = ""
    proposals: int = 0
    refused: int = 0
    unjudged: int = 0
    used: int = 0
    why: str = ""
    overlooked: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything claimcheck knows of one story. `language` is the pack used, None when there is none;
    `waived` are findings that do not count and are not among `findings`. `reader` is None where no second reader
    was asked."""

    document: Document
    language: str | None
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    waived: tuple[Waived, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    reader: SecondReading | None = None

    @property
    def clean(self) -> bool:
        """Whether nothing was found, and nothing hindered the rules that run."""
        return self.whole and not (self.findings or self.failures)

    @property
    def whole(self) -> bool:
        """Whether all that the rules may look at was looked at."""
        return not any(each.why.hinders for each in self.not_run)

    @property
    def coverage(self) -> Coverage:
        """How much was read, and how much of it a relation was judged on."""
        judged = (relation for relation in self.relations if relation.verdict is not Verdict.OPEN)
        figures = [{term.claim.id for term in relation.terms if term.claim} for relation in judged]
        return Coverage(len(self.claims), len(set().union(*figures)), sum(map(bool, figures)))
