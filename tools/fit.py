"""How much each feature says of a relation, fitted on marked stories, proofs and ordinary news.

    python -m tools.fit NEWS.jsonl [--more FILE.jsonl] [--write]

`ticks`: relations that hold in marked stories, asserted where a writer marked them. `slips`: figures that differ by a
slip, one figure where the slip was planted in a figure told twice, two in stories and articles as they were written.
`contradictions`: two figures told of one thing, rightly where a planted slip is one of them. `headlines`: a headline's
figure that the story does not give again and a figure of the story, rightly where the headline's was changed. `lists`:
a number and a list near it, announced by it where a writer marked it, also once the number was changed. `faults`: all
other relations that an error or a warning is told of, rightly where a planted slip broke them.
Of the texts of a second file, which may be short and rich in headlines, only headlines and faults are learnt.
The weights are those of a regularised logistic regression, in tenths of a bit, with the two counts behind them; a
feature that can only speak for, or only against, stays on its side. Shown is what each bar gives where the weights for
a hand come from the other hands. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from scipy.optimize import minimize

from claimcheck import engine, language, pipeline, proof, rulebook
from claimcheck.checks import told_twice
from claimcheck.checks.lists import count_of_list
from claimcheck.checks.same_measure import same_measure
from claimcheck.evidence import faults, headlines, lists, pairs, rivals, score
from claimcheck.evidence.features import features
from claimcheck.extract.article import Article, read_article
from claimcheck.extract.budget import Exhausted
from claimcheck.model import Relation, Severity, Verdict
from claimcheck.relations import proposed
from tools.checked import Place, Text, jobs, overlaps, place
from tools.corpus import Relation as Marked
from tools.corpus import Story, stories
from tools.news import articles
from tools.slips import choice, like, slips
from tools.twins import twins

FOLDS, TENTH = 10, 10 / log(2)
# how strongly weights are drawn to nothing
HELD_BACK = {"ticks": 2.5, "slips": 1.0, "contradictions": 1.5, "headlines": 2.0, "lists": 1.0, "faults": 4.0}
PROOF, LEAST, BOUND, ENOUGH = 2, 1, 9, 5
# what a pair counts in a text as it was written
WRONG = {"slips": 1.0, "contradictions": 4.0, "headlines": 4.0, "lists": 1.0, "faults": 4.0}
LEFT_OUT = {"contradictions": ("of ", "hedged", *(f"{n} {what}" for n in range(4) for what in ("more", "beside")))}
FAMILY, SOURCES = "C", "S"
OF_ALL = frozenset({"headlines", "faults"})  # what is learnt of all texts
NUMERAL, FEW = r"\d+(?:[.,'\s]\d{3})*", 20
SLIPS = {"C313": told_twice.transposed, "C345": told_twice.one_digit}
FOR = {
    *("swap", "headline", "headline and first sentence", "told once each", "one noun", "one event", "taken up"),
    *("one name", "one word for both", "in words", "in a table", "headline and text", "one sentence"),
    *(f"{n} words{of} shared" for n in (2, 3, 4) for of in ("", " of sentences")),
    *("taken up, one noun", "headline, one noun", "one event, one noun", "next sentence", "3 digits", "4 digits"),
    *("parts of one dimension", "best matches of each other", "headline not told again, its best match"),
    *("apart by a slip", *(f"apart by {float(level)}" for level in faults.LEVELS if level < faults.HALF)),
    *(f"{what}like by {level}" for what in ("", "headline not told again, ") for level in rivals.LEVELS),
}
AGAINST = {
    *("revised", "hedged", "set apart", "other times", "other sources", "other names", "other nouns", "other events"),
    *("some of them", "sum or difference told", "two parts of a hundred", "both told again", "one told again"),
    *("later digit", "2 beside both", "3 beside both", "3 more of their length", "bounded", "forecast", "threshold"),
    *("denied", "sentences apart", "far apart", "semicolon", "colon", "brackets", "many commas", "1 digits"),
    *("0 words shared", "0 words of sentences shared", "1 figures between", "2 figures between", "3 figures between"),
    *(f"apart by {float(level)}" for level in faults.LEVELS if level > faults.HALF),
    *("word for contrast", "word for no", "headline told again", "explained"),
    *(f"the {which} {what}" for which in ("earlier", "later") for what in ("told again by a better match", "reached")),
    *(f"{n} better matches for the {which}" for which in ("earlier", "later") for n in (1, 2)),
}


class Row(NamedTuple):
    """One relation: the table it is for, its features, whether the text asserts it, what it counts, and whose text."""

    table: str
    features: frozenset[str]
    asserted: bool
    worth: float
    hand: str
    text: str


def _read(lang: str, text: str) -> Article:
    return read_article(pipeline.from_text(text), language.pack(lang))


def _places(relation: Relation) -> tuple[Place, ...]:
    return tuple(place(term.claim) if term.claim else (term.span.start, term.span.end) for term in relation.terms)


def _ticks(article: Article) -> Iterator[Relation]:
    for job in jobs():
        article.budget.left = 10**6
        try:
            found = [one for one in job.check(article, **job.params) if one.verdict is Verdict.HOLDS]
        except Exhausted:
            continue
        yield from (one for one in found if sum(term.claim is not None for term in one.terms) > 1)


def _pairs(article: Article) -> Iterator[tuple[str, frozenset[str], tuple[Place, ...]]]:
    """Each pair that the checks see: its table, its features, its places."""
    for check in (*SLIPS.values(), same_measure):
        article.budget.left = 10**6
        for found in check(article):
            first, second = found.terms[0].claim, found.terms[1].claim
            if first and second and found.verdict is Verdict.BROKEN:
                table = score.PAIRS[found.kind]
                yield table, pairs.features(article, first, second, slip=table == "slips"), _places(found)
    yield from (("headlines", *found) for found in _headlines(article))


def _headlines(article: Article) -> Iterator[tuple[frozenset[str], tuple[Place, Place]]]:
    """The features and places of each figure of the headline that stands alone, with each that it may be."""
    article.budget.left = 10**6
    for claim, others in headlines.orphans(article):
        for other in others:
            yield headlines.features(article, claim, other), (place(claim), place(other))


def _lists(article: Article, announced: Sequence[Sequence[Place]]) -> Iterator[tuple[Relation, frozenset[str], bool]]:
    """Each number and the list it may announce, their features, and whether all of that list was marked for it; the
    first place of each marked list is that of its number."""
    article.budget.left = 10**6
    for found in count_of_list(article):
        claim, span = found.terms[0].claim, found.terms[-1].span
        if claim and (shown := lists.features(article, claim, span, found.verdict)):
            whole = (items for number, *items in announced if overlaps(number, place(claim)))
            told = any(all(overlaps(item, (span.start, span.end)) for item in items) for items in whole)
            yield found, shown, told


def _announced(relations: Sequence[Marked], places: Mapping[str, Place]) -> list[list[Place]]:
    """The place of each marked number that announces a list, and those of the items."""
    listed = [each for each in relations if each.name == "listed"]
    return [[places[str(each.roles["count"])], *(places[str(key)] for key in each.roles["items"])] for each in listed]


def _faults(article: Article) -> Iterator[tuple[str, frozenset[str], tuple[Place, ...]]]:
    """The fingerprint, features and places of each finding that no evidence of its own is asked of."""
    for finding in engine.run(article, jobs()).findings:
        relation = finding.relation
        own = score.of_list(article, relation) or score.of_pair(article, relation)
        asked = own or proposed.of_phrase(article, relation)
        if asked is None and finding.rule[0] != SOURCES and _severities()[finding.rule] is not Severity.NOTE:
            yield finding.fingerprint, faults.features(article, relation), _places(relation)


@cache
def _severities() -> Mapping[str, Severity]:
    return {rule.id: rule.severity for rule in rulebook.load(rulebook.FOLDER)}


def of_story(story: Story) -> list[Row]:
    """What a marked story and its twins teach."""
    lang, hand, name = story.head["lang"], story.head["hand"], story.path.stem
    article = _read(lang, story.text)
    marked = [[story.marks[key].place for key in relation.keys] for relation in story.relations]
    rows = [Row(table, found, False, WRONG[table], hand, name) for table, found, _ in _pairs(article)]
    for relation in _ticks(article):
        within = any(all(any(overlaps(a, b) for b in places) for a in _places(relation)) for places in marked)
        rows.append(Row("ticks", features(article, relation), within, 1, hand, name))
    places = {key: mark.place for key, mark in story.marks.items()}
    listed = _lists(article, _announced(story.relations, places))
    rows += [Row("lists", found, told, 1 if told else WRONG["lists"], hand, name) for _, found, told in listed]
    known = {fingerprint: found for fingerprint, found, _ in _faults(article)}
    rows += [Row("faults", found, False, WRONG["faults"], hand, name) for found in known.values()]
    told = [relation for relation in story.relations if relation.name == "same"]
    for number, twin in enumerate(twins(story)):
        meant = [twin.places[key] for key in twin.relation.keys]
        rows += [
            Row("faults", found, True, 1, hand, f"{name} {number}")
            for fingerprint, found, places in _faults(_read(lang, twin.text))
            if fingerprint not in known and any(overlaps(one, other) for one in places for other in meant)
        ]
        if twin.relation.name == "listed":
            listed = _lists(_read(lang, twin.text), _announced([twin.relation], twin.places))
            rows += [
                Row("lists", found, True, 1, hand, f"{name} {number}")
                for relation, found, told_of in listed
                if told_of and relation.verdict is Verdict.BROKEN
            ]
        others = [twin.places[key] for one in told if twin.key in one.keys for key in one.keys if key != twin.key]
        if others:
            wrong = twin.places[twin.key]
            rows += [
                Row(table, found, True, 1, hand, f"{name} {number}")
                for table, found, places in _pairs(_read(lang, twin.text))
                if any(overlaps(each, wrong) for each in places)
                and any(overlaps(each, other) for each in places for other in others)
            ]
    return rows


def of_article(row: Text) -> list[Row]:
    """What an article as published teaches: it tells no figure twice with a slip, and its headline's figures are
    right; each of those that it tells again is then changed."""
    hand, lang = f"news {choice(row.id) % (2 * FOLDS)}", row.lang or "en"
    article = _read(lang, row.text)
    rows = [Row(table, found, False, WRONG[table], hand, row.id) for table, found, _ in _pairs(article)]
    rows += [Row("faults", found, False, WRONG["faults"], hand, row.id) for _, found, _ in _faults(article)]
    rows += [
        Row("lists", found, False, WRONG["lists"], hand, row.id)
        for relation, found, _ in _lists(article, ())
        if relation.verdict is Verdict.BROKEN
    ]
    for claim, others in headlines.told(article):
        at, right = place(claim), {place(other) for other in others}
        if text := _mistaken(row.text[slice(*at)], row.id):
            moved = len(text) - (at[1] - at[0])
            changed = _read(lang, row.text[: at[0]] + text + row.text[at[1] :])
            rows += [
                Row("headlines", found, True, 1, hand, f"{row.id} {at[0]}")
                for found, (own, other) in _headlines(changed)
                if overlaps(own, at) and (other[0] - moved, other[1] - moved) in right
            ]
    return rows


def _mistaken(text: str, seed: str) -> str | None:
    """A printed figure with a slip, or another one of about its size."""
    typed = [slip.text for slip in slips(text, seed)]
    found = re.search(NUMERAL, text)
    value = int(re.sub(r"\D", "", found[0])) if found else 0
    step = 1 + choice(seed, "more") % 3
    few = (value + step, value - step if value > step + 1 else value + step)
    others = [round(value * times) for times in (0.7, 1.2, 1.5)] if value >= FEW else few
    near = [text.replace(found[0], new) for other in others if found and (new := like(found[0], Fraction(other)))]
    ways = [*typed, *near] if choice(seed, "way") % 2 else near or typed
    return ways[choice(seed, "which") % len(ways)] if ways else None


def of_proofs() -> Iterator[Row]:
    """What the proofs of the two rules teach, and what must be quiet of their family."""
    for rule in rulebook.load(rulebook.FOLDER):
        if rule.id[0] == FAMILY:
            shown = proof.read(rule)
            for fires, examples in ((True, shown.fires if rule.id in SLIPS else ()), (False, shown.quiet)):
                for one in examples:
                    for table, found, _ in _pairs(_read(one.language, one.text)):
                        if table == "slips" or (table == "headlines" and not fires):
                            yield Row(table, found, fires, PROOF, "proof", rule.id)


def known_kinds(rows: Sequence[Row]) -> list[Row]:
    """The rows of the kinds of fault that were seen often enough."""
    kinds = [next(each for each in row.features if each.startswith("kind:")) for row in rows]
    counts = Counter(kinds)
    return [row for row, kind in zip(rows, kinds, strict=True) if counts[kind] >= ENOUGH]


def _gathered(path: Path, more: Path | None) -> list[Row]:
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as workers:
        marked = workers.map(of_story, stories(Path("corpus")), chunksize=2)
        published = workers.map(of_article, articles(path), chunksize=32)
        others = workers.map(of_article, articles(more) if more else (), chunksize=32)
    added = (row for rows in others for row in rows if row.table in OF_ALL)
    return [*(row for rows in (*marked, *published) for row in rows), *added, *of_proofs()]


class Fitted(NamedTuple):
    """What a relation begins with, and what each feature adds."""

    start: float
    weights: Mapping[str, float]

    def __call__(self, row: Row) -> float:
        return self.start + sum(self.weights.get(feature, 0) for feature in row.features)


def fit(rows: Sequence[Row], names: Sequence[str], held_back: float) -> Fitted:
    """The weights that tell what is asserted from what is not."""
    at = {name: number for number, name in enumerate(names)}
    matrix = numpy.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        matrix[number, [at[feature] for feature in row.features if feature in at]] = 1
    wanted = numpy.array([row.asserted for row in rows], dtype=float)
    worth = numpy.array([row.worth for row in rows])

    def loss(values: Any) -> tuple[float, Any]:
        start, weights = values[0], values[1:]
        likely = 1 / (1 + numpy.exp(-(start + matrix @ weights)))
        right = wanted * numpy.log(likely + 1e-12) + (1 - wanted) * numpy.log(1 - likely + 1e-12)
        off = worth * (likely - wanted)
        slope = numpy.concatenate([[off.sum()], matrix.T @ off + 2 * held_back * weights])
        return -(worth * right).sum() + held_back * (weights @ weights), slope

    sides = [(0 if name in FOR else -BOUND, 0 if name in AGAINST else BOUND) for name in names]
    values = minimize(loss, numpy.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[(None, None), *sides]).x
    return Fitted(values[0] * TENTH, dict(zip(names, values[1:] * TENTH, strict=True)))


def across(rows: Sequence[Row], names: Sequence[str], held_back: float) -> Iterator[tuple[Row, float]]:
    """Each row with its sum, by weights that were fitted without its hand."""
    for fold in range(FOLDS):
        own = [row for row in rows if choice(row.hand) % FOLDS == fold]
        weigh = fit([row for row in rows if choice(row.hand) % FOLDS != fold], names, held_back)
        yield from ((row, weigh(row)) for row in own)


def show(name: str, found: Sequence[tuple[Row, float]]) -> Iterator[str]:
    """What each bar gives."""
    yield f"{name}: bar, asserted told, stories with one that is not, articles with one that is not"
    for bar in range(-30, 41, 3):
        over = [row for row, worth in found if worth >= bar and row.hand != "proof"]
        wrong = {row.text: row.hand for row in over if not row.asserted}
        told, news = sum(row.asserted for row in over), sum(hand.startswith("news") for hand in wrong.values())
        yield f"  {bar:4} {told:5} of {sum(row.asserted for row, _ in found)} {len(wrong) - news:5} {news:5}"


def written(name: str, rows: Sequence[Row], fitted: Fitted) -> Iterator[str]:
    """A table as YAML, with the bars that stand in the file."""
    table = score.tables()[name]
    note = f", note: {table.note}" if table.note is not None else ""
    yield f"{name}:\n  start: {round(fitted.start)}\n  bars: {{tell: {table.tell}{note}}}\n  weights:"
    kinds = sorted(fitted.weights.items(), key=lambda item: (not item[0].startswith("kind:"), -item[1], item[0]))
    for feature, worth in kinds:
        seen = [sum(feature in row.features for row in rows if row.asserted is side) for side in (True, False)]
        if abs(round(worth)) >= LEAST or feature.startswith("kind:"):
            yield f'    "{feature}": [{round(worth)}, {seen[0]}, {seen[1]}]'


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    rows = _gathered(options.news, options.more)
    head = [line for line in score.WEIGHTS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for name, held_back in HELD_BACK.items():
        chosen = [row for row in rows if row.table == name]
        chosen = known_kinds(chosen) if name == "faults" else chosen
        known = {feature for row in chosen for feature in row.features}
        names = sorted(feature for feature in known if not feature.startswith(LEFT_OUT.get(name, ("\n",))))
        print(*show(name, list(across(chosen, names, held_back))), sep="\n")
        head += written(name, chosen, fit(chosen, names, held_back))
    if options.write:
        score.WEIGHTS.write_text("\n".join(head) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
