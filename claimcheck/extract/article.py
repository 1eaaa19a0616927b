"""A story read into claims, with the lookups that checks ask for.

`read_article` is the whole of the reading: sentences, quantities, what each one counts, who says it,
when, in which part of the story; then the cues, phrases that say how numbers belong together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from operator import attrgetter
from typing import Any, Concatenate, ParamSpec, TypeVar

from claimcheck.extract import binding, ellipsis, nouns, quantities, sentences, separators
from claimcheck.extract.budget import Budget
from claimcheck.extract.sentences import Sentence
from claimcheck.extract.sources import Attributions, attributions
from claimcheck.language import Pack
from claimcheck.model import Claim, Document, Kind, Place, Span
from claimcheck.phrase import Item, PhraseIndex, Token, Whole

P = ParamSpec("P")
T = TypeVar("T")

REACH = 250  # claims to either side: more than any story has
RATES = (
    "average", "each", "per_unit", "per_second", "per_minute", "per_hour", "per_day", "per_night", "per_week",
    "per_month", "per_year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the pack found in the story: its name, place, and the claims in its holes.

    `first` and `last` (end excluded) count the items of the sentence.
    """

    name: str
    sentence: int
    span: Span
    first: int
    last: int
    holes: Mapping[str, Claim]


@dataclass(frozen=True, eq=False)
class Article:
    """A story as checks see it. `items[n]` are sentence n's words with each quantity as one item;
    an item's `quantity` is the claim's place in `claims`. What is looked at is counted by the `budget`."""

    document: Document
    pack: Pack
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    items: tuple[tuple[Item, ...], ...]
    attributions: Attributions
    budget: Budget

    @cached_property
    def by_sentence(self) -> Mapping[int, tuple[Claim, ...]]:
        """The claims of each sentence, in order."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.sentence, []).append(claim)
        return {number: self.budget.row(claims) for number, claims in found.items()}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Each claim's place in `claims`, by id."""
        return {claim.id: at for at, claim in enumerate(self.claims)}

    def nearby(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims of a story's length round a claim, all of them in a story that is no longer."""
        at = self.position[claim.id]
        return self.budget.row(self.claims[max(0, at - REACH) : at + REACH])

    @cached_property
    def item_of(self) -> Mapping[str, int]:
        """The place of each claim's item among its sentence's items, by id; a label stands at its first word."""
        return {
            claim.id: bisect_left(self.items[claim.sentence], claim.quantity.span.start, key=attrgetter("start"))
            for claim in self.claims
        }

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Every cue of the story in reading order."""
        index = cue_index(self.pack)
        found: list[Cue] = []
        for number, row in enumerate(self.items):
            for match in index.find(row):
                holes = {name: self.claims[at] for name, at in match.holes}
                span = Span(row[match.first].start, row[match.last - 1].end)
                found.append(Cue(match.phrase.name, number, span, match.first, match.last, holes))
        return tuple(found)

    @cached_property
    def _cues_by_name(self) -> Mapping[str, tuple[Cue, ...]]:
        found: dict[str, list[Cue]] = {}
        for cue in self.cues:
            found.setdefault(cue.name, []).append(cue)
        return {name: self.budget.row(cues) for name, cues in found.items()}

    @cached_property
    def _cues_by_place(self) -> Mapping[tuple[str, int], tuple[Cue, ...]]:
        found: dict[tuple[str, int], list[Cue]] = {}
        for cue in self.cues:
            found.setdefault((cue.name, cue.sentence), []).append(cue)
        return {place: self.budget.row(cues) for place, cues in found.items()}

    def cued(self, name: str, sentence: int | None = None) -> tuple[Cue, ...]:
        """The cues of one name, in the whole story or in one sentence."""
        self.budget.spend()
        if sentence is None:
            return self._cues_by_name.get(name, ())
        return self._cues_by_place.get((name, sentence), ())

    def has(self, claim: Claim, name: str) -> bool:
        """Whether the claim stands in a hole of a cue of this name."""
        return any(claim in cue.holes.values() for cue in self.cued(name, claim.sentence))

    def sentence_at(self, position: int) -> int:
        """The number of the sentence in which a position of the text stands."""
        return max(bisect_right(self.sentences, position, key=lambda sentence: sentence.span.start) - 1, 0)

    def rate_of(self, claim: Claim) -> str:
        """The cue that makes the claim a rate (`each`, `per_month`, `average`), or empty."""
        return next((name for name in RATES if self.has(claim, name)), "")

    def noun(self, claim: Claim) -> int:
        """How many of the items behind a claim are what it counts."""
        return self.items[claim.sentence][self.item_of[claim.id]].noun

    def between(self, first: Claim, second: Claim) -> tuple[Item, ...]:
        """The items between two claims of one sentence, counted nouns included."""
        self.budget.spend()
        row = self.items[first.sentence]
        return row[self.item_of[first.id] + 1 : self.item_of[second.id]]

    def pairs(self) -> Iterator[tuple[Claim, Claim]]:
        """Neighbouring claims of the same sentence."""
        for claims in self.by_sentence.values():
            yield from zip(claims, claims[1:], strict=False)

    def headline(self) -> tuple[Claim, ...]:
        """The claims of the title and subtitle."""
        return self._headline

    @cached_property
    def _headline(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.place is Place.HEADLINE)


def remembered(work: Callable[Concatenate[Article, P], T]) -> Callable[Concatenate[Article, P], T]:
    """A function of an article that works each answer out once; the answers go when the article does."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def answer(article: Article, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known: dict[Any, T] = article.__dict__.setdefault(name, {})
        asked = (args, *kwargs.items())
        if asked not in known:
            known[asked] = work(article, *args, **kwargs)
        return known[asked]

    return answer


@cache
def cue_index(pack: Pack) -> PhraseIndex:
    """The pack's cue phrases, ready to be looked for."""
    return PhraseIndex(pack.phrases("cues"), pack.words("fillers"))


def read_article(document: Document, pack: Pack) -> Article:
    """Everything claimcheck reads in a story; never fails on any text."""
    pack = separators.fitting(document.text, pack)
    rows = sentences.split(document, pack)
    mentions = [ellipsis.complete(sentence, quantities.read(sentence, pack), pack) for sentence in rows]
    told, budget = attributions(rows, document, pack), Budget()
    claims = binding.bind(rows, mentions, document, pack, told)
    items: list[tuple[Item, ...]] = []
    number = 0
    for sentence, found in zip(rows, mentions, strict=True):
        row = _items(sentence, [(m.first, m.last, number + k) for k, m in enumerate(found)], claims)
        items.append(budget.row(row))
        number += len(found)
    return Article(document, pack, rows, budget.row(claims), tuple(items), told, budget)


def _items(sentence: Sentence, taken: list[tuple[int, int, int]], claims: tuple[Claim, ...]) -> list[Item]:
    row: list[Item] = [*sentence.tokens[: taken[0][0]]] if taken else [*sentence.tokens]
    ends = [first for first, _, _ in taken[1:]] + [len(sentence.tokens)]
    for (first, last, number), end in zip(taken, ends, strict=False):
        behind = sentence.tokens[last:end]
        if claims[number].quantity.kind is Kind.LABEL:
            row.extend(sentence.tokens[first:last])
        else:
            row.append(_item(behind, number, claims[number]))
        row.extend(behind)
    return row


def _item(behind: Sequence[Token], number: int, claim: Claim) -> Whole:
    """The quantity as one item; `behind` are the words up to the next one, which alone may be its noun."""
    quantity = claim.quantity
    noun = 0
    if claim.counted and claim.counted.start >= quantity.span.end:
        noun = sum(token.start < claim.counted.end for token in behind[: 2 * nouns.LONGEST])
    return Whole(quantity.span.start, quantity.span.end, number, quantity.kind.value, noun)
