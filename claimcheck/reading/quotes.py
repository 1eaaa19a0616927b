"""Where somebody else is speaking: the stretches between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimcheck.model import Part, Span

_MARK = re.compile('["‘«“„»‹›]')
_CLOSERS = {"«": "»", "“": "”", "„": "“”", "»": "«", "‹": "›"}
REACH = 4  # paragraphs that one quotation may go on through without a mark


def find(prose: str, parts: Iterable[Part]) -> tuple[Span, ...]:
    """The quotations of each part, marks included, in order and not overlapping.

    A span ends with its paragraph at the latest. A mark that is never closed, or that is opened again
    before it is closed, opens nothing; but a quotation goes on into the next paragraphs where the next
    begins with the same typographic mark, or where the first typewriter mark there closes it.
    """
    found: list[Span] = []
    blocks = [part.span for part in parts]
    carried = 0
    for number, block in enumerate(blocks):
        at = block.start
        if carried:
            carried -= 1
            at = block.end if carried else prose.index('"', at) + 1
            found.append(Span(block.start, at))
        following = prose[blocks[number + 1].start] if number + 1 < len(blocks) else ""
        while mark := _MARK.search(prose, at, block.end):
            at = mark.start()
            end = _end(prose, at, block, following)
            if end is None and prose[at] == '"' and _opens(prose, at, block):
                carried = _reach(prose, at, blocks, number)
                end = block.end if carried else None
            if end is not None:
                found.append(Span(at, end))
            at = end or at + 1
    return tuple(found)


def _reach(prose: str, at: int, blocks: Sequence[Span], number: int) -> int:
    """In how many paragraphs from here the typewriter mark at `at` is closed; 0 when it is not."""
    if prose.find('"', at + 1, blocks[number].end) >= 0 or _spaced(prose, at + 1, blocks[number]):
        return 0
    for further, block in enumerate(blocks[number + 1 : number + 1 + REACH], start=1):
        close = prose.find('"', block.start, block.end)
        if close >= 0:
            closing = not _spaced(prose, close - 1, block) and not prose[close + 1 : close + 2].isalnum()
            return further if closing else 0
    return 0


def _end(prose: str, at: int, block: Span, following: str) -> int | None:
    """Where the quotation that opens here ends; None when none opens."""
    mark = prose[at]
    if mark == '"':
        return _straight(prose, at, block) if _opens(prose, at, block) else None
    if mark != "‘" and mark not in _CLOSERS:
        return None
    if mark in "‘»" and (not _opens(prose, at, block) or _spaced(prose, at + 1, block)):
        return None
    again = prose.find(mark, at + 1, block.end)
    limit = block.end if again < 0 else again
    if mark == "‘":
        return _single(prose, at, limit)
    ends = [end for end in (prose.find(closer, at + 1, limit) for closer in _CLOSERS[mark]) if end > 0]
    if ends:
        return min(ends) + 1
    return block.end if again < 0 and following == mark else None


def _straight(prose: str, at: int, block: Span) -> int | None:
    """A typewriter mark closes unless it looks like another opener."""
    end = prose.find('"', at + 1, block.end)
    if end <= at + 1:
        return None
    return None if _spaced(prose, end - 1, block) and prose[end + 1 : end + 2].isalnum() else end + 1


def _single(prose: str, at: int, limit: int) -> int | None:
    """The first raised comma that ends a word and is no apostrophe inside one."""
    end = prose.find("’", at + 2, limit)
    while end > 0 and (prose[end - 1].isspace() or prose[end + 1 : end + 2].isalnum()):
        end = prose.find("’", end + 1, limit)
    return end + 1 if end > 0 else None


def _opens(prose: str, at: int, block: Span) -> bool:
    """Whether a mark stands where a quotation can begin: after a space, a bracket or an elided article."""
    before = prose[at - 1] if at > block.start else " "
    return not before.isalnum() and before not in ".,;:!?%)"


def _spaced(prose: str, at: int, block: Span) -> bool:
    """Whether white space or the edge of the block is here."""
    return not block.start <= at < block.end or prose[at].isspace()
