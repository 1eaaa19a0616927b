"""How claimcheck does on ordinary news, whose texts stay outside the project.

    python -m tools.news break NEWS.jsonl       judged and broken, by relation and rule: nearly all of them hold
    python -m tools.news cues NEWS.jsonl        the same by the words of the role lexicons beside the figures
    python -m tools.news perturb NEWS.jsonl     every relation listed as holding, one number changed: reported or not
    python -m tools.news marked NEWS.jsonl      the same of relations that readers marked (corpus/news)
    python -m tools.news labelled NEWS.jsonl    relations that readers marked: listed or not; ticks that nobody marked
    python -m tools.news coverage NEWS.jsonl    figures that some relation was judged on
    python -m tools.news sample NEWS.jsonl      findings with what stands round them, for a person to judge
    python -m tools.news agreement              how far the second reader of a tenth agrees with the first
    python -m tools.news judge FINGERPRINT right|wrong|arguable [WHY]

`--lang en,it` and `--most N` choose articles, by hash; `--json FILE` writes the figures.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools import cues, perturb, precision
from tools.checked import Text, check
from tools.labels import agreement, first, labelled, second, show_agreement, show_labelled
from tools.show import of, write
from tools.slips import choice


def articles(path: Path, languages: Sequence[str] = (), most: int | None = None) -> list[Text]:
    """The articles of a file of lines {id, lang, text}; `most` of each language, chosen by hash."""
    with path.open(encoding="utf-8") as lines:
        rows = [Text(row["id"], row["lang"], row["text"]) for row in map(json.loads, lines)]
    rows = [row for row in rows if not languages or row.lang in languages]
    return rows if most is None else sample(rows, most)


def sample(rows: Sequence[Text], most: int) -> list[Text]:
    """At most so many of each language, chosen by hash."""
    by_language: dict[str | None, list[Text]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: choice("news", row.id)):
        by_language[row.lang].append(row)
    return [row for several in by_language.values() for row in several[:most]]


def break_rates(rows: Sequence[Text]) -> dict[str, Counter[str]]:
    """For each kind of relation, and each rule with the kinds it judges: how many were judged, held, and broke."""
    rates: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in check(rows):
        severities = Counter(f.severity for f in outcome.findings if not f.rule.startswith("S"))
        rates["all"].update(severities, words=outcome.words, articles=1)
        for told in outcome.relations:
            rates[told.kind].update([told.verdict], judged=1)
        for finding in outcome.findings:
            rates[f"{finding.rule} {finding.relation.kind}"].update([finding.severity])
    return dict(rates)


def show_break_rates(rates: Mapping[str, Counter[str]]) -> Iterator[str]:
    """A line a relation and then a rule, the worst first."""
    whole = rates["all"]
    per = f"{1000 * whole['error'] / max(1, whole['words']):.3f} per 1,000 words"
    yield f"{whole['articles']} articles, {whole['words']} words: {whole['error']} errors = {per}"
    yield f"{whole['warning']} warnings, {whole['note']} notes"
    kinds = {name: c for name, c in rates.items() if c["judged"]}
    for name, c in sorted(kinds.items(), key=lambda item: -item[1]["broken"] / item[1]["judged"]):
        yield f"{name:34} broken {of(c, 'broken', 'judged')}, strained {c['strained']}"
    rules = [item for item in rates.items() if item[0] not in kinds and item[0] != "all"]
    for name, c in sorted(rules, key=lambda item: -item[1]["error"]):
        yield f"{name:44} {', '.join(f'{n} {severity}s' for severity, n in c.items())}"


def cue_rates(rows: Sequence[Text]) -> dict[str, Counter[str]]:
    """For each word of the role lexicons: how many relations were judged beside it, and how many of those broke."""
    return cues.rates(zip(rows, check(rows), strict=True))


def coverage(rows: Sequence[Text]) -> dict[str, Counter[str]]:
    """For each language: figures, and those that some relation was judged on."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row, outcome in zip(rows, check(rows), strict=True):
        counts[row.lang or ""].update(articles=1, figures=len(outcome.figures), judged=outcome.judged)
    return dict(counts)


def show_coverage(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    """A line a language."""
    for lang, c in counts.items():
        yield f"{lang}: {c['articles']} articles, {of(c, 'judged', 'figures')} figures judged"


Measure = tuple[Callable[[Sequence[Text]], Any], Callable[[Any], Iterator[str]]]
MEASURES: dict[str, Measure] = {
    "break": (break_rates, show_break_rates),
    "cues": (cue_rates, cues.show),
    "perturb": (perturb.listed, perturb.show),
    "marked": (perturb.marked, perturb.show),
    "labelled": (labelled, show_labelled),
    "coverage": (coverage, show_coverage),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=(*MEASURES, "sample", "agreement", "judge"))
    parser.add_argument("given", nargs="*")
    parser.add_argument("--lang", default="")
    parser.add_argument("--most", type=int)
    parser.add_argument("-n", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if options.verb == "judge":
        precision.judge(options.given[0], options.given[1], " ".join(options.given[2:]))
        return 0
    result: Any
    if options.verb == "agreement":
        result, show = agreement(first(), second()), show_agreement
    else:
        rows = articles(Path(options.given[0]), options.lang.split(",") if options.lang else (), options.most)
        work, show = MEASURES.get(options.verb, (lambda rows: precision.sample(rows, options.n), precision.show))
        result = work(rows)
    print(*show(result), sep="\n")
    write(options.json, result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
