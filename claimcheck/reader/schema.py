"""The closed form of an answer: JSON schema, generated from the named relations, that a model's server can enforce."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimcheck.relations import Named

MOST = {"relations": 400, "terms": 60, "misread": 100, "overlooked": 100, "speakers": 60, "figures": 200}

MISREAD = {"no_number": 0, "in_thousands": 10**3, "in_millions": 10**6, "in_billions": 10**9, "other": 1}

Schema = dict[str, Any]


def schema(relations: Mapping[str, Named]) -> Schema:
    """What an answer must look like; every key is required, as strict servers ask."""
    roles = sorted({role for each in relations.values() for role in each.roles})
    senses = sorted({sense for each in relations.values() for sense in each.sense})
    text = {"type": "string"}
    term = _object(role={"type": "string", "enum": roles}, figure=text)
    relation = _object(
        relation={"type": "string", "enum": list(relations)},
        terms={"type": "array", "items": term},
        sense={"anyOf": [{"type": "string", "enum": senses}, {"type": "null"}]},
        said=text,
    )
    misread = _object(**{"figure": text, "as": {"type": "string", "enum": [*MISREAD]}, "why": text})
    return _object(
        relations={"type": "array", "items": relation},
        misread={"type": "array", "items": misread},
        overlooked={"type": "array", "items": _object(words=text, why=text)},
        speakers={"type": "array", "items": _object(source=text, figures={"type": "array", "items": text})},
    )


def _object(**properties: Any) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
