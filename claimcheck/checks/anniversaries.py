"""Anniversaries, editions and years of service, against the year of the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.checks.present import DATED, Present, dated, present
from claimcheck.extract.article import Article, Cue, remembered
from claimcheck.extract.lexicon import lexicon
from claimcheck.model import Claim, Kind, Relation, Span, Term, Verdict, When

NEAR = 3  # sentences between a number of years and the year they are counted from
YEAR = "year"
MOST = 20  # foundings of a story that are looked at
LEAST = 5  # below this an ordinal with a feast beside it may count anything


class Round(NamedTuple):
    """The number of an anniversary, an edition or a year of service, as the text counts it.

    `extra` are the years to add to a difference of years: 1 where the first year counts too. `gaps`
    says that years may have been left out, so that a smaller number is right as well.
    """

    number: Fraction
    term: Term
    sentence: int
    weight: Verdict = Verdict.BROKEN
    extra: tuple[int, ...] = (0,)
    gaps: bool = False


class Year(NamedTuple):
    """A year the story speaks of and the words that say so."""

    year: int
    span: Span | None
    claim: Claim | None = None


@check("anniversary", slots=("expected", "stated", "since", "now"))
def anniversary(article: Article) -> Iterator[Relation]:
    """The number of an anniversary, against the year of the event and the year it is kept in."""
    rounds = [
        *_cued(article, "anniversary", Verdict.BROKEN),
        *_cued(article, "years_since", Verdict.OPEN),
        *_cued(article, "years_after", Verdict.OPEN),
        *_begun_here(article),
        *_named(article),
    ]
    seen: set[Span] = set()
    for counted in rounds:
        if counted.term.span not in seen:
            seen.add(counted.term.span)
            yield from _judged(article, counted, "anniversary")


@check("edition", slots=("expected", "stated", "since", "now"))
def edition(article: Article) -> Iterator[Relation]:
    """The number of an edition, which cannot be more than the years since the first."""
    for cue in (*article.cued("edition"), *article.cued("nth")):
        for claim in cue.holes.values():
            if claim.quantity.kind is Kind.ORDINAL and (cue.name == "edition" or _founded_here(article, cue.sentence)):
                missed = len({_first_year(one) for one in article.cued("missed")})
                extra = (1 - missed, 1) if missed else (1,)
                gaps = not _unbroken(article, cue.sentence)
                counted = Round(nominal(claim.quantity), term("count", claim), cue.sentence, extra=extra, gaps=gaps)
                yield from _judged(article, counted, "edition")


def _unbroken(article: Article, sentence: int) -> bool:
    """Whether the sentence says that no year was left out, and not only until some time."""
    row, until = article.items[sentence], article.pack.words("durations.link")
    return any(cue.last >= len(row) or row[cue.last].norm not in until for cue in article.cued("unbroken", sentence))


@check("year-of-service", slots=("expected", "stated", "since", "now"))
def year_of_service(article: Article) -> Iterator[Relation]:
    """The year of a term of office or of service, against its beginning."""
    for cue in article.cued("year_of_service"):
        for claim in cue.holes.values():
            begun = article.cued("since", cue.sentence) or article.cued("founded", cue.sentence)
            if claim.quantity.kind is Kind.ORDINAL and begun:
                number = nominal(claim.quantity)
                counted = Round(number, term("count", claim), cue.sentence, extra=(0, 1))
                yield from _judged(article, counted, "year-of-service")


def _cued(article: Article, name: str, weight: Verdict) -> Iterator[Round]:
    """The numbers in the holes of a cue: ordinals of an anniversary, lengths in years elsewhere."""
    festive = article.pack.words("celebration")
    for cue in article.cued(name):
        norms = {item.norm for item in article.items[cue.sentence]}
        for claim in cue.holes.values():
            ordinal = claim.quantity.kind is Kind.ORDINAL
            if ordinal and name != "anniversary" or not _counts_years(claim) or _of_a_person(article, claim):
                continue
            graver = Verdict.BROKEN if name == "years_since" and norms & festive else weight
            yield Round(nominal(claim.quantity), term("count", claim), cue.sentence, graver)


def _first_year(cue: Cue) -> int | None:
    """The year in the hole of a cue."""
    return next((claim.quantity.when.year for claim in cue.holes.values() if claim.quantity.when), None)


def _counts_years(claim: Claim) -> bool:
    quantity = claim.quantity
    return quantity.value is not None and (
        quantity.kind in (Kind.ORDINAL, Kind.AGE) or quantity.kind is Kind.DURATION and quantity.unit == YEAR
    )


def _of_a_person(article: Article, claim: Claim) -> bool:
    """Whether it is somebody's birthday: `his 60th`; a length (sein 50-jähriges Bestehen) is none."""
    if claim.quantity.kind is Kind.DURATION:
        return False
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return at > 0 and row[at - 1].norm in article.pack.words("persons.possessives")


def _begun_here(article: Article) -> Iterator[Round]:
    """`The school, opened in 1975, turned 50`; `cade il venticinquesimo del naufragio`: a number that counts years
    only because the sentence tells a beginning, or a feast."""
    festive = article.pack.words("celebration")
    for cue in article.cued("turned"):
        for claim in cue.holes.values():
            if claim.quantity.value and _founded_here(article, cue.sentence):
                yield Round(nominal(claim.quantity), term("count", claim), cue.sentence, Verdict.STRAINED)
    for cue in article.cued("nth_of"):
        row = article.items[cue.sentence]
        event = article.pack.words("anniversary_events") & {item.norm for item in row[cue.last : cue.last + 1]}
        kept = event or festive & {item.norm for item in row}
        for claim in cue.holes.values():
            if kept and claim.quantity.kind is Kind.ORDINAL and nominal(claim.quantity) >= LEAST:
                yield Round(nominal(claim.quantity), term("count", claim), cue.sentence, Verdict.STRAINED)


def _named(article: Article) -> Iterator[Round]:
    """Centenaries and the like, whose number is in the words; as part of a name they count nothing."""
    names = lexicon(article.pack, "anniversaries")
    for sentence in article.sentences:
        for at, token in enumerate(sentence.tokens):
            found = names.at(sentence.tokens, at)
            if found and not (token.capital and at):
                words = Term("count", Span(token.start, sentence.tokens[found.last - 1].end))
                told = [*_years(article, sentence.number, sentence.number)]
                weight = Verdict.STRAINED if told else Verdict.OPEN
                yield Round(Fraction(found.meaning), words, sentence.number, weight)


def _founded_here(article: Article, sentence: int) -> bool:
    return bool(article.cued("founded", sentence))


def _judged(article: Article, counted: Round, kind: str) -> Iterator[Relation]:
    now = present(article)
    fitting = _fitting(article, counted, now)
    if fitting:
        yield _relation(kind, counted, *fitting, now, Verdict.HOLDS)
        return
    if counted.weight is Verdict.OPEN:
        return
    ends = _ends(article, counted, now)
    if ends is None:
        return
    since, kept = ends
    verdict = counted.weight if since.claim and since.claim.sentence == counted.sentence else Verdict.STRAINED
    if counted.gaps and counted.number < kept.year - since.year:
        return
    yield _relation(kind, counted, since, kept, now, verdict)


def _fitting(article: Article, counted: Round, now: Present | None) -> tuple[Year, Year] | None:
    """Two years of the story, told near the number, that are as far apart as it says."""
    here = [*_years(article, counted.sentence, counted.sentence)]
    founded = [*_founded(article)]
    near = [*_years(article, counted.sentence - NEAR, counted.sentence + NEAR)]
    kept = [*([Year(now.last.year, now.span)] if now else []), *here]
    for since in (*here, *founded, *near, *_same_day(article, counted)):
        for end in kept:
            apart = end.year - since.year
            if apart > 0 and any(counted.number == apart + extra for extra in counted.extra):
                return since, end
    return None


def _years(article: Article, first: int, last: int) -> Iterator[Year]:
    """The years told in full from one sentence to another."""
    for claim in dated(article, first, min(last, len(article.sentences) - 1)):
        when = claim.quantity.when
        if when and when.year and when.until is None:
            yield Year(when.year, claim.quantity.span, claim)


def _founded(article: Article) -> Iterator[Year]:
    for cue in article.cued("founded")[:MOST]:
        yield from _told(cue)


def _is_one(claim: Claim) -> bool:
    return claim.quantity.value == 1


def _ends(article: Article, counted: Round, now: Present | None) -> tuple[Year, Year] | None:
    """The year the number is counted from and the year it is kept in, where the text leaves no choice."""
    here = [*_years(article, counted.sentence, counted.sentence)]
    start = counted.term.span.start
    behind = [year for year in here if year.span and year.span.start > start and counted.extra == (0,)]
    begun = [year for year in _begun(article, counted.sentence) if not _birth(article, year)]
    near = (year for year in _founded(article) if _may_begin(article, counted, year))
    elsewhere = () if behind and counted.weight is Verdict.STRAINED else near
    for since in (*_same_day(article, counted), *begun, *behind, *elsewhere):
        kept = _kept([year for year in here if year.year > since.year], now)
        if kept and kept.year > since.year:
            return since, kept
    return None


def _same_day(article: Article, counted: Round) -> Iterator[Year]:
    """The years of other dates that fall on the day an anniversary is kept (4 November 1966, 4 November 2026)."""
    here = dated(article, counted.sentence, counted.sentence) if counted.extra == (0,) else ()
    days = {day: None for claim in here if (day := _day(claim))}
    for claim in (one for day in days for one in _by_day(article)[day]):
        when = claim.quantity.when
        if claim.sentence != counted.sentence and when and when.year:
            yield Year(when.year, claim.quantity.span, claim)


@remembered
def _by_day(article: Article) -> Mapping[tuple[int, int], list[Claim]]:
    """The dates of the story that are told to the day, by month and day."""
    found: dict[tuple[int, int], list[Claim]] = {}
    for claim in article.claims:
        if day := _day(claim):
            found.setdefault(day, []).append(claim)
    return found


def _day(claim: Claim) -> tuple[int, int] | None:
    when = claim.quantity.when
    full = when is not None and when.month is not None and when.day is not None and when.until is None
    return (when.month, when.day) if full and when and when.month and when.day else None


def _kept(later: list[Year], now: Present | None) -> Year | None:
    """The year an anniversary is kept in: the story's own, unless its sentence names one other."""
    if now and (not later or now.last.year in {year.year for year in later}):
        return Year(now.last.year, now.span)
    return later[0] if len({year.year for year in later}) == 1 else None


def _begun(article: Article, sentence: int) -> Iterator[Year]:
    """The years of a sentence that are told as a beginning."""
    for cue in (*article.cued("founded", sentence), *article.cued("since", sentence)):
        yield from _told(cue)


def _may_begin(article: Article, counted: Round, year: Year) -> bool:
    """Whether a year told elsewhere may be what is counted from: an edition's anywhere, an anniversary's near by."""
    if counted.extra != (0,):
        return True
    near = year.claim is not None and abs(year.claim.sentence - counted.sentence) <= NEAR
    return near and not _birth(article, year)


def _birth(article: Article, year: Year) -> bool:
    """Whether somebody was born or married in that year: other events are counted from their own."""
    return any(year.claim in cue.holes.values() for name in ("born", "married") for cue in article.cued(name))


def _told(cue: Cue) -> Iterator[Year]:
    first, claim = cue.holes.get("first"), cue.holes["since"]
    when = claim.quantity.when
    if claim.quantity.kind in DATED and when and when.year and not when.until and (not first or _is_one(first)):
        yield Year(when.year, claim.quantity.span, claim)


def _relation(
    kind: str, counted: Round, since: Year, kept: Year, now: Present | None, judged: Verdict
) -> Relation:
    apart = kept.year - since.year
    extra = next((extra for extra in counted.extra if apart + extra == counted.number), counted.extra[-1])
    expected = Fraction(apart + extra)
    left = f"{kept.year} - {since.year}{_added(counted, extra)} = {expected}"
    working = [left] if judged is Verdict.HOLDS else [left, f"{expected} != {counted.number}"]
    terms = [counted.term]
    if since.claim:
        terms.append(term("since", since.claim))
    if kept.span and kept.span != (since.claim and since.claim.quantity.span):
        terms.append(Term("now", kept.span))
    return relation(
        kind, judged, terms, working,
        expected=expected, stated=counted.number, since=When(since.year), now=When(kept.year),
    )  # fmt: skip


def _added(counted: Round, extra: int) -> str:
    if not counted.gaps:
        return " + 1" if extra else ""
    return " + 1" + (f" - {1 - extra}" if extra < 1 else "")
