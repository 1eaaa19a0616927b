"""The formats for machines and reviews: each is read by what reads it in practice, and no story can break out of it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from builders import document, finding, relation, report, rule, span, term
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from pardoned import DIFFER, RULES, TWO, faultless, pardoned
from sarif_kit import validate

from claimcheck.model import Failure, Report, Severity, Verdict, Waived, Waiver
from claimcheck.report import formats, json_report

MACHINE = [name for name in formats.CHECK if name not in formats.PLAIN]
SCHEMA = json.loads((Path(json_report.__file__).parent / "schema.json").read_text(encoding="utf-8"))

NASTY = (
    '=5+5 "cats" </script><!-- -->]]> **a** [x](1) @all #7 | ::error::x {0} %0A '
    "\x1b[31m\x00\ud800,;\t$1$ `y` 5 http://x.y/"
)
STRANGE = rule("S802", "source-is-vague", Severity.ERROR, message={"en": "{words}"}, why={"en": "Why [not](1) {0}?"})


def written(name: str, *reports: Report, ui: str | None = None, **others: Any) -> str:
    """What a format makes of reports on stories whose rules are those of the pardoned story."""
    out = io.StringIO()
    formats.write_check(name, reports or (pardoned(),), RULES, ui, out, **others)
    return out.getvalue()


def nasty(name: str) -> str:
    """What a format makes of a story that is all markup, in a file called so, too."""
    told = relation("vague", Verdict.BROKEN, term("source", span(NASTY, NASTY)), words=NASTY, working=(NASTY,))
    story = report(document(NASTY, NASTY[:40]), "en", findings=(finding(STRANGE, told),))
    out = io.StringIO()
    formats.write_check(name, [story], {"S802": STRANGE}, None, out)
    return out.getvalue()


def broken(story: Report | None = None) -> Report:
    """A story one check of which crashed."""
    return replace(story or pardoned(), failures=(Failure("parts.none", "KeyError: 'x'"),))


def sarif(text: str) -> Any:
    """The one run of a SARIF log that fits the published schema."""
    log = json.loads(text)
    assert [] == validate.validation_errors(log)
    return log["runs"][0]


@pytest.mark.parametrize("name", MACHINE)
def test_a_format_says_nothing_of_no_story_and_ends_its_last_line(name: str) -> None:
    out = io.StringIO()
    formats.write_check(name, [], {}, None, out)
    assert out.getvalue() in ("",) or out.getvalue().endswith("\n")


@pytest.mark.parametrize("name", MACHINE)
def test_any_story_can_be_written_and_encoded(name: str) -> None:
    nasty(name).encode("utf-8", "backslashreplace")


def test_jsonl_holds_the_documents_of_the_json_report_one_a_line() -> None:
    lines = written("jsonl", pardoned(), faultless()).splitlines()
    assert json.loads(written("json", pardoned(), faultless()))["documents"] == [json.loads(line) for line in lines]
    jsonschema.validate(json.loads(lines[0]), {"$ref": "#/$defs/document", "$defs": SCHEMA["$defs"]})


def test_csv_has_a_row_a_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert ["A101", "C302", "S802", ""] == [row["rule"] for row in rows]
    assert "9 cifre lette, 9 confrontate in 3 relazioni" == rows[-1]["message"]
    assert {
        "path": "graziati.txt",
        "line": "3",
        "column": "75",
        "severity": "error",
        "message": "Le parti sommano a 26, ma il totale indicato è 25.",
        "working": "12 + 14 = 26 ≠ 25",
        "text": "25 graziati",
        "places": "3:75 25 graziati, 3:88 12 donne, 3:99 14 uomini, 1:10 25 prigionieri",
    }.items() <= rows[0].items()


def test_csv_of_what_was_read_has_a_row_a_claim() -> None:
    out = io.StringIO()
    formats.write_claims("csv", [pardoned()], RULES, None, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert 9 == len(rows)
    assert ("> 1.000", "1000", "", "Lena Orwik", "yes") == tuple(
        rows[4][name] for name in ("reading", "low", "high", "source", "quoted")
    )


@pytest.mark.parametrize("start", list("=+-@") + ["\t=", "\r=", "＝"])
def test_no_cell_of_a_csv_is_a_formula(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    told = relation("vague", Verdict.BROKEN, term("source", span(text, text)), words=text)
    out = io.StringIO()
    story = report(document(text), "en", findings=(finding(STRANGE, told),))
    formats.write_check("csv", [story], {"S802": STRANGE}, None, out)
    row, _ = csv.DictReader(io.StringIO(out.getvalue()))
    assert not any(cell.lstrip()[:1] in set("=+-@\t\r＝") for cell in row.values() if cell)


def test_sarif_fits_the_schema_and_tells_every_place() -> None:
    run = sarif(written("sarif"))
    first = run["results"][0]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert "unicodeCodePoints" == run["columnKind"]
    assert ("A101", "error", 0) == (first["ruleId"], first["level"], first["ruleIndex"])
    assert (3, 75, 3, 86) == tuple(region[name] for name in ("startLine", "startColumn", "endLine", "endColumn"))
    assert ["12 donne", "14 uomini", "25 prigionieri"] == [
        each["physicalLocation"]["region"]["snippet"]["text"] for each in first["relatedLocations"]
    ]
    assert {"claimcheck/v1": "0" * 16} == first["partialFingerprints"]


def test_sarif_describes_the_rules_that_found_something() -> None:
    rules = sarif(written("sarif", ui="en"))["tool"]["driver"]["rules"]
    assert ["A101", "C302", "S802"] == [each["id"] for each in rules]
    assert "Readers notice this error first." == rules[0]["fullDescription"]["text"]
    assert "claimcheck explain A101" in rules[0]["help"]["text"]
    assert ["error", "warning", "note"] == [each["defaultConfiguration"]["level"] for each in rules]


def test_sarif_tells_of_suppressions_on_every_result_or_on_none() -> None:
    assert not any("suppressions" in each for each in sarif(written("sarif"))["results"])
    waived = (Waived(finding(DIFFER, TWO), Waiver.COMMENT, "two counts"), Waived(finding(DIFFER, TWO), Waiver.BASELINE))
    story = replace(faultless(), findings=pardoned().findings[1:2], waived=waived)
    told = [each["suppressions"] for each in sarif(written("sarif", story))["results"]]
    comment = {"kind": "inSource", "status": "accepted", "justification": "two counts"}
    assert [[], [comment], [{"kind": "external", "status": "accepted", "justification": "baseline"}]] == told


def test_sarif_tells_that_a_check_crashed() -> None:
    (invocation,) = sarif(written("sarif", broken()))["invocations"]
    assert (False, "error") == (
        invocation["executionSuccessful"],
        invocation["toolExecutionNotifications"][0]["level"],
    )


def test_a_story_cannot_make_links_or_placeholders_in_a_sarif_message() -> None:
    run = sarif(nasty("sarif"))
    text = run["results"][0]["message"]["text"]
    assert r"\[x\](1)" in text
    assert "{{0}}" in text
    assert "Why \\[not\\](1) {{0}}?" == run["tool"]["driver"]["rules"][0]["fullDescription"]["text"]


def test_sarif_tools_summarises_the_log(tmp_path: Path) -> None:
    (tmp_path / "report.sarif").write_text(written("sarif"), encoding="utf-8")
    command = [sys.executable, "-m", "sarif", "summary", str(tmp_path / "report.sarif")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "error: 1\n" in told
    assert "warning: 1\n" in told
    assert "note: 1\n" in told
    assert "A101" in told


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("città/a b.txt", "citt%C3%A0/a%20b.txt"),
        ("./a%.txt", "a%25.txt"),
        ("/nowhere/a.txt", "file:///nowhere/a.txt"),
        (str(Path.cwd() / "a.txt"), "a.txt"),
    ],
)
def test_a_file_is_named_as_a_repository_names_it(path: str, uri: str) -> None:
    story = pardoned()
    run = sarif(written("sarif", replace(story, document=replace(story.document, path=path))))
    assert uri == run["artifacts"][0]["location"]["uri"]


def test_github_gets_one_command_a_finding() -> None:
    lines = written("github").splitlines()
    assert (
        "::error file=graziati.txt,line=3,col=75,endColumn=86,title=claimcheck A101 parts-do-not-sum::"
        "Le parti sommano a 26, ma il totale indicato è 25.%0A12 + 14 = 26 ≠ 25%0A"
    ) in lines[0]
    assert ["::error", "::warning", "::notice"] == [line.split(" ")[0] for line in lines[:-1]]


def test_github_gets_a_plain_line_on_what_was_covered() -> None:
    told = "graziati.txt: 9 figures read, 3 compared in 1 relation, no problem among these\n"
    assert told == written("github", faultless(), ui="en")


def test_github_is_given_no_more_annotations_of_a_kind_than_it_shows() -> None:
    lines = written("github", *[pardoned()] * 12, ui="en").splitlines()
    for command in ("::error ", "::warning ", "::notice "):
        shown = [line for line in lines if line.startswith(command)]
        assert [10, f"{command}title=claimcheck::3 more are in the log and in the summary of the job"] == [
            len(shown),
            shown[-1],
        ]


def test_what_github_would_not_show_is_in_the_log() -> None:
    lines = written("github", *[pardoned()] * 12, ui="en").splitlines()
    told = "error graziati.txt:3 claimcheck A101 parts-do-not-sum: The parts add up to 26, but"
    assert 3 == sum(line.startswith(told) for line in lines)


def test_github_is_given_all_annotations_where_it_shows_all() -> None:
    assert 30 == written("github", *[pardoned()] * 10).count("graziati.txt,line=")


def test_a_story_cannot_give_github_a_command_by_the_log() -> None:
    told = relation("vague", Verdict.BROKEN, term("source", span(NASTY, NASTY)), words="::error::x\n::error::x")
    found = tuple(finding(STRANGE, told) for _ in range(12))
    out = io.StringIO()
    formats.write_check("github", [report(document(NASTY, "::x"), "en", findings=found)], {"S802": STRANGE}, None, out)
    assert 10 == sum(line.lstrip().startswith("::error") for line in out.getvalue().splitlines())


def test_a_story_cannot_give_github_a_command() -> None:
    *lines, covered = nasty("github").splitlines()
    assert not covered.lstrip().startswith("::")
    assert all(line.startswith(("::error file==5+5 ", "::notice file==5+5 ")) for line in lines)
    head, _, data = lines[0].removeprefix("::error ").partition("::")
    assert 5 == head.count(",") + 1
    assert "%250A" in data


def test_gitlab_gets_the_fields_it_documents_with_unique_fingerprints() -> None:
    issues = json.loads(written("gitlab", pardoned(), pardoned(), broken()))
    assert 10 == len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert ["major", "minor", "info"] == [issue["severity"] for issue in issues[:3]]
    assert "blocker" == issues[-1]["severity"]
    first = dict(issues[0])
    assert 32 == len(first.pop("fingerprint"))
    assert {
        "description": "Le parti sommano a 26, ma il totale indicato è 25. (12 + 14 = 26 ≠ 25)",
        "check_name": "A101 parts-do-not-sum",
        "severity": "major",
        "location": {"path": "graziati.txt", "lines": {"begin": 3, "end": 3}},
    } == first


def test_gitlab_fingerprints_do_not_depend_on_the_other_stories() -> None:
    alone, second = json.loads(written("gitlab")), json.loads(written("gitlab", faultless(), pardoned()))
    assert [issue["fingerprint"] for issue in alone] == [issue["fingerprint"] for issue in second]


def test_junit_has_a_suite_a_story_and_a_case_for_each_finding_and_each_sum_that_holds() -> None:
    suites = JUnitXml.fromstring(written("junit", pardoned(), faultless()).encode())
    assert [(4, 1, 2), (1, 0, 0)] == [(suite.tests, suite.failures, suite.skipped) for suite in suites]
    case = next(iter(next(iter(suites))))
    assert ("graziati.txt", "A101 parts-do-not-sum 3:75") == (case.classname, case.name)
    assert "Le parti sommano a 26, ma il totale indicato è 25." == case.result[0].message
    assert "3:88 12 donne: parte 12" in case.result[0].text


def test_junit_tells_how_long_a_story_took_and_shares_it_among_its_cases() -> None:
    suites = JUnitXml.fromstring(written("junit", pardoned(), seconds={"graziati.txt": 0.5}).encode())
    assert (0.5, 0.5, [0.125] * 4) == (suites.time, next(iter(suites)).time, [case.time for case in next(iter(suites))])


@pytest.mark.parametrize(("fail_on", "failures"), [(None, 0), (Severity.WARNING, 2), (Severity.NOTE, 3)])
def test_junit_fails_what_decides_the_exit_code(fail_on: Severity | None, failures: int) -> None:
    suites = JUnitXml.fromstring(written("junit", fail_on=fail_on).encode())
    assert (failures, 3 - failures) == (suites.failures, suites.skipped)


def test_junit_counts_a_crashed_check_as_an_error() -> None:
    suites = JUnitXml.fromstring(written("junit", broken(faultless())).encode())
    assert (1, 0) == (suites.errors, suites.failures)


def test_junit_stays_xml_whatever_the_story_holds() -> None:
    case = next(iter(next(iter(JUnitXml.fromstring(nasty("junit").encode())))))
    assert "</script><!-- -->]]>" in case.result[0].message


def rendered(text: str) -> tuple[str, list[str]]:
    """The words of rendered Markdown as a reader sees them, and the kinds of everything else in it."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or []]
    words = "".join(child.content for child in inline if child.type in ("text", "text_special", "code_inline"))
    html = [child.content for child in inline if child.type == "html_inline"]
    kinds = [child.type for child in inline if child.type not in ("text", "text_special", "html_inline", "softbreak")]
    return words, html + kinds


def test_markdown_tells_each_finding_with_its_places_in_context() -> None:
    text = written("markdown")
    assert text.startswith("## claimcheck: 1 errore · 1 da verificare · 1 nota\n")
    assert "#### ✗ ERRORE A101 parts-do-not-sum\n" in text
    assert "a decine di detenuti. I <strong>25 graziati</strong>, 12 donne e 14 uomini" in text
    assert "- 3:209 **38 + 14 = 52** (52 persone, 38 uomini, 14 donne)\n" not in text.partition("<details>")[0]


def test_markdown_shows_what_a_story_says_and_obeys_none_of_it() -> None:
    words, others = rendered(nasty("markdown"))
    assert "</script><!-- -->]]> **a** [x](1) @all #7 | ::error::x {0} %0A" in words
    assert {"<strong>", "</strong>", "<!-- -->", "strong_open", "strong_close", "code_inline"} >= set(others)


def test_markdown_lists_stories_without_faults_in_one_line() -> None:
    text = written("markdown", pardoned(), faultless(), faultless())
    assert (1, "2 file senza segnalazioni") == (text.count("### graziati"), text.splitlines()[-1])


def test_markdown_tells_what_does_not_count_and_why() -> None:
    waived = finding(DIFFER, TWO)
    kept = (Waived(waived, Waiver.ACCEPTED, "two counts"), Waived(waived, Waiver.BASELINE))
    *_, last, other, _, _ = written("markdown", replace(faultless(), waived=kept), ui="en").splitlines()
    assert last.startswith("- 5:20 C302 figures-differ: “prigionieri politici” has two figures. (accepted: two counts)")
    assert "- 1 known from an earlier report" == other


def test_markdown_stays_within_what_a_comment_may_have() -> None:
    text = written("markdown", *[pardoned()] * 60)
    assert len(text) < 65_536
    assert "troppo lunghe per questa pagina" in text.splitlines()[-1]


def test_each_module_is_loaded_only_when_its_format_is_asked_for() -> None:
    program = (
        "import sys; from claimcheck import cli; from claimcheck.report import formats;"
        "print(*(name for name in formats.CHECK if f'claimcheck.report.{formats._MODULES[name]}' in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "\n" == told
