"""How far a report reaches: figures read and compared, findings that do not count, rules that had no turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from claimcheck.model import Gap, Report, SecondReading, Waived, Waiver
from claimcheck.report.wording import FALLBACK, Words, words

DECIDED = (Waiver.COMMENT, Waiver.ACCEPTED)  # findings waived for these reasons are told one by one


def told(reports: Sequence[Report], marks: Words) -> str:
    """`18 figures read, 9 compared in 8 relations, no problem among these`: what was read and judged, in one line.

    That there is no problem is said only where some figure was compared and all rules were held against all stories.
    """
    covered = [report.coverage for report in reports]
    read, judged, relations = (
        sum(each) for each in zip(*((one.figures, one.judged, one.relations) for one in covered), strict=True)
    )
    if not read:
        return marks.count("count.no_figures", 0)
    shown = [marks.count("count.figure", read)]
    shown.append(
        f"{marks.count('count.compared', judged)} {marks.count('count.in_relation', relations)}"
        if judged
        else marks.text("none_compared")
    )
    if judged and all(report.clean for report in reports):
        shown.append(marks.text("no_other_problem" if any(report.waived for report in reports) else "no_problem"))
    return ", ".join(shown)


def set_aside(waived: Iterable[Waived], marks: Words) -> str:
    """`1 accepted, 2 known from an earlier report`: how many findings do not count; empty when all do."""
    found = Counter(given.by for given in waived)
    return ", ".join(marks.count(f"count.waived.{by}", found[by]) for by in Waiver if found[by])


def whole(reports: Sequence[Report], marks: Words) -> str:
    """What was read and judged, then what does not count."""
    waived = (given for report in reports for given in report.waived)
    return "; ".join(filter(None, [told(reports, marks), set_aside(waived, marks)]))


def gaps(report: Report, marks: Words) -> Iterator[str]:
    """A sentence for each reason why a story was not, or not wholly, checked."""
    return _missed(report, [why for why in Gap if why.hinders], marks)


def idle(report: Report, marks: Words) -> Iterator[str]:
    """A sentence for each reason why rules had no turn in a story that was checked nevertheless."""
    return _missed(report, [why for why in Gap if not why.hinders], marks)


def _missed(report: Report, reasons: Sequence[Gap], marks: Words) -> Iterator[str]:
    for why in reasons:
        names = [each.rule for each in report.not_run if each.why is why]
        if names:
            yield marks.text(f"gap.{why}", n=", ".join(names))


def remarks(report: Report, marks: Words) -> list[str]:
    """What a reader must know before trusting a report: what was not checked, what the reading had to guess, and what
    rests on a second reader."""
    guessed = (_guessed(note, marks) for note in report.document.notes)
    return [*gaps(report, marks), *guessed, *second(report.reader, marks)]


def second(read: SecondReading | None, marks: Words) -> Iterator[str]:
    """A sentence on the second reader, if one was asked."""
    if read is not None and read.why:
        yield marks.text("second.none", model=read.model, why=read.why)
    elif read is not None:
        yield marks.text("second.used", model=read.model, day=read.asked, n=read.proposals, refused=read.refused,
                         used=read.used)  # fmt: skip


def _guessed(note: str, marks: Words) -> str:
    """A note of the reading, which is English, in the words of a language; as it is where they have none for it."""
    for name, shape in _shapes().items():
        if match := shape.fullmatch(note):
            return marks.text(f"reading.{name}", **match.groupdict())
    return note


@cache
def _shapes() -> Mapping[str, re.Pattern[str]]:
    """The English notes by name, each with its holes."""
    english = words(FALLBACK)
    told = {name: re.escape(english.text(f"reading.{name}")) for name in english.names("reading")}
    return {name: re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", text)) for name, text in told.items()}
