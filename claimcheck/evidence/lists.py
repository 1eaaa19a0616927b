"""What a text shows for or against a list being what a number announces, and all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks.enumeration import Listing, Segment, items_of, listing, until_end
from claimcheck.checks.profiles import Profile, profiles
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Place, Span, Verdict
from claimcheck.phrase import Item

SO_MANY = "so many are listed"
MANY, SHORT, LONG, ALIKE = 6, 3, 6, 2
SIGNS = {":": "colon", ",": "comma", "(": "bracket", ")": "bracket", ".": "full stop", **dict.fromkeys("–—-", "dash")}
WORDS = ((0, "no"), (2, "few"), (5, "some"))  # how many words between are told as what, more as many


def features(article: Article, claim: Claim, span: Span, verdict: Verdict) -> frozenset[str]:
    """The names of all that is true of a number and a list; nothing where the list is no part of a sentence."""
    found = _placed(article, claim, span)
    if found is None:
        return frozenset()
    how, between, body = found
    told = listing(article, body, closed=how == SIGNS["("])
    if told is None:
        return frozenset({f"by {how}"})
    own = {*_listed(article, told, items_of(article, body)), *_then(article, span), *_said(article, claim)}
    names = {f"by {how}", *_between(article, claim, between), *own, *(f"{how} | {name}" for name in own)}
    return frozenset(names | ({SO_MANY, f"{SO_MANY}, {min(MANY, told.fewest)}"} if verdict is Verdict.HOLDS else set()))


def _placed(article: Article, claim: Claim, span: Span) -> tuple[str, Sequence[Item], Sequence[Item]] | None:
    """How a list is led, what stands between the number (with its noun) and it, and the items of its words."""
    number = article.sentence_at(span.start)
    row = article.items[number]
    inside = [at for at, item in enumerate(row) if span.start <= item.start and item.end <= span.end]
    if not inside or row[-1].end < span.end:
        return None
    first, at = inside[0], article.item_of[claim.id]
    body = until_end(row[first : inside[-1] + 1], stops=frozenset())
    if number > claim.sentence:
        return "later", (), body
    if first < at:
        return "in front", row[inside[-1] + 1 : at], body
    return _sign(row[first - 1]), row[at + 1 + row[at].noun : first][:-1], body


def _between(article: Article, claim: Claim, between: Sequence[Item]) -> Iterator[str]:
    count = sum(item.norm[:1].isalnum() for item in between)
    how_many = (name for most, name in WORDS if count <= most)
    yield f"{next(how_many, 'many')} words between"
    if any(item.quantity is not None for item in between):
        yield "figure between"
    if any(item.norm == "," for item in between):
        yield "comma between"
    if any(item.norm in article.pack.words("series.breaks") for item in between):
        yield "break between"
    if any(
        claim == cue.holes.get("whole") for name in ("subset", "part_of") for cue in article.cued(name, claim.sentence)
    ):
        yield "the whole of a part"


def _listed(article: Article, told: Listing, items: Sequence[Segment]) -> Iterator[str]:
    yield f"{min(MANY, told.fewest)} items"
    yield from (name for name in ("complete", "names", "bare") if getattr(told, name))
    yield from (f"not {name}" for name in ("complete", "names", "bare") if not getattr(told, name))
    yield "counted for sure" if told.fewest == told.most else "counted roughly"
    longest, shortest = max(map(len, items)), min(map(len, items))
    yield "short items" if longest <= SHORT else "long items" if longest > LONG else "middling items"
    yield "items of a length" if longest - shortest <= ALIKE else "items of all lengths"
    if len({item[0].norm for item in items}) == 1:
        yield "items begin alike"
    first, last = _opening(article, items[0]), _opening(article, items[-1])
    yield from (f"first {first}", f"first {first}, last {last}")
    if any(word.quantity is not None for item in items for word in item):
        yield "figures in items"


def _opening(article: Article, item: Segment) -> str:
    """What an item begins with."""
    if item[0].quantity is not None:
        return "figure"
    if article.document.text[item[0].start].isupper():
        return "capital"
    return "function word" if item[0].norm in article.pack.function_words else "word"


def _then(article: Article, span: Span) -> Iterator[str]:
    """What follows a list."""
    behind = next((item for item in article.items[article.sentence_at(span.start)] if item.start >= span.end), None)
    yield f"then {_sign(behind) if behind else 'nothing'}"


def _sign(item: Item) -> str:
    return "a word" if item.quantity is not None or item.norm[:1].isalnum() else SIGNS.get(item.norm, "another sign")


def _said(article: Article, claim: Claim) -> Iterator[str]:
    profile = profiles(article).get(claim.id) or Profile()
    at, row = article.item_of[claim.id], article.items[claim.sentence]
    flags = {
        "definite": profile.definite,
        "portion": profile.portion,
        "happening": bool(profile.events),
        "with a noun": claim.counted is not None,
        "people": "person" in {profile.noun, *profile.wider},
        "in words": claim.quantity.in_words,
        "opens the sentence": at <= 1,
        "behind a function word": at > 0 and row[at - 1].norm in article.pack.function_words,
        "quoted": claim.quoted,
        "denied": claim.negated,
    }
    yield from (name if true else f"not {name}" for name, true in flags.items())
    if claim.place is Place.HEADLINE:
        yield "in the headline"
    before = [each for each in article.by_sentence[claim.sentence] if each.quantity.span.start < claim.span.start]
    yield f"{min(ALIKE, sum(each.quantity.kind is Kind.COUNT for each in before))} counts before"
