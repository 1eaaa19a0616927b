"""Shares of a share: what the text divides a percentage into (`86 %, of which 3 % directly and 83 % indirectly`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.exclusion import opposed, whole_dimension
from claimcheck.checks.hundred import WHOLE, joined, slack
from claimcheck.checks.judging import added, nominal, relation, show, term
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Relation, Verdict

NEAR = 10
BREAKS = frozenset(";.")


@check("share-parts", slots=("sum", "total"))
def share_parts(article: Article) -> Iterator[Relation]:
    """The parts of a percentage behind `of which`: together it, or a hundred where they are shares of it."""
    done: set[str] = set()
    for cue in article.cued("of_which"):
        found = _divided(article, cue)
        if found and found[0].id not in done and plain((found[0], *found[1])):
            done.add(found[0].id)
            yield from _judged(article, *found)


def _divided(article: Article, cue: Cue) -> tuple[Claim, list[Claim]] | None:
    """The share before the words and those listed behind them, two at least."""
    row = [claim for claim in article.by_sentence.get(cue.sentence, ()) if claim.quantity.kind is Kind.PERCENT]
    before = [claim for claim in row if claim.span.end <= cue.span.start]
    behind = [claim for claim in row if claim.span.start >= cue.span.end]
    if not before or not behind or article.item_of[behind[0].id] - cue.last > NEAR:
        return None
    if cue.first - article.item_of[before[-1].id] > NEAR or _broken(article, before[-1], cue):
        return None
    parts = behind[:1]
    for claim in behind[1:]:
        if not joined(article, parts, claim):
            break
        parts.append(claim)
    return (before[-1], parts) if len(parts) > 1 else None


def _broken(article: Article, whole: Claim, cue: Cue) -> bool:
    """Whether another figure or the end of the clause stands between a share and the words that divide it."""
    between = article.items[cue.sentence][article.item_of[whole.id] + 1 : cue.first]
    return any(item.quantity is not None or item.norm in BREAKS for item in between)


def _judged(article: Article, whole: Claim, parts: Sequence[Claim]) -> Iterator[Relation]:
    """The parts against their share; broken only where they leave nothing out or count nobody twice."""
    room = slack(parts)
    if room.meets(slack([whole])):
        yield _relation(whole, parts, Verdict.HOLDS)
    elif not room.meets(WHOLE) and (opposed(article, parts) or whole_dimension(article, parts)):
        yield _relation(whole, parts, Verdict.BROKEN)


def _relation(whole: Claim, parts: Sequence[Claim], verdict: Verdict) -> Relation:
    value, total = added(part.quantity for part in parts).value, nominal(whole.quantity)
    working = [f"{' + '.join(show(nominal(part.quantity)) for part in parts)} = {show(value)}"]
    if verdict is not Verdict.HOLDS:
        working.append(f"{show(value)} != {show(total)}")
    terms = [term("total", whole), *(term("part", part) for part in parts)]
    return relation("share-parts", verdict, terms, working, sum=value, total=total)
