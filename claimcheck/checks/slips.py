"""One figure with two units: years for months, an hour for a minute, euros for dollars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.apart import apart
from claimcheck.checks.judging import relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of, stem
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

SPANS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "century"})
PERIODS = ("per_minute", "per_hour", "per_day", "per_night", "per_week", "per_month", "per_year")
SPEEDS = {"km/h": ("km", "per_hour"), "mph": ("mi", "per_hour"), "m/s": ("m", "per_second")}
MOST = 20
BESIDE = 3
TELLING = 11  # a figure that two things hardly share by chance
DISTINCT, LARGE = 100, 1000


@check("span-unit", slots=("first", "second"))
def span_unit(article: Article) -> Iterator[Relation]:
    """One length of time in two units (`their 15-year affair` ... `a 15-month relationship`)."""
    spans = [claim for claim in article.claims if claim.quantity.kind is Kind.DURATION and claim.quantity.unit in SPANS]
    for a, b in _same_figure([(claim, claim.quantity.unit) for claim in spans]):
        if _one_thing(article, a, b):
            yield _slip("span-unit", a, b, a.quantity.unit, b.quantity.unit)


@check("currency", slots=("first", "second"))
def currency(article: Article) -> Iterator[Relation]:
    """One amount in two currencies (`a €5 million fine` ... `the $5 million fine`)."""
    amounts = [c for c in article.claims if c.quantity.kind is Kind.MONEY and _figure(c) >= LARGE]
    for a, b in _same_figure([(claim, claim.quantity.unit) for claim in amounts]):
        if _one_thing(article, a, b):
            yield _slip("currency", a, b, a.quantity.unit, b.quantity.unit)


@check("rate-period", slots=("first", "second"))
def rate_period(article: Article) -> Iterator[Relation]:
    """One rate with two periods (`603 km/h` ... `603 km a minute`)."""
    periods = {claim.id: name for name in PERIODS for cue in article.cued(name) for claim in cue.holes.values()}
    rates = {claim.id: (claim, *found) for claim in article.claims if (found := _rate(claim, periods))}
    for a, b in _same_figure([(claim, period) for claim, _, period in rates.values()]):
        (_, first, one), (_, second, other) = rates[a.id], rates[b.id]
        if first == second and (_figure(a) >= DISTINCT or _one_thing(article, a, b)):
            yield _slip("rate-period", a, b, one.replace("_", " "), other.replace("_", " "))


def _rate(claim: Claim, periods: Mapping[str, str]) -> tuple[str, str] | None:
    """The unit of a rate and its period, None for what is no rate."""
    if claim.quantity.unit in SPEEDS:
        return SPEEDS[claim.quantity.unit]
    if claim.quantity.kind not in (Kind.MONEY, Kind.MEASURE):
        return None
    return (claim.quantity.unit, periods[claim.id]) if claim.id in periods else None


def _same_figure(marked: Sequence[tuple[Claim, str]]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of different sentences with one figure and two marks, where neither sentence gives it with both."""
    groups: dict[Fraction, list[tuple[Claim, str]]] = {}
    for claim, mark in marked:
        if claim.quantity.value not in (None, 0, 1) and claim.cell is None:
            groups.setdefault(claim.quantity.value or Fraction(0), []).append((claim, mark))
    for group in groups.values():
        told = {(claim.sentence, mark) for claim, mark in group}
        for at, (b, mark) in enumerate(group):
            for a, other in group[max(0, at - MOST) : at]:
                settled = {(a.sentence, mark), (b.sentence, other)} & told
                if a.sentence != b.sentence and mark != other and not settled:
                    yield a, b


def _one_thing(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the words beside both name one thing, or the headline gives what the body takes up."""
    first, second = profiles(article)[a.id], profiles(article)[b.id]
    if apart(article, a, b) or first.shift != second.shift or first.denied or second.denied:
        return False
    beside = _beside(article, a) & _beside(article, b)
    noun = bool(first.noun) and first.noun == second.noun or bool(beside)
    shared = len((first.near & second.near) - beside) + len(first.events & second.events)
    if first.noun and second.noun and not noun:
        return False
    headline = a.place is Place.HEADLINE
    if _figure(a) < TELLING and not second.definite and a.place is not Place.HEADLINE:
        return False
    known = second.definite or first.definite and _figure(a) >= TELLING
    return noun and (shared > 0 or known) or shared >= (1 if headline or second.definite else 2)


def _beside(article: Article, claim: Claim) -> set[str]:
    """The nouns right beside a figure: a €5 million fine, una relazione di 15 anni."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    stops = article.pack.words("nouns.stop") | article.pack.words("fillers")
    behind = row[at + 1 : at + 2]
    before = [item for item in reversed(row[:at]) if item.norm not in stops][:1]
    close = [item for item in before if item in row[max(0, at - BESIDE) : at]]
    words = [item.norm for item in (*behind, *close) if item.quantity is None and item.norm[:1].isalpha()]
    named = ((concept_of(word, article.pack), word) for word in words if word not in stops)
    return {concept.name if concept else stem(word, article.pack) for concept, word in named}


def _figure(claim: Claim) -> int:
    return int(claim.quantity.value or 0)


def _slip(kind: str, a: Claim, b: Claim, first: str, second: str) -> Relation:
    figure = show(a.quantity.value or b.quantity.strict.low or a.quantity.step)
    return relation(
        kind,
        Verdict.BROKEN,
        [term("first", a), term("second", b)],
        [f"{figure} {first} != {figure} {second}"],
        first=a.quantity,
        second=b.quantity,
    )
