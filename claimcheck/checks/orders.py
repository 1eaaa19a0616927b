"""Orders told in words (followed by, third with 26, 12th out of 10) against the figures they order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import related
from claimcheck.extract.series import series
from claimcheck.model import Claim, Kind, Relation, Sum, Term, Verdict

RANKED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION})
ENDS = frozenset(";:")
OPENING = 4
FEW = 3


@check("order-of-followers", slots=("figures",))
def followers(article: Article) -> Iterator[Relation]:
    """`most delegates, with 60, followed by Biden, with 54`: each figure is at most as large as the one before."""
    for cue in article.cued("followed_by"):
        for chain in _chains(article, cue):
            timed = chain[0].quantity.kind is Kind.DURATION
            judged = _falling(chain)
            if timed and judged is not Verdict.HOLDS:
                judged = Verdict.HOLDS if _falling(chain[::-1]) is Verdict.HOLDS else judged
            ranked = _ranked(article, cue) and (len(chain) >= FEW or not timed)
            if ranked or (judged is Verdict.HOLDS and len(chain) >= FEW):
                yield _judged("order-of-followers", chain, judged, Term("words", cue.span))


def _judged(kind: str, chain: Sequence[Claim], judged: Verdict, *words: Term) -> Relation:
    figures = [show(nominal(claim.quantity)) for claim in chain]
    sign = " >= " if nominal(chain[0].quantity) >= nominal(chain[-1].quantity) else " <= "
    return relation(
        kind,
        judged,
        [*(term("ranked", claim) for claim in chain), *words],
        [sign.join(figures) if judged is Verdict.HOLDS else _wrong(chain)],
        figures=Sum(", ".join(figures)),
    )


def _wrong(chain: Sequence[Claim]) -> str:
    """The first figure that is larger than the one it follows."""
    first, second = next((a, b) for a, b in pairwise(chain) if _order(a, b) is not Verdict.HOLDS)
    return f"{show(nominal(first.quantity))} < {show(nominal(second.quantity))}"


def _falling(chain: Sequence[Claim]) -> Verdict:
    """Whether no figure is larger than the one before it; STRAINED where only their rounding allows that."""
    verdicts = {_order(first, second) for first, second in pairwise(chain)}
    return next((one for one in (Verdict.BROKEN, Verdict.STRAINED) if one in verdicts), Verdict.HOLDS)


def _order(high: Claim, low: Claim) -> Verdict:
    if nominal(high.quantity) >= nominal(low.quantity):
        return Verdict.HOLDS
    return Verdict.BROKEN if high.quantity.strict.below(low.quantity.strict) else Verdict.STRAINED


def _ranked(article: Article, cue: Cue) -> bool:
    """Whether words of rank stand before: the largest, leads, il primato."""
    words = {item.norm for item in article.items[cue.sentence][: cue.first]}
    if cue.first <= OPENING and cue.sentence:
        words |= {item.norm for item in article.items[cue.sentence - 1]}
    return bool(words & article.pack.words("ranks.words"))


def _chains(article: Article, cue: Cue) -> Iterator[list[Claim]]:
    """The figure before `followed by` and those behind it, one chain for each kind of figure."""
    row = _figures(article, cue.sentence)
    items = article.items[cue.sentence]
    end = next((item.start for item in items[cue.last :] if item.norm in ENDS), items[-1].end)
    behind = [claim for claim in row if cue.span.end <= claim.span.start < end]
    before = [claim for claim in row if claim.span.end <= cue.span.start]
    if not before and cue.first <= OPENING:
        before = _figures(article, cue.sentence - 1)
    seen = set()
    for claim in behind:
        sort = (claim.quantity.kind, claim.quantity.unit)
        heads = [one for one in before if _same(one, claim)]
        if sort in seen or not heads:
            continue
        seen.add(sort)
        parts = {cue.holes["part"].id for cue in article.cued("subset") if "part" in cue.holes}
        chain = [heads[-1], *(one for one in behind if _same(one, claim))]
        if parts & {one.id for one in (*heads, *chain)} or any(article.has(one, "base") for one in chain):
            continue
        yield [*chain, *_next_rank(article, cue.sentence + 1, len(chain) + 1, claim)]


def _figures(article: Article, sentence: int) -> list[Claim]:
    """The figures of a sentence that may be ranked; the base of a rate (per 100,000) is none."""
    bases = article.pack.words("ranks.per")
    return [
        claim
        for claim in article.by_sentence.get(sentence, ())
        if claim.quantity.kind in RANKED
        and article.items[sentence][max(article.item_of[claim.id] - 1, 0)].norm not in bases
    ]


def _same(first: Claim, second: Claim) -> bool:
    one, other = first.quantity, second.quantity
    if one.kind is not other.kind or one.unit != other.unit:
        return False
    return not (first.key and second.key) or related(first, second)


def _next_rank(article: Article, sentence: int, rank: int, like: Claim) -> list[Claim]:
    """The figure of a sentence that goes on with the next rank: `In third was ..., who had 26`."""
    row = article.by_sentence.get(sentence, ())
    if not row or row[0].quantity.kind is not Kind.ORDINAL or row[0].quantity.value != rank:
        return []
    if article.item_of[row[0].id] > OPENING:
        return []
    return [claim for claim in row[1:] if _same(claim, like)][:1]


@check("order-of-ranks", slots=("figures",))
def ranks(article: Article) -> Iterator[Relation]:
    """`second with 12, first with 14`: the better rank has the larger figure, or the shorter time."""
    found = {cue.holes["value"].id: cue for cue in reversed(article.cued("rank_value"))}
    told = sorted((cue for cue in found.values() if _is_rank(cue)), key=lambda cue: cue.span)
    for first, second in combinations(told, 2):
        if second.sentence != first.sentence or not _same(first.holes["value"], second.holes["value"]):
            continue
        better, worse = sorted((first, second), key=lambda cue: nominal(cue.holes["rank"].quantity))
        if nominal(better.holes["rank"].quantity) == nominal(worse.holes["rank"].quantity):
            continue
        high, low = better.holes["value"], worse.holes["value"]
        if high.quantity.kind is Kind.DURATION:
            high, low = low, high
        judged = _order(high, low)
        sign = ">=" if judged is Verdict.HOLDS else "<"
        yield relation(
            "order-of-ranks",
            judged,
            [term("rank", better.holes["rank"]), term("ranked", better.holes["value"]),
             term("rank", worse.holes["rank"]), term("ranked", worse.holes["value"])],
            [f"{show(nominal(high.quantity))} {sign} {show(nominal(low.quantity))}"],
            figures=Sum(f"{show(nominal(high.quantity))}, {show(nominal(low.quantity))}"),
        )  # fmt: skip


def _is_rank(cue: Cue) -> bool:
    rank, value = cue.holes["rank"].quantity, cue.holes["value"].quantity
    return rank.kind is Kind.ORDINAL and not rank.unit and value.kind in RANKED


@check("rank-out-of-field", slots=("rank", "field"))
def rank_of_field(article: Article) -> Iterator[Relation]:
    """`12th out of 10`: a rank lies within its field."""
    done: set[str] = set()
    for cue in article.cued("rank_of"):
        rank, field = cue.holes["rank"], cue.holes["field"]
        plain = field.quantity.kind is Kind.COUNT and field.quantity.value is not None and field.quantity.value >= 2
        if rank.quantity.kind is not Kind.ORDINAL or rank.quantity.unit or not plain or rank.id in done:
            continue
        done.add(rank.id)
        low = field.quantity.strict.high
        holds = low is None or nominal(rank.quantity) <= low
        sign = "<=" if holds else ">"
        yield relation(
            "rank-out-of-field",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("rank", rank), term("field", field)],
            [f"{show(nominal(rank.quantity))} {sign} {show(nominal(field.quantity))}"],
            rank=nominal(rank.quantity),
            field=nominal(field.quantity),
        )


@check("sorted-list", slots=("figures",))
def sorted_list(article: Article) -> Iterator[Relation]:
    """`in descending order: 14, 12 and 9 per cent`: the figures come in the order announced."""
    lists = series(article)
    for name in ("descending", "ascending"):
        for cue in article.cued(name):
            for found in lists:
                chain = found.claims
                if chain[0].sentence != cue.sentence or len(chain) < FEW or chain[0].span.start < cue.span.end:
                    continue
                ordered = chain if name == "descending" else chain[::-1]
                yield _judged("sorted-list", ordered, _falling(ordered), Term("words", cue.span))
                break
