"""Shares of one whole: those that exclude one another cannot add up to more than a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.exclusion import SIGNS
from claimcheck.checks.judging import added, nominal, relation, show, term
from claimcheck.checks.proportions import after, at_a_place, before, is_bound, is_part
from claimcheck.checks.result_lists import headed, tabular
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Place, Relation, Verdict
from claimcheck.phrase import Item

WHOLE = Interval.exactly(100)
FEWEST = 3
LONGEST = 9
LONGEST_JOINT = 16
APART = 2
FAR_OVER = 130
POLES = frozenset({"in_favour", "against"})
NOUNS = frozenset({Kind.YEAR, Kind.DATE})


@check("shares-to-hundred", "shares-over-hundred", "shares-under-hundred", slots=("sum",))
def shares_to_hundred(article: Article) -> Iterator[Relation]:
    """Shares listed side by side, against a hundred per cent."""
    lists = _lists(article, _levels(article))
    done: set[str] = set()
    for run in _full_runs(lists):
        if done.isdisjoint(claim.id for claim in run) and _one_whole(article, run):
            done |= {claim.id for claim in run}
            yield _sum("shares-to-hundred", Verdict.HOLDS, run)
    for listed in lists:
        if len(listed) > 1 and done.isdisjoint(claim.id for claim in listed):
            yield from _judged(article, listed)


def _levels(article: Article) -> list[Claim]:
    """The percentages that are levels or shares, not changes."""
    changing = changes(article)
    return [
        claim
        for claim in article.claims
        if claim.quantity.kind is Kind.PERCENT
        and claim.id not in changing
        and not article.has(claim, "base")
        and claim.place is not Place.TABLE
        and not is_bound(claim)
    ]


def _lists(article: Article, levels: Sequence[Claim]) -> list[list[Claim]]:
    """The shares in reading order, those that a sentence sets side by side together."""
    lists: list[list[Claim]] = []
    for claim in levels:
        if lists and joined(article, lists[-1], claim):
            lists[-1].append(claim)
        else:
            lists.append([claim])
    return lists


def joined(article: Article, listed: Sequence[Claim], second: Claim) -> bool:
    """Whether a share goes on with a list: set beside its last, not as another level, not after the list has ended."""
    first = listed[-1]
    if tabular(article, first, second):
        return True
    if first.sentence != second.sentence or article.has(second, "base") or _reached(article, second):
        return False
    if any(first.span.end <= cue.span.start < second.span.start for cue in article.cued("of_which", first.sentence)):
        return False
    words = _joint(article, first, second)
    conjunctions = article.pack.words("series.conjunctions")
    ended = len(listed) > 1 and not conjunctions.isdisjoint(_joint(article, listed[-2], first))
    if len(words) > LONGEST_JOINT or "." in words or (ended and ";" in words):
        return False
    return not (conjunctions | {",", ";"}).isdisjoint(words)


def _reached(article: Article, claim: Claim) -> bool:
    """Whether a word right before the share makes it a level of its own (`rises to 61 %`, not `sono al 38`)."""
    at, row, copulas = article.item_of[claim.id], article.items[claim.sentence], article.pack.words("nouns.copulas")
    cues = [cue for cue in article.cued("reached", claim.sentence) if claim in cue.holes.values()]
    return any(at - cue.first <= 2 and not (cue.first and row[cue.first - 1].norm in copulas) for cue in cues)


def _joint(article: Article, first: Claim, second: Claim) -> list[str]:
    return [item.norm for item in article.between(first, second) if item.quantity is None]


def _full_runs(lists: Sequence[Sequence[Claim]]) -> Iterator[list[Claim]]:
    """Neighbouring shares that add up to a hundred, no list cut short, more of them first."""
    runs = []
    for start in range(len(lists)):
        run: list[Claim] = []
        for listed in lists[start : start + LONGEST]:
            run = [*run, *listed]
            if len(run) > LONGEST or len(run) > len(listed) and run[-1].sentence - run[0].sentence > APART:
                break
            if len(run) > 1 and slack(run).meets(WHOLE):
                runs.append(run)
    yield from sorted(runs, key=len, reverse=True)


def slack(run: Sequence[Claim]) -> Interval:
    """What the shares may add up to, each rounded to its last printed place."""
    strict = added(claim.quantity for claim in run).strict
    half = sum(claim.quantity.step / 2 for claim in run if claim.quantity.strict.low == claim.quantity.strict.high)
    return strict + Interval(-half, half) if half else strict


def _one_whole(article: Article, run: Sequence[Claim]) -> bool:
    """Whether shares that add up may be those of one whole: a pair must stand in one sentence, without bases of
    their own or as opposite poles."""
    if len({claim.key for claim in run if claim.key}) > 1 and len(run) < FEWEST:
        return False
    if len(run) >= FEWEST:
        near = run[-1].sentence - run[0].sentence < APART
        return near or _poles(article, run) or tabular(article, run[-2], run[-1])
    return _poles(article, run) or run[0].sentence == run[-1].sentence


def _poles(article: Article, run: Sequence[Claim]) -> bool:
    """Whether one share is for and another against, said behind each, in front of each, or in the clause of each."""
    for words in (after, before, _clause):
        said = [{_concept(article, item.norm) for item in words(article, claim)} & POLES for claim in run]
        if {"in_favour"} in said and {"against"} in said:
            return True
    return False


def _clause(article: Article, claim: Claim) -> Iterator[Item]:
    """The words round a share up to the next sign or figure on either side."""
    for side in (after, before):
        yield from takewhile(lambda item: item.norm not in SIGNS, side(article, claim))


def _concept(article: Article, word: str) -> str:
    found = concept_of(word, article.pack)
    return found.name if found else ""


def _judged(article: Article, run: Sequence[Claim]) -> Iterator[Relation]:
    """A list that does not add up to a hundred, where its words say that its shares are all of one whole."""
    if _several_wholes(article, run):
        return
    room = slack(run)
    if WHOLE.below(room) and (exclusive := _exclusive(article, run)):
        if exclusive > 1 or room.low is None or room.low < FAR_OVER:
            yield _sum("shares-over-hundred", Verdict.BROKEN if exclusive > 1 else Verdict.STRAINED, run)
    elif room.below(WHOLE) and len(run) >= FEWEST and _has(article, run[-1:], "exclusive.rest"):
        yield _sum("shares-under-hundred", Verdict.BROKEN, run)


def _several_wholes(article: Article, run: Sequence[Claim]) -> bool:
    """Whether the shares are of different groups, places or times, or several answers were allowed."""
    bases = {claim.key for claim in run if claim.key}
    places = {claim.locations for claim in run if claim.locations and at_a_place(article, claim)}
    sentence = run[0].sentence
    row = article.by_sentence[sentence]
    times = [claim for claim in row if claim.quantity.kind in NOUNS and claim.span.start > run[0].span.start]
    said = {item.norm for item in article.items[sentence]}
    return (
        len(bases) > 1
        or len(places) > 1
        or len(times) > 1
        or bool(said & article.pack.words("exclusive.rates"))
        or any(article.cued("many_answers", number) for number in range(sentence - 1, sentence + 2))
    )


def _exclusive(article: Article, run: Sequence[Claim]) -> int:
    """2 when the words say that one excludes the other, 1 when they list answers or parts, 0 when nothing is known."""
    if len(run) < FEWEST:
        left_over = _has(article, run[-1:], "exclusive.rest")
        return 2 if left_over or (_poles(article, run) and not run[0].locations | run[1].locations) else 0
    if _poles(article, run) or _has(article, run[-1:], "exclusive.rest") or _has(article, run, "exclusive.composition"):
        return 2
    if any(tabular(article, one, other) for one, other in zip(run, run[1:], strict=False)):
        return 2 * headed(article, run[0])
    return 1 if _has(article, run, "exclusive.choice") or _one_base(article, run) else 0


def _one_base(article: Article, run: Sequence[Claim]) -> bool:
    """Whether only the first share names what all are of (`35 % of the power, gas 40 % and coal 32 %`)."""
    return is_part(article, run[0]) and not any(is_part(article, claim) for claim in run[1:])


def _has(article: Article, run: Sequence[Claim], words: str) -> bool:
    """Whether one of the pack's words stands near the shares: in front of the first or up to the end of the last's
    clause."""
    row = article.items[run[0].sentence]
    first, last = article.item_of[run[0].id], article.item_of[run[-1].id]
    start = max(0, first - (2 * LONGEST if len(run) > 1 else FEWEST))
    near = {item.norm for item in row[start : last + LONGEST]}
    return bool(near & article.pack.words(words))


def _sum(kind: str, judged: Verdict, run: Sequence[Claim]) -> Relation:
    total = added(claim.quantity for claim in run).value
    left = " + ".join(show(nominal(claim.quantity)) for claim in run)
    sign = ">" if total > 100 else "<"
    working = [f"{left} = {show(total)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(total)} {sign} 100")
    return relation(kind, judged, [term("share", claim) for claim in run], working, sum=total)
