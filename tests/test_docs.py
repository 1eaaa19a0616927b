"""README and the documentation show what the program really prints, and the site is built without a warning.

`pytest --update-golden` writes anew what commands print.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import console
import pytest
import yaml
from test_plugins import plugins_folder

ROOT = console.ROOT
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
WITH_CONSOLE = [page for page in PAGES if console.blocks(page.read_text(encoding="utf-8"))]
WITH_PYTHON = [page for page in PAGES if "```pycon\n" in page.read_text(encoding="utf-8")]
WITH_PLUGINS = ("plugins.md", "languages.md")
SHELL = {  # what is shown in `sh` blocks and not run here, with what runs it
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[docx,xml]' &&"
    " .venv/bin/claimcheck seeds/grazia-bielorussia.it.txt": ".ci/run",
    ".venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest -q": ".ci/run",
    "pipx install '.[docx,xml]'": ".ci/run",
    "pipx install '.[docx,xml,lsp]'": ".ci/run",
    "uv tool install '.[docx,xml]'": ".ci/run",
    "python3 -m pip wheel -q --no-deps --wheel-dir dist .": ".ci/run",
    'docker build --tag claimcheck .\ndocker run --rm --network none -v "$PWD:/stories:ro" claimcheck article.txt': (
        "test_packaging.py: what it copies and installs, where no engine is at hand"
    ),
    "pip install examples/plugins/claimcheck-desk examples/plugins/claimcheck-dutch"
    " examples/plugins/claimcheck-subtitles examples/plugins/claimcheck-checklist": "test_plugins.py",
    'eval "$(claimcheck completion bash)"': "test_completion.py",
    "claimcheck completion fish > ~/.config/fish/completions/claimcheck.fish": "test_completion.py",
    "pip install 'httpx>=0.27'": "test_second_reader.py",
    "pip install atheris\npython tools/fuzz_bytes.py fuzz -max_total_time=600": "test_hostile_documents.py",
    "pip install atheris\npython tools/fuzz_text.py crashes -max_total_time=600": "by hand",
    "cd editors/vscode\nnpm ci\nnpm run package\ncode --install-extension claimcheck.vsix": "test_vscode.py",
}


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", WITH_CONSOLE, ids=named)
def test_every_command_prints_what_the_page_says(
    page: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> None:
    shown = page.read_text(encoding="utf-8")
    plugins = plugins_folder(tmp_path_factory) if page.name in WITH_PLUGINS else None
    (tmp_path / "here").mkdir()
    printed = console.run(shown, tmp_path / "here", plugins)
    if request.config.getoption("--update-golden"):
        page.write_text(printed, encoding="utf-8")
        shown = printed
    assert shown == printed
    assert "Traceback" not in "".join(console.blocks(printed))


@pytest.mark.parametrize("page", WITH_PYTHON, ids=named)
def test_every_line_of_python_gives_what_the_page_says(page: Path) -> None:
    text = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    found = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(found, out=told.append)
    assert "" == "".join(told)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_command_that_is_shown_is_run_somewhere(page: Path) -> None:
    if page.name == "ci.md":
        return  # test_ci runs all of its blocks
    shown = re.findall(r"^```(?:sh|bash|shell)[^\n]*\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    assert [] == [block for block in shown if block.strip() not in SHELL]


def test_every_page_is_in_the_navigation() -> None:
    class Loader(yaml.SafeLoader):
        pass

    def listed(node: object) -> set[str]:
        if isinstance(node, str):
            return {node}
        below = node.values() if isinstance(node, dict) else node
        return {name for each in below for name in listed(each)}  # type: ignore[attr-defined]

    nav = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)["nav"]  # noqa: S506
    assert {page.name for page in DOCS.glob("*.md")} == {name for name in listed(nav) if not name.startswith("rules/")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly; skipped where the extra `docs` is not installed."""
    if find_spec("mkdocs") is None or find_spec("material") is None:
        pytest.skip("the extra docs is not installed")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stdout + done.stderr)
    yield folder
    shutil.rmtree(folder)


def test_the_site_is_built_without_a_warning(site: Path) -> None:
    assert (site / "index.html").is_file()


def test_the_site_loads_nothing_from_a_network(site: Path) -> None:
    loaded = re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=[\"']?(?:https?:)?//[^\"' >]*|url\([\"']?https?:"
    )
    assert [] == [
        (path.name, found)
        for path in [*site.rglob("*.html"), *site.rglob("*.css")]
        for found in loaded.findall(path.read_text(encoding="utf-8"))
    ]


def test_the_site_has_every_rule_with_its_examples(site: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (site / "rules").glob("*.html"))
    for path in (ROOT / "rules").glob("*.yaml"):
        assert f'id="{path.name[:4].lower()}"' in pages
    assert "The council bought <mark>120</mark> bicycles: <mark>70</mark> for Turin Road" in pages


def test_the_site_has_every_key_of_configuration_and_report(site: Path) -> None:
    assert all(
        f"<code>{key}</code>" in (site / "configuration.html").read_text() for key in ("fail-on", "hedges.about")
    )
    assert all(
        f"<code>{key}</code>" in (site / "json.html").read_text() for key in ("low_open", "fingerprint", "waived")
    )
