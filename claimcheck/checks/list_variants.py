"""The ways to take a list: with or without its first and last member, and from where it divides a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks.exclusion import named, whole_dimension
from claimcheck.checks.telling import bare
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concepts, related
from claimcheck.extract.series import Series
from claimcheck.model import Claim


def _of_one_noun(found: Series) -> Series:
    """The list without a first figure of other things than its last (`three schools have 212, 187 and 241 pupils`)."""
    first, named = found.claims[0], [claim for claim in found.claims[1:] if claim.key]
    other = len(found.claims) > 2 and first.key and named and bare(found.claims[1]) and not related(first, named[0])
    return Series(found.claims[1:], found.closed, found.opener, first) if other else found


def variants(article: Article, found: Series) -> Iterator[Series]:
    """The list as it stands; without its first member, which may be the whole in apposition; without its last, which
    may belong to the next statement where no `and` makes it the last, or to another dimension (`20 men, 10 women and
    5 minors`)."""
    found = _of_one_noun(found)
    yield found
    if len(found.claims) > 2:
        yield Series(found.claims[1:], found.closed, "", found.claims[0])
    if len(found.claims) > 2 and (not found.closed or _crosses(article, found.claims)):
        yield Series(found.claims[:-1], found.closed, found.opener, found.head)
    for at in range(2, len(found.claims) - 1):
        if whole_dimension(article, found.claims[at:]):
            yield Series(found.claims[at:], found.closed, "", found.claims[at - 1])


def _crosses(article: Article, parts: Sequence[Claim]) -> bool:
    """Whether the last part is of another dimension than the first (age beside sex)."""
    table = concepts()
    groups = [table[name].group if (name := named(article, part)) in table else "" for part in (parts[0], parts[-1])]
    return groups[0] != groups[1] and all(groups)
