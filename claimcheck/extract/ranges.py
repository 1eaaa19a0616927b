"""Two numbers that are one: ranges (between a and b, 20-30) and ratios (one in five, 3 su 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from claimcheck.extract import measures
from claimcheck.extract.draft import Draft
from claimcheck.extract.fraction_words import DASHES
from claimcheck.extract.lexicon import lexicon
from claimcheck.extract.numerals import Numeral, numeral
from claimcheck.language import Pack
from claimcheck.model import Hedge, Kind
from claimcheck.phrase import Token

ROUND_WHOLES = frozenset({12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10**4, 10**5, 10**6})
PERCENTS = frozenset({Kind.PERCENT, Kind.POINTS})  # which carry their sign at both ends (91 % or 92 %)
LARGEST_WHOLE = 10  # of several parts told directly of their whole (drei von vier; 48 von 100 are counts)
LOWER = frozenset({Hedge.OVER, Hedge.AT_LEAST})
UPPER = frozenset({Hedge.UNDER, Hedge.UP_TO, Hedge.NEARLY})
MIXED_SCALE = 50  # between 2 and 300 million may well mean 2; between 2 and 3 million does not


def ratio(tokens: Sequence[Token], first: Numeral, pack: Pack) -> Draft | None:
    """`one in five`, `3 su 10`; None when the two are counts of their own (12 out of 40)."""
    if first.scale > 1 or first.decimals or first.fraction:
        return None
    joints, after = lexicon(pack, "ratios.joints"), _past_dash(tokens, first.last)
    noun = first.value == 1 and after < len(tokens) and tokens[after].is_word
    hit = joints.at(tokens, after) or (joints.at(tokens, after + 1) if noun else None)
    direct, over = (hit is not None and hit.meaning == meaning for meaning in ("directly", "over"))
    if (direct or over) and hit and hit.first > after:
        return None
    second = _number_after(tokens, hit.last, pack) if hit else None
    if second is None or second.decimals or second.fraction or not _is_share(first.value, second.value, over):
        return None
    if direct and first.value > 1 and second.value > LARGEST_WHOLE:
        return None
    unit = measures.after(tokens, second.last, pack)
    if over and unit and unit.kind is Kind.PERCENT:
        return Draft(
            first.first, unit.last, first.first, second.last, first.value / second.value, Fraction(1, 10), unit.kind,
            unit=unit.name, in_words=first.in_words and second.in_words, trace=("ratios",),
        )  # fmt: skip
    if over and second.last < len(tokens) and tokens[second.last].is_word:
        return None
    if unit or _figure_goes_on(tokens, second.last):
        return None
    return Draft(
        first.first, second.last, first.first, second.last, first.value / second.value, Fraction(1, 10), Kind.RATIO,
        operands=(first.value, second.value), in_words=first.in_words and second.in_words, trace=("ratios",),
    )  # fmt: skip


def _figure_goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign and a numeral are set close behind (`one in 3:30`, `1 in 5/8`)."""
    close = at + 1 < len(tokens) and not tokens[at].spaced and not tokens[at + 1].spaced
    return close and tokens[at].text in "/:" and tokens[at + 1].is_numeral


def article_ratio(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """`un elettore su cinque`: the article counts where a ratio follows its noun."""
    article = tokens[at].norm in pack.words("number_words.articles")
    if not article or at + 2 >= len(tokens) or not tokens[at + 1].is_word:
        return None
    one = Numeral(Fraction(1), Fraction(1), at, at + 1, in_words=True)
    return ratio(tokens, one, pack)


def _number_after(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    at = _past_dash(tokens, at)
    return numeral(tokens, at, pack) if at < len(tokens) else None


def _past_dash(tokens: Sequence[Token], at: int) -> int:
    """The token after a hyphen at `at` (one-|in-five)."""
    return at + 1 if at < len(tokens) and tokens[at].text in DASHES and not tokens[at].spaced else at


def _is_share(part: Fraction, whole: Fraction, over: bool) -> bool:
    """Whether the two make a share; one number set over another (two over eleven) always does."""
    if not 0 < part < whole:
        return False
    if over:
        return True
    if part == 1:
        return not 1900 <= whole <= 2100
    return whole <= 10 or whole in ROUND_WHOLES and (part < 10 or whole % 100 == 0 and part < 100)


def joined(tokens: Sequence[Token], drafts: Sequence[Draft], pack: Pack) -> list[Draft]:
    """The drafts, with the two ends of each range made one."""
    result: list[Draft] = []
    for draft in drafts:
        free = result[-2].last if len(result) > 1 else 0
        whole = _range(tokens, result[-1], draft, pack, free) if result else None
        if whole:
            result[-1] = whole
        else:
            result.append(draft)
    return result


def bounded(tokens: Sequence[Token], drafts: Sequence[Draft], pack: Pack) -> list[Draft]:
    """The drafts, with a lower and an upper bound of one number (above 20 and below 35) made one range."""
    result: list[Draft] = []
    for draft in drafts:
        whole = _between_bounds(tokens, result[-1], draft, pack) if result else None
        if whole:
            result[-1] = whole
        else:
            result.append(draft)
    return result


def _between_bounds(tokens: Sequence[Token], first: Draft, second: Draft, pack: Pack) -> Draft | None:
    joint = [token.norm for token in tokens[first.last : second.first]]
    joints = pack.words("ranges.joints.bounds")
    if len(joint) > 2 or not set(joint) - {","} or not set(joint) <= joints | {","} or not _comparable(first, second):
        return None
    low, high = (first, second) if first.hedge in LOWER else (second, first)
    if low.hedge not in LOWER or high.hedge not in UPPER or low.value is None or high.value is None:
        return None
    if not low.value < high.value:
        return None
    return replace(
        second, first=first.first, number_first=first.number_first, value=None, low=low.value, high=high.value,
        hedge=Hedge.BETWEEN, trace=(*second.trace, "ranges"),
    )  # fmt: skip


def _range(tokens: Sequence[Token], low: Draft, high: Draft, pack: Pack, free: int) -> Draft | None:
    if low.value is None or high.value is None or low.vague or high.vague or low.low is not None:
        return None
    if not _comparable(low, high) or low.kind is Kind.RATIO is not high.kind:
        return None
    first = _opening(tokens, low, high, pack, free)
    if first is None:
        return None
    bottom, top = _scaled(low, high), high.value
    if not bottom < top:
        return None
    kind, unit = (low.kind, low.unit) if high.bare else (high.kind, high.unit)
    return replace(
        high, kind=kind, unit=unit, first=first, number_first=low.number_first,
        value=None, low=bottom, high=top, hedge=Hedge.BETWEEN,
        in_words=low.in_words and high.in_words, trace=(*high.trace, "ranges"),
    )  # fmt: skip


def _comparable(low: Draft, high: Draft) -> bool:
    """Whether both have one unit, or one of them takes the other's (2-3 km, between $2 and 3 billion)."""
    leading = high.bare and low.kind is Kind.MONEY and low.first < low.number_first
    return low.bare or leading or (low.kind, low.unit) == (high.kind, high.unit)


def _opening(tokens: Sequence[Token], low: Draft, high: Draft, pack: Pack, free: int) -> int | None:
    """The first token of a range of these two, None when nothing says that they are one."""
    gap = tokens[low.last : high.first]
    if not gap:
        return None
    opening = lexicon(pack, "ranges.before").before(tokens, _before_fillers(tokens, low.first, pack))
    if opening and opening.first >= free and gap[0].norm in pack.words("ranges.joints.between"):
        linked = len(gap) < 4 and all(token.norm in pack.words("hedge_fillers") for token in gap[1:])
        return opening.first if linked else None
    if len(gap) == 1 and _one_word_joins(tokens, low, high, gap[0], pack):
        return low.first
    if len(gap) == 1 and gap[0].norm in pack.words("ranges.joints.dash") and low.step <= high.step * 1000:
        even = gap[0].spaced == tokens[high.first].spaced
        return (opening.first if opening and opening.first >= free else low.first) if even else None
    return None


def _one_word_joins(tokens: Sequence[Token], low: Draft, high: Draft, joint: Token, pack: Pack) -> bool:
    """`20 to 30 feet`, `five or six`: close numbers joined by a word that is no change from one to the other."""
    bottom, top = _scaled(low, high), high.value or Fraction(0)
    either = joint.norm in pack.words("ranges.joints.or")
    if not (low.bare or either and low.kind in PERCENTS) or not 0 < bottom < top:
        return False
    if either:
        return top <= 2 * bottom and low.first == low.number_first
    changed = low.first > 0 and tokens[low.first - 1].norm in pack.words("ranges.not_after")
    return joint.norm in pack.words("ranges.joints.to") and bool(high.unit) and not changed and top <= 10 * bottom


def _before_fillers(tokens: Sequence[Token], at: int, pack: Pack) -> int:
    for _ in range(2):
        if at and tokens[at - 1].norm in pack.words("hedge_fillers"):
            at -= 1
    return at


def _scaled(low: Draft, high: Draft) -> Fraction:
    """The lower end, with the scale word it shares with the upper one (2-3 million)."""
    value, top = low.value or Fraction(0), high.value or Fraction(0)
    mantissa = top / high.scale
    if low.scale == 1 and high.scale >= 1000 and 0 < value < mantissa <= value * MIXED_SCALE:
        return value * high.scale
    return value
