"""Reports kept by content: a story that was checked before, by the same rules, is not checked again.

A key covers the bytes of the story and everything that shapes its report, so an entry is never out of
date; entries appear whole or not at all, and whatever cannot be read is as good as not there.

The key itself is not kept: an entry is called by its hash and sealed with it. A report holds the words of its story,
which may not be published yet; whoever reads the folder without having the story learns none of them.
"""

from __future__ import annotations

import io
import os
import pickle
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256, shake_256
from pathlib import Path
from typing import Any

from claimcheck import __version__, files
from claimcheck.model import Report
from claimcheck.shapes import fits

VARIABLE = "CLAIMCHECK_CACHE"
MARK = b"claimcheck report 2\n"
DAYS = 30
_ENTRY = re.compile(r"[0-9a-f]{64}(?:\.\d+)?")  # with a number while it is being written
_DAY = 24 * 60 * 60
_PRUNED = "pruned"
_BUILTINS = frozenset({("builtins", "frozenset"), ("fractions", "Fraction"), ("datetime", "date")})
_VALUES = ("claimcheck.model", "claimcheck.interval")


class Cache:
    """The entries below one folder. Only `clear` raises: without a folder it can use, the cache keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Report | None:
        """The report kept under a key, None when there is none that can be read."""
        try:
            data = files.read(self._path(key))
            whole = _sealed(data[len(MARK) :], key)
            digest, payload = whole[:32], whole[32:]
            if not data.startswith(MARK) or sha256(payload).digest() != digest:
                return None
            found = _Values(io.BytesIO(payload)).load()
        except Exception:
            return None
        return found if fits(found, Report) else None

    def put(self, key: str, report: Report) -> None:
        """Keep a report under a key."""
        path = self._path(key)
        try:
            payload = pickle.dumps(report, pickle.HIGHEST_PROTOCOL)
            for folder in (self.folder, path.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            whole = path.with_name(f"{path.name}.{os.getpid()}")
            try:
                whole.write_bytes(MARK + _sealed(sha256(payload).digest() + payload, key))
                os.replace(whole, path)
            except BaseException:
                whole.unlink(missing_ok=True)
                raise
            self._prune()
        except (OSError, ValueError, pickle.PicklingError, RecursionError):
            return

    def entries(self) -> list[Path]:
        """The files that hold a report."""
        return [path for path in self.folder.glob("??/*") if _ENTRY.fullmatch(path.parent.name + path.name)]

    def clear(self) -> int:
        """Remove every entry; returns how many there were. Raises OSError."""
        found = self.entries()
        for path in (*found, self.folder / _PRUNED):
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in found}:
            with suppress(OSError):
                folder.rmdir()
        return len(found)

    def _path(self, key: str) -> Path:
        name = sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]

    def _prune(self) -> None:
        """Once a day, drop what has not been written for a month."""
        mark, now = self.folder / _PRUNED, time.time()
        if mark.exists() and now - mark.stat().st_mtime < _DAY:
            return
        mark.touch()
        for path in self.entries():
            if now - path.stat().st_mtime > DAYS * _DAY:
                path.unlink(missing_ok=True)


def _sealed(data: bytes, key: str) -> bytes:
    """The bytes joined with a stream that only the key gives; sealing them once more opens them."""
    stream = shake_256(f"seal {key}".encode()).digest(len(data))
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little")


class _Values(pickle.Unpickler):
    """Makes the values of a report and nothing else, whatever a file asks for."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _VALUES or (module, name) in _BUILTINS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a report")


def folder() -> Path | None:
    """Where this user's caches are kept, by the custom of the system; the environment may name another place. None
    for a user who has no home."""
    if named():
        return Path(os.environ[VARIABLE])
    try:
        return _usual()
    except RuntimeError:
        return None


def _usual() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "claimcheck"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "claimcheck" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claimcheck"


def key(*parts: bytes | str) -> str:
    """The key of everything that shapes a report; no two lists of parts give the same."""
    digest = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def program(*folders: Path, content: bool = False) -> str:
    """What tells this claimcheck from another: its version, Python's, and the state of its own files, or their
    `content`, which takes longer and is the same wherever and whenever it was installed."""
    state = _content if content else _state
    told = sorted(state(entry, str(each)) for each in folders for entry in _files(str(each)))
    return key(__version__, sys.version, *told)


def named() -> bool:
    """Whether the environment names the folder of the cache, which then may be kept for another machine."""
    return VARIABLE in os.environ


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry
            elif entry.name != "__pycache__":
                yield from _files(entry.path)


def _state(entry: os.DirEntry[str], _folder: str) -> str:
    state = entry.stat()
    return f"{entry.path} {state.st_size} {state.st_mtime_ns}"


def _content(entry: os.DirEntry[str], folder: str) -> str:
    return f"{os.path.relpath(entry.path, folder)} {sha256(files.read(entry.path)).hexdigest()}"
