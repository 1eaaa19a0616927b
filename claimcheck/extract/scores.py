"""Scores and votes for and against: 3-1, 52-48, 6-4 6-7 6-3, `vince 3 a 1`, `passed 31 to 22`.

A pair that could be a range (18-24, 20-30 people) is left alone unless the sentence speaks of a
result: precision first.
"""

from __future__ import annotations

from fractions import Fraction

from claimcheck.extract.mention import Mention
from claimcheck.extract.scan import DASHES, Scan
from claimcheck.model import Kind

BEFORE, AFTER = 10, 4
CLOSE = 4
LONGEST = 3


def read(scan: Scan, at: int) -> Mention | None:
    """The score that begins at token `at`."""
    if scan.whole(at) is None or len(scan.norm(at)) > LONGEST or scan.tight(at) and not _opens(scan, at):
        return None
    if scan.is_amount(at, at):
        return None
    return _dashed(scan, at) or _spelled(scan, at)


def _opens(scan: Scan, at: int) -> bool:
    return scan.norm(at - 1) in ("(", "[", "'", '"', "“", "«", "‘")


def _dashed(scan: Scan, at: int) -> Mention | None:
    """3-1, 20–18, 5-to-4, 12-3-1."""
    figures, last = _chain(scan, at)
    if len(figures) < 2 or scan.unit_follows(last) or _glued(scan, last) or scan.has(at - 1, "scores.never_after"):
        return None
    tied = last + 1 if scan.norm(last) in DASHES and scan.tight(last + 1) else last
    cued = _cued(scan, at, last) or scan.has(tied, "scores.nouns")
    noun = scan.noun_follows(last) and not scan.has(last, "scores.nouns")
    if len(figures) > 2:
        return _mention(scan, at, last, figures) if cued and not noun and len(figures) == 3 else None
    first, second = figures
    if noun or not scan.tight(at + 1) and not (cued or _neighbour(scan, at)):
        return None
    if first <= second and not (cued or _neighbour(scan, at) or first == second < 10):
        return None
    return _mention(scan, at, last, figures)


def _chain(scan: Scan, at: int) -> tuple[list[int], int]:
    """The whole numbers joined from `at` on by dashes, or colons in languages that write scores so, and the token
    behind them."""
    figures: list[int] = []
    signs = {"&", ":"} if scan.pack.text("scores.colon") else {"&"}
    last = at
    while (value := scan.whole(last)) is not None and len(scan.norm(last)) <= LONGEST and len(figures) < 5:
        figures.append(value)
        link = last + 1
        dashed = scan.norm(link) in DASHES or scan.norm(link) in signs and scan.tight(link)
        if not dashed or scan.tight(link) != scan.tight(link + 1):
            return figures, link
        last = link + 1
        if len(figures) > 1 and scan.norm(at + 1) == ":" and scan.is_word(last):
            return figures, link
        if scan.has(last, "scores.to") and scan.norm(last + 1) in DASHES and scan.tight(last + 1):
            last += 2
    return [], at


def _glued(scan: Scan, at: int) -> bool:
    """Whether the pair goes on into something else (5-4°, 3-1:2, 18-24s); a colon before a space only ends it."""
    if scan.norm(at) == ":" and not scan.tight(at + 1):
        return False
    return scan.tight(at) and (scan.is_word(at) and scan.norm(at) not in ("'s",) or scan.norm(at) in "/:°º+=&")


def _spelled(scan: Scan, at: int) -> Mention | None:
    """`3 a 1`, `31 to 22` where a result is spoken of, and not a change from one to the other."""
    if not scan.has(at + 1, "scores.to"):
        return None
    first, second, last = scan.whole(at), scan.whole(at + 2), at + 3
    if first is None or second is None or len(scan.norm(at + 2)) > LONGEST or _glued(scan, last):
        return None
    if _moves(scan, at) or scan.counts(last) and not scan.has(last, "scores.nouns"):
        return None
    near = _any(scan, range(at - CLOSE, at), "scores.words") or scan.has(last, "scores.nouns")
    if not (near or first > second and _cued(scan, at, last)):
        return None
    return _mention(scan, at, last, [first, second])


def _moves(scan: Scan, at: int) -> bool:
    """Whether the word before makes a pair in words no result (de 40 à 60, but le score de 3-1)."""
    return scan.has(at - 1, "scores.never_after") or scan.has(at - 1, "scores.moves")


def _cued(scan: Scan, first: int, last: int) -> bool:
    """Whether a word of winning, losing or voting stands near."""
    return _any(scan, range(first - BEFORE, first), "scores.words") or _any(
        scan, range(last, last + AFTER), "scores.words"
    )


def _any(scan: Scan, places: range, path: str) -> bool:
    return any(scan.has(at, path) for at in places)


def _neighbour(scan: Scan, at: int) -> bool:
    """Whether another pair stands just before (6-4 |6-7|; 20-18 (|10-0|))."""
    before = at - 2 if scan.norm(at - 1) in (",", "(", ";") else at - 1
    return scan.whole(before) is not None and scan.norm(before - 1) in DASHES and scan.whole(before - 2) is not None


def _mention(scan: Scan, first: int, last: int, figures: list[int]) -> Mention:
    return scan.mention(first, last, Kind.SCORE, "score", operands=tuple(Fraction(value) for value in figures))
