"""What makes figures that fail in one cast right after all: another relation that they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from claimcheck.checks.innocent import derivation
from claimcheck.checks.judging import nominal
from claimcheck.evidence.casts import Proposed, fit, sort_of, usable
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Relation, Verdict
from claimcheck.relations.casting import by_figures
from claimcheck.relations.keeping import close, judged

LONG = 100  # last places: a figure of three digits is seldom completed by chance
RATIOS = ("share", "change")  # in which a percentage follows from the others


def excused(article: Article, each: Proposed) -> bool:
    """Whether the figures are all of a list that adds up, or a sum is complete with one more figure near them."""
    return _of_list(article, each) or (each.form == "sum" and _with_one_more(article, each))


def _with_one_more(article: Article, each: Proposed) -> bool:
    total, parts = each.of("total")[0], each.of("part")
    if nominal(total.quantity) < LONG * total.quantity.step:
        return False
    missing = total.quantity.strict - parts[0].quantity.strict - parts[1].quantity.strict
    first, last = each.cast[0][1].sentence, each.cast[-1][1].sentence
    near = [c for number in range(first - 1, last + 2) for c in article.by_sentence.get(number, ()) if usable(c)]
    others = (one for one in near if all(one is not claim for _, claim in each.cast))
    return any(fit(sort_of(total), sort_of(one)) and one.quantity.strict.meets(missing) for one in others)


def _of_list(article: Article, each: Proposed) -> bool:
    own = {claim.id for _, claim in each.cast}
    beside = (c for number in {claim.sentence for _, claim in each.cast} for c in article.by_sentence[number])
    lists = (found[1] for claim in beside if (found := derivation(article, claim)) and len(found[1]) >= len(own))
    return any(own <= {part.id for part in parts} for parts in lists)


def settled(relation: Relation, told: Iterable[Relation]) -> bool:
    """Whether two figures of a proposed relation already stand together in a sum or a ratio that holds."""
    own = _figures(relation)
    holding = (_figures(each) for each in told if each.verdict is Verdict.HOLDS)
    return any(len(others) >= len(own) and len(own & others) >= len(own) - 1 for others in holding)


def _figures(relation: Relation) -> set[str]:
    return {term.claim.id for term in relation.terms if term.claim}


def explained(article: Article, each: Proposed) -> bool:
    """Whether the percentage of a cast is what some other figures near it make."""
    return each.form in RATIOS and _follows(article, each.of("percent")[0])


@remembered
def _follows(article: Article, percent: Claim) -> bool:
    """Whether a percentage follows from two figures near it."""
    casts = _by_percentage(article)[percent.id]
    return any(close(each) and judged(article, each).verdict is Verdict.HOLDS for each in casts)


@remembered
def _by_percentage(article: Article) -> Mapping[str, list[Proposed]]:
    """The casts in which a percentage follows from the others, by the percentage."""
    found: dict[str, list[Proposed]] = defaultdict(list)
    for casts in by_figures(article).values():
        for each in casts:
            if each.form in RATIOS:
                found[dict(each.cast)["percent"].id].append(each)
    return found
