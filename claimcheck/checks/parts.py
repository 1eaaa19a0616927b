"""Parts and wholes: sums, subsets, remainders, running totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.checks import check
from claimcheck.checks.judging import added, equation, nominal, relation, show, term, verdict
from claimcheck.checks.sameness import slip
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concept_of, concepts, related, stem
from claimcheck.extract.series import Series, series
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
NEAR = 3


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
    expected = added(part.quantity for part in partition.parts)
    return expected.strict.meets(partition.whole.quantity.strict)


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
    known = all(part.key in concepts() for part in parts)
    return known and len(_dimension(parts)) == 1 and len({part.key for part in parts}) == len(parts)


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
    if not found.closed or total.value is None or total.hedge is not Hedge.NONE or whole.quoted or whole.forecast:
        return False
    expected = added(part.quantity for part in parts).value
    if len(parts) > 2 and parts[0].sentence - whole.sentence <= 1 and slip(expected, total.value) and expected >= 100:
        return True
    people = "person" in {*whole.concepts, whole.key} or "casualty" in {*whole.concepts, *_wider(whole.predicate)}
    if not people or not _whole_dimension(parts) or _dimension(parts) & _dimension([whole]):
        return False
    near = abs(expected - total.value) * 10 <= total.value * 2
    said = bool((whole.predicate | {whole.key}) & set().union(*(part.predicate for part in parts)))
    return (near or said) and parts[0].sentence - whole.sentence <= NEAR and not article.rate_of(whole)


def _wider(names: frozenset[str]) -> set[str]:
    return {parent for name in names for parent in concepts()[name].parents}


@check("part-of-whole", slots=("part", "whole"))
def subset(article: Article) -> Iterator[Relation]:
    """A part named inside its whole (`of whom`, `including`, `of these`), which cannot be larger."""
    done: set[tuple[str, str]] = set()
    for whole, part in (*_named_subsets(article), *_recalled_subsets(article)):
        if (whole.id, part.id) in done or not _countable(article, whole, part):
            continue
        done.add((whole.id, part.id))
        judged = Verdict.BROKEN if whole.quantity.strict.below(part.quantity.strict) else Verdict.HOLDS
        if judged is Verdict.BROKEN and not whole.quantity.generous.below(part.quantity.generous):
            judged = Verdict.STRAINED
        sign = "<=" if judged is Verdict.HOLDS else ">"
        yield relation(
            "part-of-whole",
            judged,
            [term("whole", whole), term("part", part)],
            [f"{show(nominal(part.quantity))} {sign} {show(nominal(whole.quantity))}"],
            part=nominal(part.quantity),
            whole=nominal(whole.quantity),
        )


def _countable(article: Article, whole: Claim, part: Claim) -> bool:
    if whole.quantity.kind is not part.quantity.kind or whole.quantity.kind not in COUNTED:
        return False
    rate = article.rate_of(whole) or article.rate_of(part)
    return whole.quantity.unit == part.quantity.unit and not rate and not part.threshold


def _named_subsets(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """Whole and part in one phrase."""
    for cue in article.cued("subset"):
        whole, part = cue.holes.get("whole"), cue.holes.get("part")
        if whole is not None and part is not None:
            yield whole, part


def _recalled_subsets(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """A part of something counted just before: `of these, 43`, `among the women, 106`."""
    for cue in article.cued("of_these"):
        part = cue.holes["part"]
        before = _before(article, part)
        large = [claim for claim in before if nominal(claim.quantity) >= nominal(part.quantity)]
        if before:
            yield (large or before)[0], part
    for cue in article.cued("among_the"):
        part = cue.holes["part"]
        named = _named_in(article, cue)
        whole = next((claim for claim in _before(article, part) if claim.key and claim.key in named), None)
        if whole:
            yield whole, part


def _before(article: Article, part: Claim) -> list[Claim]:
    """Counts of people or things in the clause or the two sentences before a part, nearest first."""
    at = article.position[part.id]
    return [
        claim
        for claim in reversed(article.claims[max(0, at - 8) : at])
        if claim.quantity.kind is Kind.COUNT and part.sentence - claim.sentence <= 2 and claim.place is part.place
    ]


def _named_in(article: Article, cue: Cue) -> set[str]:
    """Keys of the nouns that stand inside a cue's gap."""
    row = article.items[cue.sentence][cue.first : cue.last]
    words = {item.norm for item in row if item.quantity is None} - article.pack.words("nouns.stop")
    known = {concept.name for word in words if (concept := concept_of(word, article.pack))}
    return known | {stem(word, article.pack) for word in words}


@check("running-total", slots=("expected", "stated"))
def running_total(article: Article) -> Iterator[Relation]:
    """A change that takes a count from one figure to another (`two more, taking the toll from 17 to 20`)."""
    for cue in article.cued("from_to"):
        before, after = cue.holes.get("before"), cue.holes.get("after")
        if before is None or after is None or before.quantity.kind is not after.quantity.kind:
            continue
        added_claims = _increments(article, before, after)
        if not added_claims:
            continue
        expected = added([before.quantity, *(claim.quantity for claim in added_claims)])
        judged = verdict(expected, after.quantity)
        left = " + ".join(show(nominal(claim.quantity)) for claim in (before, *added_claims))
        yield relation(
            "running-total",
            judged,
            [term("before", before), *(term("added", claim) for claim in added_claims), term("after", after)],
            equation(left, expected.value, after.quantity, judged is Verdict.HOLDS),
            expected=expected.value,
            stated=nominal(after.quantity),
        )


def _increments(article: Article, before: Claim, after: Claim) -> list[Claim]:
    """What the sentence adds to a running count; nothing when other counts may have a share in it."""
    counts = [
        claim
        for claim in article.by_sentence[before.sentence]
        if claim.quantity.kind is before.quantity.kind and claim not in (before, after)
    ]
    announced = [
        claim
        for cue in article.cued("increment", before.sentence)
        for claim in cue.holes.values()
        if claim in counts and related(claim, before) and related(claim, after)
    ]
    words = {item.norm for item in article.items[before.sentence]}
    return announced if len(announced) == len(counts) and not words & article.pack.words("single") else []
