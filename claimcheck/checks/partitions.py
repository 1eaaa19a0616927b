"""Lists and the wholes they may make up: what could be meant, and what makes the text say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from claimcheck.checks.digits import slip
from claimcheck.checks.exclusion import DIMENSIONS, exclusive, sibling, tail, whole_dimension
from claimcheck.checks.figures import is_gap
from claimcheck.checks.judging import added, nominal
from claimcheck.checks.list_variants import variants
from claimcheck.checks.rates import unit_rates
from claimcheck.checks.telling import alike, bare, plain
from claimcheck.extract.article import REACH, Article, Cue
from claimcheck.extract.nouns import concepts, related
from claimcheck.extract.series import Series
from claimcheck.model import Claim, Hedge, Kind, Place

COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
NEAR = 3
LONG = 12
LARGE = 100
SEVERAL = 3
PLACES = frozenset({"place", "city", "region", "country"})
OWN = DIMENSIONS | {"event"}
CLOSE = Fraction(1, 4)  # of the whole: what a list that goes on with it may miss it by


class Partition(NamedTuple):
    """Parts that may make up a whole; `certain` when the text itself says that they do."""

    whole: Claim
    parts: tuple[Claim, ...]
    certain: bool

    @property
    def over(self) -> bool:
        """Whether the parts are more than the whole."""
        return nominal(self.whole.quantity) < added(part.quantity for part in self.parts).value


def partitions(article: Article, found: Series) -> list[Partition]:
    """The wholes a list may make up, most certain first."""
    each = unit_rates(article)
    first, rated = found.claims[0], [bool(article.rate_of(claim)) or claim.id in each for claim in found.claims]
    mixed = bare(first) and any(claim.quantity.unit != first.quantity.unit for claim in found.claims)
    if first.quantity.kind not in COUNTED or mixed or any(rated) and not all(rated):
        return []
    return [whole for variant in variants(article, found) for whole in _wholes(article, variant)]


def _wholes(article: Article, found: Series) -> Iterator[Partition]:
    """Candidates: the stated total, the head of the list, a figure given before."""
    parts, head = found.claims, _head(article, found)
    total = _stated_total(article, found)
    if total:
        yield Partition(total, tuple(part for part in parts if part != total), True)
    if head and comparable(head, parts) and not _where(article, head):
        yield Partition(head, parts, _divided(article, found, head))
    for whole in _earlier(article, parts):
        if whole != head:
            yield Partition(whole, parts, _recalled(article, whole, found) or _continued(article, whole, found))


def _head(article: Article, found: Series) -> Claim | None:
    """The figure before a list; one that only counts its members (`in two groups:`) gives way to the one before."""
    head = found.head
    if head is None or nominal(head.quantity) != len(found.claims):
        return head
    before = article.claims[max(0, article.position[head.id] - 1)]
    return before if before.sentence == head.sentence and comparable(before, found.claims) else head


def _where(article: Article, head: Claim) -> bool:
    """Whether the figure before a list only says in how many places its members are: `in five regions: 3 cases in`."""
    row, at = article.items[head.sentence], article.item_of[head.id]
    placed = at > 0 and row[at - 1].norm in article.pack.words("series.places")
    return placed and bool(PLACES & {head.key, *head.concepts})


def comparable(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a figure may be the sum of others: of their sort and larger than each."""
    if not alike(whole, parts[0]) or whole in parts:
        return False
    return nominal(whole.quantity) > max(nominal(part.quantity) for part in parts)


def _stated_total(article: Article, found: Series) -> Claim | None:
    """The claim that a cue such as `in all` names as the total of the list in its sentence."""
    last, row = found.claims[-1], article.items[found.claims[0].sentence]
    for name in ("total", "total_weak"):
        for cue in article.cued(name, last.sentence):
            if cue.last < len(row) and row[cue.last].norm in article.pack.words("nouns.articles"):
                continue
            for claim in cue.holes.values():
                behind = claim.span.start > last.span.start and comparable(claim, found.claims)
                if not behind or any(item.norm == ";" for item in article.between(last, claim)):
                    continue
                if name == "total" or bare(claim) or related(claim, found.claims[0]):
                    return claim
    return None


def _divided(article: Article, found: Series, head: Claim) -> bool:
    """Whether the text divides the head of a list into its members; places are listed, not divided."""
    if "place" in head.concepts and bare(found.claims[0]):
        return False
    if _open(article, head, found.claims[0]):
        sure = whole_dimension(article, found.claims) and Partition(head, found.claims, False).over
    else:
        sure = _announces(article, found, head)
    return sure or not _parallel(article, head, found.claims[0]) and _exceeds(article, head, found.claims)


def _parallel(article: Article, head: Claim, first: Claim) -> bool:
    """Whether the head of a list is told apart by the same word as its members (`90 in Bari, 40 in Foggia`), or by a
    name as they are (`3,5 milhões da Alfa; 2,5 milhões da Beta`)."""
    one, other = tail(article, head)[:1], tail(article, first)[:1]
    placed = other != () and other[0] in article.pack.words("exclusive.places")
    if _is_named(article, head):
        return placed or _is_named(article, first) and head.key != first.key
    return one == other and placed


def _is_named(article: Article, claim: Claim) -> bool:
    """Whether what a figure counts is a name (`3,5 milhões da |Alfa|`)."""
    return claim.counted is not None and article.document.text[claim.counted.start].isupper()


def _open(article: Article, head: Claim, first: Claim) -> bool:
    """Whether words such as `including` say that only some of the parts follow."""
    if head.sentence != first.sentence:
        return False
    named = [cue for cue in article.cued("subset", head.sentence) if not _preposed(article, cue)]
    return any(
        head.span.end <= cue.span.start < first.span.end or cue.span.overlaps(head.span)
        for cue in (*article.cued("open_list", head.sentence), *named)
    )


def _preposed(article: Article, cue: Cue) -> bool:
    """Whether the whole stands before its parts by a preposition (`of the 12 dead nine were ...`)."""
    whole, part = cue.holes.get("whole"), cue.holes.get("part")
    before = whole is not None and part is not None and whole.span < part.span
    return before and whole is not None and article.item_of[whole.id] > cue.first


def _announces(article: Article, found: Series, head: Claim) -> bool:
    """Whether the list stands right behind its head: by a colon, by words such as `made up of`, or in apposition
    with one full dimension."""
    if not found.closed or head.quantity.strict.low is None or head.sentence != found.claims[0].sentence:
        return False
    if sibling(article, head, found.claims):
        return False
    between = [item.norm for item in article.between(head, found.claims[0])]
    if {*between} & article.pack.words("series.causes"):
        return False
    if found.opener:
        direct = between[len(between) - between[::-1].index(found.opener) :] if found.opener in between else between
        told = any(word[:1].isalpha() and word not in article.pack.words("fillers") for word in direct)
        return len(direct) <= NEAR + 1 and (not told or _about(head, found.claims))
    if len(between) <= LONG and {*between} & article.pack.words("series.composed"):
        return not any(is_gap(article, part) or article.rate_of(part) for part in found.claims)
    if {*_behind_comma(between)} & article.pack.words("lists.relatives"):
        return False
    if _told_apart(article, head, found.claims) and _about(head, found.claims):
        return True
    apposed = article.items[head.sentence][article.item_of[found.claims[0].id] - 1].norm == ","
    words = sum(word[:1].isalpha() for word in between[article.noun(head) :])
    return whole_dimension(article, found.claims) and words <= (LONG if apposed else NEAR)


def _told_apart(article: Article, head: Claim, parts: Sequence[Claim]) -> bool:
    """Whether bare parts behind a comma are told apart by one preposition (`27 people, 12 in Bari, 15 in Rome`)."""
    row, first = article.items[head.sentence], article.item_of[parts[0].id]
    apposed = row[first - 1].norm == "," and all(bare(part) for part in parts) and not _placed(article, head)
    forms = article.pack.table("number_forms")
    words = {forms.get(behind[0], behind[0]) if (behind := tail(article, part)) else "" for part in parts}
    return apposed and len(words) == 1 and words <= article.pack.words("series.places")


def _placed(article: Article, claim: Claim) -> bool:
    """Whether a place or a group stands behind a figure, as behind the members of a list."""
    return bool({*tail(article, claim)[:NEAR]} & article.pack.words("series.places"))


def _about(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the parts come near the whole."""
    missing = abs(added(part.quantity for part in parts).value - nominal(whole.quantity))
    return missing <= nominal(whole.quantity) * CLOSE


def _exceeds(article: Article, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts that exclude each other, of just this whole, are more than it: then some figure is wrong."""
    if not Partition(whole, tuple(parts), False).over or not plain([whole]) or whole.forecast or whole.quoted:
        return False
    if not _of_it(whole, parts) or article.rate_of(whole) or any(article.rate_of(part) for part in parts):
        return False
    if sibling(article, whole, parts) or _compared(article, whole, parts[0]):
        return False
    seats = whole.key == "seat" and not _nested(whole, parts) and not _other_subject(article, whole, parts[0])
    apart = exclusive(article, parts) or seats
    return _last_of_its_sort(article, whole, parts[0]) and apart and _one_time(whole, parts)


def _other_subject(article: Article, whole: Claim, first: Claim) -> bool:
    """Whether the first part has a subject of its own behind a comma (`89 seats, the Greens hold 65`), as the whole."""
    if whole.sentence != first.sentence:
        return False
    words = _behind_comma([item.norm for item in article.between(whole, first)])
    return any(word[:1].isalpha() and word not in article.pack.words("fillers") for word in words)


def _behind_comma(words: Sequence[str]) -> Sequence[str]:
    """The words behind the last comma, none where there is none."""
    return words[len(words) - words[::-1].index(",") :] if "," in words else ()


def _nested(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a list tells one thing in two ways: a coalition and its parties, or the seats of two elections."""
    figures = [nominal(part.quantity) for part in parts]
    reached = list(accumulate(figures))
    return reached[-1] == 2 * max(figures) or nominal(whole.quantity) in reached[:-1]


def _of_it(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts count what the whole counts: their noun is narrower, or only an attribute (`31 undecided`)."""
    if whole.quantity.kind is Kind.COUNT and not whole.key:
        return False
    table = concepts()
    free = bare(parts[0]) or parts[0].key in table and table[parts[0].key].group == "event"
    return all(
        bare(part) or related(part, whole) or free and (part.key not in table or table[part.key].group in OWN)
        for part in parts
    )


def _compared(article: Article, whole: Claim, first: Claim) -> bool:
    """Whether words such as `against` stand between a figure and the list behind it."""
    if whole.sentence != first.sentence:
        return False
    words = {item.norm for item in article.between(whole, first)}
    return bool(words & (article.pack.words("series.breaks") | article.pack.words("rates.compared")))


def _last_of_its_sort(article: Article, whole: Claim, first: Claim) -> bool:
    """Whether no other figure of the sort stands between a whole and its parts, nor makes the whole a part."""
    between = article.claims[article.position[whole.id] + 1 : article.position[first.id]]
    return not any(alike(claim, first) for claim in between) and not article.has(whole, "base")


def _one_time(whole: Claim, parts: Sequence[Claim]) -> bool:
    labels = {claim.moment.label if claim.moment else "" for claim in (whole, *parts)}
    return len(labels) == 1


def _earlier(article: Article, parts: Sequence[Claim]) -> Iterator[Claim]:
    """Figures given before the list that it may add up to, nearest first, then the headline's."""
    at = article.position[parts[0].id]
    start = max(0, at - REACH)
    for whole in (*reversed(article.claims[start:at]), *reversed(article.claims[: min(start, REACH)])):
        close = parts[0].sentence - whole.sentence <= 2 * NEAR or whole.place is Place.HEADLINE
        if close and comparable(whole, parts) and whole.cell is None:
            yield whole


def _headline(claim: Claim) -> bool:
    return claim.place is Place.HEADLINE


def _recalled(article: Article, whole: Claim, found: Series) -> bool:
    """Whether a list far from its whole still divides it: people, by one full dimension, of about their number
    or said of the same event; or three parts and more that miss the whole by a slip of one digit."""
    parts, total = found.claims, whole.quantity
    if not found.closed or total.value is None or total.hedge is not Hedge.NONE or whole.quoted:
        return False
    if found.head and found.head != whole and _open(article, found.head, parts[0]):
        return False
    expected = added(part.quantity for part in parts).value
    least = NEAR * LARGE // 10 if article.has(parts[0], "of_these") else LARGE
    few = len(parts) < SEVERAL and not article.has(parts[0], "of_these")
    if not few and parts[0].sentence - whole.sentence <= 1 and slip(expected, total.value) and expected >= least:
        return True
    if whole.forecast or any(cue.span > whole.span for cue in article.cued("open_list", whole.sentence)):
        return False
    people = "person" in {*whole.concepts, whole.key} or "casualty" in {*whole.concepts, *_wider(whole.predicate)}
    if not people or not whole_dimension(article, parts) or sibling(article, whole, parts):
        return False
    near = abs(expected - total.value) * 10 <= total.value * 2
    said = bool((whole.predicate | {whole.key}) & set().union(*(part.predicate for part in parts)))
    return (near or said) and parts[0].sentence - whole.sentence <= NEAR and not article.rate_of(whole)


def _wider(names: frozenset[str]) -> set[str]:
    return {parent for name in names for parent in concepts()[name].parents}


def _continued(article: Article, whole: Claim, found: Series) -> bool:
    """Whether the sentence after a whole goes on with its parts (`It went to 14 firms. Seven are in ...`)."""
    parts, total = found.claims, whole.quantity
    if parts[0].sentence - whole.sentence != 1 or _headline(whole) != _headline(parts[0]):
        return False
    opens = article.item_of[parts[0].id] <= 1 or article.has(parts[0], "of_these")
    if _exceeds(article, whole, parts) and (opens or whole.quantity.kind is Kind.COUNT):
        return True
    if total.hedge is not Hedge.NONE:
        return False
    free = _of_it(whole, parts) and bare(parts[0]) and _last_of_its_sort(article, whole, parts[0])
    if not (opens and free and found.closed and plain((whole, *parts))) or whole.forecast or article.rate_of(whole):
        return False
    return len(parts) >= SEVERAL and _about(whole, parts)
