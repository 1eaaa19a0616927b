"""Whether the members of a list exclude each other, so that nobody is counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concept_of, concepts
from claimcheck.model import Claim, Kind
from claimcheck.phrase import Item

DIMENSIONS = frozenset({"sex", "age_group", "outcome", "custody", "origin", "ballot", "match"})
PEOPLE = ({"passenger", "crew"}, {"man", "woman", "child"})
TAIL, HEAD = 6, 3
PAIR = 2
SIGNS = frozenset(",;:.()—–")


def tail(article: Article, claim: Claim) -> tuple[str, ...]:
    """The words behind a figure and its noun, up to a separator; a date or another figure stands for itself."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    stops = article.pack.words("series.conjunctions") | SIGNS
    found: list[str] = []
    for item in row[at + 1 + row[at].noun : at + 1 + row[at].noun + TAIL]:
        if item.norm in stops:
            break
        found.append(item.norm or f"#{item.start}")
        if item.quantity is not None:
            break
    return tuple(found)


def named(article: Article, claim: Claim) -> str:
    """The group a figure counts: its noun, or what the words behind it or just before it make it (`eight died`)."""
    table = concepts()
    if claim.key in table and table[claim.key].group in DIMENSIONS:
        return claim.key
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    for item in (*_until(article, row[at + 1 : at + 1 + TAIL]), *_until(article, row[max(0, at - HEAD) : at][::-1])):
        concept = concept_of(item.norm, article.pack)
        if concept and concept.group in DIMENSIONS:
            return concept.name
    return claim.key


def _until(article: Article, items: Sequence[Item]) -> Iterator[Item]:
    """The items up to a separator or a figure."""
    stops = article.pack.words("series.conjunctions") | SIGNS
    for item in items:
        if item.quantity is not None or item.norm in stops:
            return
        yield item


def sibling(article: Article, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a figure counts another value of its parts' dimension (votes for, beside votes against)."""
    table, own = concepts(), named(article, whole)
    if own not in table or table[own].group in ("thing", "kind"):
        return False
    others = {name for part in parts if (name := named(article, part)) in table} - {own}
    return any(table[name].group == table[own].group and own not in table[name].parents for name in others)


def whole_dimension(article: Article, parts: Sequence[Claim]) -> bool:
    """Whether the parts are different values of one dimension (women and men; dead and injured)."""
    names, table = {named(article, part) for part in parts}, concepts()
    if len(names) != len(parts) or not names <= table.keys():
        return False
    groups = {table[name].group for name in names} - {"thing", "kind"}
    return len(groups) == 1 or names in PEOPLE


def opposed(article: Article, parts: Sequence[Claim]) -> bool:
    """Whether two figures are told of opposite sorts that leave nothing between (direct and indirect, public and
    private)."""
    if len(parts) != PAIR:
        return False
    first, second = (_poles(article, part) for part in parts)
    return any(
        f"{name}.one" in first and f"{name}.other" in second or f"{name}.other" in first and f"{name}.one" in second
        for name in article.pack.names("opposites")
    )


def _poles(article: Article, claim: Claim) -> set[str]:
    """The sorts named in the words round a figure and in its noun, up to a separator or another figure."""
    row, at, pack = article.items[claim.sentence], article.item_of[claim.id], article.pack
    near = (*_until(article, row[at + 1 : at + 1 + TAIL]), *_until(article, row[max(0, at - HEAD) : at][::-1]))
    words = {item.norm for item in near}
    return {
        f"{name}.{pole}"
        for name in pack.names("opposites")
        for pole in ("one", "other")
        if words & pack.words(f"opposites.{name}.{pole}")
    }


def exclusive(article: Article, parts: Sequence[Claim]) -> bool:
    """Whether the members of a list cannot overlap: sums of money, values of one dimension, several places or days."""
    said = {item.norm for item in article.items[parts[0].sentence]}
    if said & article.pack.words("series.overlapping"):
        return False
    if parts[0].quantity.kind is Kind.MONEY or whole_dimension(article, parts) or _arms(article, parts):
        return True
    table = concepts()
    groups = [table[name].group for part in parts if (name := named(article, part)) in table]
    names = {named(article, part) for part in parts}
    if len(names) == len(parts) and any(groups.count(group) > 1 for group in {"ballot", "outcome"}):
        return True
    tails = [_placed(article, part) for part in parts]
    return all(tails) and len({*tails}) == len(tails)


def _arms(article: Article, parts: Sequence[Claim]) -> bool:
    """Whether the parts are the arms of a trial: just one of them is given nothing, or a placebo."""
    control = article.pack.words("series.control")
    if any(item.norm in article.pack.words("time_shift.before") for item in article.items[parts[0].sentence]):
        return False
    given = [bool({*tail(article, part), *_noun(article, part)} & control) for part in parts]
    return sum(given) == 1


def _noun(article: Article, claim: Claim) -> set[str]:
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return {item.norm for item in row[at + 1 : at + 1 + row[at].noun]}


def _placed(article: Article, claim: Claim) -> tuple[str, ...]:
    """The words that give a figure's place, day or purpose, from their preposition on; empty when there are none."""
    words = tail(article, claim)
    at = next((at for at, word in enumerate(words) if word in article.pack.words("series.places")), len(words))
    return words[at:]
