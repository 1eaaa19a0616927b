"""From quantities to claims: what is counted, what is said of it, where, when and by whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from claimcheck.extract import nouns
from claimcheck.extract.mention import Mention
from claimcheck.extract.moments import moments
from claimcheck.extract.nouns import NounPhrase
from claimcheck.extract.sentences import Sentence
from claimcheck.extract.sources import Attributions
from claimcheck.knowledge import wider
from claimcheck.language import Pack
from claimcheck.model import Claim, Document, Kind, Moment, Place, Quantity, Span, shared
from claimcheck.phrase import Token

STRONG = frozenset(";:.!?()[]—–")
LONGEST = 100  # words to either side beyond which nothing is said of a mention
NOUNLESS = frozenset({Kind.DATE, Kind.TIME, Kind.YEAR, Kind.SCORE, Kind.LABEL})
SHARES = frozenset({Kind.PERCENT, Kind.RATIO})


def bind(
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[Mention]],
    document: Document,
    pack: Pack,
    told: Attributions,
) -> tuple[Claim, ...]:
    """One claim for each mention, in reading order, with ids c1, c2, ..."""
    cells = {
        (span.start, span.end): (number, row, column)
        for number, table in enumerate(document.tables)
        for row, line in enumerate(table.rows)
        for column, span in enumerate(line)
    }
    quotes = _Quotes(document.quotes)
    claims: list[Claim] = []
    for sentence, found in zip(sentences, mentions, strict=True):
        times = moments(sentence, found, document.dateline, pack)
        phrases = _phrases(sentence.tokens, found, pack)
        clauses = _clauses(sentence.tokens, found, phrases)
        for place, (mention, phrase) in enumerate(zip(found, phrases, strict=True)):
            words, moment, beside = clauses[place], times[place], _beside(found, place, phrase)
            claims.append(
                _claim(len(claims), sentence, mention, phrase, beside, words, quotes, pack, told, cells, moment)
            )
    return tuple(claims)


class _Quotes:
    """The quotations of a story, to be asked whether one holds a place."""

    def __init__(self, quotes: Sequence[Span]) -> None:
        ordered = sorted(quotes)
        self._starts = [quote.start for quote in ordered]
        self._ends = list(accumulate((quote.end for quote in ordered), max))

    def hold(self, span: Span) -> bool:
        """Whether the whole span stands inside one of them."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._ends[at]


def _clauses(
    tokens: Sequence[Token], found: Sequence[Mention], phrases: Sequence[NounPhrase | None]
) -> list[list[Token]]:
    """The words that speak of each mention: up to strong punctuation or the next count, its own noun left out."""
    ends = [
        phrase.last if phrase and _beside(found, at, phrase) else found[at].last for at, phrase in enumerate(phrases)
    ]
    counts = [mention.quantity.kind not in NOUNLESS for mention in found]
    lows = accumulate((end if counted else 0 for end, counted in zip(ends, counts, strict=True)), max, initial=0)
    highs = [len(tokens)]
    for mention, counted in zip(reversed(found), reversed(counts), strict=True):
        highs.append(mention.first if counted else highs[-1])
    return [
        _clause(tokens, low, mention.first, end, high)
        for low, mention, end, high in zip(lows, found, ends, highs[-2::-1], strict=False)
    ]


def _clause(tokens: Sequence[Token], low: int, first: int, last: int, high: int) -> list[Token]:
    """The words on both sides of `first` to `last`, between `low` and `high` and no further than a clause goes."""
    low, high = max(low, first - LONGEST), min(high, last + LONGEST)
    start, end = first, last
    while start > low and not _strong(tokens[start - 1]):
        start -= 1
    while end < high and not _strong(tokens[end]):
        end += 1
    return [token for token in (*tokens[start:first], *tokens[last:end]) if token.is_word]


def _beside(found: Sequence[Mention], place: int, phrase: NounPhrase | None) -> bool:
    """Whether the counted words follow the number directly, with no other number between."""
    if phrase is None or phrase.first < found[place].last:
        return False
    return place + 1 == len(found) or phrase.first < found[place + 1].first


def _strong(token: Token) -> bool:
    return token.text in STRONG and (token.spaced or token.text not in "-–—")


def _claim(
    number: int,
    sentence: Sentence,
    mention: Mention,
    phrase: NounPhrase | None,
    beside: bool,
    words: Sequence[Token],
    quotes: _Quotes,
    pack: Pack,
    told: Attributions,
    cells: dict[tuple[int, int], tuple[int, int, int]],
    moment: Moment | None,
) -> Claim:
    quantity = mention.quantity
    head = sentence.tokens[phrase.head].norm if phrase else ""
    concept = nouns.concept_of(head, pack) if head else None
    predicate, context, locations = _said_of(words, sentence.tokens[0], pack)
    forms = {token.norm for token in words}
    span = quantity.span
    if phrase and beside:
        span = span.joined(phrase.span(sentence.tokens))
    return Claim(
        id=f"c{number + 1}",
        quantity=quantity,
        span=span,
        sentence=sentence.number,
        place=sentence.place,
        counted=phrase.span(sentence.tokens) if phrase else None,
        key=concept.name if concept else nouns.stem(head, pack) if head else "",
        wider=shared(wider(head, pack) if head and not concept else frozenset()),
        modifiers=shared(_modifiers(sentence.tokens, phrase, pack)),
        concepts=shared(concept.parents | {concept.name} if concept else frozenset()),
        predicate=shared(predicate),
        context=shared(context),
        locations=shared(locations),
        source=told.source_of(sentence.number, quantity.span),
        moment=moment,
        quoted=quotes.hold(span),
        negated=bool(forms & pack.words("negation")),
        forecast=bool(forms & pack.words("forecast")),
        threshold=bool(forms & pack.words("threshold")),
        cell=cells.get((sentence.span.start, sentence.span.end)) if sentence.place is Place.TABLE else None,
    )


def _phrases(tokens: Sequence[Token], found: Sequence[Mention], pack: Pack) -> list[NounPhrase | None]:
    """What each mention counts; `four of the 22 plants` counts plants, `the injured are three` the injured."""
    phrases = [_counted(tokens, mention, found, place, pack) for place, mention in enumerate(found)]
    partitive = pack.words("nouns.of") | pack.words("nouns.articles")
    for place in range(len(found) - 2, -1, -1):
        joint = tokens[found[place].last : found[place + 1].first]
        counts = found[place].quantity.kind is Kind.COUNT and found[place + 1].quantity.kind is Kind.COUNT
        if phrases[place] is None and counts and joint and all(token.norm in partitive for token in joint):
            phrases[place] = phrases[place + 1]
    for place, mention in enumerate(found):
        if phrases[place] is None and mention.quantity.kind is Kind.COUNT:
            limit = _next(tokens, found, place)
            inverted = nouns.counted_inverted(tokens, mention.first, mention.last, pack, limit)
            before = nouns.counted_before(tokens, mention.first, pack) or nouns.body_of(tokens, mention.first, pack)
            phrases[place] = inverted or before
    return phrases


def _counted(
    tokens: Sequence[Token], mention: Mention, found: Sequence[Mention], place: int, pack: Pack
) -> NounPhrase | None:
    quantity = mention.quantity
    if quantity.kind in NOUNLESS:
        return None
    limit, at = _next(tokens, found, place), mention.last
    if quantity.kind not in (Kind.COUNT, Kind.ORDINAL):
        if at >= limit or tokens[at].norm not in pack.words("nouns.of"):
            return None
        at += 1
        while at < limit and tokens[at].norm in pack.words("nouns.articles"):
            at += 1
    after = nouns.counted_after(tokens, at, _one(quantity), pack, limit)
    if after is None and quantity.kind in SHARES:
        after = nouns.known(tokens, at, pack, limit)
    counted = after or nouns.glued(tokens, mention.last, limit)
    if quantity.kind is Kind.COUNT and not _one(quantity):
        return nouns.predicated(tokens, counted.last if counted else at, pack, limit) or counted
    return counted


def _next(tokens: Sequence[Token], found: Sequence[Mention], place: int) -> int:
    """Where the mention behind one begins, or the sentence ends."""
    return found[place + 1].first if place + 1 < len(found) else len(tokens)


def _one(quantity: Quantity) -> bool:
    return quantity.kind is Kind.ORDINAL or quantity.value == 1


def _modifiers(tokens: Sequence[Token], phrase: NounPhrase | None, pack: Pack) -> frozenset[str]:
    if phrase is None:
        return frozenset()
    return frozenset(
        nouns.stem(tokens[at].norm, pack)
        for at in range(phrase.first, phrase.last)
        if at != phrase.head and tokens[at].is_word
    )


def _said_of(
    words: Sequence[Token], opening: Token, pack: Pack
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Concepts, stems of content words, and names among the words of a clause."""
    predicate, context, locations = set(), set(), set()
    stops = pack.words("nouns.stop")
    for token in words:
        if token.norm in stops:
            continue
        if token.capital and token is not opening and not nouns.is_common(token.norm, pack):
            locations.add(token.norm)
            continue
        concept = nouns.concept_of(token.norm, pack)
        if concept:
            predicate.add(concept.name)
        context.add(nouns.stem(token.norm, pack))
    return frozenset(predicate), frozenset(context), frozenset(locations)
