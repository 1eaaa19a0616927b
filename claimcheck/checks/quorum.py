"""Referendums: what the words say of the quorum against the turnout."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict

HALF = Fraction(50)
NEGATED = 4
VOTING = frozenset({"turnout", "voted", "voter"})
COUNTED = frozenset({"in_favour", "against", "blank", "spoilt"})


@check("quorum", slots=("turnout", "quorum"))
def quorum(article: Article) -> Iterator[Relation]:
    """`turnout 49.8 %: the quorum was reached`: it takes as much as the quorum, one half where the text names none.

    BROKEN against a quorum that the text gives; STRAINED where a referendum's usual half is only supposed.
    """
    sizes = [cue.holes["quorum"] for cue in article.cued("quorum_size")]
    if len({nominal(claim.quantity) for claim in sizes}) > 1 or not _referendum(article):
        return
    limit = nominal(sizes[0].quantity) if sizes else HALF
    for sentence in range(len(article.items)):
        outcome = _outcome(article, sentence)
        turnout = _turnout(article, sentence, sizes) if outcome else None
        if outcome is None or turnout is None:
            continue
        reached, words = outcome
        have = turnout.quantity.strict
        right = (have.high is None or have.high >= limit) if reached else (have.low is None or have.low <= limit)
        yield relation(
            "quorum",
            Verdict.HOLDS if right else Verdict.BROKEN if sizes else Verdict.STRAINED,
            [term("turnout", turnout), *(term("quorum", claim) for claim in sizes[:1]), Term("words", words)],
            [f"{show(nominal(turnout.quantity))} {'>=' if nominal(turnout.quantity) >= limit else '<'} {show(limit)}"],
            turnout=turnout.quantity,
            quorum=limit,
        )


def _referendum(article: Article) -> bool:
    """Whether the story is of a referendum, whose quorum is half of the voters unless it says otherwise."""
    words = article.pack.words("quorum.ballots")
    return any(item.norm in words for row in article.items for item in row)


def _outcome(article: Article, sentence: int) -> tuple[bool, Span] | None:
    """Whether the sentence says that the quorum was reached, and the words; None where it says neither or both."""
    pack, row = article.pack, article.items[sentence]
    words = {item.norm for item in row}
    sort = "quorum" if words & pack.words("quorum.nouns") else "ballot" if words & pack.words("quorum.ballots") else ""
    if not sort or words & pack.words("quorum.open"):
        return None
    told: list[tuple[bool, Span]] = []
    for at, item in enumerate(row):
        reached = item.norm in pack.words(f"quorum.{sort}_reached")
        if reached or item.norm in pack.words(f"quorum.{sort}_missed"):
            near = {other.norm for other in row[max(0, at - NEGATED) : at]}
            denied = bool(near & pack.words("negation"))
            told.append((reached is not denied, Span(item.start, item.end)))
    return told[0] if len({way for way, _ in told}) == 1 else None


def _turnout(article: Article, sentence: int, sizes: list[Claim]) -> Claim | None:
    """The one turnout of the sentence, else of the one before or behind it."""
    for number in (sentence, sentence - 1, sentence + 1):
        row = [
            claim
            for claim in article.by_sentence.get(number, ())
            if claim.quantity.kind is Kind.PERCENT and claim not in sizes and claim.place is not Place.TABLE
        ]
        if len(row) == 1 and _is_turnout(article, row[0]):
            return row[0]
        if row:
            return None
    return None


def _is_turnout(article: Article, claim: Claim) -> bool:
    """Whether a percentage is of all who could vote, on the whole ballot: no hour, no forecast, no side."""
    said = {*claim.predicate, *claim.concepts, claim.key}
    row = article.by_sentence[claim.sentence]
    words = {concept.name for item in article.items[claim.sentence] if (concept := concept_of(item.norm, article.pack))}
    partly = claim.forecast or any(other.quantity.kind in (Kind.TIME, Kind.YEAR) for other in row)
    cast = any(item.norm in article.pack.words("quorum.voting") for item in article.items[claim.sentence])
    voting = bool(said & VOTING) or (cast or bool(words & VOTING)) and not words & COUNTED
    return voting and not said & COUNTED and not partly and claim.quantity.value is not None
