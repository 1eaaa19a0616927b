"""One line a finding."""

from __future__ import annotations

import io
from dataclasses import replace

from builders import document, finding, relation, report, rule, span, term
from pardoned import DIFFER, RULES, TWO, faultless, pardoned

from claimcheck.model import Failure, Report, Verdict, Waived, Waiver
from claimcheck.report import concise


def written(*reports: Report, ui: str | None = None) -> str:
    out = io.StringIO()
    concise.write(reports, RULES, ui, out)
    return out.getvalue()


def test_each_finding_is_one_line_with_the_gravest_first() -> None:
    assert [
        "graziati.txt:3:75: error A101 parts-do-not-sum: "
        "Le parti sommano a 26, ma il totale indicato è 25. (3:88, 3:99, 1:10)",
        "graziati.txt:5:20: warning C302 figures-differ: "
        "«prigionieri politici» compare con due cifre e due fonti diverse. (7:73)",
        "graziati.txt:7:107: note S802 source-is-vague: «Gli studi dimostrano» senza un autore, un anno o un link.",
        "graziati.txt: 9 cifre lette, 9 confrontate in 3 relazioni",
    ] == written(pardoned()).splitlines()


def test_a_clean_story_says_how_much_was_read() -> None:
    told = "graziati.txt: 9 figures read, 3 compared in 1 relation, no problem among these\n"
    assert told == written(faultless(), ui="en")


def test_no_problem_is_said_only_of_figures_that_were_compared() -> None:
    story = replace(faultless(), relations=())
    assert "graziati.txt: 9 figures read, none compared\n" == written(story, ui="en")


def test_findings_that_do_not_count_are_counted() -> None:
    story = replace(faultless(), waived=(Waived(finding(DIFFER, TWO), Waiver.ACCEPTED, "two counts"),))
    assert written(story, ui="en").endswith("no other problem among these; 1 accepted\n")
    assert "graziati.txt: 1 accepted" in written(story, pardoned(), ui="en").splitlines()


def test_a_story_without_figures_is_not_called_clean() -> None:
    assert "story.txt: 0 figures found: check language and format\n" == written(report(document("Nothing."), "en"))


def test_a_crashed_check_is_named() -> None:
    story = report(document("Nothing."), "en", claims=pardoned().claims, failures=(Failure("parts", "KeyError: 'x'"),))
    assert (
        "story.txt: the check «parts» broke off; the others were run: KeyError: 'x'" == written(story).splitlines()[0]
    )


def test_neither_a_line_break_nor_an_escape_of_the_article_reaches_the_output() -> None:
    text = "5 \x1b[31mred\nflags"
    vague = rule("S802", "source-is-vague", message={"en": "{words}"})
    about = relation("vague-source", Verdict.BROKEN, term("source", span(text, text)), words=text)
    out = io.StringIO()
    concise.write([report(document(text), "en", findings=(finding(vague, about),))], {"S802": vague}, None, out)
    assert "story.txt:1:1: error S802 source-is-vague: 5 ␛[31mred flags" == out.getvalue().splitlines()[0]


def test_a_stream_without_accents_gets_plain_letters() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    concise.write([pardoned()], RULES, "it", out)
    out.flush()
    assert b'"Gli studi dimostrano" senza' in raw.getvalue()
