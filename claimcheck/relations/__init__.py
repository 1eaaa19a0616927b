"""The named relations that a story can assert among its figures: a closed set, as data beside the eight forms.

Each form is a YAML file of its relations and a module of its arithmetic. A relation has its `roles`, each played by
one figure, by several, or by pairs of figures; what it `says` and what must `hold`, in words for whoever looks for it;
the `rule` that speaks where it is broken, with the `kind` of relation that rule knows, and `otherwise` the rules for
special cases. The figures of roles that are `alike` are of one sort; `sorts` say of which the others are; `shown` is
what a role is called in a report, where that is not its own name. `sense` lists what the words may mean where the roles
alone do not tell, `either` the roles that may stand for another. The remaining keys are the form's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.fields import Fields

FORMS = ("sum", "ratio", "mean", "growth", "equal", "order", "count", "function")
ONE, SEVERAL, PAIRS = "one", "several", "pairs"
_FOLDER = Path(__file__).parent
_REQUIRED = ("says", "holds", "roles", "rule", "kind")
_OPTIONAL = ("otherwise", "sense", "either", "alike", "sorts", "shown", "whole", "between", "stated")


@dataclass(frozen=True, slots=True)
class Named:
    """A relation of the closed set. `roles` map each role to `one`, `several` or `pairs`; `data` is what its form asks
    for."""

    name: str
    form: str
    says: str
    holds: str
    roles: Mapping[str, str]
    rule: str
    kind: str
    otherwise: Mapping[str, str] = field(default_factory=dict)
    sense: tuple[str, ...] = ()
    either: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alike: tuple[str, ...] = ()
    sorts: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    def complete(self, played: frozenset[str]) -> bool:
        """Whether the roles played are all that the relation needs and no more."""
        if not self.either:
            return played == self.roles.keys()
        shared = self.roles.keys() - {role for first, rest in self.either.items() for role in (first, *rest)}
        return any(played in (shared | {first}, shared | {*rest}) for first, rest in self.either.items())


@cache
def named() -> Mapping[str, Named]:
    """Every relation by name, in the order of the forms. Raises DataError for a file that is wrong."""
    return {each.name: each for form in FORMS for each in _read(form)}


def _read(form: str) -> list[Named]:
    path = _FOLDER / f"{form}.yaml"
    whole = Fields(path.read_text(encoding="utf-8"), path)
    return [_named(whole, form, name) for name in whole.data]


def _named(whole: Fields, form: str, name: str) -> Named:
    row = whole.mapping(name)
    for key in (*(key for key in row if key not in (*_REQUIRED, *_OPTIONAL)), *(k for k in _REQUIRED if k not in row)):
        whole.fault(name, f"«{key}» is missing or not a known key of a relation")
    if any(number not in (ONE, SEVERAL, PAIRS) for number in row["roles"].values()):
        whole.fault(name, f"a role is played by {ONE}, {SEVERAL} or {PAIRS}")
    return Named(
        name,
        form,
        row["says"],
        row["holds"],
        row["roles"],
        row["rule"],
        row["kind"],
        row.get("otherwise", {}),
        tuple(row.get("sense", ())),
        {first: tuple(rest) for first, rest in row.get("either", {}).items()},
        tuple(row.get("alike", ())),
        row.get("sorts", {}),
        row.get("shown", {}),
        {key: row[key] for key in ("whole", "between", "stated") if key in row},
    )
