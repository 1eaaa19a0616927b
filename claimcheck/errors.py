"""Every error an editor can cause, each one clear sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable

EXTRAS = {  # what each brings, as in setup.cfg
    "docx": ("python-docx",),
    "lsp": ("pygls",),
    "reader": ("httpx",),
    "watch": ("watchfiles",),
    "web": ("lxml_html_clean", "trafilatura"),
    "xml": ("defusedxml",),
}
FEWEST = 3  # letters that say which name begins with them


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
    best = closest(name, known)
    return f"; did you mean «{best}»?" if best else ""


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was meant: one that begins so, or one with a slip in every third letter at most."""
    from rapidfuzz.distance import OSA

    def slips(each: str) -> int | None:
        asked, there = name.strip("-").casefold(), each.strip("-").casefold()
        if len(asked) >= FEWEST and there.startswith(asked):
            return 0
        found = OSA.distance(asked, there)
        return found if found <= max(len(asked), len(there)) // 3 else None

    near = [(number, each) for each in known if (number := slips(each)) is not None]
    return min(near, key=lambda found: found[0])[1] if near else None


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
    """The error for a format whose library is not installed."""
    return InputError(lacking(f"«{path}»", extra))


def lacking(what: str, extra: str) -> str:
    """The sentence for what lacks the libraries of an extra. It names those and not the extra's package, which is not
    on the index."""
    return f"{what} needs the extra «{extra}»: pip install {' '.join(EXTRAS[extra])} (where claimcheck is installed)"
