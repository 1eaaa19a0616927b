"""Strict YAML: every scalar is a string, keys are unique, errors show file and line.

YAML's own guesses (`no` is False, `12:30` is 750, the last of two equal keys wins) have no place
in a file that an editor writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from claimcheck.errors import DataError

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _StrictLoader(_Base):  # type: ignore[misc]
    """The C loader with strings only and unique keys."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key.value, str):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key «{key.value}» stands twice", key.start_mark
                )
            seen.add(key.value)
        mapping: dict[str, Any] = super().construct_mapping(node, deep=deep)
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
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - builds strings, lists, dicts only
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position) + 1
        raise DataError(f"{path}:{line}: {error.reason}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line + 1 if mark else 1)
        shown = text.splitlines()[mark.line].strip() if mark and mark.line < len(text.splitlines()) else ""
        raise DataError(f"{path}:{line}: {error.problem or 'not valid YAML'}: {shown}") from error
