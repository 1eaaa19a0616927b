"""Which source answers for a number at a place in the story.

Cues of reported speech are read sentence by sentence. Inside a sentence a number belongs to the
nearest cue on whose side it stands, breaks between clauses counting as distance; what stands in
quotation marks belongs to whoever speaks the quotation; a pronoun, or the report just named, carries
the source on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimcheck.extract.nounphrases import Line
from claimcheck.extract.owners import is_person, nobody, same, source
from claimcheck.extract.ownership import owned
from claimcheck.extract.sentences import Sentence
from claimcheck.extract.speech import Saying, sayings
from claimcheck.extract.vocabulary import CueSort, Vocabulary, match, vocabulary
from claimcheck.language import Pack
from claimcheck.model import Document, Source, SourceKind, Span
from claimcheck.phrase import Token

WRONG_SIDE = 30
BREAK = 20
COMMA = 3
TOO_FAR = 50
REMEMBERED = 40
REACH = 8  # attributions to either side that may answer for a place
FAR = 80  # tokens beyond which a cue does not reach


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its source. `scope` limits it to the brackets or quotation it stands in, or to the
    one number it owns."""

    sentence: int
    cue: Span
    source: Source
    sort: CueSort
    forward: bool
    scope: Span | None = None


@dataclass(frozen=True)
class Attributions:
    """All that the story says of who says what."""

    lines: tuple[Line, ...]
    found: tuple[tuple[Attribution, ...], ...]
    carried: tuple[Source | None, ...]
    quotes: tuple[Span, ...] = field(default=())

    def source_of(self, sentence_number: int, span: Span) -> Source | None:
        """The source that answers for what stands at `span`, None when nobody does."""
        near = self._near(sentence_number, span)
        for one in near:
            if one.sort is CueSort.FIGURE and one.scope is not None and one.scope.overlaps(span):
                return one.source
        quote = self.quote_at(span)
        if quote is not None:
            inner = self._nearest(sentence_number, span, [one for one in near if _holds(quote, one.cue)])
            return inner or self._speaker(sentence_number, quote)
        return self._nearest(sentence_number, span, self._spoken(near)) or self.carried[sentence_number]

    def _near(self, number: int, span: Span) -> Sequence[Attribution]:
        """The few attributions of the sentence on either side of a place."""
        own = self.found[number]
        at = bisect_right(own, span.start, key=lambda one: one.cue.start)
        return own[max(0, at - REACH) : at + REACH]

    def _spoken(self, choices: Sequence[Attribution]) -> list[Attribution]:
        """Those that stand outside quotations and speak of more than one figure."""
        return [one for one in choices if self.quote_at(one.cue) is None and one.sort is not CueSort.FIGURE]

    def quote_at(self, span: Span) -> Span | None:
        """The quotation that holds this place."""
        return _within(self.quotes, span)

    def _nearest(self, number: int, span: Span, choices: Sequence[Attribution]) -> Source | None:
        line = self.lines[number]
        best: tuple[int, Source] | None = None
        for one in choices:
            if one.scope is not None and not _holds(one.scope, span):
                continue
            penalty, distance = _way(line, one, span)
            inside = -BREAK if one.scope is not None else 0
            if penalty < TOO_FAR and (best is None or penalty + distance + inside < best[0]):
                best = (penalty + distance + inside, one.source)
        return best[1] if best else None

    def _speaker(self, number: int, quote: Span) -> Source | None:
        """Whoever speaks a quotation: named beside it, or in the same paragraph before or after it."""
        outside = self._spoken(self._near(number, quote))
        here = self._nearest(number, Span(quote.start, quote.start + 1), outside) if outside else None
        if here is not None or outside:
            return here or outside[0].source
        paragraph = self.lines[number].sentence.paragraph
        for step in (1, 2, 3, -1, -2, -3):
            at = number + step
            if 0 <= at < len(self.lines) and self.lines[at].sentence.paragraph == paragraph:
                for one in self.found[at][:REACH]:
                    if self.quote_at(one.cue) is None and one.sort in (CueSort.SAY, CueSort.FIND):
                        return one.source
        return self.carried[number]


def attributions(sentences: Sequence[Sentence], document: Document, pack: Pack) -> Attributions:
    """Every attribution of the story; never fails on any text."""
    words = vocabulary(pack)
    common = frozenset(token.text for sentence in sentences for token in sentence.tokens if token.text[0].islower())
    quotes = tuple(sorted(quote for quote in document.quotes if not _is_sign_of_unit(document, quote)))
    reader = _Reader(words, quotes)
    lines: list[Line] = []
    found: list[tuple[Attribution, ...]] = []
    carried: list[Source | None] = []
    for sentence in sentences:
        norms = _norms(sentence.tokens, words)
        line = Line(sentence, sentence.tokens, norms, document.prose, words, common)
        lines.append(line)
        carried.append(reader.carry(line))
        found.append(reader.read(line))
    return Attributions(tuple(lines), tuple(found), tuple(carried), quotes)


def _norms(tokens: Sequence[Token], words: Vocabulary) -> tuple[str, ...]:
    """The normal forms of a sentence; a small word that opens a name (|São| Paulo) keeps its capital."""
    openers = words.words("name_openers")
    return tuple(
        token.text
        if token.norm in openers and token.capital and at + 1 < len(tokens) and tokens[at + 1].capital
        else _norm(token, words)
        for at, token in enumerate(tokens)
    )


def _norm(token: Token, words: Vocabulary) -> str:
    """The normal form; what is written all in capitals is a name and not the word it looks like (WHO)."""
    if len(token.text.rstrip("'’")) > 1 and token.text.isupper():
        return token.text
    return words.joined.get(token.norm, token.norm)


class _Reader:
    """What is remembered from sentence to sentence: the sources named so far."""

    def __init__(self, words: Vocabulary, quotes: tuple[Span, ...]) -> None:
        self._words = words
        self._quotes = quotes
        self._named: dict[str, Source] = {}
        self._paragraph = -1
        self._last: Source | None = None
        self._speaker: Source | None = None
        self._body: Source | None = None

    def carry(self, line: Line) -> Source | None:
        """The source carried on into a sentence that opens as a continuation in the same paragraph."""
        fresh = line.sentence.paragraph != self._paragraph
        self._paragraph = line.sentence.paragraph
        if fresh:
            self._last = None
        if self._last is not None and match(self._words.continues, line.norms, 0):
            return self._last
        return None

    def read(self, line: Line) -> tuple[Attribution, ...]:
        """The attributions of a sentence."""
        found: list[Attribution] = []
        for saying in sorted((*sayings(line), *owned(line)), key=lambda one: one.cue):
            owner = self._owner(line, saying)
            if owner is None:
                continue
            cue = Span(line.tokens[saying.cue[0]].start, line.tokens[saying.cue[1] - 1].end)
            found.append(
                Attribution(line.sentence.number, cue, owner, saying.sort, saying.forward, _scope(line, saying))
            )
            if (
                owner.kind is not SourceKind.VAGUE
                and saying.sort is not CueSort.FIGURE
                and not _within(self._quotes, cue)
            ):
                self._last = owner
                if saying.sort is CueSort.SAY and saying.who is not None:
                    self._speaker = owner
                if saying.who is not None and not is_person(line, *saying.who):
                    self._body = owner
                self._remember(owner)
        return tuple(found)

    def _owner(self, line: Line, saying: Saying) -> Source | None:
        if saying.who is None:
            first, last = saying.cue
            earlier = self._antecedent(line, first)
            span = Span(line.tokens[first].start, line.tokens[last - 1].end)
            return None if earlier is None else replace(earlier, span=span)
        if saying.sort is CueSort.VAGUE:
            return nobody(line, *saying.who)
        owner = source(line, *saying.who)
        known = next((one for one in reversed(self._named.values()) if _abridged(owner, one)), None)
        if known is not None:
            owner = replace(owner, key=known.key, interested=owner.interested or known.interested)
        return owner

    def _remember(self, owner: Source) -> None:
        self._named.pop(owner.key, None)
        self._named[owner.key] = owner
        if len(self._named) > REMEMBERED:
            self._named.pop(next(iter(self._named)))

    def _antecedent(self, line: Line, at: int) -> Source | None:
        """The source a pronoun, or a verb without subject, goes back to: for one person the last speaker."""
        latest = next(reversed(self._named.values()), None)
        if line.has(at - 1, "personal"):
            return self._speaker or source(line, at - 1, at)
        if line.has(at - 1, "impersonal_pronouns"):
            return self._body or latest
        return latest if line.has(at - 1, "pronouns", "possessives", "own") else self._speaker or latest


def _abridged(owner: Source, earlier: Source) -> bool:
    """Whether the source is an earlier one with fewer words: the agency, the Environment Agency."""
    words, known = set(owner.key.split()), set(earlier.key.split())
    initials = len(words) == 1 and bool(known) and not words & known and same(owner, earlier)
    return bool(words) and (words < known or initials)


def _scope(line: Line, saying: Saying) -> Span | None:
    if saying.scope is not None:
        return Span(line.tokens[saying.scope[0]].start, line.tokens[saying.scope[1] - 1].end)
    first, last = saying.cue
    for k in range(first - 1, max(-1, first - FAR), -1):
        if line.tokens[k].text == ")":
            return None
        if line.tokens[k].text == "(":
            signs = range(last, min(last + FAR, len(line.tokens)))
            close = next((end for end in signs if line.tokens[end].text == ")"), None)
            numbered = close is not None and any(line.tokens[end].is_numeral for end in range(k, close))
            if close is None or (saying.sort is CueSort.BEFORE and not numbered):
                return None
            return Span(line.tokens[k].start, line.tokens[close].end)
    return None


def _way(line: Line, one: Attribution, span: Span) -> tuple[int, int]:
    """The penalty of sides and breaks between a cue and a place, and the distance in tokens."""
    after = span.start >= one.cue.end
    first, last = (one.cue.end, span.start) if after else (span.end, one.cue.start)
    low = bisect_left(line.tokens, first, key=lambda token: token.start)
    high = bisect_right(line.tokens, last, key=lambda token: token.end)
    between = range(low, high)
    if len(between) > FAR:
        return TOO_FAR, len(between)
    wrong = WRONG_SIDE if one.sort is not CueSort.BEFORE else WRONG_SIDE // 2
    penalty = 0 if after == one.forward else wrong
    for k in between:
        sign = line.tokens[k].text
        if sign == ";" or (sign == "," and line.has(k + 1, "and", "boundary", "clause")):
            penalty += BREAK
        elif sign == ",":
            penalty += COMMA if penalty < BREAK else 0
    return penalty, len(between)


def _is_sign_of_unit(document: Document, quote: Span) -> bool:
    """Whether the mark that opens the quotation stands for seconds or inches: 1'33\"42."""
    return quote.start > 0 and document.text[quote.start] == '"' and document.text[quote.start - 1].isdigit()


def _within(quotes: tuple[Span, ...], span: Span) -> Span | None:
    at = bisect_right(quotes, span.start, key=lambda quote: quote.start) - 1
    return quotes[at] if at >= 0 and _holds(quotes[at], span) else None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
