"""Runs the `console` blocks of a Markdown page as they stand there, at a terminal, and writes down what they print.

A line that begins with `$ ` is a command, the lines behind it are what it prints. All blocks of a page run in one
folder, which holds copies of `examples` and `seeds`, and what the page shows as a file of its own, in a block with
a title; those of one block in one shell.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ("examples", "seeds")

_BLOCK = re.compile(r"(?<=^```console\n).+?(?=^```$)", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r'^```\w+ title="([^"/]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_MARK = "\x1e"


def commands(block: str) -> list[str]:
    """The commands of a block; a backslash at the end of a line continues it on the next."""
    found: list[str] = []
    for line in block.splitlines():
        if found and found[-1].endswith("\\"):
            found[-1] += f"\n{line}"
        elif line.startswith("$ "):
            found.append(line[2:])
    return found


def blocks(page: str) -> list[str]:
    """The console blocks of a page."""
    return _BLOCK.findall(page)


def run(page: str, folder: Path, extra_path: Path | None = None) -> str:
    """The page with what its commands really print. `extra_path` is a further folder on Python's path."""
    for name in SAMPLES:
        shutil.copytree(ROOT / name, folder / name)
    for name, text in _FILE.findall(page):
        (folder / name).write_text(text, encoding="utf-8")
    shim = folder.parent / f"{folder.name}-bin"
    shim.mkdir()
    path = os.pathsep.join(str(each) for each in (ROOT, extra_path) if each)
    for name, program in (("claimcheck", "-m claimcheck "), ("python", "")):
        (shim / name).write_text(f'#!/bin/sh\nPYTHONPATH="{path}" exec "{sys.executable}" {program}"$@"\n')
        (shim / name).chmod(0o755)
    environment = {
        "PATH": f"{shim}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(shim),
        "CLAIMCHECK_CACHE": str(shim / "cache"),
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "SOURCE_DATE_EPOCH": "1741082400",
    }
    return _BLOCK.sub(lambda match: _block(match[0], folder, environment), page)


def _block(block: str, folder: Path, environment: dict[str, str]) -> str:
    """A block with what its commands print; of each, what it says on standard error comes first."""
    asked = commands(block)
    script = "\n".join(
        f"{command}\n_code=$?; printf '{_MARK}'; printf '{_MARK}' >&2; (exit $_code)" for command in asked
    )
    pairs = zip(asked, *_at_a_terminal(script, folder, environment), strict=False)
    return "".join(f"$ {command}\n{_ended(said)}{_ended(printed)}" for command, printed, said in pairs)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _at_a_terminal(script: str, folder: Path, environment: dict[str, str]) -> tuple[list[str], list[str]]:
    """What each command prints at a terminal, and what it says on standard error, which is none: no bar is shown."""
    ours, theirs = pty.openpty()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            ["bash", "--noprofile", "--norc", "-c", script],  # noqa: S607
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=said,
            cwd=folder,
            env=environment,
        )
        os.close(theirs)
        printed = b"".join(_until_closed(ours))
        process.wait()
        os.close(ours)
        said.seek(0)
        return printed.decode("utf-8").replace("\r\n", "\n").split(_MARK), said.read().decode("utf-8").split(_MARK)


def _until_closed(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            return
        if not data:
            return
        yield data
