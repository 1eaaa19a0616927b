"""A saved web page: on request only its main text is read, and every place is one of the page's own source."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from claimcheck import cli
from claimcheck.errors import InputError
from claimcheck.model import Document, Place
from claimcheck.reading import read_bytes, web

LEAD = "The ferry carried 12 women and 14 men, 25 people in all, when it left the harbour in the morning, they said."
BODY = "The crossing to the island takes a little over 3 hours, the harbour office said in a statement to passengers."
TABLE = "<table><tr><th>Stop</th><th>Passengers</th></tr><tr><td>Northern quay</td><td>1,240</td></tr></table>"
TEASERS = "".join(
    f'<div class="teaser"><a href="/{n}"><h3>{n} things about boats</h3><p>{n} min read</p></a></div>'
    for n in range(3, 12)
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry carries 25 people | The Daily Gull</title></head><body>
<div id="menu"><ul><li><a href="/a">News 24</a></li><li><a href="/b">Sport 7</a></li></ul></div>
<div class="cookie-banner"><p>We and our 842 partners use cookies.</p></div>
<main><article><h1>Ferry carries 25 people</h1>
<p>{LEAD}</p><p>{BODY.replace(" a ", " <b>a</b> ", 1)}</p>
<h2>The road to the harbour</h2><p>{BODY.replace("crossing to the island", "road to the harbour")}</p>{TABLE}
<p>{BODY.replace("crossing", "way back")}</p></article>
<div class="related-articles sidebar">{TEASERS}</div></main>
<div class="footer-links"><p>Follow our 31,000 readers</p></div></body></html>"""


@pytest.fixture
def page() -> Document:
    return read_bytes(PAGE.encode(), "page.html")


def words(document: Document) -> list[str]:
    return [" ".join(part.span.of(document.prose).split()) for part in document.parts]


def test_menus_teasers_and_banners_go_and_the_story_stays(page: Document) -> None:
    read = web.main_text(page)
    assert ["Ferry carries 25 people", LEAD, BODY, "The road to the harbour"] == words(read)[:4]
    assert not [each for each in words(read) if "things" in each or "partners" in each or "News" in each]


def test_the_first_paragraph_that_stays_is_the_lead(page: Document) -> None:
    found = [(part.place, part.level) for part in web.main_text(page).parts]
    assert [(Place.HEADLINE, 1), (Place.LEAD, 0), (Place.BODY, 0), (Place.HEADLINE, 2)] == found[:4]


def test_every_place_is_one_of_the_source(page: Document) -> None:
    read = web.main_text(page)
    assert (PAGE, len(PAGE)) == (read.text, len(read.prose))
    assert LEAD == read.parts[1].span.of(PAGE)
    assert "842" not in read.prose


def test_a_table_of_the_story_stays(page: Document) -> None:
    assert ["1,240"] == [cell.of(PAGE) for table in web.main_text(page).tables for cell in table.rows[1][1:]]


def test_a_page_without_a_main_text_stays_whole_and_says_so() -> None:
    whole = read_bytes(b"<nav>1</nav><ul><li><a href='/'>12 boats</a></li></ul>", "page.html")
    read = web.main_text(whole)
    assert (words(whole), ("no main text was found: the whole page was read",)) == (words(read), read.notes)


def test_without_the_library_one_sentence_names_the_extra(page: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match="^«page.html» needs the extra «web»: pip install .*trafilatura "):
        web.main_text(page)


@pytest.mark.parametrize("asked", [True, False])
def test_only_who_asks_for_it_gets_it(
    asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE, encoding="utf-8")
    cli.run(["claims", "page.html", "--format", "csv", *(["--main-text"] if asked else [])])
    assert asked is ("842" not in capsys.readouterr().out)


def test_the_configuration_can_ask_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    Path("page.html").write_text(PAGE, encoding="utf-8")
    Path("claimcheck.toml").write_text("main-text = true\n", encoding="utf-8")
    assert (2, 1) == (cli.run(["page.html"]), cli.run(["page.html", "--isolated"]))
