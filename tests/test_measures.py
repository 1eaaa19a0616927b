"""The measures count what they say they count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck import language
from tools import ablate, cues, first_contact, labels, measure, news, paraphrases, perturb, precision
from tools.checked import Outcome, Text, Told, check, outcome
from tools.corpus import stories
from tools.show import of

RIGHT = "The 37 islanders, 21 women and 16 men, spent the night in a school. The vote was 30-20."
WRONG = RIGHT.replace("37", "36")
ROWS = [Text("right", "en", RIGHT), Text("wrong", "en", WRONG)]
HEAD = '{"id": "right", "lang": "en", "sha": "%s", "hand": "h", "relation": ""}\n'
LABEL = '{"id": "right", "relation": "partition", "roles": {"total": [4, 6], "parts": [[18, 20], [31, 33]]}}\n'


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One labelled article."""
    (tmp_path / "h.jsonl").write_text(HEAD % labels.digest(RIGHT) + LABEL, encoding="utf-8")
    monkeypatch.setattr(labels, "first", lambda: {read.id: read for read in labels.load(tmp_path / "h.jsonl")})


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of judgements that does not yet exist."""
    monkeypatch.setattr(precision, "JUDGEMENTS", tmp_path / "judgements.jsonl")
    return tmp_path / "judgements.jsonl"


def test_a_broken_relation_is_counted_as_judged_and_broken() -> None:
    counts = news.break_rates(ROWS)
    assert (2, 1) == (counts["parts-of-whole"]["judged"], counts["parts-of-whole"]["broken"])
    assert 1 == counts["A101 parts-of-whole"]["error"]


def test_a_change_that_is_reported_is_counted() -> None:
    counts = perturb.listed(ROWS[:1])
    assert (1, 1) == (counts["parts-of-whole"]["tried"], counts["parts-of-whole"]["reported"])


@pytest.mark.usefixtures("marked")
def test_a_labelled_relation_that_is_listed_is_counted() -> None:
    assert {"marked": 1, "listed": 1} == dict(news.labelled(ROWS)["en"]["partition"])
    assert 0 == news.labelled(ROWS)["en"]["ticks"]["unmarked"]


@pytest.mark.usefixtures("marked")
def test_a_changed_labelled_relation_is_reported() -> None:
    assert {"tried": 1, "reported": 1} == dict(perturb.marked(ROWS)["partition"])


def test_figures_that_were_judged_are_counted() -> None:
    counts = news.coverage(ROWS[:1])["en"]
    assert 3 <= counts["judged"] <= counts["figures"]


def test_a_relation_is_about_marked_figures_when_no_more_than_one_term_is_not() -> None:
    told = Told("sum", "holds", (("total", (4, 6)), ("part", (18, 20)), ("part", (31, 33))), ())
    assert [True, True, False] == [
        labels.shares(told, places) for places in ([(4, 6), (18, 20), (31, 33)], [(4, 6), (18, 20)], [(4, 6)])[:2]
    ] + [labels.shares(told, [(4, 6), (60, 62)])]


def test_a_term_may_span_two_marked_figures() -> None:
    told = Told("weekday", "holds", (("date", (0, 20)),), ())
    assert labels.shares(told, [(0, 8), (10, 18)])
    assert first_contact.listed([(0, 8), (10, 18)], Outcome("", "en", 0, (), (told,), (), ()))


def test_words_of_roles_are_found_beside_figures() -> None:
    text = "of 30 shops, 12 closed, leaving 18"
    told = Told("remainder", "broken", (("whole", (3, 5)), ("part", (13, 15)), ("rest", (32, 34))), ())
    assert {"leav", "of"} <= cues.between(text, "en", told)


def test_findings_are_drawn_and_judged_once(judged: Path) -> None:
    drawn = precision.sample(ROWS, 5)
    assert [1] == [len(drawn["draw"])]
    precision.judge(drawn["draw"][0]["fingerprint"], "right", "36 is not 37")
    again = precision.sample(ROWS, 5)
    assert ([], {"error right": 1}) == (again["draw"], dict(again["judged"]))
    assert 1 == len(judged.read_text(encoding="utf-8").splitlines())


def test_a_judgement_is_one_of_three(judged: Path) -> None:
    with pytest.raises(ValueError, match="maybe"):
        precision.judge("abc", "maybe", "")
    assert not judged.exists()


def test_an_entry_is_taken_out_of_its_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = {"cues": {"revised": ["at first", "until then"], "words": "one two"}}
    monkeypatch.setattr(language, "_document", lambda path, number: pack)
    ablate.without("en:cues.revised=until then")
    ablate.without("en:cues.words")
    assert {"cues": {"revised": ["at first"]}} == pack
    with pytest.raises(KeyError):
        ablate.without("en:cues.none")


def test_articles_are_chosen_by_hash_and_language(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [{"id": f"{lang}{n}", "lang": lang, "text": "x"} for n in range(9) for lang in ("en", "it", "de")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert 27 == len(news.articles(path))
    chosen = news.articles(path, ["en", "it"], 2)
    assert ["en", "en", "it", "it"] == sorted(row.lang for row in chosen)
    assert chosen == news.articles(path, ["en", "it"], 2)


def test_many_texts_give_what_each_gives_alone() -> None:
    rows = [ROWS[n % 2] for n in range(10)]
    assert list(map(outcome, rows)) == check(rows)


def test_a_story_is_measured() -> None:
    story = next(story for story in stories() if story.head["lang"] == "en")
    row = first_contact.measure([story])["en"]
    assert len(story.relations) == first_contact.totals(row)["marked"]
    assert any(line.startswith("en: ") for line in first_contact.show({"en": row}))


def test_a_first_contact_is_a_line_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_contact, "RECORD", tmp_path / "first-contact.md")
    row = first_contact.measure(stories()[:1])
    for _ in range(2):
        first_contact.record("one story", row)
    assert 2 == (tmp_path / "first-contact.md").read_text(encoding="utf-8").count("| one story |")


def test_a_paraphrase_is_found_listed_or_accused() -> None:
    frame = "The {37|36} islanders, 21 women and 16 men, spent the night in a school."
    counts, missed = paraphrases.measure([paraphrases.Paraphrase("en", "partition", frame)])
    assert {"texts": 1, "found": 1, "accused": 0, "listed": 1} == dict(counts["en"]["partition"])
    assert [] == missed


def test_labelled_articles_are_not_unread(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    known = next(read for read in labels.first().values() if read.lang == "en")
    rows = [{"id": name, "lang": "en", "text": "x"} for name in (known.id, "another")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert ["another"] == [row.id for row in measure.unread(path, 5)]


def test_a_share_is_told() -> None:
    assert "3 of 4 = 75.0%" == of({"a": 3, "b": 4}, "a", "b")
