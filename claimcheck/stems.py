"""Words without their inflection, for comparing only."""

from __future__ import annotations

from functools import cache
from typing import Any

import Stemmer

from claimcheck.language import Pack


@cache
def _stemmer(code: str) -> Any:
    try:
        return Stemmer.Stemmer(code)
    except KeyError:
        return Stemmer.Stemmer("porter")


def stem(word: str, pack: Pack) -> str:
    """The word without its inflection."""
    return str(_stemmer(pack.code).stemWord(word))
