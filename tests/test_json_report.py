"""The JSON report: exact numbers, code-point offsets, always valid against the schema that is shipped."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from builders import claim, document, finding, relation, report, rule, source, span, term
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Failure, Hedge, Verdict, Waived, Waiver
from claimcheck.report import json_report

SCHEMA = json.loads((Path(json_report.__file__).parent / "schema.json").read_text(encoding="utf-8"))
TEXT = "Fermi\nOltre 1.000 fermati 😀, dice Orwik.\nCirca 1.300 fermati.\n"
RULE = rule("C901", "figures-differ", message={"en": "{low} or {high}?", "it": "{low} o {high}?"})


def told(*, findings: bool = True) -> Any:
    """One report on TEXT, as JSON that was written, validated and read again."""
    first = claim(TEXT, "Oltre 1.000 fermati", 1000, hedge=Hedge.OVER, counted="fermati", said_by=source("Orwik"))
    second = claim(TEXT, "Circa 1.300 fermati", 1300, hedge=Hedge.ABOUT, counted="fermati", id="c2")
    about = relation(
        "same-measure",
        Verdict.DIFFERS,
        term("one", first),
        term("other", second),
        term("word", span(TEXT, "dice")),
        low=1000,
        high=1300,
    )
    story = report(
        document(TEXT, "fermi.txt"),
        claims=(first, second),
        relations=(about,),
        findings=(finding(RULE, about),),
        failures=(Failure("parts", "KeyError: 'x'"),),
        waived=(Waived(finding(RULE, about), Waiver.ACCEPTED, "the ministry counts so"),),
    )
    out = io.StringIO()
    json_report.write([story], {"C901": RULE}, None, out, findings=findings)
    data = json.loads(out.getvalue())
    jsonschema.validate(data, SCHEMA)
    return data


def test_a_claim_tells_its_interval_hedge_source_and_place() -> None:
    shown = told()["documents"][0]["claims"][0]
    assert {
        "start": 6,
        "end": 25,
        "line": 2,
        "column": 1,
        "text": "Oltre 1.000 fermati",
        "value": "1000",
        "low": "1000",
        "high": None,
        "low_open": True,
        "high_open": True,
        "hedge": "over",
        "part": "body",
    }.items() <= shown.items()
    assert "Orwik" == shown["source"]["name"]
    assert "fermati" == shown["counted"]["text"]


def test_columns_and_offsets_count_code_points() -> None:
    shown = told()["documents"][0]["findings"][0]["spans"][2]
    assert (29, 2, 24, "dice") == (shown["start"], shown["line"], shown["column"], shown["text"])


def test_a_finding_speaks_the_storys_language_and_names_its_relation() -> None:
    shown = told()["documents"][0]["findings"][0]
    assert ("C901", "figures-differ", "1.000 o 1.300?", "r1", None) == tuple(
        shown[key] for key in ("rule", "name", "message", "relation", "suggestion")
    )


def test_a_term_that_is_no_claim_shows_its_words() -> None:
    terms = told()["documents"][0]["relations"][0]["terms"]
    assert {"role": "one", "claim": "c1"} == terms[0]
    assert {"role": "word", "claim": None, "start": 29, "end": 33, "text": "dice"} == terms[2]


def test_what_was_read_is_the_same_document_without_findings() -> None:
    whole, read = told(), told(findings=False)
    del whole["documents"][0]["findings"], whole["documents"][0]["waived"]
    assert whole["documents"] == read["documents"]
    assert {"documents": 1, "claims": 2} == read["summary"]


def test_the_summary_counts_by_severity() -> None:
    assert {
        "documents": 1, "claims": 2, "errors": 1, "warnings": 0, "notes": 0, "waived": 1, "judged": 2, "relations": 1,
    } == told()["summary"]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(1000), "1000"),
        (Fraction("46.8"), "46.8"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-7, 6), "-7/6"),
        (None, None),
    ],
)
def test_a_number_is_an_exact_decimal_or_a_fraction(value: Fraction | None, shown: str | None) -> None:
    assert shown == json_report.exact(value)


@given(st.fractions())
def test_a_number_survives_the_writing(value: Fraction) -> None:
    assert value == Fraction(json_report.exact(value) or "")


def test_a_finding_that_does_not_count_is_told_apart_with_its_reason() -> None:
    (waived,) = told()["documents"][0]["waived"]
    assert ("accepted", "the ministry counts so", "C901") == (waived["by"], waived["reason"], waived["finding"]["rule"])
