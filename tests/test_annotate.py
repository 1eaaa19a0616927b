"""A Word document with comments: each on its figure, the words and their formatting as they were."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from claimcheck import cli

TITLE = "Ferry carries 26 people"
LEAD = "The ferry carried 12 women and 13 men, 26 people in all, the harbour office said."
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def pixel() -> bytes:
    """The smallest picture."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    made = b"\x89PNG\r\n\x1a\n"
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")):
        made += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """A function that runs the command line in a folder of its own and tells exit code, output and complaints."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run([*arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def write(name: str = "story.docx") -> None:
    """A story whose lead is cut into runs within words and figures, with formatting, a link and a table."""
    file = docx.Document()
    file.add_heading(TITLE, 0)
    lead = file.add_paragraph()
    lead.add_run(LEAD[:22]).bold = True
    lead.add_run(LEAD[22:45]).italic = True
    lead.add_run(LEAD[45:])
    file.add_paragraph("The office opens on Monday, 3 June 2025,\tit said.")
    table = file.add_table(3, 2)
    for row, cells in zip(table.rows, [("Port", "Boats"), ("North", "12"), ("Total", "11")], strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    file.save(name)


def anchors(file: Any) -> list[tuple[str, str]]:
    """For each comment the words it holds, and what it says."""
    found = []
    body = file.element.body
    for comment in file.comments:
        words, inside = "", False
        for element in body.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                inside = element.tag == qn("w:commentRangeStart") or (inside and element.tag != qn("w:commentRangeEnd"))
            elif inside and element.tag == qn("w:t"):
                words += element.text or ""
        found.append((words, comment.text))
    return found


def looks(name: str) -> list[list[tuple[str, bool | None, bool | None]]]:
    """Each paragraph as its letters with their formatting."""
    return [
        [(sign, run.bold, run.italic) for run in paragraph.runs for sign in run.text]
        for paragraph in docx.Document(name).paragraphs
    ]


def test_each_finding_is_a_comment_on_its_figure(run: Any) -> None:
    write()
    assert 1 == run("check", "story.docx", "--annotate", "out.docx", "--lang", "en", "--select", "A101,T401")[0]
    *found, _ = anchors(docx.Document("out.docx"))
    assert ["26 people", "Monday, 3 June 2025"] == [words for words, _ in found]
    assert found[0][1].startswith("ERROR A101 parts-do-not-sum\nThe parts add up to 25, but the total given is 26.\n")
    assert "12 + 13 = 25" in found[0][1]
    assert "12 women (part 12, paragraph 1); 13 men (part 13, paragraph 1)" in found[0][1]
    assert "rule: A reader adds up the parts that stand beside a total" in found[0][1]
    assert not any("claimcheck" in told for _, told in found)


def test_a_comment_at_the_beginning_says_how_much_was_judged(run: Any) -> None:
    write()
    run("story.docx", "--annotate", "out.docx", "--lang", "en", "--select", "A101")
    assert (TITLE, "7 figures read, 3 compared in 1 relation") == anchors(docx.Document("out.docx"))[-1]


def test_at_a_terminal_a_word_document_has_paragraphs_and_no_lines(run: Any) -> None:
    write()
    told = run("story.docx", "--format", "rich", "--lang", "en", "--select", "A101")[1]
    assert told.splitlines()[2].endswith("  paragraph 1")


def test_comments_are_signed_and_undated(run: Any) -> None:
    write()
    run("story.docx", "--annotate", "out.docx", "--lang", "en")
    signed = {(each.author, each.initials, each.timestamp) for each in docx.Document("out.docx").comments}
    assert {("claimcheck", "cc", None)} == signed


def test_the_same_story_gives_the_same_bytes(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    run("story.docx", "--annotate", "out.docx", "--lang", "en")
    monkeypatch.setattr("time.time", lambda: 1e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2001, 9, 9, 1, 46, 40, 6, 252, 0))
    run("story.docx", "--annotate", "later.docx", "--lang", "en")
    assert Path("out.docx").read_bytes() == Path("later.docx").read_bytes()


def test_a_figure_that_was_inserted_is_commented_on_where_revisions_are_tracked(run: Any) -> None:
    file = docx.Document()
    lead = file.add_paragraph("The farm has ")
    for change, words in (("w:del", "11 c"), ("w:ins", "12 c")):
        mark = docx.oxml.OxmlElement(change, attrs={qn("w:id"): "90", qn("w:author"): "Ann Rook"})
        mark.append(lead.add_run(words)._r)
        lead._p.append(mark)
    lead.add_run("ats: 5 black, 4 white and 2 grey, the keeper said.")
    file.save("story.docx")
    assert 1 == run("story.docx", "--annotate", "out.docx", "--lang", "en", "--select", "A101")[0]
    assert "12 cats" == anchors(docx.Document("out.docx"))[0][0]


def test_words_and_formatting_stay_as_they_were(run: Any) -> None:
    write()
    run("story.docx", "--annotate", "out.docx", "--lang", "en")
    assert looks("story.docx") == looks("out.docx")


def test_the_original_is_left_alone(run: Any) -> None:
    write()
    before = Path("story.docx").read_bytes()
    run("story.docx", "--annotate", "out.docx", "--lang", "en")
    assert before == Path("story.docx").read_bytes()


def test_the_annotated_file_gives_the_same_findings(run: Any) -> None:
    write()
    first = run("story.docx", "--annotate", "out.docx", "--lang", "en")[1]
    assert first == run("out.docx", "--lang", "en")[1].replace("out.docx", "story.docx")


def test_a_figure_in_a_link_and_in_a_cell_is_commented_on(run: Any) -> None:
    file = docx.Document()
    lead = file.add_paragraph("The farm has ")
    link = docx.oxml.OxmlElement("w:hyperlink")
    link.append(lead.add_run("12 cats: 5 black, 4 white and 2 grey")._r)
    lead._p.append(link)
    lead.add_run(", they said.")
    table = file.add_table(4, 2)
    rows = [("Port", "Boats"), ("North", "12"), ("South", "10"), ("Total", "25")]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    file.save("story.docx")
    run("story.docx", "--annotate", "out.docx", "--lang", "en")
    assert {"12 cats", "25"} <= {words for words, _ in anchors(docx.Document("out.docx"))}


def test_a_picture_in_the_run_that_is_cut_is_not_doubled(run: Any) -> None:
    write()
    file = docx.Document("story.docx")
    file.paragraphs[1].runs[2].add_picture(BytesIO(pixel()))
    file.save("story.docx")
    run("story.docx", "--annotate", "out.docx", "--lang", "en")
    assert 1 == len(docx.Document("out.docx").inline_shapes)


def test_earlier_comments_stay(run: Any) -> None:
    write()
    file = docx.Document("story.docx")
    file.add_comment(file.paragraphs[1].runs, text="Who says so?", author="Ann Rook")
    file.save("story.docx")
    run("story.docx", "--annotate", "out.docx", "--lang", "en", "--select", "A101")
    assert ["Ann Rook", "claimcheck", "claimcheck"] == [each.author for each in docx.Document("out.docx").comments]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["story.txt", "--annotate", "out.docx"], "--annotate takes one Word document (.docx), not «story.txt»"),
        (["-", "--annotate", "out.docx"], "--annotate takes one Word document (.docx), not «-»"),
        (["story.docx", "b.docx", "--annotate", "o.docx"], "--annotate takes one Word document (.docx), not 2 paths"),
        (["story.docx", "--annotate", "story.docx"], "«story.docx» must be another file"),
        (["story.docx", "--annotate", "./story.docx"], "«./story.docx» must be another file"),
        (["story.docx", "--annotate", "link.docx"], "«link.docx» must be another file"),
        (["story.docx", "--annotate", "out.doc"], "«out.doc» should end in .docx"),
        (["story.docx", "--annotate", "none/out.docx"], "«none/out.docx» cannot be written"),
        (["none.docx", "--annotate", "out.docx"], "the file «none.docx» does not exist"),
    ],
)
def test_what_cannot_be_annotated_is_one_sentence(run: Any, arguments: list[str], complaint: str) -> None:
    write()
    Path("link.docx").hardlink_to("story.docx")
    code, _, err = run(*arguments)
    assert (2, 1) == (code, len(err.splitlines()))
    assert complaint in err
    assert not Path("out.docx").exists()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_comments_and_their_anchors(run: Any, tmp_path: Path) -> None:
    write()
    run("story.docx", "--annotate", "out.docx", "--lang", "en", "--select", "A101")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "fodt", "--outdir", "converted", "out.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = Path("converted/out.fodt").read_text(encoding="utf-8")
    notes = [each.partition("<office:annotation-end")[0] for each in text.split("<office:annotation ")[1:]]
    (noted,) = (each for each in notes if "The parts add up to 25, but the total given is 26." in each)
    assert "<dc:creator>claimcheck</dc:creator>" in noted
    assert "26 people" == re.sub(r"<[^>]*>", "", noted[noted.index("</office:annotation>") :])
