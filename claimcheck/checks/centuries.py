"""Years against the century or the time they are said to be of: 1899 is no year of the twentieth century, what will
open cannot do so in a year that is over, and nothing has been so since 7009."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.checks.present import DATED, days_of
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.lexicon import lexicon
from claimcheck.model import Claim, Kind, Relation, Span, Term, Verdict, When

FAR, LONG = 2400, 10_000  # from and below which four digits are no year of which a story speaks
REACH = 7  # tokens between a year and the century it is of
HUNDRED = 100
JOINED = frozenset("-–—/%:")


@check("century", slots=("year", "first", "last"))
def century(article: Article) -> Iterator[Relation]:
    """`1899, at the start of the 20th century`: a year and the century told right behind it.

    A century runs from 01 to 00, a named one (Novecento) from 00 to 99; the year 1900 is left to the reader.
    """
    for claim in article.claims:
        when = claim.quantity.when
        if claim.quantity.kind is Kind.YEAR and when and when.year and when.until is None and claim.cell is None:
            told = _told_behind(article, claim)
            if told:
                words, first = told
                yield _judged(claim, when.year, words, first)


def _judged(claim: Claim, year: int, words: Term, first: int) -> Relation:
    last = first + HUNDRED - 1
    judged = Verdict.HOLDS if first <= year <= last or year in (first - 1, last + 1) else Verdict.BROKEN
    sign = "in" if judged is Verdict.HOLDS else "not in"
    return relation(
        "century", judged, [term("year", claim), words], [f"{year} {sign} {first}-{last}"],
        year=When(year), first=When(first), last=When(last),
    )  # fmt: skip


def _told_behind(article: Article, year: Claim) -> tuple[Term, int] | None:
    """The century in apposition to a year, and its first year."""
    tokens, glue = article.sentences[year.sentence].tokens, article.pack.words("centuries.glue")
    start = next((at for at, token in enumerate(tokens) if token.start >= year.quantity.span.end), len(tokens))
    names, ordinals = lexicon(article.pack, "centuries.names"), _ordinals(article, year.sentence)
    for at in range(start, min(len(tokens), start + REACH)):
        if at == start and tokens[at].text not in ",(":
            return None
        found = names.at(tokens, at)
        if found and tokens[at].capital:
            return Term("century", Span(tokens[at].start, tokens[found.last - 1].end)), int(found.meaning)
        counted = ordinals.get(tokens[at].start)
        if counted:
            return term("century", counted), int(nominal(counted.quantity) - 1) * HUNDRED + 1
        if at > start and tokens[at].norm not in glue:
            return None
    return None


def _ordinals(article: Article, sentence: int) -> dict[int, Claim]:
    """The centuries of a sentence by where they begin."""
    return {
        claim.quantity.span.start: claim
        for claim in article.by_sentence[sentence]
        if claim.quantity.kind is Kind.ORDINAL and claim.quantity.unit == "century"
    }


@check("far-year", slots=("year",))
def far(article: Article) -> Iterator[Relation]:
    """`closed since 7009`, `in March 2813`: four plain digits that count nothing, where only a year can stand."""
    for claim in article.claims:
        value = claim.quantity.value if claim.quantity.kind is Kind.COUNT else None
        if value is not None and FAR <= value < LONG and _told_as_year(article, claim):
            yield relation("far-year", Verdict.BROKEN, [term("year", claim)], [], year=claim.quantity)


def _told_as_year(article: Article, claim: Claim) -> bool:
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    plain = claim.quantity.number.of(article.document.text).isdecimal() and nominal(claim.quantity) % HUNDRED
    if not plain or claim.key or row[at].noun or claim.cell is not None or not at:
        return False
    before, behind = row[at - 1], row[at + 1].norm if at + 1 < len(row) else ""
    if before.norm in article.pack.words("years.sure_cues"):
        return behind not in JOINED
    cued = before.norm in article.pack.words("years.strong_cues") or _is_day(article, before.quantity)
    return cued and not behind[:1].isalnum() and behind not in JOINED


def _is_day(article: Article, number: int | None) -> bool:
    """Whether an item is a day or a month that lacks its year."""
    when = article.claims[number].quantity.when if number is not None else None
    return when is not None and when.month is not None and when.year is None


@check("future-told-of-past", slots=("when", "now"), dated=True)
def future(article: Article) -> Iterator[Relation]:
    """`will open on 3 March 2021` in a story of 2024: what is to come, dated before the day of writing."""
    dateline = article.document.dateline
    for cue in article.cued("will_be") if dateline else ():
        claim = cue.holes["when"]
        days = days_of(claim, None) if claim.quantity.kind in DATED and not claim.quoted else None
        when = claim.quantity.when
        if days and dateline and when and when.year and days[1] < dateline and not _reported(article, cue):
            now = When(dateline.year, dateline.month, dateline.day)
            yield relation(
                "future-told-of-past", Verdict.BROKEN, [term("when", claim)],
                [f"{days[1].isoformat()} < {dateline.isoformat()}"], when=when, now=now,
            )  # fmt: skip


def _reported(article: Article, cue: Cue) -> bool:
    """Whether the words before the verb put the promise itself into the past (`said in 2020 that it will`)."""
    return any(
        claim.quantity.kind in DATED and claim.span.end <= cue.span.start for claim in article.by_sentence[cue.sentence]
    )
