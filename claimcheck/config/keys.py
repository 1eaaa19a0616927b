"""The keys a configuration may hold, each with what it takes; the one list that reading, printing and tests share.

A key of a table is written with a dot: `hedges.about`. `severity.*` takes any rule or family.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from claimcheck import language, plugins
from claimcheck.model import Severity
from claimcheck.reader import modes

AUTO = "auto"
NEVER = "never"
FROM_PATH = "path"
FAIL_ON = (*(severity.value for severity in Severity), NEVER)
TABLES = ("severity", "hedges", "sources", "reader")
WIDEST = 50
SCHEMES = ("https://", "http://", "file://")


@dataclass(frozen=True, slots=True)
class Key:
    """What a key takes: `read` gives the value or None when it does not fit `expected`. A key that `adds` keeps
    what wider settings say; one that is not `local` holds for a whole run and not in `[[overrides]]`."""

    read: Callable[[Any], Any]
    expected: str
    adds: bool = False
    local: bool = True


def _one_of(*known: str) -> tuple[Callable[[Any], Any], str]:
    return (lambda value: value if value in known else None), f"one of {', '.join(known)}"


def _language(value: Any) -> str | None:
    """A language that has a pack here or in a plugin."""
    known = value in (AUTO, *language.codes()) or value in plugins.names(plugins.LANGUAGES)
    return value if known else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _texts(value: Any) -> tuple[str, ...] | None:
    fits = isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)
    return tuple(value) if fits else None


def _day(value: Any) -> date | str | None:
    if value == FROM_PATH:
        return FROM_PATH
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _address(value: Any) -> str | None:
    """The address of a rule's page, with a hole for its id and, if need be, its name."""
    if not isinstance(value, str) or not value.startswith(SCHEMES) or not value.isprintable() or " " in value:
        return None
    left = value.replace("{id}", "").replace("{name}", "")
    return value if "{id}" in value and not {"{", "}"} & set(left) else None


def _width(value: Any) -> Fraction | None:
    """Per cent, as a share."""
    fits = isinstance(value, int | Fraction) and not isinstance(value, bool) and 0 < value <= WIDEST
    return Fraction(value) / 100 if fits else None


def _whole(least: int, most: int) -> tuple[Callable[[Any], Any], str]:
    def read(value: Any) -> int | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return value if fits else None

    return read, f"a whole number from {least} to {most}"


def _server(value: Any) -> str | None:
    """The address of a server."""
    sent = isinstance(value, str) and value.startswith(("http://", "https://"))
    fits = sent and value.isprintable() and " " not in value
    return value if fits else None


def keys() -> Mapping[str, Key]:
    """Every key by its dotted name."""
    codes = language.codes()
    per_cent = f"per cent, above 0 and up to {WIDEST}"
    names = 'a list of texts such as ["A101"]'
    return {
        "language": Key(_language, f"one of {', '.join((AUTO, *codes))}"),
        "ui-language": Key(*_one_of(*codes), local=False),
        "date": Key(_day, f'a day such as 2025-09-16 or "{FROM_PATH}"'),
        "fail-on": Key(*_one_of(*FAIL_ON)),
        "strict": Key(_flag, "true or false", local=False),
        "preview": Key(_flag, "true or false"),
        "main-text": Key(_flag, "true or false"),
        "select": Key(_texts, names),
        "ignore": Key(_texts, names, adds=True),
        "exclude": Key(_texts, 'a list of patterns such as ["drafts/"]', adds=True, local=False),
        "respect-gitignore": Key(_flag, "true or false", local=False),
        "rules": Key(_texts, 'a list of folders such as ["house-rules"]', local=False),
        "rule-url": Key(_address, f"an address that begins with {' or '.join(SCHEMES)} and holds {{id}}", local=False),
        "plugins": Key(_flag, "true or false", local=False),
        "baseline": Key(_text, "the path of a JSON report", local=False),
        "severity.*": Key(*_one_of(*(severity.value for severity in Severity))),
        "hedges.about": Key(_width, per_cent),
        "hedges.nearly": Key(_width, per_cent),
        "sources.interested": Key(_texts, 'a list of names such as ["Harbour Board"]', adds=True),
        "reader.mode": Key(*_one_of(*modes.MODES), local=False),
        "reader.model": Key(_text, "the name of a model", local=False),
        "reader.url": Key(_server, 'an address such as "http://127.0.0.1:8080/v1"', local=False),
        "reader.client": Key(_text, f'"{modes.OPENAI}" or the name of a plugin', local=False),
        "reader.key-variable": Key(_text, "the name of a variable of the environment", local=False),
        "reader.folder": Key(_text, "a folder beside this file", local=False),
        "reader.timeout": Key(*_whole(1, 3600), local=False),
        "reader.retries": Key(*_whole(0, 10), local=False),
        "reader.parallel": Key(*_whole(1, 16), local=False),
        "reader.largest": Key(*_whole(1000, 1_000_000), local=False),
        "reader.on-failure": Key(*_one_of(modes.REPORT, modes.FAIL), local=False),
        "reader.trusted": Key(_texts, 'a list of folders such as ["~/newsroom"]', local=False),
    }
