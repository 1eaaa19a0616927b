"""From a file to a Document: decode, find the parts, blank what is not prose.

Each format is a module chosen by the file's suffix and imported when it is needed, with
`read(path, text, notes) -> Document`, or `read_data(path, data)` where the file is no plain text.
"""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path

from claimcheck import files
from claimcheck.errors import InputError, closest
from claimcheck.model import Document
from claimcheck.plugins import Plugin
from claimcheck.reading import comments
from claimcheck.reading.encoding import decode

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".aml": "archieml",
    ".archieml": "archieml",
}
DATA_FORMATS = {
    ".docx": "docx",
    ".odt": "odt",
    ".json": "ninjs",
    ".ninjs": "ninjs",
    ".xml": "newsml",
    ".nitf": "newsml",
    ".eml": "email",
}
COLLECTIONS = frozenset({".jsonl", ".ndjson"})  # files of many stories, which `paths` takes apart
SUFFIXES = frozenset({".txt", *FORMATS, *DATA_FORMATS, *COLLECTIONS})
SIBLINGS = 2000


def read_path(path: str | Path) -> Document:
    """The story in a file. Raises InputError when it cannot be opened or is not text."""
    return read_bytes(load(path), str(path))


def load(path: str | Path, largest: int = files.LARGEST) -> bytes:
    """What a file holds. Raises InputError when it cannot be opened, is no regular file or is too large."""
    try:
        return files.read(path, largest)
    except FileNotFoundError:
        raise InputError(f"the file «{path}» does not exist.{_did_you_mean(Path(path))}") from None
    except IsADirectoryError:
        raise InputError(f"«{path}» is a folder, not a file") from None
    except PermissionError:
        raise InputError(f"the file «{path}» may not be read (permission denied)") from None
    except (OSError, ValueError) as error:
        raise InputError(f"the file «{path}» cannot be read: {why(error)}") from None


def why(error: OSError | ValueError) -> str:
    """The reason for which something cannot be read."""
    reason = getattr(error, "strerror", None) or str(error)
    return f"{reason} (--max-size allows more)" if getattr(error, "errno", None) == errno.EFBIG else reason


def read_bytes(data: bytes, name: str) -> Document:
    """The story in `data`; the suffix of `name` decides the format (`-` is text). Raises InputError."""
    suffix = os.path.splitext(name)[1].lower()
    if suffix in DATA_FORMATS:
        story: Document = import_module(f"claimcheck.reading.{DATA_FORMATS[suffix]}").read_data(name, data)
        return story
    text, notes = decode(data, name)
    return read_text(text, name, notes)


def read_text(text: str, name: str, notes: tuple[str, ...] = ()) -> Document:
    """The story in a text, in which all offsets count; as `read_bytes`, for the formats that are text."""
    format_name = FORMATS.get(os.path.splitext(name)[1].lower(), "text")
    document: Document = import_module(f"claimcheck.reading.{format_name}").read(name, text, notes)
    asides = () if format_name == "text" else comments.in_markup(text, markdown=format_name == "markdown")
    return replace(document, comments=asides) if asides else document


def read_with(plugin: Plugin, path: str, data: bytes) -> Document:
    """The story in `data` as a plugin reads it. Raises InputError, also for what goes wrong in the plugin, and
    ConfigError for one that cannot be loaded."""
    read = plugin.function()
    try:
        document = read(path, data)
    except InputError:
        raise
    except (Exception, SystemExit) as error:
        problem = " ".join(f"{type(error).__name__}: {error}".split())
        raise InputError(f"«{path}» cannot be read by {plugin}: {problem}") from error
    if not isinstance(document, Document) or len(document.prose) != len(document.text):
        raise InputError(f"«{path}» cannot be read by {plugin}: it gives no document with prose as long as its text")
    return document


def _did_you_mean(place: Path) -> str:
    """The sibling that was meant, told by its stem: what has the suffix alone in common is another file."""
    try:
        with os.scandir(place.parent) as entries:
            names = [entry.name for entry in islice(entries, SIBLINGS) if not entry.name.startswith(".")]
    except (OSError, ValueError):
        return ""
    best = closest(place.stem, [os.path.splitext(name)[0] for name in names])
    found = next((name for name in names if os.path.splitext(name)[0] == best), None)
    return f" Did you mean «{place.parent / found}»?" if found else ""
