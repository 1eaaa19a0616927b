"""What is in the tree is in the package: a file that setup.cfg forgets would be missing only once installed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import zipfile
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


TOLD = [
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "editors" / "vscode").glob("*.*s"),
    ROOT / "editors" / "vscode" / "README.md",
    *(ROOT / "templates").glob("*"),
    *(ROOT / "examples" / "plugins").glob("*/pyproject.toml"),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "action.yml", "Dockerfile", ".pre-commit-hooks.yaml")),
]


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_nobody_is_told_to_install_what_the_index_has_under_our_name_or_has_not(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    installed = re.findall(r"\binstall (?:-\S+ )*['\"]?claimcheck[\w-]*(?:\[[^\]]*\])?(.{0,3})", text)
    asked = re.findall(r"^dependencies = .*['\"]claimcheck", text, re.MULTILINE)
    assert [] == [after for after in installed if after != " @ "] + asked


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_a_release_of_which_nobody_knows_whether_it_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    tags = re.findall(r"OWNER/claimcheck(?:\.git)?@([\w.]+)|^\s*#?\s*(?:rev|ref): (\S+)", text, re.MULTILINE)
    assert {"TAG"} >= {tag for pair in tags for tag in pair if tag}


def test_the_image_is_made_as_its_linter_wants_it() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    if not hadolint.exists():
        pytest.skip("hadolint is not installed: the Dockerfile is not looked at")
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (0, "") == (done.returncode, done.stdout + done.stderr)


@pytest.mark.slow
def test_what_the_image_is_made_of_makes_a_wheel_of_everything(tmp_path: Path) -> None:
    """Where no container engine is at hand: what .dockerignore lets through, built by the image's own command."""
    source, wheels = tmp_path / "source", tmp_path / "wheels"
    source.mkdir()
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            path = ROOT / line[1:]
            (shutil.copytree if path.is_dir() else shutil.copy2)(path, source / path.name)
    (built,) = re.findall(r"^RUN pip wheel (.*)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    command = [*shlex.split(built.replace("/wheels", str(wheels))), "--no-deps", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *command], cwd=source, check=True)
    (wheel,) = wheels.iterdir()
    packed = set(zipfile.ZipFile(wheel).namelist())
    rules = {f"claimcheck/rules/{path.name}" for path in (ROOT / "rules").glob("*.yaml")}
    own = {path.relative_to(ROOT).as_posix() for path in shipped() if (ROOT / "claimcheck") in path.parents}
    assert set() == (rules | own) - packed
