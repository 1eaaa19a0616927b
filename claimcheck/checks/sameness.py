"""Whether two claims speak of the same thing: the evidence, and what rules it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache

from claimcheck.checks.judging import nominal, show
from claimcheck.extract import nouns
from claimcheck.extract.article import RATES, Article
from claimcheck.extract.series import series
from claimcheck.language import Pack
from claimcheck.model import Claim, Kind, Moment, Place, Source
from claimcheck.phrase import tokenize

COMPARABLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.RATIO})
REACH = 40
PARTLY = ("remainder", "increment", "from_to", *RATES)


def pairs(article: Article) -> Iterator[tuple[Claim, Claim, int]]:
    """Claims of different sentences that may be one measure, earlier first, with the evidence (see `evidence`)."""
    seen: dict[tuple[Kind, str], list[Claim]] = {}
    for claim in article.claims:
        if not _comparable(article, claim):
            continue
        group = seen.setdefault((claim.quantity.kind, claim.quantity.unit), [])
        for other in group[:4] + group[max(4, len(group) - REACH) :]:
            if other.sentence != claim.sentence:
                points = evidence(article, other, claim)
                if points is not None:
                    yield other, claim, points
        group.append(claim)


def _comparable(article: Article, claim: Claim) -> bool:
    quantity = claim.quantity
    if quantity.kind not in COMPARABLE or claim.cell is not None or quantity.value in (0, 1):
        return False
    return not (claim.threshold or claim.negated or claim.id in partial(article))


@lru_cache(maxsize=4)
def partial(article: Article) -> frozenset[str]:
    """Ids of claims that the text itself marks as additions, rests, rates or members of a list."""
    ids = {
        claim.id
        for name in PARTLY
        for cue in article.cued(name)
        for role, claim in cue.holes.items()
        if role not in ("whole", "part")
    }
    for found in series(article):
        ids.update(claim.id for claim in found.claims)
    return frozenset(ids)


@lru_cache(maxsize=4)
def _parts(article: Article) -> frozenset[str]:
    return frozenset(cue.holes["part"].id for cue in article.cued("subset") if "part" in cue.holes)


def evidence(article: Article, a: Claim, b: Claim) -> int | None:
    """Points for the two being one measure, None when something rules it out.

    A noun in common gives 4, a wider noun 2; each shared modifier and event 2, each other shared word 1
    (at most 3); a definite form and a place in the headline 2 each; a noun that many figures count takes 2.
    A headline's figure that stands nowhere in the body but for a slip of one digit gives 6.
    """
    noun = _noun(a, b)
    if noun is None or _apart(article, a, b):
        return None
    headline = a.place is Place.HEADLINE
    if not headline and (a.forecast or b.forecast or {a.id, b.id} & _parts(article)):
        return None
    points = noun + 2 * len(a.modifiers & b.modifiers) + 2 * min(2, len(a.predicate & b.predicate))
    points += min(3, len((a.context & b.context) - a.predicate))
    points += 2 * headline + 2 * _definite(article, b)
    points -= 2 * (bool(_places(article, a)) != bool(_places(article, b)))
    if headline and slip(nominal(a.quantity), nominal(b.quantity)) and not _repeated(article, a):
        points += 6
    if a.key and _counting(article)[a.key] > 3:
        points -= 2
    return points


def slip(first: Fraction, second: Fraction) -> bool:
    """Whether two figures of two digits or more differ by one digit or by two neighbours swapped."""
    a, b = show(first), show(second)
    if len(a) != len(b) or sum(map(str.isdigit, a)) < 2 or a == b:
        return False
    wrong = [at for at in range(len(a)) if a[at] != b[at]]
    if len(wrong) == 1:
        return a[wrong[0]].isdigit() and b[wrong[0]].isdigit()
    digits = a.replace(".", ""), b.replace(".", "")
    swapped = [at for at in range(len(digits[0])) if digits[0][at] != digits[1][at]]
    if len(swapped) != 2 or swapped[1] - swapped[0] != 1 or a.find(".") != b.find("."):
        return False
    one, two = swapped
    return digits[0][one] == digits[1][two] and digits[0][two] == digits[1][one]


def _repeated(article: Article, claim: Claim) -> bool:
    """Whether the body gives a headline's figure again, exactly, rounded or as a sum of two others."""
    others = [
        other
        for other in article.claims
        if other.place is not Place.HEADLINE
        and other.quantity.kind is claim.quantity.kind
        and other.quantity.unit == claim.quantity.unit
    ]
    return any(claim.quantity.generous.meets(other.quantity.generous) for other in others)


def _noun(a: Claim, b: Claim) -> int | None:
    if bool(a.modifiers - b.modifiers) and bool(b.modifiers - a.modifiers):
        return None
    if a.key and a.key == b.key:
        return 4
    if a.key in b.concepts or b.key in a.concepts:
        return 2
    if a.key and b.key or a.quantity.kind is Kind.COUNT:
        return None
    return 0


def _apart(article: Article, a: Claim, b: Claim) -> bool:
    """Whether time, place, source or speech keep the two apart."""
    if a.quoted != b.quoted or _other_time(a.moment, b.moment) or rival_sources(article, a, b):
        return True
    first, second = _places(article, a), _places(article, b)
    return bool(first and second) and not first & second


def _places(article: Article, claim: Claim) -> frozenset[str]:
    """The names beside a claim that set it apart: neither the story's topic nor its source."""
    names = claim.locations - topics(article)
    return names - set(claim.source.name.lower().split()) if claim.source else names


def _other_time(a: Moment | None, b: Moment | None) -> bool:
    label_a, label_b = (a.label if a else ""), (b.label if b else "")
    if label_a != label_b and "before" in (label_a, label_b):
        return True
    if a and b and a.first and b.first and a.last and b.last:
        return a.last < b.first or b.last < a.first
    return False


def rival_sources(article: Article, a: Claim, b: Claim) -> bool:
    """Whether two different sources, with no word of their names in common, answer for the two figures."""
    if a.source is None or b.source is None:
        return False
    return not _name_words(article, a.source) & _name_words(article, b.source)


def _name_words(article: Article, source: Source) -> set[str]:
    pack = article.pack
    words = {nouns.stem(token.norm, pack) for token in tokenize(source.name, pack.apostrophe) if token.is_word}
    return words - _stop_stems(pack)


@cache
def _stop_stems(pack: Pack) -> frozenset[str]:
    return frozenset(nouns.stem(word, pack) for word in pack.words("nouns.stop"))


@lru_cache(maxsize=4)
def topics(article: Article) -> frozenset[str]:
    """Names the whole story is about: in the headline, in the first sentence, or named three times."""
    names: Counter[str] = Counter()
    for sentence in article.sentences:
        for at, token in enumerate(sentence.tokens):
            if token.capital and (at or sentence.place is Place.HEADLINE):
                names[token.norm] += 3 if sentence.number == 0 or sentence.place is Place.HEADLINE else 1
    return frozenset(name for name, count in names.items() if count >= 3)


@lru_cache(maxsize=4)
def _counting(article: Article) -> Mapping[str, int]:
    return Counter(claim.key for claim in article.claims if claim.key and not claim.cell)


def _definite(article: Article, claim: Claim) -> bool:
    """Whether `the`, `those`, `quei` stand before the number: it was mentioned already."""
    row = article.items[claim.sentence]
    at = article.item_of.get(claim.id, 0)
    return at > 0 and row[at - 1].norm in article.pack.words("definite")
