"""Finds the numbers of a news story that do not add up, disagree or have no proper source.

`check` and `claims` are the library; what they need, and the types of what they give back, are imported when first
asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from claimcheck.errors import ClaimcheckError
    from claimcheck.library import Claim, Finding, Passage, Relation, Result, Source

__version__ = "0.1.0"
__all__ = [
    "Claim",
    "ClaimcheckError",
    "Finding",
    "Passage",
    "Relation",
    "Result",
    "Source",
    "__version__",
    "check",
    "claims",
]


def check(
    text: str,
    *,
    format: str = "txt",
    language: str | None = None,
    ui_language: str | None = None,
    dateline: date | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: Iterable[str | Path] = (),
    preview: bool = False,
    allow_code: bool = False,
) -> Result:
    """Everything claimcheck has to say of a story.

    `format` is the suffix of the text's format (`txt`, `md`, `html`, `aml`). `language` is the code of the story's
    language pack (None: detected), `ui_language` that of the messages (None: the story's), `dateline` the day it was
    written (None: as the text says). `select` and `ignore` name rules or families, `rules` folders or files of house
    rules (read once in a process), `preview` adds rules that are still on trial, and `allow_code` lets house
    rules run checks that no installed package registers.

    No configuration, cache or plugin is used. Raises ClaimcheckError, with one sentence, for a language, a rule or a
    rule file that is not there or is malformed, and for a text that is not of its `format`; plain text never raises.
    """
    from pathlib import Path

    from claimcheck import library

    return library.check(
        text,
        format=format,
        language=language,
        ui_language=ui_language,
        dateline=dateline,
        select=tuple(select),
        ignore=tuple(ignore),
        rules=tuple(Path(folder) for folder in rules),
        preview=preview,
        allow_code=allow_code,
    )


def claims(
    text: str, *, format: str = "txt", language: str | None = None, dateline: date | None = None
) -> tuple[Claim, ...]:
    """The numbers read in a story, in reading order; arguments and errors are those of `check`."""
    from claimcheck import library

    return library.claims(text, format=format, language=language, dateline=dateline)


def __getattr__(name: str) -> Any:
    if name in __all__:
        from claimcheck import errors, library

        return getattr(errors if name == "ClaimcheckError" else library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
