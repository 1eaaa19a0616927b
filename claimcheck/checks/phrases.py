"""Words a newsroom will not have, given by a rule and not by code: banned formulations, house style, vague sources.

A phrase is written as in the language packs. Its hole matches a quantity with hedge and unit, without its hedge, or
as a bare number, so that a phrase may name the hedge (`up to {n} or more`) or the unit (`{n} percentage points`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from claimcheck import language, plugins
from claimcheck.checks import check
from claimcheck.checks.judging import relation
from claimcheck.errors import nearest
from claimcheck.extract.article import Article
from claimcheck.extract.sentences import Sentence
from claimcheck.language import Pack
from claimcheck.model import Claim, Kind, Quantity, Relation, Span, Term, Verdict
from claimcheck.phrase import Item, Match, Phrase, PhraseIndex, Whole

SKIP, CHECK = "skip", "check"
NOUN = 6  # items that may belong to what a number counts
_HOLE = re.compile(r"\{([^{}]*)\}")

Written = Mapping[str, Sequence[str]]


def verify(params: Mapping[str, Any]) -> str | None:
    """What is wrong with a rule's parameters, None when nothing is."""
    if "phrases" not in params:
        return "«phrases.match» needs «phrases»"
    if params.get("quotations", SKIP) not in (SKIP, CHECK):
        return f"«quotations» must be {SKIP} or {CHECK}"
    for key in ("phrases", "exceptions"):
        fault = _fault(key, params.get(key, {}))
        if fault:
            return fault
    return None


def _fault(key: str, given: Any) -> str | None:
    if not isinstance(given, Mapping):
        return f"«{key}» must give a list of phrases for each language"
    for code, phrases in given.items():
        if code not in language.codes() and code not in plugins.names(plugins.LANGUAGES):
            return f"«{key}»: there is no language «{code}»{nearest(code, language.codes())}"
        if not isinstance(phrases, list) or not all(isinstance(text, str) for text in phrases):
            return f"«{key}» must give a list of phrases for each language, «{code}» has none"
        for text in phrases:
            fault = _phrase_fault(text)
            if fault:
                return f"«{key}»: {fault}: «{text}»"
    return None


def _phrase_fault(text: str) -> str | None:
    """Why a phrase cannot be looked for."""
    kinds = [kind.value for kind in Kind]
    for hole in _HOLE.findall(text):
        kind = hole.partition(":")[2]
        if kind and kind not in kinds:
            return f"there is no kind «{kind}»{nearest(kind, kinds)}"
    rest = _HOLE.sub(" ", text)
    if "{" in rest or "}" in rest:
        return "a hole is written {n} or {n:percent}"
    if not re.search(r"\w", rest):
        return "a phrase needs a word"
    gap = text.strip().startswith("...") or text.strip().endswith("...")
    return "a phrase begins and ends with a word or a hole" if gap else None


@check("phrase", slots=("words", "figure"), verify=verify, wordless=True)
def match(
    article: Article, *, phrases: Written, exceptions: Written | None = None, quotations: str = SKIP
) -> Iterator[Relation]:
    """The places where one of the phrases stands and no exception does; in quotations only when asked to."""
    code = article.pack.code
    index = _index(article.pack, tuple(phrases.get(code, ())))
    excepted = _index(article.pack, tuple((exceptions or {}).get(code, ())))
    for sentence in article.sentences:
        rows = list(_rows(article, sentence))
        found = dict(each for row in rows for each in _found(index, row))
        if not found:
            continue
        allowed = [span for row in rows for span, _ in _found(excepted, row)]
        last = 0
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            told = quotations == CHECK or article.attributions.quote_at(span) is None
            if span.start >= last and told and not any(span.overlaps(other) for other in allowed):
                last = span.end
                yield _relation(article, sentence, span, found[span])


def _relation(article: Article, sentence: Sentence, span: Span, hole: int | None) -> Relation:
    text = article.document.text
    quantity = None if hole is None else article.claims[hole].quantity
    figure = Span(_unhedged(sentence, quantity), quantity.span.end).of(text) if quantity else ""
    words = " ".join(span.of(text).split())
    return relation("phrase", Verdict.OPEN, [Term("words", span)], (), words=words, figure=figure)


@cache
def _index(pack: Pack, phrases: tuple[str, ...]) -> PhraseIndex:
    return PhraseIndex([Phrase("phrase", text, pack.apostrophe) for text in phrases], pack.words("fillers"))


def _found(index: PhraseIndex, row: Sequence[Item]) -> Iterator[tuple[Span, int | None]]:
    """Where a phrase stands in a row, with the quantity in its first hole."""
    for each in index.find(row):
        hole = each.holes[0][1] if each.holes else None
        yield Span(row[each.first].start, row[_last(each, row)].end), hole


def _last(found: Match, row: Sequence[Item]) -> int:
    """The last item of a match; a noun that a hole took along at the end is left out."""
    last = found.last - 1
    if found.phrase.elements[-1].sort == "hole":
        while last > found.first and row[last].quantity is None:
            last -= 1
    return last


def _rows(article: Article, sentence: Sentence) -> Iterator[Sequence[Item]]:
    """The sentence with each quantity as one item: whole, without its hedge, as a bare number."""
    yield article.items[sentence.number]
    claims = [claim for claim in article.by_sentence.get(sentence.number, ()) if claim.quantity.kind is not Kind.LABEL]
    if claims:
        yield _row(article, sentence, claims, lambda quantity: Span(_unhedged(sentence, quantity), quantity.span.end))
        yield _row(article, sentence, claims, lambda quantity: quantity.number)


def _unhedged(sentence: Sentence, quantity: Quantity) -> int:
    """Where a quantity begins without the words before it; a sign before the number is part of it."""
    at = bisect_left(sentence.tokens, quantity.number.start, key=lambda token: token.start)
    while at > 0 and sentence.tokens[at - 1].start >= quantity.span.start and not sentence.tokens[at - 1].is_word:
        at -= 1
    return sentence.tokens[at].start if at < len(sentence.tokens) else quantity.number.start


def _row(
    article: Article, sentence: Sentence, claims: Sequence[Claim], place: Callable[[Quantity], Span]
) -> Sequence[Item]:
    row: list[Item] = []
    coming = iter(claims)
    claim = next(coming, None)
    taken = -1
    for at, token in enumerate(sentence.tokens):
        while claim is not None and place(claim.quantity).end <= token.start:
            claim = next(coming, None)
        if claim is None or token.start < place(claim.quantity).start:
            row.append(token)
        elif taken != article.position[claim.id]:
            taken = article.position[claim.id]
            span, kind = place(claim.quantity), claim.quantity.kind.value
            row.append(Whole(span.start, span.end, taken, kind, _noun(sentence, at, claim, span)))
    return row


def _noun(sentence: Sentence, at: int, claim: Claim, number: Span) -> int:
    """How many of the tokens behind a number belong to what it counts."""
    if claim.counted is None or claim.counted.start < claim.quantity.span.end:
        return 0
    behind = sentence.tokens[at : at + 3 * NOUN]
    return sum(number.end <= token.start < claim.counted.end for token in behind)
