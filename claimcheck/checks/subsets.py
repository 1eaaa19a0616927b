"""Subsets: a part named inside its whole cannot be larger than the whole."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concept_of, stem
from claimcheck.model import Claim, Kind, Place, Relation, Verdict

COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
NAMELESS = 4  # items of `of these, 43`
MOST_TIMES = 5  # a slip seldom makes a part larger
NO_SETS = frozenset({"point"})  # what is counted and has no members
PLACES = frozenset({"place", "city", "region", "country"})
BORROWED = "unit of its neighbour"
CLAUSE = frozenset(",;:(—–«“\"")


@check("part-of-whole", slots=("part", "whole"))
def subset(article: Article) -> Iterator[Relation]:
    """A part named inside its whole (`of whom`, `including`, `of these`), which cannot be larger."""
    done: set[tuple[str, str]] = set()
    for whole, part in (*_named_subsets(article), *_recalled_subsets(article)):
        if (whole.id, part.id) in done or not _countable(article, whole, part):
            continue
        done.add((whole.id, part.id))
        judged = Verdict.BROKEN if whole.quantity.strict.below(part.quantity.strict) else Verdict.HOLDS
        if judged is Verdict.BROKEN and _of_another(article, whole, part):
            continue
        if judged is Verdict.BROKEN and not whole.quantity.generous.below(part.quantity.generous):
            judged = Verdict.STRAINED
        sign = "<=" if judged is Verdict.HOLDS else ">"
        yield relation(
            "part-of-whole",
            judged,
            [term("whole", whole), term("part", part)],
            [f"{show(nominal(part.quantity))} {sign} {show(nominal(whole.quantity))}"],
            part=nominal(part.quantity),
            whole=nominal(whole.quantity),
        )


def _of_another(article: Article, whole: Claim, part: Claim) -> bool:
    """Whether the sentence counts something before that the part may be of (`1,340 people in four halls, 520 of
    them`)."""
    before = (claim for claim in article.by_sentence[part.sentence] if claim.span < whole.span)
    size, kind = nominal(part.quantity), part.quantity.kind
    like = (claim for claim in before if claim not in (whole, part) and claim.quantity.kind is kind and claim.key)
    return any(nominal(claim.quantity) >= size for claim in like)


def _countable(article: Article, whole: Claim, part: Claim) -> bool:
    if whole.quantity.kind is not part.quantity.kind or whole.quantity.kind not in COUNTED:
        return False
    if whole.key in NO_SETS:
        return False
    if PLACES & {whole.key, *whole.concepts} and part.key and not PLACES & {part.key, *part.concepts}:
        return False
    rate = article.rate_of(whole) or article.rate_of(part)
    limit = part.threshold and not article.has(part, "of_these")
    return whole.quantity.unit == part.quantity.unit and not rate and not limit


def _named_subsets(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """Whole and part in one phrase."""
    for name in ("subset", "part_of"):
        for cue in article.cued(name):
            whole, part = cue.holes.get("whole"), cue.holes.get("part")
            if whole is None or part is None:
                continue
            preposed = whole.span < part.span and article.item_of[whole.id] > cue.first
            if _of_it(whole, part) and _opens(article, cue) if preposed else name == "subset":
                yield whole, part


def _of_it(whole: Claim, part: Claim) -> bool:
    """Whether a figure behind `of the 40 places` is of these: it names nothing else, and is of their size."""
    if BORROWED in part.quantity.trace or part.key and part.key != whole.key and not part.concepts & whole.concepts:
        return False
    return nominal(part.quantity) <= MOST_TIMES * nominal(whole.quantity)


def _opens(article: Article, cue: Cue) -> bool:
    """Whether the phrase opens a clause: what is of the whole is then said of all of it."""
    return cue.first == 0 or article.items[cue.sentence][cue.first - 1].norm in CLAUSE


def _recalled_subsets(article: Article) -> Iterator[tuple[Claim, Claim]]:
    """A part of something counted just before: `of these, 43`, `among the women, 106`. A larger figure is none of a
    whole in its own sentence, which then speaks of others."""
    for cue in article.cued("of_these"):
        part = cue.holes["part"]
        unclear = cue.last - cue.first > NAMELESS and not _opens(article, cue)
        before = [] if unclear or _counts_its_noun(article, cue) else _before(article, part)
        large = [claim for claim in before if nominal(claim.quantity) >= nominal(part.quantity)]
        large.sort(key=lambda claim: not claim.key)
        meant = _meant(article, cue, before) or next(iter(large), None) or (before[0] if len(before) == 1 else None)
        if meant and _fits_or_stands_before(meant, part):
            yield meant, part
    for cue in article.cued("among_the"):
        part = cue.holes["part"]
        named = _named_in(article, cue)
        whole = next((claim for claim in _before(article, part) if claim.key and claim.key in named), None)
        if whole and _fits_or_stands_before(whole, part):
            yield whole, part


def _fits_or_stands_before(whole: Claim, part: Claim) -> bool:
    return whole.sentence != part.sentence or not whole.quantity.strict.below(part.quantity.strict)


def _meant(article: Article, cue: Cue, before: list[Claim]) -> Claim | None:
    """The figure whose clause has the noun of `of those flats`, or the only one of the sentences before."""
    if cue.last - cue.first <= NAMELESS:
        return None
    named = _named_in(article, cue)
    told = [claim for claim in before if named & {claim.key, *claim.concepts, *claim.context, *claim.predicate}]
    return told[0] if told else before[0] if len(before) == 1 else None


def _counts_its_noun(article: Article, cue: Cue) -> bool:
    """Whether the part counts the noun before it (`season-ticket holders, about 16,000 of them,`) and is no part."""
    row, part = article.items[cue.sentence], cue.holes["part"]
    opening = min(cue.first, article.item_of[part.id])
    apposed = opening > 0 and row[opening - 1].norm == "," and article.item_of[part.id] == opening
    return apposed and not any(claim.span < part.span for claim in article.by_sentence[cue.sentence])


def _before(article: Article, part: Claim) -> list[Claim]:
    """Counts of people or things in the clause or the two sentences before a part, nearest first."""
    at = article.position[part.id]
    near = (claim for claim in reversed(article.claims[max(0, at - 8) : at]) if part.sentence - claim.sentence <= 2)
    apart = (Place.TABLE, Place.HEADLINE)
    return [claim for claim in near if claim.quantity.kind is Kind.COUNT and claim.place not in apart]


def _named_in(article: Article, cue: Cue) -> set[str]:
    """Keys of the nouns that stand inside a cue's gap."""
    row = article.items[cue.sentence][cue.first : cue.last]
    words = {item.norm for item in row if item.quantity is None} - article.pack.words("nouns.stop")
    known = {concept.name for word in words if (concept := concept_of(word, article.pack))}
    return known | {stem(word, article.pack) for word in words}
