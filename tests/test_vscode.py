"""The extension for Visual Studio Code passes its own tests, and its package holds everything it needs."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from claimcheck import __version__

SOURCE = Path(__file__).parent.parent / "editors" / "vscode"
NODE = 20
OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT")
LOAD = """
const Module = require("node:module");
const load = Module._load;
const anything = new Proxy(class {}, { get: (from, name) => (name in from ? from[name] : anything) });
Module._load = (name, ...rest) => (name === "vscode" ? anything : load(name, ...rest));
console.log(Object.keys(require(process.argv[1])).join());
"""


def ran(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a command did."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240)


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extension with what it depends on."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed: the extension is neither tested nor packaged")
    folder = tmp_path_factory.mktemp("extension") / "vscode"
    version = ran("node", "--version", folder=folder.parent).stdout.strip()
    if int(version.lstrip("v").partition(".")[0]) < NODE:
        pytest.skip(f"node {version} is too old: the extension is packaged with node {NODE} or newer")
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("node_modules", "*.vsix"))
    done = ran("npm", "ci", "--no-audit", "--no-fund", folder=folder)
    if done.returncode and any(sign in done.stderr for sign in OFFLINE):
        pytest.skip("the npm registry cannot be reached: the extension is neither tested nor packaged")
    assert 0 == done.returncode, done.stderr
    return folder


@pytest.mark.slow
def test_its_own_tests_pass(extension: Path) -> None:
    done = ran("npm", "test", folder=extension)
    assert 0 == done.returncode, done.stdout


@pytest.mark.slow
def test_the_package_holds_all_that_it_loads_and_no_test(extension: Path, tmp_path: Path) -> None:
    done = ran("npm", "run", "package", folder=extension)
    assert 0 == done.returncode, done.stdout + done.stderr
    with zipfile.ZipFile(extension / "claimcheck.vsix") as package:
        package.extractall(tmp_path)
    whole = tmp_path / "extension"
    assert {"LICENSE.txt", "extension.js", "node_modules", "package.json", "readme.md"} == {
        path.name for path in whole.iterdir()
    }
    loaded = ran("node", "-e", LOAD, str(whole / "extension.js"), folder=tmp_path)
    assert ("activate,deactivate\n", "") == (loaded.stdout, loaded.stderr)


def test_it_has_the_version_of_claimcheck_and_its_license() -> None:
    assert __version__ == json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))["version"]
    assert (SOURCE.parent.parent / "LICENSE").read_bytes() == (SOURCE / "LICENSE").read_bytes()
