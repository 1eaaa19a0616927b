"""Feasts and relative days told beside a date: Easter Sunday, 9 April 2023; yesterday, Tuesday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from claimcheck.calendrical import easter, resolve
from claimcheck.checks import check
from claimcheck.checks.judging import relation, term
from claimcheck.checks.present import Present, figures_of, present
from claimcheck.checks.weekdays import DAYS, written
from claimcheck.extract.article import Article
from claimcheck.extract.lexicon import Hit, lexicon
from claimcheck.extract.sentences import Sentence
from claimcheck.model import Claim, Kind, Relation, Span, Term, Verdict, When
from claimcheck.phrase import Token

BESIDE = 3  # tokens between a feast and its date
EASTER = "easter"
RELATIVE = {"day_before_yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "day_after_tomorrow": 2}


@check("feast-day", slots=("day", "right"))
def feast_day(article: Article) -> Iterator[Relation]:
    """The date in apposition to the name of a feast, against the calendar of the western churches."""
    now = present(article)
    names = lexicon(article.pack, "feasts.days")
    others = article.pack.words("feasts.other_churches")
    for sentence in article.sentences:
        dates = [claim for claim in figures_of(article, sentence.number) if claim.quantity.kind is Kind.DATE]
        if not dates or any(token.norm in others for token in sentence.tokens):
            continue
        behind = 0
        for at in range(len(sentence.tokens)):
            found = names.at(sentence.tokens, at) if at >= behind else None
            behind = found.last if found else behind
            told = _date_beside(article, sentence, found, dates, now) if found else None
            if found and told:
                yield _judged(sentence, found, *told)


def _date_beside(
    article: Article, sentence: Sentence, name: Hit, dates: list[Claim], now: Present | None
) -> tuple[Claim, date] | None:
    """The full date that stands beside a name, with no more than a comma, a bracket or an article between."""
    glue = article.pack.words("feasts.glue")
    for claim in dates:
        span = claim.quantity.span
        first = next(at for at, token in enumerate(sentence.tokens) if token.end > span.start)
        last = next((at for at, token in enumerate(sentence.tokens) if token.start >= span.end), len(sentence.tokens))
        between = sentence.tokens[name.last : first] or sentence.tokens[last : name.first]
        day = _day(claim, now)
        near = first - name.last <= BESIDE and name.first - last <= BESIDE
        if day and near and all(token.norm in glue for token in between):
            return claim, day
    return None


def _day(claim: Claim, now: Present | None) -> date | None:
    when = claim.quantity.when
    if when is None or when.month is None or when.day is None or when.until is not None:
        return None
    days = resolve(when, now.last if now else None)
    return days[0] if days else None


def _kept(rule: str, year: int) -> date:
    """The day a feast is kept in a year: so many days from Easter (`easter+39`), or a date (`12-25`)."""
    if rule.startswith(EASTER):
        return easter(year) + timedelta(int(rule.removeprefix(EASTER) or 0))
    month, day = rule.split("-")
    return date(year, int(month), int(day))


def _judged(sentence: Sentence, name: Hit, claim: Claim, day: date) -> Relation:
    right = _kept(name.meaning, day.year)
    words = [token for token in sentence.tokens[name.first : name.last] if not _inside(token, claim)]
    feast = Span(words[0].start, words[-1].end)
    return relation(
        "feast-day",
        Verdict.HOLDS if right == day else Verdict.BROKEN,
        [Term("feast", feast), term("date", claim)],
        [written(right) if right == day else f"{written(right)} != {written(day)}"],
        day=When(day.year, day.month, day.day),
        right=When(right.year, right.month, right.day),
    )


def _inside(token: Token, claim: Claim) -> bool:
    return claim.quantity.span.start <= token.start < claim.quantity.span.end


@check("relative-day", slots=("weekday", "right"), dated=True)
def relative_day(article: Article) -> Iterator[Relation]:
    """`yesterday, Tuesday`: a day told from the day of writing and by its name, where the story has a dateline."""
    dateline = article.document.dateline
    if dateline is None:
        return
    glue = article.pack.words("feasts.glue")
    for claims in article.by_sentence.values():
        for first, second in pairwise(claims):
            one, other = first.quantity.when, second.quantity.when
            if one is None or other is None or one.relative not in RELATIVE or other.weekday is None:
                continue
            if other.until is None and all(item.norm in glue for item in article.between(first, second)):
                day = dateline + timedelta(RELATIVE[one.relative])
                yield _named(first, second, day, other.weekday)


def _named(first: Claim, second: Claim, day: date, weekday: int) -> Relation:
    return relation(
        "relative-day",
        Verdict.HOLDS if day.weekday() == weekday else Verdict.BROKEN,
        [term("relative", first), term("day", second)],
        [f"{written(day)} is a {DAYS[day.weekday()]}"],
        weekday=When(weekday=weekday),
        right=When(weekday=day.weekday()),
    )
