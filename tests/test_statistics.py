"""P-values in the notation of papers, with the signs that rule files cannot show."""

from __future__ import annotations

import pytest

from claimcheck import pipeline
from claimcheck.checks import statistics
from claimcheck.extract.article import read_article
from claimcheck.language import pack
from claimcheck.model import Verdict


def verdicts(text: str) -> list[Verdict]:
    article = read_article(pipeline.from_text(text), pack("en"))
    return [relation.verdict for relation in statistics.p_value(article)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([Verdict.HOLDS], "The groups differed, F(1, 30) = 4.50, p < .05."),
        ([Verdict.BROKEN], "The groups differed, F(1, 30) = 1.50, p < .05."),
        ([Verdict.HOLDS], "The groups did not differ, t(28) = 0.40, p > .05."),
        ([Verdict.BROKEN], "The groups did not differ, t(28) = 4.40, p > .05."),
        ([Verdict.STRAINED], "The groups differed, t(28) = 4.40, p = .03."),
        ([], "The groups differed, t(28) = 2.20, p = .02, which half of the two-sided value would be."),
        ([], "The flight left at t = 4.40 and landed."),
    ],
)
def test_a_p_value_is_judged_by_its_statistic(expected: list[Verdict], text: str) -> None:
    assert expected == verdicts(text)
