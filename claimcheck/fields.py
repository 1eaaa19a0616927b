"""The keys of one YAML document, checked one by one; every fault shows its file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from claimcheck import yamlfile
from claimcheck.errors import DataError, nearest


class Fields:
    """One document's keys and values, read from `text`, which begins after `first_line` lines of the file."""

    def __init__(self, text: str, path: Path, first_line: int = 0) -> None:
        self._text, self._path, self._first_line = text, path, first_line
        self.data: Mapping[str, Any] = yamlfile.load(text, path, first_line) or {}
        if not isinstance(self.data, Mapping):
            raise DataError(f"{path}:{first_line + 1}: expected keys and values")

    def fault(self, key: str, problem: str) -> NoReturn:
        """Raise DataError at the line where `key` stands."""
        for number, line in enumerate(self._text.splitlines(), self._first_line + 1):
            if line.startswith(f"{key}:"):
                raise DataError(f"{self._path}:{number}: {problem}: {line.strip()}")
        raise DataError(f"{self._path}:{self._first_line + 1}: {problem}")

    def expect(self, required: Sequence[str], optional: Sequence[str]) -> None:
        """Raise DataError for a key that is unknown or missing."""
        for key in self.data:
            if key not in (*required, *optional):
                self.fault(key, f"«{key}» is not a known key{nearest(key, (*required, *optional))}")
        for key in required:
            if key not in self.data:
                self.fault(key, f"the key «{key}» is missing")

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.data[key]
        if not isinstance(value, str) or not value.strip():
            self.fault(key, f"«{key}» must be a text")
        return str(value)

    def matching(self, key: str, pattern: re.Pattern[str], expected: str) -> str:
        """A text of a given form."""
        value = self.text(key)
        if not pattern.fullmatch(value):
            self.fault(key, f"«{key}» must be {expected}")
        return value

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """A text out of a few."""
        value = self.text(key)
        if value not in known:
            self.fault(key, f"«{key}» must be one of {', '.join(known)}{nearest(value, known)}")
        return value

    def listed(self, key: str, known: Sequence[str]) -> list[str]:
        """A list of texts out of a few."""
        values = self.data[key]
        if not isinstance(values, list) or not values:
            self.fault(key, f"«{key}» must be a list such as [{known[0]}]")
        for value in values:
            if value not in known:
                self.fault(key, f"«{key}» takes {', '.join(known)}{nearest(str(value), known)}")
        return list(values)

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Keys with any values; empty when absent."""
        value = self.data.get(key, {})
        if not isinstance(value, Mapping):
            self.fault(key, f"«{key}» must hold keys and values")
        return value

    def translations(self, key: str) -> Mapping[str, str]:
        """Language codes with texts; empty when absent."""
        value = self.mapping(key)
        for code, text in value.items():
            if not isinstance(text, str) or not text.strip():
                self.fault(key, f"«{key}» must give a text for each language, «{code}» has none")
        return value
