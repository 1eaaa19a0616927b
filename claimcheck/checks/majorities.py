"""Majorities in words against the shares, votes and seats they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.standing import HALF, Standing, chamber, needed, standings
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Relation, Span, Sum, Term, Verdict
from claimcheck.phrase import Token

REACH, DENIED = 14, 9
AFTER = 3
SLACK = 3
ENDS = frozenset(";:.!?")


class Majority(NamedTuple):
    """A majority the text speaks of: where, the share it takes (None: not told), and whether the words
    say it was `won` or `denied`, or neither (empty)."""

    sentence: int
    span: Span
    least: Fraction | None
    way: str


@check("majority", "qualified-majority", "majority-denied", slots=("standing", "least"))
def majority(article: Article) -> Iterator[Relation]:
    """`an outright majority`, `a two-thirds majority`, won or missed, against what it rests on."""
    for spoken in _majorities(article):
        found = list(standings(article, spoken.sentence, spoken.span, spoken.least))
        right = [one for one in found if one.reached is (spoken.way != "denied")]
        if right:
            yield _judged(spoken, right[0], Verdict.HOLDS)
        elif spoken.way and found and found[0].certain and found[0].reached is not None:
            yield _judged(spoken, found[0], Verdict.BROKEN)


def _judged(spoken: Majority, standing: Standing, judged: Verdict) -> Relation:
    plain = spoken.least in (HALF, None)
    kind = "majority-denied" if spoken.way == "denied" else "majority" if plain else "qualified-majority"
    terms = [*(term("standing", claim) for claim in standing.claims), Term("words", spoken.span)]
    return relation(
        kind, judged, terms, [standing.working], standing=Sum(standing.working), least=str(spoken.least or "")
    )  # fmt: skip


def _majorities(article: Article) -> Iterator[Majority]:
    """Every majority the story speaks of, but those it only asks for."""
    done: list[Span] = []
    for name in ("qualified_majority", "absolute_majority", "any_majority"):
        for cue in article.cued(name):
            least, way = _least(name, cue), _way(article, cue)
            if way == "needed" or least == 0 or any(cue.span.overlaps(span) for span in article.budget.counted(done)):
                continue
            done.append(cue.span)
            yield Majority(cue.sentence, _words(article, cue), least, way)


def _least(name: str, cue: Cue) -> Fraction | None:
    """The share a majority takes: what its own words say, or half; 0 where that makes no majority."""
    if name != "qualified_majority":
        return HALF if name == "absolute_majority" else None
    stated = cue.holes["required"].quantity
    return stated.value if stated.kind is Kind.RATIO and stated.value and HALF < stated.value < 1 else Fraction(0)


def _words(article: Article, cue: Cue) -> Span:
    """The words of the majority, without the verb that a hedge may have drawn in."""
    holes = [claim.quantity for claim in cue.holes.values()]
    opening = [quantity for quantity in holes if quantity.span.start == cue.span.start and quantity.value is None]
    return Span(opening[0].number.start, cue.span.end) if opening else cue.span


def _way(article: Article, cue: Cue) -> str:
    """`won`, `denied`, `needed` or nothing, by the words of the clause before the majority and just after it."""
    tokens = article.sentences[cue.sentence].tokens
    article.budget.spend(len(tokens))
    words = [token.norm for token in _until_end(reversed([token for token in tokens if token.start < cue.span.end]))]
    near = words[: DENIED + cue.last - cue.first]
    near += [token.norm for token in _until_end(token for token in tokens if token.start >= cue.span.end)][:AFTER]
    said = {
        way: sum(word in article.pack.words(f"majorities.{way}") for word in among)
        for way, among in (("won", words[:REACH]), ("passed", words[:REACH]), ("denied", near), ("needed", near))
    }
    if said["denied"]:
        return "denied" if said["denied"] == 1 else ""
    if said["passed"] or (said["won"] and not said["needed"]) or _opens(article, cue):
        return "won"
    return "needed" if said["needed"] else ""


def _opens(article: Article, cue: Cue) -> bool:
    """Whether the majority opens a sentence without a verb that wants it: `An outright majority for the Greens`."""
    row = article.items[cue.sentence]
    against = article.pack.words("majorities.needed") | article.pack.words("majorities.denied")
    return cue.first <= 1 and not any(item.norm in against for item in (*row[: cue.first], *row[cue.last + 1 :]))


def _until_end(tokens: Iterable[Token]) -> Iterator[Token]:
    return takewhile(lambda token: token.text not in ENDS, tokens)


@check("majority-threshold", slots=("needed", "whole", "expected"))
def threshold(article: Article) -> Iterator[Relation]:
    """`338 seats ... an outright majority of 170`: the number a majority takes against the size of the chamber."""
    for limit, least, whole in _thresholds(article):
        size, stated = nominal(whole.quantity), nominal(limit.quantity)
        expected = size * least
        expected = expected + 1 if expected.denominator == 1 and least == HALF else Fraction(-(-expected // 1))
        fits = stated > size * HALF if least == HALF else stated >= expected
        holds = fits and stated - expected <= SLACK
        sign = "=" if stated == expected else "~" if holds else "!="
        yield relation(
            "majority-threshold",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("needed", limit), term("whole", whole)],
            [f"{least} of {show(size)} is {show(expected)}", f"{show(stated)} {sign} {show(expected)}"],
            needed=stated,
            whole=size,
            expected=expected,
        )


def _thresholds(article: Article) -> Iterator[tuple[Claim, Fraction, Claim]]:
    """A number said to be needed, the share that makes it, and the whole it is of."""
    size = chamber(article)
    limits = needed(article)
    for cue in article.cued("majority_of"):
        limit = cue.holes["needed"]
        if size and limit != size and (_way(article, cue) == "needed" or limit in limits):
            yield limit, HALF, size
    for cue in article.cued("subset"):
        part, whole = cue.holes.get("part"), cue.holes.get("whole")
        shares = [one for one in _majorities(article) if one.sentence == cue.sentence and one.least]
        if part in limits and part and whole and whole.quantity.kind is Kind.COUNT and len(shares) == 1:
            yield part, shares[0].least or HALF, whole
