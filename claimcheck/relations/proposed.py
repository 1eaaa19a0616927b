"""Relations that figures near each other may be told in, and those of them that the text asserts but the figures do not
keep.

A form proposes every cast that kinds and units allow, among the figures of three sentences that follow each other or of
the headline and the first sentences: a total of two parts, a part with its whole and share, two levels with the change
between them, a number of units with what each is and all are. How strongly the text asserts a cast is a matter of
evidence; what is told is broken, and by a slip in one of its figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from itertools import combinations, permutations

from claimcheck.checks import Check
from claimcheck.checks.figures import is_gap
from claimcheck.checks.innocent import derivation
from claimcheck.checks.judging import nominal
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.evidence import score
from claimcheck.evidence.casts import Proposed, fit, in_points, sort_of, usable, votes_on
from claimcheck.evidence.words import nouns_of
from claimcheck.extract.article import Article, remembered
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Place, Relation, Term, Verdict
from claimcheck.relations import named
from claimcheck.relations.operand import Arithmetic, Judged, Operand
from claimcheck.relations.slipped import TENS, telling

CROWD, BEHIND, OPENING = 16, 2, 8  # figures looked at, sentences behind the first, sentences for a headline
HUNDRED = LONG = 100  # a figure of three digits is seldom completed by chance
TENTH = 0.1
PARTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
UNITS = frozenset({Kind.COUNT, Kind.DURATION})
EACH = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
TOLD = ("partition", "remainder", "difference", "share", "change", "product")  # the named relations that casts make
RATIOS = ("share", "change")  # in which a percentage follows from the others
GAP = ("larger", "smaller", "gap")
LEFT, APART = frozenset({"rest"}), frozenset({"rise", "fall", "than", "margin", "change"})


def _close(each: Proposed) -> bool:
    """Whether the figures come near enough to what they should make for a slip to explain it: the like of it, or ten, a
    hundred or a thousand times it. A quick look that spares weighing what cannot be told."""
    value = {role: abs(float(nominal(claim.quantity))) for role, claim in each.cast}
    if each.form == "sum":
        (one, two), total = (abs(float(nominal(claim.quantity))) for claim in each.of("part")), value["total"]
        return _like(total, one + two) or _like(one, total - two) or _like(two, total - one)
    if each.form == "product":
        return _like(value["total"], value["units"] * value["each"])
    large, small = ("whole", "part") if each.form == "share" else ("before", "after")
    if not value[large]:
        return False
    part, percent = value[small] / value[large], float(_operand(each.of("percent")[0]).value)
    if each.form == "share":
        return _like(percent, part * HUNDRED)
    return _like(percent, abs(part - 1) * HUNDRED) or _like(part, 1 + percent / HUNDRED)


def _like(printed: float, needed: float) -> bool:
    if printed <= 0 or needed <= 0:
        return False
    times = max(printed, needed) / min(printed, needed)
    return times < min(TENS) or any(abs(times / each - 1) < TENTH for each in TENS)


@remembered
def by_figures(article: Article) -> Mapping[frozenset[str], list[Proposed]]:
    """Every cast among figures near each other that may be meant, by the figures."""
    found: dict[frozenset[str], list[Proposed]] = {}
    for each in proposed(article):
        if _may_be(article, each):
            found.setdefault(frozenset(claim.id for _, claim in each.cast), []).append(each)
    return found


def proposed(article: Article) -> Iterator[Proposed]:
    """Every cast among figures that stand near each other, each once."""
    rows = {n: [each for each in claims if usable(each)][:CROWD] for n, claims in article.by_sentence.items()}
    filled = {number: row for number, row in sorted(rows.items()) if row}
    for number, row in filled.items():
        behind = [each for at in range(number + 1, number + BEHIND + 1) for each in filled.get(at, ())]
        for at, first in enumerate(row):
            others = [*row[at + 1 :], *behind][: CROWD - 1]
            for pair in article.budget.counted(combinations(others, 2)):
                yield from _casts((first, *pair))
            if first.place is Place.HEADLINE:
                yield from _of_headline(article, first, row[at + 1 :], filled)


def _of_headline(
    article: Article, first: Claim, others: Sequence[Claim], filled: Mapping[int, Sequence[Claim]]
) -> Iterator[Proposed]:
    """The casts of a figure of the headline with figures further down, two of one sentence or one with another of the
    headline."""
    for number in [each for each in filled if each > first.sentence + BEHIND][:OPENING]:
        row = filled[number]
        pairs = (*combinations(row, 2), *((other, each) for other in others for each in row))
        for pair in article.budget.counted(pairs):
            yield from _casts((first, *pair))


def _casts(row: Sequence[Claim]) -> Iterator[Proposed]:
    """The casts of three figures that kinds and units allow."""
    kinds, sorts = [claim.quantity.kind for claim in row], [sort_of(claim) for claim in row]
    if fit(*sorts) and not {Kind.AGE, Kind.RATIO} & {*kinds}:
        for total in (at for at in range(3) if Kind.PERCENT not in kinds or not in_points(row[at])):
            yield Proposed("sum", tuple(("total" if at == total else "part", claim) for at, claim in enumerate(row)))
    for at in range(3):
        others = [other for other in range(3) if other != at]
        if kinds[at] in SHARES and fit(*(sorts[other] for other in others)) and _parted(kinds, at, others):
            for form, roles in (("share", ("whole", "part")), ("change", ("before", "after"))):
                for one, two in permutations(roles):
                    told = {at: "percent", others[0]: one, others[1]: two}
                    yield Proposed(form, tuple((told[place], claim) for place, claim in enumerate(row)))
    for total, units, each in permutations(range(3)):
        if kinds[units] in UNITS and kinds[each] in EACH and sorts[total] == sorts[each] and _largest(row, total):
            told = {total: "total", units: "units", each: "each"}
            yield Proposed("product", tuple((told[place], claim) for place, claim in enumerate(row)))


def _parted(kinds: Sequence[Kind], at: int, others: Sequence[int]) -> bool:
    """Whether the figures beside a percentage may be a part and its whole, or two levels."""
    plain = all(kinds[other] in PARTED for other in others)
    return plain and (kinds[at] is Kind.RATIO or Kind.PERCENT not in {kinds[other] for other in others})


def _largest(row: Sequence[Claim], at: int) -> bool:
    return all(nominal(row[at].quantity) >= nominal(claim.quantity) for claim in row)


def broken(article: Article) -> Iterator[tuple[Relation, score.Weighed]]:
    """The relations that the text asserts and a slip has broken, the best cast of each set of figures; none of figures
    that keep a relation in another cast."""
    for casts in article.budget.counted(by_figures(article).values()):
        if any(_close(each) and score.worth_a_look(article, each) for each in casts):
            found = [(judged(article, each), each) for each in casts]
            if all(relation.verdict is Verdict.BROKEN for relation, _ in found):
                told = [(relation, _weighed(article, each)) for relation, each in found if not _excused(article, each)]
                yield from sorted(((one, weighed) for one, weighed in told if weighed), key=_worth)[-1:]


def _excused(article: Article, each: Proposed) -> bool:
    """Whether the figures are all of a list that adds up, or a sum is complete with one more figure near them."""
    return _of_list(article, each) or (each.form == "sum" and _with_one_more(article, each))


def _with_one_more(article: Article, each: Proposed) -> bool:
    total, parts = each.of("total")[0], each.of("part")
    if nominal(total.quantity) < LONG * total.quantity.step:
        return False
    missing = total.quantity.strict - parts[0].quantity.strict - parts[1].quantity.strict
    first, last = each.cast[0][1].sentence, each.cast[-1][1].sentence
    near = [c for number in range(first - 1, last + 2) for c in article.by_sentence.get(number, ()) if usable(c)]
    others = (one for one in near if all(one is not claim for _, claim in each.cast))
    return any(fit(sort_of(total), sort_of(one)) and one.quantity.strict.meets(missing) for one in others)


def _of_list(article: Article, each: Proposed) -> bool:
    own = {claim.id for _, claim in each.cast}
    beside = (c for number in {claim.sentence for _, claim in each.cast} for c in article.by_sentence[number])
    lists = (found[1] for claim in beside if (found := derivation(article, claim)) and len(found[1]) >= len(own))
    return any(own <= {part.id for part in parts} for parts in lists)


def settled(relation: Relation, told: Iterable[Relation]) -> bool:
    """Whether two figures of a proposed relation already stand together in a sum or a ratio that holds."""
    own = {term.claim.id for term in relation.terms if term.claim}
    return any(
        each.verdict is Verdict.HOLDS
        and len({term.claim.id for term in each.terms if term.claim}) >= len(own)
        and len(own & {term.claim.id for term in each.terms if term.claim}) >= len(own) - 1
        for each in told
    )


def _worth(found: tuple[Relation, score.Weighed]) -> Fraction:
    return found[1].bits


def _weighed(article: Article, each: Proposed) -> score.Weighed | None:
    return None if slipped(each) is None else score.of_cast(article, each, _manner(article, each))


def _manner(article: Article, each: Proposed, *, phrase: bool = False) -> frozenset[str]:
    return score.manner(slipped(each), phrase=phrase, explained=explained(article, each))


def explained(article: Article, each: Proposed) -> bool:
    """Whether the percentage of a cast is what some other figures near it make."""
    return each.form in RATIOS and _follows(article, each.of("percent")[0])


@remembered
def _follows(article: Article, percent: Claim) -> bool:
    """Whether a percentage follows from two figures near it."""
    casts = _by_percentage(article)[percent.id]
    return any(_close(each) and judged(article, each).verdict is Verdict.HOLDS for each in casts)


@remembered
def _by_percentage(article: Article) -> Mapping[str, list[Proposed]]:
    """The casts in which a percentage follows from the others, by the percentage."""
    found: dict[str, list[Proposed]] = defaultdict(list)
    for casts in by_figures(article).values():
        for each in casts:
            if each.form in RATIOS:
                found[dict(each.cast)["percent"].id].append(each)
    return found


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
    told = [(_may_be(article, each) and not _excused(article, each), each) for each in _casts(row)]
    weighed = [(may, score.of_cast(article, each, _manner(article, each, phrase=True))) for may, each in told]
    may, best = max(weighed, key=lambda found: (found[0], found[1].bits), default=(False, None))
    return best and best._replace(told=may and best.told, noted=True)


def _may_be(article: Article, each: Proposed) -> bool:
    """A total that is one of its parts again is none; what something is more or less by is no share, nor is a share of
    the garages one of the flats."""
    if each.form == "sum":
        return nominal(each.of("total")[0].quantity) not in {nominal(part.quantity) for part in each.of("part")}
    if each.form != "share":
        return True
    (percent,), (whole,) = each.of("percent"), each.of("whole")
    one, other = (profiles(article).get(claim.id) or Profile() for claim in (percent, whole))
    return not is_gap(article, percent) and nouns_of(one, other) != "differ"


def judged(article: Article, each: Proposed) -> Relation:
    """What the arithmetic says of a cast, as the named relation that its words speak of."""
    name, roles = _named(article, each)
    relation = named()[name]
    arithmetic: Arithmetic = import_module(f"claimcheck.relations.{relation.form}").judge
    operands = {role: [_operand(claim) for claim in claims] for role, claims in roles.items()}
    found: Judged = arithmetic(relation.data, operands, "")
    who = {id(o): claim for role, row in operands.items() for o, claim in zip(row, roles[role], strict=True)}
    told = {role: relation.shown.get(role, role) for role in roles}
    terms = tuple(Term(told[role], claim.span, claim) for role, claims in roles.items() for claim in claims)
    slots = {
        key: (who[id(value)].quantity if id(value) in who else value.value) if isinstance(value, Operand) else value
        for key, value in found.slots.items()
    }
    return Relation(relation.kind, found.verdict, terms, found.working, slots)


def _named(article: Article, each: Proposed) -> tuple[str, Mapping[str, list[Claim]]]:
    """The named relation a cast is told as, and its roles."""
    if each.form == "share":
        return "share", {"part": each.of("part"), "whole": each.of("whole"), "share": each.of("percent")}
    if each.form == "change":
        return "change", {"before": each.of("before"), "after": each.of("after"), "percent": each.of("percent")}
    if each.form == "product":
        return "product", {"factors": [*each.of("units"), *each.of("each")], "result": each.of("total")}
    (total,), parts = each.of("total"), each.of("part")
    for name, words, roles in (("remainder", LEFT, ("whole", "parts", "rest")), ("difference", APART, GAP)):
        if derived := next((part for part in parts if votes_on(article, part) & words), None):
            other = next(part for part in parts if part is not derived)
            return name, dict(zip(roles, ([total], [other], [derived]), strict=True))
    return "partition", {"total": [total], "parts": parts}


def _operand(claim: Claim) -> Operand:
    quantity = claim.quantity
    factor = HUNDRED if quantity.kind is Kind.RATIO else 1
    strict, generous = (each.scale(Fraction(factor)) for each in (quantity.strict, quantity.generous))
    return Operand(nominal(quantity) * factor, strict, generous, quantity.step * factor, unit=quantity.unit)


def slipped(each: Proposed) -> int | None:
    """How many bits the likeliest slip in one of the figures tells; None where no slip mends the relation."""
    found = (_mended(each, claim) for _, claim in each.cast)
    return max((bits for bits in found if bits is not None), default=None)


def _mended(each: Proposed, wrong: Claim) -> int | None:
    operand = _operand(wrong)
    if wrong.quantity.kind is Kind.RATIO:
        return None
    return telling(operand.value, operand.step, _needed(each, wrong))


def _needed(each: Proposed, wrong: Claim) -> Iterator[Interval]:
    """Where a figure would have to lie if the others are right."""
    role = next(role for role, claim in each.cast if claim is wrong)
    told = {name: [_operand(c).strict for c in each.of(name) if c is not wrong] for name, _ in each.cast}
    if each.form == "sum":
        yield told["part"][0] + told["part"][1] if role == "total" else told["total"][0] - told["part"][0]
        return
    if each.form == "product":
        factors = [interval for name in ("units", "each") for interval in told[name]]
        yield factors[0] * factors[1] if role == "total" else told["total"][0] / factors[0]
        return
    large, small = ("whole", "part") if each.form == "share" else ("before", "after")
    if role == "percent":
        of = (told[small][0] / told[large][0]).scale(Fraction(HUNDRED))
        yield from (of,) if each.form == "share" else (of.shift(-HUNDRED), -of.shift(-HUNDRED))
        return
    claim = each.of("percent")[0]
    percent = _operand(claim).derived.strict
    ways = (percent,) if each.form == "share" else (percent.shift(HUNDRED), (-percent).shift(HUNDRED))
    for way in ways:
        part = way.scale(Fraction(1, HUNDRED))
        if role == small:
            yield told[large][0] * part
        elif part.low is not None and part.low > 0:
            yield told[small][0] / part


def _relations(article: Article) -> Iterator[Relation]:
    yield from (relation for relation, _ in broken(article))


CHECK = Check(_relations, tuple(named()[name].kind for name in TOLD), ())
