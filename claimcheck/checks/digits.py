"""Slips of the pen: figures that differ by a digit, or by two that changed places."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.checks.judging import show


def rounded_alike(
    first: Fraction, place: Fraction, second: Fraction, other_place: Fraction
) -> tuple[Fraction, Fraction]:
    """Two figures rounded to the coarser of the last places they are printed to."""
    coarse = max(place, other_place)
    if not coarse or place == other_place:
        return first, second
    return round(first / coarse) * coarse, round(second / coarse) * coarse


def slip(first: Fraction, second: Fraction) -> bool:
    """Whether two figures of two digits or more differ by one digit or by two neighbours swapped."""
    return one_wrong(first, second) or swap(first, second)


def one_wrong(first: Fraction, second: Fraction) -> bool:
    """Whether two figures of two digits or more differ by one digit."""
    return len(_wrong(first, second)) == 1


def swap(first: Fraction, second: Fraction) -> bool:
    """Whether two figures differ by two neighbouring digits that changed places."""
    wrong = _wrong(first, second)
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    a, b = (show(value).replace(".", "") for value in (first, second))
    return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]


def _wrong(first: Fraction, second: Fraction) -> list[int]:
    """The places at which two figures printed alike have different digits; none for figures of other lengths."""
    a, b = show(first), show(second)
    if len(a) != len(b) or a.find(".") != b.find(".") or sum(map(str.isdigit, a)) < 2:
        return []
    a, b = a.replace(".", ""), b.replace(".", "")
    return [at for at in range(len(a)) if a[at] != b[at]]
