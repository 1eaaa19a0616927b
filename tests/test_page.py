"""The HTML page: well-formed whatever the story says, complete, and the same record as the JSON report."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from builders import claim, document, finding, relation, report, rule, span, term
from hypothesis import given
from hypothesis import strategies as st
from pardoned import DIFFER, RULES, TWO, faultless, pardoned

from claimcheck.model import Claim, Failure, Kind, Part, Place, Report, Severity, Span, Table, Verdict, Waived, Waiver
from claimcheck.report import formats, json_report, page
from claimcheck.rulebook import Rule

VOID = {"meta"}
VAGUE = rule("S802", "source-is-vague", Severity.NOTE, message={"en": "{words}"})


class Reader(HTMLParser):
    """The elements of a page; complains when they are not nested properly."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def all(self, name: str) -> list[str]:
        """The values of an attribute, in the order of the page."""
        return [value for _, given in self.elements for value in [given.get(name)] if value]


def written(*reports: Report, ui: str | None = None, rules: dict[str, Rule] = RULES) -> str:
    """The page on some stories."""
    out = io.StringIO()
    formats.write_check("html", reports or (pardoned(),), rules, ui, out)
    return out.getvalue()


def read(text: str) -> Reader:
    """A page, after the checks that any page must pass."""
    shown = Reader(text)
    ids = shown.all("id")
    assert [] == shown.faults + shown.open
    assert sorted(set(ids)) == sorted(ids)
    assert {href[1:] for href in shown.all("href")} <= set(ids)
    assert not {"src", "srcset", "action", "style"} & {name for _, given in shown.elements for name in given}
    return shown


def story(shown: str) -> str:
    """The words of the story as the page shows them, without badges."""
    inside = shown.partition('<div class="story"')[2].partition(">")[2].partition("<div><section")[0]
    return " ".join(re.sub(r"<[^>]*>", "", re.sub(r"<(a|span) class=.badge.*?</\1>", "", inside)).split())


def section(shown: str, name: str) -> str:
    """One section of the page."""
    return shown.partition(f'<section id="{name}"')[2].partition("</section>")[0]


def test_each_figure_is_marked_and_linked_from_the_card_of_its_finding() -> None:
    shown = written()
    read(shown)
    assert '<mark class="error o0" id="c2">25 graziati<a' in shown
    card = shown.partition('<article class="card error o0" id="f1"')[2].partition("</article>")[0]
    assert ["#c2", "#c3", "#c4", "#c1", "#rule-A101"] == re.findall(r'href="(#[^"]+)"', card)
    assert "12 + 14 = 26 ≠ 25" in card


def test_the_cards_come_in_the_order_of_severity_and_only_they_take_the_tab_key() -> None:
    elements = read(written()).elements
    cards = [given["class"] for tag, given in elements if tag == "article"]
    assert ["card error o0", "card warning o1", "card note o2"] == cards
    stops = [given["href"] for tag, given in elements if tag == "a" and "tabindex" not in given]
    assert ["#findings", "#c2", "#c3", "#c4", "#c1", "#rule-A101", "#c5", "#c6"] == stops[:8]


def cards(shown: str) -> list[str]:
    return re.findall(r"<article .*?</article>", shown, re.DOTALL)


def test_a_card_leads_to_what_is_said_of_its_rule_and_asks_for_no_command() -> None:
    shown = written()
    assert 3 == len(cards(shown))
    assert not any("claimcheck" in card for card in cards(shown))
    assert '<dt id="rule-A101">A101 parts do not sum <small>errore</small></dt>' in shown
    assert "È l&#x27;errore numerico più facile da notare per chi legge." in shown


def test_what_is_said_of_a_rule_leads_to_its_page_where_the_newsroom_has_one() -> None:
    out = io.StringIO()
    rules = {name: replace(rule, page=f"https://desk.example/{name}") for name, rule in RULES.items()}
    page.write([pardoned()], rules, "en", out)
    assert '<a href="https://desk.example/A101">https://desk.example/A101</a>' in out.getvalue()


def test_a_card_tells_paragraphs_and_no_columns() -> None:
    card = cards(written())[0]
    assert "paragrafo 1" in card and "nel titolo" in card
    assert not re.search(r"\b\d+:\d+\b", re.sub("<[^>]+>", " ", card))


def test_signs_and_letters_tell_what_colours_tell() -> None:
    shown = written()
    assert [("error", "✗A"), ("warning", "⚠B"), ("note", "·C")] == re.findall(
        r'<span class="badge (\w+)">(\S+)</span>', shown
    )
    assert 'aria-label="errore A: totale 25"' in shown
    assert '<mark class="held" id="c7">52 persone<span class="badge">✓</span></mark>' in shown


def test_the_page_holds_the_json_report() -> None:
    hold = r'<script type="application/json" id="claimcheck">(.*?)</script>'
    out = io.StringIO()
    json_report.write([pardoned()], RULES, None, out)
    (found,) = re.findall(hold, written(), re.DOTALL)
    assert json.loads(out.getvalue()) == json.loads(found)


@pytest.mark.parametrize(("ui", "words"), [("it", "Che cosa è stato trovato"), ("en", "Findings"), (None, "ERRORE")])
def test_the_page_speaks_the_language_that_is_asked_for(ui: str | None, words: str) -> None:
    shown = written(ui=ui)
    assert words in shown
    assert f'<html lang="{ui or "it"}">' in shown


def test_every_claim_and_every_source_is_listed_and_what_has_no_source_comes_last() -> None:
    shown = written(ui="en")
    assert 9 == section(shown, "claims").count("<tr><td>")
    owners = re.findall(r"<dt>(.*?)(?: <small>.*?)?</dt>", section(shown, "sources"))
    assert ["Lena Orwik", "rapporto annuale", "no source named"] == owners


def test_what_was_not_checked_is_told() -> None:
    text = "# Cats\n\nThe **5** cats of [the farm](https://farm.example/7) drank `8` litres.\n"
    prose = re.sub(r"[*#\[`]|\]\(.*?\)|(?<=`)8", lambda mark: " " * len(mark[0]), text)
    blank = replace(document(text), prose=prose, notes=("the encoding was guessed",))
    five = claim(text, "5", 5)
    told = section(written(report(blank, "en", claims=(five,), failures=(Failure("votes", "KeyError"),))), "unchecked")
    assert ["the check «votes» broke off; the others were run: KeyError", "the encoding was guessed"] == re.findall(
        r"<li>([^<]*)</li>", told
    )[:2]
    assert "1 figure that nothing in the story was compared with:" in told
    assert ["https://farm.example/7", "8"] == re.findall("<code>(.*?)</code>", told)


def test_a_finding_that_does_not_count_is_shown_with_the_reason() -> None:
    kept = (Waived(finding(DIFFER, TWO), Waiver.COMMENT, "counted twice"),)
    told = section(written(replace(faultless(), waived=kept), ui="en"), "waived")
    assert "C302 figures-differ" in told
    assert "set aside in the story: counted twice" in told


def test_a_story_without_faults_says_so() -> None:
    assert "no findings" in section(written(faultless(), ui="en"), "findings")
    assert "0 figures found" in section(written(report(document("Nothing."), "en")), "findings")


def test_several_stories_share_a_page_with_a_list_of_contents() -> None:
    shown = written(pardoned(), faultless())
    assert ["#d1-story", "#d2-story"] == read(shown).all("href")[1:3]
    assert {"d1-c2", "d2-c2"} <= set(read(shown).all("id"))
    read(written(*[]))


def header(shown: str) -> str:
    return re.sub("<[^>]+>", " ", shown[shown.index("<header>") : shown.index("</nav>")])


def test_several_stories_have_totals_and_titles_and_the_gravest_comes_first() -> None:
    told = header(written(faultless(), pardoned()))
    assert "1 errore · 1 da verificare · 1 nota" in told
    assert "18 cifre lette, 12 confrontate in 4 relazioni" in told
    assert told.index("Graziati 25") < told.index("nessuna segnalazione")
    assert ["#d2-story", "#d1-story"] == read(written(faultless(), pardoned())).all("href")[1:3]


def test_several_stories_in_different_languages_share_one() -> None:
    shown = written(pardoned(), report(document("There are 5 cats.", "cats.txt"), "en"))
    assert "Che cosa è stato trovato" not in shown


def test_a_table_is_a_table() -> None:
    text = "Cats\n\nblack 5\nwhite 4\n"
    cells = [[span(text, "black"), span(text, "5")], [span(text, "white"), span(text, "4")]]
    parts = tuple(Part(Place.TABLE, cell) for row in cells for cell in row)
    whole = Table(Span(cells[0][0].start, cells[1][1].end), tuple(map(tuple, cells)))
    grid = replace(document(text), parts=parts, tables=(whole,))
    shown = written(report(grid, "en", claims=(claim(text, "4", 4),)))
    assert '<tr><td>white</td><td><mark class="read" id="c1">4</mark></td></tr>' in shown


def test_a_caption_is_told_from_the_text() -> None:
    text = "A boat\n"
    caption = replace(document(text), parts=(Part(Place.CAPTION, Span(0, 6)),))
    assert '<p class="caption">A boat</p>' in written(report(caption, "en"))


def test_marks_that_overlap_are_cut_so_that_they_nest() -> None:
    text = "The 14 of 25 cats of the farm were fed."
    claims = (claim(text, "14 of 25", 14, kind=Kind.RATIO), claim(text, "25 cats", 25, id="c2"))
    shown = written(report(document(text), "en", claims=claims))
    read(shown)
    assert text == story(shown)
    assert (
        '<mark class="read" id="c1">14 of <mark class="read" id="c2">25</mark></mark><mark class="read"> cats</mark>'
        in shown
    )


def placed(text: str, spans: list[tuple[int, int]]) -> tuple[Claim, ...]:
    """Claims on whatever stretches of a text, of which no two are the same."""
    inside = {Span(min(pair), max(pair) + 1) for pair in spans if max(pair) < len(text)}
    whole = claim("5", "5", 5)
    return tuple(replace(whole, id=f"c{at}", span=each) for at, each in enumerate(sorted(inside), 1))


@given(
    st.text(st.sampled_from("a<&>\"'b5 \n/!-\x00\u202e"), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=8),
)
def test_any_marks_on_any_text_give_a_proper_page_with_all_of_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    claims = placed(text, spans)
    told = relation("vague", Verdict.BROKEN, *(term("source", each) for each in claims), words=text)
    shown = written(
        report(document(text), "en", claims=claims, findings=(finding(VAGUE, told),)), rules={"S802": VAGUE}
    )
    read(shown)
    assert len(claims) == len(re.findall('<mark class="[a-z0-9 ]+" id=', shown))


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!-- ", "&lt;b&gt; &amp; \" '", "]]>", "<mark>"]
)
def test_a_story_is_text_and_nothing_else(hostile: str) -> None:
    text = f"{hostile} title 5\n\nThe {hostile} 5 cats.\n"
    told = relation("vague", Verdict.BROKEN, term("source", span(text, hostile, 2)), words=hostile, working=(hostile,))
    claims = (claim(text, "5 cats", 5, counted="cats"),)
    each = report(document(text, f"{hostile}.txt"), "en", claims=claims, findings=(finding(VAGUE, told),))
    shown = read(written(each, rules={"S802": VAGUE}))
    assert 2 == sum(tag == "script" for tag, _ in shown.elements)
    said = "".join(data for tag, data in shown.texts if tag not in ("style", "script"))
    assert f"The {hostile}" in said.replace("·A", "")


def test_the_time_is_fixed_where_a_build_must_be_reproducible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert "checked on 14 November 2023 22:13 (UTC)" in written(ui="en")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert "9999" in written(ui="en")


def test_the_page_allows_nothing_to_be_fetched() -> None:
    shown = written()
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', shown)[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert page.__name__ == "claimcheck.report.page"
