"""The words of the interface, one YAML file a language in `ui/`; English stands in for what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck import language, plugins, yamlfile
from claimcheck.model import Report

FOLDER = Path(__file__).parent / "ui"
FALLBACK = "en"


class Words:
    """The words of one language. Keys are dotted paths into the YAML (`severity.error`)."""

    def __init__(self, code: str, data: Mapping[str, Any], fallback: Words | None = None) -> None:
        self.code = code
        self._data = data
        self._fallback = fallback

    def find(self, path: str) -> str | None:
        """The text at a path, in English when this language has none, None when nobody has one."""
        node: Any = self._data
        for key in path.split("."):
            node = node.get(key) if isinstance(node, Mapping) else None
        if isinstance(node, str):
            return node
        return self._fallback.find(path) if self._fallback else None

    def names(self, path: str) -> tuple[str, ...]:
        """The keys below a path, in the order of the file."""
        node: Any = self._data
        for key in path.split("."):
            node = node.get(key) if isinstance(node, Mapping) else None
        return tuple(node) if isinstance(node, Mapping) else ()

    def text(self, path: str, **holes: object) -> str:
        """The text at a path with its `{holes}` filled; the last key itself when there is no such text."""
        found = self.find(path)
        if found is None:
            return path.rsplit(".", 1)[-1].replace("_", " ").replace("-", " ")
        for name, value in holes.items():
            found = found.replace("{" + name + "}", str(value))
        return found

    def count(self, path: str, number: int, shown: str | None = None) -> str:
        """The singular or plural at a path for a whole number, in its digits; `shown` replaces those."""
        digits = f"{number:,}".replace(",", self.text("digits.group"))
        return self.text(f"{path}.{'one' if number == 1 else 'other'}", n=shown or digits)


@cache
def words(ui: str | None) -> Words:
    """The interface words of a language; English for None and for a language that has none."""
    code = ui if ui in languages() else FALLBACK
    path = FOLDER / f"{code}.yaml"
    data = yamlfile.load(path.read_text(encoding="utf-8"), path) or {}
    return Words(str(code), data, None if code == FALLBACK else words(FALLBACK))


def common(reports: Sequence[Report]) -> str | None:
    """The language that all stories share, None where they do not."""
    codes = {report.language for report in reports if report.language}
    return codes.pop() if len(codes) == 1 else None


def language_name(code: str | None, marks: Words) -> str:
    """What a language is called, in the words of another or in its own."""
    if code is None:
        return marks.text("unknown_language")
    return marks.find(f"language.{code}") or _own_name(code)


@cache
def _own_name(code: str) -> str:
    """What a language is called in its pack, here or in a plugin."""
    plugin = None if code in language.codes() else plugins.named(plugins.LANGUAGES, code)
    packs = ((code, plugin.file(f"{code}.yaml")),) if plugin else ()
    return str(language.header(code, packs).get("name", code) if code in language.codes(packs) else code)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have interface words, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
