"""A file of many stories, one a line: each is a story of its own, and a bad line spoils no other."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claimcheck.model import Document, Place
from claimcheck.reading import paths

FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey, the keeper said."
SOUND = FAULTY.replace("12", "11")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*stories: object, name: str = "news.jsonl") -> None:
    lines = [story if isinstance(story, str) else json.dumps(story) for story in stories]
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def documents(name: str = "news.jsonl") -> list[Document]:
    return [paths.opened(each).document() for each in paths.expanded([name])]


def test_each_line_is_a_story_with_its_headline_day_and_language(folder: Path) -> None:
    write({"id": "cats", "title": "Eleven cats", "text": SOUND, "date": "2025-09-16", "lang": "en-GB"})
    (story,) = documents()
    assert ("news.jsonl#cats", "news.jsonl", 1) == (story.path, story.file, story.record)
    assert ("2025-09-16", "en") == (str(story.dateline), story.language)
    assert [(Place.HEADLINE, "Eleven cats"), (Place.LEAD, SOUND)] == [
        (part.place, part.span.of(story.text)) for part in story.parts
    ]


def test_a_title_that_is_a_sentence_is_still_the_headline(folder: Path) -> None:
    write({"title": "The farm has eleven cats.", "text": f"{SOUND}\n\nNobody has counted the mice."})
    places = [part.place for part in documents()[0].parts]
    assert [Place.HEADLINE, Place.LEAD, Place.BODY] == places


def test_a_story_without_an_id_is_called_by_its_line(folder: Path) -> None:
    write({"id": 7, "text": SOUND}, "", {"text": SOUND})
    assert ["news.jsonl#7", "news.jsonl#3"] == [story.path for story in documents()]


def test_a_line_may_be_a_ninjs_item(folder: Path) -> None:
    write({"uri": "urn:x:1", "headline": "Cats", "body_xhtml": f"<p>{SOUND}</p>"})
    assert f"Cats\n\n{SOUND}" == documents()[0].text


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{oops", "news.jsonl:2: the line is not JSON: Expecting property name"),
        ("[1, 2]", "news.jsonl:2: the line is JSON, but no object of a story"),
        ('{"title": "Cats"}', 'news.jsonl:2: the line holds no "text"'),
        ('{"text": 12}', 'news.jsonl:2: the line holds no "text"'),
        ("[" * 100_000, "news.jsonl:2: the line is not JSON"),
    ],
)
def test_a_bad_line_is_one_sentence_and_the_others_are_checked(
    folder: Path, run: Any, line: str, complaint: str
) -> None:
    write({"id": "a", "text": FAULTY}, line, {"id": "c", "text": SOUND})
    code, out, err = run("news.jsonl", "--format", "json")
    assert (2, ["news.jsonl#a", "news.jsonl#c"]) == (code, [each["path"] for each in json.loads(out)["documents"]])
    assert [f"claimcheck: {complaint}"] == [told[: len(complaint) + 12] for told in err.splitlines()]


def test_bytes_that_are_no_utf8_are_a_bad_line(folder: Path, run: Any) -> None:
    Path("news.ndjson").write_bytes(b'{"text": "caf\xe9"}\n')
    assert (2, "", "claimcheck: news.ndjson:1: the line is not UTF-8\n") == run("news.ndjson")


def test_one_story_of_the_file_can_be_named(folder: Path, run: Any) -> None:
    write({"id": "a", "text": SOUND}, {"id": "b/2", "text": FAULTY})
    assert (0, 1) == (run("news.jsonl#a")[0], run("news.jsonl#b/2")[0])
    assert (2, "", "claimcheck: «news.jsonl» holds no story «d»\n") == run("news.jsonl#d")


def test_a_finding_of_one_story_is_accepted_by_its_name(folder: Path, run: Any) -> None:
    write({"id": "a", "text": SOUND}, {"id": "b/2", "text": FAULTY})
    code, _, err = run("accept", "news.jsonl", "A101", "--reason", "so")
    assert (2, "claimcheck: «news.jsonl» holds many stories: name the one, such as «news.jsonl#a»\n") == (code, err)
    assert 0 == run("accept", "news.jsonl#b/2", "A101", "--reason", "so")[0]
    assert 0 == run("news.jsonl")[0]


def test_a_report_that_is_kept_has_the_name_of_the_story(folder: Path, run: Any) -> None:
    write({"text": FAULTY})
    first = run("news.jsonl")[1]
    write({"text": FAULTY}, name="other.jsonl")
    assert first.replace("news", "other") == run("other.jsonl")[1]


def test_reports_for_platforms_point_at_the_line_of_the_file(folder: Path, run: Any) -> None:
    write({"id": "a", "text": SOUND}, {"id": "b", "title": "Cats", "text": FAULTY})
    code, out, _ = run("news.jsonl", "--format", "sarif", "--output", "github:g.txt", "--output", "gitlab:g.json")
    region = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert (1, 2, "news.jsonl") == (code, region["region"]["startLine"], region["artifactLocation"]["uri"])
    assert 1 == len(json.loads(out)["runs"][0]["artifacts"])
    assert Path("g.txt").read_text(encoding="utf-8").startswith("::error file=news.jsonl,line=2,endLine=2,")
    place = json.loads(Path("g.json").read_text(encoding="utf-8"))[0]["location"]
    assert {"path": "news.jsonl", "lines": {"begin": 2, "end": 2}} == place


def test_only_lines_that_changed_count_with_diff(folder: Path, run: Any) -> None:
    write({"id": "a", "text": FAULTY}, {"id": "b", "text": SOUND})
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "stories"], check=True)
    write({"id": "a", "text": FAULTY}, {"id": "b", "text": FAULTY})
    code, out, _ = run("news.jsonl", "--diff", "HEAD")
    assert (1, ["news.jsonl#b"]) == (code, [line.partition(":")[0] for line in out.splitlines() if "error" in line])


def test_a_story_whose_lines_are_not_the_files_counts_whole_with_diff(folder: Path, run: Any) -> None:
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org"]
    story = {"headline": "Cats", "body_text": f"{FAULTY}\n\nNobody counted the mice."}
    for name in ("changed.json", "same.json"):
        Path(name).write_text(json.dumps(story, indent=1), encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "stories"]):
        subprocess.run([*git, *command], check=True)
    Path("changed.json").write_text(json.dumps(story | {"urgency": 3}, indent=1), encoding="utf-8")
    code, out, _ = run("changed.json", "same.json", "--diff", "HEAD", "--lang", "en")
    assert (1, ["changed.json"]) == (code, [line.partition(":")[0] for line in out.splitlines() if "error" in line])


def test_many_processes_share_one_file(folder: Path, run: Any) -> None:
    write(*({"id": number, "text": FAULTY if number % 40 == 0 else SOUND} for number in range(120)))
    alone, shared = run("news.jsonl", "--isolated"), run("news.jsonl", "--isolated", "--jobs", "2")
    assert (1, alone) == (shared[0], shared)
