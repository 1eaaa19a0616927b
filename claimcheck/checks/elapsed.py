"""A start, a duration and an end: `20 minutes later, at 5:15`; `set off at 7:30 ... took two hours ... home at 9`."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.instants import Instant, Stretch, instants
from claimcheck.checks.lengths import CLOCK, Length, judged, length, same_half, told_between
from claimcheck.checks.present import Present
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Relation, Verdict

DAY = 24  # hours
BACK = 2  # sentences in which the start of `later` may stand
BESIDE = 2  # items between a date and the length told behind it
NEAR = 2  # sentences between a start and an end by the clock
LEADING = 8  # items between `after` and the beginning of what went before
LIKE = 2  # a duration of another size than the time passed is of something else


def elapsed(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """Durations that lead from one time of the story to another; `seen` are claims already judged."""
    yield from _later(article, now, seen)
    yield from _after_both(article, now, seen)
    yield from _apart(article, now, seen)
    yield from _by_the_clock(article, now, seen)


def _later(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    for cue in article.cued("later"):
        claim = cue.holes["d"]
        end = next((one for one in instants(article, cue.sentence) if cue.holes["end"] in one.claims), None)
        if claim.id in seen or end is None or claim.quantity.kind is not Kind.DURATION:
            continue
        found = [
            (start, apart)
            for start in _before(article, claim, end)
            if (apart := length(start, end, claim.quantity.unit, now))
        ]
        found += [(start, less) for start, apart in found if (less := same_half(article, start, end, claim, apart))]
        if found:
            seen.add(claim.id)
            yield _told(found, end, claim)


def _after_both(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """`began at 6am on Monday and ended at 6pm on Tuesday, 36 hours later`."""
    for cue in article.cued("later_than"):
        claim = cue.holes["d"]
        before = [one for one in instants(article, cue.sentence) if one.last <= article.item_of[claim.id]]
        if claim.id in seen or len(before) < 2 or claim.quantity.kind is not Kind.DURATION:
            continue
        start, end = before[-2:]
        apart = length(start, end, claim.quantity.unit, now)
        if apart and (start.minute is None) == (end.minute is None):
            seen.add(claim.id)
            less = same_half(article, start, end, claim, apart)
            yield _told([(start, one) for one in (apart, less) if one], end, claim)


def _apart(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """`appointed in March 2020, eight months before the flood of November 2020`."""
    for cue in article.cued("apart"):
        claim, row = cue.holes["d"], article.items[cue.sentence]
        at = article.item_of[claim.id]
        known = instants(article, cue.sentence)
        other = next((one for one in known if cue.holes["end"] in one.claims), None)
        here = next((one for one in known if one.last <= at <= one.last + BESIDE), None)
        if claim.id in seen or not here or not other or claim.quantity.kind is not Kind.DURATION:
            continue
        earlier = row[at + 1].norm in article.pack.words("durations.before")
        start, end = (here, other) if earlier else (other, here)
        found = length(start, end, claim.quantity.unit, now)
        if found and (start.minute is None) == (end.minute is None):
            seen.add(claim.id)
            yield told_between(Stretch(start, end), (), claim, found, judged(found, claim.quantity))


def _before(article: Article, claim: Claim, end: Instant) -> Iterator[Instant]:
    """The times told before a duration, nearest first, as finely as its end."""
    for sentence in range(claim.sentence, max(-1, claim.sentence - BACK - 1), -1):
        for start in reversed(instants(article, sentence)):
            earlier = sentence < claim.sentence or start.last <= article.item_of[claim.id]
            if earlier and (start.minute is None) == (end.minute is None) and not _over_days(claim, start, end):
                yield start


def _over_days(claim: Claim, start: Instant, end: Instant) -> bool:
    """Whether hours that make more than a day lead between times of which not both have a day."""
    hours = claim.quantity.unit == "hour" and (claim.quantity.value or 0) >= DAY
    return hours and (len(start.claims) > 1) != (len(end.claims) > 1)


def _told(found: list[tuple[Instant, Length]], end: Instant, claim: Claim) -> Relation:
    """The nearest start that fits, else the nearest."""
    fitting = next((pair for pair in found if judged(pair[1], claim.quantity) is Verdict.HOLDS), None)
    start, apart = fitting or found[0]
    return told_between(Stretch(start, end), (), claim, apart, Verdict.HOLDS if fitting else Verdict.BROKEN)


def outcomes(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """`The bill passed at 1:10 a.m. after a sitting that began at 6:30 p.m. and lasted four hours`."""
    for cue in article.cued("clock_start"):
        start = next((one for one in _times(article, cue.sentence) if cue.holes["t"] in one.claims), None)
        after = _after(article, cue)
        took = [claim for claim in _took(article, seen) if claim.sentence == cue.sentence]
        took = [claim for claim in took if start and article.item_of[claim.id] >= start.last]
        if start is None or after is None or not took:
            continue
        ends = [one for one in _times(article, cue.sentence) if one.last <= after] or [
            *(_times(article, cue.sentence - 1) if cue.sentence else ())
        ]
        found = length(start, ends[0], took[0].quantity.unit, now) if len(ends) == 1 else None
        if found and _of_like_size(took[0], found):
            seen.add(took[0].id)
            yield told_between(Stretch(start, ends[0]), (), took[0], found, judged(found, took[0].quantity))


def _after(article: Article, cue: Cue) -> int | None:
    """The place of the word that puts what begins at a cue before the rest of the sentence."""
    row, words = article.items[cue.sentence], article.pack.words("durations.outcome")
    places = range(cue.first - 1, max(-1, cue.first - 1 - LEADING), -1)
    return next((at for at in places if row[at].norm in words), None)


def _times(article: Article, sentence: int) -> list[Instant]:
    return [one for one in instants(article, sentence) if one.minute is not None]


def _took(article: Article, seen: set[str]) -> list[Claim]:
    """The durations by the clock that something is said to have taken."""
    return [
        claim
        for cue in article.cued("took")
        for claim in cue.holes.values()
        if claim.quantity.kind is Kind.DURATION and claim.quantity.unit in CLOCK and claim.id not in seen
    ]


def falls_short(article: Article, claim: Claim, found: Length) -> bool:
    """Whether a length is of something of its own that need not fill the whole (`after four hours of speeches`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    part = at + 1 < len(row) and row[at + 1].norm in article.pack.words("durations.parts")
    return part and (claim.quantity.generous.low or 0) < found.value and judged(found, claim.quantity) is Verdict.BROKEN


def _by_the_clock(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """The clock at the start and at the finish, against the time it is said to have taken."""
    took = _took(article, seen)
    for start in _cued(article, "clock_start"):
        for end in _cued(article, "clock_end"):
            begun, ended = start.claims[0].sentence, end.claims[0].sentence
            if abs(begun - ended) > NEAR or start.claims == end.claims or _told_already(article, ended, seen):
                continue
            close = [claim for claim in took if min(begun, ended) - 1 <= claim.sentence <= max(begun, ended) + 1]
            like = [(claim, found) for claim in close if (found := length(start, end, claim.quantity.unit, now))]
            like = [one for one in like if _of_like_size(*one) and not falls_short(article, *one)]
            fitting = [pair for pair in like if judged(pair[1], pair[0].quantity) is Verdict.HOLDS]
            for claim, found in (fitting or like)[:1]:
                if claim.id not in seen:
                    seen.add(claim.id)
                    yield told_between(
                        Stretch(start, end), (), claim, found, Verdict.HOLDS if fitting else Verdict.BROKEN
                    )


def _told_already(article: Article, sentence: int, seen: set[str]) -> bool:
    """Whether the length up to a time is told in its own sentence."""
    row = article.by_sentence[sentence]
    return any(claim.id in seen for claim in row if claim.quantity.kind is Kind.DURATION)


def _of_like_size(claim: Claim, found: Length) -> bool:
    value = claim.quantity.value
    return value is not None and found.value < LIKE * value and value < LIKE * found.value


def _cued(article: Article, name: str) -> Iterator[Instant]:
    """The instants that stand in the hole of a cue."""
    for cue in article.cued(name):
        for one in instants(article, cue.sentence):
            if one.minute is not None and any(claim in one.claims for claim in cue.holes.values()):
                yield one
