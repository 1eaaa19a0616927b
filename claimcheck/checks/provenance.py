"""How a story treats where its figures come from: doubt that the headline drops, sources that shrink, old data."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import relation, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import tokenize

OLD = 5  # years after which data told in the present tense are stale
CHECKED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})
LEAST = 2


@check("doubt-lost", slots=("figure",))
def doubt_lost(article: Article) -> Iterator[Relation]:
    """A headline that states what the body only has alleged (`stole €2m`, `allegedly stole €2 million`)."""
    pack = article.pack
    words = {item.norm for row in article.items for item in row}
    if words & pack.words("doubt.settled"):
        return
    for claim in article.headline():
        if claim.quantity.kind not in CHECKED or claim.quoted or (claim.quantity.value or 0) < LEAST:
            continue
        said = {item.norm for item in article.items[claim.sentence]}
        if said & pack.words("doubt.softened") or article.attributions.found[claim.sentence]:
            continue
        same = [other for other in article.claims if other.place is not Place.HEADLINE and _same(claim, other)]
        doubts = [_doubt(article, other) for other in same]
        told = [doubt for doubt in doubts if doubt is not None]
        if same and len(told) == len(same) and _one_act(article, claim, same[0]):
            figure = claim.span.of(article.document.text)
            terms = [term("headline", claim), term("figure", same[0]), Term("doubt", told[0])]
            yield relation("doubt-lost", Verdict.OPEN, terms, (), figure=figure)
            return


def _same(claim: Claim, other: Claim) -> bool:
    first, second = claim.quantity, other.quantity
    units = {first.unit, second.unit} - {""}
    return first.kind is second.kind and len(units) <= 1 and first.value == second.value


def _doubt(article: Article, claim: Claim) -> Span | None:
    """The word that makes the sentence of a figure an allegation."""
    words = article.pack.words("doubt.words")
    return next((Span(i.start, i.end) for i in article.items[claim.sentence] if i.norm in words), None)


def _one_act(article: Article, claim: Claim, other: Claim) -> bool:
    """Whether both sentences share a verb or noun beside the figure."""
    rows = (article.items[claim.sentence], article.items[other.sentence])
    stops = article.pack.words("nouns.stop")
    first, second = (
        {stem(item.norm, article.pack) for item in row if item.norm[:1].isalpha() and item.norm not in stops}
        for row in rows
    )
    return len(first & second) >= LEAST


@check("source-shrinks", slots=("first", "second"))
def source_shrinks(article: Article) -> Iterator[Relation]:
    """`officials said` and, further on, `the official`: several sources that become one."""
    pack, text = article.pack, article.document.text
    singles = pack.table("shrinking")
    several: dict[str, Span] = {}
    single: set[str] = set()
    for one in (one for found in article.attributions.found for one in found):
        words = [token.norm for token in tokenize(one.source.name, pack.apostrophe) if token.is_word]
        last = words[-1] if words else ""
        if last in singles and len(words) <= LEAST:
            several.setdefault(singles[last], one.source.span)
        elif last in singles.values():
            shrunk = len(words) == LEAST and words[0] in pack.words("definite") and last in several.keys() - single
            if shrunk:
                slots = {"first": several[last].of(text), "second": one.source.span.of(text)}
                terms = [Term("several", several[last]), Term("one", one.source.span)]
                yield relation("source-shrinks", Verdict.OPEN, terms, (), **slots)
            single.add(last)


@check("stale-data", slots=("year", "now"))
def stale_data(article: Article) -> Iterator[Relation]:
    """`according to 2011 data`, of a figure told in the present tense by a story of 2024."""
    now = article.document.dateline.year if article.document.dateline else None
    for cue in article.cued("data_of_year") if now else ():
        year = cue.holes["year"]
        when = year.quantity.when
        told = when.year if when else None
        words = {item.norm for item in article.items[cue.sentence]}
        past = words & (article.pack.words("doubt.past") | article.pack.words("doubt.latest"))
        figures = [claim for claim in article.by_sentence[cue.sentence] if claim.quantity.kind in CHECKED]
        if now is None or told is None or now - told < OLD or past or len(figures) != 1 or year.quoted:
            continue
        yield relation(
            "stale-data",
            Verdict.OPEN,
            [term("figure", figures[0]), term("year", year)],
            (f"{now} - {told} = {now - told}",),
            year=str(told),
            now=str(now),
        )
