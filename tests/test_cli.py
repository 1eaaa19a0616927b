"""The command line: what it takes, what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from claimcheck import __version__, engine, pipeline, report
from claimcheck.checks import check
from claimcheck.extract.article import Article
from claimcheck.language import Pack
from claimcheck.model import Document

SOUND = "The farm has 11 cats: 5 black, 4 white and 2 grey.\n"
FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey.\n"
ROOT = str(Path(report.__file__).parent.parent.parent)
SCHEMA = json.loads((Path(report.__file__).parent / "schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a sound and a faulty story."""
    monkeypatch.chdir(tmp_path)
    Path("sound.txt").write_text(SOUND, encoding="utf-8")
    Path("faulty.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def python(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": ROOT})


def documents(output: str) -> list[dict[str, Any]]:
    data = json.loads(output)
    jsonschema.validate(data, SCHEMA)
    found: list[dict[str, Any]] = data["documents"]
    return found


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["sound.txt"], 0),
        (["faulty.txt"], 1),
        (["check", "faulty.txt"], 1),
        (["faulty.txt", "--fail-on", "never"], 0),
        (["faulty.txt", "--fail-on", "note"], 1),
        (["faulty.txt", "--ignore", "A"], 0),
        (["faulty.txt", "--select", "A102,A103"], 0),
        (["--isolated", "--format", "json", "faulty.txt"], 1),
        (["claims", "faulty.txt", "--format", "json"], 0),
        (["."], 1),
        (["vague.txt"], 0),
        (["vague.txt", "--strict"], 0),
        (["vague.txt", "--fail-on", "note"], 1),
        (["idle.txt"], 0),
        (["idle.txt", "--strict"], 1),
        (["idle.txt", "--strict", "--fail-on", "never"], 0),
        (["rounded.txt"], 0),
        (["rounded.txt", "--strict"], 1),
        (["accepted.txt", "--strict"], 0),
    ],
)
def test_the_exit_code_tells_whether_something_was_found(
    stories: Path, run: Any, arguments: list[str], code: int
) -> None:
    Path("vague.txt").write_text("Experts say the bridge will not last another winter.\n", encoding="utf-8")
    Path("idle.txt").write_text(f"# claimcheck: ignore A101 -- so\n{SOUND}", encoding="utf-8")
    Path("rounded.txt").write_text("The farm has 800 cats: 500 black, 250 white and 90 grey.\n", encoding="utf-8")
    Path("accepted.txt").write_text(f"# claimcheck: ignore A101 -- so\n{FAULTY}", encoding="utf-8")
    if "." in arguments:
        Path("idle.txt").unlink()
    assert code == run(*arguments)[0]


def test_a_path_that_is_not_there_keeps_no_other_from_being_checked(stories: Path, run: Any) -> None:
    names = [f"{number}.txt" for number in range(10)]
    for name in names:
        if name != "4.txt":
            Path(name).write_text(FAULTY if name == "7.txt" else SOUND, encoding="utf-8")
    code, out, err = run(*names, "--format", "json")
    assert (2, 1) == (code, len(err.splitlines()))
    assert err.startswith("claimcheck: the file «4.txt» does not exist")
    assert [name for name in names if name != "4.txt"] == [each["path"] for each in documents(out)]
    assert ["A101"] == [each["rule"] for document in documents(out) for each in document["findings"]]


@pytest.mark.parametrize("options", [[], ["--format", "sarif"], ["--jobs", "2"]])
def test_three_hundred_findings_are_exit_code_1(stories: Path, run: Any, options: list[str]) -> None:
    names = [f"{number:03}.txt" for number in range(300)]
    for name in names:
        Path(name).write_text(FAULTY, encoding="utf-8")
    code, out, err = run(*names, *options)
    assert (1, 300) == (code, len(set(re.findall(r"\d{3}\.txt", out))))
    assert 0 == err.count(".txt")


def test_a_pipe_over_many_files_ends_with_a_summary_unless_it_is_to_be_quiet(stories: Path, run: Any) -> None:
    for name, text in (("a.txt", FAULTY), ("b.txt", SOUND)):
        Path(name).write_text(text, encoding="utf-8")
    loud, quiet = run("a.txt", "b.txt"), run("a.txt", "b.txt", "--quiet")
    assert "claimcheck: 2 files: 1 error · 8 figures read, 8 compared in 2 relations\n" == loud[2]
    assert (loud[0], loud[1], "") == quiet


@pytest.mark.parametrize(
    "command", [["check"], ["check", "--format", "html"], ["check", "--format", "sarif"], ["claims"]]
)
def test_no_command_opens_a_connection(
    stories: Path, run: Any, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    Path("linked.txt").write_text(f"See https://example.org. {FAULTY}", encoding="utf-8")
    assert run(command[0], "linked.txt", *command[1:])[0] < 2


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_words_in_brackets_reach_a_terminal(stories: Path) -> None:
    import pty

    Path("sic.txt").write_text("The farm has 12 cats [sic]: 5 black, 4 white and 2 grey [/b] [red]ones.\n", "utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "claimcheck", "sic.txt", "--lang", "en"]
    environment = os.environ | {"PYTHONPATH": ROOT, "COLUMNS": "100", "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, env=environment):
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert b"\x1b[" in shown
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", shown).decode()
    assert "12 cats [sic]: 5 black, 4 white and 2 grey [/b]" in plain


def _read(terminal: int) -> bytes:
    """What comes next from a terminal; nothing once its other side is closed."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["soud.txt"], "the file «soud.txt» does not exist"),
        (["sound.txt", "--fromat", "json"], "there is no option «--fromat»; did you mean «--format»?"),
        (["sound.txt", "--format", "jsn"], "did you mean «json»?"),
        (["sound.txt", "--lang", "xx"], "there is no language «xx», only auto, "),
        (["sound.txt", "--ui-lang", "auto"], "there is no language «auto»"),
        (["sound.txt", "--fail-on", "warnings"], "did you mean «warning»?"),
        (["sound.txt", "--select", "A100"], "there is no rule or family «A100»; did you mean «A1"),
        (["sound.txt", "--ignore", "a"], "there is no rule or family «a»"),
        (["sound.txt", "--date", "12/3/2024"], "«12/3/2024» is not a date, --date takes YYYY-MM-DD"),
        (["sound.txt", "--output", "json"], "--output takes FORMAT:FILE"),
        (["sound.txt", "--output", "json:none/such.json"], "«none/such.json» cannot be written"),
        (["check"], "Missing argument 'PATH...'"),
        (["explian", "A101"], "there is no command and no file «explian»; did you mean «explain»?"),
        (["explain", "parts-do-not-sun"], "did you mean «parts-do-not-sum»?"),
        (["rules", "test", "nowhere"], "there are no rules at «nowhere»"),
        (["empty"], "the folder «empty» holds no story"),
        (["bad.txt"], "bad.txt"),
    ],
)
def test_a_slip_is_one_sentence_and_exit_code_2(stories: Path, run: Any, arguments: list[str], complaint: str) -> None:
    Path("empty").mkdir()
    Path("bad.txt").write_bytes(bytes(range(256)) * 4)
    code, output, told = run(*arguments)
    assert (2, 1) == (code, told.count("\n"))
    assert told.startswith("claimcheck: ")
    assert complaint in told


@pytest.mark.parametrize("arguments", [["sound.txt", "-X"], ["nofile.txt"], ["sound.txt", "--fail-on", "sometimes"]])
def test_what_is_like_nothing_known_gets_no_suggestion(stories: Path, run: Any, arguments: list[str]) -> None:
    (stories / "en2-council.txt").write_text(SOUND, encoding="utf-8")
    code, _, told = run(*arguments)
    assert (2, False) == (code, "did you mean" in told.lower())


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["sound.txt", "--out", "json:x"], "--output"),
        (["sound.txt", "--fail-on", "ERROR"], "error"),
        (["sound.md"], "sound.txt"),
        (["sounds.txt"], "sound.txt"),
    ],
)
def test_a_beginning_a_slip_and_another_suffix_get_one(
    stories: Path, run: Any, arguments: list[str], meant: str
) -> None:
    assert f"id you mean «{meant}»?" in run(*arguments)[2]


def test_a_missing_path_does_not_keep_the_others_from_being_checked(stories: Path, run: Any) -> None:
    code, output, told = run("missing.txt", "faulty.txt", "--format", "json")
    assert (2, ["faulty.txt"]) == (code, [document["path"] for document in documents(output)])
    assert "missing.txt" in told


def test_a_folder_is_walked_in_order_for_known_suffixes(stories: Path, run: Any) -> None:
    for name in ("b/c.md", "b/.hidden.txt", ".git/x.txt", "b/photo.jpg", "a.markdown"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(SOUND, encoding="utf-8")
    _, output, _ = run(".", "--format", "json")
    assert ["./a.markdown", "./faulty.txt", "./sound.txt", "./b/c.md"] == [each["path"] for each in documents(output)]


def test_a_dash_is_standard_input(stories: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(FAULTY.encode())))
    code, output, _ = run("-", "--format", "json")
    assert (1, "-") == (code, documents(output)[0]["path"])


def test_a_pipe_gets_one_line_a_finding(stories: Path, run: Any) -> None:
    _, output, _ = run("faulty.txt")
    assert output.startswith("faulty.txt:1:14: error A101 parts-do-not-sum: The parts add up to 11")


def test_messages_speak_the_language_that_is_asked_for(stories: Path, run: Any) -> None:
    _, output, _ = run("faulty.txt", "--ui-lang", "it")
    assert "Le parti sommano a 11" in output


def test_ascii_output_holds_nothing_else(stories: Path, run: Any) -> None:
    Path("città.txt").write_text(FAULTY, encoding="utf-8")
    _, output, _ = run("città.txt", "--ascii")
    assert output.isascii()


def test_every_output_asked_for_is_written(stories: Path, run: Any) -> None:
    _, output, _ = run("faulty.txt", "--output", "json:out.json", "--output", "concise:out.txt")
    assert ["A101"] == [each["rule"] for each in documents(Path("out.json").read_text("utf-8"))[0]["findings"]]
    assert output == Path("out.txt").read_text("utf-8")


def test_a_story_without_numbers_says_so_and_is_no_fault(stories: Path, run: Any) -> None:
    Path("plain.txt").write_text("The cats of the farm were not there at all.\n", encoding="utf-8")
    code, output, _ = run("plain.txt", "--ui-lang", "en")
    assert (0, "plain.txt: 0 figures found: check language and format\n") == (code, output)


def test_an_empty_file_is_no_fault(stories: Path, run: Any) -> None:
    Path("plain.txt").write_bytes(b"")
    assert 0 == run("plain.txt", "sound.txt")[0]


def test_a_story_in_a_language_without_a_pack_is_listed_and_told(stories: Path, run: Any) -> None:
    hungarian = "Egy fekete macska és két fehér kutya él a tanyán, de a szomszéd nem látta őket tegnap este óta.\n"
    Path("macska.txt").write_text(hungarian, encoding="utf-8")
    code, output, told = run("macska.txt", "faulty.txt", "--format", "json")
    assert (2, [None, "en"]) == (code, [document["language"] for document in documents(output)])
    assert told.startswith("claimcheck: macska.txt: no language pack fits this text; --lang ")


def test_a_check_that_crashes_ends_with_3_and_the_report_is_written(
    stories: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    @check("crash")
    def crashing(article: Any) -> Any:
        yield from article.no_such_thing

    plan = engine.plan
    monkeypatch.setattr(engine, "plan", lambda rules: (engine.Job("crash", crashing, {}, ()), *plan(rules)))
    code, output, _ = run("faulty.txt", "--format", "json")
    (shown,) = documents(output)
    assert (3, ["A101"]) == (code, [finding["rule"] for finding in shown["findings"]])
    assert ["crash"] == [failure["check"] for failure in shown["failures"]]


def test_a_story_that_breaks_the_reading_does_not_stop_the_others(
    stories: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = pipeline.read_article

    def broken(document: Document, pack: Pack) -> Article:
        if document.path == "sound.txt":
            raise ZeroDivisionError("0")
        return read(document, pack)

    monkeypatch.setattr(pipeline, "read_article", broken)
    code, output, _ = run("sound.txt", "faulty.txt", "--format", "json")
    assert (3, [1, 0]) == (code, [len(document["failures"]) for document in documents(output)])


def test_many_files_are_shared_among_processes(stories: Path, run: Any) -> None:
    for number in range(60):
        Path(f"{number:02}.txt").write_text(FAULTY, encoding="utf-8")
    one, two = run(".", "missing.txt"), run(".", "missing.txt", "--jobs", "2")
    assert one == two
    assert 61 == one[1].count("A101")


def test_the_rules_are_listed(run: Any) -> None:
    code, output, _ = run("rules")
    assert (0, True) == (code, "A101  error    stable" in output)


def test_the_examples_of_a_rule_folder_are_run(run: Any, tmp_path: Path) -> None:
    from test_proof import FIRING, QUIET, RULE

    path = tmp_path / "A901-cats-do-not-add-up.yaml"
    path.write_text(RULE + FIRING + QUIET, encoding="utf-8")
    code, output, _ = run("rules", "test", str(tmp_path))
    assert (1, "1 rule tested, 2 faults") == (code, output.splitlines()[-1])


def test_the_version_is_answered_before_anything_is_imported() -> None:
    program = (
        "import sys; from claimcheck.__main__ import main; sys.argv[1:] = ['--version']; main();"
        "print(*{'click', 'rich', 'pint', 'yaml', 'importlib.metadata', 'claimcheck.cli'} & set(sys.modules))"
    )
    told = python(program).stdout
    assert f"claimcheck {__version__}\n\n" == told


def test_a_check_loads_no_library_it_does_not_need(stories: Path) -> None:
    program = (
        "import sys; from claimcheck.cli import run; run(['check', '--format', 'json', 'faulty.txt']);"
        "print(*{'rich', 'pint', 'rapidfuzz', 'importlib.metadata'} & set(sys.modules), file=sys.stderr)"
    )
    assert "\n" == python(program).stderr


def test_a_closed_pipe_is_no_traceback(stories: Path) -> None:
    command = f"{sys.executable} -m claimcheck check --format json faulty.txt | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": ROOT})  # noqa: S607
    assert "" == done.stderr


def test_a_language_server_without_its_library_names_the_extra() -> None:
    program = "import sys; sys.modules['pygls'] = None; from claimcheck.cli import run; print(run(['lsp']))"
    done = python(program)
    told = "the language server needs the extra «lsp»: pip install pygls (where claimcheck is installed)"
    assert ("2\n", f"claimcheck: {told}\n") == (done.stdout, done.stderr)


def test_no_other_command_waits_for_the_libraries_of_the_language_server(stories: Path) -> None:
    program = "import sys; from claimcheck.cli import run; run(['sound.txt']); print(*sys.modules)"
    assert not {"pygls", "lsprotocol", "asyncio"} & {*python(program).stdout.split()}
