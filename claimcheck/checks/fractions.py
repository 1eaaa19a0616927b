"""Fractions in words beside a percentage that says the same (`one in five, or 20 %`)."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.checks.proportions import after, apposed, is_bound, is_part, is_share, judge, percent, rate
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Place, Relation, Verdict


@check("fraction-in-percent", slots=("fraction", "computed", "stated"))
def fraction_in_percent(article: Article) -> Iterator[Relation]:
    """A fraction against the percentage that stands beside it, or that a headline's fraction stands for."""
    changing = changes(article)
    shares = [claim for claim in article.claims if is_share(claim) and claim.id not in changing]
    for first, second in zip(shares, shares[1:], strict=False):
        strength = apposed(article, first, second)
        if strength and _both_ways(first, second) and not _of_another(article, first, second):
            own = is_part(article, second) and (second.key != first.key or not second.key)
            holds = _verdict(first, second) is Verdict.HOLDS
            plainly = strength > 1 or _closed(article, second)
            if (not own and (plainly or holds)) or (not second.key and holds):
                yield _judged(article, first, second)
    percents = [claim for claim in shares if claim.quantity.kind is Kind.PERCENT and claim.place is not Place.HEADLINE]
    for claim in shares:
        if claim.place is Place.HEADLINE and claim.quantity.kind is Kind.RATIO and not is_bound(claim):
            same = [other for other in percents if _verdict(claim, other) is Verdict.HOLDS]
            if same:
                yield _judged(article, claim, same[0])


def _closed(article: Article, claim: Claim) -> bool:
    """Whether nothing is said of the share behind it."""
    return not any(item.norm[:1].isalnum() for item in after(article, claim, 1))


def _both_ways(first: Claim, second: Claim) -> bool:
    """Whether one is a fraction and the other a percentage."""
    return {first.quantity.kind, second.quantity.kind} == {Kind.RATIO, Kind.PERCENT}


def _of_another(article: Article, first: Claim, second: Claim) -> bool:
    """Whether the fraction is one of a percentage just told and the other that part of it (they asked for 7 %, and got
    half, 3.5 %)."""
    fraction, share = (first, second) if first.quantity.kind is Kind.RATIO else (second, first)
    told = (claim for n in (first.sentence, first.sentence - 1) for claim in article.by_sentence.get(n, ()))
    return any(
        claim.quantity.kind is Kind.PERCENT
        and claim is not share
        and nominal(claim.quantity) * nominal(fraction.quantity) == nominal(share.quantity)
        for claim in told
    )


def _verdict(first: Claim, second: Claim) -> Verdict:
    return judge(rate(first.quantity), rate(second.quantity))


def _judged(article: Article, first: Claim, second: Claim) -> Relation:
    fraction, share = (first, second) if first.quantity.kind is Kind.RATIO else (second, first)
    judged = _verdict(fraction, share)
    words = fraction.quantity.number.of(article.document.text)
    value = rate(fraction.quantity).value
    working = [f"{value.numerator} / {value.denominator} = {percent(value)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{percent(value)} != {percent(rate(share.quantity).value)}")
    return relation(
        "fraction-in-percent",
        judged,
        [term("fraction", fraction), term("share", share)],
        working,
        fraction=words,
        computed=value * 100,
        stated=share.quantity,
    )
