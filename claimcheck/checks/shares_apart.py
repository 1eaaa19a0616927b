"""A share told in one sentence and its counts in another, one digit away from agreeing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.changes import changes, rounded, told
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.proportions import percent, rate
from claimcheck.checks.wholes import parts_of_wholes
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict

AHEAD = 3
FEWEST_DIGITS = 3


@check("share-told-apart", slots=("part", "whole", "computed", "stated"))
def share_told_apart(article: Article) -> Iterator[Relation]:
    """`78 % of patients were seen in time` and further on `8,360 of the 12,000`: 9,360 would be 78 %."""
    changing = changes(article)
    for claim in article.claims:
        if claim.quantity.kind is not Kind.PERCENT or claim.id in changing or not claim.concepts:
            continue
        found = [pair for pair in _counts(article, claim) if _slipped(claim, *pair)]
        if len(found) == 1 and not _explained(article, claim):
            yield _apart(article, claim, *found[0])


def _counts(article: Article, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
    """Part and whole of the same kind of people or things, told in one of the next sentences without a share."""
    for number in range(claim.sentence + 1, claim.sentence + 1 + AHEAD):
        row = article.by_sentence.get(number, ())
        if any(other.quantity.kind in (Kind.PERCENT, Kind.RATIO) for other in row):
            continue
        seen = set()
        for part, whole in parts_of_wholes(article, number):
            if (part.id, whole.id) not in seen and claim.concepts & whole.concepts:
                seen.add((part.id, whole.id))
                yield part, whole


def _slipped(claim: Claim, part: Claim, whole: Claim) -> bool:
    """Whether the part is not that share of the whole, and would be with one other digit."""
    value, total = nominal(part.quantity), nominal(whole.quantity)
    if value.denominator != 1 or total <= 0 or _is(claim, value, total):
        return False
    digits = str(value.numerator)
    if len(digits.rstrip("0")) < FEWEST_DIGITS:
        return False
    others = (
        Fraction(int(digits[:at] + digit + digits[at + 1 :]))
        for at in range(len(digits))
        for digit in "0123456789"
        if digit != digits[at]
    )
    return any(_is(claim, other, total) for other in others)


def _is(claim: Claim, part: Fraction, whole: Fraction) -> bool:
    return part / whole in rate(claim.quantity).strict


def _explained(article: Article, claim: Claim) -> bool:
    """Whether figures near the share already give it."""
    near = range(claim.sentence - 1, claim.sentence + 1 + AHEAD)
    pairs = (pair for number in near for pair in parts_of_wholes(article, number))
    return any(
        nominal(whole.quantity) > 0 and _is(claim, nominal(part.quantity), nominal(whole.quantity))
        for part, whole in pairs
    )


def _apart(article: Article, claim: Claim, part: Claim, whole: Claim) -> Relation:
    value, total = nominal(part.quantity), nominal(whole.quantity)
    computed, stated = value / total, rate(claim.quantity).value
    working = [f"{show(value)} / {show(total)} = {percent(computed)}", f"{percent(computed)} != {percent(stated)}"]
    return relation(
        "share-told-apart",
        Verdict.BROKEN,
        [term("share", claim), term("part", part), term("whole", whole)],
        working,
        part=part.quantity,
        whole=whole.quantity,
        computed=rounded(computed * 100),
        stated=told(article, claim),
    )
