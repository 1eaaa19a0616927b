"""Comparisons in words (`higher than the 7.1% of 2019`) against the two figures they join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.lexicon import Hit, lexicon
from claimcheck.extract.nouns import related
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Place, Quantity, Relation, Verdict
from claimcheck.phrase import Token

COMPARED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.PER_MILLE, Kind.AGE})
BOUNDS = frozenset({Hedge.OVER, Hedge.UNDER})
GAP = 6
LOOSE = 6
BEHIND = 6
FAR = 100
HARD = frozenset(".;:!?()[]—–")


class Compared(NamedTuple):
    """Two figures and the word that compares them; `way` is above or below."""

    first: Claim
    second: Claim
    way: str


@check("comparison", slots=("first", "second"))
def comparison(article: Article) -> Iterator[Relation]:
    """`365 seats, surpassing the 326 needed`: the first figure must be the larger one."""
    for pair in _pairs(article):
        high, low = (pair.first, pair.second) if pair.way == "above" else (pair.second, pair.first)
        judged = _judged(_plain(high.quantity, pair), _plain(low.quantity, pair))
        if judged is None:
            continue
        first, second = nominal(pair.first.quantity), nominal(pair.second.quantity)
        sign = ">" if first > second else "<" if first < second else "="
        yield relation(
            "comparison",
            judged,
            [term("first", pair.first), term("second", pair.second)],
            [f"{show(first)} {sign} {show(second)}"],
            first=pair.first.quantity,
            second=pair.second.quantity,
        )


def _plain(quantity: Quantity, pair: Compared) -> tuple[Interval, Interval]:
    """What a figure may be; the comparing word is not a hedge of the second."""
    if quantity is not pair.second.quantity or quantity.value is None or quantity.hedge not in BOUNDS | {Hedge.UP_TO}:
        return quantity.strict, quantity.generous
    exact = quantity.kind is Kind.COUNT and quantity.step == 1
    around = Interval.exactly(quantity.value) if exact else Interval.around(quantity.value, quantity.step / 2)
    return around, around


def _judged(high: tuple[Interval, Interval], low: tuple[Interval, Interval]) -> Verdict | None:
    """HOLDS when the figure said to be higher is, BROKEN when it cannot be; None where rounding hides it."""
    (strict, generous), (below, loosely) = high, low
    if below.below(strict):
        return Verdict.HOLDS
    if not _can_exceed(strict, below):
        return Verdict.STRAINED if _can_exceed(generous, loosely) else Verdict.BROKEN
    return None


def _can_exceed(high: Interval, low: Interval) -> bool:
    return high.high is None or low.low is None or high.high > low.low


def _pairs(article: Article) -> Iterator[Compared]:
    for second in article.claims:
        if second.quantity.kind not in COMPARED or second.place is Place.TABLE or second.quantity.signed:
            continue
        tokens = article.sentences[second.sentence].tokens
        number = next((at for at, token in enumerate(tokens) if token.start >= second.quantity.number.start), 0)
        hit = _comparator(article, second, tokens, number)
        if hit is None or not _is_definite(article, second, tokens, hit, number):
            continue
        if _of_a_part(article, second, tokens[hit.first].start):
            continue
        first = _compared_with(article, second, tokens, hit.first)
        way = _way(article, hit, second) if first else ""
        if first and way:
            yield Compared(first, second, way)


def _of_a_part(article: Article, claim: Claim, start: int) -> bool:
    """Whether the comparison is with a part of the figure only (`more than half of the 28`)."""
    between = (other for other in article.by_sentence[claim.sentence] if start <= other.span.start < claim.span.start)
    return any(other.quantity.kind in (Kind.RATIO, Kind.PERCENT) for other in between)


def _comparator(article: Article, claim: Claim, tokens: Sequence[Token], number: int) -> Hit | None:
    """The nearest comparing word before a number, with only plain words between."""
    known = lexicon(article.pack, "comparisons.words")
    for at in range(number, max(0, number - GAP), -1):
        hit = known.before(tokens, at)
        if hit:
            return hit
        sign = not tokens[at - 1].is_word and tokens[at - 1].norm != "'s"
        if sign and tokens[at - 1].start < claim.quantity.span.start:
            return None
    return None


def _is_definite(article: Article, claim: Claim, tokens: Sequence[Token], hit: Hit, number: int) -> bool:
    """Whether the second figure is a known one (the 141 of 2019, last year's 5 %) and not only a bound."""
    pack = article.pack
    between = {token.norm for token in tokens[hit.last - 1 : number]}
    if between & (pack.words("definite") | pack.words("comparisons.known")):
        return True
    following: list[str] = []
    for token in tokens[number:]:
        if token.start < claim.span.end:
            following.append(token.norm)
        elif token.text in HARD or token.text == "," or len(following) > BEHIND:
            break
        else:
            following.append(token.norm)
    dated = any(
        other.quantity.kind in (Kind.YEAR, Kind.DATE) and 0 < other.span.start - claim.span.end < 20
        for other in article.by_sentence[claim.sentence]
    )
    return dated or bool(set(following) & pack.words("comparisons.reference"))


def _compared_with(article: Article, second: Claim, tokens: Sequence[Token], comparator: int) -> Claim | None:
    """The figure that the comparing word stands behind: by a comma, or as the subject of a copula."""
    start = tokens[comparator].start
    before = [
        claim
        for claim in article.by_sentence[second.sentence]
        if claim.span.end <= start and claim.quantity.kind in COMPARED and claim != second
    ]
    if not before or not _alike(article, before[-1], second) or before[-1].quantity.signed:
        return None
    first = before[-1]
    ahead = [token for token in tokens if token.end <= first.quantity.span.start]
    if ahead and ahead[-1].norm in article.pack.words("comparisons.whole") and not (ahead[:-1] and ahead[-2].is_word):
        return None
    joint = [token for token in tokens[:comparator] if token.start >= first.quantity.span.end]
    return first if _attached(article, joint) else None


def _attached(article: Article, joint: Sequence[Token]) -> bool:
    """Whether the words between a figure and the comparing word tie the two together."""
    links, copulas = article.pack.words("comparisons.links"), article.pack.words("nouns.copulas")
    words = list(joint)
    tied = False
    while words and (words[-1].norm in links or words[-1].norm in copulas or words[-1].text in ",(—–"):
        tied = tied or words[-1].norm in copulas or words[-1].text in ",(—–"
        words.pop()
    breaks = article.pack.words("comparisons.breaks")
    return tied and len(words) <= LOOSE and all(token.is_word and token.norm not in breaks for token in words)


def _alike(article: Article, first: Claim, second: Claim) -> bool:
    """Whether two figures are of one kind; a unit said once serves both (5.12 metres, against the 4.87)."""
    one, other = first.quantity, second.quantity
    words = set(second.counted.of(article.document.text).lower().split()) if second.counted else set()
    nameless = not second.key or bool(words & article.pack.words("comparisons.reference"))
    if one.kind is other.kind:
        return one.unit == other.unit and (nameless or related(first, second))
    bare = other.kind is Kind.COUNT and nameless and other.value is not None
    return bare and one.value is not None and one.value < FAR * nominal(other) and nominal(other) < FAR * one.value


def _way(article: Article, hit: Hit, second: Claim) -> str:
    """Above or below; what is beaten is above it, unless the sentence speaks of the lowest or of time."""
    if hit.meaning != "beaten":
        return hit.meaning
    words = {item.norm for item in article.items[second.sentence]}
    if second.quantity.kind in (Kind.DURATION, Kind.AGE) or words & article.pack.words("comparisons.lowest"):
        return ""
    return "above"
