"""Results told as a list without commas: `48% Blue List (left) 26% Green List 9% others`, or a line for each."""

from __future__ import annotations

from claimcheck.extract.article import Article
from claimcheck.model import Claim
from claimcheck.phrase import Item, Token

LONGEST, LINE = 12, 14
OPENING, CLOSING = "(", ")"
HEADING = 6


def tabular(article: Article, first: Claim, second: Claim) -> bool:
    """Whether two shares stand one behind the other as in a table: each in front of a name, nothing else between."""
    if not _names(article, first):
        return False
    if first.sentence == second.sentence:
        names = _bare(article.between(first, second))
        return 0 < len(names) <= LONGEST and all(item.norm[:1].isalpha() and item.quantity is None for item in names)
    lines = article.items[first.sentence], article.items[second.sentence]
    return second.sentence - first.sentence == 1 and _names(article, second) and all(len(row) <= LINE for row in lines)


def _names(article: Article, claim: Claim) -> bool:
    """Whether a name stands right behind a share that opens a line or follows another name."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    name = row[at + 1] if at + 1 < len(row) else None
    return isinstance(name, Token) and (name.capital or name.norm in article.pack.words("exclusive.rest"))


def _bare(items: tuple[Item, ...]) -> list[Item]:
    """The items outside brackets."""
    found: list[Item] = []
    inside = False
    for item in items:
        if item.norm == OPENING:
            inside = True
        elif item.norm == CLOSING:
            inside = False
        elif not inside:
            found.append(item)
    return found


def headed(article: Article, first: Claim) -> bool:
    """Whether a word such as `results` stands before the first share of such a list, or in the line before it."""
    row, at = article.items[first.sentence], article.item_of[first.id]
    before = [*row[max(0, at - HEADING) : at]]
    if at == 0 and first.sentence:
        before += article.items[first.sentence - 1][-LINE:]
    return any(item.norm in article.pack.words("exclusive.results") for item in before)
