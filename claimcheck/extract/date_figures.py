"""Dates in figures: 2025-09-16, 16/09/2025, 16.9.2025."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.extract.scan import Scan
from claimcheck.model import When

LAST_DAY = 31


class Written(NamedTuple):
    """A moment and the token behind it."""

    when: When
    last: int


def numeric(scan: Scan, at: int) -> Written | None:
    """2025-09-16, 16/09/2025, 16.9.2025; the order of day and month is the pack's."""
    parts, last = _figures(scan, at)
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        when = When(int(parts[0]), int(parts[1]), int(parts[2]))
        return Written(when, last) if _plausible(when) and len(parts[1]) == len(parts[2]) == 2 else None
    if len(parts[2]) == 4:
        year = int(parts[2])
    elif len(parts[2]) == 2 and scan.norm(at + 1) == "/":
        year = 2000 + int(parts[2]) - 100 * (int(parts[2]) > 50)
    else:
        return None
    written = _ordered(int(parts[0]), int(parts[1]), year, scan.pack.text("dates.order", "dmy"))
    return Written(written, last) if _plausible(written) else None


def _figures(scan: Scan, at: int) -> tuple[list[str], int]:
    """The groups of figures joined by one sign without spaces, and the token behind them."""
    norm = scan.norm(at)
    if norm.count(".") == 2 and len(norm) <= 10:
        return _plain(norm.split(".")), at + 1
    sign = scan.norm(at + 1)
    if sign not in ("/", "-") or scan.tight(at) and scan.norm(at - 1) == sign:
        return [], at
    parts, last = [norm], at + 1
    while len(parts) < 4 and scan.norm(last) == sign and scan.tight(last) and scan.tight(last + 1):
        if scan.whole(last + 1) is None:
            break
        parts.append(scan.norm(last + 1))
        last += 2
    return _plain(parts), last


def _plain(parts: list[str]) -> list[str]:
    """The groups, none where one is no figure of a date (12.30.12,5)."""
    return parts if all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts) else []


def _ordered(first: int, second: int, year: int, order: str) -> When:
    """Day and month in the pack's order; `unsure` keeps only the year when both orders are possible."""
    if order == "dmy" or order == "unsure" and first > 12:
        return When(year, second, first)
    if order == "mdy" or second > 12:
        return When(year, first, second)
    return When(year, first, second) if first == second else When(year)


def _plausible(when: When) -> bool:
    year = when.year is None or 1000 <= when.year < 2200
    return year and (when.month is None or 1 <= when.month <= 12) and (when.day is None or 1 <= when.day <= LAST_DAY)
