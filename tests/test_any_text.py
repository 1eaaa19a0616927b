"""Whatever the text, there is a report, and it is valid JSON of the published form."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claimcheck import engine, language, pipeline, reading, report, rulebook
from claimcheck.errors import InputError
from claimcheck.report import concise, json_report, terminal

SCHEMA = Draft202012Validator(json.loads((Path(report.__file__).parent / "schema.json").read_text(encoding="utf-8")))
RULES = {rule.id: rule for rule in rulebook.load(rulebook.FOLDER)}

WORDS = (
    "12 13 25 1.300 1,300 3,5 % per cent per cento milioni million euro $ € «» \" ' ( ) : ; , . - – / + \n\n # | * < >"
    " tra cui including di cui of whom women donne uomini men people persone circa about oltre more than 31 April"
    " aprile 2025 lunedì Monday alle at 12:30 km years anni half metà uno su one in five in totale rose from to by"
    " secondo said da a 1e400 99999999999999999999999999 ½ ² ٣ ١٢ 一 \u202e \U0001f600 0 -1 1/0 0/0 1-2 3:0"
)
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")  # a file with NUL bytes is refused as no text
TEXTS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join) | st.text(CHARACTERS, max_size=300)
CODES = st.sampled_from(language.codes())


@cache
def jobs() -> tuple[engine.Job, ...]:
    return engine.plan(tuple(RULES.values()))


@settings(deadline=None, max_examples=150)
@given(TEXTS, CODES, st.sampled_from(["txt", "md"]))
def test_any_text_gives_a_report_without_failures(text: str, code: str, suffix: str) -> None:
    document = reading.read_bytes(text.encode("utf-8", "replace"), f"any.{suffix}")
    told = pipeline.check(document, jobs(), code=code)
    assert () == told.failures
    out = io.StringIO()
    json_report.write([told], RULES, None, out)
    data = json.loads(out.getvalue())
    SCHEMA.validate(data)
    for claim in data["documents"][0]["claims"]:
        assert claim["text"] == document.text[claim["start"] : claim["end"]]
    concise.write([told], RULES, None, io.StringIO())
    terminal.write([told], RULES, None, io.StringIO(), width=60)
    terminal.write_claims([told], None, io.StringIO(), width=60)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_one_sentence(data: bytes) -> None:
    try:
        told = pipeline.check(reading.read_bytes(data, "any.txt"), jobs())
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert () == told.failures
