"""Race times and the gap between them: `won in 1:07:42, with Platt 33 seconds adrift in 1:08:15`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, nominal, relation, show, term, verdict
from claimcheck.checks.lengths import CLOCK
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

SLOWEST = Fraction(3, 2)  # of a winner's time, that of a rival whose gap is told
BESIDE = 6  # items between a gap and the time it leads to
LIKE = 4  # by which a gap may be off and still be meant for the two times
SIZE = 5  # times a gap that a time of a race is at least
SECONDS = 60


@check("time-gap", slots=("expected", "stated"))
def time_gap(article: Article) -> Iterator[Relation]:
    """The seconds or minutes somebody is behind, against the times of both."""
    seen: set[str] = set()
    for cue in article.cued("time_gap"):
        gap = cue.holes["gap"]
        if gap.id in seen or gap.quantity.unit not in CLOCK or not gap.quantity.value:
            continue
        pairs = list(_pairs(article, cue, gap))
        fitting = next((pair for pair in pairs if _verdict(gap, *pair) is Verdict.HOLDS), None)
        chosen = fitting or next((pair for pair in pairs if _meant(article, gap, pairs, *pair)), None)
        if chosen:
            seen.add(gap.id)
            yield _judged(gap, *chosen, _verdict(gap, *chosen))


def _seconds(claim: Claim) -> Fraction:
    return nominal(claim.quantity) * CLOCK[claim.quantity.unit] * SECONDS


def _apart(first: Claim, second: Claim) -> Reading:
    slow, fast = (second, first) if _seconds(second) >= _seconds(first) else (first, second)
    slower, faster = (CLOCK[claim.quantity.unit] * SECONDS for claim in (slow, fast))
    one, other = slow.quantity, fast.quantity
    return Reading(
        _seconds(slow) - _seconds(fast),
        one.strict.scale(slower) - other.strict.scale(faster),
        one.generous.scale(slower) - other.generous.scale(faster),
    )


def _verdict(gap: Claim, first: Claim, second: Claim) -> Verdict:
    """Seconds may have been rounded or cut off in any of the three."""
    scale = CLOCK[gap.quantity.unit] * SECONDS
    off = abs(_apart(first, second).value - _seconds(gap))
    step = gap.quantity.step * scale if gap.quantity.in_words or gap.quantity.unit != "second" else Fraction(1)
    if off <= max(Fraction(1), step / 2):
        return Verdict.HOLDS
    stated = Reading(_seconds(gap), gap.quantity.strict.scale(scale), gap.quantity.generous.scale(scale))
    return verdict(_apart(first, second), stated)


def _pairs(article: Article, cue: Cue, gap: Claim) -> Iterator[tuple[Claim, Claim]]:
    """The earlier time and the later one of the gap: two of its sentence, or one of it and one told before."""
    here = [claim for claim in article.by_sentence[cue.sentence] if _is_time(claim, gap)]
    before = [claim for claim in article.by_sentence.get(cue.sentence - 1, ()) if _is_time(claim, gap)]
    head = [claim for claim in article.headline() if _is_time(claim, gap)]
    for second in sorted(here, key=lambda claim: abs(article.item_of[claim.id] - article.item_of[gap.id])):
        for first in (*(claim for claim in here if claim.span < second.span), *before, *head):
            slower, faster = max(_seconds(first), _seconds(second)), min(_seconds(first), _seconds(second))
            if 0 < faster < slower <= faster * SLOWEST:
                yield first, second


def _is_time(claim: Claim, gap: Claim) -> bool:
    quantity = claim.quantity
    timed = quantity.kind is Kind.DURATION and quantity.unit in CLOCK and quantity.value is not None
    return timed and claim.place is not Place.TABLE and _seconds(claim) >= SIZE * _seconds(gap)


def _meant(article: Article, gap: Claim, pairs: list[tuple[Claim, Claim]], first: Claim, second: Claim) -> bool:
    """Whether a gap surely lies between two times: it stands beside the second, and no other pair is as near."""
    if first.place is Place.HEADLINE or len({one for one, _ in pairs if one.sentence == second.sentence}) > 1:
        return False
    beside = abs(article.item_of[second.id] - article.item_of[gap.id]) <= BESIDE
    apart, stated = _apart(first, second).value, _seconds(gap)
    row = article.items[gap.sentence]
    near = {item.norm for item in row[article.item_of[gap.id] : article.item_of[gap.id] + BESIDE]}
    return beside and stated <= LIKE * apart and apart <= LIKE * stated and not near & article.pack.words("gaps.others")


def _judged(gap: Claim, first: Claim, second: Claim, judged: Verdict) -> Relation:
    apart = _apart(first, second).value
    unit = CLOCK[gap.quantity.unit] * SECONDS
    slower, faster = (second, first) if _seconds(second) >= _seconds(first) else (first, second)
    expected = Fraction(round(apart / unit * 10), 10)
    working = [f"{_shown(slower)} - {_shown(faster)} = {show(expected)} {gap.quantity.unit}s"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(expected)} != {show(nominal(gap.quantity))}")
    terms = [term("time", first), term("time", second), term("gap", gap)]
    return relation("time-gap", judged, terms, working, expected=expected, stated=gap.quantity)


def _shown(claim: Claim) -> str:
    """A time of a race as it is printed in results: 1:07:42, 59:08, 9.81."""
    seconds = _seconds(claim)
    whole = int(seconds // 1)
    rest = seconds - whole
    tail = show(rest)[1:] if rest else ""
    if whole < SECONDS:
        return show(seconds)
    hours, minutes = divmod(whole // SECONDS, SECONDS)
    clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{clock}:{whole % SECONDS:02d}{tail}"
