"""Durations against the dates and times they are told beside."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.calendrical import Days
from claimcheck.checks import check
from claimcheck.checks.elapsed import elapsed, falls_short, outcomes
from claimcheck.checks.instants import Instant, Stretch, instants, stretches
from claimcheck.checks.judging import nominal
from claimcheck.checks.lengths import judged, length, same_half, told_between
from claimcheck.checks.present import Present, figures_of, present
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Relation, Verdict, When
from claimcheck.phrase import Item

AFTER, BEFORE = 5, 8  # items between a stretch of time and the duration told behind it, or before it
ENDS = (("begun", "ended"), ("halted", "halt_ended"))  # cues of a beginning and of its end
REIGN, COMMAS = 4, frozenset(",(–—")  # a sign, an article, a noun and `of`
GOING = 4  # items before a length in which a word may tell that it goes on
LIVING = 15  # years since a beginning after which an end that is not told may lie anywhere


@check("duration", slots=("expected", "stated"))
def duration(article: Article) -> Iterator[Relation]:
    """A duration told beside the stretch of time it sums up, or beside its beginning and end."""
    now = present(article)
    seen: set[str] = set()
    for sentence in range(len(article.sentences)):
        for stretch in (*stretches(article, sentence), *_begun_and_ended(article, sentence)):
            for claim in figures_of(article, sentence):
                if claim.id in seen or not _is_duration(article, claim) or not _beside(article, stretch, claim):
                    continue
                found = length(stretch.start, stretch.end, claim.quantity.unit, now)
                if found and (less := same_half(article, stretch.start, stretch.end, claim, found)):
                    found = min((found, less), key=lambda one: abs(one.value - nominal(claim.quantity)))
                verdict = judged(found, claim.quantity) if found else Verdict.OPEN
                if found and (verdict is Verdict.HOLDS or _sums_up(article, stretch, claim)):
                    seen.add(claim.id)
                    yield told_between(stretch, (), claim, found, verdict)
    yield from outcomes(article, now, seen)
    yield from _lasting(article, now, seen)
    yield from _ago(article, now, seen)
    yield from elapsed(article, now, seen)


def _is_duration(article: Article, claim: Claim) -> bool:
    """Whether a claim is a length of time: no rate (`an hour a day`, `every six days`), no part (`two days of it`)."""
    if claim.quantity.kind is not Kind.DURATION or claim.quantity.strict.low is None:
        return False
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    behind = [*(item.norm for item in row[at + 1 : at + 3]), "", ""]
    if at and row[at - 1].norm in article.pack.words("durations.intervals"):
        return False
    part = behind[0] in article.pack.words("durations.parts") and behind[1] in article.pack.words("durations.of_it")
    return not part and behind[0] not in article.pack.words("durations.never_before")


def _beside(article: Article, stretch: Stretch, claim: Claim) -> bool:
    """Whether a duration and a stretch of time may speak of one thing."""
    at = article.item_of[claim.id]
    return -BEFORE <= at - stretch.last <= AFTER if at >= stretch.last else stretch.first - at <= BEFORE


def _sums_up(article: Article, stretch: Stretch, claim: Claim) -> bool:
    """Whether a duration stands in apposition behind a stretch, or before it names what takes it so long."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    if at >= stretch.last:
        return _apposed(article, row[stretch.last : at])
    between = row[at + 1 : max(at + 1, stretch.first)]
    cuts = article.pack.words("durations.breaks")
    if at >= stretch.first or any(item.quantity is not None or item.norm in cuts for item in between):
        return False
    hyphened = "-" in claim.quantity.span.of(article.document.prose)
    owned = at > 0 and row[at - 1].norm in article.pack.words("durations.of")
    return hyphened or owned or len(between) <= 2 or article.has(claim, "lasted")


def _apposed(article: Article, behind: tuple[Item, ...]) -> bool:
    """Whether only words of an apposition stand between a stretch and its length, and one noun (`, a reign of`)."""
    pack, norms = article.pack, [item.norm for item in behind]
    noun = len(norms) == REIGN and norms[0] in COMMAS and norms[1] in pack.words("single_article")
    if noun and norms[2].isalpha() and norms[3] in pack.words("durations.parts"):
        return True
    return 0 < len(norms) <= AFTER and all(norm in pack.words("durations.apposition") for norm in norms)


def _begun_and_ended(article: Article, sentence: int) -> Iterator[Stretch]:
    """`began in June 2016 and ended in June 2022`, `closed at 9 and reopened at 12`."""
    for first, last in ENDS:
        for begun in _at(article, first, "start", sentence):
            for ended in _at(article, last, "end", sentence):
                if begun.last <= ended.first:
                    yield Stretch(begun, ended)


def _at(article: Article, name: str, hole: str, sentence: int) -> Iterator[Instant]:
    """The instants that stand in a hole of a cue."""
    for cue in article.cued(name, sentence):
        for instant in instants(article, sentence):
            if cue.holes[hole] in instant.claims:
                yield instant


def _lasting(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """`began in May 2022 and lasted three years`: up to the end told near by, else up to the story's day."""
    for cue in article.cued("end_after"):
        claim, end = cue.holes["d"], next(_at(article, "end_after", "end", cue.sentence), None)
        begun = next(_at(article, "begun", "start", cue.sentence), None)
        if begun is None and end and end in _at(article, "halt_ended", "end", cue.sentence):
            begun = next(_at(article, "halted", "start", cue.sentence), None)
        if begun and end and begun.last <= end.first and claim.id not in seen and _is_duration(article, claim):
            found = length(begun, end, claim.quantity.unit, now)
            if found and not falls_short(article, claim, found):
                seen.add(claim.id)
                yield told_between(Stretch(begun, end), (), claim, found, judged(found, claim.quantity))
    for cue in article.cued("lasted"):
        claim = cue.holes["d"]
        if claim.id in seen or not _is_duration(article, claim):
            continue
        begun = next(_at(article, "begun", "start", cue.sentence), None)
        if begun is None:
            begun = next(_at(article, "halted", "start", cue.sentence), None)
        if begun is None and cue.sentence:
            begun = next(_at(article, "begun", "start", cue.sentence - 1), None)
        if begun is not None:
            seen.add(claim.id)
            yield from _until_some_end(article, begun, claim, now)


def _until_some_end(article: Article, begun: Instant, claim: Claim, now: Present | None) -> Iterator[Relation]:
    ends = (end for _, name in ENDS for end in _at(article, name, "end", claim.sentence))
    told_ends = [end for end in ends if end.claims != begun.claims]
    for end in told_ends:
        found = length(begun, end, claim.quantity.unit, now)
        if found:
            yield told_between(Stretch(begun, end), (), claim, found, judged(found, claim.quantity))
            return
    if now is None or told_ends or any(one.quantity.span == now.span for one in begun.claims):
        return
    today = _today(now)
    found = length(begun, today, claim.quantity.unit, now)
    days: Days | None = begun.days(now)
    if found is None or days is None or now.last.year - days[0].year > LIVING:
        return
    verdict = judged(found, claim.quantity)
    over = not _goes_on(article, claim) and (claim.quantity.generous.low or 0) <= found.value
    if verdict is Verdict.HOLDS or not over and not _ends_elsewhere(article, begun, claim, now):
        yield told_between(Stretch(begun, today), now.terms(), claim, found, verdict)


def _goes_on(article: Article, claim: Claim) -> bool:
    """Whether what has lasted so long goes on to the story's day (`has lasted three years`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return any(item.norm in article.pack.words("durations.ongoing") for item in row[max(0, at - GOING) : at])


def _today(now: Present) -> Instant:
    return Instant((), When(now.last.year, now.last.month, now.last.day), 0, 0)


def _ends_elsewhere(article: Article, begun: Instant, claim: Claim, now: Present) -> bool:
    """Whether some other time of the story makes the duration right."""
    for sentence in range(len(article.sentences)):
        for end in instants(article, sentence):
            found = length(begun, end, claim.quantity.unit, now)
            if found and judged(found, claim.quantity) is Verdict.HOLDS:
                return True
    return False


def _ago(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """`25 years ago, in 2010`: a distance from the story's day and the date it leads to."""
    if now is None:
        return
    for cue in article.cued("ago"):
        claim = cue.holes["d"]
        then = _instant_of(article, cue)
        if claim.quantity.kind is not Kind.DURATION or then is None or claim.id in seen:
            continue
        seen.add(claim.id)
        found = length(then, _today(now), claim.quantity.unit, now)
        if found and now.span not in {one.quantity.span for one in then.claims}:
            yield told_between(Stretch(then, _today(now)), now.terms(), claim, found, judged(found, claim.quantity))


def _instant_of(article: Article, cue: Cue) -> Instant | None:
    return next((one for one in instants(article, cue.sentence) if cue.holes["when"] in one.claims), None)
