"""The HTML page as a browser shows it: from a file, in light and dark, on a phone, on paper, by keyboard."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browser
import pytest
from pardoned import RULES, faultless, pardoned

from claimcheck.report import formats

pytestmark = pytest.mark.skipif(browser.PROGRAM is None, reason="no Chromium: apt-get install chromium")

CONTRAST = """
(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return parts(colour)[3] === 0 ? ground(node.parentElement) : colour;
  };
  return Math.min(...[...document.querySelectorAll("body *:not(script)")]
    .filter((node) => [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim()))
    .map((node) => [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a))
    .map(([one, other]) => (one + 0.05) / (other + 0.05)));
})()
"""


@pytest.fixture(scope="module")
def tab() -> Iterator[browser.Tab]:
    """A browser for all tests of this module."""
    with browser.opened() as opened:
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on a story with findings and on one without."""
    out = io.StringIO()
    formats.write_check("html", [pardoned(), faultless()], RULES, None, out)
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_asks_for_nothing_complains_of_nothing_and_can_be_read(
    tab: browser.Tab, file: Path, width: int, dark: bool
) -> None:
    tab.open(file, width, dark)
    asked = {told["request"]["url"] for method, told in tab.events if method == "Network.requestWillBeSent"}
    assert {file.resolve().as_uri()} == asked
    assert [] == [method for method, _ in tab.events if method.startswith(("Log.", "Runtime.exception", "Runtime.con"))]
    assert width >= tab.run("document.documentElement.scrollWidth")
    assert 4.5 <= tab.run(CONTRAST)


def test_the_tab_key_goes_through_the_findings_by_severity(tab: browser.Tab, file: Path) -> None:
    tab.open(file)
    reached = []
    for _ in range(9):
        tab.press("Tab")
        reached.append(tab.run("document.activeElement.getAttribute('href')"))
    assert ["#d1-findings", "#d1-story", "#d2-story"] == reached[:3]
    assert ["#d1-c2", "#d1-c3", "#d1-c4", "#d1-c1", "#rule-A101", "#d1-c5"] == reached[3:]


def test_a_screen_reader_meets_the_story_then_the_findings_by_severity(tab: browser.Tab, file: Path) -> None:
    tab.open(file)
    nodes = {node["nodeId"]: node for node in tab.send("Accessibility.getFullAXTree")["nodes"]}

    def walked(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield node
        for child in node.get("childIds", []):
            yield from walked(nodes[child])

    inside = walked(next(iter(nodes.values())))
    heads = [node["name"]["value"] for node in inside if node.get("role", {}).get("value") == "heading"]
    told = [head for head in heads if re.match("claimcheck|L'articolo|Che cosa è stato trovato|[✗⚠·]", head)]
    assert ["claimcheck", "L'articolo", "Che cosa è stato trovato"] == told[:3]
    assert ["✗A ERRORE", "⚠B VERIFICA", "·C NOTA"] == [" ".join(head.split()[:2]) for head in told[3:6]]


def test_it_needs_no_script_and_sorts_its_table_where_there_is_one(tab: browser.Tab, file: Path) -> None:
    rows = "[...document.querySelectorAll('#d1-claims tbody tr')].map((row) => row.cells[2].innerText)"
    tab.open(file, scripts=False)
    plain = tab.run("document.querySelectorAll('#d1-claims thead button').length")
    tab.open(file)
    before = tab.run(rows)
    tab.run("document.querySelectorAll('#d1-claims thead button')[2].click()")
    after = tab.run(rows)
    assert (0, sorted(before)) == (plain, sorted(after))
    assert ("12 donne", "14 donne", "14 uomini") == tuple(after[:3])


def test_it_prints_on_a4(tab: browser.Tab, file: Path) -> None:
    tab.open(file)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", tab.print())
    assert {(595, 842)} == {(round(float(width)), round(float(height))) for width, height in boxes}
