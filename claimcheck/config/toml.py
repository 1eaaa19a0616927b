"""Strict TOML: numbers are exact, and every key knows its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from claimcheck import files
from claimcheck.errors import ConfigError

Place = tuple[str | int, ...]

_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAME})\s*\]")
_ENTRY = re.compile(rf"\s*({_NAME})\s*=")
_PARTS = re.compile(_PART)
NAMES = 20  # what reads TOML takes time by the square of how many names are joined
LONGEST = 400  # digits of a number
_LONG_NAME = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]++\s*+\.\s*+){{{NAMES}}}")


_VALUE = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)  # strings and comments, in which points join nothing


def _expect_short_names(text: str) -> None:
    """Raise ValueError, with the line, for a name of more parts than can be read in time."""
    bare = _VALUE.sub(lambda value: '""' + "\n" * value[0].count("\n"), text)
    found = _LONG_NAME.search(bare)
    if found:
        line = bare.count("\n", 0, found.start()) + 1
        raise ValueError(f"a name is joined of more than {NAMES} by points (line {line})")


class TomlFile:
    """One file's data; `fault` names the line of a key."""

    def __init__(self, path: Path) -> None:
        import tomllib

        self.path = path
        try:
            text = files.read(path, files.SETTINGS).decode("utf-8-sig")
            _expect_short_names(text)
            self.data: Mapping[str, Any] = tomllib.loads(text, parse_float=_exact)
        except OSError as error:
            raise ConfigError(f"the configuration «{shown(path)}» cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise ConfigError(f"{shown(path)}:1: is not UTF-8 text") from error
        except tomllib.TOMLDecodeError as error:
            problem, _, place = str(error).partition(" (at ")
            line = re.match(r"line (\d+)", place)
            number = line[1] if line else text.count("\n") + 1
            raise ConfigError(f"{shown(path)}:{number}: is not valid TOML: {problem}") from error
        except (ValueError, ArithmeticError, RecursionError) as error:
            raise ConfigError(f"{shown(path)}:1: is not valid TOML: {error}") from error
        self._lines = _lines(text)

    def line(self, place: Place) -> int:
        """The line where a key stands, or that of the nearest table above it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def origin(self, place: Place) -> str:
        """`file:line` of a key."""
        return f"{shown(self.path)}:{self.line(place)}"

    def fault(self, place: Place, problem: str) -> NoReturn:
        """Raise ConfigError at the line of a key."""
        raise ConfigError(f"{self.origin(place)}: {problem}")


def _exact(written: str) -> Fraction:
    """A number in full. Raises ValueError for one that has no end, or digits beyond counting."""
    number = Decimal(written)
    if not number.is_finite() or len(written) > LONGEST or abs(number.adjusted()) > LONGEST:
        raise ValueError(f"the number {written[:LONGEST]} cannot be written out")
    return Fraction(number)


def shown(path: Path) -> str:
    """The path as a reader finds it from where he stands."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _lines(text: str) -> dict[Place, int]:
    """The first line of each table and key; `[[overrides]]` are counted from 0."""
    found: dict[Place, int] = {}
    counted: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(text.split("\n"), 1):
        header, entry = _HEADER.match(line), _ENTRY.match(line)
        if header:
            table = _place(header[2])
            if header[1] == "[[":
                counted[table] = counted.get(table, -1) + 1
                found.setdefault(table, number)
                table = (*table, counted[table])
            found.setdefault(table, number)
        elif entry:
            found.setdefault((*table, *_place(entry[1])), number)
    return found


def _place(name: str) -> Place:
    return tuple(part.strip("\"'") for part in _PARTS.findall(name))
