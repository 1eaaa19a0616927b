"""Whether a second reader is asked, and what a command line says of it: all that a run without one has to load."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

OFF, LOCKED, LIVE = "off", "locked", "live"
MODES = (OFF, LOCKED, LIVE)
REPORT, FAIL = "report", "fail"
OPENAI = "openai"
TABLE = "reader."
OWN_FILE = "reader.toml"


class Wanted(NamedTuple):
    """What the command line asks of a second reader; `sending` is not set where kept answers have to do, `failed` are
    answers that could not be had in this run, each with the reason."""

    mode: str | None = None
    url: str | None = None
    model: str | None = None
    sending: bool = True
    failed: tuple[tuple[str, str], ...] = ()


def own_file() -> Path | None:
    """What this user settles for all readers, by the custom of the system; None where there is no such file."""
    try:
        if sys.platform == "win32":
            folder = Path(os.environ.get("APPDATA") or Path.home())
        else:
            folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    except RuntimeError:
        return None
    path = folder / "claimcheck" / OWN_FILE
    return path if path.is_file() else None
