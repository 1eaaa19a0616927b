"""What a text shows for or against a relation among its figures: each feature is a yes or no, and knows no arithmetic.

Words vote by the roles of the language's lexicon; all else is read from places, signs and what is said of each figure,
so that a feature means the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from claimcheck.checks.apart import apart
from claimcheck.checks.exclusion import whole_dimension
from claimcheck.checks.innocent import revised
from claimcheck.checks.judging import nominal, show
from claimcheck.checks.telling import AMOUNTS, BOUNDS
from claimcheck.checks.voting import roles_beside
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Hedge, Kind, Place, Relation

KINDS = AMOUNTS | {Kind.PERCENT, Kind.POINTS, Kind.AGE}
NEAR = 3  # sentences
BESIDE = 4  # words within which a word votes on a figure
CROWD, LISTED, DIGITS = 3, 3, 4
VOTING = frozenset(
    """contrast no than rest of from reached whole total part each mean times rise fall share margin
    result""".split()
)
SIGNS = {";": "semicolon", ":": "colon", "(": "brackets", ")": "brackets"}


def features(article: Article, relation: Relation) -> frozenset[str]:
    """The names of all that is true of a relation's figures; `kind:` names its kind."""
    claims = tuple(dict.fromkeys(term.claim for term in relation.terms if term.claim))
    found = {f"kind:{relation.kind}"}
    if claims:
        found.update(_placed(article, claims), _worded(article, claims), _figured(article, claims))
        found.update(name for pair in combinations(claims, 2) for name in _paired(article, *pair))
    found.update(_divided(article, relation))
    return frozenset(found)


def _placed(article: Article, claims: Sequence[Claim]) -> Iterator[str]:
    """Where the figures stand to each other, and what stands between them."""
    sentences = [claim.sentence for claim in claims]
    spread = max(sentences) - min(sentences)
    positions = [article.position[claim.id] for claim in claims]
    among = article.claims[min(positions) : max(positions) + 1]
    others = sum(claim.quantity.kind in KINDS and claim not in claims for claim in among)
    if all(claim.cell is not None for claim in claims):
        yield "in a table"
    elif spread and any(claim.place is Place.HEADLINE for claim in claims):
        yield "headline and text"
    elif spread > 1:
        yield "sentences apart" if spread <= NEAR else "far apart"
    else:
        yield "next sentence" if spread else "one sentence"
    if others:
        yield f"{min(others, CROWD)} figures between"
    if not spread:
        yield from _signs(article, claims)


def _signs(article: Article, claims: Sequence[Claim]) -> Iterator[str]:
    """The signs between figures of one sentence."""
    at = [article.item_of[claim.id] for claim in claims]
    row = [item.norm for item in article.items[claims[0].sentence][min(at) : max(at) + 1]]
    yield from {SIGNS[sign] for sign in row if sign in SIGNS}
    if row.count(",") >= LISTED:
        yield "many commas"


def _worded(article: Article, claims: Sequence[Claim]) -> Iterator[str]:
    """The roles that words beside the figures vote for."""
    for claim in claims:
        yield from (f"word for {role}" for role in roles_beside(article, claim, BESIDE) & VOTING)


def _figured(article: Article, claims: Sequence[Claim]) -> Iterator[str]:
    """What is said of single figures, and how exactly they are printed."""
    if any(claim.quantity.hedge in BOUNDS for claim in claims):
        yield "bounded"
    elif any(claim.quantity.hedge is not Hedge.NONE for claim in claims):
        yield "hedged"
    if any(claim.forecast for claim in claims):
        yield "forecast"
    if any(claim.threshold for claim in claims):
        yield "threshold"
    if any(claim.negated for claim in claims):
        yield "denied"
    if {claim.sentence for claim in claims} & revised(article):
        yield "revised"
    digits = [len(show(nominal(claim.quantity)).replace(".", "").strip("0")) for claim in claims]
    yield f"{min(DIGITS, max(1, sum(digits) // len(digits)))} digits"


def _paired(article: Article, a: Claim, b: Claim) -> Iterator[str]:
    """What is said of two figures of one sort."""
    alike = (a.quantity.kind, a.quantity.unit) == (b.quantity.kind, b.quantity.unit)
    if alike and a.cell is None and b.cell is None and apart(article, a, b):
        yield "set apart"


def _divided(article: Article, relation: Relation) -> Iterator[str]:
    parts = [term.claim for term in relation.terms if term.role == "part" and term.claim]
    if len(parts) > 1 and whole_dimension(article, parts):
        yield "parts of one dimension"
