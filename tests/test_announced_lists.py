"""A number that announces a list, and the lists that a story gives behind numbers which do not."""

from __future__ import annotations

import pytest

from claimcheck.evidence.lists import features
from claimcheck.model import Severity, Span, Verdict
from tests.judged import judge, read, severities


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Six members, Ada Brown, Paul Jones and Rita Clark, voted against the plan."),
        ("en", "Five schools will stay shut on Monday: Hill Primary, St John's, Dale High and Moor Park."),
        ("en", "The six lakes in the valley, Orta, Lugo and Varno, hold less water than usual."),
        ("it", "Restano chiuse quattro strade: via Verdi, corso Roma e viale dei Tigli."),
        ("es", "Las cinco playas del municipio (Cala Rota, Las Rocas y El Moral) seguirán cerradas."),
    ],
)
def test_a_number_that_its_list_does_not_keep_is_an_error(code: str, text: str) -> None:
    assert severities("L601", f"The council met\n\n{text}\n", code) == [Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "Six members, Ada Brown, Paul Jones and Rita Clark among them, voted against the plan.",
        "Nine planes were sent, and with the crews came Ada Brown, Paul Jones and Rita Clark.",
        "Of the seven suspects two, Ada Brown and Paul Jones, have confessed.",
        "In three towns of the district the mayor, the vicar and the miller marched together.",
        "The five sections of Orta, Lugo, Varno, Belsa and Trin have 216 members.",
    ],
)
def test_a_list_that_the_number_does_not_announce_is_none_of_its(text: str) -> None:
    assert severities("L601", f"The council met\n\n{text}\n") == []


def test_a_list_belongs_to_the_number_that_it_keeps() -> None:
    found = judge("Of the five firms three, Orta, Lugo and Varno, met the goal.\n").relations
    lists = [each for each in found if each.kind == "count-of-list"]
    assert [(each.verdict, each.slots["announced"]) for each in lists] == [(Verdict.HOLDS, 3)]


def test_what_leads_a_list_and_what_stands_between_is_evidence() -> None:
    text = "Six lakes in the valley, Orta, Lugo and Varno, are dry.\n"
    article = read(text)
    span = Span(text.index("Orta"), text.index("Varno") + len("Varno"))
    shown = features(article, article.claims[0], span, Verdict.BROKEN)
    assert {"by comma", "some words between", "3 items", "names", "complete", "in words"} <= shown
