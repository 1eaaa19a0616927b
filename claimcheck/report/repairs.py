"""The sums that would work out if one figure were changed: what an editor has to choose between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.model import Claim, Finding, Verdict
from claimcheck.report import figures
from claimcheck.report.wording import Words

_RESULT = {"parts-of-whole": "total", "running-total": "after", "remainder": "remainder"}
_TAKEN = {"remainder": "whole"}  # here the other parts are taken from this one
_MOST_TERMS = 4
_MOST_SHOWN = 3


def told(finding: Finding, marks: Words) -> str:
    """`It works out as 12 + 14 = 26, 11 + 14 = 25 or 12 + 13 = 25.`; empty when there is nothing sure to say.

    Figures inside quotation marks are left as they are. Where swapping two digits is enough, only that is shown.
    """
    shown = [_equation(option, marks) for option in _known(finding)]
    listed = ", ".join(shown[:-1]) + f" {marks.text('or')} " if shown[1:] else ""
    return marks.text("repairs", n=listed + shown[-1]) if shown else ""


def only(finding: Finding) -> tuple[Claim, Fraction] | None:
    """The one figure that would make the sum work out, and what it would have to be; None when there are several."""
    options = _known(finding)
    return (options[0].mended, options[0].right) if len(options) == 1 else None


@dataclass(frozen=True, slots=True)
class _Option:
    """A sum that works out: how big a slip it mends, in whose figure, and what that would be."""

    slip: int
    mended: Claim
    right: Fraction
    figures: tuple[Fraction, ...]
    signs: tuple[int, ...]
    result: Fraction


def _known(finding: Finding) -> list[_Option]:
    """The sums that are likeliest to be meant; empty when nothing is sure."""
    relation = finding.relation
    if relation.verdict is not Verdict.BROKEN or relation.kind not in _RESULT:
        return []
    role = _RESULT[relation.kind]
    members = {term.claim: term.role for term in relation.terms if term.claim}
    terms = [claim for claim, taken in members.items() if taken != role]
    result = next((claim for claim, taken in members.items() if taken == role), None)
    if result is None or not 2 <= len(terms) < _MOST_TERMS or not all(_exact(claim) for claim in [*terms, result]):
        return []
    signs = [-1 if relation.kind in _TAKEN and members[claim] != _TAKEN[relation.kind] else 1 for claim in terms]
    return _likeliest(_options(terms, signs, result))


def _options(terms: Sequence[Claim], signs: Sequence[int], result: Claim) -> Iterator[_Option]:
    """One for each figure that could be the wrong one."""
    figures = tuple(_value(claim) for claim in terms)
    expected = sum((sign * figure for sign, figure in zip(signs, figures, strict=True)), Fraction(0))
    stated = _value(result)
    taken = tuple(signs)
    yield _Option(_slip(stated, expected), result, expected, figures, taken, expected)
    for index, (claim, sign) in enumerate(zip(terms, signs, strict=True)):
        other = figures[index] + sign * (stated - expected)
        mended = (*figures[:index], other, *figures[index + 1 :])
        yield _Option(_slip(figures[index], other), claim, other, mended, taken, stated)


def _likeliest(options: Iterable[_Option]) -> list[_Option]:
    fitting = [option for option in options if not option.mended.quoted and min(*option.figures, option.result) > 0]
    swapped = [option for option in fitting if option.slip == 0]
    return (swapped or sorted(fitting, key=lambda option: option.slip))[:_MOST_SHOWN]


def _slip(wrong: Fraction, right: Fraction) -> int:
    """0 when two digits changed places, 1 when one digit differs, else 2."""
    pairs = list(zip(str(wrong), str(right), strict=False))
    different = sum(one != other for one, other in pairs)
    if len(str(wrong)) != len(str(right)) or different > 2:
        return 2
    return 1 if different == 1 else 0 if Counter(str(wrong)) == Counter(str(right)) else 2


def _equation(option: _Option, marks: Words) -> str:
    left = "".join(
        f"{'' if not index else ' + ' if sign > 0 else ' - '}{figures.number(figure, marks.code)}"
        for index, (figure, sign) in enumerate(zip(option.figures, option.signs, strict=True))
    )
    return f"{left} = {figures.number(option.result, marks.code)}".replace(" ", "\u00a0")


def _exact(claim: Claim) -> bool:
    """Whether the figure is a plain whole number."""
    bounds = claim.quantity.generous
    value = claim.quantity.value
    return value is not None and value.denominator == 1 and bounds.low == bounds.high


def _value(claim: Claim) -> Fraction:
    return claim.quantity.value or Fraction(0)
