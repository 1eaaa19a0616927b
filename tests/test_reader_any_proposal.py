"""Whatever a reader proposes of a story of many sorts of figures: nothing crashes, and the rules' own findings stay."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from test_reader import article, asked, checked, core

from claimcheck.model import Verdict
from claimcheck.relations import ONE, PAIRS, named

STORY = """Harbour vote ends 12-9

ANSEL, Thursday 12 March 2025 - The board, 21 strong, voted 12 to 9 at 10.15 p.m. for a loan of €1.2 million, or about
1.1 million pounds, at 4.5 per cent a year for six years. Half of it, some 600,000 euros, is for a quay 120 metres (394
feet) long; between 30 and 40 boats, nearly a third of the 118, lie there. It is the 3rd loan since 1998.

Zero boats came on Monday, at most 5 on 9 March, over 1,000 in 2024, from 7 to 9 in May. Temperatures rose by 3 points
to -2 degrees. The mayor, 58, was born in June 1966; the fair began at 6 p.m. and ended at half past one. One in eight
of 0.5 hectares is -0% used, and the drawbridge 5/41 of the time. Dozens stayed for two hours and 10 minutes.
"""
FIGURES = len(asked(article(STORY)).figures)
QUOTES = ("Harbour vote ends", "half past one", "The board", "Zero boats came", "Dozens")
FIGURE = st.one_of(
    st.builds("f{}".format, st.integers(1, FIGURES)),
    st.builds("f{}.{}".format, st.integers(1, FIGURES), st.integers(1, 2)),
    st.sampled_from(["now", *QUOTES]),
)


@st.composite
def proposal(draw: st.DrawFn) -> dict[str, Any]:
    """A proposal that names roles as its relation has them."""
    relation = draw(st.sampled_from([*named().values()]))
    left_out = draw(
        st.sampled_from(
            [{*rest} if draw(st.booleans()) else {first} for first, rest in relation.either.items()] or [set()]
        )
    )
    terms = []
    for role, number in relation.roles.items():
        if role not in left_out:
            most = {ONE: 1, PAIRS: 4}.get(number, draw(st.integers(1, 4)))
            terms += [{"role": role, "figure": draw(FIGURE)} for _ in range(most)]
    sense = draw(st.sampled_from(relation.sense)) if relation.sense else None
    return {"relation": relation.name, "terms": terms, "sense": sense, "said": draw(st.sampled_from(QUOTES))}


BEFORE = core(STORY)


@given(st.lists(proposal(), min_size=1, max_size=12), st.integers(1, FIGURES))
def test_nothing_crashes_and_nothing_of_the_rules_is_lost(relations: list[dict[str, Any]], misread: int) -> None:
    told = {"figure": f"f{misread}", "as": "in_millions", "why": ""}
    answer = {"relations": relations, "misread": [told], "overlooked": [], "speakers": []}
    report = checked(json.dumps(answer), STORY)
    assert report.reader is not None
    assert ("", ()) == (report.reader.why, report.failures)
    assert [each for each in report.findings if not each.relation.evidence] == [*BEFORE.findings]
    assert all(each.working for each in report.relations if each.evidence and each.verdict is Verdict.BROKEN)
