"""What a rule accuses is weighed first: how the figures fail, how they stand, and what stands about them."""

from __future__ import annotations

import pytest

from claimcheck.evidence.faults import features
from claimcheck.model import Finding, Relation, Severity, Verdict
from tests.judged import judge, read


def found(text: str) -> dict[str, Finding]:
    """What is found in an English text, by rule."""
    return {finding.rule: finding for finding in judge(text).findings}


def failing(*working: str) -> set[str]:
    article = read("Nothing is counted here.")
    return {each for each in features(article, Relation("any", Verdict.BROKEN, (), working)) if "apart" in each}


def test_a_part_beyond_the_whole_it_is_told_of_is_an_error_and_says_why() -> None:
    finding = found("The club has 48 members, and 61 of the 48 have voted.\n")["A102"]
    assert finding.severity is Severity.ERROR
    assert {"0 steps apart"} <= {each.feature for each in finding.evidence}


def test_ages_that_lie_far_apart_are_those_of_two_people_and_a_note() -> None:
    text = "Lena Orth plans to marry a 29-year-old violinist.\n\nThe 61-year-old senator's wedding is a rumour.\n"
    assert all(finding.severity is Severity.NOTE for finding in found(text).values())


def test_a_date_that_no_calendar_has_needs_no_evidence() -> None:
    finding = found("The fine dates from 31 June 2023, the mayor of Orveda said.\n")["T402"]
    assert (finding.severity, finding.evidence) == (Severity.ERROR, ())


@pytest.mark.parametrize(
    ("working", "expected"),
    [
        (("2024 - 1950 = 74", "74 != 84"), {"apart by 0.2", "apart by a slip"}),
        (("(66 - 60) / 60 = 10 %", "10 % != 20 %"), {"apart by 0.5", "apart by a slip"}),
        (("36000 / 20 = 1800", "1800 != 18"), {"far apart", "apart by a factor of ten"}),
        (("61 > 48",), {"apart by 0.35"}),
    ],
)
def test_a_fault_is_known_by_how_far_it_misses(working: tuple[str, ...], expected: set[str]) -> None:
    assert failing(*working) == expected
