"""What is shared out among competitors: 39 of the 54 delegates went to one, 25 to the next."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import added, nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Kind, Place, Relation, Verdict
from claimcheck.phrase import Item

NEAR = 4
AHEAD = 2
TOTALS = ("total", "total_weak", "told_total", "remainder", "votes_needed")


@check("shared-out", slots=("sum", "total"))
def shared_out(article: Article) -> Iterator[Relation]:
    """`She won 39 of the 54 delegates. He came second, earning 25`: together not more than there are."""
    done: set[str] = set()
    for name in ("part_of", "subset"):
        for cue in article.cued(name):
            whole, part = cue.holes.get("whole"), cue.holes.get("part")
            if whole is None or part is None or whole.id in done or not _won(article, part, whole):
                continue
            others = _others(article, part, whole)
            if others:
                done.add(whole.id)
                yield from _judged(part, whole, others)


def _won(article: Article, part: Claim, whole: Claim) -> bool:
    """Whether somebody got so many of a whole that is counted, and said to be all there are."""
    counts = whole.quantity.kind is Kind.COUNT and part.quantity.kind is Kind.COUNT and bool(whole.key)
    fits = counts and nominal(part.quantity) < nominal(whole.quantity) and plain((part, whole))
    return fits and _got(article, part) and part.place is not Place.TABLE


def _got(article: Article, claim: Claim) -> bool:
    """Whether a word for winning or getting stands before a figure."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    before = {stem(item.norm, article.pack) for item in row[max(0, at - NEAR) : at] if item.quantity is None}
    return bool(before & {stem(word, article.pack) for word in article.pack.words("getting")})


def _others(article: Article, part: Claim, whole: Claim) -> list[Claim]:
    """What others got of the same things in the sentences next to it."""
    found = []
    for number in range(part.sentence, part.sentence + AHEAD + 1):
        if any(item.norm in article.pack.words("got_before") for item in _row(article, number)):
            continue
        for claim in article.by_sentence.get(number, ()):
            if claim.span <= whole.span or claim.key != whole.key or claim.quantity.kind is not Kind.COUNT:
                continue
            told = any(article.has(claim, name) for name in (*TOTALS, "increment"))
            told = told or claim in _wholes(article, number)
            profile = profiles(article)[claim.id]
            apart = profile.shift or profile.denied or profile.expected or claim.threshold
            if not told and not apart and _got(article, claim) and plain([claim]):
                found.append(claim)
    return found if len({nominal(claim.quantity) for claim in found}) == len(found) else []


def _wholes(article: Article, sentence: int) -> list[Claim]:
    """The counts of a sentence that another count is a part of."""
    cues = [cue.holes for cue in article.cued("part_of", sentence)]
    counted = [holes for holes in cues if "part" in holes and holes["part"].quantity.kind is Kind.COUNT]
    return [holes["whole"] for holes in counted if "whole" in holes]


def _row(article: Article, sentence: int) -> tuple[Item, ...]:
    return article.items[sentence] if sentence < len(article.items) else ()


def _judged(part: Claim, whole: Claim, others: list[Claim]) -> Iterator[Relation]:
    """The shares together, listed where they are all, broken where they are more than all."""
    value, total = added(claim.quantity for claim in (part, *others)).value, nominal(whole.quantity)
    if value < total:
        return
    working = [f"{' + '.join(show(nominal(claim.quantity)) for claim in (part, *others))} = {show(value)}"]
    broken = value > total
    if broken:
        working.append(f"{show(value)} > {show(total)}")
    terms = [term("total", whole), *(term("part", claim) for claim in (part, *others))]
    verdict = Verdict.BROKEN if broken else Verdict.HOLDS
    yield relation("shared-out", verdict, terms, working, sum=value, total=total)
