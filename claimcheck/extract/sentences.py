"""The story's prose as sentences of tokens, each knowing its part and paragraph.

sentencex proposes the boundaries; the pack's abbreviations take back those it could not know, and
those it withheld after an everyday word are put in. Long paragraphs are handed over in windows,
because its time grows with the square of their length, and with plain spaces, because it panics on
a letter and a full stop with a wider space (U+00A0, U+202F) between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sentencex

from claimcheck.language import Pack
from claimcheck.model import Document, Part, Place, Span
from claimcheck.phrase import Token, tokenize

WINDOW = 3000
NEAR = 40
LONGEST_ZONE = 5
LONGEST_ORDINAL = 4  # three figures and their full stop
LONGEST_CLUB = 3
_LAST_WORD = re.compile(r"[^\s'’(«\"“‘]*\Z")
_SEAM = re.compile(r"(?<![.\w])([^\W\d_]{2,}|[^\W\d_](?:\.[^\W\d_])+)\.\)?\s+(?=[«“\"(]?[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDE_SPACE = re.compile(r"[^\S\t\n\r ]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `number` counts through the story, `paragraph` counts the story's parts."""

    number: int
    paragraph: int
    place: Place
    level: int
    span: Span
    tokens: tuple[Token, ...]


def split(document: Document, pack: Pack) -> tuple[Sentence, ...]:
    """All sentences of the story in reading order; blocks without a word give none."""
    sentences: list[Sentence] = []
    for paragraph, part in enumerate(document.parts):
        for span in _spans(document, part, pack):
            tokens = tuple(tokenize(document.prose, pack.apostrophe, span.start, span.end))
            if tokens:
                sentences.append(Sentence(len(sentences), paragraph, part.place, part.level, span, tokens))
    return tuple(sentences)


def _spans(document: Document, part: Part, pack: Pack) -> Iterator[Span]:
    """The sentences of a part; together they cover it."""
    if part.place in (Place.HEADLINE, Place.TABLE):
        yield part.span
        return
    prose, (start, end) = document.prose, (part.span.start, part.span.end)
    inner = {*_proposed(prose, start, end, pack.code), *_withheld(prose, part.span, document.quotes, pack)}
    for cut in sorted(inner):
        before, following = prose[max(start, cut - NEAR) : cut], prose[cut : min(end, cut + NEAR)]
        if before.strip() and following and not _continues(before, following, pack):
            yield Span(start, cut)
            start = cut
    yield Span(start, end)


def _proposed(prose: str, start: int, end: int, code: str) -> Iterator[int]:
    """Where sentencex ends a sentence; of a window all but the last, whose end it may not have seen."""
    while start < end:
        window = _WIDE_SPACE.sub(" ", prose[start : min(end, start + WINDOW)])
        last = start + len(window) == end
        cuts = [boundary["end_index"] for boundary in sentencex.get_sentence_boundaries(code, window)]
        if not last:
            cuts = cuts[:-1] or [window.rfind(" ") + 1 or len(window)]
        yield from (start + cut for cut in cuts)
        start += max(cuts[-1], 1) if cuts and not last else len(window)


def _withheld(prose: str, span: Span, quotes: Sequence[Span], pack: Pack) -> Iterator[int]:
    """Full stops that sentencex takes for abbreviations, outside quotations and before a capital: those
    after an everyday word or an acronym, and after names and initials (U.S.) those before a function word."""
    known = pack.words("abbreviations")
    for seam in _SEAM.finditer(prose, span.start, span.end):
        word, following = seam.group(1), prose[seam.end() : min(span.end, seam.end() + NEAR)]
        if not following.lstrip('«“"(')[:1].isupper():
            continue
        whole = "." not in word and word.lower() not in known
        if (whole and (word.islower() or word.isupper())) or ((whole or "." in word) and _starts(following, pack)):
            at = bisect_right(quotes, seam.start(), key=lambda quote: quote.start) - 1
            if at < 0 or quotes[at].end <= seam.start():
                yield seam.end()


def _continues(before: str, following: str, pack: Pack) -> bool:
    """Whether a proposed boundary falls after an abbreviation, inside one, or before what begins no sentence."""
    first = following.lstrip()[:1]
    if first.islower() or first in (",", ";"):
        return True
    capitals = _WORD.match(following.lstrip())
    if capitals and capitals.group() in pack.words("never_first"):
        return True
    bare = before.rstrip()
    match = _LAST_WORD.search(bare)
    word = match.group().lower() if match else ""
    if not word.endswith("."):
        return False
    if word[:-1] in pack.words("clock.abbreviations") and _names_zone(following, pack):
        return True
    if word[:-1].isdigit() and _is_ordinal(bare, following, pack):
        return True
    inside = len(word) == 2 and bare == before and not following[:1].isspace()
    numbered = first.isdigit() and word[:-1] in pack.words("numbered") | pack.words("dates.short")
    abbreviated = word[:-1] in pack.words("abbreviations") and not ("." in word[:-1] and _starts(following, pack))
    return inside or numbered or abbreviated


def _is_ordinal(before: str, following: str, pack: Pack) -> bool:
    """Whether a figure and a full stop are an ordinal (am 3. März, der 5. Platz, der 1. FC) that ends no sentence."""
    if "." not in pack.words("ordinals.suffixes_of_figures"):
        return False
    *earlier, figure = before.split()
    match = _WORD.match(following.lstrip())
    if match is None or len(figure) > LONGEST_ORDINAL:
        return False
    word = match.group()
    ranked = word.lower() in pack.words("ordinals.ranked") or word.lower() in pack.table("months")
    determined = bool(earlier) and earlier[-1].lower() in pack.words("ordinals.determiners")
    club = len(word) <= LONGEST_CLUB and word.isupper()
    return ranked or club or determined and word.lower() not in pack.function_words


def _names_zone(following: str, pack: Pack) -> bool:
    """Whether a name of a time zone comes next: capitals and a word for time (`Central European Time`)."""
    for number, word in enumerate(_WORD.findall(following)[:LONGEST_ZONE]):
        if word.lower() in pack.words("clock.zone_heads"):
            return number > 0
        if not word[0].isupper():
            return False
    return False


def _starts(following: str, pack: Pack) -> bool:
    """Whether a capitalised function word comes next, which no name begins with."""
    match = _WORD.match(following.lstrip('«“"( '))
    return match is not None and match.group()[0].isupper() and match.group().lower() in pack.function_words
