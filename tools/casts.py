"""How much each feature of a cast says, fitted on marked stories: which figures a text tells in one relation.

    python -m tools.casts NEWS.jsonl [--write] [--folder corpus]

Two steps, as a cast is judged: what the text shows, learnt from every cast of the stories as they were written (told
where a writer marked the relation) and from the proofs of rules, kept to the features that tell most; then what a slip
adds, learnt from broken casts of the stories, their twins and ordinary news. Shown is what each bar gives where the
weights for a hand come from the other hands. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from claimcheck import engine, language, pipeline, proof, rulebook
from claimcheck.evidence import casts, score
from claimcheck.evidence.casts import Proposed
from claimcheck.evidence.score import MOST_BITS
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Claim, Verdict
from claimcheck.relations.casting import by_figures, proposed
from claimcheck.relations.excuses import counted_otherwise, explained
from claimcheck.relations.keeping import judged, slipped
from tools.checked import Place, Text, jobs
from tools.corpus import Relation, Story, stories
from tools.news import articles
from tools.slips import choice
from tools.twins import twins

FOLDS, TENTH, LEAST, FEATURES = 5, 10 / log(2), 20, 1500
DRAWN = 0.03  # the inverse of how strongly weights are drawn to nothing
SUMS = {
    "partition": ("total", ("parts",)),
    "remainder": ("whole", ("parts", "rest")),
    "running": ("after", ("before", "added")),
    "difference": ("larger", ("smaller", "gap")),
    "margin": ("winner", ("loser", "margin")),
    "net": ("in", ("out", "net")),
}
MOVED = {"moved": "amount", "points": "points"}
FORMS = {
    "share": ("share", {"part": "part", "whole": "whole", "share": "percent"}),
    "change": ("change", {"before": "before", "after": "after", "percent": "percent"}),
    "rate": ("product", {"total": "total", "units": "units", "each": "each"}),
    "multiple": ("product", {"result": "total", "factor": "units", "base": "each"}),
}
RULES = {"A101": "sum", "A103": "sum", "A104": "sum", "A110": "sum", "P201": "change", "P203": "share"}
Key = tuple[str, tuple[tuple[str, str], ...]]


class Row(NamedTuple):
    """A cast: its table, its features by number, whether it is told, whose text, and of a broken one the bits of a
    slip, whether a set phrase tells it and whether the percentage fits other figures."""

    table: str
    features: array[int]
    told: bool
    hand: str
    text: str
    bits: int | None = None
    phrase: bool = False
    explained: bool = False

    @property
    def manner(self) -> frozenset[str]:
        """How the cast is broken and told."""
        return score.manner(self.bits, phrase=self.phrase, explained=self.explained)


class Gathered(NamedTuple):
    """What a story teaches: every cast of it, the broken ones of it and its twins, the features' names by number."""

    clean: list[Row]
    broken: list[Row]
    names: dict[int, str]


def _read(lang: str, text: str) -> Article:
    article = read_article(pipeline.from_text(text), language.pack(lang))
    article.budget.left = 10**7
    return article


def _at(article: Article, place: Place) -> Claim | None:
    """The figure at a place, the one that covers most of it."""
    spans = [(claim.quantity.span.start, claim.quantity.span.end, claim) for claim in article.claims]
    found = [(min(end, place[1]) - max(start, place[0]), -start, claim) for start, end, claim in spans]
    covered, _, claim = max(found, default=(0, 0, None), key=lambda each: each[:2])
    return claim if covered > 0 else None


def marked(article: Article, relation: Relation, places: dict[str, Place]) -> Iterator[Key]:
    """The casts that a marked relation makes."""

    def claims(role: str) -> list[Claim | None]:
        told = relation.roles.get(role, ())
        keys = told if isinstance(told, list) else [told]
        return [_at(article, places[str(key)]) if str(key) in places else None for key in keys]

    cast: dict[str, str] = {}
    form = ""
    if relation.name in SUMS:
        whole, parts = SUMS[relation.name]
        cast = _cast([("total", claims(whole)), *(("part", claims(role)) for role in parts)])
        form = "sum"
    elif relation.name in MOVED:
        levels = [c for role in ("before", "after") for c in claims(role)]
        if len(levels) == 2 and levels[0] and levels[1]:
            levels.sort(key=lambda c: c.quantity.value or 0 if c else 0)
            cast = _cast([("total", levels[1:]), ("part", levels[:1]), ("part", claims(MOVED[relation.name]))])
            form = "sum"
    elif relation.name in FORMS:
        form, roles = FORMS[relation.name]
        cast = _cast([(told, claims(role)) for role, told in roles.items()])
    if len(cast) == 3 or (form == "sum" and len(cast) > 3):
        yield form, tuple(sorted(cast.items()))


def _cast(row: Sequence[tuple[str, list[Claim | None]]]) -> dict[str, str]:
    """Roles by figure, nothing where a figure was not read or plays two."""
    told = [(role, claim) for role, claims in row for claim in claims]
    found = {claim.id: role for role, claim in told if claim}
    return found if len(found) == len(told) else {}


def _key(each: Proposed) -> Key:
    return each.form, tuple(sorted((claim.id, role) for role, claim in each.cast))


def _row(article: Article, each: Proposed, told: bool, hand: str, text: str, names: dict[int, str]) -> Row:
    found = {crc32(name.encode()): name for name in casts.features(article, each.cast)}
    names.update(found)
    return Row(score.asked(each), array("I", sorted(found)), told, hand, text)


def _phrases(article: Article) -> set[frozenset[str]]:
    """The figures of the relations that the checks tell as broken."""
    told = [job for job in jobs() if job.name != engine.PROPOSED]
    return {
        frozenset(term.claim.id for term in relation.terms if term.claim)
        for relation, _ in engine.considered(article, told)
        if relation.verdict is Verdict.BROKEN
    }


def _broken(article: Article, gold: set[Key], hand: str, text: str, names: dict[int, str]) -> Iterator[Row]:
    """The casts that a slip has broken or that a set phrase tells as broken; where some are told, only those."""
    phrases = _phrases(article)
    wanted = {frozenset(claim for claim, _ in cast) for _, cast in gold}
    for figures, several in by_figures(article).items():
        if (not wanted or figures in wanted) and all(
            judged(article, each).verdict is Verdict.BROKEN for each in several
        ):
            for each in several:
                bits, phrase = slipped(each), figures in phrases
                if (bits is not None and not counted_otherwise(article, each)) or phrase:
                    row = _row(article, each, _key(each) in gold, hand, text, names)
                    yield row._replace(bits=bits, phrase=phrase, explained=explained(article, each))


def of_story(story: Story) -> Gathered:
    """What a marked story and its twins teach."""
    names: dict[int, str] = {}
    hand, lang, name = story.head["hand"], story.head["lang"], story.path.stem
    article = _read(lang, story.text)
    places = {key: mark.place for key, mark in story.marks.items()}
    gold = {key for relation in story.relations for key in marked(article, relation, places)}
    clean = [_row(article, each, _key(each) in gold, hand, name, names) for each in proposed(article)]
    broken = list(_broken(article, set(), hand, name, names))
    for number, twin in enumerate(twins(story)):
        if twin.relation.name in {*SUMS, *MOVED, *FORMS}:
            other = _read(lang, twin.text)
            if wanted := set(marked(other, twin.relation, twin.places)):
                found = _broken(other, wanted, hand, f"{name} {number}", names)
                broken += [row for row in found if row.told]
    return Gathered(clean, broken, names)


def of_article(row: Text) -> Gathered:
    """What an article as published teaches: next to nothing in it is broken."""
    names: dict[int, str] = {}
    hand = f"news {choice(row.id) % (2 * FOLDS)}"
    found = _broken(_read(row.lang or "en", row.text), set(), hand, row.id, names)
    return Gathered([], list(found), names)


def of_proofs() -> Gathered:
    """What the proofs of rules teach: a text that must fire tells its marked figures in the rule's form, one that must
    not fire tells none of its broken casts."""
    names: dict[int, str] = {}
    rows: list[Row] = []
    for rule in rulebook.load(rulebook.FOLDER):
        if rule.id[0] in "AP":
            shown = proof.read(rule)
            for number, one in enumerate((*shown.fires, *shown.quiet)):
                article = _read(one.language, one.text)
                marks = {_at(article, (mark.start, mark.end)) for mark in one.marks}
                for several in by_figures(article).values():
                    told = bool(one.marks) and {claim for _, claim in several[0].cast} == marks
                    if all(judged(article, each).verdict is Verdict.BROKEN for each in several):
                        for each in several:
                            right = told and _of_rule(each, rule.id)
                            if right or not told:
                                rows.append(_row(article, each, right, "proof", f"{rule.id} {number}", names))
    return Gathered(rows, [], names)


def _of_rule(each: Proposed, rule: str) -> bool:
    """Whether a cast is what a rule speaks of: a sum the largest figure of which is the total, a share, a change."""
    form = RULES.get(rule)
    sizes = {claim.quantity.value or 0: role for role, claim in each.cast}
    return each.form == form and (form == "change" or sizes[max(sizes)] in ("total", "whole"))


def matrix(rows: Sequence[Row], at: dict[int, int]) -> Any:
    """The features of some rows, a column each."""
    columns = [[at[feature] for feature in row.features if feature in at] for row in rows]
    starts = numpy.concatenate([[0], numpy.cumsum([len(each) for each in columns])])
    flat = numpy.array([column for each in columns for column in each], dtype=numpy.int32)
    return csr_matrix((numpy.ones(len(flat)), flat, starts), shape=(len(rows), len(at)))


class Fitted(NamedTuple):
    """The weights in tenths of a bit: what a cast begins with, what each feature of the text adds, and what the manner
    of being broken and told."""

    start: float
    weights: dict[int, float]
    manner: dict[str, float]

    def text(self, row: Row) -> float:
        """What the text says."""
        return self.start + sum(self.weights.get(feature, 0) for feature in row.features)

    def __call__(self, row: Row) -> float:
        return self.text(row) + sum(self.manner[each] for each in row.manner)


def fit(clean: Sequence[Row], broken: Sequence[Row]) -> Fitted:
    """What the text shows, by the features that tell most, then what the manner adds to it."""
    counts: dict[int, int] = defaultdict(int)
    for row in clean:
        for feature in row.features:
            counts[feature] += 1
    wide = sorted(feature for feature, count in counts.items() if count >= LEAST)
    told = numpy.array([row.told for row in clean])
    first = _regression(clean, wide, told)
    often = numpy.asarray(matrix([row for row in clean if row.told], {f: n for n, f in enumerate(wide)}).sum(0)).ravel()
    weight = numpy.abs([first.weights[feature] for feature in wide]) * numpy.sqrt(often + 1)
    second = _regression(clean, sorted(wide[n] for n in numpy.argsort(-weight)[:FEATURES]), told)
    manners = sorted(score.manner(MOST_BITS, phrase=True, explained=True))
    had = [row.manner for row in broken]
    rows = [[second.text(row), *map(float, (m in own for m in manners))] for row, own in zip(broken, had, strict=True)]
    third = LogisticRegression(max_iter=1000).fit(numpy.array(rows), [row.told for row in broken])
    scale, *steps = (float(worth) for worth in third.coef_[0])
    return Fitted(
        (second.start * scale + float(third.intercept_[0])) * TENTH,
        {feature: worth * scale * TENTH for feature, worth in second.weights.items()},
        {name: step * TENTH for name, step in zip(manners, steps, strict=True)},
    )


def _regression(rows: Sequence[Row], features: Sequence[int], told: Any) -> Fitted:
    found = LogisticRegression(solver="liblinear", C=DRAWN, max_iter=60)
    found.fit(matrix(rows, {feature: n for n, feature in enumerate(features)}), told)
    return Fitted(float(found.intercept_[0]), dict(zip(features, map(float, found.coef_[0]), strict=True)), {})


def across(clean: Sequence[Row], broken: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Each broken row with its sum, by weights that were fitted without its hand."""
    for fold in range(FOLDS):
        own = [row for row in broken if choice(row.hand) % FOLDS == fold]
        rest = [[row for row in rows if choice(row.hand) % FOLDS != fold] for rows in (clean, broken)]
        weigh = fit(rest[0], rest[1])
        yield from ((row, weigh(row)) for row in own)


def show(name: str, found: Sequence[tuple[Row, float]], number: int) -> Iterator[str]:
    """What each bar gives: twins found, stories accused."""
    yield f"{name}: bar, broken relations told, of {number} texts stories and articles with a false one"
    for phrase in (True, False):
        yield from (f"  {'phrase' if phrase else 'none':6} {line}" for line in _bars(found, phrase=phrase))


def _bars(found: Sequence[tuple[Row, float]], *, phrase: bool) -> Iterator[str]:
    """The lines of the relations that a set phrase tells, or of those that none does."""
    found = [(row, worth) for row, worth in found if row.phrase is phrase]
    for bar in range(-40, 51, 5):
        over = [row for row, worth in found if worth >= bar]
        wrong = {row.text for row in over if not row.told}
        told, every = ({row.text for row in rows if row.told} for rows in (over, [row for row, _ in found]))
        news = sum(row.startswith("news") for row in {f"{row.hand} {row.text}" for row in over if not row.told})
        yield f"{bar:4} {len(told):5} of {len(every)} {len(wrong) - news:5} {news:5}"


def written(
    name: str, clean: Sequence[Row], broken: Sequence[Row], fitted: Fitted, names: dict[int, str]
) -> dict[str, Any]:
    """A table with the bars that stand in the file; each weight in tenths of a bit, with how often its feature was seen
    where a relation was told and where not."""
    table = score.tables()[name]
    weights: dict[str, list[int]] = {}
    for each, worth in fitted.manner.items():
        seen = [sum(each in r.manner for r in broken if r.told is side) for side in (True, False)]
        weights[each] = [round(worth), *seen]
    for feature, worth in sorted(fitted.weights.items(), key=lambda item: (-item[1], names[item[0]])):
        if round(worth):
            seen = [sum(feature in row.features for row in clean if row.told is side) for side in (True, False)]
            weights[names[feature]] = [round(worth), *seen]
    return {"start": round(fitted.start), "bars": {"tell": table.tell, "phrase": table.phrase}, "weights": weights}


def lines(tables: dict[str, dict[str, Any]]) -> str:
    """The tables as JSON, a feature a line."""
    told = json.dumps(tables, ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+(-?\d+),\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2, \3]", told) + "\n"


def gathered(folder: Path, news: Path) -> list[Gathered]:
    """What every story and every article teaches."""
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as workers:
        return [
            of_proofs(),
            *workers.map(of_story, stories(folder), chunksize=2),
            *workers.map(of_article, [row for row in articles(news) if choice(row.id) % 3 == 0], chunksize=32),
        ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("corpus"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    every = gathered(options.folder, options.news)
    names = {number: name for each in every for number, name in each.names.items()}
    tables: dict[str, dict[str, Any]] = {}
    for name in dict.fromkeys((*score.CASTS.values(), score.SERIES)):
        clean = [row for each in every for row in each.clean if row.table == name]
        broken = [row for each in every for row in each.broken if row.table == name]
        print(f"{name}: {len(clean)} casts, {sum(row.told for row in clean)} of them told")
        print(*show(name, list(across(clean, broken)), len(every)), sep="\n", flush=True)
        tables[name] = written(name, clean, broken, fit(clean, broken), names)
    if options.write:
        score.CAST_WEIGHTS.write_text(lines(tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
