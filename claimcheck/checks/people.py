"""One age for one named person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict
from claimcheck.phrase import Token

LONGEST = 4  # words of a name
ADJECTIVES = frozenset({"ages.suffixes", "ages.words", "ages.after"})
BIRTHDAY = 1  # years by which two tellings may differ

Name = tuple[str, ...]


@check("person-age", slots=("name", "first", "second"))
def person_age(article: Article) -> Iterator[Relation]:
    """The ages given to one named person, which must be one; of another time where a past is told."""
    named = [(claim, name) for claim in article.claims if _is_age(article, claim) and (name := _name(article, claim))]
    full = {name for _, name in named if len(name) > 1}
    for (one, first), (other, second) in combinations(named, 2):
        if not _same(first, second, full):
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
    norms = {item.norm for item in article.items[claim.sentence]}
    dated = any(other.quantity.kind is Kind.YEAR for other in article.by_sentence[claim.sentence])
    return not dated and not norms & article.pack.words("persons.past")


def _closed(article: Article, claim: Claim) -> bool:
    """Whether `36 anni` stands alone between commas or brackets."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return at + 1 < len(row) and row[at + 1].norm in ",)"


def _name(article: Article, claim: Claim) -> Name:
    """The name an age stands in apposition to: `Rossi, 26`, `Rossi (26 anni)`, `the 26-year-old Rossi`."""
    tokens = article.sentences[claim.sentence].tokens
    first = next(at for at, token in enumerate(tokens) if token.start >= claim.quantity.span.start)
    last = next((at for at, token in enumerate(tokens) if token.start >= claim.quantity.span.end), len(tokens))
    opened = first - 1 if first and tokens[first - 1].text in ",(" else first - 2 if _of(article, tokens, first) else -1
    if opened > 0:
        before = tokens[max(0, opened - LONGEST) : opened]
        return _capitals(list(reversed(before)))[::-1]
    adjective = bool(ADJECTIVES & set(claim.quantity.trace))
    return _capitals(tokens[last : last + LONGEST]) if adjective else ()


def _of(article: Article, tokens: Sequence[Token], first: int) -> bool:
    """Whether an age stands as `, di 26 anni`."""
    return first > 1 and tokens[first - 1].norm in article.pack.words("persons.of") and tokens[first - 2].text == ","


def _capitals(tokens: Sequence[Token]) -> Name:
    name: list[str] = []
    for token in tokens:
        if not (token.capital and token.is_word):
            break
        name.append(token.text)
    return tuple(name)


def _same(first: Name, second: Name, full: set[Name]) -> bool:
    """Whether two names are one person's: the same in full, or a surname that only one full name has."""
    if first == second:
        return len(first) > 1 or sum(name[-1] == first[-1] for name in full) <= 1
    short, long = sorted((first, second), key=len)
    return len(short) == 1 and short[0] == long[-1] and sum(name[-1] == short[0] for name in full) == 1
