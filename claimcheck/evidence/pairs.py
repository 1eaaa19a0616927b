"""What a text shows for or against two figures being one, told twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from claimcheck.checks.apart import apart, other_time, places, rival_sources
from claimcheck.checks.digits import rounded_alike
from claimcheck.checks.figures import measure_of
from claimcheck.checks.innocent import revised
from claimcheck.checks.judging import nominal, show
from claimcheck.checks.openings import opens
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.checks.sameness import hurt
from claimcheck.evidence.rivals import rivals
from claimcheck.evidence.words import beside, content, nouns_of
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Hedge, Kind, Place, Quantity

DIGITS, WORDS, CROWD, FAR = 5, 4, 3, 4
WHOLE = 100
NOUNS = {
    "equal": "one noun",
    "wider": "wider noun",
    "akin": "other nouns",
    "differ": "other nouns",
    "one lacks": "noun left out",
    "none": "no nouns",
}


def features(article: Article, a: Claim, b: Claim, slip: bool) -> frozenset[str]:
    """The names of all that is true of two figures; `slip`: one digit, or the order of two, sets them apart."""
    found = {f"of {a.quantity.kind.value}", *_placed(article, a, b), *_worded(article, a, b)}
    if slip:
        found.update(_slipped(a.quantity, b.quantity))
    found.update(_elsewhere(article, a, b), _said(article, a, b), rivals(article, a, b))
    first, second = profiles(article).get(a.id), profiles(article).get(b.id)
    if first is None or second is None:
        found.add("in a table")
    else:
        found.update(_named(first, second))
        found.update(_apart(article, a, b))
    return frozenset({*found, *_together(found)})


def _slipped(a: Quantity, b: Quantity) -> Iterator[str]:
    alike = rounded_alike(nominal(a), a.step, nominal(b), b.step)
    first, second = (show(value).replace(".", "") for value in alike)
    wrong = [at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other]
    digits = min(DIGITS, *(len(text.strip("0")) for text in (first, second)))
    sort = "swap" if len(wrong) > 1 else "digit"
    yield sort
    yield f"{sort} in {digits} digits"
    if sort == "digit":
        yield ("first digit", "second digit", "later digit")[min(2, *wrong)]


def _placed(article: Article, a: Claim, b: Claim) -> Iterator[str]:
    if Place.HEADLINE in (a.place, b.place):
        yield "headline"
        if a.place is Place.HEADLINE and opens(article, b):
            yield "headline and first sentence"
    yield f"{min(FAR, abs(a.sentence - b.sentence).bit_length())} steps apart"
    beside = min(_alike(article, claim.sentence, claim.quantity.kind) for claim in (a, b))
    yield f"{min(CROWD, beside - 1)} beside both"


@remembered
def _alike(article: Article, sentence: int, kind: Kind) -> int:
    return sum(claim.quantity.kind is kind for claim in article.by_sentence.get(sentence, ()))


def _worded(article: Article, a: Claim, b: Claim) -> Iterator[str]:
    """Which words the places share."""
    close = len(beside(article, a) & beside(article, b))
    yield f"{min(WORDS, close)} words shared"
    sentences = len(content(article, a.sentence) & content(article, b.sentence))
    yield f"{min(WORDS, sentences)} words of sentences shared"


def _elsewhere(article: Article, a: Claim, b: Claim) -> Iterator[str]:
    """Whether the story gives either figure again, or what lies between them."""
    sort, amounts = measure_of(article, a), _amounts(article)
    first, second = nominal(a.quantity), nominal(b.quantity)
    told = sum(amounts.get((sort, value), 0) > 1 for value in (first, second))
    yield ("told once each", "one told again", "both told again")[told]
    if any((sort, value) in amounts for value in (abs(first - second), first + second)):
        yield "sum or difference told"
    if a.quantity.kind is Kind.PERCENT and abs(first + second - WHOLE) <= 1:
        yield "two parts of a hundred"
    digits = len(show(first))
    crowd = sum(count for (other, value), count in amounts.items() if other == sort and len(show(value)) == digits)
    yield f"{min(CROWD, max(0, crowd - 2).bit_length())} more of their length"


@remembered
def _amounts(article: Article) -> Mapping[tuple[tuple[Kind, str], Fraction], int]:
    found: dict[tuple[tuple[Kind, str], Fraction], int] = {}
    for claim in article.claims:
        key = measure_of(article, claim), nominal(claim.quantity)
        found[key] = found.get(key, 0) + 1
    return found


def _said(article: Article, a: Claim, b: Claim) -> Iterator[str]:
    if a.quoted != b.quoted:
        yield "one in a quotation"
    if a.quantity.in_words or b.quantity.in_words:
        yield "in words"
    if Hedge.NONE is not a.quantity.hedge or Hedge.NONE is not b.quantity.hedge:
        yield "hedged"
    if {a.sentence, b.sentence} & revised(article):
        yield "revised"
    if a.key and a.key == b.key:
        yield "one word for both"


def _named(first: Profile, second: Profile) -> Iterator[str]:
    yield NOUNS[nouns_of(first, second)]
    if first.events & second.events or (hurt(first) and hurt(second)):
        yield "one event"
    elif first.events and second.events:
        yield "other events"
    if second.definite:
        yield "taken up"
    if first.portion or second.portion:
        yield "some of them"


def _apart(article: Article, a: Claim, b: Claim) -> Iterator[str]:
    if other_time(a.moment, b.moment):
        yield "other times"
    if rival_sources(article, a, b):
        yield "other sources"
    here, there = places(article, a), places(article, b)
    if here & there:
        yield "one name"
    elif here and there:
        yield "other names"
    if apart(article, a, b):
        yield "set apart"


def _together(found: set[str]) -> Iterator[str]:
    """What says more together than each alone."""
    for sort in found & {"swap", "digit"}:
        for other in found & {"headline", "taken up", "one noun", "no nouns", "noun left out", "told once each"}:
            yield f"{sort}, {other}"
    if "one noun" in found:
        yield from (f"{other}, one noun" for other in found & {"headline", "taken up", "one event"})
