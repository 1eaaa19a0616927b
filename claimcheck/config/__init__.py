"""What a newsroom settles in a file: languages, rules, severities, the width of hedges, paths that differ.

`keys` says which keys there are, `file` reads one file, `settings` is what is in force for one story,
`starter.toml` is what `claimcheck init` writes and `schema.json` what editors of the file are helped by.
"""

from __future__ import annotations

from pathlib import Path


def starter() -> str:
    """The commented configuration that `claimcheck init` writes."""
    return (Path(__file__).parent / "starter.toml").read_text(encoding="utf-8")
