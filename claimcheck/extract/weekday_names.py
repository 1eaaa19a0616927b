"""Names of weekdays that are ordinals as well: segunda-feira, nesta quinta à noite; but a segunda fase."""

from __future__ import annotations

from claimcheck.extract.scan import DASHES, Scan


def weekday_end(scan: Scan, at: int) -> int | None:
    """The token behind the weekday named at `at`, None where its word is an ordinal there."""
    if not scan.has(at, "weekday_ordinals"):
        return at + 1
    if scan.has(at + 1, "weekday_tail"):
        return at + 2
    if scan.norm(at + 1) in DASHES and scan.tight(at + 1) and scan.has(at + 2, "weekday_tail"):
        return at + 3
    if not scan.has(at - 1, "weekday_cues") or scan.norm(at + 1) in DASHES:
        return None
    ends = not scan.is_word(at + 1) and not scan.numeral(at + 1) or scan.has(at + 1, "weekday_followers")
    return at + 1 if ends else None
