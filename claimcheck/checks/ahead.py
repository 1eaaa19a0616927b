"""A rank below the first against the figures of those it is said to come after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import related
from claimcheck.model import Claim, Kind, Relation, Span, Term, Verdict
from claimcheck.phrase import Item, Token

RANKED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MEASURE})
ENDS = frozenset(";:.—–!?")
LAST = 10
NAMED = 5


@check("those-ahead", slots=("rank", "own", "ahead"))
def those_ahead(article: Article) -> Iterator[Relation]:
    """`second-largest, with 300, after X's 250`: nobody who comes before has less."""
    if any(item.norm in article.pack.words("ranks.low_wins") for row in article.items for item in row):
        return
    for claims in article.by_sentence.values():
        found = _told(article, claims)
        if found is None:
            continue
        rank, own, words, others = found
        wrong = [one for one in others if one.quantity.strict.below(own.quantity.strict)]
        loose = all(not one.quantity.generous.below(own.quantity.generous) for one in wrong)
        judged = Verdict.HOLDS if not wrong else Verdict.STRAINED if loose else Verdict.BROKEN
        shown = min(others, key=lambda one: nominal(one.quantity))
        yield relation(
            "those-ahead",
            judged,
            [term("rank", rank), term("own", own), *(term("ahead", one) for one in others), Term("words", words)],
            [f"{show(nominal(shown.quantity))} {'<' if wrong else '>='} {show(nominal(own.quantity))}"],
            rank=nominal(rank.quantity),
            own=own.quantity,
            ahead=shown.quantity,
        )


def _told(article: Article, claims: Sequence[Claim]) -> tuple[Claim, Claim, Span, list[Claim]] | None:
    """The rank of a sentence, its own figure, the word `after` or `behind`, and the figures of those named there."""
    row = article.items[claims[0].sentence]
    lowest = article.pack.words("comparisons.lowest")
    ranks = [claim for claim in claims if _is_rank(claim)]
    if len(ranks) != 1:
        return None
    rank = ranks[0]
    place = article.item_of[rank.id]
    at = _behind(article, row, place)
    if at is None or lowest & {item.norm for item in row[place : place + NAMED]}:
        return None
    clause = _clause(article, row, at)
    others = [article.claims[item.quantity] for item in clause if item.quantity is not None]
    sorts = {(one.quantity.kind, one.quantity.unit) for one in others}
    before = [claim for claim in claims if claim.span.end <= row[at].start and claim is not rank]
    bare = all(one.quantity.kind is Kind.COUNT and one.counted is None for one in others)
    own = [claim for claim in before if bare or (claim.quantity.kind, claim.quantity.unit) in sorts]
    plain = len(sorts) == 1 and len(own) == 1 and len(others) < nominal(rank.quantity) and _plain((*own, *others))
    if not plain or not all(_named(article, clause, one) and _alike(own[0], one) for one in others):
        return None
    return rank, own[0], Span(row[at].start, row[at].end), others


def _is_rank(claim: Claim) -> bool:
    quantity = claim.quantity
    return quantity.kind is Kind.ORDINAL and not quantity.unit and 2 <= nominal(quantity) <= LAST and claim.cell is None


def _behind(article: Article, row: Sequence[Item], rank: int) -> int | None:
    """The place of the one word behind a rank that says who comes before."""
    words = article.pack.words("ranks.behind")
    found = [at for at, item in enumerate(row) if at > rank and item.norm in words]
    return found[0] if len(found) == 1 and _somebody(article, row[found[0] + 1 :]) else None


def _somebody(article: Article, rest: Sequence[Item]) -> bool:
    """Whether a name or its figure follows at once: `after Aston's 250`, `dopo i 250 di Lenta`."""
    articles = article.pack.words("ordinals.determiners") | article.pack.words("nouns.articles")
    first = next((item for item in rest if item.norm not in articles), None)
    return first is not None and (first.quantity is not None or isinstance(first, Token) and first.capital)


def _clause(article: Article, row: Sequence[Item], at: int) -> Sequence[Item]:
    """The words behind `after`, up to the end of the clause or a relative clause."""
    stops = ENDS | article.pack.words("lists.relatives")
    end = next((place for place in range(at + 1, len(row)) if row[place].norm in stops), len(row))
    return row[at + 1 : end]


def _plain(claims: Sequence[Claim]) -> bool:
    return all(
        claim.quantity.kind in RANKED and claim.quantity.value is not None and not claim.negated and not claim.forecast
        for claim in claims
    )


def _named(article: Article, clause: Sequence[Item], claim: Claim) -> bool:
    """Whether a figure stands beside the name of somebody: `Aston's 250`, `i 250 di Lenta`, `Lowe on 58`."""
    own = article.items[claim.sentence][article.item_of[claim.id]]
    at = next(place for place, item in enumerate(clause) if item is own)
    near = clause[max(0, at - NAMED) : at + NAMED]
    return any(isinstance(item, Token) and item.text[:1].isupper() for item in near)


def _alike(own: Claim, other: Claim) -> bool:
    return not (own.key and other.key) or related(own, other)
