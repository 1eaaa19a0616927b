"""How much a check may look at: candidates are counted, not seconds, so that a report is the same on any machine."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import ClassVar, SupportsIndex, TypeVar, overload

T = TypeVar("T")


class Exhausted(Exception):
    """A check has looked at all the candidates it may."""


class Budget:
    """The candidates that the running check may still look at; without end outside of a run."""

    def __init__(self) -> None:
        self.left: float = math.inf
        self._row = type("Row", (Row,), {"budget": self, "__slots__": ()})  # a long story has very many rows

    def spend(self, candidates: int = 1) -> None:
        """Counts candidates looked at. Raises Exhausted when there were more than were given."""
        self.left -= candidates
        if self.left < 0:
            raise Exhausted

    def row(self, members: Iterable[T]) -> Row[T]:
        """The members as a row whose looks are counted."""
        found: Row[T] = self._row(members)
        return found

    def counted(self, candidates: Iterable[T]) -> Iterator[T]:
        """The candidates, each counted when it is looked at."""
        for candidate in candidates:
            self.spend()
            yield candidate


class Row(tuple[T, ...]):
    """A tuple whose members are counted as candidates each time all of them, or a stretch of them, are looked at."""

    __slots__ = ()
    budget: ClassVar[Budget]

    def __iter__(self) -> Iterator[T]:
        self.budget.spend(len(self))
        return super().__iter__()

    def __reversed__(self) -> Iterator[T]:
        self.budget.spend(len(self))
        return map(super().__getitem__, range(len(self) - 1, -1, -1))

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> T: ...

    @overload
    def __getitem__(self, at: slice, /) -> tuple[T, ...]: ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> T | tuple[T, ...]:
        found = super().__getitem__(at)
        if isinstance(at, slice):
            self.budget.spend(len(range(*at.indices(len(self)))))
        return found
