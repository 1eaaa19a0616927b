"""All, none and both: what is said of every one, against a later count, and of two groups, against their overlap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from claimcheck.checks import check
from claimcheck.checks.exclusion import SIGNS
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.proportions import after
from claimcheck.checks.telling import plain
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Claim, Kind, Relation, Verdict

REACH = 8
NEXT = 1  # sentences behind `none of the 40` in which a count may still be of them
ALIVE = frozenset({"survivor", "hospitalised", "rescued", "discharged", "recovered", "injured", "unhurt"})
HARMED = frozenset({"dead", "injured", "hospitalised"})
# What nobody can be once a thing is said of none, or of all.
AFTER_NONE = {"survivor": ALIVE, "dead": frozenset({"dead"}), "injured": frozenset({"injured", "hospitalised"})}
AFTER_ALL = {"dead": ALIVE, "survivor": frozenset({"dead"}), "unhurt": HARMED, "rescued": frozenset({"dead"})}


@check("none-and-some", slots=("all", "some"))
def none_and_some(article: Article) -> Iterator[Relation]:
    """`None of the 40 passengers survived; two are in hospital`: some of whom it was said of none."""
    for name, excluded in (("none_of", AFTER_NONE), ("every_one_of", AFTER_ALL)):
        for cue in article.cued(name):
            every = cue.holes["all"]
            states = {state for said in _states(article, every) & excluded.keys() for state in excluded[said]}
            some = _some(article, every, frozenset(states)) if every.quantity.kind is Kind.COUNT else None
            if some:
                yield relation(
                    "none-and-some", Verdict.BROKEN, [term("all", every), term("some", some)],
                    [f"{show(nominal(some.quantity))} > 0"], all=nominal(every.quantity), some=nominal(some.quantity),
                )  # fmt: skip


def _some(article: Article, every: Claim, states: frozenset[str]) -> Claim | None:
    """The next count that names nobody else and is of those who cannot be."""
    at = article.position[every.id]
    for claim in article.claims[at + 1 : at + 4]:
        near = claim.sentence - every.sentence <= NEXT and claim.quantity.kind is Kind.COUNT
        same = not claim.key or claim.key == every.key
        if near and same and plain([claim]) and _states(article, claim) & states:
            return claim
    return None


def _states(article: Article, claim: Claim) -> frozenset[str]:
    """What the words behind a count, up to a sign or the next figure, say of those counted."""
    words = takewhile(lambda item: item.norm not in SIGNS, after(article, claim, REACH))
    return frozenset(found.name for item in words if (found := concept_of(item.norm, article.pack)))


@check("overlap", slots=("least", "most", "both"))
def overlap(article: Article) -> Iterator[Relation]:
    """`Of 100 pupils 70 study French and 60 German; 20 take both`: two groups of one whole, and those in both.

    By inclusion and exclusion at least a + b - N belong to both, and at most the smaller of the two.
    """
    for cue in article.cued("in_both"):
        found = _groups(article, cue)
        if found is None:
            continue
        whole, first, second = found
        both = cue.holes["n"]
        sizes = [nominal(claim.quantity) for claim in (whole, first, second)]
        least, most = max(sizes[1] + sizes[2] - sizes[0], sizes[0] * 0), min(sizes[1:])
        holds = least <= nominal(both.quantity) <= most
        needed = f"{show(sizes[1])} + {show(sizes[2])} - {show(sizes[0])} = {show(sizes[1] + sizes[2] - sizes[0])}"
        told = f"{show(nominal(both.quantity))} is {'' if holds else 'not '}in [{show(least)}, {show(most)}]"
        yield relation(
            "overlap", Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("whole", whole), term("group", first), term("group", second), term("both", both)],
            [needed, told], least=least, most=most, both=nominal(both.quantity),
        )  # fmt: skip


def _groups(article: Article, cue: Cue) -> tuple[Claim, Claim, Claim] | None:
    """The whole that opens the sentence and its two groups, when it gives no other figure before `both`."""
    both = cue.holes["n"]
    row = [claim for claim in article.by_sentence[cue.sentence] if claim.span < both.span]
    counts = all(claim.quantity.kind is Kind.COUNT for claim in row) and len(row) == 3
    if not counts or not plain((*row, both)):
        return None
    whole, first, second = row
    opens = any(whole in one.holes.values() and one.first == 0 for one in article.cued("opens_with", cue.sentence))
    larger = nominal(whole.quantity) >= max(nominal(first.quantity), nominal(second.quantity))
    return (whole, first, second) if opens and larger else None
