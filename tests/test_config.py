"""Configuration: where it is found, what it may hold, what is in force for a story, and how a slip is told."""

from __future__ import annotations

import json
import re
import time
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from claimcheck import config, language, pipeline
from claimcheck.config import file, keys, patterns
from claimcheck.config.file import Configuration
from claimcheck.config.settings import Layer, Settings, layer, settings
from claimcheck.config.toml import TomlFile
from claimcheck.desk import Desk, Options
from claimcheck.errors import ConfigError

SCHEMA = json.loads((Path(config.__file__).parent / "schema.json").read_text(encoding="utf-8"))
FULL = re.sub(r"^# (?=\[|[a-z0-9A-Z-]+ = )", "", config.starter(), flags=re.MULTILINE)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(text: str, name: str = "claimcheck.toml") -> Configuration:
    """The configuration that a file with this text makes."""
    Path(name).write_text(text, encoding="utf-8")
    found = file.read(Path(name).resolve())
    assert found is not None
    return found


def made(text: str, story: str = "story.txt", command_line: Layer | None = None) -> Settings:
    """The settings of a story under a configuration."""
    return settings(written(text).of(story, command_line or {}))


def test_the_starter_as_it_is_changes_nothing() -> None:
    assert settings(file.none(Path()).of("x", {})) == made(config.starter())


def test_the_starter_with_every_line_in_use_is_valid_and_fits_the_schema() -> None:
    found = written(FULL)
    jsonschema.validate(tomllib.loads(FULL), SCHEMA)
    assert set(keys.keys()) - {"severity.*"} <= set(found.base)


def test_the_schema_knows_the_same_keys() -> None:
    inner = {
        f"{table}.{name}"
        for table in ("hedges", "sources", "reader")
        for name in SCHEMA["$defs"][table]["properties"]
    }
    outer = set(SCHEMA["properties"]) - {"overrides", "hedges", "sources", "reader", "severity"}
    local = {name for name in SCHEMA["properties"]["overrides"]["items"]["properties"] if name != "paths"}
    known = keys.keys()
    assert set(known) == inner | outer | {"severity.*"}
    assert {name.partition(".")[0] for name, key in known.items() if key.local} == local


def test_the_schema_knows_the_same_languages() -> None:
    assert [keys.AUTO, *language.codes()] == SCHEMA["$defs"]["language"]["anyOf"][0]["enum"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\nseverty = 1", "claimcheck.toml:2: «severty» is not a known key; did you mean «severity»?"),
        ("fail-on = 'warnings'", "claimcheck.toml:1: «fail-on» must be one of error, warning, note, never; did you"),
        ("language = 'xx'", "«language» must be one of auto, de"),
        ("preview = 'yes'", "«preview» must be true or false"),
        ("select = 'A101'", '«select» must be a list of texts such as ["A101"]'),
        ("date = 2025", '«date» must be a day such as 2025-09-16 or "path"'),
        ("date = 2025-09-16T12:00:00", "«date» must be a day"),
        ("baseline = ''", "«baseline» must be the path of a JSON report"),
        ("[severity]\n\nS801 = 'grave'", "claimcheck.toml:3: «severity.S801» must be one of error, warning, note"),
        ("[hedges]\nabout = 60", "claimcheck.toml:2: «hedges.about» must be per cent, above 0 and up to 50"),
        ("[hedges]\nabuot = 5", "claimcheck.toml:2: «abuot» is not a known key; did you mean «about»?"),
        ("hedges = 5", "«hedges» must be a table, [hedges]"),
        ("[sources]\ninterested = [1]", "«sources.interested» must be a list of names"),
        ("overrides = 1", "«overrides» must be tables, each under [[overrides]]"),
        ("[[overrides]]\nignore = ['S']", "claimcheck.toml:1: an override needs «paths», a list such as"),
        ("[[overrides]]\npaths = ['a']\nstrict = true", "claimcheck.toml:3: «strict» holds for a whole run"),
        ("[[overrides]]\npaths = ['a']\n[[overrides]]\npaths = ['b']\nx = 1", "claimcheck.toml:5: «x» is not a known"),
        ("fail-on = ", "claimcheck.toml:1: is not valid TOML: Invalid value"),
        ("\nx = [1,\n", "claimcheck.toml:3: is not valid TOML"),
        ("strict = true\nstrict = false", "claimcheck.toml:2: is not valid TOML: Cannot overwrite a value"),
    ],
)
def test_a_slip_names_file_line_and_what_was_expected(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as told:
        written(text)
    assert complaint in str(told.value)


def test_a_file_that_is_not_utf_8_is_told() -> None:
    Path("claimcheck.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="claimcheck.toml:1: is not UTF-8 text"):
        file.read(Path("claimcheck.toml").resolve())


def test_a_file_that_cannot_be_read_is_told() -> None:
    Path("x.toml").mkdir()
    with pytest.raises(ConfigError, match="the configuration «x.toml» cannot be read: Is a directory"):
        file.named(Path("x.toml"))


def test_a_pyproject_that_was_named_must_have_the_table() -> None:
    Path("pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"«pyproject.toml» has no table \[tool.claimcheck\]"):
        file.named(Path("pyproject.toml"))


def test_a_pyproject_whose_section_is_no_table_is_told() -> None:
    with pytest.raises(ConfigError, match="pyproject.toml:2: «tool.claimcheck» must be a table"):
        written("[tool]\nclaimcheck = 1", "pyproject.toml")


def test_lines_are_counted_in_a_pyproject_too() -> None:
    with pytest.raises(ConfigError, match="pyproject.toml:4: «ignroe» is not a known key; did you mean «ignore»"):
        written("[project]\nname = 'x'\n[tool.claimcheck]\nignroe = []\n", "pyproject.toml")


def test_the_nearest_configuration_is_in_force_alone(here: Path) -> None:
    written("preview = true\nignore = ['S']")
    Path("a/b").mkdir(parents=True)
    written("ignore = ['P']", "a/.claimcheck.toml")
    Path("a/b/pyproject.toml").write_text("[tool.other]", encoding="utf-8")
    found = Desk(Options()).layer("a/b/story.txt")
    assert (("P",), False) == (found["ignore"].value, found["preview"].value)
    assert "a/.claimcheck.toml:1" == found["ignore"].origin


def test_a_pyproject_section_is_a_configuration(here: Path) -> None:
    written("[tool.claimcheck]\nfail-on = 'note'\n[tool.claimcheck.severity]\nS = 'error'", "pyproject.toml")
    found = settings(Desk(Options()).layer("story.txt"))
    assert ("note", (("S", "error"),)) == (found.fail_on, found.severity)


def test_isolated_means_no_configuration(here: Path) -> None:
    written("ignore = ['S']")
    assert () == settings(Desk(Options(isolated=True)).layer("story.txt")).ignore


def test_a_named_configuration_is_read_and_no_other(here: Path) -> None:
    written("ignore = ['S']")
    written("ignore = ['P']", "other.toml")
    assert ("P",) == settings(Desk(Options(config="other.toml")).layer("story.txt")).ignore


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("sport", "sport/a/b.txt", True),
        ("sport/", "sport/b.txt", True),
        ("sport", "news/sport/b.txt", True),
        ("./sport/*.txt", "sport/b.txt", True),
        ("sport/*.txt", "sport/a/b.txt", False),
        ("sport/*.txt", "news/sport/b.txt", False),
        ("sport/**/*.txt", "sport/a/b.txt", True),
        ("sport/**", "sport/a/b.txt", True),
        ("*.en.md", "a/b.en.md", True),
        ("*.en.md", "a/b.it.md", False),
        ("2025-??", "2025-09/a.txt", True),
        ("a.b", "a_b", False),
    ],
)
def test_a_pattern_fits_paths_as_gitignore_has_it(pattern: str, path: str, fits: bool) -> None:
    found = made(f"[[overrides]]\npaths = ['{pattern}']\npreview = true", path)
    assert fits == found.preview


def test_an_override_replaces_what_one_selects_and_adds_to_what_one_ignores() -> None:
    text = "select = ['A', 'P']\nignore = ['A101']\n[[overrides]]\npaths = ['x']\nselect = ['P']\nignore = ['P201']"
    found = made(text, "x/y.txt")
    assert (("P",), ("A101", "P201")) == (found.select, found.ignore)


def test_what_the_command_line_ignores_adds_and_what_it_selects_runs() -> None:
    assert ("A101", "P") == made("ignore = ['A101']", command_line=layer({"ignore": ("P",)})).ignore
    chosen = made("ignore = ['A']\nselect = ['P']", command_line=layer({"select": ("A101",)}))
    assert (("A101",), ()) == (chosen.select, chosen.ignore)


def test_a_rule_that_is_not_there_is_told_with_its_line(here: Path) -> None:
    for text in ("ignore = ['A100']", "[severity]\nA100 = 'note'", "[[overrides]]\npaths = ['x']\nselect = ['A100']"):
        number = text.count("\n") + 1
        written(text)
        told = rf"claimcheck.toml:{number}: there is no rule or family «A100»; did you mean «A"
        with pytest.raises(ConfigError, match=told):
            Desk(Options()).known("story.txt")


def test_a_rule_folder_that_is_not_there_is_told_with_its_line(here: Path) -> None:
    written("\nrules = ['house']")
    with pytest.raises(ConfigError, match="claimcheck.toml:2: there are no rules at «house»"):
        Desk(Options()).known("story.txt")


def test_the_severity_of_a_rule_goes_over_that_of_its_family(here: Path) -> None:
    written("[severity]\nA = 'note'\nA101 = 'warning'")
    desk = Desk(Options())
    grave = {rule.id: rule.severity for rule in desk.selected("story.txt", settings(desk.layer("story.txt")))}
    assert ("warning", "note") == (grave["A101"], grave["A102"])


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2025/09/16/story.txt", date(2025, 9, 16)),
        ("news/20250916-story.txt", date(2025, 9, 16)),
        ("2024-01-01/2025_09_16.txt", date(2025, 9, 16)),
        ("2025-13-45-story.txt", None),
        ("1202509161.txt", None),
    ],
)
def test_the_day_of_writing_may_be_read_in_the_path(here: Path, path: str, day: date | None) -> None:
    assert day == Desk(Options()).otherwise(path, made("date = 'path'"))


def test_a_story_that_gives_its_day_keeps_it() -> None:
    text = "LEEDS, 3 March 2024 — Twelve boats sank in the storm.\n"
    for other, shown in ((text, date(2024, 3, 3)), ("Twelve boats sank in the storm.\n", date(2020, 1, 1))):
        report = pipeline.check(pipeline.from_text(other), (), code="en", otherwise=date(2020, 1, 1))
        assert shown == report.document.dateline


def test_hedges_are_as_wide_as_the_house_has_them() -> None:
    house = made("[hedges]\nabout = 2.5\nnearly = 20").house
    claims = pipeline.check(
        pipeline.from_text("The farm has about 1,000 cats and nearly 500 dogs.\n"), (), code="en", house=house
    ).claims
    assert [Fraction(975), Fraction(400)] == [claim.quantity.strict.low for claim in claims]


def test_a_source_the_house_calls_interested_is_one() -> None:
    house = made("[sources]\ninterested = ['Harbour Board']").house
    text = "The storm sank 31 boats, according to the Ravenholt Harbour Board.\n"
    (claim,) = pipeline.check(pipeline.from_text(text), (), code="en", house=house).claims
    assert claim.source is not None and "house" == claim.source.interested


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[hedges]\nabout = 1e99999999", "the number 1e99999999 cannot be written out"),
        ("[hedges]\nabout = 1e-99999999", "the number 1e-99999999 cannot be written out"),
        (f"[hedges]\nabout = 0.{'1' * 500}", "cannot be written out"),
        ("[hedges]\nabout = inf", "the number inf cannot be written out"),
        (f"{'a.' * 20_000}a = 1", "a name is joined of more than 20 by points"),
        (f"a = {{{'a . ' * 20_000}a = 1}}", "a name is joined of more than 20 by points"),
        ("a = " + "[" * 5000, "is not valid TOML"),
    ],
    ids=lambda text: text[:24],
)
def test_what_would_take_for_ever_to_read_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        written(text)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("sport/**", "sport/a/b.txt", True),
        ("sport", "sport/a/b.txt", True),
        ("sport", "a/sport/b.txt", True),
        ("sport/", "sports/b.txt", False),
        ("a/*.txt", "a/b.txt", True),
        ("a/*.txt", "a/b/c.txt", False),
        ("a/**/c.txt", "a/c.txt", True),
        ("a/**/c.txt", "a/b/b/c.txt", True),
        ("**a*b", "a/ab", True),
        ("*.en.md", "x/y.en.md", True),
        ("?.md", "ab.md", False),
        ("a?b", "a/b", False),
        ("[ab].md", "a.md", False),
        ("./a/b", "a/b", True),
    ],
)
def test_a_pattern_fits_as_it_is_written(pattern: str, path: str, fits: bool) -> None:
    assert fits == patterns.pattern(pattern).fits(path)


@pytest.mark.parametrize("pattern", ["*a" * 60 + "b", "**/" * 60 + "b", "**a" * 60 + "b", "a/" + "?*" * 60 + "b"])
def test_a_pattern_of_many_stars_is_matched_at_once(pattern: str) -> None:
    start = time.process_time()
    assert not patterns.pattern(pattern).fits("a/" + "a" * 200)
    assert time.process_time() - start < 1


def test_points_in_strings_and_comments_join_no_names(tmp_path: Path) -> None:
    joined = ".".join("abcdefghijklmnopqrstuvwxyz")
    path = tmp_path / "pyproject.toml"
    path.write_text(f'# {joined}\n[project]\ndescription = "{joined}"\n', encoding="utf-8")
    assert joined == TomlFile(path).data["project"]["description"]
