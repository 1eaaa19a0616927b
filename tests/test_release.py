"""A release is written everywhere or not at all, and its notes are those of the changelog."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import release

ROOT = Path(__file__).parent.parent
GIT = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "init.defaultBranch=main"]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of what a release changes, as it is here."""
    for name in (*release.WHERE, "CHANGELOG.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## Unreleased\n\n### Added\n\n- A cat.\n\n## 0.0.1 - 2020-01-01\n\n- A dog.\n", encoding="utf-8"
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "all")
    return tmp_path


def test_the_number_is_written_wherever_it_stands(project: Path) -> None:
    assert 0 == release.main(["7.8.9"], project)
    found = {name: (project / name).read_text("utf-8").count('"7.8.9"') for name in release.WHERE}
    assert {name: times for name, (_, times) in release.WHERE.items()} == found


def test_nothing_else_is_changed(project: Path) -> None:
    release.main(["7.8.9"], project)
    changed = git(project, "diff", "--unified=0", "--", *release.WHERE)
    assert 4 == len(re.findall(r"^\+ .*7\.8\.9|^\+__version__", changed, re.MULTILINE))


def test_what_was_not_released_becomes_the_notes(project: Path) -> None:
    release.main(["7.8.9"], project, "2026-12-01")
    written = (project / "CHANGELOG.md").read_text("utf-8")
    assert "## Unreleased\n\n## 7.8.9 - 2026-12-01\n\n### Added\n\n- A cat.\n\n## 0.0.1" in written


def test_the_notes_of_a_release_are_its_own(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release.main(["7.8.9"], project)
    capsys.readouterr()
    assert 0 == release.main(["7.8.9", "--notes"], project)
    assert "claimcheck 7.8.9\n\n### Added\n\n- A cat.\n" == capsys.readouterr().out


def test_what_is_to_be_done_then_names_the_tag(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release.main(["7.8.9"], project)
    assert "git tag --annotate v7.8.9 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("v7.8.9", "«v7.8.9» is no number of a release, such as 0.2.0"),
        ("1.9.9", "1.9.9 does not come after what is released: v2.0.0"),
        ("2.0.0", "2.0.0 does not come after what is released: v2.0.0"),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], number: str, told: str
) -> None:
    git(project, "tag", "v2.0.0")
    assert (2, f"release: {told}\n") == (release.main([number], project), capsys.readouterr().err)


def test_a_release_of_nothing_is_refused_and_nothing_is_written(project: Path) -> None:
    (project / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 0.0.1 - 2020-01-01\n", encoding="utf-8")
    git(project, "commit", "-qam", "none")
    assert (2, "") == (release.main(["7.8.9"], project), git(project, "status", "--porcelain"))


def test_changes_that_are_not_committed_are_refused(project: Path) -> None:
    (project / "CHANGELOG.md").write_text("x", encoding="utf-8")
    assert 2 == release.main(["7.8.9"], project)


def test_notes_that_are_not_there_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == release.main(["5.5.5", "--notes"], project)
    assert "release: CHANGELOG.md says nothing of 5.5.5\n" == capsys.readouterr().err
