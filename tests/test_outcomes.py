"""How the command ends when its surroundings fail: one sentence and the right exit code, never a traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimcheck import cache, cli, files, newsroom, workers

FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey.\n"
ROOT = str(Path(__file__).parent.parent)
FULL = "/dev/full"
PATIENCE = 60

Shell = Callable[..., subprocess.CompletedProcess[str]]

needs_full = pytest.mark.skipif(not os.path.exists(FULL), reason="the system has no device that is always full")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a faulty story."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def shell() -> Shell:
    """Runs a line of shell in which `claimcheck` is the command."""

    def run(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
        script = f'claimcheck() {{ "{sys.executable}" -m claimcheck "$@"; }}; {line}'
        given = {**os.environ, "PYTHONPATH": ROOT, **environment}
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=given, timeout=PATIENCE)  # noqa: S607

    return run


COMMANDS = ["story.txt", "story.txt --format json", "story.txt --format rich", "claims story.txt", "rules", "config",
            "explain A101", "plugins", "completion bash", "init .", 'accept story.txt A101 --reason "so"',
            f"rules test {ROOT}/examples/house-rules", "--version", "--help"]  # fmt: skip


@needs_full
@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output_on_a_full_disk_is_one_sentence(shell: Shell, command: str) -> None:
    done = shell(f"claimcheck {command} >{FULL}")
    assert (2, "claimcheck: standard output cannot be written: No space left on device\n") == (
        done.returncode,
        done.stderr,
    )


@needs_full
def test_standard_error_on_a_full_disk_leaves_the_exit_code(shell: Shell) -> None:
    assert 2 == shell(f"claimcheck none.txt 2>{FULL}").returncode


@needs_full
def test_a_report_on_a_full_disk_is_one_sentence(run: Any) -> None:
    told = f"claimcheck: «{FULL}» cannot be written: No space left on device\n"
    assert (2, "", told) == run("story.txt", "--output", f"json:{FULL}")


def test_a_report_that_cannot_be_written_whole_leaves_the_earlier(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    Path("report.json").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr("claimcheck.report.json_report.write", full)
    assert (2, "", "claimcheck: «report.json» cannot be written: No space left on device\n") == run(
        "story.txt", "--output", "json:report.json"
    )
    assert (["report.json", "story.txt"], "earlier") == (sorted(os.listdir()), Path("report.json").read_text())


def test_a_report_keeps_the_mode_of_the_file_whose_place_it_takes(run: Any) -> None:
    Path("report.json").touch(0o640)
    os.chmod("report.json", 0o640)
    run("story.txt", "--output", "json:report.json")
    assert 0o640 == os.stat("report.json").st_mode & 0o777


def test_a_report_goes_where_a_link_points(run: Any) -> None:
    os.symlink("real.json", "report.json")
    run("story.txt", "--output", "json:report.json")
    assert os.path.islink("report.json") and Path("real.json").read_text().startswith("{")


def test_a_report_never_takes_the_place_of_the_story(run: Any) -> None:
    told = "claimcheck: --output never writes over the story itself: «./story.txt» must be another file\n"
    assert (2, "", told) == run("story.txt", "--output", "json:./story.txt")
    assert FAULTY == Path("story.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="the system has no names for open streams")
def test_a_report_may_go_to_a_stream_by_its_name(shell: Shell) -> None:
    done = shell("claimcheck story.txt --format json --output concise:/dev/stderr --output csv:/dev/stdout | cat")
    assert ("path,line", True) == (done.stdout[:9], done.stderr.startswith("story.txt:1:14: error A101"))


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("claimcheck - <&-", 2, "claimcheck: standard input is closed\n"),
        ("claimcheck lsp <&-", 2, "claimcheck: the language server needs standard input, which is closed\n"),
        ("claimcheck story.txt >&-", 1, ""),
        ("claimcheck none.txt 2>&-", 2, ""),
        ("claimcheck --version >&-", 0, ""),
    ],
)
def test_a_stream_that_is_closed_is_no_traceback(shell: Shell, line: str, code: int, told: str) -> None:
    done = shell(line)
    assert (code, told) == (done.returncode, done.stderr)


def test_a_working_folder_that_is_gone_is_one_sentence(shell: Shell) -> None:
    done = shell("mkdir gone; cd gone; rmdir ../gone; claimcheck story.txt")
    assert (2, "claimcheck: the folder one stands in is no longer there\n") == (done.returncode, done.stderr)


def test_a_user_without_a_home_has_no_cache(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in (cache.VARIABLE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert (1, "") == run("story.txt")[::2]


def test_a_folder_that_cannot_be_searched_has_no_configuration(run: Any) -> None:
    name = f"{'a' * 300}/story.txt"  # no folder can have such a name, and asking for a file in it is an error
    assert (2, "", f"claimcheck: the file «{name}» cannot be read: File name too long\n") == run(name)


@pytest.mark.parametrize("name", ["/dev/zero", "pipe.txt", "pipe.jsonl"])
def test_what_is_no_regular_file_is_refused(run: Any, name: str) -> None:
    if not name.startswith("/"):
        os.mkfifo(name)
    told = f"claimcheck: the file «{name}» cannot be read: it is a device or a pipe, no regular file\n"
    assert (2, "", told) == run(name)


def test_a_pipe_in_a_folder_keeps_no_other_story_from_being_checked(run: Any) -> None:
    os.mkfifo("a.txt")
    code, out, err = run(".")
    assert (2, True, True) == (code, "A101" in out, "no regular file" in err)


@pytest.mark.parametrize("name", ["large.txt", "large.jsonl"])
def test_a_sparse_file_of_eight_gigabytes_is_refused_unread(run: Any, name: str) -> None:
    with open(name, "wb") as made:
        made.truncate(8 * 1024**3)
    told = f"claimcheck: the file «{name}» cannot be read: it is larger than 50 MB (--max-size allows more)\n"
    assert (2, "", told) == run(name)


def test_standard_input_without_an_end_is_refused(shell: Shell) -> None:
    done = shell("claimcheck - </dev/zero")
    told = "claimcheck: standard input cannot be read: it is larger than 50 MB (--max-size allows more)\n"
    assert (2, told) == (done.returncode, done.stderr)


def test_how_large_a_story_may_be_is_an_option(run: Any) -> None:
    Path("large.txt").write_text("12 cats.\n" * (2 * files.MEGABYTE // 9), encoding="utf-8")
    told = "claimcheck: the file «large.txt» cannot be read: it is larger than 1 MB (--max-size allows more)\n"
    assert (2, "", told) == run("large.txt", "--max-size", "1")


def test_an_archive_of_stories_may_be_larger_than_each_of_them(run: Any) -> None:
    line = json.dumps({"text": "The farm has 12 cats, and the cats of the farm are old.", "more": "x" * 600_000})
    Path("many.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    assert 0 == run("many.jsonl", "--max-size", "1")[0]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"_CLAIMCHECK_COMPLETE": "bash_complete"}, "is set, but not what the shell sets beside it"),
        ({"_CLAIMCHECK_COMPLETE": "tcsh"}, "is set, but to no shell that is known: bash, zsh, fish"),
        (
            {"_CLAIMCHECK_COMPLETE": "bash_complete", "COMP_WORDS": 'claimcheck "', "COMP_CWORD": "x"},
            "is set, but not what the shell sets beside it",
        ),
    ],
)
def test_a_completion_variable_without_its_partners_is_one_sentence(
    run: Any, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], told: str
) -> None:
    for name in ("COMP_WORDS", "COMP_CWORD"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (2, "", f"claimcheck: _CLAIMCHECK_COMPLETE {told}\n") == run()


def test_what_nobody_thought_of_is_one_sentence_that_asks_to_be_reported(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsroom, "check", lambda *_, **__: {}["such\na key"])
    code, out, err = run("story.txt")
    assert (3, "", 1) == (code, out, err.count("\n"))
    why = r"KeyError: 'such\\na key', test_outcomes.py:\d+"
    assert re.fullmatch(rf"claimcheck: claimcheck itself failed \({why}\); please report this line, .+\n", err)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_story_that_breaks_claimcheck_keeps_no_other_from_being_checked(
    run: Any, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    def broken(path: str, *_: object) -> None:
        raise RecursionError(f"in {path}")

    monkeypatch.setattr("claimcheck.reading.markdown.read", broken)
    Path("broken.md").write_text(FAULTY, encoding="utf-8")
    code, out, err = run("broken.md", "story.txt", "--jobs", processes)
    assert (3, True) == (code, "story.txt:1:14: error A101" in out)
    assert err.startswith("claimcheck: broken.md: claimcheck itself failed (RecursionError: in broken.md, test_")


def test_a_sentence_has_a_length_to_be_read(run: Any) -> None:
    assert len(run("x" * 100_000)[2]) < 2 * cli.LONGEST


@pytest.fixture
def many(here: Path) -> None:
    """A folder with many stories."""
    folder = here / "many"
    folder.mkdir()
    for number in range(3 * newsroom.SHARE):
        (folder / f"{number}.txt").write_text(FAULTY * 3, encoding="utf-8")


def started(*arguments: str, interrupts: Any = signal.SIG_DFL) -> subprocess.Popen[str]:
    """The command on its way, as a shell starts it in the foreground, or with interrupts ignored in the background."""
    return subprocess.Popen(
        [sys.executable, "-m", "claimcheck", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOT},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, interrupts),
    )


def children(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a process has started, once it has."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + PATIENCE
    while not (found := path.read_text().split()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return [int(each) for each in found]


on_linux = pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="the system does not tell of processes")


@on_linux
def test_a_worker_that_is_killed_is_one_sentence(many: None) -> None:
    process = started("many", "--jobs", "2", "--no-cache")
    os.kill(children(process)[0], signal.SIGKILL)
    told = process.communicate(timeout=PATIENCE)[1]
    assert 3 == process.returncode
    assert re.fullmatch(
        r"claimcheck: \d+ stories were not checked, because a process of --jobs was ended from outside\n", told
    )


@on_linux
@pytest.mark.parametrize("whole_group", [True, False])
def test_an_interrupt_ends_the_workers_at_once_and_quietly(many: None, whole_group: bool) -> None:
    process = started("many", "--jobs", "2", "--no-cache")
    children(process)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    assert ("", 130) == (process.communicate(timeout=PATIENCE)[1], process.returncode)


@on_linux
def test_in_the_background_an_interrupt_ends_neither_the_command_nor_its_workers(many: None) -> None:
    process = started("many", "--jobs", "2", "--no-cache", "--quiet", interrupts=signal.SIG_IGN)
    children(process)
    os.killpg(process.pid, signal.SIGINT)
    assert ("", 1) == (process.communicate(timeout=PATIENCE)[1], process.returncode)


def test_an_interrupt_while_the_program_is_loaded_is_quiet() -> None:
    program = (
        "import builtins, sys; from claimcheck import __main__ as front; load = builtins.__import__\n"
        "def interrupted(name, *rest):\n"
        "    if name == 'click': raise KeyboardInterrupt\n"
        "    return load(name, *rest)\n"
        "builtins.__import__ = interrupted; sys.argv = ['claimcheck', 'story.txt']; sys.exit(front.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": ROOT}
    )
    assert (130, "", "") == (done.returncode, done.stdout, done.stderr)


def test_shares_that_are_lost_are_told_from_those_that_are_done() -> None:
    assert [None, None] == list(workers.shared(os._exit, [1, 1], 2))


EVIL = "\x1b[31m\u202e\n::error::x"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"{EVIL}.txt", None),
        ("story.txt", f"# claimcheck: ignore {EVIL.replace(chr(10), chr(13))} -- so\n{FAULTY}"),
        ("claimcheck.toml", '"\\u001b[31m\\u202e\\n::error::x" = 1'),
        ("claimcheck.toml", 'select = ["\\u001b[31m\\u202e\\n::error::x"]'),
        ("claimcheck.toml", 'rules = ["\\u001b[31m\\u202e\\n::error::x"]'),
        ("claimcheck.toml", '[severity]\n"\\u001b[31m\\u202e\\n::error::x" = "note"'),
        (".claimcheck-accepted.toml", '"\\u001b[31m\\u202e\\n::error::x" = 1'),
        ("rules/H101-a.yaml", '"\\e[31m\\u202e\\n::error::x": 1'),
        ("stories.jsonl", '{"id": "\\u001b[31m\\u202e\\n::error::x"}'),
    ],
)
def test_nothing_that_is_printed_is_obeyed(run: Any, name: str, text: str | None) -> None:
    if text is not None:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    if name.startswith("rules"):
        Path("claimcheck.toml").write_text('rules = ["rules"]', encoding="utf-8")
    for command in ([name if name.endswith((".txt", ".jsonl")) else "story.txt"], ["config"]):
        _, out, err = run(*command)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]|^::", out + err, re.MULTILINE)


@pytest.mark.parametrize("command", ["##vso[task.complete result=Succeeded]", "##[endgroup]", "##teamcity[x]"])
def test_a_command_of_a_ci_log_within_a_line_is_none_when_it_is_shown(run: Any, command: str) -> None:
    assert command.replace("[", "(") in run(f"{command}.txt")[2]


def test_a_story_whose_name_is_a_command_of_a_ci_log_is_shown_as_a_path(run: Any) -> None:
    Path("::error ::x.txt").write_text(FAULTY, encoding="utf-8")
    assert run("::error ::x.txt", "--format", "concise")[1].startswith("./::error ::x.txt:1:14: error A101")



def test_a_report_never_takes_the_place_of_a_story_in_a_folder(shell: Shell) -> None:
    done = shell("claimcheck . --isolated --output json:story.txt")
    assert (2, FAULTY) == (done.returncode, Path("story.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_story_of_the_first_or_the_last_day_there_is_is_checked(shell: Shell, day: str) -> None:
    text = "Tomorrow, on Monday 3 March, Ann Lee, 40, born in 1981, opens the fair of 12 May."
    Path("day.md").write_text(f"---\ndate: {day}\n---\n{text}\n", encoding="utf-8")
    assert shell("claimcheck day.md --isolated").returncode in (0, 1)


def test_a_day_from_which_none_can_be_reckoned_is_refused(shell: Shell) -> None:
    assert 2 == shell("claimcheck story.txt --isolated --date 0001-01-01").returncode


def test_a_line_that_is_too_long_leaves_the_other_stories_of_its_file(shell: Shell) -> None:
    stories = {"one": FAULTY, "two": "x" * (files.MEGABYTE + 1), "three": FAULTY}
    rows = (json.dumps({"id": name, "text": text}) for name, text in stories.items())
    Path("many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = shell("claimcheck many.jsonl --isolated --max-size 1 --format json")
    told = [document["path"] for document in json.loads(done.stdout)["documents"]]
    assert (2, ["many.jsonl#one", "many.jsonl#three"]) == (done.returncode, told)


def test_a_size_that_no_machine_has_is_refused(shell: Shell) -> None:
    assert 2 == shell("claimcheck story.txt --max-size 99999999999999999999").returncode


def test_a_folder_without_rules_is_no_folder_of_rules(shell: Shell) -> None:
    assert 2 == shell("claimcheck rules test .").returncode


def test_a_file_is_written_where_nothing_may_be_put_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with files.replacing("story.txt") as out:
        out.write("new")
        assert ["story.txt"] == os.listdir()
    assert "new" == Path("story.txt").read_text(encoding="utf-8")
