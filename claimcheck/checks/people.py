"""One age for one named person, and the age somebody had in an earlier year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.checks.present import figures_of, present
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict, When
from claimcheck.phrase import Token

NEAR = 3  # items beside an age in which a date makes it one of that time
MOST = 8  # ages told of people of one surname
LONGEST = 4  # words of a name
ADJECTIVES = frozenset({"ages.suffixes", "ages.words", "ages.after"})
UNSURE = 3  # years of memory; a difference no larger is left alone
BIRTHDAY = 1  # years by which two tellings may differ

Name = tuple[str, ...]


@check("person-age", slots=("name", "first", "second"))
def person_age(article: Article) -> Iterator[Relation]:
    """The ages given to one named person, which must be one; of another time where a past is told."""
    told = [(claim, name) for claim in article.claims if _is_age(article, claim) and (name := named(article, claim))]
    full: dict[str, set[Name]] = {}
    groups: dict[str, list[tuple[Claim, Name]]] = {}
    for claim, name in told:
        groups.setdefault(name[-1], []).append((claim, name))
        if len(name) > 1:
            full.setdefault(name[-1], set()).add(name)
    pairs = (pair for group in groups.values() for pair in combinations(group[:MOST], 2))
    for (one, first), (other, second) in pairs:
        if not _same(first, second, full.get(first[-1], set())):
            continue
        apart = abs(nominal(one.quantity) - nominal(other.quantity))
        judged = Verdict.HOLDS if apart == 0 else Verdict.STRAINED if apart <= BIRTHDAY else Verdict.BROKEN
        years = f"{nominal(one.quantity)}", f"{nominal(other.quantity)}"
        yield relation(
            "person-age", judged, [term("first", one), term("second", other)],
            [" = ".join(years) if apart == 0 else " != ".join(years)],
            name=" ".join(first if len(first) >= len(second) else second),
            first=nominal(one.quantity), second=nominal(other.quantity),
        )  # fmt: skip


def _is_age(article: Article, claim: Claim) -> bool:
    quantity = claim.quantity
    if quantity.kind not in (Kind.AGE, Kind.DURATION) or quantity.unit != "year" or quantity.value is None:
        return False
    if quantity.kind is Kind.DURATION and not _closed(article, claim):
        return False
    at, row = article.item_of[claim.id], article.items[claim.sentence]
    near = row[max(0, at - NEAR) : at + NEAR + 1]
    dated = any(item.kind in (Kind.YEAR, Kind.DATE) for item in near)
    return not dated and not {item.norm for item in row} & article.pack.words("persons.past")


def _closed(article: Article, claim: Claim) -> bool:
    """Whether `36 anni` stands alone between commas or brackets."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return at + 1 < len(row) and row[at + 1].norm in ",;.)"


def named(article: Article, claim: Claim) -> Name:
    """The name an age stands in apposition to: `Rossi, 26`, `Rossi (26 anni)`, `the 26-year-old Rossi`."""
    tokens = article.sentences[claim.sentence].tokens
    first = next(at for at, token in enumerate(tokens) if token.start >= claim.quantity.span.start)
    last = next((at for at, token in enumerate(tokens) if token.start >= claim.quantity.span.end), len(tokens))
    articles = article.pack.words("number_words.articles")
    first -= first > 1 and tokens[first - 1].norm in articles and tokens[first - 2].text == ","
    opened = first - 1 if first and tokens[first - 1].text in ",(" else first - 2 if _of(article, tokens, first) else -1
    if opened < 0 and first and tokens[first - 1].norm in article.pack.words("persons.being"):
        opened = first - 1
    if opened > 0:
        before = tokens[max(0, opened - LONGEST) : opened]
        return _capitals(article, list(reversed(before)))[::-1]
    adjective = bool(ADJECTIVES & set(claim.quantity.trace))
    return _capitals(article, tokens[last : last + LONGEST]) if adjective else ()


def _of(article: Article, tokens: Sequence[Token], first: int) -> bool:
    """Whether an age stands as `, di 26 anni`."""
    return first > 1 and tokens[first - 1].norm in article.pack.words("persons.of") and tokens[first - 2].text == ","


def _capitals(article: Article, tokens: Sequence[Token]) -> Name:
    """The words with a capital from the first token on; small words of a name may stand between them."""
    links, name = article.pack.words("persons.name_links"), []
    for token in tokens:
        if token.capital and token.is_word:
            name.append(token.text)
        elif token.norm not in links:
            break
    return tuple(name)


def _same(first: Name, second: Name, full: set[Name]) -> bool:
    """Whether two names are one person's: the same in full, or a surname that only one full name has."""
    if first == second:
        return len(first) > 1 or len(full) <= 1
    short, long = sorted((first, second), key=len)
    return len(short) == 1 and short[0] == long[-1] and len(full) == 1


@check("age-then", slots=("expected", "stated", "year"))
def age_then(article: Article) -> Iterator[Relation]:
    """The age somebody tells of an earlier year, against the age the story gives now: `91, saw it in 1946 at 12`."""
    now = present(article)
    if now is None:
        return
    for cue in article.cued("age_then"):
        then = cue.holes["then"]
        today, year = _only_age_before(article, then), _only_year_near(article, then)
        if today is None or year is None or then.quantity.value is None or not _may_be_age(then):
            continue
        told = year.quantity.when.year if year.quantity.when else None
        if told is None or not told < now.last.year:
            continue
        expected = nominal(today.quantity) - (now.last.year - told)
        apart = abs(expected - nominal(then.quantity))
        if expected < 0 or BIRTHDAY < apart <= UNSURE:
            continue
        judged = Verdict.HOLDS if apart <= BIRTHDAY else Verdict.BROKEN
        left = f"{nominal(today.quantity)} - ({now.last.year} - {told}) = {expected}"
        terms = [term("now", today), term("year", year), term("then", then)]
        yield relation(
            "age-then", judged, terms, [left] if apart == 0 else [left, f"{expected} != {nominal(then.quantity)}"],
            expected=expected, stated=nominal(then.quantity), year=year.quantity.when or When(),
        )  # fmt: skip


def _may_be_age(claim: Claim) -> bool:
    in_years = claim.quantity.kind is Kind.DURATION and claim.quantity.unit == "year"
    return in_years or claim.quantity.kind in (Kind.AGE, Kind.COUNT)


def _only_age_before(article: Article, then: Claim) -> Claim | None:
    """The one age given in the sentences before, whose owner goes on speaking."""
    first = max(0, then.sentence - 1)
    ages = [
        claim
        for number in range(first, then.sentence + 1)
        for claim in figures_of(article, number)
        if claim.quantity.kind is Kind.AGE and claim.id != then.id and claim.span < then.span
    ]
    return ages[0] if len(ages) == 1 and ages[0].quantity.unit == "year" and ages[0].quantity.value else None


def _only_year_near(article: Article, then: Claim) -> Claim | None:
    """The one year told beside an age of the past; at birth nobody has one."""
    births = {cue.holes["birth"].id for cue in article.cued("born")}
    years = [
        claim
        for number in (then.sentence - 1, then.sentence)
        for claim in figures_of(article, number)
        if claim.quantity.when and claim.quantity.when.year and claim.quantity.when.until is None
        and claim.id not in births
    ]
    return years[0] if len(years) == 1 else None
