"""Numbers that leave their unit unsaid because a neighbour says it.

`dal 60 al 55 %`, `44% said car, 31 bus`, `4,2 miliardi: 2,5 per le strade`: the bare number takes kind, unit
and scale word of the one it is set beside, when no noun of its own follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from claimcheck.extract import nouns
from claimcheck.extract.mention import Mention
from claimcheck.extract.numerals import numeral
from claimcheck.extract.sentences import Sentence
from claimcheck.interval import Interval
from claimcheck.language import Pack
from claimcheck.model import Kind, Quantity
from claimcheck.phrase import Token

LENDERS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.POINTS})
BORROWED = "unit of its neighbour"
REACH = 12
SIZE = 20
MOST_PERCENT = 100


def complete(sentence: Sentence, found: Sequence[Mention], pack: Pack) -> tuple[Mention, ...]:
    """The mentions with unsaid units filled in from their neighbours; all others as they were."""
    result = list(found)
    for at, mention in enumerate(result):
        limit = result[at + 1].first if at + 1 < len(result) else len(sentence.tokens)
        if _by_number(sentence.tokens, mention, limit, pack):
            continue
        if not _bare(sentence.tokens, mention, pack, limit) and not _share_of(sentence.tokens, mention, pack):
            continue
        lender = _following(sentence.tokens, result, at, pack) or _preceding(sentence.tokens, result, at, pack)
        if lender is not None:
            result[at] = replace(mention, quantity=_borrowed(sentence.tokens, mention, lender, pack))
    for at in range(len(result) - 2, -1, -1):
        if _listed_before(sentence.tokens, result, at, pack):
            quantity = _borrowed(sentence.tokens, result[at], result[at + 1], pack)
            result[at] = replace(result[at], quantity=quantity)
    return tuple(result)


def _listed_before(tokens: Sequence[Token], found: Sequence[Mention], at: int, pack: Pack) -> bool:
    """Whether a bare number stands in a list before one that took its sign from the last (|42|, 26 and 32 %)."""
    mention, other = found[at], found[at + 1]
    joint = [token.text for token in tokens[mention.last : other.first]]
    lent = other.quantity.kind in LENDERS and BORROWED in other.quantity.trace and _printed(tokens, other, pack)
    if joint != [","] or not lent or not _bare(tokens, mention, pack, other.first) or not _fits(mention, other):
        return False
    return other.quantity.kind is Kind.PERCENT or _like(tokens, mention, other, pack)


def _by_number(tokens: Sequence[Token], mention: Mention, limit: int, pack: Pack) -> bool:
    """Whether the number is so many for every so many (`20 per 100,000`), which has a scale of its own."""
    return limit == mention.last + 1 < len(tokens) and tokens[mention.last].norm in pack.words("ellipsis.per")


def _bare(tokens: Sequence[Token], mention: Mention, pack: Pack, limit: int | None = None) -> bool:
    quantity = mention.quantity
    if quantity.kind is not Kind.COUNT or quantity.value is None or quantity.unit:
        return False
    return nouns.counted_after(tokens, mention.last, False, pack, limit) is None


def _following(tokens: Sequence[Token], found: Sequence[Mention], at: int, pack: Pack) -> Mention | None:
    """A neighbour just after, joined by `to`, `and`, `or`: `from 60 to 55 per cent`."""
    if at + 1 >= len(found):
        return None
    lender, joint = found[at + 1], tokens[found[at].last : found[at + 1].first]
    articles, joints = pack.words("nouns.articles"), pack.words("ellipsis.joints")
    words = [token.norm for token in joint if token.norm not in articles]
    lends = lender.quantity.kind in LENDERS or _scaled_count(tokens, lender, pack)
    if not lends or len(words) != 1 or words[0] not in joints - {","}:
        return None
    return lender if _fits(found[at], lender) else None


def _preceding(tokens: Sequence[Token], found: Sequence[Mention], at: int, pack: Pack) -> Mention | None:
    """The last number with a unit before it in the sentence, if of like size and set beside it."""
    own_scale, share = _scaled_count(tokens, found[at], pack), _as_share(tokens, found[at], pack)
    if not own_scale and not share and not _set_beside(tokens, found[at], pack):
        return None
    for other in (found[before] for before in range(at - 1, -1, -1)):
        if found[at].first - other.last > REACH * 2:
            return None
        if other.quantity.kind not in LENDERS and not _scaled_count(tokens, other, pack):
            if _counts_alone(tokens, other, pack) and not share:
                return None
            continue
        if not _fits(found[at], other) or _compares(tokens, other, pack):
            continue
        if share and other.quantity.kind is not Kind.PERCENT and not _set_beside(tokens, found[at], pack):
            return None
        return other if _like(tokens, found[at], other, pack) else None
    return None


def _counts_alone(tokens: Sequence[Token], mention: Mention, pack: Pack) -> bool:
    """Whether a number in figures stands without a noun or unit of its own: what is set beside it counts the same."""
    return not mention.quantity.in_words and _bare(tokens, mention, pack)


def _as_share(tokens: Sequence[Token], mention: Mention, pack: Pack) -> bool:
    """Whether the number stands behind an article that only a percentage has (`il 57 per cento, i contrari il 39`)."""
    return mention.first > 0 and tokens[mention.first - 1].norm in pack.words("ellipsis.share_articles")


def _share_of(tokens: Sequence[Token], mention: Mention, pack: Pack) -> bool:
    """Whether the number is a share that names what it is of (`l'82 per cento degli uomini e il 77 delle donne`)."""
    quantity = mention.quantity
    follower = tokens[mention.last].norm if mention.last < len(tokens) else ""
    small = quantity.kind is Kind.COUNT and quantity.value is not None and 1 < quantity.value <= MOST_PERCENT
    return small and _as_share(tokens, mention, pack) and follower in pack.words("nouns.of")


def _set_beside(tokens: Sequence[Token], mention: Mention, pack: Pack) -> bool:
    """Whether the word before the number, articles aside, joins it to what stands before."""
    at = mention.first - 1
    if at >= 0 and tokens[at].norm in pack.words("ellipsis.close"):
        return True
    while at >= 0 and tokens[at].norm in pack.words("nouns.articles"):
        at -= 1
    return at >= 0 and tokens[at].norm in pack.words("ellipsis.joints") | pack.words("ellipsis.lists")


def _fits(mention: Mention, lender: Mention) -> bool:
    """Whether the number can be of the lender's kind: no count above 100 is a share."""
    value = mention.quantity.value
    return value is not None and (lender.quantity.kind is not Kind.PERCENT or abs(value) <= MOST_PERCENT)


def _compares(tokens: Sequence[Token], lender: Mention, pack: Pack) -> bool:
    """Whether a percentage only says by how much two figures differ (`20 % more than the 15`)."""
    behind = {token.norm for token in tokens[lender.last : lender.last + 3]}
    before = {token.norm for token in tokens[max(0, lender.first - 2) : lender.first]}
    compares = behind & (pack.words("changes.more") | pack.words("changes.less"))
    moves = pack.words("changes.up") | pack.words("changes.down")
    moved = lender.first > 0 and tokens[lender.first - 1].norm in moves
    changes = moved or before & moves and before & pack.words("nouns.of")
    return lender.quantity.kind is Kind.PERCENT and bool(compares or changes)


def _scaled_count(tokens: Sequence[Token], mention: Mention, pack: Pack) -> bool:
    """Whether a count is written with a scale word (`22,4 milioni`)."""
    printed = _printed(tokens, mention, pack)
    return mention.quantity.kind is Kind.COUNT and printed is not None and mention.quantity.value != printed


def _like(tokens: Sequence[Token], mention: Mention, lender: Mention, pack: Pack) -> bool:
    printed, other = mention.quantity.value, _printed(tokens, lender, pack)
    if _scaled_count(tokens, mention, pack):
        other = lender.quantity.value
    if not printed or not other or mention.quantity.in_words:
        return False
    return Fraction(1, SIZE) <= abs(printed / other) <= SIZE


def _printed(tokens: Sequence[Token], mention: Mention, pack: Pack) -> Fraction | None:
    """The figure before the scale word: 4.2 of `4.2 billion`."""
    for at in range(mention.first, mention.last):
        if tokens[at].is_numeral:
            read = numeral(tokens[at : at + 1], 0, pack)
            return read.value if read else None
    return None


def _borrowed(tokens: Sequence[Token], mention: Mention, lender: Mention, pack: Pack) -> Quantity:
    quantity, other = mention.quantity, lender.quantity
    printed = _printed(tokens, lender, pack)
    scale = other.value / printed if other.value is not None and printed else Fraction(1)
    if _scaled_count(tokens, mention, pack):
        scale = Fraction(1)
    value = quantity.value * scale if quantity.value is not None else None
    own = quantity.step if scale == 1 else min(quantity.step, Fraction(1)) * scale
    return replace(
        quantity,
        kind=other.kind,
        unit=other.unit,
        value=value,
        step=own,
        strict=_scaled(quantity.strict, scale, value, own),
        generous=_scaled(quantity.generous, scale, value, own),
        trace=(*quantity.trace, BORROWED),
    )


def _scaled(interval: Interval, scale: Fraction, value: Fraction | None, step: Fraction) -> Interval:
    wide = interval.scale(scale)
    if value is None or wide.low != wide.high or scale == 1:
        return wide
    return Interval.around(value, step / 2)
