"""Ages against the year of birth, and one person's age in one story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from claimcheck.calendrical import Days, resolve, years_between
from claimcheck.checks import check
from claimcheck.checks.ages_told import OLDEST, age_beside, is_age, names_before
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.checks.people import named
from claimcheck.checks.present import DATED, Present, dated, days_of, figures_of, present
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Quantity, Relation, Span, Term, Verdict, When
from claimcheck.phrase import tokenize

MOST = 100  # births of a story that are looked at
CLOSE = 6  # items between an age and the date it is surely of
SPEAKER = 12  # years by which an age in a quotation may be off and still be the age of whoever was spoken of
ADJACENT = 2  # the same, where the date is the beginning of an office
BESIDE = 6  # items between an age and the date it was reached on
SUBJECTS = 3  # sentences that name whom the story is about


class Moment(NamedTuple):
    """A time at which somebody may have had an age, and the words that tell it."""

    days: Days
    span: Span | None
    claim: Claim | None = None

    def terms(self) -> tuple[Term, ...]:
        """The words as a term of a relation."""
        if self.claim:
            return (term("when", self.claim),)
        return () if self.span is None else (Term("when", self.span),)


@check("age", slots=("born", "when", "expected", "stated"))
def age(article: Article) -> Iterator[Relation]:
    """An age beside a date of birth, reckoned at the time the sentence speaks of.

    It holds when it fits any time told near by, and is broken only when no time of the story fits.
    """
    now = present(article)
    seen: set[str] = set()
    for cue in article.cued("born")[:MOST]:
        birth = cue.holes["birth"]
        born = days_of(birth, now)
        stated = None if born is None else age_beside(article, birth, cue.span.start)
        if born is None or stated is None or stated.id in seen:
            continue
        seen.add(stated.id)
        found = _judged(article, birth, born, stated, now)
        if found:
            yield found
    yield from _dated_ages(article, now, seen)
    yield from _life_spans(article)


def _dated_ages(article: Article, now: Present | None, seen: set[str]) -> Iterator[Relation]:
    """An age with a date right beside it, where the story tells one birth only: `nel 1988, a 41 anni`."""
    births = {cue.holes["birth"].id: cue.holes["birth"] for cue in article.cued("born")}
    if len(births) != 1:
        return
    ((_, birth),) = births.items()
    born = days_of(birth, now)
    for stated in article.claims if born else ():
        apart = stated.sentence != birth.sentence and stated.id not in seen
        if not born or not apart or not is_age(article, stated) or _of_others(article, birth, stated):
            continue
        near = [one for one in _moments(article, birth, stated, None) if _distance(article, one.claim, stated) <= CLOSE]
        if near:
            when = min(near, key=lambda one: _distance(article, one.claim, stated))
            least, most = years_between(born, when.days)
            if _fits(born, when.days, stated.quantity):
                yield _relation(birth, born, stated, when, Verdict.HOLDS)
            elif least >= 0 and _far(nominal(stated.quantity), least, most):
                yield _relation(birth, born, stated, when, Verdict.STRAINED)


def _of_others(article: Article, birth: Claim, stated: Claim) -> bool:
    """Whether the sentence of an age may speak of somebody else than the one whose birth is told."""
    one, other = article.sentences[birth.sentence], article.sentences[stated.sentence]
    if any(token.norm in article.pack.words("persons.others") for token in other.tokens):
        return True
    if _names_another(article, birth, stated):
        return True
    dying = any(token.norm in article.pack.words("persons.dying") for token in other.tokens)
    return one.paragraph != other.paragraph and not dying


def _names_another(article: Article, birth: Claim, stated: Claim) -> bool:
    """Whether the name an age is told beside is not the one born, or the last full name before it is not of those the
    headline and the opening speak of."""
    born = names_before(article, birth.sentence, birth.quantity.span.start)[-1:]
    if born and named(article, stated) and not {*born[0]} & {*named(article, stated)}:
        return True
    told = [name for name in names_before(article, stated.sentence, stated.quantity.span.start) if len(name) > 1]
    beside = named(article, stated)
    last = told[-1] if told else list(beside)
    subjects = {token.text for sentence in article.sentences[:SUBJECTS] for token in sentence.tokens if token.capital}
    return bool(last) and not subjects & {*last}


def _life_spans(article: Article) -> Iterator[Relation]:
    """`Gray (1931-2019) died at 88`: the years of a life in brackets, and the age at death."""
    for claim in article.claims:
        when = claim.quantity.when
        ranged = claim.quantity.kind is Kind.YEAR and when is not None and when.until is not None
        if when is None or when.until is None or not ranged or not _in_brackets(article, claim):
            continue
        norms = {item.norm for item in article.items[claim.sentence]}
        ages = [one for one in figures_of(article, claim.sentence) if is_age(article, one)]
        born, died = resolve(replace(when, until=None), None), resolve(when.until, None)
        if len(ages) == 1 and born and died and norms & article.pack.words("persons.dying"):
            least, most = years_between(born, died)
            number = nominal(ages[0].quantity)
            judged = Verdict.HOLDS if _fits(born, died, ages[0].quantity) else Verdict.BROKEN
            if judged is Verdict.HOLDS or _far(number, least, most):
                yield _relation(claim, born, ages[0], Moment(died, None), judged)


def _in_brackets(article: Article, claim: Claim) -> bool:
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return 0 < at < len(row) - 1 and row[at - 1].norm == "(" and row[at + 1].norm == ")"


def _judged(article: Article, birth: Claim, born: Days, stated: Claim, now: Present | None) -> Relation | None:
    number = nominal(stated.quantity)
    moments = [*_moments(article, birth, stated, now)]
    ahead = _is_ahead(article, stated)
    fitting = next((moment for moment in moments if _fits(born, moment.days, stated.quantity, ahead)), None)
    if fitting:
        return _relation(birth, born, stated, fitting, Verdict.HOLDS)
    decisive = _decisive(article, birth, stated, now)
    if decisive is None or stated.quantity.generous.low is None:
        return None
    least, most = years_between(born, decisive.days)
    if stated.quoted and stated.sentence != birth.sentence and not least - SPEAKER <= number <= most + SPEAKER:
        return None
    if least < 0 or least > OLDEST or not decisive.claim and _anywhere(article, born, stated, now):
        return None
    return _relation(birth, born, stated, decisive, Verdict.BROKEN if _far(number, least, most) else Verdict.STRAINED)


def _far(number: Fraction, least: int, most: int) -> bool:
    """Whether an age is off by more than the one year of a birthday overlooked."""
    return number < least - 1 or number > most + 1


def _moments(article: Article, birth: Claim, stated: Claim, now: Present | None) -> Iterator[Moment]:
    """The times the age may be of: those of its sentence, then the story's own."""
    apart = {cue.holes["birth"].id for cue in article.cued("born", birth.sentence)}
    for claim in (one for number in {birth.sentence, stated.sentence} for one in dated(article, number, number)):
        days = days_of(claim, now)
        if days and claim.id not in apart and claim.id != birth.id:
            yield Moment(days, claim.quantity.span, claim)
    if now:
        yield Moment(now.days, now.span)


def _decisive(article: Article, birth: Claim, stated: Claim, now: Present | None) -> Moment | None:
    """The one time the age must be of: a date right beside it, else the story's own."""
    started = {claim.id for cue in article.cued("since", birth.sentence) for claim in cue.holes.values()}
    near = [
        moment
        for moment in _moments(article, birth, stated, None)
        if moment.claim
        and _distance(article, moment.claim, stated) <= (BESIDE if moment.claim.id not in started else ADJACENT)
    ]
    if near:
        return min(near, key=lambda moment: _distance(article, moment.claim, stated))
    return Moment(now.days, now.span) if now and _is_present(article, stated) else None


def _is_present(article: Article, stated: Claim) -> bool:
    """Whether an age is told of the story's own time: not `joined at 17`, not `was 35 when`."""
    row, at = article.items[stated.sentence], article.item_of[stated.id]
    if at <= 1 and at + 1 < len(row) and row[at + 1].norm == ",":
        return any(item.norm in article.pack.words("persons.still") for item in row)
    if any(item.norm in article.pack.words("persons.when") for item in row[at + 1 : at + 3]):
        return False
    words = {token.norm for token in tokenize(stated.quantity.span.of(article.document.prose))}
    if not (words | {item.norm for item in row[max(0, at - 2) : at]}) & article.pack.words("persons.then"):
        return True
    return bool({item.norm for item in row} & article.pack.words("persons.dying"))


def _distance(article: Article, one: Claim | None, other: Claim) -> int:
    if one is None or one.sentence != other.sentence:
        return BESIDE + 1
    first, last = sorted((article.item_of[one.id], article.item_of[other.id]))
    parted = any(item.norm == ";" for item in article.items[one.sentence][first:last])
    return BESIDE + 1 if parted else last - first


def _anywhere(article: Article, born: Days, stated: Claim, now: Present | None) -> bool:
    """Whether any date of the story makes the age right: it may be of that time."""
    return any(
        days is not None and _fits(born, days, stated.quantity)
        for claim in article.claims
        if claim.quantity.kind in DATED
        for days in (days_of(claim, now),)
    )


def _is_ahead(article: Article, stated: Claim) -> bool:
    """Whether the birthday is still to come: `would have turned 69`."""
    row, at = article.items[stated.sentence], article.item_of[stated.id]
    return any(item.norm in article.pack.words("persons.ahead") for item in row[max(0, at - 4) : at])


def _fits(born: Days, when: Days, stated: Quantity, ahead: bool = False) -> bool:
    least, most = years_between(born, when)
    return any(Fraction(years) in stated.generous for years in range(max(0, least), most + 1 + ahead))


def _relation(birth: Claim, born: Days, stated: Claim, moment: Moment, judged: Verdict) -> Relation:
    least, most = years_between(born, moment.days)
    number = nominal(stated.quantity)
    years = int(number) if judged is Verdict.HOLDS or least <= number <= most else most
    whole = moment.days[1].year - born[0].year
    left = f"{moment.days[1].year} - {born[0].year}" + (f" - {whole - years}" if whole > years else "")
    working = [f"{left} = {years}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{years} != {number}")
    return relation(
        "age", judged, [term("birth", birth), *moment.terms(), term("age", stated)], working,
        born=_when(born), when=_when(moment.days),
        expected=Fraction(most) if least == most else f"{least}–{most}", stated=number,
    )  # fmt: skip


def _when(days: Days) -> When:
    """A day, a month or a year, as exactly as it is known."""
    first, last = days
    if first == last:
        return When(first.year, first.month, first.day)
    return When(first.year, first.month) if (first.year, first.month) == (last.year, last.month) else When(first.year)


