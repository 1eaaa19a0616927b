"""How a second reader is asked about a story: the command line, the environment, this user's own file, the newsroom's.

A checked-out file must not send copy away. What a configuration beside the stories says of where and how to send
(`SENDING`, and the mode `live`) counts only in folders that this user's own `reader.toml` lists as trusted.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.config import file
from claimcheck.config.file import Configuration
from claimcheck.config.keys import keys
from claimcheck.config.settings import Layer, Setting, layer
from claimcheck.errors import ConfigError
from claimcheck.reader.asking import FOLDER, KEY_VARIABLE, Asking
from claimcheck.reader.modes import FAIL, LIVE, LOCKED, OFF, OWN_FILE, TABLE, Wanted, own_file

SENDING = ("reader.url", "reader.client", "reader.key-variable", "reader.trusted")
_URL, _MODEL = "reader.url", "reader.model"
ENVIRONMENT = {_URL: "CLAIMCHECK_READER_URL", _MODEL: "CLAIMCHECK_READER_MODEL"}


@dataclass(frozen=True, slots=True)
class Reader:
    """How the reader of a story is asked, the folder of its answers, and what a configuration says without effect."""

    asking: Asking
    folder: Path
    unheeded: tuple[str, ...] = ()

    @property
    def insists(self) -> bool:
        """Whether a story without an answer cannot be checked."""
        return self.asking.on_failure == FAIL


def reader(wanted: Wanted, found: Configuration, told: Layer) -> Reader:
    """The reader of the stories of a configuration, of which `told` is in force. Raises ConfigError."""
    mine = _own()
    theirs = {key: setting for key, setting in told.items() if key.startswith(TABLE)}
    trusted = _trusted(found, mine)
    unheeded = () if trusted else tuple(key for key in theirs if _sends(key, theirs[key]))
    heeded = {key: setting for key, setting in theirs.items() if key not in unheeded}
    given = {f"reader.{name}": getattr(wanted, name) for name in ("mode", "url", "model")}
    chosen = {**mine, **heeded, **_environment(), **layer(given)}
    made = _asking(chosen, wanted)
    root = found.root if found.path else Path.cwd()
    folder = root / chosen.get("reader.folder", Setting(FOLDER, "")).value
    if made.mode != OFF and not folder.resolve().is_relative_to(root.resolve()):
        raise ConfigError(f"{chosen['reader.folder'].origin}: «reader.folder» leaves the folder of its configuration")
    return Reader(made, folder, tuple(_told(key, theirs[key]) for key in unheeded))


def _sends(key: str, setting: Setting) -> bool:
    """Whether it would send stories, or say where to."""
    return key in SENDING or (key == "reader.mode" and setting.value == LIVE)


def _told(key: str, setting: Setting) -> str:
    return f"{setting.origin}: «{key}» sends stories away and is not heeded; «trusted» in {OWN_FILE} allows it"


def _asking(chosen: Mapping[str, Setting], wanted: Wanted) -> Asking:
    """The settings as they are used, complete for their mode. Raises ConfigError."""

    def value(key: str, default: Any) -> Any:
        return chosen[f"reader.{key}"].value if f"reader.{key}" in chosen else default

    plain = Asking()
    mode = value("mode", OFF)
    made = Asking(
        LOCKED if mode == LIVE and not wanted.sending else mode,
        value("model", ""),
        value("url", ""),
        value("client", plain.client),
        os.environ.get(value("key-variable", KEY_VARIABLE), ""),
        value("timeout", plain.timeout),
        value("retries", plain.retries),
        value("parallel", plain.parallel),
        value("largest", plain.largest),
        value("on-failure", plain.on_failure),
    )
    if made.mode != OFF and not made.model:
        raise ConfigError(f"a reader has no model: --reader-model, {ENVIRONMENT[_MODEL]} or {OWN_FILE} names one")
    if made.mode == LIVE and not made.url and made.client == plain.client:
        raise ConfigError(f"a reader has no address: --reader-url, {ENVIRONMENT[_URL]} or {OWN_FILE} gives one")
    return made


def _environment() -> Layer:
    found: dict[str, Setting] = {}
    for key, name in ENVIRONMENT.items():
        if os.environ.get(name):
            value = keys()[key].read(os.environ[name])
            if value is None:
                raise ConfigError(f"{name} must be {keys()[key].expected}")
            found[key] = Setting(value, name)
    return found


def _trusted(found: Configuration, mine: Layer) -> bool:
    """Whether this user lets the configurations of a folder send."""
    setting = mine.get("reader.trusted")
    folders = [Path(each).expanduser().resolve() for each in setting.value] if setting else []
    return found.path is not None and any(found.root.resolve().is_relative_to(folder) for folder in folders)


@cache
def _read(path: Path) -> Layer:
    read = file.read(path)
    base = read.base if read else {}
    wrong = next((key for key in base if not key.startswith(TABLE)), None)
    if wrong or (read and read.overrides):
        raise ConfigError(f"{path}: only the table [reader] belongs here, not «{wrong or 'overrides'}»")
    return base


def _own() -> Layer:
    """What this user's own file says; nothing where there is none. Raises ConfigError."""
    path = own_file()
    return _read(path) if path else {}
