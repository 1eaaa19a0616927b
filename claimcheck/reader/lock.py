"""Answers that were given, kept one file each under the hash of what was asked, so that nobody has to be asked again.

The folder can be committed: whoever has it gets the same report without a model and without a network.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from claimcheck import files
from claimcheck.errors import ConfigError
from claimcheck.reader.request import VERSION

LARGEST = 2 * files.MEGABYTE


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given: the model, the version of what it was asked, the day, its text, and what it took, in
    tokens and seconds, as far as its server tells."""

    model: str
    version: str
    asked: str
    answer: str
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


class Lock:
    """The answers below one folder, which several threads may add to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writing = threading.Lock()

    def get(self, key: str) -> Kept | None:
        """The answer kept under a key, None where there is none that can be read."""
        try:
            data = json.loads(files.read(self._path(key), LARGEST))
            answer = data["answer"]
            text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
            told = {name: data.get(name) for name in ("model", "version", "asked")}
            if data.get("version") != VERSION or not all(isinstance(each, str) for each in told.values()):
                return None
            return Kept(**told, answer=text)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer under a key. Raises ConfigError where it cannot be written."""
        row: dict[str, Any] = asdict(kept)
        row["seconds"] = round(kept.seconds, 2)
        try:
            row["answer"] = json.loads(kept.answer)
        except (ValueError, RecursionError):
            row["answer"] = kept.answer
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._writing, files.replacing(self._path(key), encoding="utf-8", errors="backslashreplace") as out:
                json.dump(row, out, ensure_ascii=False, indent=1)
                out.write("\n")
        except (OSError, RecursionError) as error:
            why = getattr(error, "strerror", None) or error
            raise ConfigError(f"an answer cannot be kept in «{self.folder}»: {why}") from error

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"
