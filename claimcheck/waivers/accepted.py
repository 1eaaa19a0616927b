"""Findings an editor has looked at and keeps, in `.claimcheck-accepted.toml`: by fingerprint, each with its reason."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimcheck import files
from claimcheck.config.toml import TomlFile
from claimcheck.errors import ConfigError, nearest
from claimcheck.model import Finding, Waived, Waiver

NAME = ".claimcheck-accepted.toml"
TABLE = "accepted"
HEAD = "# Findings an editor has looked at and keeps; `claimcheck accept` adds to this list.\n"
_REQUIRED = ("fingerprint", "reason")
_KEYS = (*_REQUIRED, "rule", "path", "says")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding; rule, path and what it says are for whoever reads the file."""

    fingerprint: str
    rule: str
    path: str
    says: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The reasons by fingerprint."""

    reasons: Mapping[str, str]

    def waive(self, finding: Finding) -> Waived | None:
        """The finding with the reason it was accepted for."""
        reason = self.reasons.get(finding.fingerprint)
        return None if reason is None else Waived(finding, Waiver.ACCEPTED, reason)


def read(path: Path) -> Mapping[str, str]:
    """The reasons in a file by fingerprint; empty when there is no such file. Raises ConfigError."""
    if not os.path.isfile(path):
        return {}
    file = TomlFile(path)
    for key in file.data:
        if key != TABLE:
            file.fault((key,), f"«{key}» is not a known key{nearest(key, [TABLE])}")
    entries = file.data.get(TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        file.fault((TABLE,), f"«{TABLE}» must be tables, each under [[{TABLE}]]")
    found: dict[str, str] = {}
    for number, entry in enumerate(entries):
        for key, value in entry.items():
            if key not in _KEYS:
                file.fault((TABLE, number, key), f"«{key}» is not a known key{nearest(key, _KEYS)}")
            if not isinstance(value, str):
                file.fault((TABLE, number, key), f"«{key}» must be a text")
        for key in _REQUIRED:
            if not entry.get(key, "").strip():
                file.fault((TABLE, number, key), f"an accepted finding needs a {key}")
        found[entry["fingerprint"]] = entry["reason"]
    return found


def add(path: Path, entries: Iterable[Entry]) -> None:
    """Put entries at the end of a file, which appears whole or not at all, whoever else adds to it at the same time.
    Raises ConfigError."""
    told = "".join(_written(entry) for entry in entries)
    try:
        with files.locked(path.parent):
            text = files.read(path).decode("utf-8") if os.path.isfile(path) else HEAD
            with files.replacing(path, encoding="utf-8", newline="\n") as out:
                out.write(text.rstrip("\n") + "\n" + told)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ConfigError(f"«{path}» cannot be written: {reason}") from error


def _written(entry: Entry) -> str:
    keys = ("fingerprint", "rule", "path", "says", "reason")
    return f"\n[[{TABLE}]]\n" + "".join(f"{key} = {_quoted(getattr(entry, key))}\n" for key in keys)


def _quoted(text: str) -> str:
    """A TOML text: as in JSON, but for the delete sign and what cannot be encoded."""
    import json

    plain = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
