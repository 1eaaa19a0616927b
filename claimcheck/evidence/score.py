"""How much a text says for a relation: its features, each with its bits, and what follows from their sum.

The weights are tenths of a bit (log2 of how much likelier a feature is where a relation is asserted), fitted on marked
text; `tools/fit.py` and `tools/casts.py` make them. A rule or a kind of relation that no table names is told as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck import yamlfile
from claimcheck.evidence import casts, faults, headlines, lists, pairs
from claimcheck.evidence.features import features
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Evidence, Relation, Verdict

WEIGHTS = Path(__file__).parent / "weights.yaml"
CAST_WEIGHTS = WEIGHTS.with_name("casts.json")  # thousands of lines, which JSON reads ten times faster
SLIPS, CONTRADICTIONS = "slips", "contradictions"
PAIRS = {
    **dict.fromkeys(("transposed", "one-digit"), SLIPS),
    **dict.fromkeys(("same-measure", "count-taken-up"), CONTRADICTIONS),
}
LIST = "count-of-list"
SERIES, THREE = "series", 3
CASTS = {"sum": "sums", "share": "ratios", "change": "ratios", "product": "products"}
START, REST, TENTHS = "start", "all the rest", 10
SHOWN = 20  # features that are told one by one, the weightiest
PHRASE, EXPLAINED, MOST_BITS = "set phrase", "the percentage fits others", 8


class Table(NamedTuple):
    """What features are worth where one sort of question is asked, and the sums from which a relation is told, told
    where a set phrase speaks for it, or told as a note; `slip` is the most that a slip adds."""

    start: int
    tell: int
    phrase: int
    slip: int
    note: int | None
    weights: Mapping[str, int]


class Weighed(NamedTuple):
    """The evidence for a relation, the weightiest first, the bits from which it is told, whether it is told, and
    whether at least as a note."""

    evidence: tuple[Evidence, ...]
    bar: Fraction
    told: bool
    noted: bool

    @property
    def bits(self) -> Fraction:
        """All the evidence together."""
        return sum((each.bits for each in self.evidence), Fraction(0))


@cache
def tables() -> Mapping[str, Table]:
    """The tables of both files of weights by name. Raises DataError for a file that is wrong."""
    data = yamlfile.load(WEIGHTS.read_text(encoding="utf-8"), WEIGHTS)
    return {name: _table(given) for name, given in (*data.items(), *json.loads(CAST_WEIGHTS.read_bytes()).items())}


def _table(given: Mapping[str, Any]) -> Table:
    bars, weights = given["bars"], given["weights"]
    note = int(bars["note"]) if "note" in bars else None
    worth = {name: int(row[0]) for name, row in weights.items()}
    tell = int(bars["tell"])
    slip = sum(max(0, worth.get(feature, 0)) for feature in manner(MOST_BITS))
    return Table(int(str(given["start"])), tell, int(bars.get("phrase", tell)), slip, note, worth)


def of_pair(article: Article, relation: Relation) -> Weighed | None:
    """What speaks for two figures that cannot both be right being one, told twice; None for any other relation."""
    table = PAIRS.get(relation.kind) if relation.verdict is Verdict.BROKEN else None
    first, second = (relation.terms[0].claim, relation.terms[-1].claim) if table else (None, None)
    if table is None or first is None or second is None:
        return None
    return _weighed(table, pairs.features(article, first, second, slip=table == SLIPS))


def of_headline(article: Article, claim: Claim, other: Claim) -> Weighed:
    """What speaks for a figure of the story being the headline's, told otherwise."""
    return _weighed("headlines", headlines.features(article, claim, other))


def of_fault(article: Article, relation: Relation) -> Weighed | None:
    """What speaks for a relation that its figures do not keep being told at all, then a note at least; None for a kind
    of which too little is known."""
    if faults.kind(relation) not in tables()["faults"].weights:
        return None
    return _weighed("faults", faults.features(article, relation))._replace(noted=True)


def of_list(article: Article, relation: Relation) -> Weighed | None:
    """What speaks for a list of a sentence being what a number announces; None for any other relation."""
    claim = relation.terms[0].claim if relation.kind == LIST else None
    found = lists.features(article, claim, relation.terms[-1].span, relation.verdict) if claim else frozenset()
    return _weighed("lists", found) if found else None


def of_tick(article: Article, relation: Relation) -> Weighed | None:
    """What speaks for a relation that holds; None for a kind that needs no evidence."""
    if f"kind:{relation.kind}" not in tables()["ticks"].weights:
        return None
    return _weighed("ticks", features(article, relation))


def of_cast(article: Article, each: casts.Proposed, manner: frozenset[str]) -> Weighed:
    """What speaks for figures being told in a relation of a form that they do not keep, with the `manner` of it."""
    return _weighed(asked(each), casts.features(article, each.cast) | manner)


def asked(each: casts.Proposed) -> str:
    """The table that weighs a cast; totals of many parts have one of their own."""
    return SERIES if each.form == "sum" and len(each.cast) > THREE else CASTS[each.form]


def manner(bits: int | None, *, phrase: bool = False, explained: bool = False) -> frozenset[str]:
    """The features of how a cast is broken and told: `bits` is how much the slip tells that would mend it, if one does;
    `phrase`: a set phrase tells the relation; `explained`: the percentage follows from other figures near it."""
    found = {f"slip of {each} bits" for each in range(bits + 1)} if bits is not None else set()
    return frozenset(found | ({PHRASE} if phrase else set()) | ({EXPLAINED} if explained else set()))


def worth_a_look(article: Article, each: casts.Proposed) -> bool:
    """Whether a cast would be told if the figures showed the most telling slip."""
    name = asked(each)
    table, pieces = tables()[name], casts.pieces(article, each.cast)
    found = frozenset().union(*(_known(article, name, piece) for piece in pieces))
    return table.start + table.slip + sum(table.weights[feature] for feature in found) >= table.tell


@remembered
def _known(article: Article, name: str, piece: frozenset[str]) -> frozenset[str]:
    """The features of a piece that a table has a weight for."""
    return piece & tables()[name].weights.keys()


def _weighed(name: str, found: frozenset[str]) -> Weighed:
    table = tables()[name]
    known = sorted(found & table.weights.keys(), key=lambda feature: (-abs(table.weights[feature]), feature))
    total = table.start + sum(table.weights[feature] for feature in known)
    told, rest = known[:SHOWN], known[SHOWN:]
    worth = [(START, table.start), *((feature, table.weights[feature]) for feature in told)]
    worth += [(REST, sum(table.weights[feature] for feature in rest))] if rest else []
    evidence = tuple(Evidence(feature, Fraction(tenths, TENTHS)) for feature, tenths in worth)
    tell = table.phrase if PHRASE in found else table.tell
    noted = total >= (tell if table.note is None else table.note)
    return Weighed(evidence, Fraction(tell, TENTHS), total >= tell, noted)
