"""Where the members of a group come from: a place told of one of them that the group's own list does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.enumeration import listing, until_end
from claimcheck.checks.judging import relation
from claimcheck.extract.article import Article
from claimcheck.model import Relation, Span, Term, Verdict
from claimcheck.phrase import Item

FEW = 3
AHEAD = 3  # sentences behind a list in which its members are told one by one
NAME = 4


@check("list-membership", slots=("place",))
def list_membership(article: Article) -> Iterator[Relation]:
    """`They were from Chile, Peru and Cuba. ... one from Peru, a second from Spain`: Spain is not on the list."""
    for cue in article.cued("origins"):
        if any(other.first >= cue.first for other in article.cued("open_list", cue.sentence)):
            continue
        body = until_end(article.items[cue.sentence][cue.last :])
        found = listing(article, body) if body else None
        if found is None or not (found.names and found.complete) or found.fewest < FEW:
            continue
        known = {item.norm for item in body}
        told = list(_members(article, cue.sentence))
        inside = [span for span, words in told if words & known]
        for span, words in told:
            if inside and not words & known:
                yield relation(
                    "list-membership",
                    Verdict.BROKEN,
                    [Term("list", Span(cue.span.start, found.span.end)), Term("member", span)],
                    [],
                    place=span.of(article.document.text),
                )


def _members(article: Article, sentence: int) -> Iterator[tuple[Span, frozenset[str]]]:
    """The places that the next sentences give to single members: `one from France`, `a fourth from Germany`."""
    pack = article.pack
    origins, single = pack.words("origins.from"), pack.words("single")
    for row in article.items[sentence + 1 : sentence + 1 + AHEAD]:
        for at, item in enumerate(row[1:], 1):
            before = row[at - 1]
            counted = before.quantity is not None and before.noun == 0 or before.norm in single
            if item.norm in origins and counted:
                yield from _name(article, row, at + 1)


def _name(article: Article, row: tuple[Item, ...], at: int) -> Iterator[tuple[Span, frozenset[str]]]:
    text = article.document.text
    last = at
    while last < min(len(row), at + NAME) and row[last].quantity is None and text[row[last].start].isupper():
        last += 1
    if last > at:
        yield Span(row[at].start, row[last - 1].end), frozenset(item.norm for item in row[at:last])
