"""The time each quantity of a sentence speaks of, from the dates and time words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimcheck.calendrical import resolve
from claimcheck.extract.mention import Mention
from claimcheck.extract.sentences import Sentence
from claimcheck.language import Pack
from claimcheck.model import Kind, Moment

DATED = frozenset({Kind.DATE, Kind.YEAR})


def moments(
    sentence: Sentence, found: Sequence[Mention], dateline: date | None, pack: Pack
) -> list[Moment | None]:
    """One moment for each mention: the nearest date of its sentence, and a label when a word such as
    `earlier` or `initially` sets it apart from the story's present."""
    dates = [(m, m.quantity.when) for m in found if m.quantity.kind in DATED and m.quantity.when]
    shifts = pack.table("time_shift")
    ranks = {at for m in found if m.quantity.kind is Kind.ORDINAL for at in range(m.first, m.last)}
    tokens = enumerate(sentence.tokens)
    shifted = [(at, shifts[token.norm]) for at, token in tokens if token.norm in shifts and at not in ranks]
    result: list[Moment | None] = []
    for mention in found:
        first = last = None
        nearest = min(dates, key=lambda pair: _distance(pair[0], mention), default=None)
        if nearest and nearest[1]:
            days = resolve(nearest[1], dateline)
            first, last = days if days else (None, None)
        label = ""
        if shifted:
            at, label = min(shifted, key=lambda pair: min(abs(pair[0] - mention.first), abs(pair[0] - mention.last)))
            label = label if abs(at - mention.first) <= 12 else ""
        result.append(Moment(first, last, label) if first or label else None)
    return result


def _distance(a: Mention, b: Mention) -> int:
    return abs(a.first - b.first)
