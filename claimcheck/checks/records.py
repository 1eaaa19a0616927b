"""Records and extremes against the figures they are said to beat: earlier records, averages, later years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concepts, related
from claimcheck.model import Claim, Kind, Place, Relation, Term, Verdict

MEASURED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.PER_MILLE})
NEAR, FAR = 2, 3
JOINT = 5
NOUN = 3
BEHIND = 8
SIDES = (("high_mark", "up"), ("low_mark", "down"), ("high_word", "up"), ("low_word", "down"))
WORDS = ("high_word", "low_word")


class Extreme(NamedTuple):
    """A figure said to be the highest (up) or the lowest (down), and the words that say so."""

    claim: Claim
    cue: Cue
    way: str


@check("record", slots=("extreme", "other"))
def record(article: Article) -> Iterator[Relation]:
    """`a majority of 1,464, the smallest ever; the previous record was 1,310`."""
    marks = list(extremes(article))
    for cue in {cue.holes["old"].id: cue for cue in article.cued("previous_record")}.values():
        old = cue.holes["old"]
        near = [one for one in marks if 0 <= cue.sentence - one.claim.sentence <= NEAR and _same(one.claim, old)]
        if near:
            yield _judged("record", near[-1], old)


@check("extreme-and-average", slots=("extreme", "other"))
def extreme_and_average(article: Article) -> Iterator[Relation]:
    """`an average of 53 in each ... 18, the most on a single boat`: the most is no less than the average."""
    means = [(cue, cue.holes["rate"]) for cue in article.cued("average")]
    for one in extremes(article):
        if not _single(article, one):
            continue
        near = [
            mean
            for _, mean in means
            if abs(one.claim.sentence - mean.sentence) <= FAR and _same(one.claim, mean) and mean != one.claim
        ]
        if near:
            nearest = min(near, key=lambda mean: abs(mean.sentence - one.claim.sentence))
            yield _judged("extreme-and-average", one, nearest)


@check("extreme-since", slots=("extreme", "other"))
def extreme_since(article: Article) -> Iterator[Relation]:
    """`8.7 %, the highest since 2015; in 2018 it was 9.1 %`: no later figure of the story may beat it."""
    changing = changes(article)
    for one in extremes(article):
        year = _since(article, one)
        if year is None or one.claim.id in changing:
            continue
        for number in range(one.claim.sentence - 1, one.claim.sentence + NEAR):
            for other in article.by_sentence.get(number, ()):
                when = _year(article, other)
                later = when is not None and when > year
                if later and other != one.claim and other.id not in changing and _same_measure(one.claim, other):
                    yield _judged("extreme-since", one, other)


def extremes(article: Article) -> Iterator[Extreme]:
    """The figures said to be extremes."""
    for name, way in SIDES:
        for cue in article.cued(name):
            claim = _bearer(article, cue) if name not in WORDS or _superlative(article, cue) else None
            before = {item.norm for item in article.items[cue.sentence][max(0, cue.first - NOUN) : cue.first]}
            if claim is None or before & article.pack.words("negation"):
                continue
            if claim.place is not Place.TABLE and not claim.quantity.signed:
                yield Extreme(claim, cue, way)


def _superlative(article: Article, cue: Cue) -> bool:
    """Whether a comparative is a superlative: a definite article and a noun stand before it (il livello più alto)."""
    row = article.items[cue.sentence]
    near = [item.norm for item in row[max(0, cue.first - NOUN) : cue.first]]
    return bool(near) and bool(set(near[:-1]) & article.pack.words("definite")) and near[-1][:1].isalpha()


def _bearer(article: Article, cue: Cue) -> Claim | None:
    """The figure an extreme speaks of: in apposition before it (18, the most), or named right behind it."""
    row = article.items[cue.sentence]
    links = article.pack.words("comparisons.links") | article.pack.words("nouns.copulas") | {",", "(", "—", "–"}
    before = [claim for claim in article.by_sentence.get(cue.sentence, ()) if claim.span.end <= cue.span.start]
    if before and before[-1].quantity.kind in MEASURED:
        joint = [item for item in row if before[-1].span.end <= item.start < cue.span.start]
        tied = [item.norm for item in joint if item.norm in links]
        plain = all(item.norm[:1].isalpha() or item.norm in links for item in joint)
        if tied and plain and len(joint) <= JOINT + len(tied):
            return before[-1]
    for item in row[cue.last : cue.last + BEHIND]:
        if item.norm in {",", ";", ":", "("}:
            return None
        if item.quantity is not None:
            claim = article.claims[item.quantity]
            return claim if claim.quantity.kind in MEASURED else None
    return None


def _same(first: Claim, second: Claim) -> bool:
    one, other = first.quantity, second.quantity
    alike = one.kind is other.kind and one.unit == other.unit
    return alike and (not second.key or not first.key or related(first, second))


def _same_measure(first: Claim, second: Claim) -> bool:
    """Whether a figure of another year can be of the same measure: its clause brings in no other subject."""
    measures = {name for name in second.predicate if concepts()[name].group == "measure"}
    return measures <= first.predicate and len(second.context - first.context) <= 1 and _same(first, second)


def _judged(kind: str, one: Extreme, other: Claim) -> Relation:
    high, low = (one.claim, other) if one.way == "up" else (other, one.claim)
    wrong = high.quantity.strict.below(low.quantity.strict)
    loosely = not high.quantity.generous.below(low.quantity.generous)
    judged = Verdict.HOLDS if not wrong else Verdict.STRAINED if loosely else Verdict.BROKEN
    first, second = nominal(one.claim.quantity), nominal(other.quantity)
    sign = ">" if first > second else "<" if first < second else "="
    return relation(
        kind,
        judged,
        [term("extreme", one.claim), term("other", other), Term("words", one.cue.span)],
        [f"{show(first)} {sign} {show(second)}"],
        extreme=one.claim.quantity,
        other=other.quantity,
    )


def _single(article: Article, one: Extreme) -> bool:
    """Whether the extreme is of one among many: on a single boat, in one day."""
    return any(cue.span.start >= one.claim.span.start for cue in article.cued("single_one", one.claim.sentence))


def _since(article: Article, one: Extreme) -> int | None:
    """The year since which nothing beat the figure; None where records only begin there."""
    if article.cued("records_begin", one.claim.sentence):
        return None
    for cue in article.cued("since_when", one.claim.sentence):
        when = cue.holes["when"].quantity.when
        if cue.span.start >= one.cue.span.start and when is not None and when.year:
            return when.year
    return None


def _year(article: Article, claim: Claim) -> int | None:
    """The one year that stands beside a figure: `in 2018 it was 9.1 %`, `9.1 % in 2018`."""
    if claim.quantity.kind not in MEASURED:
        return None
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    for step in (1, -1):
        for place in range(at + step, at + step * JOINT, step):
            if not 0 <= place < len(row) or row[place].norm in {";", ":", ".", ","}:
                break
            number = row[place].quantity
            if number is not None:
                other = article.claims[number]
                when = other.quantity.when
                if other.quantity.kind is Kind.YEAR and when and when.year and not when.until:
                    return when.year
                break
    return None
