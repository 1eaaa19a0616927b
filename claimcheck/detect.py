"""Which language a story is written in, by its function words.

The common words of the packs compete with each other and with those of languages that have no pack.
A word counts the less the more languages share it, so that relatives are told apart by what is
their own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache

from claimcheck import language as packs
from claimcheck import yamlfile
from claimcheck.model import Document

SAMPLE = 20_000  # characters: enough for any story, and time stays constant for an archive in one file
LONG = 25  # words from which a text must have a clear winner and look like running text
MARGIN, SHORT_MARGIN = 1.2, 1.05  # how many times the runner-up's score the winner must have
OTHERS = 0.85  # what a language without a pack counts in a short text: it is the rarer case
THIN, SHORT_THIN = 0.2, 0.1  # the share of function words below which a text is no running text

_WORD = re.compile(r"[^\W\d_]+")
_OTHERS = packs.FOLDER / "_others.yaml"


def language(document: Document, own: packs.Packs = ()) -> str | None:
    """The code of the pack that fits the story, None when there is none; `own` are packs beside the common ones.

    The front matter's word is taken first, then the evidence of the words. A text too short to hold
    any evidence (no letters, or no function word) is read as its file's name says (`story.it.txt`),
    else as nothing: numbers are not read in a language that was guessed.
    """
    known = packs.codes(own)
    if document.language is not None:
        return document.language if document.language in known else None
    words = _WORD.findall(document.prose[:SAMPLE].lower())
    scores = _scores(words, own)
    if scores:
        best = scores[0][1]
        return best if best in known and _is_clear(words, scores, own) else None
    stem, _ = os.path.splitext(document.path)
    named = os.path.splitext(stem)[1].lstrip(".").lower()
    return named if named in known else None


def contradicted(document: Document, code: str, own: packs.Packs = ()) -> str | None:
    """The language that the words of a story clearly speak for where that is not the one it is said to be in."""
    words = _WORD.findall(document.prose[:SAMPLE].lower())
    scores = _scores(words, own) if len(words) >= LONG else []
    if not scores or scores[0][1] == code or not _is_clear(words, scores, own):
        return None
    best = scores[0][1]
    return str(packs.header(best, own).get("name", best)) if best in packs.codes(own) else best


def _scores(words: list[str], own: packs.Packs) -> list[tuple[float, str]]:
    """Languages by the weight of their function words in the text, the heaviest first."""
    totals: dict[str, float] = {}
    owners = _owners(own)
    for word in words:
        codes = owners.get(word, ())
        for code in codes:
            totals[code] = totals.get(code, 0.0) + len(codes) ** -0.5
    if len(words) < LONG:
        known = packs.codes(own)
        totals = {code: score if code in known else OTHERS * score for code, score in totals.items()}
    return sorted(((score, code) for code, score in totals.items()), reverse=True)


def _is_clear(words: list[str], scores: list[tuple[float, str]], own: packs.Packs) -> bool:
    margin, thin = (MARGIN, THIN) if len(words) >= LONG else (SHORT_MARGIN, SHORT_THIN)
    score, best = scores[0]
    hits = sum(best in _owners(own).get(word, ()) for word in words)
    return hits >= thin * len(words) and (len(scores) == 1 or score >= margin * scores[1][0])


@cache
def _owners(own: packs.Packs) -> Mapping[str, tuple[str, ...]]:
    """For each function word, the languages that have it. Languages without a pack go by their names, so that one
    whose pack comes from elsewhere does not compete with itself."""
    lists = {code: packs.header(code, own).get("function_words", "") for code in packs.codes(own)}
    named = {str(packs.header(code, own).get("name")).lower() for code in lists}
    others = yamlfile.load(_OTHERS.read_text(encoding="utf-8"), _OTHERS)
    lists |= {name: words for name, words in others.items() if name not in named}
    owners: dict[str, list[str]] = {}
    for code, words in lists.items():
        for word in dict.fromkeys(_WORD.findall(words)):
            owners.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in owners.items()}
