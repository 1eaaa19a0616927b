"""A quantity and the tokens it takes up in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity with its token range, `last` excluded."""

    quantity: Quantity
    first: int
    last: int
