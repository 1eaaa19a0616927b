"""What the arithmetic says of a cast, and how much the slip tells that would mend one that fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib import import_module

from claimcheck.checks.judging import nominal
from claimcheck.evidence.casts import Proposed, votes_on
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.interval import total as added
from claimcheck.model import Claim, Kind, Relation, Term
from claimcheck.relations import named
from claimcheck.relations.operand import Arithmetic, Judged, Operand
from claimcheck.relations.slipped import TENS, telling

HUNDRED = 100
TENTH = 0.1
GAP = ("larger", "smaller", "gap")
LEFT, APART = frozenset({"rest"}), frozenset({"rise", "fall", "than", "margin", "change"})


def close(each: Proposed) -> bool:
    """Whether the figures come near enough to what they should make for a slip to explain it: the like of it, or ten, a
    hundred or a thousand times it. A quick look that spares weighing what cannot be told."""
    value = {role: abs(float(nominal(claim.quantity))) for role, claim in each.cast}
    if each.form == "sum":
        parts, total = [abs(float(nominal(claim.quantity))) for claim in each.of("part")], value["total"]
        return _like(total, sum(parts)) or any(_like(part, total - sum(parts) + part) for part in parts)
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
            others = [part for part in parts if part is not derived]
            if name == "remainder" or len(others) == 1:
                return name, dict(zip(roles, ([total], others, [derived]), strict=True))
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
        parts = added(told["part"])
        yield parts if role == "total" else told["total"][0] - parts
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
