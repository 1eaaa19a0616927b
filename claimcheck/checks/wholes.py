"""Parts and wholes that a sentence sets in relation, before anything is said of their shares."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.judging import nominal
from claimcheck.checks.proportions import AMOUNTS, alike, bare
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind


def parts_of_wholes(article: Article, sentence: int) -> Iterator[tuple[Claim, Claim]]:
    """Part and whole of one sort that a sentence sets in relation; a bare whole may leave out the unit of its part."""
    for name in ("subset", "part_of"):
        for cue in article.cued(name, sentence):
            whole, part = cue.holes.get("whole"), cue.holes.get("part")
            if whole is None or part is None or not {whole.quantity.kind, part.quantity.kind} <= AMOUNTS:
                continue
            if part.span < whole.span and not straight(article, part, whole, name == "part_of"):
                continue
            if (alike(whole, part) or bare(whole)) and nominal(whole.quantity) >= nominal(part.quantity):
                yield part, whole
    yield from _opened(article, sentence)


def _opened(article: Article, sentence: int) -> Iterator[tuple[Claim, Claim]]:
    """`Of the 8,400 people who came in September, 6,300 were seen`: the whole that opens a sentence and the bare count
    behind the comma."""
    for cue in article.cued("opens_with", sentence):
        whole = cue.holes["w"]
        behind = (claim for claim in article.by_sentence[sentence] if claim.span > whole.span)
        part = next((claim for claim in behind if claim.quantity.kind is Kind.COUNT), None)
        if cue.first or part is None or part.key or nominal(part.quantity) > nominal(whole.quantity):
            continue
        if article.items[sentence][article.item_of[part.id] - 1].norm == "," and alike(whole, part):
            yield part, whole


def straight(article: Article, claim: Claim, whole: Claim, strict: bool = True) -> bool:
    """Whether nothing but `of`, articles and adjectives stand between a share and its whole."""
    if not strict:
        return True
    pack = article.pack
    easy = pack.words("nouns.of") | pack.words("fillers") | pack.words("nouns.articles") | pack.words("whole_words")
    between = {item.norm for item in article.between(claim, whole)} - easy
    return whole.quantity.kind in AMOUNTS and between.isdisjoint(pack.words("nouns.stop"))
