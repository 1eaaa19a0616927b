"""The marked corpus: one file a story, its marks and relations read, and everything that is marked verified.

`python -m tools.corpus [PATH ...]` checks and prints one line a problem; exit 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tools.figures import Flaw, Mark, plain
from tools.relations import RELATIONS

ROOT = Path(__file__).parent.parent / "corpus"
MARK = re.compile(r"\[([^\[\]]+)\]\{([A-Za-z][\w-]*)(?:=([^\s{}]+))?((?: (?:over|under|about|atleast|upto))*)\}")
HEAD = {"lang", "beat", "outlet", "hand", "date"}
SETTINGS = {"unit", "kind", "side", "fraction"}
WORDS = range(220, 701)
FIGURES = 12


@dataclass(frozen=True)
class Relation:
    """A named relation: roles to keys, other settings, and the words that assert it."""

    name: str
    roles: dict[str, Any]
    said: str

    @property
    def keys(self) -> list[str]:
        """The keys of its figures, in the order of the roles."""
        return list(_keys(self.roles))


@dataclass(frozen=True)
class Story:
    """A story's head, its plain text, its marks by key, the relations asserted and the figures not to be related."""

    path: Path
    head: dict[str, str]
    text: str
    marks: dict[str, Mark]
    relations: tuple[Relation, ...]
    traps: tuple[tuple[str, ...], ...]


def load(path: Path) -> Story:
    """The story in a file.

    :raises Flaw: if the file is not as the README says.
    """
    parts = re.split(r"^---\s*$\n?", path.read_text(encoding="utf-8"), flags=re.M)
    if len(parts) != 4 or parts[0].strip():
        raise Flaw("the file has not the three parts head, story, relations")
    head = {key: str(value) for key, value in yaml.safe_load(parts[1]).items()}
    if missing := HEAD - head.keys():
        raise Flaw(f"the head lacks {', '.join(sorted(missing))}")
    text, marks = _strip(parts[2].strip() + "\n", head["lang"])
    entries = [_entry(entry, marks) for entry in yaml.safe_load(parts[3]) or ()]
    relations = tuple(entry for entry in entries if isinstance(entry, Relation))
    return Story(path, head, text, marks, relations, tuple(entry for entry in entries if isinstance(entry, tuple)))


def _entry(entry: dict[str, Any], marks: dict[str, Mark]) -> Relation | tuple[str, ...]:
    """A relation, or the keys of a trap."""
    said, why = str(entry.pop("said", "") or ""), entry.pop("why", None)
    if len(entry) != 1:
        raise Flaw(f"not one relation: {entry}")
    ((name, roles),) = entry.items()
    if unknown := [key for key in _keys(roles) if key not in marks]:
        raise Flaw(f"{name} names {unknown[0]}, which is not marked")
    if name == "trap":
        if not why:
            raise Flaw(f"a trap without why: {roles}")
        return tuple(map(str, roles))
    if name not in RELATIONS:
        raise Flaw(f"no relation is called {name}")
    return Relation(name, roles, said)


def _keys(roles: Any) -> Iterator[str]:
    """All keys among roles; a factor of `convert` is a number and no key."""
    if isinstance(roles, dict):
        for name, value in roles.items():
            if name not in SETTINGS and not (name == "factor" and re.fullmatch(r"[\d./]+", str(value))):
                yield from _keys(value)
    elif isinstance(roles, list):
        for value in roles:
            yield from _keys(value)
    else:
        yield str(roles)


def _strip(marked: str, lang: str) -> tuple[str, dict[str, Mark]]:
    """The text without its marks, and the marks by key."""
    pieces: list[str] = []
    marks: dict[str, Mark] = {}
    at = length = 0
    for found in MARK.finditer(marked):
        before = marked[at : found.start()]
        pieces += [before, found[1]]
        start = length + len(before)
        length = start + len(found[1])
        at = found.end()
        if found[2] in marks:
            raise Flaw(f"two marks are called {found[2]}")
        value = found[3] or plain(found[1], lang)
        if value is None:
            raise Flaw(f"the value of {found[0]} must be given")
        marks[found[2]] = Mark(found[2], start, length, found[1], value, tuple(found[4].split()))
    text = "".join(pieces) + marked[at:]
    if wrong := re.search(r".{0,30}[\[\]{}].{0,30}", text):
        raise Flaw(f"a mark that cannot be read: {wrong[0]}")
    return text, marks


def problems(story: Story) -> Iterator[str]:
    """What does not hold in a story that should be consistent, one sentence each."""
    flat = " ".join(story.text.lower().split())
    for relation in story.relations:
        try:
            if not RELATIONS[relation.name](story.marks, relation.roles):
                shown = {key: f"{story.marks[key].text} ({story.marks[key].value})" for key in relation.keys}
                yield f"{relation.name} does not hold: {shown}"
        except Flaw as flaw:
            yield f"{relation.name}: {flaw}"
        except (KeyError, ValueError, TypeError, AttributeError, ZeroDivisionError) as error:
            yield f"{relation.name} cannot be read ({type(error).__name__}: {error}): {relation.roles}"
        if " ".join(relation.said.lower().split()) not in flat:
            yield f"{relation.name}: the words “{relation.said}” do not stand in the story"
    if len(story.text.split()) not in WORDS:
        yield f"{len(story.text.split())} words"
    if len(story.marks) < FIGURES:
        yield f"{len(story.marks)} figures are marked"


def files(root: Path = ROOT) -> list[Path]:
    """The stories in a folder and the folders below it, or the one file."""
    return sorted(path for path in root.glob("**/*.md") if path.name != "README.md") if root.is_dir() else [root]


def stories(root: Path = ROOT) -> list[Story]:
    """All stories of a folder, by path."""
    return [load(path) for path in files(root)]


def main(arguments: list[str]) -> int:
    wrong = 0
    counted: Counter[str] = Counter()
    chosen = [file for argument in arguments or [str(ROOT)] for file in files(Path(argument))]
    for file in chosen:
        try:
            story = load(file)
            found = list(problems(story))
            counted.update(relation.name for relation in story.relations)
        except Flaw as flaw:
            found = [str(flaw)]
        except yaml.YAMLError as error:
            found = [f"the YAML cannot be read: {error}"]
        for problem in found:
            print(f"{file}: {problem}")
        wrong += bool(found)
    names = ", ".join(f"{name} {n}" for name, n in counted.most_common())
    print(f"{len(chosen)} stories, {wrong} with problems; {sum(counted.values())} relations: {names}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
