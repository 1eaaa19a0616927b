"""Living with findings: comments in the story, the accepted list, an earlier report, the lines that changed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from builders import document, finding, relation, rule

from claimcheck import files, newsroom, reading
from claimcheck.config.settings import layer
from claimcheck.desk import Options
from claimcheck.errors import ConfigError
from claimcheck.model import Span, Term, Verdict
from claimcheck.newsroom import Run
from claimcheck.waivers import accepted, baseline, changed, comments

FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey.\n"
OTHER = "The school bought 120 chairs: 70 red and 40 blue.\n"
IGNORE = "claimcheck: ignore A101 -- the farmer counts so"
IN_XML = IGNORE.replace("--", "—")  # its comments hold no two hyphens
Kept = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(text: str, name: str = "story.txt", **options: Any) -> Run:
    """The run over one file with this text."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return newsroom.check([name], Options(layer({"language": "en"}), **options))


def kept(run: Run) -> tuple[list[str], Kept]:
    """The rules of the findings that count, and how and why the others do not."""
    (report,) = run.reports
    return [each.rule for each in report.findings], [(each.by.value, each.reason) for each in report.waived]


REASON = ("comment", "the farmer counts so")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"# {IGNORE}\n{FAULTY}"),
        ("a.txt", f"   #{IGNORE}\n\n{FAULTY}"),
        ("a.txt", f"# claimcheck: ignore A101, A101 -- the farmer counts so\n{FAULTY}"),
        ("a.txt", f"# claimcheck: ignore A101 — the farmer\tcounts so\n{FAULTY}"),
        ("a.md", f"<!-- {IGNORE} -->\n{FAULTY}"),
        ("a.md", f"<!-- {IGNORE} -->\n\n{FAULTY}"),
        ("a.md", f"{FAULTY.strip()} <!-- {IGNORE} -->\n"),
        ("a.md", f"The farm has 12 cats: <!-- {IGNORE} --> 5 black, 4 white and 2 grey.\n"),
        ("a.html", f"<p>Cats</p>\n<!-- {IGNORE} -->\n<p>{FAULTY}</p>\n"),
        ("a.txt", f"{FAULTY.strip()}  # {IGNORE}\n"),
        ("a.txt", f"The farm has 12 cats: 5 black, four  # {IGNORE}\nwhite and 2 grey.\n"),
        ("a.txt", f"<!-- {IGNORE} -->\n{FAULTY}"),
        ("a.txt", f"# {IGNORE.replace('claimcheck', 'Claimcheck')}\n{FAULTY}"),
        ("a.aml", f"body: {FAULTY.strip()}  # {IGNORE}\n"),
        ("a.nitf", f"<nitf><body><!-- {IN_XML} --><p>{FAULTY}</p></body></nitf>"),
        ("a.nitf", f"<nitf><body><p>{FAULTY.strip()}<!-- {IN_XML} --></p></body></nitf>"),
        ("a.json", json.dumps({"headline": "Cats", "body_html": f"<p>{FAULTY.strip()}<!-- {IGNORE} --></p>"})),
        ("a.eml", f"Subject: Cats\nContent-Type: text/html\n\n<!-- {IGNORE} --><p>{FAULTY}</p>\n"),
        ("a.eml", f"Subject: Cats\n\n# {IGNORE}\n{FAULTY}"),
        ("a.txt", f"# {IGNORE.replace('ignore', 'ignore-file')}\n\nThe farm is old.\n\n{FAULTY}"),
        ("a.md", f"The farm is old. <!-- {IGNORE.replace('ignore', 'ignore-next')} -->\n\n{FAULTY}"),
        ("a.txt", f"The farm is old.  # {IGNORE.replace('ignore', 'ignore-next')}\n\n{FAULTY}"),
        ("a.html", f"<p>{FAULTY}</p><p>So.</p><!-- {IGNORE.replace('ignore', 'ignore-file')} -->"),
    ],
)
def test_a_comment_leaves_a_finding_of_its_paragraph_alone(name: str, text: str) -> None:
    run = checked(text, name)
    assert ([], [REASON]) == kept(run)
    assert (0, ()) == (run.failing, run.remarks)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"# {IGNORE}\nThe farm is old.\n\n{FAULTY}"),
        ("a.txt", f"{FAULTY}# {IGNORE}\n\nThe farm is old.\n"),
        ("a.txt", f"# claimcheck: ignore P201 -- the farmer counts so\n{FAULTY}"),
        ("a.md", f"```\n<!-- {IGNORE} -->\n```\n{FAULTY}"),
        ("a.md", f"`<!-- {IGNORE} -->`\n\n{FAULTY}"),
        ("a.md", f"# {IGNORE}\n\n{FAULTY}"),
        ("a.txt", f"{FAULTY.strip()}  # {IGNORE.replace('ignore', 'ignore-next')}\n\nThe farm is old.\n"),
        ("a.txt", f"The farm is old.  # {IGNORE}\n\n{FAULTY}"),
        ("a.nitf", f"<nitf><body><!-- {IN_XML} --><p>The farm is old.</p><p>{FAULTY}</p></body></nitf>"),
    ],
)
def test_a_comment_reaches_no_other_paragraph_rule_or_place(name: str, text: str) -> None:
    assert (["A101"], []) == kept(checked(text, name))


def test_a_comment_in_a_text_is_no_prose_and_moves_nothing() -> None:
    told = checked(f"# {IGNORE}\n{FAULTY}").reports[0].document
    plain = checked(FAULTY).reports[0].document
    at = told.text.index("The farm")
    assert told.prose[at:] == plain.prose and not told.prose[:at].strip()
    assert [part.place for part in told.parts] == [part.place for part in plain.parts]


def test_a_comment_between_wrapped_lines_does_not_part_them() -> None:
    story = f"The farm has 12 cats: 5 black, four of them\n# {IGNORE}\nof another sort, and 2 grey.\n"
    assert 1 == len(reading.read_bytes(story.encode(), "a.txt").parts)


def test_a_comment_before_a_table_covers_all_of_it() -> None:
    table = "| Year | Cats |\n|---|---|\n| 2021 | 5 |\n| 2022 | 9 |\n"
    story = reading.read_bytes(f"<!-- {IGNORE} -->\n\n{table}".encode(), "a.md")
    (comment,) = comments.read(story, ["A101"]).found
    assert story.tables[0].span == comment.covered


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("ignore A100 -- so", "story.txt:2: «ignore A100»: there is no such rule; did you mean «A10"),
        ("ignore A -- so", "story.txt:2: «ignore A»: there is no such rule"),
        ("ignroe A101 -- so", "story.txt:2: a comment may ask to «ignore» a rule, not «ignroe»; did you mean «ignore»"),
        ("-- so", "story.txt:2: a comment may ask to «ignore» a rule, not «»"),
        ("ignore -- so", "story.txt:2: «ignore» names no rule, write «ignore A101 -- the reason»"),
        ("ignore-files A101 -- so", "story.txt:2: a comment may ask to «ignore» a rule, not «ignore-files»; did you"),
    ],
)
def test_a_comment_that_cannot_be_meant_is_a_problem_with_its_line(asked: str, problem: str) -> None:
    run = checked(f"\n# claimcheck: {asked}\n{FAULTY}")
    assert (["A101"], []) == kept(run)
    assert run.problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (
            f"# claimcheck: ignore A101\n{FAULTY}",
            "story.txt:1: «ignore A101» is not heeded without a reason, add «-- the reason»",
        ),
        (f"# {IGNORE}\nThe farm is old.\n", "story.txt:1: «ignore A101» has nothing to ignore here"),
        (f"The farm is old.\n\n# {IGNORE}\n", "story.txt:3: «ignore A101» stands before no paragraph"),
        (
            f"# {IGNORE.replace('ignore', 'ignore-file')}\n\nThe farm is old.\n",
            "story.txt:1: «ignore-file A101» has nothing to ignore here",
        ),
        (
            f"{FAULTY.strip()}  # {IGNORE.replace('ignore', 'ignore-next')}\n",
            "story.txt:1: «ignore-next A101» stands before no paragraph",
        ),
    ],
)
def test_a_comment_that_does_nothing_is_remarked(text: str, remark: str) -> None:
    assert (remark,) == checked(text).remarks


def test_a_comment_without_its_colon_is_a_problem() -> None:
    run = checked(f"# claimcheck ignore A101 -- so\n{FAULTY}")
    assert ("story.txt:1: a comment begins with «claimcheck:», this one lacks the colon",) == run.problems


def test_a_heading_of_markdown_that_looks_like_a_comment_is_remarked() -> None:
    (remark,) = checked(f"# {IGNORE}\n\n{FAULTY}", "a.md").remarks
    assert f"a.md:1: «{IGNORE}» is a heading here, write <!-- {IGNORE} -->" == remark


def test_a_comment_at_the_end_of_a_line_is_no_prose() -> None:
    story = reading.read_bytes(f"{FAULTY.strip()}  # {IGNORE}\n".encode(), "a.txt")
    assert FAULTY.strip() == story.prose.strip()
    assert [FAULTY.strip()] == [part.span.of(story.text) for part in story.parts]


@pytest.mark.parametrize("asked", [IGNORE, IGNORE.replace("ignore", "ignore-file")])
def test_a_comment_of_word_is_heeded(asked: str) -> None:
    file = docx.Document()
    about = file.add_paragraph(FAULTY.strip())
    file.add_comment(about.runs, text=asked.replace("--", "—"), author="Ann Rook")
    file.save("story.docx")
    assert ([], [REASON]) == kept(newsroom.check(["story.docx"], Options(layer({"language": "en"}))))


def test_an_annotation_of_opendocument_is_heeded() -> None:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    aside = f"<office:annotation><text:p>{IGNORE}</text:p></office:annotation>"
    with zipfile.ZipFile("story.odt", "w") as archive:
        archive.writestr("content.xml", f"<office:body {spaces}><text:p>{aside}{FAULTY}</text:p></office:body>")
    assert ([], [REASON]) == kept(newsroom.check(["story.odt"], Options(layer({"language": "en"}))))


def test_a_comment_on_a_rule_that_did_not_run_is_not_idle() -> None:
    text = f"# {IGNORE}\nThe farm is old.\n"
    Path("story.txt").write_text(text, encoding="utf-8")
    assert () == newsroom.check(["story.txt"], Options(layer({"language": "en", "ignore": ("A",)}))).remarks


def test_many_comments_without_an_end_take_no_longer_than_others() -> None:
    text = "<!-- claimcheck: ignore " * 20000
    assert () == reading.comments.in_markup(text)


def accept(reason: str = "the farmer counts so") -> None:
    """Accept what is found in a faulty story."""
    found = checked(FAULTY, isolated=True).reports[0].findings[0]
    accepted.add(Path(accepted.NAME), [accepted.Entry(found.fingerprint, "A101", "story.txt", 'says "12"', reason)])


def test_an_accepted_finding_does_not_count_and_keeps_its_reason() -> None:
    accept('he said \\ "so"\x7f\n')
    run = checked(FAULTY)
    assert ([], [("accepted", 'he said \\ "so"\x7f\n')]) == kept(run)
    assert 0 == run.failing


def test_an_accepted_finding_survives_lines_that_move() -> None:
    accept()
    assert ([], [("accepted", REASON[1])]) == kept(checked(f"News\n\nThe farm is old.\n\n{FAULTY}"))


def test_another_figure_is_another_finding() -> None:
    accept()
    assert (["A101"], []) == kept(checked(FAULTY.replace("12", "14")))


def test_what_is_accepted_beside_a_configuration_holds_below_it() -> None:
    accept()
    assert (["A101"], []) == kept(checked(FAULTY, "a/b/story.txt"))
    Path("claimcheck.toml").touch()
    assert ([], [("accepted", REASON[1])]) == kept(checked(FAULTY, "a/b/story.txt"))


def test_an_isolated_run_reads_no_list() -> None:
    accept()
    assert (["A101"], []) == kept(checked(FAULTY, isolated=True))


def test_the_list_keeps_what_was_written_by_hand() -> None:
    Path(accepted.NAME).write_text("# ours\n", encoding="utf-8")
    accept()
    accept()
    text = Path(accepted.NAME).read_text(encoding="utf-8")
    assert (True, 2) == (text.startswith("# ours\n"), text.count("[[accepted]]"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[accepted]]\nfingerprint = 'x'", ":1: an accepted finding needs a reason"),
        ("[[accepted]]\nreason = 'x'", ":1: an accepted finding needs a fingerprint"),
        ("[[accepted]]\nreason = 'x'\nfingreprint = 'x'", ":3: «fingreprint» is not a known key; did you mean"),
        ("[[accepted]]\nreason = 1", ":2: «reason» must be a text"),
        ("[[acepted]]\nreason = 1", ":1: «acepted» is not a known key; did you mean «accepted»?"),
        ("accepted = 1", ":1: «accepted» must be tables, each under [[accepted]]"),
        ("accepted = [1]", ":1: «accepted» must be tables, each under [[accepted]]"),
        ("[[accepted", ":1: is not valid TOML"),
    ],
)
def test_a_slip_in_the_list_names_its_line(text: str, complaint: str) -> None:
    Path(accepted.NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        accepted.read(Path(accepted.NAME))
    assert accepted.NAME + complaint in str(told.value)


def test_a_list_that_cannot_be_written_is_told() -> None:
    with pytest.raises(ConfigError, match="cannot be written: No such file"):
        accepted.add(Path("none") / accepted.NAME, [])


def earlier(text: str) -> str:
    """The path of a JSON report on a story with this text."""
    from claimcheck.report import json_report

    run = checked(text)
    with open("before.json", "w", encoding="utf-8") as out:
        json_report.write(run.reports, run.rules, None, out)
    return "before.json"


def test_what_an_earlier_report_has_is_not_new() -> None:
    before = earlier(FAULTY)
    Path("story.txt").write_text(f"{FAULTY}\n{OTHER}", encoding="utf-8")
    run = newsroom.check(["story.txt"], Options(layer({"language": "en", "baseline": before})))
    assert (["A101"], [("baseline", "")]) == kept(run)


def test_a_baseline_of_the_configuration_lies_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("claimcheck.toml").write_text(f"baseline = '{earlier(FAULTY)}'", encoding="utf-8")
    Path("a").mkdir()
    monkeypatch.chdir("a")
    assert ([], [("baseline", "")]) == kept(checked(FAULTY))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "the baseline «x.json» cannot be read: No such file or directory"),
        ("x", "the baseline «x.json» is no report of claimcheck: write one with --format json"),
        ("[]", "the baseline «x.json» is no report"),
        (json.dumps({"documents": [{"path": "a"}]}), "the baseline «x.json» is no report"),
    ],
)
def test_a_baseline_that_is_none_is_told(text: str | None, complaint: str) -> None:
    if text is not None:
        Path("x.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint):
        baseline.read(Path("x.json"))


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)  # noqa: S607


def committed(**texts: str) -> None:
    """A repository in which these stories were committed."""
    git("init", "-q")
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "stories")


def test_only_findings_on_changed_lines_count() -> None:
    committed(story=f"{FAULTY}\n{OTHER}")
    assert ([], [("unchanged", "")] * 2) == kept(checked(f"{FAULTY}\n{OTHER}", diff="HEAD"))
    changed_line = checked(f"Cats\n\n{FAULTY}\n{OTHER.replace('120', '130')}", diff="HEAD")
    assert (["A101"], [("unchanged", "")]) == kept(changed_line)


def test_all_of_a_file_that_git_does_not_know_is_new() -> None:
    committed(other=FAULTY)
    assert (["A101"], []) == kept(checked(FAULTY, "new città.txt", diff="HEAD"))


def test_a_changed_file_below_with_a_name_that_git_quotes_is_found() -> None:
    committed(**{'a"b\té': f"{FAULTY}\nThe end.\n"})
    assert ([], [("unchanged", "")]) == kept(checked(f"{FAULTY}\nAn end.\n", 'a"b\té.txt', diff="HEAD"))
    assert (["A101"], []) == kept(checked(FAULTY.replace("12", "14"), 'a"b\té.txt', diff="HEAD"))


def test_lines_that_look_like_a_diff_are_text() -> None:
    story = f"{FAULTY}\n++ b/other.txt\n@@ -1 +1 @@\n"
    committed(story=story)
    told = checked(f"{story}++ b/other.txt\n++ b/x\n@@ -1,0 +1,9 @@\n-- a\n", diff="HEAD")
    assert ([], [("unchanged", "")]) == kept(told)


def test_a_file_that_git_takes_for_no_text_is_new() -> None:
    committed(story=FAULTY)
    Path("story.txt").write_bytes("\ufeff".encode("utf-16-le") + FAULTY.encode("utf-16-le"))
    run = newsroom.check(["story.txt"], Options(layer({"language": "en"}), diff="HEAD"))
    assert (["A101"], []) == kept(run)


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "HEAD~9"])
def test_a_ref_that_git_does_not_know_is_told(ref: str) -> None:
    committed(story=FAULTY)
    with pytest.raises(ConfigError, match="git knows no «|is not a git ref"):
        checked(FAULTY, diff=ref)


def test_a_diff_outside_a_repository_is_told(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    with pytest.raises(ConfigError, match="--diff needs a git repository, and «.*» is in none"):
        checked(FAULTY, diff="HEAD")


def test_a_diff_without_git_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="--diff needs git, which cannot be run: "):
        checked(FAULTY, diff="HEAD")


@pytest.mark.parametrize(("span", "touched"), [(Span(0, 3), False), (Span(2, 5), True), (Span(4, 6), True)])
def test_a_place_that_reaches_a_changed_line_is_on_it(span: Span, touched: bool) -> None:
    story = document("one\ntwo\nsix")
    found = finding(rule("A101", "x"), relation("x", Verdict.BROKEN, Term("word", span)))
    assert touched == (changed.of(story, [(2, 2)]).waive(found) is None)


ACCEPT = [sys.executable, "-m", "claimcheck", "accept"]
SURROUNDINGS = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}


def test_findings_accepted_by_eight_at_once_are_all_kept(here: Path) -> None:
    for number in range(8):
        Path(f"{number}.txt").write_text(FAULTY.replace("cats", f"cats of {number + 40} farms"), encoding="utf-8")
    (here / "claimcheck.toml").touch()
    at_once = [
        subprocess.Popen([*ACCEPT, f"{number}.txt", "A101", "--reason", "so"], env=SURROUNDINGS) for number in range(8)
    ]
    assert [0] * 8 == [each.wait() for each in at_once]
    text = (here / accepted.NAME).read_text(encoding="utf-8")
    assert [f"{number}.txt" for number in range(8)] == sorted(re.findall(r'^path = "(.+)"$', text, re.MULTILINE))


def test_the_list_of_accepted_findings_survives_any_kill(here: Path) -> None:
    Path("story.txt").write_text(FAULTY, encoding="utf-8")
    accepted.add(here / accepted.NAME, [accepted.Entry("0" * 16, "A101", "old.txt", "says", "kept")] * 500)
    before = (here / accepted.NAME).read_text(encoding="utf-8")
    for delay in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35):
        process = subprocess.Popen([*ACCEPT, "story.txt", "A101", "--reason", "so"], env=SURROUNDINGS)
        time.sleep(delay)
        process.kill()
        process.wait()
        accepted.read(here / accepted.NAME)
        assert (here / accepted.NAME).read_text(encoding="utf-8").startswith(before)


def test_a_list_that_another_keeps_for_himself_is_one_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    with files.locked(here), pytest.raises(ConfigError, match="cannot be written: another process is at it"):
        accepted.add(here / accepted.NAME, [])


def test_a_list_that_is_no_text_is_left_as_it_is(here: Path) -> None:
    (here / accepted.NAME).write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="cannot be written: it is not UTF-8 text"):
        accepted.add(here / accepted.NAME, [])
    assert b"\xff" == (here / accepted.NAME).read_bytes()
