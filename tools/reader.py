"""What a second reader adds: prompts for stories and for their flawed twins, and the score of what it answered.

python -m tools.reader prompts FOLDER KEY     a page a text, as a reader is asked, and what was changed, apart
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from claimcheck import pipeline
from claimcheck.reader.request import Request, request
from tools.checked import Place
from tools.corpus import Story, stories
from tools.slips import choice
from tools.twins import flawed

SEED = "second reader"
HANDS = {"en": ("h22", "h20"), "it": ("h19", "h21")}
EACH = 20


class Case(NamedTuple):
    """A text to be read: the story it is, the places of each relation that was broken and of what was changed there."""

    id: str
    story: Story
    text: str
    broken: tuple[tuple[str, tuple[Place, ...], Place], ...]


def chosen() -> list[Story]:
    """Stories of hands held back, half of them English, half Italian, by hand and number."""
    every = stories()
    found = []
    for lang, hands in HANDS.items():
        mine = [s for hand in hands for s in every if (s.head["hand"], s.head["lang"]) == (hand, lang)]
        found += mine[:EACH]
    return found


def cases() -> list[Case]:
    """Each story as it is and with two or three flaws, under numbers that do not tell which is which."""
    made = sorted(_cases(), key=lambda case: choice(SEED, "order", case.story.path.name, bool(case.broken)))
    return [case._replace(id=f"{number:02}") for number, case in enumerate(made, 1)]


def _cases() -> Iterator[Case]:
    for story in chosen():
        twin = flawed(story, 2 + choice(SEED, story.path.name) % 2, SEED)
        broken = tuple(
            (relation.name, tuple(twin.places[key] for key in relation.keys), twin.places[changed])
            for relation, changed in zip(twin.relations, twin.keys, strict=True)
        )
        yield Case("", story, story.text, ())
        yield Case("", story, twin.text, broken)


def asked(case: Case) -> Request:
    """The request on a case."""
    report = pipeline.check(pipeline.from_text(case.text), (), code=case.story.head["lang"])
    return request(report.document, report.claims)


def prompts(folder: Path, key: Path) -> None:
    """Write a page a case, and what each is."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for case in cases():
        (folder / f"{case.id}.txt").write_text(asked(case).whole, encoding="utf-8")
        rows.append({"id": case.id, "story": case.story.path.name, "text": case.text, "broken": case.broken})
    key.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("prompts",))
    parser.add_argument("folder", type=Path)
    parser.add_argument("key", type=Path)
    options = parser.parse_args(arguments)
    prompts(options.folder, options.key)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
