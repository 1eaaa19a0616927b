"""The concept tables: checked, and compiled into one file a language.

    python -m tools.concepts [--write]

Without `--write` it says whether the compiled files are those of the sources; exit 1 if they are not or a table is at
fault.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from claimcheck.knowledge import FOLDER
from claimcheck.language import pack
from claimcheck.stems import stem

SOURCES = Path(__file__).parent.parent / "claimcheck" / "languages" / "concepts"
LANGUAGES = ("en", "it", "es", "fr", "de", "pt")
SENSES = 2


def load() -> dict[str, dict[str, Any]]:
    """Every concept by name; `file` says where it stands.

    :raises ValueError: if one is defined twice.
    """
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(SOURCES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"^(\w+):", text, flags=re.M)
        if twice := [name for name, count in Counter([*found, *names]).items() if count > 1]:
            raise ValueError(f"{path.name}: {', '.join(twice)} given twice")
        for name, entry in yaml.load(text, Loader=yaml.CSafeLoader).items():
            found[name] = {**entry, "file": path.name}
    return found


def faults(table: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong, one sentence each: unknown parents and exclusions, circles, words of too many senses, languages
    that lack a concept which is not said to be missing there (`missing: [de]`)."""
    for name, entry in table.items():
        for other in (*entry.get("is", ()), *entry.get("not", ())):
            if other not in table:
                yield f"{name}: there is no concept {other}"
        if name in wider(name, table):
            yield f"{name} is wider than itself"
        lacking = {code for code in LANGUAGES if not entry.get(code)}
        if lacking != set(entry.get("missing", ())):
            yield f"{name} has no word in {', '.join(sorted(lacking))}, or is wrongly said to be missing there"
    for code in LANGUAGES:
        senses: Counter[str] = Counter(word for entry in table.values() for word in set(entry.get(code, ())))
        yield from (f"{code}: {word} has {count} senses" for word, count in senses.items() if count > SENSES)


def missing(table: Mapping[str, Mapping[str, Any]]) -> Counter[str]:
    """How many concepts each language lacks."""
    return Counter(code for entry in table.values() for code in LANGUAGES if not entry.get(code))


def wider(name: str, table: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """All wider concepts of one."""
    found: set[str] = set()
    open_names = list(table[name].get("is", ()))
    while open_names:
        parent = open_names.pop()
        if parent not in found and parent in table:
            found.add(parent)
            open_names += table[parent].get("is", ())
    return found


def compiled(code: str, table: Mapping[str, Mapping[str, Any]]) -> str:
    """What a language needs, as text: stems of single words, wider concepts, exclusions both ways, events."""
    language = pack(code)
    words: dict[str, list[str]] = {}
    for name, entry in table.items():
        for word in entry.get(code, ()):
            if " " not in word and "'" not in word:
                names = words.setdefault(stem(str(word), language), [])
                if name not in names:
                    names.append(name)
    excludes: dict[str, set[str]] = {}
    for name, entry in table.items():
        for other in entry.get("not", ()):
            excludes.setdefault(name, set()).add(other)
            excludes.setdefault(other, set()).add(name)
    data = {
        "words": dict(sorted(words.items())),
        "wider": {name: sorted(found) for name in sorted(table) if (found := wider(name, table))},
        "excludes": {name: sorted(others) for name, others in sorted(excludes.items())},
        "events": sorted(name for name, entry in table.items() if entry.get("event")),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(arguments: list[str]) -> int:
    table = load()
    wrong = list(faults(table))
    for code in LANGUAGES:
        path, text = FOLDER / f"{code}.json", compiled(code, table)
        if "--write" in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            wrong.append(f"{path.name} is not what the tables say: run with --write")
    print(*wrong, sep="\n")
    events = sum(bool(entry.get("event")) for entry in table.values())
    print(f"{len(table) - events} nouns, {events} events; missing {dict(missing(table))}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
