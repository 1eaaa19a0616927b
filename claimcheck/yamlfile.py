"""Strict YAML: every scalar is a string, keys are unique, errors show file and line.

YAML's own guesses (`no` is False, `12:30` is 750, the last of two equal keys wins) have no place
in a file that an editor writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from claimcheck import files
from claimcheck.errors import DataError

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _made(node: Any, seen: set[int]) -> Any:
    """The strings, lists and dicts of a node; `seen` are the identities of those made already, which an alias would
    repeat."""
    if id(node) in seen:
        raise yaml.constructor.ConstructorError(None, None, "an alias is not taken, write it out", node.start_mark)
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_made(each, seen) for each in node.value]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key.value, str):
            raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
        if key.value in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"the key «{key.value}» stands twice", key.start_mark)
        mapping[key.value] = _made(value, seen)
    return mapping


def documents(path: Path) -> list[str]:
    """The texts of the file's YAML documents, split but not parsed."""
    try:
        text = files.read(path, files.SETTINGS).decode("utf-8")
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return text.replace("\r\n", "\n").split("\n---\n")


def load(text: str, path: Path, first_line: int = 0) -> Any:
    """One YAML document as dicts, lists and strings.

    Raises DataError naming the file, the line (counted from the file's start) and the fault.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
        return None if node is None else _made(node, set())
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position) + 1
        raise DataError(f"{path}:{line}: {error.reason}") from error
    except RecursionError as error:
        raise DataError(f"{path}:{first_line + 1}: is nested too deeply") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line + 1 if mark else 1)
        shown = text.splitlines()[mark.line].strip() if mark and mark.line < len(text.splitlines()) else ""
        raise DataError(f"{path}:{line}: {error.problem or 'not valid YAML'}: {shown}") from error
