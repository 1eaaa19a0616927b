"""Comments by which an editor leaves a finding alone: `claimcheck: ignore A101 -- the ministry counts so`.

A comment covers the paragraph it stands in, else the one it precedes; before a table, the table. `ignore-next` covers
the paragraph that follows, `ignore-file` the whole story.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claimcheck.errors import nearest
from claimcheck.model import Aside, Document, Finding, Span, Waived, Waiver

IGNORE = "ignore"
NEXT = "ignore-next"
FILE = "ignore-file"
_KINDS = (IGNORE, NEXT, FILE)
_ASKED = re.compile(r"claimcheck(:?)\s*([^\W_][\w-]*)?(.*)", re.DOTALL | re.IGNORECASE)
_REASON = re.compile(r"\s*(?:--+|[—–])\s*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One rule that a comment asks to ignore: by which word (`kind`), and which stretch of text it speaks of."""

    kind: str
    rule: str
    reason: str
    line: int
    covered: Span

    def waive(self, finding: Finding) -> Waived | None:
        """The finding with the comment's reason, None when it is another rule or another place."""
        places = (term.place for term in finding.relation.terms)
        if finding.rule != self.rule or not any(place.overlaps(self.covered) for place in places):
            return None
        return Waived(finding, Waiver.COMMENT, self.reason)


@dataclass(frozen=True, slots=True)
class Comments:
    """What comments of a story ask for; `problems` name what cannot be meant, `remarks` say what is left unheeded."""

    found: tuple[Comment, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def waive(self, finding: Finding) -> Waived | None:
        """The finding with the reason of the first comment that covers it."""
        return next((waived for waived in (each.waive(finding) for each in self.found) if waived), None)

    def idle(self, path: str, waived: Collection[Waived], running: Collection[str]) -> Iterator[str]:
        """A remark on each comment that ignores nothing, of the rules that ran."""
        for each in self.found:
            if each.rule in running and not any(each.waive(one.finding) for one in waived):
                yield f"{path}:{each.line}: «{each.kind} {each.rule}» has nothing to ignore here"


def read(document: Document, known: Collection[str]) -> Comments:
    """The comments of a story; `known` are the ids of the rules there are."""
    read_in = [_read(document, aside, known) for aside in document.comments]
    return Comments(
        tuple(each for one in read_in for each in one.found),
        tuple(each for one in read_in for each in one.problems),
        tuple(each for one in read_in for each in one.remarks),
    )


def _read(document: Document, aside: Aside, known: Collection[str]) -> Comments:
    """What one comment asks for."""
    line = document.text.count("\n", 0, aside.span.start) + 1
    where = f"{document.path}:{line}"
    if not aside.heeded:
        return Comments(remarks=(f"{where}: «{aside.words}» is a heading here, write <!-- {aside.words} -->",))
    asked = _ASKED.match(aside.words)
    colon, kind, rest = (asked[1], (asked[2] or "").lower(), asked[3]) if asked else ("", "", "")
    if not colon:
        return Comments(problems=(f"{where}: a comment begins with «claimcheck:», this one lacks the colon",))
    if kind not in _KINDS:
        told = f"{where}: a comment may ask to «{IGNORE}» a rule, not «{kind}»{nearest(kind, _KINDS)}"
        return Comments(problems=(told,))
    names, *reasons = _REASON.split(rest, maxsplit=1)
    rules = names.replace(",", " ").split()
    if not rules:
        return Comments(problems=(f"{where}: «{kind}» names no rule, write «{kind} A101 -- the reason»",))
    if unknown := [rule for rule in rules if rule not in known]:
        told = f"{where}: «{kind} {{}}»: there is no such rule{{}}"
        return Comments(problems=tuple(told.format(rule, nearest(rule, known)) for rule in unknown))
    reason = " ".join(reasons[0].split()) if reasons else ""
    if not any(sign.isalnum() for sign in reason):
        told = f"{where}: «{kind} {' '.join(rules)}» is not heeded without a reason, add «-- the reason»"
        return Comments(remarks=(told,))
    covered = _covered(document, aside.span, kind)
    if covered is None:
        return Comments(remarks=(f"{where}: «{kind} {' '.join(rules)}» stands before no paragraph",))
    return Comments(tuple(Comment(kind, rule, reason, line, covered) for rule in rules))


def _covered(document: Document, comment: Span, kind: str) -> Span | None:
    """What a comment speaks of; None where there is no such paragraph."""
    if kind == FILE:
        return Span(0, len(document.text))
    parts = document.parts
    after = bisect_left(parts, comment.start, key=lambda part: part.span.start)
    before = parts[after - 1].span if after else None
    inside = before and (before.end > comment.start or "\n" not in document.text[before.end : comment.start])
    if kind == NEXT and after < len(parts) and parts[after].span.start <= comment.start:
        after += 1
    if before and inside and kind == IGNORE:
        return before
    if after == len(parts):
        return None
    following = parts[after].span
    at = bisect_right(document.tables, following.start, key=lambda table: table.span.start) - 1
    table = document.tables[at].span if at >= 0 else None
    return table if table and table.overlaps(following) else following
