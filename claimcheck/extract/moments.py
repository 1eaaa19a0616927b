"""The time each quantity of a sentence speaks of, from the dates and time words beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import TypeVar

from claimcheck.calendrical import resolve
from claimcheck.extract.mention import Mention
from claimcheck.extract.sentences import Sentence
from claimcheck.language import Pack
from claimcheck.model import Kind, Moment

T = TypeVar("T")
CLOSE = 12  # tokens within which a word sets a mention apart
DATED = frozenset({Kind.DATE, Kind.YEAR})


def moments(sentence: Sentence, found: Sequence[Mention], dateline: date | None, pack: Pack) -> list[Moment | None]:
    """One moment for each mention: the nearest date of its sentence, and a label when a word such as
    `earlier` or `initially` sets it apart from the story's present."""
    dates = [(m.first, m.quantity.when) for m in found if m.quantity.kind in DATED and m.quantity.when]
    shifts = pack.table("time_shift")
    ranks = {at for m in found if m.quantity.kind is Kind.ORDINAL for at in range(m.first, m.last)}
    tokens = enumerate(sentence.tokens)
    shifted = [(at, shifts[token.norm]) for at, token in tokens if token.norm in shifts and at not in ranks]
    result: list[Moment | None] = []
    for mention in found:
        days = next((resolve(when, dateline) for _, when in _nearest(dates, mention.first)), None)
        first, last = days or (None, None)
        near = [*_nearest(shifted, mention.first), *_nearest(shifted, mention.last)]
        away = [(min(abs(at - mention.first), abs(at - mention.last)), at, label) for at, label in near]
        label = min(away)[2] if away and abs(min(away)[1] - mention.first) <= CLOSE else ""
        result.append(Moment(first, last, label) if first or label else None)
    return result


def _nearest(placed: Sequence[tuple[int, T]], at: int) -> list[tuple[int, T]]:
    """The nearest to a place, of two as near the one before; none where there are none."""
    behind = bisect_left(placed, at, key=itemgetter(0))
    return sorted(placed[max(0, behind - 1) : behind + 1], key=lambda pair: abs(pair[0] - at))[:1]
