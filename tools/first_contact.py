"""How claimcheck does on marked stories: planted errors found, marked relations listed, clean stories accused.

    python -m tools.first_contact [FOLDER] [--record WHAT] [--json FILE] [--misses]

A twin counts as found where a finding that the clean story has not shows a figure of the broken relation. `--record` adds a line
to benchmarks/first-contact.md, for texts that nobody who wrote the code had read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.checked import ROOT, Outcome, Place, Text, check, overlaps
from tools.corpus import Relation, Story, load
from tools.splits import held
from tools.twins import Twin, twins

RECORD = ROOT / "benchmarks" / "first-contact.md"
HEAD = """# First contacts

Each line is claimcheck's result on texts that nobody who wrote the code had read when it was measured.

| date | commit | what | language | twins | found | as an error | listed | clean stories | accused | alarms per 1,000 words |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def keys(relation: Relation) -> list[str]:
    """The marks a relation is made of."""
    found: list[str] = []
    for role, value in relation.roles.items():
        if role in ("kind", "side", "unit", "fraction"):
            continue
        flat = value if isinstance(value, list) else [value]
        found += [str(each) for part in flat for each in (part if isinstance(part, list) else [part])]
    return found


def listed(story: Story, relation: Relation, outcome: Outcome) -> bool:
    """Whether a marked relation is among those that hold: two of its figures stand in one of them."""
    places = [(m.start, m.end) for key in keys(relation) if (m := story.marks.get(key))]
    for told in outcome.relations:
        if told.verdict in ("holds", "strained", "differs"):
            terms = [place for _, place in told.terms]
            if sum(any(overlaps(place, term) for term in terms) for place in places) >= min(2, len(places)):
                return True
    return False


def caught(twin: Twin, before: Outcome, after: Outcome) -> str:
    """The severity of the gravest new finding on the broken relation, or nothing."""
    known = {finding.fingerprint for finding in before.findings}
    places = [twin.places[key] for key in keys(twin.relation) if key in twin.places]
    new = [f for f in after.findings if f.loud and f.fingerprint not in known and _shows(f.places, places)]
    return max((f.severity for f in new), key=("warning", "error").index, default="")


def _shows(shown: Sequence[Place], places: Sequence[Place]) -> bool:
    return any(overlaps(one, other) for one in shown for other in places)


def measure(stories: Sequence[Story]) -> dict[str, Any]:
    """The figures for each language and, within it, each relation."""
    clean = check(Text(story.path.stem, story.head["lang"], story.text) for story in stories)
    broken = [(at, twin) for at, story in enumerate(stories) for twin in twins(story)]
    after = check(Text(twin.key, twin.story.head["lang"], twin.text) for _, twin in broken)
    result: dict[str, Any] = defaultdict(lambda: {"relations": defaultdict(Counter), "alarms": [], "misses": [], "clean": Counter()})
    for story, outcome in zip(stories, clean, strict=True):
        row = result[story.head["lang"]]
        loud = [f for f in outcome.findings if f.loud]
        row["clean"].update(stories=1, accused=bool(loud), alarms=len(loud), words=outcome.words, figures=len(outcome.figures), judged=outcome.judged)
        row["alarms"] += [f"{story.path.name} {f.rule} {f.severity}: {' | '.join(story.text[a:b] for a, b in f.places)}" for f in loud]
        for relation in story.relations:
            row["relations"][relation.name].update(marked=1, listed=listed(story, relation, outcome))
        row["clean"]["trapped"] += sum(_trapped(story, trap, outcome) for trap in story.traps)
        row["clean"]["traps"] += len(story.traps)
    for (at, twin), outcome in zip(broken, after, strict=True):
        row = result[twin.story.head["lang"]]
        severity = caught(twin, clean[at], outcome)
        row["relations"][twin.relation.name].update(twins=1, found=bool(severity), error=severity == "error")
        if not severity:
            row["misses"].append(f"{twin.story.path.name} {twin.relation.name} {twin.slip} {twin.story.marks[twin.key].text} -> {twin.text[slice(*twin.places[twin.key])]}")
    return dict(result)


def _trapped(story: Story, trap: Sequence[str], outcome: Outcome) -> bool:
    """Whether figures that must not be related stand in one relation, two of them at least and none but them."""
    places = [(story.marks[key].start, story.marks[key].end) for key in trap]
    for told in outcome.relations:
        terms = [place for _, place in told.terms]
        if sum(any(overlaps(place, term) for term in terms) for place in places) >= 2 and all(any(overlaps(place, term) for place in places) for term in terms):
            return True
    return False


def totals(row: dict[str, Any]) -> Counter[str]:
    """The sums over all relations of a language."""
    return sum(row["relations"].values(), Counter()) + row["clean"]


def table(result: dict[str, Any]) -> str:
    """For a person to read."""
    lines = []
    for lang, row in sorted(result.items()):
        n = totals(row)
        lines += [
            f"{lang}: {n['found']} of {n['twins']} twins = {n['found'] / max(1, n['twins']):.1%} (as an error {n['error']}); {n['listed']} of {n['marked']} listed"
            f" = {n['listed'] / max(1, n['marked']):.1%}; {n['accused']} of {n['stories']} clean stories accused, {1000 * n['alarms'] / max(1, n['words']):.2f} alarms per 1,000"
            f" words; {n['trapped']} of {n['traps']} traps; {n['judged']} of {n['figures']} figures judged",
            *(f"   {name:12} {c['found']:4} of {c['twins']:4} found   {c['listed']:4} of {c['marked']:4} listed" for name, c in sorted(row["relations"].items(), key=lambda item: -item[1]["twins"])),
        ]
    return "\n".join(lines)


def record(what: str, result: dict[str, Any]) -> None:
    """Add a line a language to the list of first contacts."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()
    text = RECORD.read_text(encoding="utf-8") if RECORD.exists() else HEAD
    for lang, row in sorted(result.items()):
        n = totals(row)
        shares = [f"{n[a]} = {n[a] / max(1, n[b]):.0%}" for a, b in (("found", "twins"), ("error", "twins"), ("listed", "marked"))]
        text += f"| {datetime.now(UTC):%Y-%m-%d} | {commit} | {what} | {lang} | {n['twins']} | {' | '.join(shares)} | {n['stories']} | {n['accused']} | {1000 * n['alarms'] / max(1, n['words']):.2f} |\n"
    RECORD.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(ROOT / "corpus"))
    parser.add_argument("--record")
    parser.add_argument("--json")
    parser.add_argument("--misses", action="store_true", help="show what was missed in stories that may be learnt from")
    parser.add_argument("--split", choices=("held", "open"), help="only the hands that are held back, or only the others")
    options = parser.parse_args(arguments)
    stories = [load(path) for path in sorted(Path(options.folder).glob("**/*.md")) if path.name != "README.md"]
    if options.split:
        stories = [story for story in stories if held(story.head["hand"]) == (options.split == "held")]
    result = measure(stories)
    print(table(result))
    if options.misses:
        shown = {story.path.name for story in stories if not held(story.head["hand"])}
        for row in result.values():
            print(*(line for line in (*row["alarms"], *row["misses"]) if line.split()[0] in shown), sep="\n")
    if options.record:
        record(options.record, result)
    if options.json:
        Path(options.json).write_text(json.dumps({lang: totals(row) for lang, row in result.items()}, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
