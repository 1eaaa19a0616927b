"""Documents made to do harm: whatever one holds, it is read in time that grows with it, or refused in a sentence."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import docx
import pytest

from claimcheck.errors import InputError
from claimcheck.model import Place
from claimcheck.reading import archive, read_bytes

ROOT = Path(__file__).parent.parent
HOSTILE = Path(__file__).parent / "hostile"
PATIENCE = 10.0  # seconds for what takes less than one; what is cubic takes hours
OPEN_DOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">{}</office:document-content>'
)


def zipped(packing: int = zipfile.ZIP_DEFLATED, **members: bytes) -> bytes:
    """An archive of these members, a dot in whose names is written `_`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, content in members.items():
            made.writestr(name.replace("_", "."), content)
    return out.getvalue()


def opendocument(body: str) -> bytes:
    return zipped(content_xml=OPEN_DOCUMENT.format(body).encode())


def word(change: bytes, into: bytes, member: str = "word/document.xml") -> bytes:
    """A Word document with a table of one row, in which one piece of markup is another."""
    file = docx.Document()
    for cell, text in zip(file.add_table(1, 2).rows[0].cells, ("Boats", "12"), strict=True):
        cell.text = text
    data, out = BytesIO(), BytesIO()
    file.save(data)
    with zipfile.ZipFile(data) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in made.namelist():
            content = made.read(name)
            assert name != member or change in content
            changed.writestr(name, content.replace(change, into, 1) if name == member else content)
    return out.getvalue()


def refused(data: bytes, name: str) -> str:
    """The sentence a file is refused with."""
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    return str(caught.value)


def soon(data: bytes, name: str) -> None:
    """Read a file, or have it refused, before patience ends."""
    start = time.process_time()
    with contextlib.suppress(InputError):
        read_bytes(data, name)
    assert time.process_time() - start < PATIENCE


def nested(opening: str, closing: str, inside: str = "12 boats", depth: int = 2000) -> str:
    return opening * depth + inside + closing * depth


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.odt", opendocument(nested("<text:section>", "</text:section>", "<text:p>12 boats</text:p>"))),
        ("x.odt", opendocument("<text:p>" + nested("<text:span>", "</text:span>") + "</text:p>")),
        ("x.xml", nested("<nitf>", "</nitf>", "<body><p>12 boats</p></body>").encode()),
        ("x.nitf", f"<nitf><body>{nested('<block>', '</block>', '<p>12 boats</p>')}</body></nitf>".encode()),
        ("x.html", nested("<div>", "</div>").encode()),
    ],
)
def test_elements_within_each_other_are_read_however_many(name: str, data: bytes) -> None:
    assert "12 boats" in read_bytes(data, name).prose


@pytest.mark.parametrize("level", ["9" * 5000, "-1", "0", "²", "", "12", "x"])
def test_a_heading_of_an_absurd_level_is_a_headline(level: str) -> None:
    (part,) = read_bytes(opendocument(f'<text:h text:outline-level="{level}">Boats</text:h>'), "x.odt").parts
    assert (Place.HEADLINE, 1) == (part.place, part.level)


def test_a_table_within_a_table_is_told_once() -> None:
    table = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
    inner = "<text:p>12 boats</text:p>"
    for _ in range(5):
        inner = table.format(inner)
    assert "12 boats" == read_bytes(opendocument(inner), "x.odt").text


def test_a_table_within_a_table_of_news_is_told_once() -> None:
    inner = "12 boats"
    for _ in range(5):
        inner = f"<table><tr><td>{inner}</td></tr></table>"
    assert "12 boats" == read_bytes(f"<nitf><body>{inner}</body></nitf>".encode(), "x.nitf").text


def test_corrupt_packing_is_refused() -> None:
    data = bytearray(opendocument("<text:p>12 boats</text:p>"))
    start = data.index(b"content.xml") + len("content.xml")
    data[start : start + 20] = b"\xff" * 20
    assert "«x.odt» is not an OpenDocument text that can be read" == refused(bytes(data), "x.odt")


def test_an_archive_whose_names_are_no_text_is_refused() -> None:
    data = zipped(content_xml=b"<a/>").replace(b"content.xml", b"\xff" * 11)
    data = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x08")
    assert "«x.odt» is not an OpenDocument text that can be read" == refused(data, "x.odt")


@pytest.mark.parametrize("name", ["x.odt", "x.docx"])
def test_an_archive_that_unpacks_to_far_more_than_it_is_is_refused(name: str) -> None:
    bomb = zipped(content_xml=b"<a/>", media_png=b"\0" * (archive.GROWTH + 1024**2))
    assert f"«{name}» unpacks to more than 64 MB or 10000 files" == refused(bomb, name)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_cannot_be_bounded_is_refused(packing: int) -> None:
    assert "is packed in a way" in refused(zipped(packing, content_xml=b"<a/>"), "x.odt")


def test_a_member_that_hides_its_size_is_cut_where_it_says() -> None:
    data = zipped(content_xml=b"\0" * 10_000_000)
    data = data.replace((10_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "«x.odt» is not an OpenDocument text that can be read" == refused(data, "x.odt")


def test_a_cell_over_a_hundred_thousand_columns_is_told_once() -> None:
    data = word(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="100000"/>')
    assert 1 == read_bytes(data, "x.docx").text.count("Boats")


def test_cells_merged_downwards_are_told_once() -> None:
    boats = b"<w:p><w:r><w:t>Boats</w:t></w:r></w:p>"
    row = b'<w:tr><w:tc><w:tcPr><w:vMerge w:val="%s"/></w:tcPr>' + boats + b"</w:tc></w:tr>"
    rows = row % b"restart" + row % b"continue" * 3000
    assert 2 == read_bytes(word(b"</w:tbl>", rows + b"</w:tbl>"), "x.docx").text.count("Boats")


def test_ten_thousand_styles_are_looked_up_once() -> None:
    styles = b"".join(b'<w:style w:type="paragraph" w:styleId="s%d"/>' % number for number in range(10_000))
    paragraphs = b"".join(b'<w:p><w:pPr><w:pStyle w:val="s%d"/></w:pPr></w:p>' % number for number in range(10_000))
    styled = word(b"</w:styles>", styles + b"</w:styles>", "word/styles.xml")
    with zipfile.ZipFile(BytesIO(styled)) as made:
        members = {name: made.read(name) for name in made.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(b"<w:tbl>", paragraphs + b"<w:tbl>", 1)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name, content in members.items():
            changed.writestr(name, content)
    soon(out.getvalue(), "x.docx")


MANY = 50_000


@pytest.mark.parametrize(
    "text",
    [
        "<!--x>" * MANY,
        "<![CDATA[x>" * MANY,
        "<!doctype [<!" * MANY,
        "<?x " * MANY,
        "<a b='" * MANY,
        "</" * MANY + ">",
        "&#" * MANY,
        "<div>" * MANY + "</p>" * MANY,
        "<div>5 boats " * MANY,
        "<h1>" * MANY + "<p>5 boats" * MANY,
        "<table><tr><td>" * MANY,
        "<!-- claimcheck: " * MANY,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("suffix", ["html", "md"])
def test_markup_that_is_never_closed_is_read_in_one_go(text: str, suffix: str) -> None:
    soon(text.encode(), f"x.{suffix}")


def test_a_comment_that_is_never_closed_takes_the_rest_and_says_so() -> None:
    page = read_bytes(b"<p>12 boats</p><!-- <p>5 cats</p>", "x.html")
    assert ("12 boats", ("the markup breaks off; what stands after it was not read",)) == (
        page.prose.strip(),
        page.notes,
    )


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000,
        b"Subject: " + b"=?" * 50_000,
        b"Date: " + b"(" * 50_000,
        b"Content-Type: text/plain; " + b"a*0=b;" * 20_000,
        b'Content-Type: text/plain; a="' + b"\\" * 50_000,
        b"Content-Disposition: " + b"(" * 50_000,
        b"Content-Language: " + b"a," * 50_000,
        b"Subject: a\n" + b" b\n" * 50_000,
    ],
    ids=lambda header: header[:24].decode(),
)
def test_a_header_of_any_length_is_read_no_further_than_a_long_one_goes(header: bytes) -> None:
    soon(header + b"\n\n12 boats\n", "x.eml")


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("x.json", {"headline": "\ud800", "body_text": "12 \udfff boats", "language": "\ud800"}),
        ("x.json", {"bodies": [{"contenttype": "text/html", "value": "<p>12 \udfff boats</p>"}]}),
        ("x.jsonl", {"title": "\ud800", "text": "12 \udfff boats", "lang": "\ud800"}),
    ],
)
def test_half_a_character_in_json_is_a_sign_of_its_own(name: str, item: object, tmp_path: Path) -> None:
    from claimcheck.reading.paths import expanded, opened

    path = tmp_path / name
    path.write_text(json.dumps(item), encoding="utf-8")
    (listed,) = expanded([str(path)])
    document = opened(listed).document()
    assert "12 ? boats" in document.text
    f"{document.text}{document.language}".encode()


def harness() -> ModuleType:
    """The program that throws bytes at everything, as a module."""
    path = ROOT / "tools" / "fuzz_bytes.py"
    spec = importlib.util.spec_from_file_location("fuzz_bytes", path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


def test_what_once_broke_the_reading_no_longer_does() -> None:
    made = harness()
    start = time.process_time()
    for path in sorted(HOSTILE.iterdir()):
        name = path.suffix if path.suffix in made.READERS else path.suffix[1:]
        made.read_as(name, path.read_bytes())
    assert time.process_time() - start < PATIENCE


def test_the_harness_reaches_every_reader(tmp_path: Path) -> None:
    made = harness()
    for name in made.READERS:
        made.read(made.made(name, b"12 boats"))
    made.seeds(tmp_path)
    for path in tmp_path.iterdir():
        made.read(path.read_bytes())
    assert os.listdir(tmp_path)
