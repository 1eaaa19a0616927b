"""How claimcheck does on paraphrases: one relation in many wordings, with a right and a wrong figure (`{right|wrong}`).

    python -m tools.paraphrases [--lang en,it] [--split held|open] [--misses] [--json FILE]

A third of the texts, decided by their hash, is held back: it is measured and never learnt from.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tools.checked import ROOT, Text, check
from tools.show import of, write
from tools.splits import held

FOLDER = ROOT / "corpus" / "paraphrases"
LANGUAGES = ("en", "it", "es", "fr", "de", "pt")
PAIR = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
Counts = dict[str, dict[str, Counter[str]]]


class Paraphrase(NamedTuple):
    """A text that asserts one relation, right and wrong; `frame` is the text as written."""

    lang: str
    relation: str
    frame: str

    @property
    def right(self) -> str:
        """The text that holds."""
        return PAIR.sub(r"\1", self.frame)

    @property
    def wrong(self) -> str:
        """The text that does not."""
        return PAIR.sub(r"\2", self.frame)


def load(lang: str, folder: Path = FOLDER) -> dict[str, list[dict[str, Any]]]:
    """What a language's file holds, by relation."""
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load((folder / f"{lang}.yaml").read_text(encoding="utf-8"))
    return found


def paraphrases(languages: Sequence[str], split: str | None = None) -> Iterator[Paraphrase]:
    """Those of some languages, in file order; of one side of the split only, or of both."""
    for lang in languages:
        for relation, entries in load(lang).items():
            for entry in entries:
                if split is None or held(entry["text"]) == (split == "held"):
                    yield Paraphrase(lang, relation, entry["text"])


def measure(rows: Sequence[Paraphrase]) -> tuple[Counts, list[str]]:
    """By language and relation: wrong texts found, right ones accused or listed; and a line for each that failed."""
    outcomes = check(Text(row.frame, row.lang, text) for row in rows for text in (row.right, row.wrong))
    counts: Counts = defaultdict(lambda: defaultdict(Counter))
    missed = []
    for row, right, wrong in zip(rows, outcomes[::2], outcomes[1::2], strict=True):
        known = {f.rule for f in right.findings if f.loud}
        found = any(f.loud and f.rule not in known for f in wrong.findings)
        holds = any(told.verdict == "holds" for told in right.relations)
        counts[row.lang][row.relation].update(texts=1, found=int(found), accused=int(bool(known)), listed=int(holds))
        if (not found or known) and not held(row.frame):
            missed.append(f"{row.lang} {row.relation} {','.join(sorted(known))}: {' / '.join(row.frame.splitlines())}")
    return {lang: dict(table) for lang, table in counts.items()}, missed


def whole(table: Mapping[str, Counter[str]]) -> Counter[str]:
    """The sums over all relations."""
    found: Counter[str] = Counter()
    for counts in table.values():
        found.update(counts)
    return found


def show(counts: Counts) -> Iterator[str]:
    """A line a language, and a line a relation below it."""
    for lang, table in counts.items():
        n = whole(table)
        yield (
            f"{lang}: {of(n, 'found', 'texts')} found, {of(n, 'listed', 'texts')} listed when right,"
            f" {n['accused']} right ones accused"
        )
        for name, c in table.items():
            yield f"   {name:26} {c['found']} of {c['texts']}, listed {c['listed']}, accused {c['accused']}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", default=",".join(LANGUAGES))
    parser.add_argument("--split", choices=("held", "open"))
    parser.add_argument("--misses", action="store_true", help="show what failed among those that may be learnt from")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    counts, missed = measure(list(paraphrases(options.lang.split(","), options.split)))
    print(*show(counts), sep="\n")
    if options.misses:
        print(*missed, sep="\n")
    write(options.json, counts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
