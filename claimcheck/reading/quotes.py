"""Where somebody else is speaking: the stretches between quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.model import Part, Span

_CLOSERS = {"«": "»", "“": "”", "„": "“”", "»": "«", "‹": "›"}


def find(prose: str, parts: Iterable[Part]) -> tuple[Span, ...]:
    """The quotations of each part, marks included, in order and not overlapping.

    A quotation ends with its paragraph at the latest. A mark that is never closed, or that is opened
    again before it is closed, opens nothing; but where the next paragraph begins with the same mark,
    the quotation goes on to the end of this one.
    """
    found: list[Span] = []
    blocks = [part.span for part in parts]
    for number, block in enumerate(blocks):
        following = prose[blocks[number + 1].start] if number + 1 < len(blocks) else ""
        found.extend(_in_block(prose, block, following))
    return tuple(found)


def _in_block(prose: str, block: Span, following: str) -> Iterator[Span]:
    at = block.start
    while at < block.end:
        end = _end(prose, at, block, following)
        if end is not None:
            yield Span(at, end)
        at = end or at + 1


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
    return None if _spaced(prose, end - 1, block) and not _spaced(prose, end + 1, block) else end + 1


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
