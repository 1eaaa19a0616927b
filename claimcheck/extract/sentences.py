"""The story's prose as sentences of tokens, each knowing its part and paragraph.

sentencex proposes the boundaries; the pack's abbreviations take back those it could not know.
"""

from __future__ import annotations

from dataclasses import dataclass

import sentencex

from claimcheck.language import Pack
from claimcheck.model import Document, Part, Place, Span
from claimcheck.phrase import Token, tokenize


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
        for span in _spans(document.prose, part, pack):
            tokens = tuple(tokenize(document.prose, pack.apostrophe, span.start, span.end))
            if tokens:
                sentences.append(Sentence(len(sentences), paragraph, part.place, part.level, span, tokens))
    return tuple(sentences)


def _spans(prose: str, part: Part, pack: Pack) -> list[Span]:
    text = part.span.of(prose)
    if not text.strip():
        return []
    if part.place in (Place.HEADLINE, Place.TABLE):
        return [part.span]
    abbreviations = pack.words("abbreviations")
    spans: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries(pack.code, text):
        start, end = boundary["start_index"], boundary["end_index"]
        if spans and _continues(spans[-1].of(text), text[start:end], abbreviations):
            spans[-1] = Span(spans[-1].start, end)
        elif text[start:end].strip():
            spans.append(Span(start, end))
    return [Span(part.span.start + span.start, part.span.start + span.end) for span in spans]


def _continues(before: str, after: str, abbreviations: frozenset[str]) -> bool:
    """Whether a proposed boundary falls after an abbreviation or before a small letter."""
    words = before.split()
    if not words:
        return True
    last = words[-1].lstrip("(«\"“'‘").lower()
    following = after.lstrip()
    return last.rstrip(".") in abbreviations and last.endswith(".") or bool(following) and following[0].islower()
