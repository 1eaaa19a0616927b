"""On the screen: the findings that do not count, those that an editor decided on with the reason given."""

from __future__ import annotations

from collections import Counter

from claimcheck.model import Report
from claimcheck.report.coverage import DECIDED
from claimcheck.report.places import Places
from claimcheck.report.render import span_of
from claimcheck.report.screen import Screen
from claimcheck.report.wording import Words


def draw(screen: Screen, report: Report, places: Places, marks: Words) -> None:
    """One line for each decision, one for each other reason with a count; nothing when everything counts."""
    if not report.waived:
        return
    screen.print()
    screen.print((marks.text("waived_title"), "dim"))
    for each in report.waived:
        if each.by in DECIDED:
            where = places.shown(min(span_of(term).start for term in each.finding.relation.terms))
            told = f"{marks.text(f'waiver.{each.by}')}: {each.reason}"
            screen.labelled(f"  {where}  {each.finding.rule}  ", "dim", told)
    others = Counter(each.by for each in report.waived if each.by not in DECIDED)
    for by, number in others.items():
        screen.labelled(f"  {number}  ", "dim", marks.text(f"waiver.{by}"))
