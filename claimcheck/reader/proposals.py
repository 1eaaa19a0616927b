"""What a reader answered, held against the story: what fails a check is refused and counted, never mended."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from claimcheck.checks.multiples import multiples, reading
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Claim, Kind, Quantity, Span
from claimcheck.reader.request import Request
from claimcheck.reader.schema import MISREAD, MOST
from claimcheck.reader.words import Words
from claimcheck.reading import read_text
from claimcheck.relations import ONE, PAIRS, Named, named

LARGEST = 400_000  # characters of an answer
NOW = "now"
_FIGURE = re.compile(r"f([1-9]\d{0,5})(?:\.([12]))?", re.ASCII)
_PAIRED = ("same", "ranking")  # relations of one role that takes two figures at least
_TENTH = Fraction(1, 10)
_WORDLESS = ("items",)  # roles whose words need be no figure


class Refusal(StrEnum):
    """Why a proposal is not taken."""

    FORM = "form"
    RELATION = "relation"
    ROLES = "roles"
    FIGURE = "figure"
    WORDS = "words"
    SAID = "said"
    KIND = "kind"
    TWICE = "twice"
    MANY = "many"


class Refused(Exception):
    """A proposal that fails a check."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Played:
    """Who plays a role: words of the story, with the claim that is there, or the figure that the words alone are read
    as. `side` names one of a figure's two numbers. The day of writing has no words."""

    role: str
    span: Span | None
    claim: Claim | None = None
    quantity: Quantity | None = None
    side: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relation that a reader takes from the story, and the words that it says assert it."""

    relation: Named
    terms: tuple[Played, ...]
    sense: str
    said: Span

    def of(self, role: str) -> list[Played]:
        """Who plays one of its roles."""
        return [term for term in self.terms if term.role == role]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What an answer proposes: relations; figures that are misread, by id, with the factor that their scale word makes
    (0: they are no numbers, 1: numbers without the unit that was read); places of figures that were overlooked; who
    says a figure, by its id; how often what was refused and why."""

    relations: tuple[Proposal, ...] = ()
    misread: Mapping[str, int] = field(default_factory=dict)
    overlooked: tuple[Span, ...] = ()
    speakers: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[Refusal, int] = field(default_factory=dict)

    @property
    def made(self) -> int:
        """How many relations were proposed, the refused ones among them."""
        return len(self.relations) + sum(self.refused.values())


def read(answer: str, request: Request, article: Article) -> Proposals:
    """What the text of an answer proposes; one that is no JSON object of the form asked for is one refusal."""
    try:
        data = json.loads(answer) if len(answer) <= LARGEST else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return Proposals(refused={Refusal.FORM: 1})
    return _Reading(request, article).of(data)


class _Reading:
    """One answer being read."""

    def __init__(self, request: Request, article: Article) -> None:
        self._figures = request.figures
        self._article = article
        self._words = Words(article.document)
        self._refused: Counter[Refusal] = Counter()
        self._known: dict[str, Quantity | None] = {}

    def of(self, data: Mapping[str, Any]) -> Proposals:
        relations = self._relations(data)
        misread = self._misread(data)
        overlooked = [
            place for entry in _listed(data, "overlooked") for place in self._words.places(_text(entry, "words"))[:1]
        ]
        return Proposals(relations, misread, tuple(overlooked), self._speakers(data), dict(self._refused))

    def _relations(self, data: Mapping[str, Any]) -> tuple[Proposal, ...]:
        entries = data.get("relations")
        if not isinstance(entries, list):
            self._refused[Refusal.FORM] += 1
            return ()
        self._refused[Refusal.MANY] += max(0, len(entries) - MOST["relations"])
        found: dict[tuple[Any, ...], Proposal] = {}
        for entry in entries[: MOST["relations"]]:
            try:
                proposal = self._proposal(entry)
                key = proposal.relation.name, frozenset((t.role, t.span, t.side) for t in proposal.terms)
                if key in found:
                    raise Refused(Refusal.TWICE)
                found[key] = proposal
            except Refused as refused:
                self._refused[refused.why] += 1
        self._refused = +self._refused
        return tuple(found.values())

    def _proposal(self, entry: Any) -> Proposal:
        if not isinstance(entry, dict) or not isinstance(entry.get("terms"), list):
            raise Refused(Refusal.FORM)
        relation = named().get(_text(entry, "relation"))
        if relation is None:
            raise Refused(Refusal.RELATION)
        if len(entry["terms"]) > MOST["terms"]:
            raise Refused(Refusal.MANY)
        said = self._words.places(_text(entry, "said"))
        if not said:
            raise Refused(Refusal.SAID)
        terms = [self._term(term, relation, said) for term in entry["terms"]]
        sense = entry.get("sense") or ""
        if sense and sense not in relation.sense or relation.sense and not sense:
            raise Refused(Refusal.FORM)
        _expect_roles(relation, terms)
        if all(term.span is None for term in terms):
            raise Refused(Refusal.FIGURE)
        return Proposal(relation, tuple(terms), sense, _nearest(said, terms))

    def _term(self, term: Any, relation: Named, said: Sequence[Span]) -> Played:
        if not isinstance(term, dict):
            raise Refused(Refusal.FORM)
        role, figure = _text(term, "role"), _text(term, "figure").strip()
        if role not in relation.roles:
            raise Refused(Refusal.ROLES)
        if figure == NOW:
            return Played(role, None)
        numbered = _FIGURE.fullmatch(figure)
        if numbered is None:
            return self._quoted(role, figure, said)
        number = int(numbered[1])
        if number > len(self._figures):
            raise Refused(Refusal.FIGURE)
        claim = self._figures[number - 1]
        return Played(role, claim.quantity.span, claim, claim.quantity, int(numbered[2] or 0))

    def _quoted(self, role: str, words: str, said: Sequence[Span]) -> Played:
        """A term that is told by its words: those that stand once in the story, or once within what is said."""
        places = self._words.places(words)
        inside = [place for place in places if any(one.start <= place.start and place.end <= one.end for one in said)]
        chosen = places if len(places) == 1 or role in _WORDLESS else inside
        if not places or (len(chosen) != 1 and role not in _WORDLESS):
            raise Refused(Refusal.WORDS)
        quantity = self._figure(words) or self._multiple(chosen[0])
        if quantity is None and role not in _WORDLESS:
            raise Refused(Refusal.KIND)
        return Played(role, chosen[0], None, quantity)

    def _figure(self, words: str) -> Quantity | None:
        """The one figure that the words by themselves are read as."""
        if words not in self._known:
            self._known[words] = self._read(words)
        return self._known[words]

    def _read(self, words: str) -> Quantity | None:
        document = read_text(words, "words.txt")
        claims = [c for c in read_article(document, self._article.pack).claims if c.quantity.kind is not Kind.LABEL]
        return claims[0].quantity if len(claims) == 1 else None

    def _multiple(self, place: Span) -> Quantity | None:
        """The factor of a word that tells a multiple (doubled)."""
        said = next((each for each in multiples(self._article) if each.span.overlaps(place) and not each.claim), None)
        if said is None:
            return None
        told = reading(said)
        return Quantity(said.span, said.span, Kind.COUNT, told.value, told.strict, told.generous, _TENTH)

    def _misread(self, data: Mapping[str, Any]) -> dict[str, int]:
        found = {}
        for entry in _listed(data, "misread"):
            claim = self._claim(_text(entry, "figure"))
            if claim is not None and _text(entry, "as") in MISREAD:
                found[claim.id] = MISREAD[_text(entry, "as")]
        return found

    def _speakers(self, data: Mapping[str, Any]) -> dict[str, str]:
        found = {}
        for entry in _listed(data, "speakers"):
            figures = entry.get("figures")
            if self._words.places(_text(entry, "source")) and isinstance(figures, list):
                for figure in figures[: MOST["figures"]]:
                    claim = self._claim(figure)
                    if claim is not None:
                        found[claim.id] = " ".join(_text(entry, "source").split())
        return found

    def _claim(self, figure: Any) -> Claim | None:
        numbered = _FIGURE.fullmatch(figure) if isinstance(figure, str) else None
        if numbered is None or int(numbered[1]) > len(self._figures):
            return None
        return self._figures[int(numbered[1]) - 1]


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _listed(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The entries of a list that are objects, no more than may be."""
    value = data.get(key)
    return [each for each in value[: MOST[key]] if isinstance(each, dict)] if isinstance(value, list) else []


def _expect_roles(relation: Named, terms: Sequence[Played]) -> None:
    """Raise Refused where roles are missing, or are played by more or by the same figures than they can be."""
    counted = Counter(term.role for term in terms)
    if not relation.complete(frozenset(counted)):
        raise Refused(Refusal.ROLES)
    for role, number in counted.items():
        kind = relation.roles[role]
        if (kind == ONE and number > 1) or (kind == PAIRS and (number % 2 or number < 4)):
            raise Refused(Refusal.ROLES)
    played = Counter((term.span, term.side) for term in terms)
    both = relation.name == "weekday"  # a date may hold its weekday
    if relation.name in _PAIRED and len(terms) < 2 or not both and max(played.values()) > 1:
        raise Refused(Refusal.ROLES)


def _nearest(said: Sequence[Span], terms: Sequence[Played]) -> Span:
    """Of the places where the words stand, the one nearest to a figure of the relation."""
    starts = [term.span.start for term in terms if term.span] or [0]
    return min(said, key=lambda place: min(abs(place.start - start) for start in starts))
