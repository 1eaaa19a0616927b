"""Whether either of two figures that may be one has a better match elsewhere in the story.

Two figures are as like as the words that stand beside both and in the sentences of both, rare words counting most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping

from claimcheck.checks.agreements import close
from claimcheck.checks.figures import may_be_year
from claimcheck.checks.innocent import derivation, explained
from claimcheck.checks.judging import nominal
from claimcheck.checks.openings import leads
from claimcheck.checks.telling import BOUNDS
from claimcheck.checks.voting import roles_beside
from claimcheck.evidence.casts import fit, sort_of, usable
from claimcheck.evidence.words import beside, content
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Place

LEVELS = (0.25, 0.5, 0.75, 1, 1.5, 2, 3)  # how like two figures are
WIDELY = 0.5  # what a word of both sentences counts where one beside both counts 1
FEW = 2
FIRST, ABOUT = 10, 25  # figures looked at: of the beginning of the story, before and behind
REACHED, REACH = frozenset({"reached", "limit"}), 4  # what a headline rounds down to, and the words about it


def rivals(article: Article, a: Claim, b: Claim) -> Iterator[str]:
    """The names of what is true of two figures beside the others of their sort; `a` is the earlier. Nothing where one
    stands in a table."""
    if a.cell is not None or b.cell is not None:
        return
    like = _likeness(article, a, b)
    yield from (f"like by {level}" for level in LEVELS if like >= level)
    best = []
    for name, own, other in (("earlier", a, b), ("later", b, a)):
        others = [one for one in _alike(article, own) if one is not other]
        better = sum(_likeness(article, own, one) > like for one in others)
        best.append(not better)
        yield f"{min(better, FEW)} better matches for the {name}"
        agreeing = [one for one in others if close(own, one)]
        yield f"the {name} told {min(len(agreeing), FEW)} times more"
        if agreeing and max(_likeness(article, own, one) for one in agreeing) >= like:
            yield f"the {name} told again by a better match"
        if name == "earlier" and own.place is Place.HEADLINE:
            yield from ("headline told again",) if agreeing else _orphan(article, like, best[0])
        yield from _said(article, name, own, other)
    if all(best):
        yield "best matches of each other"
    if explained(article, a, b, leads(article, a, b)):
        yield "explained"


def _orphan(article: Article, like: float, best: bool) -> Iterator[str]:
    """A headline's figure that the story does not give again."""
    yield "headline not told again"
    yield from (f"headline not told again, like by {level}" for level in LEVELS if like >= level)
    if best:
        yield "headline not told again, its best match"


def _said(article: Article, name: str, own: Claim, other: Claim) -> Iterator[str]:
    if derivation(article, own):
        yield f"the {name} follows from others"
    if roles_beside(article, own, REACH) & REACHED:
        yield f"the {name} reached"
    if own.quantity.hedge in BOUNDS:
        larger = nominal(other.quantity) >= nominal(own.quantity)
        yield f"the {name} bounded, the other {'larger' if larger else 'smaller'}"


@remembered
def _likeness(article: Article, a: Claim, b: Claim) -> float:
    rare = _rarity(article)
    close_by = sum(rare[word] for word in beside(article, a) & beside(article, b))
    shared = content(article, a.sentence) & content(article, b.sentence)
    return close_by + WIDELY * sum(rare[word] for word in shared)


@remembered
def _rarity(article: Article) -> Mapping[str, float]:
    """What a word counts: less the more sentences have it."""
    counts = Counter(word for sentence in article.sentences for word in content(article, sentence.number))
    return {word: 1 / max(1, count - 1) for word, count in counts.items()}


@remembered
def _alike(article: Article, claim: Claim) -> tuple[Claim, ...]:
    """The figures of other sentences that may be of one sort with a figure: the story's first and those about it."""
    figures = amounts(article)
    at = bisect_left(figures, article.position[claim.id], key=lambda other: article.position[other.id])
    near = [*figures[: min(FIRST, max(0, at - ABOUT))], *figures[max(0, at - ABOUT) : at + ABOUT + 1]]
    alike = (other for other in article.budget.counted(near) if fit(sort_of(other), sort_of(claim)))
    return tuple(other for other in alike if other.sentence != claim.sentence)


@remembered
def amounts(article: Article) -> tuple[Claim, ...]:
    """The figures of a story that may be set against each other."""
    return tuple(claim for claim in article.claims if usable(claim) and not may_be_year(article, claim))
