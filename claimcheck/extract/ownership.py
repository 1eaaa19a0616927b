"""Figures that carry their owner with them: the council's figure of 400, the 400 counted by the council."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.extract.nounphrases import Line, read_back, read_forward
from claimcheck.extract.speech import Saying
from claimcheck.extract.vocabulary import CueSort

NEAR = 4


def owned(line: Line) -> Iterator[Saying]:
    """One saying for each figure with an owner; its scope is that figure alone."""
    for at in range(len(line.tokens)):
        if line.has(at, "figures"):
            saying = _figure(line, at)
        elif line.has(at, "given") and line.has(at + 1, "by"):
            saying = _counted(line, at)
        elif line.tokens[at].is_numeral and line.has(at - 1, "possessives", "own"):
            saying = _claimed(line, at)
        else:
            continue
        if saying is not None:
            yield saying


def _figure(line: Line, at: int) -> Saying | None:
    """The council's 400 figure; its own figure of 400; the figure of 400 given by the council."""
    owner = _owner_before(line, at)
    number = _number(line, at + 1, at + 1 + NEAR) if line.has(at + 1, "of") else None
    before = _number(line, owner[1] if owner else max(0, at - 2), at)
    if owner is not None and (before or number):
        return Saying(CueSort.FIGURE, (at, at + 1), None if owner[0] == owner[1] else owner, True, before or number)
    if number is not None and line.has(number[1], "of"):
        end = read_forward(line, number[1] + 1)
        if any(line.has(k, "bodies", "groups", "offices") or line.is_name(k) for k in range(number[1] + 1, end)):
            return Saying(CueSort.FIGURE, (at, at + 1), (number[1] + 1, end), True, number)
    return None


def _owner_before(line: Line, at: int) -> tuple[int, int] | None:
    """The range of the owner's name before a figure; an empty range stands for a pronoun."""
    for k in range(at - 1, max(-1, at - 2 - NEAR), -1):
        token = line.tokens[k]
        if line.norms[k] == line.words.pack.text("sources.possessive_sign"):
            start, whole = read_back(line, k)
            return (start, k) if whole and start < k else None
        if line.has(k, "possessives"):
            return k, k
        if not (token.is_numeral or token.is_word) or line.has(k, "stop", "say", "of", "at"):
            return None
    return None


def _counted(line: Line, at: int) -> Saying | None:
    """The 400 counted by the council, right after the number."""
    number = _number(line, max(0, at - NEAR), at)
    end = read_forward(line, at + 2)
    if number is None or not any(line.is_known(k) or line.is_name(k) for k in range(at + 2, end)):
        return None
    return Saying(CueSort.FIGURE, (at, at + 2), (at + 2, end), False, number)


def _claimed(line: Line, at: int) -> Saying | None:
    """The council stands by its 400: the number alone, owned by the subject of the sentence."""
    after = at + 1 + line.has(at + 1, "scales")
    bare = (
        after >= len(line.tokens) or not line.tokens[after].is_word or line.has(after, "stop", "and", "at", "helpers")
    )
    end = read_forward(line, 0)
    if not bare or not any(line.has(k, "bodies", "groups") for k in range(end)):
        return None
    return Saying(CueSort.FIGURE, (at, at + 1), (0, end), True, (at, after))


def _number(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The range of the first numeral between two tokens, with the scale word after it (50 mila)."""
    for k in range(start, min(end, len(line.tokens))):
        if line.tokens[k].is_numeral:
            scaled = line.has(k + 1, "scales")
            return k, k + 1 + scaled
    return None
