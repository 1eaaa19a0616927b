"""Figures of one thing in two sentences that differ by two neighbouring digits which changed places (365, 356).

Two figures of one story that are unlike in just this way are hardly ever two measures, so that little else has to
say that they are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.contradictions import accused
from claimcheck.checks.digits import swap
from claimcheck.checks.figures import by_measure
from claimcheck.checks.innocent import repeated, revised
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.openings import leads
from claimcheck.checks.people import named
from claimcheck.checks.profiles import profiles
from claimcheck.extract import nouns
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Moment, Relation, Verdict

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.POINTS})
MOST = 12
ENOUGH = 2
LONG = 3
WHOLE, ROUNDING = 100, 1
LARGE, LARGE_AMOUNT, PER = 10_000, "amount", "per"
BEFORE = 6
SPACED, ROW, ROW_REACH = re.compile(r"\s[-–—]\s"), 3, 120
LEAST = 100  # two numbers of people below it are too often each other backwards
ANYONE = "person"


@check("transposed", slots=("first", "second"))
def transposed(article: Article) -> Iterator[Relation]:
    """The pairs of figures that two swapped digits set apart, earlier first; each later figure once."""
    for a, b in unjudged(article, _groups(article), _one_thing):
        yield differing("transposed", a, b, _figure)


def unjudged(
    article: Article,
    groups: Iterable[Sequence[Claim]],
    alike: Callable[[Article, Claim, Claim], bool],
    both: bool = False,
) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a group that are `alike`, earlier first, without figures that are accused already; each later
    figure stands in one pair, the earlier one too where `both` is set."""
    if not article.pack.names("concepts"):
        return
    told = {claim.id for pair in accused(article) for claim in pair[:2]}
    for group in groups:
        for at, b in enumerate(group):
            for a in article.budget.counted(group[max(0, at - MOST) : at]):
                if not {a.id, b.id} & told and alike(article, a, b):
                    told |= {a.id, b.id} if both else {b.id}
                    yield a, b


def differing(kind: str, a: Claim, b: Claim, figure: Callable[[Claim], Fraction]) -> Relation:
    """Two figures of one thing that are not the same."""
    working = [f"{show(figure(a))} != {show(figure(b))}"]
    terms = [term("first", a), term("second", b)]
    return relation(kind, Verdict.BROKEN, terms, working, first=a.quantity, second=b.quantity)


def _groups(article: Article) -> Iterator[list[Claim]]:
    """Claims printed in digits, of one measure and of the same digits, in reading order; an amount of millions may
    leave out its currency."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for (kind, unit), claims in by_measure(article).items():
        for claim in claims if kind in KINDS else ():
            if not claim.quantity.in_words and not article.has(claim, "per_base"):
                large = claim.quantity.step >= LARGE and not (kind is Kind.COUNT and claim.key)
                measure = (LARGE_AMOUNT,) if large else (kind.value, unit)
                found.setdefault((*measure, *sorted(show(nominal(claim.quantity)))), []).append(claim)
    for claim in _bases(article):
        found.setdefault((PER, *sorted(show(_figure(claim)))), []).append(claim)
    position = article.position
    yield from (sorted(group, key=lambda c: position[c.id]) for group in found.values() if len(group) > 1)


def _bases(article: Article) -> Iterator[Claim]:
    """What there is one of something for: `one doctor for every 1,500 people`, in either form."""
    based = {cue.holes["base"].id: cue.holes["base"] for cue in article.cued("per_base") if "base" in cue.holes}
    yield from (claim for claim in based.values() if claim.quantity.kind is Kind.COUNT)
    ratios = by_measure(article).get((Kind.RATIO, ""), ())
    yield from (claim for claim in ratios if claim.id not in based and nominal(claim.quantity).numerator == 1)


def _figure(claim: Claim) -> Fraction:
    """The figure as printed: of a ratio what one of something stands for."""
    value = nominal(claim.quantity)
    return 1 / value if claim.quantity.kind is Kind.RATIO else value


def _one_thing(article: Article, a: Claim, b: Claim) -> bool:
    if a.sentence == b.sentence or not swap(_figure(a), _figure(b)):
        return False
    small = min(_figure(a), _figure(b)) < LEAST
    if small and ANYONE in (a.key, b.key) and not a.predicate & b.predicate:
        return False
    if set_apart(article, a, b) or (repeated(article, a, but=(b,)) and repeated(article, b, but=(a,))):
        return False
    return links(article, a, b) >= ENOUGH


def set_apart(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the year, a revision, the whole they share or their names make two measures of them."""
    if _in_row(article, a) and _in_row(article, b):
        return True
    if _other_year(a.moment, b.moment) or {a.sentence, b.sentence} & revised(article):
        return True
    if profiles(article)[a.id].shift != profiles(article)[b.id].shift:
        return True
    if a.quantity.kind is Kind.PERCENT:
        return abs(nominal(a.quantity) + nominal(b.quantity) - WHOLE) <= ROUNDING
    return a.quantity.kind is Kind.AGE and bool(named(article, a) and named(article, b))


def _in_row(article: Article, claim: Claim) -> bool:
    """Whether a figure is one of a row of results that dashes set apart (`1. Frenz 71 – 2. Krog 54 – 3. Orter 39`)."""
    span = claim.quantity.span
    near = article.document.prose[max(0, span.start - ROW_REACH) : span.end + ROW_REACH]
    return len(SPACED.findall(near)) >= ROW


def _other_year(a: Moment | None, b: Moment | None) -> bool:
    if not (a and b and a.first and a.last and b.first and b.last):
        return False
    return a.last.year < b.first.year or b.last.year < a.first.year


def links(article: Article, a: Claim, b: Claim) -> int:
    """What ties the two: one noun or event, a headline and what opens the story, many digits, words and names."""
    first, second = profiles(article)[a.id], profiles(article)[b.id]
    same = bool(first.noun) and (first.noun in (second.noun, *second.wider) or second.noun in first.wider)
    if first.noun and second.noun and not same:
        return 0
    digits = min(len(show(_figure(claim)).replace(".", "").strip("0")) for claim in (a, b))
    opening = leads(article, a, b) and first.noun == second.noun
    found = 2 * same + 2 * bool(first.events & second.events) + 2 * opening
    found += 2 * (digits >= LONG) + min(2, len(_words(article, a) & _words(article, b)))
    found += 2 * (_unsaid(article, first.noun, b) or _unsaid(article, second.noun, a))
    return found + (1 + (b.quantity.kind is Kind.AGE)) * second.definite


def _words(article: Article, claim: Claim) -> frozenset[str]:
    """Stems beside a figure, and those before the bracket of one that stands alone in it (`the loan (58 million)`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    if not at or row[at - 1].norm != "(":
        return profiles(article)[claim.id].near
    pack = article.pack
    words = (item.norm for item in row[max(0, at - 1 - BEFORE) : at - 1] if item.norm[:1].isalpha())
    return frozenset(nouns.stem(word, pack) for word in words if word not in pack.words("nouns.stop"))


def _unsaid(article: Article, noun: str, claim: Claim) -> bool:
    """Whether a bare figure leaves out the noun, which its sentence has counted before (`most seats, 60, ... 45`)."""
    if not noun or claim.key:
        return False
    before = (token for token in article.sentences[claim.sentence].tokens if token.end <= claim.span.start)
    return any(nouns.stem(token.norm, article.pack) == noun for token in before if token.is_word)
