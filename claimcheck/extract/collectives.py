"""Vague numbers: `una trentina`, `decine di migliaia`, `several hundred`, `a couple of`, `most of`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from claimcheck.extract.draft import Draft
from claimcheck.extract.lexicon import lexicon
from claimcheck.extract.numerals import numeral
from claimcheck.language import Pack
from claimcheck.model import Hedge, Kind
from claimcheck.phrase import Token

YEARS = range(1900, 2101)


def collective(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """The vague number that begins at token `at`, if any."""
    return _pair(tokens, at, pack) or _near(tokens, at, pack) or _several(tokens, at, pack) or _many(tokens, at, pack)


def most(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """`most of`, `la maggior parte dei`: a share above one half, without a value."""
    hit = lexicon(pack, "shares").at(tokens, at)
    if hit is None or hit.last >= len(tokens):
        return None
    number, definite = numeral(tokens, hit.last, pack), tokens[hit.last - 1].norm in pack.table("number_forms")
    if number and (not definite or number.fraction or number.value < 1 or number.value in YEARS):
        return None
    last = max(at + 1, hit.last - 1)
    return Draft(at, last, at, last, None, kind=Kind.RATIO, hedge=Hedge.OVER, in_words=True, trace=("shares.most",))


def _near(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """`una trentina`, `un centinaio`: a number said loosely."""
    if tokens[at].norm not in pack.words("number_words.articles") or at + 1 >= len(tokens):
        return None
    base = pack.table("collectives.near").get(tokens[at + 1].norm)
    if base is None:
        return None
    value = Fraction(base)
    factor, last = _factor(tokens, at + 2, pack)
    value *= factor
    return _draft(at, last, value, value / factor if factor == 1 else value, "collectives.near")


def _several(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """`several hundred`, `alcune centinaia`: at least two of them."""
    hit = lexicon(pack, "collectives.several_of").at(tokens, at)
    if hit is None or hit.last >= len(tokens):
        return None
    base = pack.table("collectives.scales").get(tokens[hit.last].norm)
    if base is None:
        return None
    factor, last = _factor(tokens, hit.last + 1, pack)
    return _draft(at, last, None, Fraction(base) * factor, "collectives.several")


def _many(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """`dozens`, `centinaia`, `decine di migliaia`: at least two of them."""
    base = pack.table("collectives.many").get(tokens[at].norm)
    if base is None:
        return None
    factor, last = _factor(tokens, at + 1, pack)
    if factor == 1 and pack.table("collectives.many_only_of").get(tokens[at].norm):
        return None
    return _draft(at, last, None, Fraction(base) * factor, "collectives.many")


def _pair(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """`a couple of`, `un paio di`: two, give or take."""
    hit = lexicon(pack, "collectives.pair").at(tokens, at)
    if hit is None or (hit.last < len(tokens) and tokens[hit.last].norm in pack.table("collectives.scales")):
        return None
    last = max(at + 1, hit.last - 1)
    return _draft(at, last, Fraction(hit.meaning), Fraction(hit.meaning), "collectives.pair")


def _factor(tokens: Sequence[Token], at: int, pack: Pack) -> tuple[int, int]:
    """What a further scale multiplies (decine |di migliaia|), and the token after it."""
    factor = 1
    while at < len(tokens):
        step = at + 1 if tokens[at].norm in pack.words("collectives.of") else at
        scale = pack.table("collectives.factors").get(tokens[step].norm) if step < len(tokens) else None
        if scale is None or factor > 10**12:
            break
        factor, at = factor * int(scale), step + 1
    return factor, at


def _draft(first: int, last: int, value: Fraction | None, vague: Fraction, name: str) -> Draft:
    return Draft(
        first, last, first, last, value, kind=Kind.COUNT, hedge=Hedge.COLLECTIVE, scale=1, in_words=True, vague=vague,
        trace=(name,),
    )  # fmt: skip
