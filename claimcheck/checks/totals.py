"""Figures told as the total of everything the story counts, and the parts of it told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.apart import rival_sources
from claimcheck.checks.innocent import revised
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict
from claimcheck.phrase import Token

CASES = frozenset({"hospitalised", "discharged", "recovered", "dead", "infected"})
LOWER = frozenset({Hedge.OVER, Hedge.AT_LEAST})
DATED = frozenset({Kind.YEAR})
OPENING = 3
PEOPLE = frozenset({"person", "victim", ""})
MOST = 12


@check("part-of-total", slots=("part", "total"))
def part_of_total(article: Article) -> Iterator[Relation]:
    """`In all seven people were killed` ... `at the school nine were killed`: no part is larger than the total."""
    done: set[str] = set()
    for total in _totals(article):
        for part in article.nearby(total):
            if part.id in done or not _comparable(article, total, part) or not _belongs(article, total, part):
                continue
            done.add(part.id)
            over = nominal(part.quantity) > nominal(total.quantity)
            if over and total.quantity.generous.meets(part.quantity.generous) and not _lower(total, part):
                continue
            yield relation(
                "part-of-total",
                Verdict.BROKEN if over else Verdict.HOLDS,
                [term("total", total), term("part", part)],
                [f"{show(nominal(part.quantity))} {'>' if over else '<='} {show(nominal(total.quantity))}"],
                part=nominal(part.quantity),
                total=nominal(total.quantity),
            )


def _lower(total: Claim, part: Claim) -> bool:
    """Whether a total told as `at least` is less than a part: who knew of the part knew that there were more."""
    exact = part.quantity.hedge in LOWER or part.quantity.hedge is Hedge.NONE
    return total.quantity.hedge in LOWER and exact


def _totals(article: Article) -> list[Claim]:
    """The counts that the text calls a total, or tells of the whole world."""
    said = [claim for cue in article.cued("told_total") for claim in cue.holes.values()]
    found = {claim.id: claim for claim in (*said, *_worldwide(article)) if _plain(article, claim)}
    return list(found.values())[:MOST]


def _plain(article: Article, claim: Claim) -> bool:
    profile = profiles(article).get(claim.id)
    if profile is None or claim.quantity.kind is not Kind.COUNT or claim.quantity.value is None:
        return False
    apart = profile.denied or profile.expected or profile.shift or claim.threshold or claim.sentence in revised(article)
    return not apart and not article.rate_of(claim) and not article.has(claim, "increment")


@remembered
def _worldwide(article: Article) -> tuple[Claim, ...]:
    """Counts told of the whole world, by a word of their sentence or of the one before in their paragraph."""
    found: list[Claim] = []
    words = article.pack.words("worldwide")
    for number, claims in article.by_sentence.items():
        sentence = article.sentences[number]
        before = article.sentences[number - 1] if number else sentence
        near = [sentence, *([before] if before.paragraph == sentence.paragraph else [])]
        if any(token.norm in words for one in near for token in one.tokens):
            found += [] if _placed(article, number) or _dated(article, number) else claims
    return tuple(found)


def _placed(article: Article, sentence: int) -> bool:
    """Whether a name follows a preposition of place (`in the United States`)."""
    row, pack = article.items[sentence], article.pack
    for at, item in enumerate(row[:-1]):
        if item.norm in pack.words("exclusive.places"):
            step = at + 2 if row[at + 1].norm in pack.words("nouns.articles") and at + 2 < len(row) else at + 1
            name = row[step]
            if isinstance(name, Token) and name.capital:
                return True
    return False


def _dated(article: Article, sentence: int) -> bool:
    return any(claim.quantity.kind in DATED for claim in article.by_sentence.get(sentence, ()))


def _events(article: Article, claim: Claim) -> frozenset[str]:
    profile = profiles(article)[claim.id]
    return profile.events or (frozenset({"dead"}) if "victim" in (claim.key, profile.noun) else frozenset())


def _comparable(article: Article, total: Claim, part: Claim) -> bool:
    """Whether both count the same thing, the part told as a fact of the same time and by no other source."""
    if part.sentence == total.sentence or not _plain(article, part) or part.quantity.value in (0, total.quantity.value):
        return False
    if _dated(article, part.sentence) or rival_sources(article, total, part) or part.quoted != total.quoted:
        return False
    first, second = profiles(article)[total.id], profiles(article)[part.id]
    events = _events(article, total), _events(article, part)
    if total.key == "case" and part.sentence - total.sentence == 1 and events[1] & CASES:
        return second.noun in PEOPLE or second.noun == "case"
    if events[0] or events[1]:
        nouns = first.noun == second.noun or {first.noun, second.noun} & PEOPLE
        return bool(events[0] & events[1]) and bool(nouns)
    return bool(first.noun) and first.noun == second.noun and first.noun not in PEOPLE


def _belongs(article: Article, total: Claim, part: Claim) -> bool:
    """Whether the part is one of what the total sums up: it happened in one place of the world, in one of the events
    that are counted, is the story's own news, or is taken from the total by a word such as `these`."""
    if total in _worldwide(article):
        return _placed(article, part.sentence) and part not in _worldwide(article)
    if part.sentence - total.sentence == 1 and _anaphoric(article, part):
        return True
    news = part.place is Place.HEADLINE and total.place is not Place.HEADLINE
    return news or _numbered(article, total, part) or _alone(article, total, part)


def _alone(article: Article, total: Claim, part: Claim) -> bool:
    """Whether the part is told of one place only, beside a total that is told of none (`in the north alone`)."""
    words = {item.norm for item in article.items[part.sentence]}
    near = 0 < part.sentence - total.sentence <= OPENING
    return near and bool(words & article.pack.words("alone")) and not _placed(article, total.sentence)


def _anaphoric(article: Article, part: Claim) -> bool:
    row = article.items[part.sentence]
    return any(item.norm in article.pack.words("these") for item in row[:OPENING])


def _numbered(article: Article, total: Claim, part: Claim) -> bool:
    """Whether the part's sentence is of one of several events that are counted beside the total (`three attacks`,
    `the third attack`)."""
    ranks = [claim for claim in article.by_sentence[part.sentence] if claim.quantity.kind is Kind.ORDINAL]
    near = (*article.by_sentence.get(total.sentence - 1, ()), *article.by_sentence[total.sentence])
    return any(
        claim.key and claim.key in _ranked(article, rank) and nominal(rank.quantity) <= nominal(claim.quantity)
        for rank in ranks
        for claim in near
        if claim.quantity.kind is Kind.COUNT
    )


def _ranked(article: Article, rank: Claim) -> set[str]:
    """What an ordinal may be of: its noun, else the words right behind it (`the third and last attack`)."""
    row, at = article.items[rank.sentence], article.item_of[rank.id]
    words = [item.norm for item in row[at + 1 : at + 1 + OPENING] if item.quantity is None]
    return {rank.key} if rank.key else {stem(word, article.pack) for word in words}
