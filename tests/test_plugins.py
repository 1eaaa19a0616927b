"""Packages that add rules, languages, readers and reports: the examples are installed for real, by pip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_packs import reading

from claimcheck import cli, language, pipeline, plugins, yamlfile
from claimcheck.errors import ConfigError
from claimcheck.extract.article import read_article
from claimcheck.language import House
from claimcheck.model import Kind

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "plugins"
DUTCH = EXAMPLES / "storm.nl.txt"
SUBTITLES = EXAMPLES / "storm.en.srt"
PACK = EXAMPLES / "claimcheck-dutch" / "claimcheck_dutch" / "nl.yaml"


def forget() -> None:
    """Let what is installed be looked for anew."""
    plugins.packages.cache_clear()
    plugins.found.cache_clear()


Command = Callable[..., subprocess.CompletedProcess[str]]


def plugins_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example plugins, each installed by pip without a network, once in a run."""
    target = tmp_path_factory.getbasetemp() / "plugins"
    if not target.exists():
        sources = tmp_path_factory.mktemp("sources")
        packages = [shutil.copytree(path, sources / path.name) for path in sorted(EXAMPLES.glob("claimcheck-*"))]
        options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target", str(target)]
        subprocess.run([sys.executable, "-m", "pip", "install", *options, *map(str, packages)], check=True)
    return target


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plugins_folder(tmp_path_factory)


@pytest.fixture
def command(installed: Path, tmp_path: Path) -> Command:
    """Runs the command line where the example plugins are installed, in an empty folder."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "claimcheck", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{installed}"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Makes a package out of entry points and files, in a folder on Python's path that holds no other."""

    def make(entry_points: str, name: str = "claimcheck_odd-2.0.dist-info", **files: str) -> None:
        folder = tmp_path / "site" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "entry_points.txt").write_text(entry_points, encoding="utf-8")
        for module, text in files.items():
            (tmp_path / "site" / f"{module}.py").write_text(text, encoding="utf-8")
        forget()

    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("The farm has 12 cats: 5 black, 4 white and 2 grey.\n", encoding="utf-8")
    (tmp_path / "story.odd").write_text("The farm has 12 cats: 5 black, 4 white and 2 grey.\n", encoding="utf-8")
    yield make
    forget()


def told(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_a_language_is_a_pack_and_its_stories_are_told_by_their_words(command: Command) -> None:
    done = command(DUTCH)
    assert 1 == done.returncode
    assert (
        f"{DUTCH}:3:132: error A101 parts-do-not-sum: The parts add up to 37, but the total given is 36." in done.stdout
    )


def test_reports_call_a_language_by_its_own_name(command: Command) -> None:
    assert "Nederlands" in command("claims", DUTCH).stdout


def test_a_language_can_be_named(command: Command) -> None:
    assert 1 == command("--lang", "nl", DUTCH).returncode


def test_a_language_can_stand_in_the_configuration(command: Command, tmp_path: Path) -> None:
    (tmp_path / "claimcheck.toml").write_text('language = "nl"\n', encoding="utf-8")
    story = shutil.copy(DUTCH, tmp_path)
    assert 1 == command(story).returncode


def test_a_reader_answers_for_its_suffix_with_offsets_of_the_file(command: Command) -> None:
    assert f"{SUBTITLES}:3:21: error A101" in command(SUBTITLES).stdout


def test_a_folder_gives_the_stories_that_plugins_read(command: Command) -> None:
    assert {str(DUTCH), str(SUBTITLES)} == {line.split(":")[0] for line in command(EXAMPLES).stdout.splitlines()}


def test_rules_and_checks_of_a_plugin_run_like_all_others(command: Command) -> None:
    assert (
        f"{SUBTITLES}:9:4: note H901 small-figure-in-digits: House style writes 2 in words."
        in command(SUBTITLES).stdout
    )
    assert "H901 small-figure-in-digits" in command("explain", "H901").stdout
    assert 0 == command("rules", "test", EXAMPLES / "claimcheck-desk" / "claimcheck_desk" / "rules").returncode


def test_a_report_of_a_plugin_is_a_format(command: Command, tmp_path: Path) -> None:
    done = command(SUBTITLES, "--format", "checklist", "--output", "checklist:list.txt")
    expected = (
        f"{SUBTITLES}\n[ ] line 3: The parts add up to 37, but the total given is 36.\n"
        "[ ] line 9: House style writes 2 in words.\n"
    )
    assert expected == done.stdout
    assert expected == (tmp_path / "list.txt").read_text(encoding="utf-8")


def test_plugins_are_listed(command: Command) -> None:
    assert (
        "check     small-figures  claimcheck-desk 1.0\n"
        "language  nl             claimcheck-dutch 1.0\n"
        "reader    srt            claimcheck-subtitles 1.0\n"
        "format    checklist      claimcheck-checklist 1.0\n"
        "rules     desk           claimcheck-desk 1.0\n"
    ) == command("plugins").stdout


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([DUTCH], "no language pack fits this text"),
        ([DUTCH, "--lang", "nl"], "there is no language pack «nl»"),
        ([SUBTITLES, "--format", "checklist"], "there is no format «checklist»"),
    ],
)
def test_an_isolated_run_knows_no_plugin(arguments: list[str | Path], problem: str, command: Command) -> None:
    done = command("--isolated", *arguments)
    assert 2 == done.returncode
    assert problem in done.stderr


def test_an_isolated_run_has_no_rule_of_a_plugin(command: Command) -> None:
    assert "H901" not in command("--isolated", SUBTITLES).stdout


def test_the_configuration_can_do_without_plugins(command: Command, tmp_path: Path) -> None:
    (tmp_path / "claimcheck.toml").write_text("plugins = false\n", encoding="utf-8")
    story = shutil.copy(SUBTITLES, tmp_path)
    assert "H901" not in command(story).stdout
    assert "there is no format «checklist»" in command(story, "--format", "checklist").stderr
    assert "not used: the configuration says plugins = false" in command("plugins").stdout


def test_a_story_is_checked_anew_when_a_pack_has_changed(
    plugged: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "site" / "odd_pack"
    package.mkdir(parents=True)
    plugged("[claimcheck.languages]\nnl = odd_pack\n")
    story = shutil.copy(DUTCH, tmp_path)
    (package / "nl.yaml").write_text(PACK.read_text(encoding="utf-8").replace("vrouwen]", "dames]"), encoding="utf-8")
    cli.run([str(story)])
    assert "A101" not in told(capsys)
    (package / "nl.yaml").write_text(PACK.read_text(encoding="utf-8"), encoding="utf-8")
    language._document.cache_clear()
    language.pack.cache_clear()
    cli.run([str(story)])
    assert "A101" in told(capsys)


@pytest.mark.parametrize(
    ("group", "entry", "module", "arguments", "problem"),
    [
        ("rules", "odd = no_such_package", "", ["story.txt"], "there is no package «no_such_package»"),
        ("languages", "xx = odd_module", "", ["story.txt"], "there is no package «odd_module»"),
        ("readers", "odd = odd_module:read", "1 / 0", ["story.odd"], "ZeroDivisionError: division by zero"),
        ("readers", "odd = odd_module:gone", "", ["story.odd"], "AttributeError: "),
        ("readers", "odd = odd_module:read", "read = 1", ["story.odd"], "«odd_module:read» is no function"),
        ("reporters", "odd = no_such:write", "", ["--format", "odd", "story.txt"], "ModuleNotFoundError: "),
        ("reporters", "odd = odd_module:write", "raise SystemExit", ["--format", "odd", "story.txt"], "SystemExit"),
    ],
)
def test_a_plugin_that_does_not_load_is_one_sentence_that_names_it(
    group: str,
    entry: str,
    module: str,
    arguments: list[str],
    problem: str,
    plugged: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    sys.modules.pop("odd_module", None)
    plugged(f"[claimcheck.{group}]\n{entry}\n", odd_module=module)
    assert 2 == cli.run(arguments)
    said = told(capsys)
    name = entry.partition(" ")[0]
    assert said.startswith(f"claimcheck: the plugin «{name}» of claimcheck-odd 2.0 cannot be loaded (")
    assert problem in said
    assert 1 == said.count("\n")
    assert 2 == cli.run(["plugins"])
    assert problem in told(capsys)


@pytest.mark.parametrize(
    ("module", "problem"),
    [
        ("def read(path, data): raise ValueError('odd')", "ValueError: odd"),
        ("def read(path, data): return None", "it gives no document with prose as long as its text"),
    ],
)
def test_a_reader_that_fails_is_one_sentence_and_the_other_stories_go_on(
    module: str, problem: str, plugged: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    sys.modules.pop("odd_reader", None)
    plugged("[claimcheck.readers]\nodd = odd_reader:read\n", odd_reader=module)
    assert 2 == cli.run(["story.odd", "story.txt"])
    said = told(capsys)
    assert f"claimcheck: «story.odd» cannot be read by the plugin «odd» of claimcheck-odd 2.0: {problem}\n" in said
    assert "story.txt:1:14: error A101" in said


def test_a_report_that_fails_is_one_sentence(plugged: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    sys.modules.pop("odd_writer", None)
    module = "def write(reports, rules, ui, out): out.write(rules)"
    plugged("[claimcheck.reporters]\nodd = odd_writer:write\n", odd_writer=module)
    assert 2 == cli.run(["story.txt", "--format", "odd"])
    assert "the report could not be written by the plugin «odd» of claimcheck-odd 2.0: TypeError: " in told(capsys)


def test_what_claimcheck_has_itself_no_plugin_replaces(
    plugged: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    plugged(
        "[claimcheck.readers]\ntxt = odd_own:f\n[claimcheck.reporters]\njson = odd_own:f\n",
        odd_own="def f(*a): 1 / 0\n",
    )
    assert 1 == cli.run(["story.txt", "--format", "json"])
    told(capsys)
    assert 0 == cli.run(["plugins"])
    assert 2 == told(capsys).count("not used: claimcheck has its own")


def test_of_two_plugins_with_one_name_the_first_on_the_path_counts(plugged: Callable[..., None]) -> None:
    plugged("[claimcheck.readers]\nodd = second:read\n", "zebra-1.dist-info")
    plugged("[other]\nx = y:z\n\n# a remark\n[claimcheck.readers]\nodd = first:read [extra]\n", "ant-1.dist-info")
    assert ["first:read"] == [each.value for each in plugins.of(plugins.READERS) if each.name == "odd"]


def test_a_plugin_package_without_its_file_says_which_is_missing(plugged: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "site" / "odd_empty").mkdir(parents=True)
    plugged("[claimcheck.languages]\nxx = odd_empty\n")
    with pytest.raises(ConfigError, match=r"«xx» .*there is no file «xx.yaml» in the package «odd_empty»"):
        plugins.of(plugins.LANGUAGES)[0].file("xx.yaml")


def test_the_example_pack_is_read_as_its_corpus_says() -> None:
    corpus = yamlfile.load(yamlfile.documents(PACK)[2], PACK)
    pack = language.pack("nl", House(packs=(("nl", PACK),)))
    for entry in [*corpus["reads"], *({"text": text, "as": []} for text in corpus["ignores"])]:
        article = read_article(pipeline.from_text(entry["text"]), pack)
        claims = [claim for claim in article.claims if claim.quantity.kind is not Kind.LABEL]
        assert entry["as"] == [reading(entry["text"], claim) for claim in claims]


def test_looking_for_plugins_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    times = []
    for _ in range(5):
        forget()
        start = time.process_time()
        plugins.found()
        times.append(time.process_time() - start)
    assert min(times) < 0.02  # 1 to 2 ms with a hundred packages; the limit allows for a slow machine


def test_another_project_of_the_same_name_is_told_in_one_sentence(
    plugged: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    plugged("[console_scripts]\nclaimcheck = claimcheck.cli:main\n", "claimcheck_receipts-1.2.dist-info")
    assert 1 == cli.run(["story.txt", "--isolated"])
    told = (
        "claimcheck: «claimcheck-receipts 1.2» in this environment is another project that installs a module or a "
        "command «claimcheck»: uninstall one of the two, then install the other anew\n"
    )
    assert told == capsys.readouterr().err


def test_the_command_of_another_project_that_took_the_place_of_ours_tells_so(
    plugged: Callable[..., None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged("[console_scripts]\nclaimcheck = claimcheck.cli:main\n", "claimcheck_receipts-1.2.dist-info")
    monkeypatch.setattr(sys, "argv", ["claimcheck", "story.txt"])
    assert 1 == cli.main()
    assert "«claimcheck-receipts 1.2»" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "entry_points", "foreign"),
    [
        ("claimcheck-3.0.dist-info", "", True),
        ("claimcheck_newsroom-0.1.0.dist-info", "[console_scripts]\nclaimcheck = claimcheck.__main__:main\n", False),
        ("claimcheck_odd-2.0.dist-info", "[claimcheck.rules]\nodd = odd\n", False),
        ("other-1.0.dist-info", "[console_scripts]\nmyclaimcheck = other:main\n", False),
    ],
)
def test_only_another_project_of_the_same_name_is_foreign(
    plugged: Callable[..., None], name: str, entry_points: str, foreign: bool
) -> None:
    plugged(entry_points, name)
    assert foreign is bool(plugins.foreign())
