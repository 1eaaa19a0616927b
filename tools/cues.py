"""Which words of the role lexicons stand beside the figures of judged relations, and how many of those broke."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from claimcheck.language import pack, roles
from claimcheck.stems import stem
from tools.checked import Outcome, Text, Told
from tools.show import of

REACH = 160
BESIDE = 30
LEAST = 20
SHOWN = 25


@cache
def words(lang: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The stems of a language's single words for roles, and its set phrases; nothing for one that has no lexicon."""
    found = {str(word).lower() for several in roles(lang).values() for word in several}
    phrases = sorted((word for word in found if " " in word), key=lambda word: (-len(word), word))
    stems = frozenset(stem(word, pack(lang)) for word in found if " " not in word)
    return stems, re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})\b")


def between(text: str, lang: str, told: Told) -> set[str]:
    """The phrases and the stems of words for roles between the figures of a relation or close to them."""
    places, (stems, phrases) = [place for _, place in told.terms], words(lang)
    if not places or not stems:
        return set()
    start, end = min(places)[0], max(end for _, end in places)
    if end - start > REACH:
        return set()
    around = text[max(0, start - BESIDE) : end + BESIDE].lower()
    return set(phrases.findall(around)) | stems & {stem(word, pack(lang)) for word in re.findall(r"[^\W\d]+", around)}


def rates(pairs: Iterable[tuple[Text, Outcome]]) -> dict[str, Counter[str]]:
    """For each word, as `en: left`: how many relations were judged beside it, and how many of those broke."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row, outcome in pairs:
        for told in outcome.relations:
            for word in between(row.text, row.lang or "", told):
                counts[f"{row.lang}: {word}"].update(judged=1, broken=int(told.verdict == "broken"))
    return {word: c for word, c in counts.items() if c["judged"] >= LEAST}


def show(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """The words beside which most relations broke."""
    yield f"words of roles beside {LEAST} judged relations at least, the worst {SHOWN} of {len(counts)}"
    for word, c in sorted(counts.items(), key=lambda item: -item[1]["broken"] / item[1]["judged"])[:SHOWN]:
        yield f"   {word:30} broken {of(c, 'broken', 'judged')}"
