"""The marked corpus is consistent, and what is made of it is what it says: twins, splits, labels, paraphrases."""

from __future__ import annotations

import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from tools import label, labels, paraphrases
from tools.corpus import ROOT, Story, load, problems, stories
from tools.figures import Flaw, interval
from tools.relations import RELATIONS
from tools.slips import like, slips
from tools.splits import held
from tools.twins import Change, broken, flawed, twins

CORPUS = stories()
LANGUAGES = {"en", "it", "es", "fr", "de", "pt"}
LEAST = {"en": 62, "it": 62, "es": 8, "fr": 8, "de": 8, "pt": 8}
NEWS = sorted((ROOT / "news").glob("*.jsonl"))
LONGEST_NAME = 40

HEAD = "---\nlang: {lang}\nbeat: courts\noutlet: daily\nhand: h00\ndate: 2026-03-12\n---\n"


@pytest.fixture
def written(tmp_path: Path) -> object:
    """A function that loads a story of a marked text and its relations."""

    def write(text: str, relations: str, lang: str = "en") -> Story:
        path = tmp_path / "h00-01-story.md"
        path.write_text(f"{HEAD.format(lang=lang)}{text}\n---\n{relations}\n", encoding="utf-8")
        return load(path)

    return write


def faults(story: Story) -> list[str]:
    """What does not hold, the length of the story left out."""
    return [fault for fault in problems(story) if "hold" in fault or "read" in fault or "stand" in fault]


@pytest.mark.parametrize("story", CORPUS, ids=lambda story: story.path.stem)
def test_what_is_marked_holds(story: Story) -> None:
    assert [] == list(problems(story))


def test_there_are_stories_in_six_languages() -> None:
    count = Counter(story.head["lang"] for story in CORPUS)
    assert {} == {lang: count[lang] for lang, least in LEAST.items() if count[lang] < least}


def test_a_story_lies_in_the_folder_of_its_language_and_bears_its_hand() -> None:
    wrong = [s.path.name for s in CORPUS if s.path.parent.name != s.head["lang"] or s.path.name[:3] != s.head["hand"]]
    assert [] == wrong


def test_no_text_is_there_twice() -> None:
    assert len(CORPUS) == len({story.text for story in CORPUS}) == len({story.path.stem for story in CORPUS})


def test_relations_are_those_of_the_readme_and_all_but_one_are_used() -> None:
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert list(RELATIONS) == told
    assert {"compound"} == RELATIONS.keys() - {relation.name for story in CORPUS for relation in story.relations}


@pytest.mark.parametrize(
    ("lang", "text", "relation"),
    [
        ("en", "[7]{a} of [9]{b}, [78]{s} per cent", "share: {part: a, whole: b, share: s}"),
        ("en", "from [30]{a} to [34]{b}, [13]{s} per cent more", "change: {before: a, after: b, percent: s}"),
        ("en", "[100]{t} in [3]{n} days, [33]{e} a day", "rate: {total: t, units: n, each: e}"),
        ("en", "[100]{t} in [3]{n} days, [33]{e} on average", "mean: {total: t, count: n, mean: e}"),
        ("en", "[20]{a} of [31]{b}, [two-thirds]{s=2/3*100}", "share: {part: a, whole: b, share: s}"),
        ("pt", "[20]{a} de [31]{b}, [dois terços]{s=2/3*100}", "share: {part: a, whole: b, share: s}"),
        ("fr", "[12\u00a0500]{a}, [12\u202f500]{b}", "same: {figures: [a, b]}"),
        ("en", "[8.00]{a=8:00} to [8.00]{b=8:00}, [24]{n} hours", "length: {start: a, end: b, length: n, unit: hours}"),
    ],
)
def test_holds(written: object, lang: str, text: str, relation: str) -> None:
    assert [] == faults(written(text, f"- {relation}", lang))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("[7]{a} of [9]{b}, [76]{s} per cent", "share: {part: a, whole: b, share: s}"),
        ("[101]{t} in [3]{n} days, [35]{e} a day", "rate: {total: t, units: n, each: e}"),
        ("[12]{a}, [13]{b}", "same: {figures: [a, b]}"),
        ("[30]{a} and [41]{b}, [70]{t} together", "partition: {total: t, parts: [a, b]}"),
        ("[8.00]{a=8:00} to [9.00]{b=9:00}, [24]{n} hours", "length: {start: a, end: b, length: n, unit: hours}"),
        ("[12 March]{d=2026-03-12}, a [Friday]{w=fri}", "weekday: {date: d, weekday: w}"),
    ],
)
def test_does_not_hold(written: object, text: str, relation: str) -> None:
    assert 1 == len(faults(written(text, f"- {relation}")))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "relation", "why"),
    [
        ("[7]{a}", "same: {figures: [a, b]}", "same names b, which is not marked"),
        ("[7]{a} and [7]{a}", "same: {figures: [a]}", "two marks are called a"),
        ("[seven]{a}", "same: {figures: [a]}", "the value of [seven]{a} must be given"),
        ("[7]{a}", "alike: {figures: [a]}", "no relation is called alike"),
        ("[7]{a} and [8]{b}", "trap: [a, b]", "a trap without why: ['a', 'b']"),
        ("[7] {a}", "same: {figures: [a]}", "same names a, which is not marked"),
    ],
)
def test_a_story_that_cannot_be_read_says_why(written: object, text: str, relation: str, why: str) -> None:
    with pytest.raises(Flaw) as caught:
        written(text, f"- {relation}")  # type: ignore[operator]
    assert why in str(caught.value) or "cannot be read" in str(caught.value)


def test_a_number_may_stand_for_what_is_rounded_to_it(written: object) -> None:
    story = written("[1.3 million]{a=1300000}, [3.5]{b} and [8]{c}", "")  # type: ignore[operator]
    assert [(1250000, 1350000), (3.45, 3.55), (8, 8)] == [
        tuple(map(float, interval(story.marks[key]))) for key in ("a", "b", "c")
    ]


def test_a_slip_breaks_the_relation_it_is_aimed_at() -> None:
    whole = [
        (twin.story.path.name, twin.relation.name)
        for story in CORPUS
        for twin in twins(story)
        if twin.text == story.text or twin.text[slice(*twin.places[twin.key])] == story.marks[twin.key].text
    ]
    assert [] == whole


def test_nearly_every_relation_has_a_twin() -> None:
    made = sum(1 for story in CORPUS for _ in twins(story))
    assert 0.8 < made / sum(len(story.relations) for story in CORPUS)


def test_what_is_not_changed_is_no_twin() -> None:
    story = CORPUS[0]
    assert not any(broken(story, relation, Change("none", {})) for relation in story.relations)


def test_marks_move_with_the_text_of_a_twin() -> None:
    moved = [
        (twin.story.path.name, key)
        for story in CORPUS[:20]
        for twin in twins(story)
        for key, mark in story.marks.items()
        if key not in twin.relation.keys and twin.text[slice(*twin.places[key])] != mark.text
    ]
    assert [] == moved


def test_the_same_seed_gives_the_same_twins() -> None:
    one, other = ([(t.key, t.slip, t.text) for t in twins(story)] for story in (CORPUS[0], load(CORPUS[0].path)))
    assert one == other


def test_people_slip_in_all_these_ways() -> None:
    ways = {"digit", "swap", "word", "scale", "weekday", "kept", "parties", "forgotten"}
    assert ways == {twin.slip for story in CORPUS for twin in twins(story)}


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("42", "swap", "24"),
        ("3 million", "scale", "3 billion"),
        ("3 mil millones", "scale", "3 millones"),
        ("3 milioni", "scale", "3 miliardi"),
    ],
)
def test_a_slip(text: str, kind: str, shown: str) -> None:
    assert shown in {slip.text for slip in slips(text, "seed") if slip.kind == kind}


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [("1.300", 2400, "2.400"), ("1300", 2400, "2400"), ("12", 1500, "1500"), ("3.5", 4, None), ("twelve", 4, None)],
)
def test_a_number_is_printed_like_another(text: str, value: int, shown: str | None) -> None:
    assert shown == like(text, Fraction(value))


def test_about_a_third_is_held_back() -> None:
    assert 0.3 < sum(held(f"frame {n}") for n in range(3000)) / 3000 < 0.37


def test_what_is_held_back_is_decided_for_good() -> None:
    assert ["h01", "h05", "h06", "h10", "h11"] == [hand for n in range(1, 13) if held(hand := f"h{n:02}")]


@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_labels_hold_no_words_of_articles(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    keys = {"id", "lang", "sha", "hand", "relation", "roles", "said_at"}
    assert set() == {key for row in rows for key in row} - keys
    assert {str, dict, list, type(None)} >= {type(value) for row in rows for value in row.values()}
    assert LONGEST_NAME > max(len(value) for row in rows for value in row.values() if isinstance(value, str))
    assert all(isinstance(at, int) for row in rows for at in row.get("said_at") or ())


@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_labels_name_relations_and_places(path: Path) -> None:
    wrong = [
        (read.id, told.relation)
        for read in labels.load(path)
        for told in read.labels
        if told.relation not in RELATIONS or any(start >= end for start, end in told.places)
    ]
    assert [] == wrong


def test_three_hundred_articles_are_labelled() -> None:
    count = Counter(read.lang for read in labels.first().values())
    assert {"en": 120, "it": 120, "es": 15, "fr": 15, "de": 15, "pt": 15}.items() <= {
        lang: min(n, 120 if lang in ("en", "it") else 15) for lang, n in count.items()
    }.items()


def test_a_tenth_was_read_twice() -> None:
    twice = labels.first().keys() & labels.second().keys()
    assert labels.second().keys() == twice
    assert 10 * len(twice) >= len(labels.first())


def test_agreement_counts_what_both_marked() -> None:
    def read(*told: tuple[str, list[int]]) -> dict[str, labels.Read]:
        found = tuple(labels.Label(name, {"figures": tuple((at, at + 1) for at in ats)}) for name, ats in told)
        return {"a": labels.Read("a", "en", "", "", found)}

    counts = labels.agreement(read(("same", [1, 5]), ("less", [1, 9])), read(("same", [1, 5]), ("less", [5, 9])))
    assert {"both": 1} == dict(counts["same"])
    assert {"first": 1, "second": 1} == dict(counts["less"])
    assert 0.5 == labels.agreed({"both": 1, "first": 1, "second": 1})


def test_a_reader_s_lines_become_labels() -> None:
    article = {"id": "a", "lang": "en", "text": "Of 30 shops, 12 closed, leaving 18. A dozen of the 30 were bakeries."}
    marked = '@ a\nremainder whole=1 parts=2 rest=3 | leaving\nsame 1 5\nsame 2 "A dozen"'
    head, *rows = label.read({"a": article}, marked, "hand")
    assert ("a", "hand", "") == (head["id"], head["hand"], head["relation"])
    assert {"whole": [3, 5], "parts": [[13, 15]], "rest": [32, 34]} == rows[0]["roles"]
    assert [24, 31] == rows[0]["said_at"]
    assert [["remainder", "same", "same"]] == [[row["relation"] for row in rows]]


@pytest.mark.parametrize("line", ["alike 1 2", "same", "same 1 99", 'same 1 "none"'])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(label.read({"a": {"id": "a", "lang": "en", "text": "12 and 12"}}, f"@ a\n{line}", "hand"))


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_a_paraphrase_has_a_right_figure_and_a_wrong_one(lang: str) -> None:
    texts = [entry["text"] for entries in paraphrases.load(lang).values() for entry in entries]
    assert [] == [text for text in texts if len(paraphrases.PAIR.findall(text)) != 1]
    assert [] == [text for text in texts if paraphrases.PAIR.search(text)[1] == paraphrases.PAIR.search(text)[2]]
    assert [] == [text for text in texts if set("{}|") & set(paraphrases.PAIR.sub("", text))]
    assert len(texts) == len(set(texts))


def test_there_are_paraphrases_of_forty_relations() -> None:
    least = {lang: min(map(len, paraphrases.load(lang).values())) for lang in LANGUAGES}
    assert all(least[lang] >= (6 if lang in ("en", "it") else 3) for lang in LANGUAGES)
    assert all(len(paraphrases.load(lang)) >= 40 for lang in LANGUAGES)


OPEN = [story for story in CORPUS if not held(story.head["hand"])]


@pytest.mark.parametrize("story", OPEN[::12], ids=lambda story: story.path.stem)
def test_a_story_with_several_flaws_breaks_that_many_relations_of_different_figures(story: Story) -> None:
    made = flawed(story, 3, "seed")
    assert made.text != story.text
    keys = [key for relation in made.relations for key in {*relation.keys}]
    assert len(keys) == len({*keys})
    assert all(key in relation.keys for relation, key in zip(made.relations, made.keys, strict=True))
    assert all(story.marks[key].text != made.text[slice(*made.places[key])] for key in made.keys)
