"""How a story treats where its figures come from: doubt that the headline drops, sources that shrink, old data."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import tokenize

OLD = 5  # years after which data told in the present tense are stale
CHECKED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.RATIO})
LEAST, MOST = 2, 8
LARGE = 1000  # sums so large may leave out their currency
RIVALS = Fraction(5, 4)  # times: two figures that are closer hardly disagree


@check("doubt-lost", slots=("figure",))
def doubt_lost(article: Article) -> Iterator[Relation]:
    """A headline that states what the body only has alleged (`stole €2m`, `allegedly stole €2 million`)."""
    pack = article.pack
    words = {item.norm for row in article.items for item in row}
    if words & pack.words("doubt.settled"):
        return
    for claim in article.headline()[:MOST]:
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
    kinds = {first.kind, second.kind}
    alike = len(kinds) == 1 or kinds == {Kind.COUNT, Kind.MONEY} and (first.value or 0) >= LARGE
    return alike and len(units) <= 1 and first.value == second.value


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
        if words[:1] and words[0] in pack.words("single"):
            single.add(singles.get(last, last))
        elif last in singles and len(words) <= LEAST:
            several.setdefault(singles[last], one.source.span)
        elif last in singles.values():
            shrunk = len(words) == LEAST and words[0] in pack.words("definite") and last in several.keys() - single
            if shrunk and not _introduced(article, last, one.source.span):
                slots = {"first": several[last].of(text), "second": one.source.span.of(text)}
                terms = [Term("several", several[last]), Term("one", one.source.span)]
                yield relation("source-shrinks", Verdict.OPEN, terms, (), **slots)
            single.add(last)


def _introduced(article: Article, word: str, span: Span) -> bool:
    """Whether one of them was named before (`Dr Lowe, an expert on voting`)."""
    return any(item.norm == word for row in article.items for item in row if item.start < span.start)


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


@check("one-side", slots=("figure", "source", "rival", "other"))
def one_side(article: Article) -> Iterator[Relation]:
    """`50,000 march` over a story where the organisers say 50,000 and the police 10,000."""
    for claim in article.headline()[:MOST]:
        said = {item.norm for item in article.items[claim.sentence]} & article.pack.words("sources.say")
        if said or claim.source is not None or article.attributions.found[claim.sentence]:
            continue
        for own, rival in _rivals(article):
            both = any(_same(other, rival) for other in article.headline())
            if both or claim.quantity.value is None or not _same(claim, own):
                continue
            yield relation(
                "one-side",
                Verdict.OPEN,
                [term("headline", claim), term("own", own), term("rival", rival)],
                [f"{show(nominal(own.quantity))} != {show(nominal(rival.quantity))}"],
                figure=claim.span.of(article.document.text),
                source=own.source.name if own.source else "",
                rival=rival.source.name if rival.source else "",
                other=rival.span.of(article.document.text),
            )
            return


def _rivals(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """Two figures for one thing, far apart and of two sources, that a sentence sets side by side; in both orders."""
    for first, second in article.pairs():
        one, other = first.quantity, second.quantity
        sourced = first.source is not None and second.source is not None and first.source.key != second.source.key
        alike = one.kind is other.kind and one.unit == other.unit and (not second.key or first.key == second.key)
        if not sourced or not alike or first.place is Place.HEADLINE or one.value is None or other.value is None:
            continue
        small, large = sorted((one.value, other.value))
        if small >= LARGE // 10 and large > small * RIVALS:
            yield first, second
            yield second, first
