"""Comments by which an editor leaves a finding alone: `claimcheck: ignore A101 -- the ministry counts so`.

A comment covers the paragraph it stands in, else the one it precedes; before a table, the table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claimcheck.errors import nearest
from claimcheck.model import Document, Finding, Span, Waived, Waiver

IGNORE = "ignore"
_ASKED = re.compile(r"claimcheck:\s*(\w*)(.*)", re.DOTALL)
_REASON = re.compile(r"\s*(?:--+|[—–])\s*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One rule that a comment asks to ignore; `covered` is the stretch of text it speaks of."""

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
    """What a story's comments ask for; `problems` name a rule there is not, `remarks` say what is left unheeded."""

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
                yield f"{path}:{each.line}: «{IGNORE} {each.rule}» has nothing to ignore here"


def read(document: Document, known: Collection[str]) -> Comments:
    """The comments of a story; `known` are the ids of the rules there are."""
    found: list[Comment] = []
    problems: list[str] = []
    remarks: list[str] = []
    for span in document.comments:
        line = document.text.count("\n", 0, span.start) + 1
        where = f"{document.path}:{line}"
        asked = _ASKED.search(span.of(document.text).removesuffix("-->").strip())
        word, rest = (asked[1], asked[2]) if asked else ("", "")
        if word != IGNORE:
            problems.append(f"{where}: a comment may ask to «{IGNORE}» a rule, not «{word}»{nearest(word, [IGNORE])}")
            continue
        names, *reasons = _REASON.split(rest, maxsplit=1)
        reason = " ".join(reasons[0].split()) if reasons else ""
        rules = names.replace(",", " ").split()
        if not rules:
            problems.append(f"{where}: «{IGNORE}» names no rule, write «{IGNORE} A101 -- the reason»")
        elif unknown := [rule for rule in rules if rule not in known]:
            problems.extend(
                f"{where}: «{IGNORE} {rule}»: there is no such rule{nearest(rule, known)}" for rule in unknown
            )
        elif not any(sign.isalnum() for sign in reason):
            remarks.append(f"{where}: «{IGNORE} {' '.join(rules)}» is not heeded without a reason, add «-- the reason»")
        elif covered := _covered(document, span):
            found.extend(Comment(rule, reason, line, covered) for rule in rules)
        else:
            remarks.append(f"{where}: «{IGNORE} {' '.join(rules)}» stands before no paragraph")
    return Comments(tuple(found), tuple(problems), tuple(remarks))


def _covered(document: Document, comment: Span) -> Span | None:
    parts = document.parts
    after = bisect_left(parts, comment.start, key=lambda part: part.span.start)
    before = parts[after - 1].span if after else None
    if before and (before.end > comment.start or "\n" not in document.text[before.end : comment.start]):
        return before
    if after == len(parts):
        return None
    following = parts[after].span
    at = bisect_right(document.tables, following.start, key=lambda table: table.span.start) - 1
    table = document.tables[at].span if at >= 0 else None
    return table if table and table.overlaps(following) else following
