"""Events that can only come in one order: a call and the arrival, a beginning and an end, a crime and its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.instants import DAY, HOUR, Instant, instants
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.present import Present, days_of, figures_of, present
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Quantity, Relation, Verdict, When

RESCUE = ("happened", "alarm", "sent", "arrival", "over")
FOLLOWS = frozenset(
    {
        ("happened", "alarm"), ("alarm", "sent"), ("alarm", "arrival"), ("sent", "arrival"),
        ("happened", "over"), ("alarm", "over"), ("arrival", "over"),
    }
)  # fmt: skip
COURSES = (("event_start", "event_end"), ("took_off", "landed"), ("outage", "restored"))
# Steps of a life; the later pairs may come round again, and count only where they are told in this order.
LIVES = (("crime", "punished"), ("life_start", "life_end"), ("work_begun", "work_done"))
TURNS = (("appointed", "resigned"), ("life_start", "listed"), ("married", "divorced"), ("adjourned", "resumed"))
NIGHT = 6 * HOUR  # an end that seems earlier by more than this belongs to the next day
REACH = 10  # items between two times of which one is told to follow the other
BEFORE, BEHIND = 4, 3  # words beside a step in which another order may be told
ITS_VERB = 2  # words from `call` to `arrived`, where the call is what arrived
MATCH = 130  # minutes of the longest match


class Event(NamedTuple):
    """One step of a course of events, and when it was."""

    stage: str
    cue: Cue
    at: Instant


@check("order-of-events", slots=("earlier", "later"))
def order_of_events(article: Article) -> Iterator[Relation]:
    """Two steps of one course of events, of which the second cannot have come first."""
    now = present(article)
    seen: set[frozenset[str]] = set()
    for found in (
        *_rescues(article), *_courses(article), *_lives(article, now), *_told_after(article, now), *_matches(article),
        *_backwards(article),
    ):  # fmt: skip
        key = frozenset(one.claim.id for one in found.terms if one.claim)
        if key not in seen:
            seen.add(key)
            yield found


def _rescues(article: Article) -> Iterator[Relation]:
    """An alarm and those who answer it, told in the order of events, in one sentence or the next."""
    events = _events(article, RESCUE)
    for at, first in enumerate(events):
        for second in events[at + 1 : at + 4]:
            answered = second.stage != "arrival" or _by_rescuers(article, second)
            if (first.stage, second.stage) in FOLLOWS and answered and _continues(article, first, second):
                yield _by_clock(first, second, Verdict.BROKEN)


def _courses(article: Article) -> Iterator[Relation]:
    """The beginning of something and its end, told in this order."""
    for stages in COURSES:
        for first, second in pairwise(_events(article, stages)):
            if (first.stage, second.stage) == stages and _continues(article, first, second):
                yield _by_clock(first, second, Verdict.STRAINED)


def _events(article: Article, stages: tuple[str, ...]) -> list[Event]:
    """The steps told with a time of day, in reading order, each time for one step only."""
    found: dict[tuple[str, ...], Event] = {}
    for stage in stages:
        for cue in article.cued(stage):
            for one in instants(article, cue.sentence):
                if one.minute is not None and cue.holes["t"] in one.claims:
                    key, event = tuple(claim.id for claim in one.claims), Event(stage, cue, one)
                    known = found.get(key)
                    if known is None or cue.first - known.cue.first > _reach(known, event):
                        found[key] = event
    return sorted(found.values(), key=lambda event: event.at.claims[0].span)


def _reach(known: Event, event: Event) -> int:
    """How much nearer to the time a later step must stand: a call may arrive and is no arrival."""
    return ITS_VERB if (known.stage, event.stage) == ("alarm", "arrival") else 0


def _continues(article: Article, first: Event, second: Event) -> bool:
    """Whether the second step follows in the same breath: near by, of the same day, no `after` between."""
    one, other = first.at.claims[0], second.at.claims[0]
    if other.sentence - one.sentence > 1 or _day(first.at) != _day(second.at):
        return False
    row, first_word = article.items[other.sentence], second.cue.first
    start = first.at.last if other.sentence == one.sentence else 0
    turning = article.pack.words("chronology.turns")
    behind = takewhile(lambda item: item.norm != ",", row[second.at.last : second.at.last + BEHIND])
    around = (*row[max(start, first_word - BEFORE) : first_word], *behind)
    return not any(item.norm in turning for item in around)


def _day(instant: Instant) -> tuple[int | None, ...]:
    when = instant.when
    return (when.year, when.month, when.day, when.weekday) if len(instant.claims) > 1 else (None,)


def _by_rescuers(article: Article, event: Event) -> bool:
    row = article.items[event.cue.sentence]
    return any(item.norm in article.pack.words("chronology.rescuers") for item in row[: event.at.last])


def _by_clock(first: Event, second: Event, gravity: Verdict) -> Relation:
    one, other = first.at.minute or 0, second.at.minute or 0
    judged = gravity if 0 < one - other < NIGHT else Verdict.HOLDS
    sign = "<=" if one <= other or judged is Verdict.HOLDS else ">"
    later = other if one <= other or judged is not Verdict.HOLDS else other + DAY
    return relation(
        "order-of-events",
        judged,
        [term("earlier", first.at.claims[0]), term("later", second.at.claims[0])],
        [f"{_clock(one)} {sign} {_clock(later)}"],
        earlier=When(minute=one),
        later=When(minute=other),
    )


def _clock(minutes: int) -> str:
    return f"{minutes // HOUR}:{minutes % HOUR:02}"


def _lives(article: Article, now: Present | None) -> Iterator[Relation]:
    """A crime and its sentence, a birth and a death, told in one sentence."""
    for first, second in (*LIVES, *TURNS):
        for one in article.cued(first):
            for other in article.cued(second, one.sentence):
                if (first, second) in LIVES or one.first < other.first:
                    gravity = Verdict.BROKEN if (first, second) in LIVES[:2] else Verdict.STRAINED
                    yield from _by_days(one.holes["w"], other.holes["w"], now, gravity)


def _told_after(article: Article, now: Present | None) -> Iterator[Relation]:
    """`freed in 2012 after a conviction in 2015`: a time, and the earlier one the sentence says it follows."""
    for sentence in range(len(article.sentences)):
        row = article.items[sentence]
        for later, earlier in pairwise(instants(article, sentence)):
            between = [item.norm for item in row[later.last : earlier.first]]
            if any(item.kind == Kind.DURATION for item in row[later.last : earlier.first]):
                continue
            if len(between) > REACH or not _one_after(article, between) or _day(later) != _day(earlier):
                continue
            if later.minute is not None and earlier.minute is not None:
                one, other = (Event("", Cue("", sentence, at.claims[0].span, 0, 0, {}), at) for at in (earlier, later))
                yield _by_clock(one, other, Verdict.STRAINED)
            elif later.minute is None and earlier.minute is None:
                yield from _by_days(earlier.claims[0], later.claims[0], now, Verdict.STRAINED)


def _one_after(article: Article, between: list[str]) -> bool:
    """Whether the words between two times say once, and in no other way, that the first follows the second."""
    words, void = article.pack.words("chronology.after"), article.pack.words("chronology.void")
    return sum(norm in words for norm in between) == 1 and not any(norm in void for norm in between)


def _backwards(article: Article) -> Iterator[Relation]:
    """`between 1420 and 1399`: two years that open and close a stretch of time."""
    for cue in article.cued("years_span"):
        first, last = cue.holes["a"], cue.holes["b"]
        norms = {item.norm for item in article.items[cue.sentence]}
        kinds = {first.quantity.kind, last.quantity.kind}
        one, other = first.quantity.value, last.quantity.value
        modern = kinds == {Kind.YEAR} and not norms & article.pack.words("chronology.eras")
        if modern and one and other and one > other:
            yield from _by_days(first, last, None, Verdict.STRAINED)


def _by_days(earlier: Claim, later: Claim, now: Present | None, gravity: Verdict) -> Iterator[Relation]:
    one, other = days_of(earlier, now), days_of(later, now)
    if earlier == later or one is None or other is None or None in (_year(earlier), _year(later)):
        return
    judged = gravity if one[0] > other[1] else Verdict.HOLDS
    working = f"{_year(earlier)} {'<=' if judged is Verdict.HOLDS else '>'} {_year(later)}"
    if _year(earlier) == _year(later):
        working = f"{one[0].isoformat()} {'<=' if judged is Verdict.HOLDS else '>'} {other[1].isoformat()}"
    yield relation(
        "order-of-events", judged, [term("earlier", earlier), term("later", later)], [working],
        earlier=earlier.quantity.when or When(), later=later.quantity.when or When(),
    )  # fmt: skip


def _year(claim: Claim) -> int | None:
    return claim.quantity.when.year if claim.quantity.when else None


def _matches(article: Article) -> Iterator[Relation]:
    """A player who comes on and then scores, by the minutes of the match."""
    for cue in article.cued("came_on"):
        on = cue.holes["m"]
        after = [claim for claim in figures_of(article, cue.sentence) if claim.span > on.span and _is_minute(claim)]
        if _is_minute(on) and after:
            yield _by_minutes(on, after[0])


def _is_minute(claim: Claim) -> bool:
    quantity: Quantity = claim.quantity
    minute = quantity.kind is Kind.DURATION and quantity.unit == "minute"
    ordinal = quantity.kind is Kind.ORDINAL and (quantity.unit == "minute" or claim.counted is None)
    return (minute or ordinal) and quantity.value is not None and 1 <= quantity.value <= MATCH


def _by_minutes(on: Claim, scored: Claim) -> Relation:
    one, other = nominal(on.quantity), nominal(scored.quantity)
    return relation(
        "order-of-events",
        Verdict.BROKEN if one > other else Verdict.HOLDS,
        [term("earlier", on), term("later", scored)],
        [f"{show(one)} {'>' if one > other else '<='} {show(other)}"],
        earlier=one,
        later=other,
    )
