"""The words that qualify a number, before it (`oltre il`, `at least another`) or after it (`or so`, `circa`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.extract.draft import Draft
from claimcheck.extract.lexicon import Hit, lexicon
from claimcheck.language import Pack
from claimcheck.model import Hedge, Kind
from claimcheck.phrase import Token

FILLERS = 2
LEVEL = 10  # tokens in which a word of change makes of `up to` the level it leads to
COMPARING = frozenset({Kind.PERCENT, Kind.POINTS, Kind.RATIO, Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
MINUS_SIGN = "−"
MINUS = frozenset("-–" + MINUS_SIGN)  # the others are dashes as well


def signed(tokens: Sequence[Token], draft: Draft, pack: Pack, free: int) -> Draft:
    """The draft with the sign written before it (-5, meno 5, +3 %) or said after it (2 below zero)."""
    if draft.value is None or draft.low is not None:
        return draft
    below = lexicon(pack, "below_zero").at(tokens, draft.last)
    if below and draft.kind in (Kind.MEASURE, Kind.COUNT):
        unit = draft.unit or "deg"
        return replace(draft, value=-draft.value, last=below.last, signed=True, kind=Kind.MEASURE, unit=unit)
    at = draft.first - 1
    if at < free or not _is_sign(tokens, at, pack, alone=draft.last >= len(tokens)):
        return draft
    token = tokens[at]
    minus = token.text in MINUS or token.norm in pack.words("signs.minus")
    first = at if draft.first == draft.number_first else draft.first
    return replace(
        draft, value=-draft.value if minus else draft.value, first=at, signed=True,
        number_first=at if first == at and not token.is_word else draft.number_first,
    )  # fmt: skip


def _is_sign(tokens: Sequence[Token], at: int, pack: Pack, *, alone: bool) -> bool:
    """Whether a token is the sign of the number behind it; `alone` that nothing follows the number, as in a cell."""
    token, glued = tokens[at], not tokens[at + 1].spaced
    before = tokens[at - 1] if at else None
    if token.is_word:
        if token.norm not in pack.words("signs.minus") and token.norm not in pack.words("signs.plus"):
            return False
        return before is None or not before.norm.isdigit() and before.norm not in pack.words("signs.not_after")
    if token.text == "+":
        return before is None or not before.is_numeral
    if token.text not in MINUS or before is not None and before.text in MINUS and not token.spaced:
        return False
    if token.text == "–" and before is not None and before.text == "%":
        return False
    if glued:
        return before is None or token.spaced or not before.text[-1].isalnum() and before.text not in "%)"
    return before.text in "(:;" if before else token.text == MINUS_SIGN or alone


def hedged(tokens: Sequence[Token], draft: Draft, pack: Pack, free: int, previous: Draft | None = None) -> Draft:
    """The draft under the hedges beside it; `free` is the first token no earlier number has taken.

    A bound said after the number (`about 500 or more`) is stronger than what stands before it. What
    `previous` is compared with is not hedged (5 % more than the 500).
    """
    before, after = before_number(tokens, draft, pack, free), _after(tokens, draft, pack)
    if before and (
        _multiplies(tokens, before, pack)
        or (previous and _compares(tokens, previous, before, pack))
        or _leads_to(tokens, before, pack)
    ):
        before = None
    if draft.low is not None or (before is None and after is None):
        return draft
    first = before.first if before else draft.first
    last = after.last if after else draft.last
    if draft.value is None:
        return replace(draft, first=first)
    bound = after if after and after.meaning != Hedge.ABOUT else before or after
    hedge = Hedge(bound.meaning) if bound else draft.hedge
    if before and draft.kind is Kind.DURATION and tokens[before.first].norm in pack.words("hedges_or_during"):
        hedge = Hedge.AT_LEAST
    return replace(draft, first=first, last=last, hedge=hedge, trace=(*draft.trace, f"hedges.{hedge}"))


def _compares(tokens: Sequence[Token], previous: Draft, hit: Hit, pack: Pack) -> bool:
    """Whether `more than` goes with the figure right before it (5 % more than, 900 euro in meno di)."""
    if previous.kind not in COMPARING or hit.meaning not in (Hedge.OVER, Hedge.UNDER):
        return False
    between = tokens[previous.last : hit.first]
    return len(between) <= 1 and all(token.norm in pack.words("changes.particles") for token in between)


def _leads_to(tokens: Sequence[Token], hit: Hit, pack: Pack) -> bool:
    """Whether `up to` tells the level that a word of change before it leads to (`sube un 5 %, hasta los 42 euros`)."""
    if tokens[hit.first].norm not in pack.words("hedges_or_level"):
        return False
    changing = pack.words("changes.up") | pack.words("changes.down")
    return any(token.norm in changing for token in tokens[max(0, hit.first - LEVEL) : hit.first])


def _multiplies(tokens: Sequence[Token], hit: Hit, pack: Pack) -> bool:
    """Whether `as many as` follows a multiple (twice as many as six)."""
    return hit.first > 0 and tokens[hit.first - 1].norm in pack.words("changes.multipliers")


def _after(tokens: Sequence[Token], draft: Draft, pack: Pack) -> Hit | None:
    """The hedge right after the number and its unit, unless it is the sign of the next number."""
    hit = lexicon(pack, "hedges_after").at(tokens, draft.last)
    if hit and hit.last < len(tokens) and tokens[hit.last].is_numeral:
        return None
    return hit


def before_number(tokens: Sequence[Token], draft: Draft, pack: Pack, free: int) -> Hit | None:
    """The hedge that ends before the number, over at most two articles and the like."""
    fillers = pack.words("hedge_fillers")
    at = draft.first
    for _ in range(FILLERS + 1):
        hit = lexicon(pack, "hedges").before(tokens, at)
        if hit and hit.first >= free:
            asked = hit.first > 0 and tokens[hit.first - 1].norm in pack.words("hedges_not_after")
            return None if asked else hit
        if at <= free or tokens[at - 1].norm not in fillers:
            return None
        at -= 1
    return None
