"""Whether a value is what its type says, all the way down: for values that come from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def fits(value: object, kind: Any, known: set[int] | None = None) -> bool:
    """Whether a value is of a type and all it holds is; `known` are the identities of what was looked at already."""
    known = set() if known is None else known
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return any(fits(value, each, known) for each in inner)
    if origin is None:
        return _plain(value, kind, known)
    if not isinstance(value, origin):
        return False
    if isinstance(value, Mapping):
        return all(fits(key, inner[0], known) and fits(each, inner[1], known) for key, each in value.items())
    if not isinstance(value, tuple | frozenset):
        return False
    if isinstance(value, frozenset) or Ellipsis in inner:
        return all(fits(each, inner[0], known) for each in value)
    return len(value) == len(inner) and all(map(fits, value, inner, [known] * len(inner)))


def _plain(value: object, kind: Any, known: set[int]) -> bool:
    """Whether a value is of a class, with all fields that a data class has."""
    if not isinstance(value, NoneType if kind is None else kind):
        return False
    if not is_dataclass(value) or id(value) in known:
        return True
    known.add(id(value))
    return all(hasattr(value, name) and fits(getattr(value, name), each, known) for name, each in _fields(kind).items())


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
