"""Finds the numbers of a news story that do not add up, disagree or have no proper source.

`check` and `claims` are the library; everything they need is imported on the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.model import Claim, Report

__version__ = "0.1.0"
__all__ = ["__version__", "check", "claims"]


def check(text: str, *, language: str | None = None, dateline: date | None = None, preview: bool = False) -> Report:
    """Everything claimcheck has to say of a story given as plain text.

    `language` is the code of a pack (None: detected), `dateline` the day the story was written.
    Raises ConfigError for a language that has no pack.
    """
    from claimcheck import engine, pipeline, rulebook

    jobs = engine.plan(rulebook.select(rulebook.load(rulebook.FOLDER), preview=preview))
    return pipeline.check(pipeline.from_text(text), jobs, code=language, dateline=dateline)


def claims(text: str, *, language: str | None = None, dateline: date | None = None) -> tuple[Claim, ...]:
    """The numbers read in a story given as plain text, in reading order; raises like `check`."""
    from claimcheck import pipeline

    return pipeline.check(pipeline.from_text(text), (), code=language, dateline=dateline).claims
