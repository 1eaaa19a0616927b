"""How claimcheck does on marked stories: planted errors found, marked relations listed, clean stories accused.

    python -m tools.first_contact [FOLDER] [--record WHAT] [--json FILE] [--misses]

A twin counts as found where a finding that the clean story has not shows a figure of the broken relation. `--record`
adds a line a language to benchmarks/first-contact.md, for texts that nobody who wrote the code had read.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.checked import ROOT, Outcome, Place, Text, check, overlaps, touched
from tools.corpus import Story, stories
from tools.show import of, write
from tools.splits import held
from tools.twins import Twin, twins

RECORD = ROOT / "benchmarks" / "first-contact.md"
HEAD = """# First contacts

Each line is claimcheck's result on texts that nobody who wrote the code had read when it was measured.

| date | commit | what | language | twins | found | as an error | listed | clean | accused | alarms per 1,000 words |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def listed(places: Sequence[Place], outcome: Outcome) -> bool:
    """Whether a marked relation is among those that hold: two of its figures stand in one of them."""
    return any(touched(told, places) >= min(2, len(places)) for told in outcome.held)


def caught(twin: Twin, before: Outcome, after: Outcome) -> str:
    """The severity of the gravest new finding on the broken relation, or nothing."""
    known = {finding.fingerprint for finding in before.findings}
    places = [twin.places[key] for key in twin.relation.keys]
    new = [
        f.severity
        for f in after.findings
        if f.loud and f.fingerprint not in known and any(overlaps(one, place) for one in f.places for place in places)
    ]
    return max(new, key=("warning", "error").index, default="")


def trapped(places: Sequence[Place], outcome: Outcome) -> bool:
    """Whether two figures at least that must not be related stand in one relation, and none but such figures."""
    return any(
        touched(told, places) >= 2 and all(any(overlaps(place, term) for place in places) for _, term in told.terms)
        for told in outcome.relations
    )


def measure(chosen: Sequence[Story]) -> dict[str, Any]:
    """For each language: counts by relation, counts of clean stories, alarms and misses as lines of text."""
    clean = check(Text(story.path.stem, story.head["lang"], story.text) for story in chosen)
    broken = [(twin, before) for story, before in zip(chosen, clean, strict=True) for twin in twins(story)]
    after = check(Text(twin.key, twin.story.head["lang"], twin.text) for twin, _ in broken)
    result: dict[str, Any] = defaultdict(lambda: {"relations": defaultdict(Counter), "clean": Counter(), "lines": []})
    for story, outcome in zip(chosen, clean, strict=True):
        _count_clean(result[story.head["lang"]], story, outcome)
    for (twin, before), outcome in zip(broken, after, strict=True):
        _count_twin(result[twin.story.head["lang"]], twin, caught(twin, before, outcome))
    return dict(result)


def _count_clean(row: dict[str, Any], story: Story, outcome: Outcome) -> None:
    loud = [finding for finding in outcome.findings if finding.loud]
    row["clean"].update(stories=1, accused=int(bool(loud)), alarms=len(loud), words=outcome.words)
    row["clean"].update(figures=len(outcome.figures), judged=outcome.judged, traps=len(story.traps))
    for finding in loud:
        shown = " | ".join(story.text[start:end] for start, end in finding.places)
        row["lines"].append(f"{story.path.name} {finding.rule} {finding.severity}: {shown}")
    for relation in story.relations:
        places = [story.marks[key].place for key in relation.keys]
        row["relations"][relation.name].update(marked=1, listed=int(listed(places, outcome)))
    for trap in story.traps:
        row["clean"]["trapped"] += trapped([story.marks[key].place for key in trap], outcome)


def _count_twin(row: dict[str, Any], twin: Twin, severity: str) -> None:
    row["relations"][twin.relation.name].update(twins=1, found=int(bool(severity)), error=int(severity == "error"))
    if not severity:
        now = twin.text[slice(*twin.places[twin.key])]
        was = twin.story.marks[twin.key].text
        row["lines"].append(f"{twin.story.path.name} {twin.relation.name} {twin.slip} {was} -> {now}")


def totals(row: dict[str, Any]) -> Counter[str]:
    """The sums over all relations of a language, with what its clean stories gave."""
    found: Counter[str] = Counter(row["clean"])
    for counts in row["relations"].values():
        found.update(counts)
    return found


def per_thousand(n: Counter[str]) -> str:
    """Alarms per 1,000 words."""
    return f"{1000 * n['alarms'] / max(1, n['words']):.2f}"


def show(result: dict[str, Any]) -> Iterator[str]:
    """A paragraph a language and a line a relation."""
    for lang, row in sorted(result.items()):
        n = totals(row)
        yield (
            f"{lang}: {of(n, 'found', 'twins')} twins found ({n['error']} as an error);"
            f" {of(n, 'listed', 'marked')} relations listed; {n['accused']} of {n['stories']} clean stories accused,"
            f" {per_thousand(n)} alarms per 1,000 words; {n['trapped']} of {n['traps']} traps;"
            f" {of(n, 'judged', 'figures')} figures judged"
        )
        for name, c in sorted(row["relations"].items(), key=lambda item: -item[1]["twins"]):
            yield f"   {name:12} {of(c, 'found', 'twins'):>22} found   {of(c, 'listed', 'marked'):>22} listed"


def record(what: str, result: dict[str, Any]) -> None:
    """Add a line a language to the list of first contacts."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()  # noqa: S603
    lines = [RECORD.read_text(encoding="utf-8") if RECORD.exists() else HEAD]
    for lang, row in sorted(result.items()):
        n = totals(row)
        shares = [f"{n[a]} = {n[a] / max(1, n[b]):.0%}" for a, b in (("found", "twins"), ("error", "twins"))]
        shares.append(f"{n['listed']} = {n['listed'] / max(1, n['marked']):.0%}")
        cells = [f"{datetime.now(UTC):%Y-%m-%d}", commit, what, lang, n["twins"], *shares, n["stories"], n["accused"]]
        lines.append(f"| {' | '.join(map(str, cells))} | {per_thousand(n)} |\n")
    RECORD.write_text("".join(lines), encoding="utf-8")


def counts(result: dict[str, Any]) -> dict[str, Any]:
    """The figures without the lines, by language: of all relations, of each, and of clean stories."""
    return {
        lang: {"all": totals(row), "relations": dict(row["relations"]), "clean": row["clean"]}
        for lang, row in result.items()
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--record")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true", help="show what was missed in stories that may be learnt from")
    parser.add_argument("--split", choices=("held", "open"), help="only the hands held back, or only the others")
    options = parser.parse_args(arguments)
    chosen = stories(options.folder)
    if options.split:
        chosen = [story for story in chosen if held(story.head["hand"]) == (options.split == "held")]
    result = measure(chosen)
    print(*show(result), sep="\n")
    if options.misses:
        shown = {story.path.name for story in chosen if not held(story.head["hand"])}
        lines = [line for row in result.values() for line in row["lines"] if line.split()[0] in shown]
        print(*lines, sep="\n")
    if options.record:
        record(options.record, result)
    write(options.json, counts(result))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
