"""One moment told in two time zones: 10:30 BST (0930 UTC), alle 14 ora locale (le 15 in Italia).

Offsets are those of the tz database (IANA): every offset in use on land is allowed for an unnamed zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.lengths import CLOCK
from claimcheck.checks.present import present
from claimcheck.extract.article import Article
from claimcheck.extract.lexicon import lexicon
from claimcheck.model import Claim, Kind, Relation, Verdict, When
from claimcheck.phrase import Token

HOUR, DAY = 60, 24 * 60
REACH = 6  # tokens behind a time in which its zone is named
BESIDE = 9  # tokens between the two tellings of one moment
LAND = frozenset({*range(-12 * HOUR, 15 * HOUR, HOUR)}) | {
    -570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765,
}  # fmt: skip
UNNAMED = "any"
NEAR = 3  # sentences within which a date tells the season of a time
WINTER, SUMMER = ((11, 8), (3, 7)), ((4, 1), (10, 24))  # days, all over the north
SOUTH = 9 * HOUR  # zones ahead by more that change their clocks do so in the southern summer


@check("time-zones", slots=("first", "second", "hours"))
def time_zones(article: Article) -> Iterator[Relation]:
    """Two times in different zones that are said to be one moment, by the offsets of their zones."""
    for claims in article.by_sentence.values():
        times = [claim for claim in claims if _is_time(claim)]
        for first, second in pairwise(times):
            if _opening(article, first, second) is None:
                continue
            zones = _zone(article, first), _zone(article, second) or _zone_before(article, first, second)
            if zones[0] == zones[1] or not any(zone and zone != UNNAMED for zone in zones):
                continue
            yield _judged(first, second, zones, _season(article, first))


def _judged(first: Claim, second: Claim, zones: tuple[str, str], season: str) -> Relation:
    apart = (_minute(first) - _minute(second)) % DAY
    usual = _differences(zones, "")
    shifted = {(minutes + shift) % DAY for minutes in usual for shift in (-HOUR, HOUR)}
    named = all(zone and zone != UNNAMED for zone in zones)
    judged = Verdict.STRAINED if named and apart in shifted else Verdict.BROKEN
    if apart in usual:
        judged = Verdict.HOLDS if apart in _differences(zones, season) else Verdict.STRAINED
    signed = _signed(apart)
    return relation(
        "time-zones",
        judged,
        [term("first", first), term("second", second)],
        [_subtraction(first, second)],
        first=When(minute=_minute(first)),
        second=When(minute=_minute(second)),
        hours=f"{'−' if signed < 0 else '+'}{_clock(abs(signed))}",
    )


def _differences(zones: tuple[str, str], season: str) -> set[int]:
    return {(one - other) % DAY for one in _offsets(zones[0], season) for other in _offsets(zones[1], season)}


def _signed(apart: int) -> int:
    return apart if apart <= 14 * HOUR else apart - DAY


def _subtraction(first: Claim, second: Claim) -> str:
    signed = _signed((_minute(first) - _minute(second)) % DAY)
    return f"{_clock(_minute(first))} - {_clock(_minute(second))} = {'-' if signed < 0 else ''}{_clock(abs(signed))}"


@check("zone-offset", slots=("first", "second", "hours", "stated"))
def zone_offset(article: Article) -> Iterator[Relation]:
    """How many hours one place is ahead of another, against one moment told by both clocks."""
    for cue in article.cued("zone_offset"):
        stated = cue.holes["d"]
        here = [claim for claim in article.by_sentence[cue.sentence] if _is_time(claim)]
        before = [claim for claim in article.by_sentence.get(cue.sentence - 1, ()) if _is_time(claim)]
        for first, second in [pair for times in (here, before) if len(times) == 2 for pair in pairwise(times)][:1]:
            zones = _zone(article, first), _zone(article, second) or _zone_before(article, first, second)
            if stated.quantity.unit in CLOCK and any(zones) and _opening(article, first, second) is not None:
                yield _told_offset(first, second, stated)


def _told_offset(first: Claim, second: Claim, stated: Claim) -> Relation:
    apart = (_minute(first) - _minute(second)) % DAY
    minutes = stated.quantity.generous.scale(CLOCK[stated.quantity.unit])
    holds = any(Fraction(way) in minutes for way in (apart, DAY - apart))
    working = [_subtraction(first, second)]
    hours = Fraction(min(apart, DAY - apart)) / CLOCK[stated.quantity.unit]
    if not holds:
        working.append(f"{show(hours)} != {show(nominal(stated.quantity))}")
    return relation(
        "zone-offset",
        Verdict.HOLDS if holds else Verdict.BROKEN,
        [term("first", first), term("second", second), term("offset", stated)],
        working,
        first=When(minute=_minute(first)), second=When(minute=_minute(second)), hours=hours, stated=stated.quantity,
    )  # fmt: skip


def _season(article: Article, claim: Claim) -> str:
    """`winter` or `summer` of the northern year when a date near a time, or else the story's day, tells it."""
    dates = [one for one in article.nearby(claim) if one.quantity.kind is Kind.DATE and _day_of(one)]
    steps = sorted({abs(one.sentence - claim.sentence) for one in dates})[:1]
    close = [one for one in dates if abs(one.sentence - claim.sentence) in steps and steps[0] <= NEAR]
    now = present(article)
    told = {day for one in close if (day := _day_of(one))}
    if not told and now:
        told = {(day.month, day.day) for day in now.days}
    if told and all(day >= WINTER[0] or day <= WINTER[1] for day in told):
        return "winter"
    return "summer" if told and all(SUMMER[0] <= day <= SUMMER[1] for day in told) else ""


def _day_of(claim: Claim) -> tuple[int, int] | None:
    when = claim.quantity.when
    return (when.month, when.day) if when and when.month and when.day and when.until is None else None


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
        if token.norm in article.pack.words("zones.when"):
            being = {other.norm for other in between[at:]} & article.pack.words("zones.being")
            return token if being else None
        if not token.is_word:
            return token if _only_glue(article, first, second, between[at:]) else None
    return None


def _only_glue(article: Article, first: Claim, second: Claim, rest: list[Token]) -> bool:
    """Whether both times name their own zones with no more than a comma between (`9 pm in London, 8 pm in Rome`)."""
    named = {zone for claim in (first, second) if (zone := _zone(article, claim)) and zone != UNNAMED}
    return len(named) == 2 and all(token.norm in article.pack.words("zones.glue") for token in rest)


def _zone_before(article: Article, first: Claim, second: Claim) -> str:
    """The zone named between a link and the second time (`quando in Italia erano le 16`)."""
    tokens, opening = _tokens(article, first, second), _opening(article, first, second)
    start = next((at for at, token in enumerate(tokens) if token is opening), len(tokens))
    names = lexicon(article.pack, "zones.offsets")
    return next((found.meaning for at in range(start, len(tokens)) if (found := names.at(tokens, at))), "")


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


def _offsets(zone: str, season: str = "") -> frozenset[int]:
    """The minutes a zone may be ahead of universal time; of two an hour apart the season tells which."""
    if not zone or zone == UNNAMED:
        return LAND
    minutes = [int(part) for part in zone.split("|")]
    if season and len(minutes) == 2 and minutes[1] == minutes[0] + HOUR:
        late = (season == "summer") != (minutes[0] >= SOUTH)
        return frozenset({minutes[1] if late else minutes[0]})
    return frozenset(minutes)
