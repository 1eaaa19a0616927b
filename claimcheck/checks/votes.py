"""Votes: the division against the members present, the margin, the majority claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of, concepts
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Relation, Term, Verdict

HALF = Fraction(1, 2)


@check("division", slots=("sum", "total"))
def division(article: Article) -> Iterator[Relation]:
    """Votes for, against and abstentions against the number of members said to have voted."""
    for cue in article.cued("all_of"):
        whole = cue.holes.get("all")
        if whole is None or whole.quantity.kind is not Kind.COUNT or whole.quantity.value is None:
            continue
        votes = _votes(article, whole)
        if not votes:
            continue
        figures = [figure for claim in votes for figure in _figures(claim)]
        cast, present = sum(figures, Fraction(0)), nominal(whole.quantity)
        holds = cast == present
        if not holds and (max(figures) >= present or _unread(article, votes)):
            continue
        left = " + ".join(show(figure) for figure in figures)
        yield relation(
            "division",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("total", whole), *(term("part", claim) for claim in votes)],
            [f"{left} = {show(cast)}"] if holds else [f"{left} = {show(cast)}", f"{show(cast)} != {show(present)}"],
            sum=cast,
            total=present,
        )


def _unread(article: Article, votes: Sequence[Claim]) -> bool:
    """Whether the sentence names a kind of vote (abstentions, say) whose number was not read."""
    names = {
        concept.name
        for item in article.items[votes[0].sentence]
        if (concept := concept_of(item.norm, article.pack)) and concept.group == "ballot"
    }
    return len(names) > sum(len(_figures(claim)) for claim in votes)


def _figures(claim: Claim) -> tuple[Fraction, ...]:
    return claim.quantity.operands if claim.quantity.kind is Kind.SCORE else (nominal(claim.quantity),)


def _votes(article: Article, whole: Claim) -> list[Claim]:
    """The votes that the sentence of the whole, or the one before it, counts out."""
    for sentence in (whole.sentence, whole.sentence - 1):
        claims = [
            claim
            for claim in article.by_sentence.get(sentence, ())
            if claim != whole and claim.quantity.kind in (Kind.COUNT, Kind.SCORE) and claim.quantity.value != 0
        ]
        scores = [claim for claim in claims if claim.quantity.kind is Kind.SCORE]
        cast = [claim for claim in claims if _ballot(claim)]
        if len(scores) == 1:
            return scores + [claim for claim in cast if claim not in scores]
        if len(cast) >= 2 and len(claims) <= 4:
            return claims if _adds(claims, whole) else cast if len(cast) > 2 or _adds(cast, whole) else claims
    return []


def _adds(claims: Sequence[Claim], whole: Claim) -> bool:
    return sum((nominal(claim.quantity) for claim in claims), Fraction(0)) == nominal(whole.quantity)


def _ballot(claim: Claim) -> bool:
    """Whether a count is of votes for, against or abstained."""
    return any(concepts()[name].group == "ballot" for name in {*claim.predicate, claim.key} if name in concepts())


@check("majority", slots=("share",))
def majority(article: Article) -> Iterator[Relation]:
    """`an outright majority` beside a share or a count of seats: more than half, or not."""
    for cue in article.cued("absolute_majority"):
        found = _share(article, cue.sentence)
        if found is None:
            continue
        share, working, claims = found
        above = Interval(HALF, None, low_open=True)
        judged = Verdict.HOLDS if share.within(above) else Verdict.BROKEN if not share.meets(above) else Verdict.OPEN
        yield relation(
            "majority",
            judged,
            [*(term("share", claim) for claim in claims), Term("words", cue.span)],
            [f"{working} {'>' if judged is Verdict.HOLDS else '<='} 1/2"],
            share=working,
        )


def _share(article: Article, sentence: int) -> tuple[Interval, str, list[Claim]] | None:
    """The share a majority rests on: the one percentage, or the one count of a whole, of its sentence."""
    claims = article.by_sentence.get(sentence, ())
    shares = [claim for claim in claims if claim.quantity.kind is Kind.PERCENT and not claim.forecast]
    if len(shares) == 1:
        return shares[0].quantity.strict.scale(Fraction(1, 100)), f"{show(nominal(shares[0].quantity))} %", shares
    for cue in article.cued("subset", sentence):
        part, whole = cue.holes.get("part"), cue.holes.get("whole")
        if part and whole and not shares and nominal(whole.quantity) > nominal(part.quantity) > 0:
            share = part.quantity.strict / whole.quantity.strict
            return share, f"{show(nominal(part.quantity))} / {show(nominal(whole.quantity))}", [part, whole]
    return None


@check("poll-margin", slots=("sample", "margin", "expected"))
def poll_margin(article: Article) -> Iterator[Relation]:
    """A poll's margin of error against its sample: 98 / sqrt(n) points at 95 % and the worst case.

    Source: the normal approximation, 1.96 * sqrt(0.25 / n). A margin below 0.85 of it cannot be; one above
    1.5 times may have its reasons (a design effect) and is left open.
    """
    for cue in article.cued("margin_of_error"):
        margin = cue.holes.get("margin")
        sample = _sample(article, margin) if margin else None
        if margin is None or sample is None or nominal(margin.quantity) <= 0:
            continue
        size, stated = nominal(sample.quantity), margin.quantity.strict
        squared = Fraction(98) ** 2 / size
        low, high = (stated.low or Fraction(0)) ** 2, (stated.high or Fraction(0)) ** 2
        small, large = squared * Fraction(85, 100) ** 2, squared * Fraction(3, 2) ** 2
        judged = Verdict.BROKEN if high < small else Verdict.OPEN if low > large else Verdict.HOLDS
        expected = Fraction(round(Fraction(_root(squared)) * 10), 10)
        yield relation(
            "poll-margin",
            judged,
            [term("sample", sample), term("margin", margin)],
            [f"98 / sqrt({show(size)}) = {show(expected)}"]
            + ([f"{show(expected)} != {show(nominal(margin.quantity))}"] if judged is Verdict.BROKEN else []),
            sample=size,
            margin=nominal(margin.quantity),
            expected=expected,
        )


def _root(value: Fraction) -> Fraction:
    """The square root to four decimals, by Newton's method."""
    guess = max(value, Fraction(1))
    for _ in range(40):
        guess = Fraction(round((guess + value / guess) / 2 * 10**6), 10**6)
    return Fraction(round(guess * 10**4), 10**4)


def _sample(article: Article, margin: Claim) -> Claim | None:
    """The one sample size near a margin of error."""
    cued = [cue.holes["sample"] for cue in article.cued("sample") if "sample" in cue.holes]
    near = [claim for claim in cued if abs(claim.sentence - margin.sentence) <= 3 and nominal(claim.quantity) >= 100]
    sizes = {nominal(claim.quantity) for claim in near}
    return near[0] if len(sizes) == 1 else None
