"""Amounts written as several numbers: 6 ft 8 in, 2 hours and 10 minutes, 13 dollars 45 cents, 2 euro e 50."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from claimcheck.extract import fraction_words, measures
from claimcheck.extract.draft import Draft
from claimcheck.extract.numerals import numeral
from claimcheck.language import Pack
from claimcheck.model import Kind
from claimcheck.phrase import Token

FAMILIES: tuple[dict[str, int], ...] = (
    {"mi": 63360, "yd": 36, "ft": 12, "inch": 1},
    {"km": 1000000, "m": 1000, "cm": 10, "mm": 1},
    {"t": 1000000, "kg": 1000, "hg": 100, "g": 1},
    {"lb": 16, "oz": 1},
    {"l": 1000, "cl": 10, "ml": 1},
    {"day": 86400, "hour": 3600, "minute": 60, "second": 1},
    {"year": 12, "month": 1},
    {"year": 365, "week": 7, "day": 1},
    {"week": 7, "day": 1},
)
MINUTES = (5, 60)  # numbers that are minutes behind an hour (un'ora e quaranta)
MINOR = frozenset({"cent", "penny", "sen"})


def joined(tokens: Sequence[Token], drafts: Sequence[Draft], pack: Pack) -> list[Draft]:
    """The drafts, with those that are one amount made one."""
    result: list[Draft] = []
    for draft in drafts:
        draft = _and_a_half(tokens, draft, pack)
        if result and draft.first < result[-1].last:
            continue
        whole = result and _whole(tokens, result[-1], draft, pack)
        if whole:
            result[-1] = whole
        else:
            result.append(draft)
    return result


def goes_on(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether a length of time that ends at `at` has a rest (a year |and a half|, un'ora |e 20 minuti|)."""
    if at + 1 >= len(tokens) or tokens[at].norm not in pack.words("compound_joiners"):
        return False
    if fraction_words.half_after(tokens, at, pack):
        return True
    rest = numeral(tokens, at + 1, pack)
    unit = measures.after(tokens, rest.last, pack) if rest else None
    if rest is None or unit is not None:
        return unit is not None and unit.kind is Kind.DURATION
    minutes = MINUTES[0] <= rest.value < MINUTES[1] and tokens[at].is_word
    behind = tokens[rest.last] if rest.last < len(tokens) else None
    return minutes and (behind is None or not behind.is_word and behind.text not in "%-–")


def _and_a_half(tokens: Sequence[Token], draft: Draft, pack: Pack) -> Draft:
    """`two years and a half`, `sei anni e mezzo`."""
    half = fraction_words.half_after(tokens, draft.last, pack) if draft.unit and draft.value is not None else None
    if half is None or draft.value is None or draft.value.denominator > 1:
        return draft
    step = Fraction(draft.scale, 10) if draft.scale > 1 else Fraction(1, 10)
    value = draft.value + half[0] * max(1, draft.scale)
    return replace(draft, value=value, step=step, last=half[1], trace=(*draft.trace, "and a half"))


def _whole(tokens: Sequence[Token], large: Draft, small: Draft, pack: Pack) -> Draft | None:
    """The two as one amount: money in the larger unit (13.45 dollars), all else in the smaller (80 inches)."""
    if large.value is None or small.value is None or large.unit == "" or small.first != small.number_first:
        return None
    joint = [token.norm for token in tokens[large.last : small.first]]
    if len(joint) > 2 or any(word not in pack.words("compound_joiners") and word != "-" for word in joint):
        return None
    rest = _rest(tokens, large, small, joint)
    if rest is None or not 0 <= small.value < rest[1]:
        return None
    unit, parts = rest
    value, step = large.value * parts + small.value, small.step
    if large.kind is Kind.MONEY:
        unit, value, step = large.unit, value / parts, step / parts
    return replace(
        large, value=value, unit=unit, step=step, scale=1, decimals=0, last=small.last, number_last=small.number_last,
        trace=(*large.trace, "compound"),
    )  # fmt: skip


def _rest(tokens: Sequence[Token], large: Draft, small: Draft, joint: list[str]) -> tuple[str, int] | None:
    """The unit of the rest and how many of it make one of the larger; None when the two are no one amount."""
    if large.kind is Kind.MONEY:
        cents = small.kind is Kind.MONEY and small.unit in MINOR and large.unit not in MINOR
        return ("cent", 100) if cents or _bare_rest(tokens, large, small, joint) else None
    if large.unit == "ft" and small.bare and joint == ["-"]:
        return "inch", 12
    if large.unit == "hour" and _bare_rest(tokens, large, small, joint):
        return "minute", 60
    for family in FAMILIES:
        if large.unit in family and small.unit in family and family[small.unit] < family[large.unit]:
            parts = Fraction(family[large.unit], family[small.unit])
            return (small.unit, int(parts)) if parts.denominator == 1 else None
    return None


def _bare_rest(tokens: Sequence[Token], large: Draft, small: Draft, joint: list[str]) -> bool:
    """Whether a number right after is the rest of the amount (15 dollars 50, 2 euro e 50, 2 ore e 10)
    and counts nothing itself."""
    if not small.bare or large.unit in MINOR or "," in joint or "-" in joint or small.decimals or small.scale > 1:
        return False
    if large.scale > 1 or large.first < large.number_first and not joint:
        return False
    figure = tokens[small.number_first].text if small.number_last - small.number_first == 1 else ""
    if not small.in_words and len(figure) != 2:
        return False
    return small.last >= len(tokens) or not tokens[small.last].is_word and tokens[small.last].text not in "%-–"
