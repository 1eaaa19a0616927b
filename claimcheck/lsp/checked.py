"""A text in an editor, checked with the settings of its file as `claimcheck check` would check it saved."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimcheck import newsroom, reading
from claimcheck.desk import Desk, Options
from claimcheck.errors import InputError
from claimcheck.model import Claim, Relation, Report, Span
from claimcheck.reading.paths import Story
from claimcheck.report.entries import Entry, entries
from claimcheck.report.wording import Words, words
from claimcheck.rulebook import Rule

_UNSHOWN = {*reading.DATA_FORMATS, *reading.COLLECTIONS}
_LINED = re.compile(r"(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True)
class Checked:
    """A text and all that is known of it. `remarks` are what is wrong with its comments, each with its line;
    `ui` is the language of messages (None: the story's)."""

    text: str
    report: Report
    rules: Mapping[str, Rule]
    ui: str | None
    remarks: tuple[tuple[int, str], ...]

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The findings in words, the gravest first."""
        return entries(self.report, self.rules, self.ui)

    @property
    def words(self) -> Words:
        """The words of the interface for this story."""
        return words(self.ui or self.report.language)

    def claim(self, offset: int) -> Claim | None:
        """The claim whose words stand at an offset, the shortest where there are several."""
        found = [claim for claim in self.report.claims if touches(claim.span, Span(offset, offset))]
        return min(found, key=lambda claim: (not claim.span.start <= offset < claim.span.end, _length(claim.span)),
                   default=None)  # fmt: skip

    def relations(self, claim: Claim | None, offset: int) -> list[Relation]:
        """The relations a claim is in; without one those that have words at an offset."""
        if claim is None:
            place = Span(offset, offset)
            return [each for each in self.report.relations if any(touches(term.place, place) for term in each.terms)]
        return [each for each in self.report.relations if any(term.claim == claim for term in each.terms)]


def readable(path: str) -> bool:
    """Whether a file of this name is text in which places can be shown."""
    return os.path.splitext(path)[1].lower() not in _UNSHOWN


def check(path: str, text: str, options: Options) -> Checked:
    """Check the text that an editor has for a path. Raises ClaimcheckError."""
    desk = Desk(options)
    run = newsroom.check_one(Story(path, path, encoded(text)), desk)
    if not run.reports:
        raise InputError("; ".join(run.problems))
    asked = desk.layer(path).get("ui-language")
    rules = {rule.id: rule for rule in desk.known(path)}
    remarks = (_LINED.fullmatch(told.removeprefix(f"{path}:")) for told in (*run.problems, *run.remarks))
    lined = tuple((int(found[1]), found[2]) for found in remarks if found)
    return Checked(text, run.reports[0], rules, asked.value if asked else None, lined)


def encoded(text: str) -> bytes:
    """The text as a file holds it, with every character in its place: a mark of the byte order would be dropped."""
    return (" " + text[1:] if text.startswith("\ufeff") else text).encode("utf-8", "replace")


def touches(span: Span, other: Span) -> bool:
    """Whether two spans share a character or an end."""
    return span.start <= other.end and other.start <= span.end


def _length(span: Span) -> int:
    return span.end - span.start
