"""`--watch` checks again when a story, or what it is checked by, changes, and only then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
import watchfiles

from claimcheck.cli import watching

ROOT = Path(__file__).parent.parent
FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey, the keeper said.\n"
SOUND = FAULTY.replace("12", "11")
PATIENCE = 60


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a story."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(SOUND, encoding="utf-8")
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the library that watches is asked for; it tells of one change and is interrupted then."""
    given: dict[str, Any] = {}

    def watch(*folders: str, **options: Any) -> Iterator[set[object]]:
        given.update(options, folders=folders)
        yield set()
        raise KeyboardInterrupt

    monkeypatch.setattr(watchfiles, "watch", watch)
    return given


def test_a_run_at_the_start_is_followed_by_one_for_each_change(run: Any, asked: dict[str, Any]) -> None:
    code, output, told = run("story.txt", "--watch")
    assert (130, 2, 2) == (code, output.count("4 figures read"), told.count("claimcheck: watching; Ctrl-C ends it"))


def test_what_is_wrong_with_a_run_does_not_end_the_watch(run: Any, asked: dict[str, Any]) -> None:
    Path("claimcheck.toml").write_text("strict = 1\n", encoding="utf-8")
    code, _, told = run("story.txt", "--watch")
    assert (130, 2) == (code, told.count("claimcheck.toml:1: «strict» must be true or false"))


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("in/a.md", True),
        ("in/claimcheck.toml", True),
        ("in/.claimcheck-accepted.toml", True),
        ("in/photo.jpg", False),
        ("other.txt", False),
        ("story.txt", True),
        ("in/report.html", False),
    ],
)
def test_only_what_a_run_reads_begins_another(asked: dict[str, Any], here: Path, path: str, matters: bool) -> None:
    Path("in").mkdir()
    with pytest.raises(KeyboardInterrupt):
        watching.repeat(["story.txt", "in"], ["in/report.html"], lambda: 0)
    assert matters is asked["watch_filter"](None, str(here / path))


def test_the_folder_of_a_file_is_watched_for_editors_that_replace_it(asked: dict[str, Any], here: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        watching.repeat(["story.txt"], [], lambda: 0)
    assert (str(here),) == asked["folders"]


def test_standard_input_cannot_be_watched(run: Any) -> None:
    assert (2, "claimcheck: --watch takes files and folders, not -\n") == run("-", "--watch")[::2]


def test_without_the_library_one_sentence_names_it(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    told = "claimcheck: --watch needs the extra «watch»: pip install watchfiles (where claimcheck is installed)\n"
    assert (2, told) == run("story.txt", "--watch")[::2]


def interruptible() -> None:
    """What a shell that starts the tests in the background takes from them, and their children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent in another way")
def test_a_story_that_is_written_anew_is_checked_anew() -> None:
    command = [sys.executable, "-m", "claimcheck", "story.txt", "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, preexec_fn=interruptible
    ) as process:
        lines: Queue[str] = Queue()
        threading.Thread(target=lambda: [lines.put(line) for line in process.stdout or ()], daemon=True).start()
        try:
            assert "no problem" in lines.get(timeout=PATIENCE)
            while True:  # what is written before the watch has begun is not seen
                Path("story.txt").write_text(FAULTY, encoding="utf-8")
                try:
                    assert "A101" in lines.get(timeout=2)
                    break
                except Empty:
                    assert process.poll() is None
            process.send_signal(signal.SIGINT)
            assert 130 == process.wait(PATIENCE)
        finally:
            process.kill()
