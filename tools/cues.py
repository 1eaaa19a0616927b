"""Which words of the role lexicons stand beside the figures of judged relations, and how many of those broke."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import yaml

from claimcheck.language import FOLDER
from tools.checked import Outcome, Text, Told
from tools.show import of

ROLES = FOLDER / "roles"
REACH = 160
LEAST = 20
SHOWN = 25


@cache
def words(lang: str) -> re.Pattern[str] | None:
    """All words of a language's roles, the longest first; None for a language that has none."""
    path = ROLES / f"{lang}.yaml"
    if not path.exists():
        return None
    lexicon = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = sorted({str(word).lower() for several in lexicon.values() for word in several}, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b")


def between(text: str, lang: str, told: Told) -> set[str]:
    """The words of roles between the first and the last figure of a relation, or just before the first."""
    places, lexicon = [place for _, place in told.terms], words(lang)
    if lexicon is None or not places:
        return set()
    start, end = min(places)[0], max(end for _, end in places)
    return set(lexicon.findall(text[max(0, start - 30) : end + 30].lower())) if end - start <= REACH else set()


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
