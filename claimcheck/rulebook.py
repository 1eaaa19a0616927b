"""Rules as data: one YAML file each, which says what, how serious, in which words, with what proof.

A file holds two documents, the rule and its proof. A run parses only the first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimcheck import plugins, yamlfile
from claimcheck.errors import ConfigError, DataError, nearest
from claimcheck.fields import Fields
from claimcheck.model import Severity, Verdict

_HERE = Path(__file__).parent
FOLDER = _HERE / "rules" if (_HERE / "rules").is_dir() else _HERE.parent / "rules"

_ID = re.compile(r"[A-Z][0-9]{3}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CHECK = re.compile(r"\w+(?:\.\w+)+|\w+(?:\.\w+)*:\w+")
_REQUIRED = ("id", "name", "severity", "status", "check", "when", "message", "why")
_OPTIONAL = ("kind", "suggestion", "label", "params")
_STATUSES = ("stable", "preview")


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault: which relations show it (`check`, `kind`, `when`), how grave it is, and its words.

    `message`, `suggestion`, `why` and `label` map a language code to a text; messages and
    suggestions are templates with the check's `{slots}`.
    """

    id: str
    name: str
    severity: Severity
    status: str
    check: str
    when: frozenset[Verdict]
    message: Mapping[str, str]
    why: Mapping[str, str]
    path: Path
    kind: str | None = None
    suggestion: Mapping[str, str] = field(default_factory=dict)
    label: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""

    @property
    def family(self) -> str:
        """The letter the id begins with."""
        return self.id[0]

    def title(self, ui: str | None) -> str:
        """What the fault is called in a language: its label, else its name in words."""
        return self.label.get(ui or "", self.name.replace("-", " "))

    def called(self, ui: str | None) -> str:
        """What stands beside the id in a language: the label, else the name as it is."""
        return self.label.get(ui or "", self.name)

    def reason(self, ui: str | None) -> str:
        """Why there is such a rule, on one line: in a language, else in English, else in any."""
        told = self.why.get(ui or "") or self.why.get("en") or next(iter(self.why.values()), "")
        return " ".join(told.split())

    @property
    def templates(self) -> tuple[str, ...]:
        """Every text that may hold slots."""
        return (*self.message.values(), *self.suggestion.values())


def load(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder by id, or the one rule of a file. Raises DataError, ConfigError."""
    return load_all((folder,))


def load_all(folders: Iterable[Path]) -> tuple[Rule, ...]:
    """The rules of several folders or files, by id within each. Raises DataError, ConfigError."""
    rules: dict[str, Rule] = {}
    for folder in folders:
        if not os.path.exists(folder):
            raise ConfigError(f"there are no rules at «{folder}»")
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else [folder]:
            rule = read(path)
            if rule.id in rules:
                raise DataError(f"{path}:1: the id «{rule.id}» is taken by {rules[rule.id].path.name}")
            rules[rule.id] = rule
    return tuple(rules.values())


def select(
    rules: Sequence[Rule], chosen: Iterable[str] = (), ignored: Iterable[str] = (), *, preview: bool = False
) -> tuple[Rule, ...]:
    """The rules that run: those of `chosen` ids or family letters (none: all) without the `ignored`.

    A preview rule runs with `preview` only. Raises ConfigError for an id or letter that no rule has,
    and for a preview rule chosen without `preview`.
    """
    wanted, unwanted = tuple(chosen), tuple(ignored)
    known = {rule.id for rule in rules}
    families = {rule.family for rule in rules}
    for name in (*wanted, *unwanted):
        if name not in known | families:
            raise ConfigError(f"there is no rule or family «{name}»{nearest(name, known)}")
    for rule in rules:
        if rule.id in wanted and rule.status == "preview" and not preview:
            raise ConfigError(f"the rule «{rule.id}» is still on trial; --preview runs it")
    return tuple(
        rule
        for rule in rules
        if (not wanted or rule.id in wanted or rule.family in wanted)
        and rule.id not in unwanted
        and rule.family not in unwanted
        and (preview or rule.status == "stable")
    )


def on_trial(rules: Sequence[Rule], chosen: Iterable[str] = (), ignored: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that only `preview` would add to those that `select` gives."""
    wanted, unwanted = tuple(chosen), tuple(ignored)
    return tuple(rule for rule in select(rules, wanted, unwanted, preview=True) if rule.status == "preview")


def expect_registered(rules: Iterable[Rule], folders: Iterable[Path] = ()) -> None:
    """Raise DataError for a rule outside these folders that names Python which no installed package registers: who
    checks out a repository has not asked for its code."""
    registered = {plugin.value for plugin in plugins.of(plugins.CHECKS)}
    known = {*folders}
    for rule in rules:
        if ":" in rule.check and rule.check not in registered and rule.path.parent not in known:
            raise DataError(
                f"{rule.path}: the check «{rule.check}» is code that no installed package registers; "
                "--allow-code runs it"
            )


def find(rules: Sequence[Rule], name: str) -> Rule:
    """The rule with this id or name. Raises ConfigError when there is none."""
    for rule in rules:
        if name in (rule.id, rule.name, f"{rule.id}-{rule.name}"):
            return rule
    known = [known for rule in rules for known in (rule.id, rule.name)]
    raise ConfigError(f"there is no rule «{name}»{nearest(name, known)}")


def read(path: Path) -> Rule:
    """The rule a file holds; its proof is not looked at. Raises DataError with file and line."""
    fields = Fields(yamlfile.documents(path)[0], path)
    fields.expect(_REQUIRED, _OPTIONAL)
    rule = Rule(
        id=fields.matching("id", _ID, "a capital letter and three digits"),
        name=fields.matching("name", _NAME, "small letters, digits and hyphens"),
        severity=Severity(fields.one_of("severity", [severity.value for severity in Severity])),
        status=fields.one_of("status", _STATUSES),
        check=fields.matching("check", _CHECK, "module.function or package.module:function"),
        when=frozenset(Verdict(name) for name in fields.listed("when", [verdict.value for verdict in Verdict])),
        message=fields.translations("message"),
        why=fields.translations("why"),
        path=path,
        kind=fields.text("kind") if "kind" in fields.data else None,
        suggestion=fields.translations("suggestion"),
        label=fields.translations("label"),
        params=fields.mapping("params"),
    )
    if path.stem != f"{rule.id}-{rule.name}":
        fields.fault("id", f"the file is called «{path.name}», expected «{rule.id}-{rule.name}.yaml»")
    return rule
