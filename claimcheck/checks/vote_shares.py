"""Shares of the vote told one by one: together they cannot pass a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.hundred import WHOLE, slack
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.proportions import after, before
from claimcheck.checks.voting import roles_beside
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict
from claimcheck.phrase import Item, Token

FEWEST = 2
MOST = 40  # shares; more are no one vote
NEAR = 5
BACK = 2
ROUND = 5
BARS = frozenset({"needed", "limit"})


@check("vote-shares", slots=("sum",))
def vote_shares(article: Article) -> Iterator[Relation]:
    """The shares of one vote in neighbouring sentences (`63 % of the vote ... The other took 46 %`)."""
    run: list[Claim] = []
    for claim in _shares(article):
        if run and (claim.sentence - run[-1].sentence > 1 or claim.moment != run[0].moment):
            yield from _judged(run)
            run = []
        run.append(claim)
    yield from _judged(run)
    for one, other in _duels(article):
        if one not in run:
            yield from _judged([one, other])


def _duels(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """The winner's share and the loser's in one breath (`58 % of the vote against 42 % for Cho`)."""
    for claims in article.by_sentence.values():
        shares = [claim for claim in claims if claim.quantity.kind is Kind.PERCENT]
        for one, other in zip(shares, shares[1:], strict=False):
            row, at = article.items[other.sentence], article.item_of[other.id]
            against = any(item.norm in article.pack.words("rates.compared") for item in row[max(0, at - 2) : at])
            voted = any(item.norm in article.pack.words("exclusive.votes") for item in row[:at])
            if against and voted and _of_a_name(article, row[at + 1 :]):
                yield one, other


def _of_a_name(article: Article, behind: Sequence[Item]) -> bool:
    """Whether a preposition and a name follow (`for Cho`, `di Cho`)."""
    name = behind[1] if len(behind) > 1 else None
    for_or_of = bool(behind) and behind[0].norm in article.pack.words("nouns.of") | article.pack.words("rates.served")
    return for_or_of and isinstance(name, Token) and name.capital


def _shares(article: Article) -> Iterator[Claim]:
    """Percentages in sentences about votes that no word sets in another place, round or year."""
    changing, last = changes(article), -BACK
    for sentence, claims in article.by_sentence.items():
        words = {item.norm for item in article.items[sentence]}
        if not words.isdisjoint(article.pack.words("exclusive.votes")):
            last = sentence
        elif sentence - last >= BACK or not words.isdisjoint(article.pack.words("exclusive.rates")):
            continue
        for claim in claims:
            level = claim.quantity.kind is Kind.PERCENT and claim.id not in changing and claim.place is not Place.TABLE
            own = claim.key in ("", "vote") and not claim.threshold
            if level and own and not _elsewhere(article, claim) and not _is_bar(article, claim):
                yield claim


def _is_bar(article: Article, claim: Claim) -> bool:
    """Whether a word near the share makes it one that must be reached (`the 60 percent bar`)."""
    return bool(roles_beside(article, claim, NEAR) & BARS)


def _elsewhere(article: Article, claim: Claim) -> bool:
    """Whether words near the share speak of a turnout, another round or another time."""
    words = {item.norm for item in (*before(article, claim, NEAR), *after(article, claim, NEAR + 1))}
    return not words.isdisjoint(article.pack.words("exclusive.elsewhere"))


def _judged(run: list[Claim]) -> Iterator[Relation]:
    """A finding when even the smallest readings of the shares add up to more than all votes."""
    lows = [_low(claim) for claim in run]
    least = sum(lows, Fraction(0))
    values = [nominal(claim.quantity) for claim in run]
    if not FEWEST <= len(run) <= MOST or least <= 100 or max(values) > 100 or _repeated(values):
        return
    if any(_all(run[:size]) for size in range(FEWEST, len(run))):
        return
    total = sum(values, Fraction(0))
    working = [" + ".join(show(value) for value in values) + f" = {show(total)}", f"{show(total)} > 100"]
    yield relation("vote-shares", Verdict.STRAINED, [term("share", claim) for claim in run], working, sum=total)


def _all(shares: Sequence[Claim]) -> bool:
    """Whether exact shares already make up all votes, so that what follows is no share of them."""
    return all(share.quantity.hedge is Hedge.NONE for share in shares) and slack(shares).meets(WHOLE)


def _repeated(values: list[Fraction]) -> bool:
    """Whether two of the shares may be one share told twice."""
    ordered = sorted(values)
    return any(high - low <= 1 for low, high in zip(ordered, ordered[1:], strict=False))


def _low(claim: Claim) -> Fraction:
    """The least the share may be, rounding included: votes are counted, so that even `about 46 %` is off by a point
    at most, and `about 45 %` by half of the five it is rounded to."""
    quantity, value = claim.quantity, claim.quantity.value
    low = quantity.strict.low
    if quantity.hedge in (Hedge.ABOUT, Hedge.NEARLY) and value is not None and value.denominator == 1:
        return value - (Fraction(ROUND, 2) if value % ROUND == 0 else 1)
    if low is None:
        return Fraction(0)
    return low - quantity.step / 2 if quantity.hedge is Hedge.NONE and low == quantity.value else low
