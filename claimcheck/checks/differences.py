"""Differences: a saving, a margin, a profit, so much more than, against the two figures they lie between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, equation, nominal, read, relation, show, term, verdict
from claimcheck.checks.proportions import scaled, unsaid_scale
from claimcheck.checks.telling import alike, bare, has_unit, plain, telling, window
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of, related
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
BACK, AHEAD = 3, 1
FAR = 6
LIKE_SIZE = 20
LEAST_SHARE = Fraction(1, 10)  # of the other, for what came in to be weighed against what went out
LEAST = 3  # smaller differences are found between too many figures
BALANCES = (("revenue", "cost"), ("arrival", "departure"), ("hired", "dismissed"), ("birth", "dead"))


class Difference(NamedTuple):
    """The larger figure, the smaller, and what the text gives as their difference."""

    large: Claim
    small: Claim
    stated: Claim

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The figures in it."""
        return self.large, self.small, self.stated

    def expected(self) -> Reading:
        """The larger less the smaller."""
        one, other = read(self.large.quantity), read(self.small.quantity)
        return Reading(one.value - other.value, one.strict - other.strict, one.generous - other.generous)


@check("difference", slots=("expected", "stated"))
def difference(article: Article) -> Iterator[Relation]:
    """`5,210 to 4,980, a majority of 330`: two figures and their difference."""
    done: set[str] = set()
    for stated, asserted in _stated(article):
        if stated.id in done:
            continue
        pairs = list(_pairs(article, stated))
        holding = asserted is not None and _verdict(asserted) is Verdict.HOLDS
        chosen = asserted if holding else _fitting(pairs) or asserted
        if chosen:
            done.add(stated.id)
            yield _judged(chosen)


def _stated(article: Article) -> Iterator[tuple[Claim, Difference | None]]:
    """Every figure that the text calls a difference, with the two figures that the words put it between."""
    for cue in article.cued("difference_from"):
        gap, base = cue.holes["gap"], cue.holes["base"]
        if gap.quantity.kind in KINDS:
            yield gap, _compared(article, gap, base)
    for name in ("difference", "margin", "balance"):
        for cue in article.cued(name):
            gap = cue.holes["gap"]
            if gap.quantity.kind in KINDS:
                yield gap, _asserted(article, gap, name) or (_of_the_vote(article, gap) if name == "margin" else None)


def _compared(article: Article, gap: Claim, base: Claim) -> Difference | None:
    """`£700 less than the £5,000`: the one figure before it in the sentence, if it counts the same."""
    before = [claim for claim in _like_in(article, gap, gap.sentence) if claim not in (gap, base)]
    before = [claim for claim in before if claim.span.start < gap.span.start]
    if len(before) != 1 or not _like(base, gap) or not _sure(article, (before[0], base, gap)):
        return None
    scale = unsaid_scale(base, gap)
    base = scaled(base, scale) if scale else base
    small, large = sorted((before[0], base), key=lambda claim: nominal(claim.quantity))
    return Difference(large, small, gap) if related(before[0], base) else None


def _asserted(article: Article, gap: Claim, name: str) -> Difference | None:
    """The two figures of the gap's sentence, or of the one before, when there are just two and they fit the word."""
    for back in (0, 1):
        figures = [claim for claim in _like_in(article, gap, gap.sentence - back) if claim != gap]
        if len(figures) == 1 and back == 0 and name == "balance":
            figures = [*_counterpart(article, figures[0]), *figures]
        if len(figures) < 2 and back == 0:
            if figures:
                return _year_on_year(article, figures[0], gap)
            continue
        if len(figures) != 2 or not _sure(article, (*figures, gap)):
            return None
        small, large = sorted(figures, key=lambda claim: nominal(claim.quantity))
        if name == "balance":
            fits_word = _balance(article, figures)
        else:
            cast = _votes(article, gap) or _tally(article, *figures) or any(claim.key == "vote" for claim in figures)
            fits_word = _comparable(small, large) and (name == "difference" or cast)
        possible = nominal(gap.quantity) < nominal(large.quantity)
        return Difference(large, small, gap) if fits_word and possible and _joined(article, figures, gap) else None
    return None


def _of_the_vote(article: Article, gap: Claim) -> Difference | None:
    """The two votes of the story's body, when it tells just one such pair, for the margin in its headline."""
    if gap.place is not Place.HEADLINE:
        return None
    told = {(cue.holes["one"].id, cue.holes["other"].id): cue.holes for cue in article.cued("vote_pair")}
    body = [
        holes
        for holes in told.values()
        if all(claim.quantity.kind is Kind.COUNT for claim in holes.values())
        and max(nominal(claim.quantity) for claim in holes.values()) > nominal(gap.quantity)
    ]
    if len(body) != 1 or not _sure(article, (*body[0].values(), gap)):
        return None
    small, large = sorted(body[0].values(), key=lambda claim: nominal(claim.quantity))
    return Difference(large, small, gap)


def _counterpart(article: Article, claim: Claim) -> Sequence[Claim]:
    """What came in, told a few sentences before what went out, or the other way round."""
    before = [
        other
        for number in range(claim.sentence - 1, max(-1, claim.sentence - 1 - FAR), -1)
        for other in _like_in(article, claim, number)
        if _balance(article, (other, claim)) and LEAST_SHARE * nominal(claim.quantity) < nominal(other.quantity)
        if not article.rate_of(other) and not article.has(other, "per_base") and not article.has(other, "of_each")
    ]
    return before[:1] if len({nominal(other.quantity) for other in before}) == 1 else ()


def _year_on_year(article: Article, last: Claim, gap: Claim) -> Difference | None:
    """`Last year 22,300 were sold. This year it is 20,600, so the fall is 1,700`: a figure of each sentence."""
    if not article.has(gap, "difference_is") or last.span > gap.span:
        return None
    earlier = [claim for claim in _like_in(article, gap, gap.sentence - 1) if related(claim, last)]
    if len(earlier) != 1 or not _sure(article, (earlier[0], last, gap)):
        return None
    small, large = sorted((earlier[0], last), key=lambda claim: nominal(claim.quantity))
    possible = nominal(large.quantity) < 2 * nominal(small.quantity) and nominal(gap.quantity) < nominal(large.quantity)
    return Difference(large, small, gap) if possible else None


def _joined(article: Article, figures: Sequence[Claim], gap: Claim) -> bool:
    """Whether the difference follows its two figures, or opens a sentence whose figures follow a colon."""
    first, last = figures
    if gap.span.start > last.span.start:
        return not (gap.sentence == last.sentence and any(item.norm == ";" for item in article.between(last, gap)))
    between = {item.norm for item in article.between(gap, first)}
    return gap.span.start < first.span.start and bool(between & {":", "(", "—", "–"})


def _balance(article: Article, figures: Sequence[Claim]) -> bool:
    """Whether one figure is what came in and the other what went out."""
    names = [_names(article, claim) for claim in figures]
    return any(
        one in names[0] and other in names[1] or one in names[1] and other in names[0] for one, other in BALANCES
    )


def _names(article: Article, claim: Claim) -> set[str]:
    """The concepts of a claim's noun and of the words beside it, up to the next figure."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    found = {claim.key, *claim.concepts}
    for step in (1, -1):
        place = at + step
        while 0 <= place < len(row) and row[place].quantity is None and row[place].norm not in ",;:":
            concept = concept_of(row[place].norm, article.pack)
            found |= {concept.name if concept else "", article.pack.table("balances").get(row[place].norm, "")}
            place += step
    return found


def _votes(article: Article, gap: Claim) -> bool:
    """Whether the sentence of a margin speaks of votes."""
    words = (concept_of(item.norm, article.pack) for item in article.items[gap.sentence] if item.quantity is None)
    return any(concept is not None and concept.name == "vote" for concept in words)


def _tally(article: Article, first: Claim, second: Claim) -> bool:
    """Whether two exact counts stand as a tally: 5,210 to 4,980."""
    if first.sentence != second.sentence or second.span.start < first.span.start:
        return False
    exact = all(bare(claim) and claim.quantity.step == 1 and nominal(claim.quantity) % 100 for claim in (first, second))
    return exact and [item.norm for item in article.between(first, second)] == [article.pack.text("scores.to")]


def _sure(article: Article, claims: Sequence[Claim]) -> bool:
    return plain(claims) and not any(article.rate_of(claim) or claim.threshold for claim in claims)


def _like_in(article: Article, gap: Claim, sentence: int) -> list[Claim]:
    return [claim for claim in article.by_sentence.get(sentence, ()) if _like(claim, gap) and claim.cell is None]


def _like(claim: Claim, gap: Claim) -> bool:
    if claim.quantity.kind not in KINDS or claim.quantity.value is None:
        return False
    return alike(claim, gap) or bare(claim) and has_unit(gap) or bare(gap) and has_unit(claim)


def _comparable(small: Claim, large: Claim) -> bool:
    """Whether two figures can be set against each other: of one sort, or of like size where one leaves its unit out."""
    near = nominal(large.quantity) <= LIKE_SIZE * nominal(small.quantity)
    return related(small, large) and (alike(small, large) or near)


def _pairs(article: Article, gap: Claim) -> Iterator[Difference]:
    """Figures near a difference that it may lie between, nearest first."""
    near = [claim for claim in window(article, gap, BACK, AHEAD, headline=True) if _like(claim, gap)][:8]
    for last in range(1, len(near)):
        for first in range(last):
            small, large = sorted((near[first], near[last]), key=lambda claim: nominal(claim.quantity))
            if LEAST <= nominal(gap.quantity) < nominal(large.quantity) and _comparable(small, large):
                yield _sized(Difference(large, small, gap))


def _sized(one: Difference) -> Difference:
    """With the scale that the largest prints and the others may leave unsaid."""
    scales = [(claim, unsaid_scale(claim, one.large)) for claim in (one.small, one.stated)]
    small, gap = (scaled(claim, scale) if scale else claim for claim, scale in scales)
    return Difference(one.large, small, gap)


def _fitting(pairs: Sequence[Difference]) -> Difference | None:
    return next(
        (one for tried, one in enumerate(pairs, 1) if telling(one.expected(), one.stated.quantity, tried)), None
    )


def _verdict(one: Difference) -> Verdict:
    sized = _sized(one)
    return verdict(sized.expected(), sized.stated.quantity)


def _judged(one: Difference) -> Relation:
    one = _sized(one)
    expected, judged = one.expected().value, _verdict(one)
    left = f"{show(nominal(one.large.quantity))} - {show(nominal(one.small.quantity))}"
    return relation(
        "difference",
        judged,
        [term("larger", one.large), term("smaller", one.small), term("difference", one.stated)],
        equation(left, expected, one.stated.quantity, judged is Verdict.HOLDS),
        expected=expected,
        stated=nominal(one.stated.quantity),
    )
