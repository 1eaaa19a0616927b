"""What a second reader adds: what it is asked about stories and their flawed twins, and the score of what it answered.

    python -m tools.reader prompts FOLDER KEY              a page a text, and what each is, apart
    python -m tools.reader collect KEY ANSWERS MODEL DAY   the answers beside what was asked, as data
    python -m tools.reader score [--fold] [--dated]        found and accused, with the reader and without
    python -m tools.reader counts                          how often proposals hold on clean stories

The stories are of hands held back. Answers are kept as they were given, in `corpus/reader/answers.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck import engine, pipeline
from claimcheck.extract.article import Article
from claimcheck.model import Finding, Report, SecondReading, Severity, Verdict
from claimcheck.reader import proposals
from claimcheck.reader.judge import Outcome, judged
from claimcheck.reader.lock import Kept
from claimcheck.reader.request import VERSION, Request, request
from claimcheck.reader.second import considered
from claimcheck.reader.weights import Weights, weighed, weights
from tools.checked import ROOT, Place, jobs, overlaps
from tools.corpus import Story, stories
from tools.show import of
from tools.slips import choice
from tools.splits import held
from tools.twins import flawed

DATA = ROOT / "corpus" / "reader" / "answers.jsonl"
SEED = "second reader"
HANDS = {"en": ("h22", "h20"), "it": ("h19", "h21")}
EACH = 20
FIGURE = re.compile(r"f(\d+)(\.[12])?")


class Case(NamedTuple):
    """A text to be read: the story it is of, and of each relation that was broken its name, the places of its figures
    and that of a changed one."""

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
    """Write a page a case, and what each is: its story, its text, what was broken, the places of its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for case in cases():
        page = asked(case)
        (folder / f"{case.id}.txt").write_text(page.whole, encoding="utf-8")
        figures = [[claim.quantity.span.start, claim.quantity.span.end] for claim in page.figures]
        told = {"id": case.id, "story": case.story.path.name, "text": case.text}
        rows.append({**told, "broken": case.broken, "figures": figures})
    key.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def collect(key: Path, answers: Path, model: str, day: str) -> None:
    """Put the answers beside what was asked; a text is kept as its changes to the story."""
    texts = {story.path.name: story.text for story in stories()}
    origin = {"model": model, "asked": day, "version": VERSION}
    DATA.parent.mkdir(parents=True, exist_ok=True)
    with DATA.open("w", encoding="utf-8") as out:
        for row in json.loads(key.read_text(encoding="utf-8")):
            changes = _changes(texts[row["story"]], row.pop("text"))
            answer = (answers / f"{row['id']}.json").read_text(encoding="utf-8")
            kept = {**row, "changes": changes, **origin, "answer": _object(answer)}
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")


def _object(answer: str) -> Any:
    """What was answered, as data where it is JSON, else as it is."""
    try:
        return json.loads(answer)
    except ValueError:
        return answer


def _changes(before: str, after: str) -> list[tuple[int, int, str]]:
    """What makes one text of the other: places in the first, and what stands there in the second."""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(start, end, after[first:last]) for tag, start, end, first, last in steps if tag != "equal"]


class Answered(NamedTuple):
    """A case with its answer; `figures` are where the numbered figures stood when it was asked."""

    case: Case
    figures: list[Place]
    kept: Kept

    @property
    def clean(self) -> bool:
        """Whether nothing was broken in it."""
        return not self.case.broken


def answered(path: Path = DATA) -> list[Answered]:
    """The cases with their answers."""
    known = {story.path.name: story for story in stories()}
    found = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        story, text = known[row["story"]], known[row["story"]].text
        for start, end, new in reversed(row["changes"]):
            text = text[:start] + new + text[end:]
        broken = tuple((name, tuple(map(tuple, places)), tuple(at)) for name, places, at in row["broken"])
        answer = row["answer"] if isinstance(row["answer"], str) else json.dumps(row["answer"], ensure_ascii=False)
        kept = Kept(row["model"], row["version"], row["asked"], answer)
        found.append(Answered(Case(row["id"], story, text, broken), [tuple(f) for f in row["figures"]], kept))
    return found


def _renumbered(told: Answered, request: Request) -> Kept:
    """The answer with the numbers that its figures have today; one that is no longer read has a number of nothing."""
    now = {claim.quantity.span: f"f{number}" for number, claim in enumerate(request.figures, 1)}
    today = [
        next((name for span, name in now.items() if overlaps((span.start, span.end), place)), "f0")
        for place in told.figures
    ]

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(each) for key, each in value.items()}
        if isinstance(value, list):
            return [renamed(each) for each in value]
        match = FIGURE.fullmatch(value) if isinstance(value, str) else None
        if match is None or not 0 < int(match[1]) <= len(today):
            return value
        return today[int(match[1]) - 1] + (match[2] or "")

    return replace(told.kept, answer=json.dumps(renamed(_object(told.kept.answer)), ensure_ascii=False))


def check(told: Answered, scale: Weights | None, *, dated: bool = False) -> Report:
    """The report on a case: with its reader by some weights, or without one; `dated` where the day of writing is given,
    as a newsroom knows it."""

    def second(article: Article, found: engine.Judgement, some: Any) -> tuple[engine.Judgement, SecondReading]:
        page = request(article.document, article.claims)
        return considered(_renumbered(told, page), page, article, found, some, scale)

    head, document = told.case.story.head, pipeline.from_text(told.case.text)
    day = date.fromisoformat(head["date"]) if dated else None
    return pipeline.check(document, jobs(), code=head["lang"], dateline=day, second=second if scale else None)


def outcomes(told: Answered) -> list[Outcome]:
    """What the arithmetic makes of each proposal of an answer."""
    found: list[Outcome] = []

    def second(article: Article, rest: engine.Judgement, some: Any) -> tuple[engine.Judgement, SecondReading]:
        page = request(article.document, article.claims)
        read = proposals.read(_renumbered(told, page).answer, page, article)
        found.extend(judged(read, article)[0])
        return rest, SecondReading("")

    pipeline.check(pipeline.from_text(told.case.text), (), code=told.case.story.head["lang"], second=second)
    return found


def counts(chosen: Iterable[Answered]) -> dict[str, Counter[str]]:
    """For each relation, how often its proposals hold and how often they are broken on clean stories."""
    found: dict[str, Counter[str]] = {}
    for told in chosen:
        if told.clean:
            for outcome in outcomes(told):
                verdict = "broken" if outcome.relation.verdict is Verdict.BROKEN else "holds"
                if outcome.relation.verdict is not Verdict.OPEN:
                    found.setdefault(outcome.proposal.relation.name, Counter())[verdict] += 1
    return found


def learnt(counted: dict[str, Counter[str]], like: Weights) -> Weights:
    """The weights that counts make, with the bars of others."""
    whole: Counter[str] = Counter()
    for each in counted.values():
        whole.update(each)
    bits = {name: weighed(c["holds"], c["broken"]) for name, c in counted.items() if c.total() >= 8}
    return replace(like, bits=bits, every=weighed(whole["holds"], whole["broken"]))


def _loud(report: Report) -> list[Finding]:
    return [f for f in report.findings if f.severity is not Severity.NOTE and not f.rule.startswith("S")]


def _places(finding: Finding) -> list[Place]:
    return [(term.place.start, term.place.end) for term in finding.relation.terms]


class Score(NamedTuple):
    """Counts of flaws by relation and of clean stories, and lines that tell misses and alarms."""

    flaws: dict[str, Counter[str]]
    clean: Counter[str]
    lines: list[str]


def score(chosen: Sequence[Answered], scales: dict[str, Weights | None], *, dated: bool = False) -> Score:
    """What is found and who is accused, with the reader of a story by the weights of its name, or without."""
    done = Score({}, Counter(), [])
    reports = {told.case.id: check(told, scales[told.case.story.path.name], dated=dated) for told in chosen}
    before = {told.case.story.path.name: reports[told.case.id] for told in chosen if told.clean}
    for told in chosen:
        name, loud = told.case.story.path.name, _loud(reports[told.case.id])
        if told.clean:
            done.clean.update(stories=1, accused=int(bool(loud)), alarms=len(loud))
            mine = [f for f in loud if f.relation.evidence]
            done.clean.update(by_reader=int(bool(mine)))
            done.lines.extend(f"alarm {told.case.id} {name} {f.rule} {f.severity} {f.relation.working}" for f in loud)
            continue
        known = {finding.fingerprint for finding in before[name].findings}
        new = [finding for finding in loud if finding.fingerprint not in known]
        for relation, places, changed in told.case.broken:
            hit = any(overlaps(one, place) for f in new for one in _places(f) for place in places)
            exact = any(overlaps(one, changed) for f in new for one in _places(f))
            done.flaws.setdefault(relation, Counter()).update(flaws=1, found=int(hit), shown=int(exact))
            if not hit:
                done.lines.append(f"missed {told.case.id} {name} {relation}")
    return done


def show(title: str, done: Score) -> Iterator[str]:
    """A line for all, and one a relation."""
    whole: Counter[str] = Counter()
    for each in done.flaws.values():
        whole.update(each)
    yield (
        f"{title}: {of(whole, 'found', 'flaws')} found, {whole['shown']} with the changed figure;"
        f" {of(done.clean, 'accused', 'stories')} clean stories accused, {done.clean['by_reader']} by the reader"
    )
    for name, count in sorted(done.flaws.items(), key=lambda item: -item[1]["flaws"]):
        yield f"   {name:12} {of(count, 'found', 'flaws')}"


def folded(chosen: Sequence[Answered]) -> dict[str, Weights | None]:
    """For each story the weights learnt on the other half of the stories, so that none is measured by its own."""
    halves = {told.case.story.path.name: choice(SEED, "half", told.case.story.path.name) % 2 for told in chosen}
    made = {
        half: learnt(counts(t for t in chosen if halves[t.case.story.path.name] != half), weights()) for half in (0, 1)
    }
    return {name: made[half] for name, half in halves.items()}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("prompts", "collect", "score", "counts"))
    parser.add_argument("given", nargs="*")
    parser.add_argument("--fold", action="store_true", help="by weights that each story had no part in")
    parser.add_argument("--dated", action="store_true", help="with the day of writing, which the newsroom knows")
    parser.add_argument("--misses", action="store_true", help="of stories that may be learnt from")
    options = parser.parse_args(arguments)
    if options.verb == "prompts":
        prompts(*map(Path, options.given))
    elif options.verb == "collect":
        key, answers, model, day = options.given
        collect(Path(key), Path(answers), model, day)
    elif options.verb == "counts":
        for name, count in sorted(counts(answered()).items()):
            print(f"{name}: {{holds: {count['holds']}, broken: {count['broken']}}}")
    else:
        _score(answered(), fold=options.fold, dated=options.dated, misses=options.misses)
    return 0


def _score(chosen: Sequence[Answered], *, fold: bool, dated: bool, misses: bool) -> None:
    names = {told.case.story.path.name for told in chosen}
    scales = folded(chosen) if fold else dict.fromkeys(names, weights())
    for title, done in (
        ("without", score(chosen, dict.fromkeys(names), dated=dated)),
        ("with the reader", score(chosen, scales, dated=dated)),
    ):
        print(*show(title, done), sep="\n")
        if misses:
            open_ = {told.case.story.path.name for told in chosen if not held(told.case.story.head["hand"])}
            print(*(line for line in done.lines if line.split()[2] in open_), sep="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
