"""What is in force for one story: the defaults, then the file, then its overrides, then the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from claimcheck.config.keys import AUTO, FROM_PATH, NEVER, keys
from claimcheck.language import House
from claimcheck.model import Severity

TENTH = Fraction(1, 10)
COMMAND_LINE = "command line"
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and who says so: `claimcheck.toml:7`, the command line, the default."""

    value: Any
    origin: str


Layer = Mapping[str, Setting]

DEFAULTS: Layer = {
    key: Setting(value, DEFAULT)
    for key, value in {
        "language": AUTO,
        "fail-on": Severity.ERROR.value,
        "strict": False,
        "preview": False,
        "main-text": False,
        "select": (),
        "ignore": (),
        "exclude": (),
        "respect-gitignore": True,
        "rules": (),
        "rule-url": "",
        "plugins": True,
        "hedges.about": TENTH,
        "hedges.nearly": TENTH,
        "sources.interested": (),
    }.items()
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one story, ready to be used. `code` is None where the language is to be detected;
    `date` is the day of writing where the story gives none, `date_from_path` looks for it in the path."""

    code: str | None = None
    date: date | None = None
    date_from_path: bool = False
    fail_on: str = Severity.ERROR.value
    preview: bool = False
    main_text: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    house: House = House()


def layer(values: Mapping[str, Any], origin: str = COMMAND_LINE) -> Layer:
    """A layer of values that all come from one place; None is no value."""
    return {key: Setting(value, origin) for key, value in values.items() if value is not None}


def settled(found: Layer) -> Iterator[str]:
    """What a file says of which rules run and what counts, each with its line: for those who did not write it."""
    for key, setting in found.items():
        named = key in ("select", "ignore", "exclude", "baseline") or key.startswith("severity.")
        if setting.origin not in (DEFAULT, COMMAND_LINE) and (named or (key, setting.value) == ("fail-on", NEVER)):
            value = ", ".join(setting.value) if isinstance(setting.value, tuple) else setting.value
            yield f"{setting.origin}: {key} = {value}"


def merged(layers: Iterable[Layer]) -> Layer:
    """Later layers over earlier ones; keys that add keep both. Rules that the command line selects run
    whatever the files leave out."""
    known = keys()
    found: dict[str, Setting] = {}
    for each in layers:
        if "select" in each and each["select"].origin == COMMAND_LINE:
            found.pop("ignore", None)
        for key, setting in each.items():
            before = found.get(key)
            if before and before.value and setting.value and key in known and known[key].adds:
                value = tuple(dict.fromkeys((*before.value, *setting.value)))
                setting = Setting(value, f"{before.origin}, {setting.origin}")
            found[key] = setting
    return found


def settings(found: Layer) -> Settings:
    """The settings that merged layers make."""

    def value(key: str, default: Any = None) -> Any:
        return found[key].value if key in found else default

    day = value("date")
    return Settings(
        code=None if value("language", AUTO) == AUTO else value("language"),
        date=None if day == FROM_PATH else day,
        date_from_path=day == FROM_PATH,
        fail_on=value("fail-on", Severity.ERROR.value),
        preview=value("preview", False),
        main_text=value("main-text", False),
        select=value("select", ()),
        ignore=value("ignore", ()),
        severity=tuple(sorted((key[9:], each.value) for key, each in found.items() if key.startswith("severity."))),
        house=House(
            value("hedges.about", TENTH), value("hedges.nearly", TENTH), value("sources.interested", ())
        ),
    )
