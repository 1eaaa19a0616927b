"""Parts of a whole: lists and scattered figures that the text says make up a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.checks import check
from claimcheck.checks.judging import added, equation, nominal, relation, show, term, verdict
from claimcheck.checks.sameness import slip
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concepts
from claimcheck.extract.series import Series, series
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
NEAR = 3
OF_THESE = 20  # the least sum of a list opened by `of these` that a slip of one digit can tell on
PEOPLE = frozenset({"man", "woman", "child"})


@dataclass(frozen=True, slots=True)
class Partition:
    """Parts that may make up a whole; `certain` when the text itself says that they do."""

    whole: Claim
    parts: tuple[Claim, ...]
    certain: bool


@check("parts-of-whole", slots=("sum", "total"))
def parts_of_whole(article: Article) -> Iterator[Relation]:
    """Parts that are said to make up a whole, against the whole."""
    for partition in partitions(article):
        expected = added(part.quantity for part in partition.parts)
        judged = verdict(expected, partition.whole.quantity)
        if judged is not Verdict.HOLDS and not partition.certain:
            continue
        left = " + ".join(show(nominal(part.quantity)) for part in partition.parts)
        yield relation(
            "parts-of-whole",
            judged,
            [term("total", partition.whole), *(term("part", part) for part in partition.parts)],
            equation(left, expected.value, partition.whole.quantity, judged is Verdict.HOLDS),
            sum=expected.value,
            total=nominal(partition.whole.quantity),
        )


def partitions(article: Article) -> Iterator[Partition]:
    """For each list, the whole it adds up to, or else the whole the text puts beside it."""
    for found in series(article):
        if found.claims[0].quantity.kind not in COUNTED:
            continue
        wholes = [whole for variant in _variants(found) for whole in _wholes(article, variant)]
        fitting = [one for one in wholes if _adds_up(one)]
        certain = sorted((one for one in wholes if one.certain), key=_distance)
        if fitting or certain:
            yield (fitting or certain)[0]


def _distance(partition: Partition) -> int:
    return partition.parts[0].sentence - partition.whole.sentence


def _variants(found: Series) -> Iterator[Series]:
    """The list as it stands, and without its first member, which may be the whole in apposition."""
    yield found
    if len(found.claims) > 2:
        yield Series(found.claims[1:], found.closed, "", found.claims[0])
        yield Series(found.claims[:-1], found.closed, found.opener, found.head)


def _adds_up(partition: Partition) -> bool:
    expected, stated = added(part.quantity for part in partition.parts), partition.whole.quantity.strict
    return None not in (stated.low, stated.high) and expected.strict.meets(stated)


def _wholes(article: Article, found: Series) -> Iterator[Partition]:
    """Candidates, most certain first: the stated total, the head of the list, a figure given before."""
    parts = found.claims
    total = _stated_total(article, found)
    if total:
        yield Partition(total, tuple(part for part in parts if part != total), True)
    head = found.head
    if head and _comparable(head, parts):
        if not _open(article, head, parts[0]):
            yield Partition(head, parts, _announces(article, found, head))
        elif _whole_dimension(parts):
            yield Partition(head, parts, nominal(head.quantity) < added(part.quantity for part in parts).value)
    for whole in _earlier(article, parts):
        if whole != head:
            yield Partition(whole, parts, _recalled(article, whole, found))


def _stated_total(article: Article, found: Series) -> Claim | None:
    """The claim that a cue such as `in all` names as the total of the list in its sentence."""
    row = article.items[found.claims[0].sentence]
    for cue in article.cued("total", found.claims[0].sentence):
        if cue.last < len(row) and row[cue.last].norm in article.pack.words("nouns.articles"):
            continue
        for claim in cue.holes.values():
            if claim.span.start <= found.claims[-1].span.start or not _comparable(claim, found.claims):
                continue
            if not any(item.norm in ";:" for item in article.between(found.claims[-1], claim) if item.norm):
                return claim
    return None


def _comparable(whole: Claim, parts: Sequence[Claim]) -> bool:
    one = parts[0].quantity
    if whole.quantity.kind is not one.kind or whole.quantity.unit != one.unit or whole in parts:
        return False
    return nominal(whole.quantity) > max(nominal(part.quantity) for part in parts)


def _open(article: Article, head: Claim, first: Claim) -> bool:
    """Whether words such as `including` say that only some of the parts follow."""
    if head.sentence != first.sentence:
        return False
    return any(
        head.span.end <= cue.span.start < first.span.end or cue.span.overlaps(head.span)
        for cue in (*article.cued("open_list", head.sentence), *article.cued("subset", head.sentence))
    )


def _announces(article: Article, found: Series, head: Claim) -> bool:
    """Whether the list stands right behind its head: by a colon, or in apposition with one full dimension."""
    if not found.closed or head.quantity.strict.low is None or _dimension(found.claims) & _dimension([head]):
        return False
    between = [item.norm for item in article.between(head, found.claims[0])]
    if found.opener:
        direct = between[len(between) - between[::-1].index(found.opener) :] if found.opener in between else between
        return len(direct) <= NEAR + 1
    return _whole_dimension(found.claims) and sum(word[:1].isalpha() for word in between) <= NEAR


def _dimension(claims: Sequence[Claim]) -> set[str]:
    table = concepts()
    return {table[claim.key].group for claim in claims if claim.key in table} - {"thing", "kind"}


def _whole_dimension(parts: Sequence[Claim]) -> bool:
    """Whether the parts are different values of one dimension (women and men; dead and injured)."""
    keys = {part.key for part in parts}
    known = all(key in concepts() for key in keys) and len(keys) == len(parts)
    return known and (len(_dimension(parts)) == 1 or keys == PEOPLE)


def _earlier(article: Article, parts: Sequence[Claim]) -> Iterator[Claim]:
    """Figures given before the list that it may add up to, nearest first, then the headline's."""
    at = article.position[parts[0].id]
    for whole in reversed(article.claims[:at]):
        close = parts[0].sentence - whole.sentence <= 2 * NEAR or whole.place is Place.HEADLINE
        if close and _comparable(whole, parts) and whole.cell is None:
            yield whole


def _recalled(article: Article, whole: Claim, found: Series) -> bool:
    """Whether a list far from its whole still divides it: people, by one full dimension, of about their number
    or said of the same event; or three parts and more that miss the whole by a slip of one digit."""
    parts, total = found.claims, whole.quantity
    if not found.closed or total.value is None or total.hedge is not Hedge.NONE or whole.quoted:
        return False
    expected = added(part.quantity for part in parts).value
    least = OF_THESE if article.has(parts[0], "of_these") else 100
    if len(parts) > 2 and parts[0].sentence - whole.sentence <= 1 and slip(expected, total.value) and expected >= least:
        return True
    if whole.forecast or any(cue.span > whole.span for cue in article.cued("open_list", whole.sentence)):
        return False
    people = "person" in {*whole.concepts, whole.key} or "casualty" in {*whole.concepts, *_wider(whole.predicate)}
    if not people or not _whole_dimension(parts) or _dimension(parts) & _dimension([whole]):
        return False
    near = abs(expected - total.value) * 10 <= total.value * 2
    said = bool((whole.predicate | {whole.key}) & set().union(*(part.predicate for part in parts)))
    return (near or said) and parts[0].sentence - whole.sentence <= NEAR and not article.rate_of(whole)


def _wider(names: frozenset[str]) -> set[str]:
    return {parent for name in names for parent in concepts()[name].parents}
