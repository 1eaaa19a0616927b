"""Every error an editor can cause, each one clear sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable


class ClaimcheckError(Exception):
    """Base of all errors whose text is meant for the person at the keyboard (exit code 2)."""


class InputError(ClaimcheckError):
    """A story cannot be found or read."""


class ConfigError(ClaimcheckError):
    """An option, a rule, a language or a format is unknown or does not fit."""


class DataError(ClaimcheckError):
    """A rule file or a language pack is malformed; the message shows file and line."""


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean «...»?` for a misspelt name, empty when nothing known is like it."""
    from rapidfuzz import process

    best = process.extractOne(name, list(known), score_cutoff=60)
    return f"; did you mean «{best[0]}»?" if best else ""


def failure(error: Exception) -> str:
    """The sentence for what nobody thought of: what happened, where, and that it is to be reported."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f", {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return (
        f"claimcheck itself failed ({type(error).__name__}: {error}{place}); please report this line, what you ran, "
        "and the story where it may be shared"
    )


def needs(extra: str, path: str) -> InputError:
    """The error for a format whose library is not installed: it names the extra that brings it."""
    return InputError(f"«{path}» needs the extra «{extra}»: pip install 'claimcheck-newsroom[{extra}]'")
