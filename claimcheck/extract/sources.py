"""Who answers for a number (first slice: nobody)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.extract.sentences import Sentence
from claimcheck.language import Pack
from claimcheck.model import Document, Source, Span


@dataclass(frozen=True, slots=True)
class Attributions:
    """The attributions of a story."""

    def source_of(self, sentence_number: int, span: Span) -> Source | None:
        """The source that answers for the number at this place."""
        return None


def attributions(sentences: Sequence[Sentence], document: Document, pack: Pack) -> Attributions:
    """All attributions of the story."""
    return Attributions()
