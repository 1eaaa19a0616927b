"""Throws bytes at everything that reads them: each format of stories, configurations, rules, earlier reports.

    pip install atheris && python tools/fuzz_bytes.py fuzz -max_total_time=600

`corpus` is a folder that grows with every input that reaches something new; the options are libFuzzer's. An input is a
byte that says what it is, then its content. One that breaks the promise (a document or one sentence, nothing else) is
left as `crash-*`, `timeout-*` or `oom-*`: mended, it goes without that byte into `tests/hostile/`, as `WHAT.READER`,
where the tests read it from then on.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

READ_BY = ["claimcheck", "_markupbase", "html.parser", "email", "tomllib", "defusedxml"]


def _watched() -> Any:
    """While fuzzing, what is imported tells the fuzzer where it goes."""
    if __name__ != "__main__":
        return contextlib.nullcontext()
    import atheris

    return atheris.instrument_imports(include=READ_BY)


with _watched():
    from claimcheck import proof, reading, rulebook
    from claimcheck.config import file as configuration
    from claimcheck.errors import ClaimcheckError
    from claimcheck.model import Document
    from claimcheck.reading import jsonlines
    from claimcheck.reading.paths import Line
    from claimcheck.waivers import accepted, baseline

    for _name in {*reading.FORMATS.values(), *reading.DATA_FORMATS.values(), "text"}:
        importlib.import_module(f"claimcheck.reading.{_name}")
    for _name in ("_markupbase", "html.parser", "email.feedparser", "tomllib", "defusedxml.ElementTree"):
        importlib.import_module(_name)

_WORD = "word/document.xml"
_FOLDER = Path(tempfile.mkdtemp(prefix="claimcheck-fuzz-"))


def read(data: bytes) -> None:
    """Read an input as what its first byte says. Raises only for what must not be."""
    names = sorted(READERS)
    name = names[data[0] % len(names)] if data else names[0]
    try:
        read_as(name, data[1:])
    except Exception as error:
        error.add_note(f"read as {name}")
        raise


def read_as(name: str, content: bytes) -> None:
    """Read a content as `name`, a key of `READERS`. Raises only for what must not be."""
    try:
        found = READERS[name](content)
    except ClaimcheckError as error:
        if not str(error).strip():
            raise AssertionError("an error without a sentence") from error
        return
    if isinstance(found, Document):
        _sound(found)


def made(name: str, content: bytes) -> bytes:
    """The input that is read as `name`, a key of `READERS`."""
    return bytes([sorted(READERS).index(name)]) + content


def _sound(document: Document) -> None:
    """Raise AssertionError for a document whose places are not in its text, or whose text no file can hold."""
    document.text.encode()
    if len(document.prose) != len(document.text):
        raise AssertionError("prose and text differ in length")
    for part in document.parts:
        if not 0 <= part.span.start <= part.span.end <= len(document.text):
            raise AssertionError(f"{part.span} is outside the text")


def _story(suffix: str) -> Callable[[bytes], Document]:
    return lambda content: reading.read_bytes(content, f"story{suffix}")


def _within(suffix: str, member: str) -> Callable[[bytes], Document]:
    """The content as a member of an archive that is otherwise sound."""
    return lambda content: reading.read_bytes(_archive(suffix, member, content), f"story{suffix}")


def _archive(suffix: str, member: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, each in _members(suffix).items():
            if name != member:
                archive.writestr(name, each)
        archive.writestr(member, content)
    return out.getvalue()


def _members(suffix: str) -> Mapping[str, bytes]:
    return _WORD_MEMBERS if suffix == ".docx" else {}


def _empty_word() -> dict[str, bytes]:
    with contextlib.suppress(ImportError):
        import docx

        out = io.BytesIO()
        docx.Document().save(out)
        with ZipFile(out) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return {}


def _line(content: bytes) -> Document:
    return jsonlines.read(Line("stories.jsonl", 1, 0, len(content)), content)


def _file(name: str, load: Callable[[Path], object]) -> Callable[[bytes], object]:
    def loaded(content: bytes) -> object:
        path = _FOLDER / name
        path.write_bytes(content)
        return load(path)

    return loaded


def _settings(path: Path) -> None:
    found = configuration.read(path)
    if found is not None:
        found.of(str(path.parent / "sport" / "a" / "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.txt"), {})


_WORD_MEMBERS = _empty_word()
READERS: Mapping[str, Callable[[bytes], object]] = {
    **{suffix: _story(suffix) for suffix in (".txt", *reading.FORMATS, *reading.DATA_FORMATS)},
    "document.xml": _within(".docx", _WORD),
    "styles.xml": _within(".docx", "word/styles.xml"),
    "content.xml": _within(".odt", "content.xml"),
    "line": _line,
    "configuration": _file("claimcheck.toml", _settings),
    "accepted": _file(accepted.NAME, accepted.read),
    "rule": _file("H101-odd-rule.yaml", lambda path: proof.read(rulebook.read(path))),
    "baseline": _file("report.json", baseline.read),
}


def seeds(folder: Path) -> None:
    """Fill a corpus with what the repository has of each kind."""
    root = Path(__file__).parent.parent
    texts = [path.read_bytes() for path in sorted((root / "seeds").rglob("*.txt"))[:4]]
    rules = sorted((root / "rules").glob("*.yaml"))[:3]
    found = [made(name, text[:2000]) for text in texts for name in (".txt", ".md", ".html", ".eml", ".aml")]
    found += [made("rule", path.read_bytes().replace(b"\r", b"")[:3000]) for path in rules]
    found += [made("configuration", (root / "claimcheck" / "config" / "starter.toml").read_bytes())]
    item = json.dumps({"headline": "12 cats", "body_text": "5 and 7"}).encode()
    found += [made(name, item) for name in (".json", "line")]
    found += [made(name, _WORD_MEMBERS.get(f"word/{name}", b"")) for name in ("document.xml", "styles.xml")]
    for number, content in enumerate(found):
        (folder / f"seed-{number:03}").write_bytes(content)


def main() -> None:
    """Fuzz until the options say stop."""
    import atheris

    folder = next((Path(each) for each in sys.argv[1:] if not each.startswith("-")), None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        seeds(folder)
    atheris.Setup([*sys.argv, "-timeout=20", "-rss_limit_mb=2000"], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
