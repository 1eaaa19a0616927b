"""What a reader must know before trusting a report: what was guessed in reading, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.model import Gap, Report
from claimcheck.report.wording import Words


def gaps(report: Report, marks: Words) -> Iterator[str]:
    """A sentence for each reason why not all rules were, or were wholly, held against a story."""
    rules = {why: [each.rule for each in report.not_run if each.why is why] for why in Gap}
    for why, names in rules.items():
        if names:
            yield marks.text(f"gap.{why}", n=", ".join(names))


def remarks(report: Report, marks: Words) -> list[str]:
    """The gaps, then what the reading had to guess."""
    return [*gaps(report, marks), *report.document.notes]
