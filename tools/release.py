"""A release step by step: `python -m tools.release 0.2.0` writes its number and its notes, and says what to do then.

A release is a commit with the tag `v` and its number. What is told of it are the lines of CHANGELOG.md under it:

    python -m tools.release 0.2.0          write the number where it stands, and the heading of the notes
    python -m tools.release 0.2.0 --notes  print the notes of a release
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
UNRELEASED = "## Unreleased\n"
NUMBER = re.compile(r"\d+\.\d+\.\d+")
WHERE = {  # where the number stands, with what stands before it
    "claimcheck/__init__.py": (r'^__version__ = "', 1),
    "editors/vscode/package.json": (r'^  "version": "', 1),
    "editors/vscode/package-lock.json": (r'^(?:  |      )"version": "', 2),
}
THEN = """
Look at the difference, then:

    pytest tests/test_docs.py tests/test_examples.py --update-golden
    git commit --all --message "Release {number}"
    python -m tools.release {number} --notes | git tag --annotate v{number} --cleanup=whitespace --file -
    git push --follow-tags
    rm -rf build && python -m pip wheel --no-deps --wheel-dir dist .

The wheel and the notes go to the page of the release.
"""


def main(arguments: list[str] | None = None, root: Path = ROOT, today: str = "") -> int:
    """Write a release, or print its notes; the exit code is 2 where that cannot be."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    asked.add_argument("number", help="such as 0.2.0")
    asked.add_argument("--notes", action="store_true", help="print the notes of a release that is written")
    given = asked.parse_args(arguments)
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    try:
        if given.notes:
            print(notes(changelog, given.number))
            return 0
        expect(root, given.number)
        write(root, changelog, given.number, today or datetime.now(UTC).date().isoformat())
    except ValueError as error:
        print(f"release: {error}", file=sys.stderr)
        return 2
    print(THEN.format(number=given.number))
    return 0


def expect(root: Path, number: str) -> None:
    """Raises ValueError for a number that is none or has been released, and for changes that are not committed."""
    if not NUMBER.fullmatch(number):
        raise ValueError(f"«{number}» is no number of a release, such as 0.2.0")
    released = _git(root, "tag", "--list", "v*").split()
    if any(_order(number) <= _order(tag) for tag in released if NUMBER.fullmatch(tag[1:])):
        raise ValueError(f"{number} does not come after what is released: {', '.join(released)}")
    if _git(root, "status", "--porcelain", "--untracked-files=no"):
        raise ValueError("there are changes that are not committed")


def write(root: Path, changelog: str, number: str, day: str) -> None:
    """Write the number wherever it stands, and a heading over the notes. Raises ValueError where nothing is new."""
    new = changelog.partition(UNRELEASED)[2].partition("\n## ")[0].strip()
    if not new:
        raise ValueError("CHANGELOG.md has nothing under «Unreleased»")
    headed = changelog.replace(UNRELEASED, f"{UNRELEASED}\n## {number} - {day}\n", 1)
    texts = {name: _numbered(root / name, number, *place) for name, place in WHERE.items()}
    for name, text in (*texts.items(), ("CHANGELOG.md", headed)):
        (root / name).write_text(text, encoding="utf-8")


def notes(changelog: str, number: str) -> str:
    """What CHANGELOG.md says of a release. Raises ValueError where it says nothing."""
    found = re.search(rf"^## {re.escape(number)} - .*?\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"CHANGELOG.md says nothing of {number}")
    return f"claimcheck {number}\n\n{found[1].strip()}"


def _numbered(path: Path, number: str, before: str, times: int) -> str:
    text, done = re.subn(
        rf"({before}){NUMBER.pattern}", rf"\g<1>{number}", path.read_text("utf-8"), count=times, flags=re.MULTILINE
    )
    if done != times:
        raise ValueError(f"{path} has no number of a release where it is looked for")
    return text


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.lstrip("v").split(".")))


def _git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
