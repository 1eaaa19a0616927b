"""One flawed story in every format gives the same findings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import docx
import docx.enum.style
import pytest

from claimcheck import cli, engine, pipeline, rulebook
from claimcheck.errors import EXTRAS, InputError
from claimcheck.model import Place
from claimcheck.reading import read_bytes

JOBS = engine.plan(rulebook.load(Path(__file__).parents[1] / "rules"))
TITLE = "Ferry carries 26 people to the island"
LEAD = "The ferry carried 12 women and 13 men, 26 people in all, the harbour office said."
BODY = "The crossing costs 40 & takes an hour, the office said on Monday, 3 June 2025."


def plain() -> bytes:
    return f"{TITLE}\n\n{LEAD}\n\n{BODY}\n".encode()


def markdown() -> bytes:
    return f"# {TITLE}\n\n{LEAD}\n\n{BODY}\n".encode()


def html() -> bytes:
    body = BODY.replace("&", "&amp;")
    return f"<html lang='en'><body><h1>{TITLE}</h1><p>{LEAD}</p><p>{body}</p></body></html>".encode()


def word() -> bytes:
    file = docx.Document()
    file.add_heading(TITLE, 0)
    file.add_paragraph(LEAD)
    file.add_paragraph(BODY)
    data = BytesIO()
    file.save(data)
    return data.getvalue()


def opendocument() -> bytes:
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    spaces += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = BODY.replace("&", "&amp;")
    story = f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{LEAD}</text:p><text:p>{body}</text:p>'
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {spaces}>{story}</office:document-content>")
    return data.getvalue()


def ninjs() -> bytes:
    return json.dumps({"headline": TITLE, "body_text": f"{LEAD}\n\n{BODY}", "language": "en"}).encode()


def ninjs_3() -> bytes:
    story = f"<p>{LEAD}</p><p>{BODY.replace('&', '&amp;')}</p>"
    bodies = [{"contenttype": "application/xhtml+xml", "value": story}]
    return json.dumps({"headlines": [{"value": TITLE}], "bodies": bodies, "language": "en"}).encode()


def newsml() -> bytes:
    body = BODY.replace("&", "&amp;")
    nitf = f"<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>"
    nitf += f"<body.content><p>{LEAD}</p><p>{body}</p></body.content></body></nitf>"
    item = f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML>{nitf}</inlineXML>'
    return f"{item}</contentSet></newsItem>".encode()


def archieml() -> bytes:
    return f"headline: {TITLE}\nbyline: Ann Rook\n\n[+body]\n{LEAD}\n\n{BODY}\n[]\n".encode()


def mail() -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"] = TITLE, "desk@example.org"
    made.set_content(f"Slug: FERRY-26/\n\n{LEAD}\n\n(more)\n\n{BODY}\n\n-30-\n", cte="quoted-printable")
    return made.as_bytes()


def copy() -> bytes:
    return f"SLUG: FERRY-26/\nSUBJECT: {TITLE}\n\n{LEAD}\n\n(more)\n\n{BODY}\n\nENDS\n".encode()


def json_lines() -> bytes:
    story = {"id": "ferry", "title": TITLE, "text": f"{LEAD}\n\n{BODY}", "date": "2025-06-04", "lang": "en"}
    return json.dumps(story).encode() + b"\n"


MAKERS: dict[str, Callable[[], bytes]] = {
    "story.txt": plain,
    "-": plain,
    "story.md": markdown,
    "story.html": html,
    "story.docx": word,
    "story.odt": opendocument,
    "story.json": ninjs,
    "three.ninjs": ninjs_3,
    "story.xml": newsml,
    "story.aml": archieml,
    "story.eml": mail,
    "copy.txt": copy,
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_story_gives_the_same_findings_in_every_format(name: str) -> None:
    report = pipeline.check(read_bytes(MAKERS[name](), name), JOBS, code="en")
    found = {(f.rule, tuple(term.span.of(report.document.text) for term in f.relation.terms)) for f in report.findings}
    expected = {
        ("A101", ("26 people", "12 women", "13 men")),
        ("T401", ("Monday, 3 June 2025",)),
    }
    assert expected == found


IN_FILE = ("story.txt", "-", "story.md", "story.html", "story.aml", "copy.txt")  # where places are the file's own


@pytest.mark.parametrize("name", [*MAKERS, "story.jsonl"])
def test_the_command_line_shows_them_at_their_places(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = MAKERS.get(name, json_lines)()
    if name == "-":
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(data)))
    else:
        Path(name).write_bytes(data)
    assert 1 == cli.run([name, "--lang", "en", "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)["documents"]
    places = [(each["rule"], [span["text"] for span in each["spans"]]) for each in told["findings"]]
    assert sorted(places) == [("A101", ["26 people", "12 women", "13 men"]), ("T401", ["Monday, 3 June 2025"])]
    if name in IN_FILE:
        lines = data.decode().split("\n")
        for span in (span for each in told["findings"] for span in each["spans"]):
            assert lines[span["line"] - 1][span["column"] - 1 :].startswith(span["text"])
            assert data.decode()[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("name", MAKERS)
def test_the_title_is_the_headline_in_every_format(name: str) -> None:
    document = read_bytes(MAKERS[name](), name)
    assert [TITLE] == [part.span.of(document.text) for part in document.parts if part.place is Place.HEADLINE]


@pytest.mark.parametrize("name", ["story.docx", "story.odt", "story.json", "story.xml"])
def test_a_damaged_file_is_one_sentence(name: str) -> None:
    with pytest.raises(InputError, match=r"^[^\n]+$"):
        read_bytes(b"\x00\x01 not what the suffix says", name)


@pytest.mark.parametrize(
    ("name", "module", "extra", "options"),
    [
        ("story.docx", "docx", "docx", []),
        ("story.docx", "docx", "docx", ["--annotate", "out.docx"]),
        ("story.odt", "defusedxml.common", "xml", []),
        ("story.xml", "defusedxml.common", "xml", []),
        ("story.html", "trafilatura", "web", ["--main-text"]),
    ],
)
def test_a_missing_library_is_one_sentence_that_names_its_extra(
    name: str,
    module: str,
    extra: str,
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(MAKERS[name]())
    monkeypatch.setitem(sys.modules, module, None)
    assert 2 == cli.run([name, *options])
    libraries = " ".join(EXTRAS[extra])
    told = f"claimcheck: «{name}» needs the extra «{extra}»: pip install {libraries} (where claimcheck is installed)\n"
    assert ("", told) == capsys.readouterr()


def test_entities_in_html_keep_every_offset() -> None:
    document = read_bytes(html(), "story.html")
    assert len(document.text) == len(document.prose)
    assert "40 &     takes" in document.prose


def test_menus_scripts_and_footers_are_no_story() -> None:
    page = "<nav>12 stories</nav><script>var n = 13</script><p>A man ran 5 miles.</p><footer>1999</footer>"
    document = read_bytes(page.encode(), "page.html")
    assert ["A man ran 5 miles."] == [part.span.of(document.text) for part in document.parts]


def test_xml_with_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><nitf><body.content><p>&a;</p></body.content></nitf>'
    with pytest.raises(InputError):
        read_bytes(bomb, "bomb.xml")


def test_a_content_control_is_read_and_a_table_of_contents_is_not() -> None:
    file = docx.Document()
    file.add_heading(TITLE, 0)
    inside = f"<w:sdtContent><w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p></w:sdtContent>"
    file.element.body.insert(1, docx.oxml.parse_xml(f"<w:sdt {docx.oxml.ns.nsdecls('w')}>{inside}</w:sdt>"))
    file.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    file.add_paragraph("Harbours 12", style="toc 1")
    data = BytesIO()
    file.save(data)
    assert f"{TITLE}\n\n{LEAD}" == read_bytes(data.getvalue(), "story.docx").text


def test_the_keys_of_a_story_in_pieces_are_told_from_its_text_however_many() -> None:
    document = read_bytes(b"headline: Boats\n\n12 boats sank.\n\n" * 5000, "story.aml")
    assert 5000 == sum(part.place is Place.HEADLINE for part in document.parts)
