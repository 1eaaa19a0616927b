"""The cache: what was checked before is known, what differs in anything is not, and nothing in it can do harm."""

from __future__ import annotations

import os
import pickle
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from builders import document, report
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from claimcheck import cache, cli, model, newsroom
from claimcheck.cache import MARK, Cache
from claimcheck.config.settings import layer, settings
from claimcheck.desk import Desk, Options
from claimcheck.newsroom import Run
from claimcheck.shapes import fits

FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey. It sold 1.5 million eggs on 3 May 2024, Ada Cole said.\n"
REPORT = report(document("one"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a faulty story."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def checked(*names: str, **options: Any) -> Run:
    given = {"command_line": layer({"language": "en"}), **options}
    return newsroom.check(names or ["story.txt"], Options(**given))


def test_a_story_with_findings_is_known_the_second_time_and_told_alike() -> None:
    first, second = checked(), checked()
    assert (0, 1) == (first.known, second.known)
    assert first.reports == second.reports and first.failing == second.failing == 1


def test_a_story_is_known_by_its_content_whatever_it_is_called() -> None:
    checked()
    Path("other.txt").write_text(FAULTY, encoding="utf-8")
    run = checked("other.txt")
    assert (1, "other.txt") == (run.known, run.reports[0].document.path)


@pytest.mark.parametrize(
    "options",
    [
        {"isolated": True},
        {"cached": False},
        {"dateline": date(2024, 5, 3)},
        {"command_line": layer({"language": "it"})},
        {"command_line": layer({"language": "en", "preview": True})},
        {"command_line": layer({"language": "en", "ignore": ("P",)})},
    ],
)
def test_another_question_is_answered_anew(options: dict[str, Any]) -> None:
    checked()
    assert 0 == checked(**options).known


@pytest.mark.parametrize("text", ["[hedges]\nabout = 5", "[severity]\nA = 'note'", "date = 2024-05-03"])
def test_another_configuration_is_another_question(text: str) -> None:
    checked()
    Path("claimcheck.toml").write_text(text, encoding="utf-8")
    assert 0 == checked().known


def test_what_only_concerns_the_outcome_is_no_other_question() -> None:
    checked()
    Path("claimcheck.toml").write_text("fail-on = 'never'\nui-language = 'it'", encoding="utf-8")
    run = checked()
    assert (1, 0) == (run.known, run.failing)


def test_another_format_is_another_question() -> None:
    checked()
    Path("story.md").write_text(FAULTY, encoding="utf-8")
    assert 0 == checked("story.md").known


def test_a_program_that_was_changed_checks_anew(here: Path) -> None:
    (here / "a.py").write_text("1", encoding="utf-8")
    before = cache.program(here)
    (here / "__pycache__").mkdir()
    assert before == cache.program(here)
    (here / "a.py").write_text("22", encoding="utf-8")
    assert before != cache.program(here)


def test_a_program_is_known_by_its_content_wherever_and_whenever_it_was_installed(here: Path) -> None:
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Path(folder, "a.py").write_text("1", encoding="utf-8")
    os.utime("two/a.py", (1, 1))
    one, two = (cache.program(here / folder, content=True) for folder in ("one", "two"))
    assert one == two
    Path("two/a.py").write_text("2", encoding="utf-8")
    assert one != cache.program(here / "two", content=True)


def test_a_cache_in_a_named_folder_serves_another_installation(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(cache, "program", lambda *_, content=False: asked.append(content) or "x")
    checked()
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(here / "own"))
    checked()
    assert [True, False] == asked


def test_a_check_that_crashes_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck import pipeline

    read = pipeline.read_article
    monkeypatch.setattr(pipeline, "read_article", None)
    assert checked().reports[0].failures
    monkeypatch.setattr(pipeline, "read_article", read)
    assert not checked().reports[0].failures


def entry(folder: Path) -> Path:
    """The one entry of a cache."""
    (path,) = folder.glob("??/*")
    return path


def test_an_entry_that_is_damaged_is_as_good_as_none(own_cache: Path) -> None:
    checked()
    path = entry(own_cache)
    whole = path.read_bytes()
    for damaged in (b"", MARK, whole[:-1], whole[:60] + b"?" + whole[61:], b"x" + whole):
        path.write_bytes(damaged)
        assert 0 == checked().known


def test_an_entry_makes_nothing_but_a_report(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(tmp_path / "harm"),)

    Cache(tmp_path).put("aab", REPORT)
    path = entry(tmp_path)
    for value in (Evil(), "no report", [REPORT], cache.key, model.dataclass):
        payload = pickle.dumps(value)
        path.write_bytes(MARK + cache._sealed(sha256(payload).digest() + payload, "aab"))
        assert None is Cache(tmp_path).get("aab")
    assert not (tmp_path / "harm").exists()


def test_what_was_put_is_got(tmp_path: Path) -> None:
    Cache(tmp_path).put("aab", REPORT)
    assert REPORT == Cache(tmp_path).get("aab")
    assert entry(tmp_path).is_file()


def test_no_word_of_a_story_can_be_read_in_the_folder(own_cache: Path) -> None:
    checked()
    kept = b"".join(path.read_bytes() for path in own_cache.rglob("*") if path.is_file())
    assert not [word for word in (b"farm", b"cats", b"Ada", b"Cole", b"eggs", b"Document") if word in kept]


def test_an_entry_is_opened_by_no_other_key(tmp_path: Path) -> None:
    Cache(tmp_path).put("aab", REPORT)
    entry(tmp_path).rename(tmp_path / "moved")
    Cache(tmp_path).put("abb", REPORT)
    (tmp_path / "moved").replace(entry(tmp_path))
    assert None is Cache(tmp_path).get("abb")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_may_look_into_the_folder(tmp_path: Path) -> None:
    Cache(tmp_path / "new" / "cache").put("aab", REPORT)
    assert 0o700 == (tmp_path / "new" / "cache").stat().st_mode & 0o777


def test_what_is_kept_is_shown_and_cleared(own_cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked()
    told = [(cli.run(asked), capsys.readouterr().out) for asked in (["cache"], ["cache", "clear"], ["cache"])]
    assert [0, 0, 0] == [code for code, _ in told]
    assert ["1 report,", "1 report removed", "0 reports,"] == [
        next(word for word in ("1 report removed", "1 report,", "0 reports,") if word in out) for _, out in told
    ]
    assert [] == list(own_cache.iterdir())


def test_clearing_takes_no_file_that_is_no_report(own_cache: Path) -> None:
    checked()
    (own_cache / "aa").mkdir(exist_ok=True)
    (own_cache / "aa" / "letter.txt").write_text("mine", encoding="utf-8")
    assert 1 == Cache(own_cache).clear()
    assert (own_cache / "aa" / "letter.txt").is_file()


def test_a_folder_that_cannot_be_used_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Cache(tmp_path / "file")
    kept.put("aab", REPORT)
    assert None is kept.get("aab")


def test_what_cannot_be_kept_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    Cache(tmp_path / "cache").put("aab", REPORT)
    assert [] == [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_entries_of_last_month_are_dropped_once_a_day(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("aab", REPORT)
    old = time.time() - 40 * 24 * 60 * 60
    for path in (entry(tmp_path), tmp_path / "pruned"):
        os.utime(path, (old, old))
    kept.put("ccd", REPORT)
    assert (None, REPORT) == (kept.get("aab"), kept.get("ccd"))


def test_every_value_of_a_report_can_be_kept(tmp_path: Path) -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    run = newsroom.check([str(seeds)], Options(cached=False))
    for number, told in enumerate(run.reports):
        Cache(tmp_path).put(f"aa{number}", told)
        assert told == Cache(tmp_path).get(f"aa{number}")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"CLAIMCHECK_CACHE": "/x/y"}, "/x/y"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/claimcheck"),
        ({"HOME": "/h"}, "/h/.cache/claimcheck"),
    ],
)
def test_the_cache_is_where_the_system_keeps_caches(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache.sys, "platform", "linux")
    for name in ("CLAIMCHECK_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Path(expected) == cache.folder()


@pytest.mark.parametrize(("system", "convention"), [("linux", Unix), ("darwin", MacOS)])
def test_the_folder_is_the_one_that_platformdirs_names(
    system: str, convention: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache.sys, "platform", system)
    for name in ("CLAIMCHECK_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert convention("claimcheck").user_cache_path == cache.folder()


def test_parts_of_a_key_do_not_run_together() -> None:
    assert cache.key("ab", "c") != cache.key("a", "bc")


def test_house_rules_are_part_of_the_key(here: Path) -> None:
    from test_proof import FIRING, QUIET, RULE

    Path("house").mkdir()
    path = Path("house") / "A901-cats-do-not-add-up.yaml"
    Path("claimcheck.toml").write_text("rules = ['house']", encoding="utf-8")
    keys = []
    for rule in (RULE, RULE.replace("error", "warning")):
        path.write_text(rule + FIRING + QUIET, encoding="utf-8")
        desk = Desk(Options())
        keys.append(desk.key("story.txt", settings(desk.layer("story.txt")), b""))
    assert None not in keys and keys[0] != keys[1]


@pytest.mark.parametrize(
    "odd",
    [
        model.Report(None, "en"),
        model.Report(document("one"), 7),
        model.Report(document("one"), "en", claims=("claim",)),
        model.Report(document("one"), "en", claims=None),
        model.Report(document("one", quotes=None), "en"),
        model.Report(document("one", dateline="today"), "en"),
        model.Report(document("one"), "en", findings=(model.Finding("A101", "error", None, "0"),)),
    ],
    ids=repr,
)
def test_an_entry_of_another_shape_is_as_good_as_none(tmp_path: Path, odd: model.Report) -> None:
    Cache(tmp_path).put("aab", odd)
    assert None is Cache(tmp_path).get("aab")


def test_an_entry_that_lacks_a_field_is_as_good_as_none(tmp_path: Path) -> None:
    half = object.__new__(model.Report)
    object.__setattr__(half, "document", document("one"))
    assert not fits(half, model.Report)


def test_an_entry_that_is_a_pipe_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "aa").mkdir()
    os.mkfifo(tmp_path / "aa" / "b")
    assert None is Cache(tmp_path).get("aab")
