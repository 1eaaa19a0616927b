"""One moment told in two time zones: 10:30 BST (0930 UTC), alle 14 ora locale (le 15 in Italia).

Offsets are those of the tz database (IANA): every offset in use on land is allowed for an unnamed zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from claimcheck.checks import check
from claimcheck.checks.judging import relation, term
from claimcheck.extract.article import Article
from claimcheck.extract.lexicon import lexicon
from claimcheck.model import Claim, Kind, Relation, Verdict, When
from claimcheck.phrase import Token

HOUR, DAY = 60, 24 * 60
REACH = 6  # tokens behind a time in which its zone is named
BESIDE = 7  # tokens between the two tellings of one moment
LAND = frozenset({*range(-12 * HOUR, 15 * HOUR, HOUR)}) | {
    -570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765,
}  # fmt: skip
UNNAMED = "any"


@check("time-zones", slots=("first", "second", "hours"))
def time_zones(article: Article) -> Iterator[Relation]:
    """Two times in different zones that are said to be one moment, by the offsets of their zones."""
    for claims in article.by_sentence.values():
        times = [claim for claim in claims if _is_time(claim)]
        for first, second in pairwise(times):
            if _opening(article, first, second) is None:
                continue
            zones = _zone(article, first), _zone(article, second)
            if zones[0] == zones[1] or not any(zone and zone != UNNAMED for zone in zones):
                continue
            yield _judged(first, second, zones)


def _judged(first: Claim, second: Claim, zones: tuple[str, str]) -> Relation:
    apart = (_minute(first) - _minute(second)) % DAY
    usual = {(one - other) % DAY for one in _offsets(zones[0]) for other in _offsets(zones[1])}
    shifted = {(minutes + shift) % DAY for minutes in usual for shift in (-HOUR, HOUR)}
    named = all(zone and zone != UNNAMED for zone in zones)
    judged = Verdict.HOLDS if apart in usual else Verdict.STRAINED if named and apart in shifted else Verdict.BROKEN
    signed = apart if apart <= 14 * HOUR else apart - DAY
    return relation(
        "time-zones",
        judged,
        [term("first", first), term("second", second)],
        [f"{_clock(_minute(first))} - {_clock(_minute(second))} = {'-' if signed < 0 else ''}{_clock(abs(signed))}"],
        first=When(minute=_minute(first)),
        second=When(minute=_minute(second)),
        hours=f"{'−' if signed < 0 else '+'}{_clock(abs(signed))}",
    )


def _is_time(claim: Claim) -> bool:
    when = claim.quantity.when
    return claim.quantity.kind is Kind.TIME and when is not None and when.minute is not None and when.until is None


def _minute(claim: Claim) -> int:
    when = claim.quantity.when
    return when.minute % DAY if when and when.minute is not None else 0


def _clock(minutes: int) -> str:
    return f"{minutes // HOUR}:{minutes % HOUR:02d}"


def _tokens(article: Article, claim: Claim, other: Claim) -> list[Token]:
    tokens = article.sentences[claim.sentence].tokens
    return [token for token in tokens if claim.quantity.number.end <= token.start < other.quantity.span.start]


def _opening(article: Article, first: Claim, second: Claim) -> Token | None:
    """The bracket or comma behind which the same moment is told again."""
    between = _tokens(article, first, second)
    links = article.pack.words("zones.links")
    if len(between) > BESIDE or not between:
        return None
    for at in range(len(between) - 1, -1, -1):
        token = between[at]
        if token.text == "(" or token.norm in links:
            return token
        if not token.is_word:
            return None
    return None


def _zone(article: Article, claim: Claim) -> str:
    """The offsets of the zone named behind a time, as the pack writes them; empty when none is."""
    tokens = article.sentences[claim.sentence].tokens
    start = next((at for at, token in enumerate(tokens) if token.start >= claim.quantity.number.end), len(tokens))
    names = lexicon(article.pack, "zones.offsets")
    for at in range(start, min(start + REACH, len(tokens))):
        found = names.at(tokens, at)
        if found:
            return found.meaning
        if tokens[at].text in "();" or tokens[at].is_numeral:
            return ""
    return ""


def _offsets(zone: str) -> frozenset[int]:
    return LAND if not zone or zone == UNNAMED else frozenset(int(minutes) for minutes in zone.split("|"))
