"""How measures are told: shares in a table, figures as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def of(counts: Mapping[str, int], part: str, whole: str) -> str:
    """`3 of 4 = 75.0%`."""
    some, every = counts.get(part, 0), counts.get(whole, 0)
    return f"{some} of {every} = {some / max(1, every):.1%}"


def write(path: Path | None, figures: Any) -> None:
    """The figures as JSON, where a file is named."""
    if path:
        path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
