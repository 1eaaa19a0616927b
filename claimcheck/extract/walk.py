"""The one loop of the readers: from place to place along a row, never standing still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


def walk(end: int, step: Callable[[int], tuple[T | None, int]]) -> Iterator[T]:
    """What `step` finds at the places before `end`. It tells what begins at a place (None for nothing) and the place
    to go on from, which is taken for the next one where it is none further on."""
    at = 0
    while at < end:
        found, after = step(at)
        if found is not None:
            yield found
        at = max(after, at + 1)
