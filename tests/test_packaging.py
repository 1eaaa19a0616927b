"""What is in the tree is in the package: a file that setup.cfg forgets would be missing only once installed."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest

from claimcheck import errors, rulebook

ROOT = Path(__file__).parent.parent
CONFIG = ConfigParser()
CONFIG.read(ROOT / "setup.cfg", encoding="utf-8")
PACKAGES = CONFIG["options"]["packages"].split()
FOLDERS = {name: ROOT / ("rules" if name == "claimcheck.rules" else name.replace(".", "/")) for name in PACKAGES}


def shipped() -> set[Path]:
    """The files that setup.cfg puts into the wheel."""
    files = {file for folder in FOLDERS.values() for file in folder.glob("*.py")}
    for name, patterns in CONFIG["options.package_data"].items():
        for pattern in patterns.replace(",", " ").split():
            files |= set(FOLDERS[name].glob(pattern))
    return files


def test_every_file_of_the_package_and_every_rule_is_shipped() -> None:
    here = [*(ROOT / "claimcheck").rglob("*"), *(ROOT / "rules").rglob("*")]
    files = {path for path in here if path.is_file() and "__pycache__" not in path.parts}
    assert set() == files - shipped()


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "claimcheck/py.typed"])
def test_what_a_package_must_have_is_there(name: str) -> None:
    assert (ROOT / name).read_bytes() or name.endswith("py.typed")


def test_each_extra_is_told_by_the_libraries_that_it_brings() -> None:
    extras = {name: CONFIG["options.extras_require"][name] for name in errors.EXTRAS}
    brought = {
        name: {line.split()[0] for line in text.splitlines() if line and not line.startswith("#")}
        for name, text in extras.items()
    }
    assert {name: set(libraries) for name, libraries in errors.EXTRAS.items()} == brought


def test_the_rules_are_found_in_a_checkout() -> None:
    assert ROOT / "rules" == rulebook.FOLDER
