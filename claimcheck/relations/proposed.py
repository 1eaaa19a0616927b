"""Relations that figures near each other may be told in, and those of them that the text asserts but the figures do not
keep.

A form proposes every cast that kinds and units allow, among the figures of three sentences that follow each other or of
the headline or the lead and a later sentence: a total of two or more parts, a part with its whole and share, two levels
with the change between them, a number of units with what each is and all are. How strongly the text asserts a cast is
a matter of evidence; what is told is broken, and by a slip in one of its figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import Check
from claimcheck.evidence import score
from claimcheck.evidence.casts import BEHIND, Proposed, usable
from claimcheck.extract.article import Article
from claimcheck.model import Place, Relation, Verdict
from claimcheck.relations import named
from claimcheck.relations.casting import by_figures, casts_of, may_be
from claimcheck.relations.excuses import counted_otherwise, explained, figures
from claimcheck.relations.headlines import told_otherwise
from claimcheck.relations.keeping import close, judged, slipped

CASTS = ("partition", "remainder", "difference", "share", "change", "product")  # the named relations that casts make
TOLD = (*CASTS, "same")


def broken(article: Article) -> Iterator[tuple[Relation, score.Weighed]]:
    """The relations that the text asserts and the figures do not keep: those of casts, and of the headline with the
    story."""
    yield from _casts(article)
    yield from told_otherwise(article)


def _casts(article: Article) -> Iterator[tuple[Relation, score.Weighed]]:
    """The relations that a slip has broken, of several that share two figures the one that most speaks for."""
    told: list[set[str]] = []
    for relation, weighed in sorted(_mended(article), key=_worth, reverse=True):
        own = figures(relation)
        if all(len(own & others) < 2 for others in told):
            told.append(own)
            yield relation, weighed


def _mended(article: Article) -> Iterator[tuple[Relation, score.Weighed]]:
    """The best cast of each set of figures, where a slip has broken it; none of figures that keep a relation in another
    cast."""
    for casts in article.budget.counted(by_figures(article).values()):
        if any(close(each) and score.worth_a_look(article, each) for each in casts):
            found = [(judged(article, each), each) for each in casts]
            if all(relation.verdict is Verdict.BROKEN for relation, _ in found):
                told = [(relation, weighed) for relation, each in found if (weighed := _weighed(article, each))]
                yield from sorted(told, key=_worth)[-1:]


def _worth(found: tuple[Relation, score.Weighed]) -> Fraction:
    return found[1].bits


def _weighed(article: Article, each: Proposed) -> score.Weighed | None:
    bits = slipped(each)
    weighed = _of_cast(article, each, bits) if bits is not None else None
    return weighed if weighed and weighed.noted and not counted_otherwise(article, each) else None


def _of_cast(article: Article, each: Proposed, bits: int | None, *, phrase: bool = False) -> score.Weighed:
    return score.of_cast(article, each, score.manner(bits, phrase=phrase, explained=explained(article, each)))


def of_phrase(article: Article, relation: Relation) -> score.Weighed | None:
    """What speaks for a broken relation of three figures that a set phrase tells, then told as a note at least; None
    where they make no cast."""
    row = sorted({term.claim for term in relation.terms if term.claim}, key=lambda claim: claim.quantity.span.start)
    if relation.verdict is not Verdict.BROKEN or len(row) != 3 or len(relation.terms) != 3 or not all(map(usable, row)):
        return None
    if row[-1].sentence > row[0].sentence + BEHIND and row[0].place is not Place.HEADLINE:
        return None
    if len({term.role for term in relation.terms}) == 1:
        return None
    casts = casts_of(row)
    weighed = [(may_be(article, each), _of_cast(article, each, slipped(each), phrase=True)) for each in casts]
    may, best = max(weighed, key=lambda found: (found[0], found[1].bits), default=(False, None))
    return best and best._replace(told=may and best.told, noted=True)


def _relations(article: Article) -> Iterator[Relation]:
    yield from (relation for relation, _ in broken(article))


CHECK = Check(_relations, tuple(named()[name].kind for name in TOLD), ())
