"""examples/outputs shows what the program really writes; `pytest --update-golden` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import cli
from claimcheck.report import formats

ROOT = Path(__file__).parent.parent
STORY = "examples/storm.en.txt"
OUTPUTS = ROOT / "examples" / "outputs"
FILES = {
    "rich": "storm.terminal.txt",
    "concise": "storm.concise.txt",
    "json": "storm.json",
    "jsonl": "storm.jsonl",
    "sarif": "storm.sarif",
    "github": "storm.github.txt",
    "gitlab": "storm.gitlab.json",
    "junit": "storm.junit.xml",
    "csv": "storm.csv",
    "markdown": "storm.md",
    "html": "storm.html",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every report on the story, written in one run, and what was read of it as a table."""
    folder = tmp_path_factory.mktemp("outputs")
    outputs = [f"--output={name}:{folder / file}" for name, file in FILES.items()]
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        patched.setenv("COLUMNS", "80")
        patched.setenv("SOURCE_DATE_EPOCH", "1741082400")
        assert 1 == cli.run([STORY, "--isolated", *outputs])
        assert 0 == cli.run(["claims", STORY, "--isolated", f"--output=csv:{folder / 'storm.claims.csv'}"])
    return folder


@pytest.mark.parametrize("file", [*FILES.values(), "storm.claims.csv"])
def test_each_output_of_the_example_is_what_is_written_today(
    file: str, written: Path, request: pytest.FixtureRequest
) -> None:
    now = (written / file).read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        OUTPUTS.mkdir(exist_ok=True)
        (OUTPUTS / file).write_text(now, encoding="utf-8")
    assert now == (OUTPUTS / file).read_text(encoding="utf-8")


def test_there_is_an_example_of_every_format_and_no_other() -> None:
    assert set(formats.CHECK) == set(FILES)
    assert {*FILES.values(), "storm.claims.csv"} == {path.name for path in OUTPUTS.glob("storm.*")}
