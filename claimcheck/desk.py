"""What applies to each story of a run: its configuration, its rules, the findings that are known already."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import files, plugins, reading, rulebook
from claimcheck.config import file
from claimcheck.config.file import Configuration
from claimcheck.config.settings import COMMAND_LINE, Layer, Settings, settings
from claimcheck.errors import ConfigError
from claimcheck.model import Document, Gap, NotRun, Severity
from claimcheck.plugins import Plugin
from claimcheck.reader.modes import TABLE, Wanted, own_file
from claimcheck.reading import folders, paths
from claimcheck.reading.folders import Patterns
from claimcheck.reading.front_matter import iso_date
from claimcheck.reading.paths import STANDARD_INPUT
from claimcheck.rulebook import Rule
from claimcheck.waivers import Waive, accepted, baseline

if TYPE_CHECKING:
    from claimcheck import engine
    from claimcheck.config.second import Reader
    from claimcheck.waivers import changed

_DATED = re.compile(r"(?<!\d)(\d{4})([-_/.]?)(\d\d)\2(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for beside its stories. `dateline` goes over what the stories say, `diff` is a git ref,
    `largest` how many bytes a story may have; `code` lets the rules of a newsroom name checks by their Python,
    `called` is the name of the story that comes by standard input, and `reader` what is asked of a second reader (None:
    there is none)."""

    command_line: Layer = field(default_factory=dict)
    config: str | None = None
    isolated: bool = False
    cached: bool = True
    dateline: date | None = None
    diff: str | None = None
    largest: int = files.LARGEST
    code: bool = False
    called: str = STANDARD_INPUT
    reader: Wanted | None = None


class Desk:
    """Answers for each story by its path (`-` counts as a file of the folder one stands in); remembers what it read."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._here = Path.cwd()
        self._configurations: dict[Path, Configuration] = {}
        self._known: dict[Path | None, tuple[Rule, ...]] = {}
        self._readers: dict[Path | None, Reader | None] = {}
        self._selected: dict[tuple[Path | None, Settings], tuple[Rule, ...]] = {}
        self._jobs: dict[tuple[Path | None, Settings], tuple[engine.Job, ...]] = {}
        self._accepted: dict[Path, Mapping[str, str]] = {}
        self._changes: dict[Path, changed.Changes] = {}
        self._roots: dict[Path, Path] = {}
        self._patterns: dict[Path | None, tuple[Patterns, ...]] = {}
        self._baselines: dict[Path, baseline.Baseline] = {}
        self._digests: dict[Path | None, str] = {}
        self._program = ""

    def configuration(self, story: str) -> Configuration:
        """The configuration in force for a story. Raises ConfigError."""
        folder = self._folder(story)
        if folder not in self._configurations:
            self._configurations[folder] = self._find(folder)
        return self._configurations[folder]

    def _folder(self, story: str) -> Path:
        return self._here if story == STANDARD_INPUT else Path(os.path.abspath(story)).parent

    def _find(self, folder: Path) -> Configuration:
        if self.options.isolated:
            return file.none(folder)
        if self.options.config is None:
            return file.find(folder) or file.none(folder)
        known = next(iter(self._configurations.values()), None)
        return known or file.named(Path(self.options.config))

    def layer(self, story: str) -> Layer:
        """Every setting of a story with its origin."""
        return self.configuration(story).of(os.path.abspath(story), self.options.command_line)

    def settings(self, story: str) -> Settings:
        """The settings of a story, with the languages that plugins add. Raises ConfigError."""
        made = settings(self.layer(story))
        packs = tuple((each.name, each.file(f"{each.name}.yaml")) for each in self.plugins(story, plugins.LANGUAGES))
        return replace(made, house=replace(made.house, packs=packs)) if packs else made

    def plugins(self, story: str, group: str) -> tuple[Plugin, ...]:
        """The plugins of a group that are used for a story: none where it is isolated or its configuration says so."""
        return plugins.of(group) if self.plugged(story) else ()

    def plugged(self, story: str) -> bool:
        """Whether plugins are used for a story."""
        return not self.options.isolated and self.configuration(story).plugged

    def below(self, folder: str) -> Iterator[str]:
        """The files below a folder that are stories by the settings in force in it. Raises ConfigError."""
        inside = os.path.join(folder, "*")
        suffixes = {*paths.SUFFIXES, *(f".{each.name}" for each in self.plugins(inside, plugins.READERS))}
        return folders.below(folder, suffixes, self._excluded, self.layer(inside)["respect-gitignore"].value)

    def _excluded(self, folder: str) -> tuple[Patterns, ...]:
        """What the configuration of a folder and the command line leave out."""
        found = self.configuration(os.path.join(folder, "*"))
        if found.path not in self._patterns:
            layers = ((found.root, found.base), (self._here, self.options.command_line))
            self._patterns[found.path] = tuple(
                folders.patterns(str(root), layer["exclude"].value, layer["exclude"].origin)
                for root, layer in layers
                if "exclude" in layer
            )
        return self._patterns[found.path]

    def read(self, story: paths.Story) -> Document:
        """A story's document, from a plugin where its format is one's. Raises InputError, ConfigError."""
        plugin = self._reader(story.file)
        return story.document() if plugin is None else reading.read_with(plugin, story.name, story.data)

    def _reader(self, story: str) -> Plugin | None:
        suffix = Path(story).suffix.lower()
        if suffix in reading.SUFFIXES:
            return None
        return next((each for each in self.plugins(story, plugins.READERS) if f".{each.name}" == suffix), None)

    def known(self, story: str) -> tuple[Rule, ...]:
        """Every rule there is for a story, house rules included. Raises ConfigError, DataError."""
        found = self.configuration(story)
        if found.path not in self._known:
            added = (each.folder() for each in self.plugins(story, plugins.RULES))
            rules = rulebook.load_all((rulebook.FOLDER, *added, *found.folders()))
            found.verify([rule.id for rule in rules])
            pages = self.layer(story)["rule-url"].value
            self._known[found.path] = tuple(_paged(rule, pages) for rule in rules) if pages else rules
        return self._known[found.path]

    def selected(self, story: str, made: Settings) -> tuple[Rule, ...]:
        """The rules that run on a story, each as grave as its settings have it. Raises ConfigError, DataError."""
        place = (self.configuration(story).path, made)
        if place not in self._selected:
            grave = dict(made.severity)
            self._selected[place] = tuple(
                replace(rule, severity=Severity(grave.get(rule.id) or grave.get(rule.family) or rule.severity))
                for rule in rulebook.select(self.known(story), made.select, made.ignore, preview=made.preview)
            )
        return self._selected[place]

    def on_trial(self, story: str, made: Settings) -> tuple[NotRun, ...]:
        """The rules on trial that would run on a story if they were asked for. Raises ConfigError, DataError."""
        found = () if made.preview else rulebook.on_trial(self.known(story), made.select, made.ignore)
        return tuple(NotRun(rule.id, Gap.PREVIEW) for rule in found)

    def jobs(self, story: str, made: Settings) -> tuple[engine.Job, ...]:
        """The checks that run on a story. Raises DataError."""
        place = (self.configuration(story).path, made)
        if place not in self._jobs:
            from claimcheck import engine

            rules = self.selected(story, made)
            if not self.options.code:
                shipped = (each.folder() for each in self.plugins(story, plugins.RULES))
                rulebook.expect_registered(rules, shipped)
            self._jobs[place] = engine.plan(rules)
        return self._jobs[place]

    def all_rules(self, stories: Iterable[str]) -> dict[str, Rule]:
        """The rules of all stories by id. Raises ConfigError, DataError for whatever is wrong with them or with the
        settings, so that a run does not stop half way."""
        found: dict[str, Rule] = {}
        for story in stories:
            self.selected(story, self.settings(story))
            for rule in self.known(story):
                if found.setdefault(rule.id, rule).path != rule.path:
                    other = found[rule.id].path
                    raise ConfigError(f"{rule.path}:1: the id «{rule.id}» is taken by {other} in the same run")
        return found or {rule.id: rule for rule in self.known(STANDARD_INPUT)}

    def reader(self, story: str) -> Reader | None:
        """How a second reader is asked about a story, None where nobody speaks of one. Raises ConfigError."""
        wanted, place = self.options.reader, self.configuration(story).path
        if wanted is None or self.options.isolated:
            return None
        if place not in self._readers:
            self._readers[place] = self._reader_of(story, wanted)
        return self._readers[place]

    def _reader_of(self, story: str, wanted: Wanted) -> Reader | None:
        told = self.layer(story)
        if wanted.mode is None and not any(key.startswith(TABLE) for key in told) and not own_file():
            return None
        from claimcheck.config import second

        return second.reader(wanted, self.configuration(story), told)

    def otherwise(self, story: str, made: Settings) -> date | None:
        """The day of writing where the story gives none."""
        if not made.date_from_path:
            return made.date
        found = [iso_date("-".join(match.group(1, 3, 4))) for match in _DATED.finditer(story)]
        return next((day for day in reversed(found) if day), None)

    def key(self, story: str, made: Settings, data: bytes) -> str | None:
        """The key of a story's report in the cache; None where a rule or a plugin brings code, which may change."""
        place = self.configuration(story).path
        if self._reader(story) or any(":" in rule.check for rule in self.selected(story, made)):
            return None
        from claimcheck import cache

        if place not in self._digests:
            own = (Path(__file__).parent, rulebook.FOLDER)
            self._program = self._program or cache.program(*own, content=cache.named())
            packs = (files.read(path) for _, path in made.house.packs)
            self._digests[place] = cache.key(self._program, *self._house_rules(story), *packs)
        shaping = (made.code, self.otherwise(story, made), made.preview, made.main_text, made.select, made.ignore,
                   made.severity, made.house, self.options.dateline, Path(story).suffix.lower())  # fmt: skip
        return cache.key(self._digests[place], repr(shaping), data)

    def _house_rules(self, story: str) -> Iterator[bytes]:
        for rule in self.known(story):
            if rule.path.parent != rulebook.FOLDER:
                yield files.read(rule.path)

    def waivers(self, story: str, document: Document) -> Iterator[Waive]:
        """What may say of a story's findings that they do not count. Raises ConfigError."""
        if not self.options.isolated:
            yield accepted.Accepted(self.accepted(story)).waive
        setting = self.layer(story).get("baseline")
        if setting is not None:
            start = self._here if setting.origin == COMMAND_LINE else self.configuration(story).root
            path = start / setting.value
            if path not in self._baselines:
                self._baselines[path] = baseline.read(path)
            yield self._baselines[path].waive
        if self.options.diff is not None and story != STANDARD_INPUT:
            from claimcheck.waivers import changed

            ranges = self._changed(story).of(story)
            if ranges is not None:
                yield changed.of(document, ranges).waive

    def accepted(self, story: str) -> Mapping[str, str]:
        """The reasons of accepted findings by fingerprint: from the story's folder up to its configuration's."""
        folder, root = self._folder(story), self.configuration(story).root
        found: dict[str, str] = {}
        above = [*folder.parents[: folder.parents.index(root) + 1]] if root in folder.parents else []
        for each in (folder, *above):
            if each not in self._accepted:
                self._accepted[each] = accepted.read(each / accepted.NAME)
            found = {**self._accepted[each], **found}
        return found

    def _changed(self, story: str) -> changed.Changes:
        from claimcheck.waivers import changed

        folder = self._folder(story)
        if folder not in self._roots:
            self._roots[folder] = changed.root(folder)
        root = self._roots[folder]
        if root not in self._changes:
            self._changes[root] = changed.since(self.options.diff or "HEAD", root)
        return self._changes[root]


def _paged(rule: Rule, address: str) -> Rule:
    """A rule of claimcheck's own with the address of its page, another as it is."""
    own = rule.path.parent == rulebook.FOLDER
    return replace(rule, page=address.format(id=rule.id, name=rule.name)) if own else rule
