"""Multiples: doubled, tripled, halved, five times, against the two figures they lie between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.frequencies import frequencies
from claimcheck.checks.judging import Reading, nominal, read, relation, show
from claimcheck.checks.judging import term as claim_term
from claimcheck.checks.pairs import Pair, Spot, comparable, pairs, plausible
from claimcheck.checks.proportions import judge, plain, same_noun
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import HYPHENS, concept_of, stem
from claimcheck.interval import Interval
from claimcheck.language import Pack
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item, PhraseIndex

CLOSE = Fraction(1, 20)
LOOSE = Fraction(3, 20)
SMALL = 10


class Multiple(NamedTuple):
    """A factor that the text states, where it stands, and how it is hedged (`over`, `nearly`, `about` or empty)."""

    factor: Fraction
    spot: Spot
    span: Span
    hedge: str
    claim: Claim | None = None
    growing: bool = False


@check("multiple", slots=("before", "after", "factor", "stated"))
def multiple(article: Article) -> Iterator[Relation]:
    """A multiple against the two figures it lies between (`doubled from 40 to 60`)."""
    changing = changes(article)
    for said in multiples(article):
        apart = {*changing, said.claim.id} if said.claim else changing
        told = (*frequencies(article, said.spot), *_of_headline(article, said), *pairs(article, said.spot, apart))
        found = [pair for pair in told if _judgeable(pair)]
        holding = next((pair for pair in found if _verdict(said, pair) is Verdict.HOLDS and _proves(pair)), None)
        if holding:
            yield _multiple(article, said, holding, Verdict.DIFFERS if _just(said, holding) else Verdict.HOLDS)
        elif found and found[0].certain and plausible(found[0], said.factor) and not _fits_another(said, found):
            yield _multiple(article, said, found[0], _verdict(said, found[0]))


def _fits_another(said: Multiple, found: Sequence[Pair]) -> bool:
    """Whether some other pair of figures gives the multiple, though it proves nothing."""
    return any(_verdict(said, pair) is Verdict.HOLDS for pair in found[1:])


def _of_headline(article: Article, said: Multiple) -> Iterator[Pair]:
    """For a multiple in the headline, the one pair of figures in the body that reaches the headline's figure or counts
    what the headline names (`Wolves triple`: `84 wolves in 2024, against 42 in 2018`)."""
    if article.sentences[said.spot.sentence].place is not Place.HEADLINE:
        return
    row = article.items[said.spot.sentence]
    words = {stem(item.norm, article.pack) for item in row if item.norm}
    words |= {found.name for item in row if (found := concept_of(item.norm, article.pack))}
    title = article.by_sentence.get(said.spot.sentence, ())
    figures = {(claim.quantity.kind, nominal(claim.quantity)) for claim in title}
    pairs_told = {
        (before.id, after.id): Pair(before, after, True)
        for before, after in _changes_in_body(article)
        if (after.quantity.kind, nominal(after.quantity)) in figures or after.key and after.key in words
    }
    if len(pairs_told) == 1:
        yield from pairs_told.values()


def _changes_in_body(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """Earlier and later figure where the body sets them side by side."""
    for cue in article.cued("from_to"):
        before, after = cue.holes.get("before"), cue.holes.get("after")
        if before and after and comparable(after, before):
            yield before, after
    for cue in article.cued("base"):
        base = cue.holes["base"]
        at = article.position[base.id]
        near = [claim for claim in article.by_sentence[base.sentence] if article.position[claim.id] < at]
        fitting = [claim for claim in near if comparable(claim, base) and same_noun(claim, base)]
        yield from ((base, claim) for claim in fitting if base.place is not Place.HEADLINE)


def multiples(article: Article) -> Iterator[Multiple]:
    """Every multiple the story states, in words (doubled) or with a number (five times)."""
    index = _words(article.pack)
    for number, row in enumerate(article.items):
        for match in index.find(row):
            if _compounded(row, match.first, match.last):
                continue
            span = Span(row[match.first].start, row[match.last - 1].end)
            spot = Spot(number, match.first, match.last)
            yield Multiple(Fraction(match.phrase.name), spot, span, _hedge(article, spot))
    for name in ("times", "times_more"):
        for cue in article.cued(name):
            claim = cue.holes["factor"]
            factor = nominal(claim.quantity)
            if claim.quantity.kind is Kind.COUNT and factor > 1:
                spot = Spot(cue.sentence, cue.first, cue.last)
                hedge = _hedge(article, spot) or _own_hedge(claim)
                yield Multiple(factor, spot, cue.span, hedge, claim, name == "times_more")


def _compounded(row: Sequence[Item], first: int, last: int) -> bool:
    """Whether hyphens make the word a part of another (`a double-double`, `a triple-decker`)."""
    beside = (*row[max(0, first - 1) : first], *row[last : last + 1])
    return any(item.norm in HYPHENS for item in beside)


@cache
def _words(pack: Pack) -> PhraseIndex:
    return PhraseIndex(pack.phrases("multiples"), pack.words("fillers"))


def _hedge(article: Article, spot: Spot) -> str:
    """The hedge that stands right before a multiple."""
    for name in ("over", "nearly", "about"):
        if any(cue.last == spot.first for cue in article.cued(f"multiple_{name}", spot.sentence)):
            return name
    return ""


def _own_hedge(claim: Claim) -> str:
    strict, value = claim.quantity.strict, claim.quantity.value
    if strict.high is None:
        return "over"
    return "about" if strict.low != strict.high and value is not None and value.denominator == 1 else ""


def _judgeable(pair: Pair) -> bool:
    low, last = pair.before.quantity.strict.low, pair.after.quantity.strict.low
    return low is not None and low > 0 and last is not None and last > 0


def _proves(pair: Pair) -> bool:
    """Whether figures that fit say more than chance: two small counts of nothing in particular do not."""
    counts = pair.before.quantity.kind is Kind.COUNT and pair.before.key != pair.after.key
    return pair.certain or not counts or min(nominal(pair.before.quantity), nominal(pair.after.quantity)) >= SMALL


def reading(said: Multiple) -> Reading:
    """What the stated factor may stand for: a twentieth off unhedged, a little more or less as the hedge says."""
    factor = said.factor
    strict = Interval.around(factor, factor * CLOSE)
    generous = Interval.around(factor, factor * LOOSE)
    if said.hedge == "over":
        strict, generous = Interval(factor, None), Interval(factor * (1 - CLOSE), None)
    elif said.hedge == "nearly":
        strict = Interval(factor * (1 - LOOSE), factor)
        generous = Interval(factor * (1 - 2 * LOOSE), factor * (1 + CLOSE))
    elif said.hedge == "about":
        strict = generous
    if said.growing:
        strict, generous = strict.join(strict.shift(1)), generous.join(generous.shift(1))
    return Reading(factor, strict, generous)


def _ratio(pair: Pair) -> Reading:
    first, last = read(pair.before.quantity), read(pair.after.quantity)
    return Reading(last.value / first.value, last.strict / first.strict, last.generous / first.generous)


def _verdict(said: Multiple, pair: Pair) -> Verdict:
    return judge(_ratio(pair), reading(said))


def _just(said: Multiple, pair: Pair) -> bool:
    """Whether `more than` is said of a figure that is the multiple itself."""
    return said.hedge == "over" and _ratio(pair).value == said.factor


def _multiple(article: Article, said: Multiple, pair: Pair, judged: Verdict) -> Relation:
    first, last = nominal(pair.before.quantity), nominal(pair.after.quantity)
    ratio = last / first
    left, right = plain(last, first)
    working = [f"{left} / {right} = {show(ratio)}"]
    if judged in (Verdict.BROKEN, Verdict.STRAINED):
        working.append(f"{show(ratio)} != {show(said.factor)}")
    words = Term("multiple", said.span)
    return relation(
        "multiple",
        judged,
        [claim_term("before", pair.before), claim_term("after", pair.after), words],
        working,
        before=pair.before.quantity,
        after=pair.after.quantity,
        factor=Fraction(round(ratio * 100), 100),
        stated=said.span.of(article.document.text),
    )
