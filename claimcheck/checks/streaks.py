"""Runs of wins, defeats or days told in the headline and again in the body: the tenth in a row, ten straight wins."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Kind, Place, Relation, Verdict

BEHIND = 2  # items behind `eighth straight` that name what is counted
COUNTED = frozenset({Kind.COUNT, Kind.ORDINAL})


@check("streak", slots=("first", "second"))
def streak(article: Article) -> Iterator[Relation]:
    """The one run of the headline against the one run of the same things in the body."""
    told = {cue.holes["n"].id: (cue.holes["n"], _things(article, cue)) for cue in article.cued("in_a_row")}
    runs = [(claim, things) for claim, things in told.values() if claim.quantity.kind in COUNTED and not claim.quoted]
    title = [(claim, things) for claim, things in runs if claim.place is Place.HEADLINE]
    body = [claim for claim, things in runs if claim.place is not Place.HEADLINE and title and things & title[0][1]]
    if len(title) == 1 and body and len({nominal(claim.quantity) for claim in body}) == 1:
        first, second = title[0][0], body[0]
        holds = nominal(first.quantity) == nominal(second.quantity)
        yield relation(
            "streak", Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("headline", first), term("body", second)],
            [f"{show(nominal(first.quantity))} {'=' if holds else '!='} {show(nominal(second.quantity))}"],
            first=nominal(first.quantity), second=nominal(second.quantity),
        )  # fmt: skip


def _things(article: Article, cue: Cue) -> frozenset[str]:
    """What the run is of, by the words within and right behind its phrase; a win where a headline says nothing."""
    row = article.items[cue.sentence][cue.first : cue.last + BEHIND]
    found = frozenset(known.name for item in row if (known := concept_of(item.norm, article.pack)))
    return found or frozenset({"win"})
