"""Strict YAML: every scalar is a string, keys are unique, errors show file and line.

YAML's own guesses (`no` is False, `12:30` is 750, the last of two equal keys wins) have no place
in a file that an editor writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from claimcheck.errors import DataError

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _made(node: Any, known: dict[int, Any]) -> Any:
    """The strings, lists and dicts of a node; `known` are those made already, by the node's identity, None while
    one is being made."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in known:
        if known[id(node)] is None:
            raise yaml.constructor.ConstructorError(None, None, "a part of it cannot hold itself", node.start_mark)
        return known[id(node)]
    known[id(node)] = None
    if isinstance(node, yaml.SequenceNode):
        known[id(node)] = [_made(each, known) for each in node.value]
        return known[id(node)]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key.value, str):
            raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
        if key.value in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"the key «{key.value}» stands twice", key.start_mark)
        mapping[key.value] = _made(value, known)
    known[id(node)] = mapping
    return mapping


def documents(path: Path) -> list[str]:
    """The texts of the file's YAML documents, split but not parsed."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    return text.split("\n---\n")


def load(text: str, path: Path, first_line: int = 0) -> Any:
    """One YAML document as dicts, lists and strings.

    Raises DataError naming the file, the line (counted from the file's start) and the fault.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
        return None if node is None else _made(node, {})
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position) + 1
        raise DataError(f"{path}:{line}: {error.reason}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line + 1 if mark else 1)
        shown = text.splitlines()[mark.line].strip() if mark and mark.line < len(text.splitlines()) else ""
        raise DataError(f"{path}:{line}: {error.problem or 'not valid YAML'}: {shown}") from error
