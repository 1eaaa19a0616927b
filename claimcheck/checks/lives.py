"""The age of whoever a story is about: the headline's against the body's, and two ages at one death or birthday."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from claimcheck.checks import check
from claimcheck.checks.ages_told import OLDEST, is_age
from claimcheck.checks.judging import nominal, relation, term
from claimcheck.checks.openings import opens
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict
from claimcheck.phrase import Token

OPENING = 5  # sentences within which a story says how old its subject is
BIRTHDAY = 1
MOST = 20
OWNER, BACK = 4, 3
NOUN, PAST = 3, 4
PEOPLE = frozenset({"kind", "sex", "age_group", "role"})


@check("subject-age", slots=("first", "second"))
def subject_age(article: Article) -> Iterator[Relation]:
    """Two ages of the person the story is about, which must be one."""
    ages = [claim for claim in article.claims if _told(article, claim)][:MOST]
    heads = [claim for claim in ages if claim.place is Place.HEADLINE]
    body = [claim for claim in ages if claim.place is not Place.HEADLINE]
    for one in heads:
        if not any(_close(one, other) for other in _figures(article, one)):
            other = next((claim for claim in body if _of_headline(article, one, claim)), None)
            if other is not None:
                yield _two_ages(one, other)
                return
    for at, other in enumerate(body):
        for one in article.budget.counted(body[:at]):
            if one.sentence == other.sentence or _close(one, other):
                continue
            if _one_end(article, one, other) or (one is body[at - 1] and _taken_up(article, one, other)):
                yield _two_ages(one, other)
                return


def _told(article: Article, claim: Claim) -> bool:
    """Whether a claim is the age of one person as the story's day has it."""
    if claim.quantity.hedge not in (Hedge.NONE, Hedge.ABOUT) or claim.threshold or nominal(claim.quantity) <= 1:
        return False
    if claim.quantity.kind is not Kind.AGE and (claim.counted is not None or _behind(article, claim)):
        return False
    return is_age(article, claim) or _apposed(article, claim)


def _behind(article: Article, claim: Claim) -> bool:
    """Whether the word behind makes it a span of time (`six years after`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id] + 1
    return at < len(row) and row[at].norm in article.pack.words("persons.since")


def _apposed(article: Article, claim: Claim) -> bool:
    """Whether a bare number stands between commas behind whom it is the age of (`a man, 32,`)."""
    if claim.quantity.kind is not Kind.COUNT or not 1 < nominal(claim.quantity) <= OLDEST:
        return False
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    closed = 1 < at < len(row) - 1 and row[at - 1].norm == "," == row[at + 1].norm
    return closed and bool(_nouns(article, claim) or _owner(article, claim))


def _figures(article: Article, age: Claim) -> Iterator[Claim]:
    """All figures of the body that may be an age, whatever they were taken for."""
    kinds = (Kind.AGE, Kind.DURATION, Kind.COUNT, Kind.ORDINAL)
    return (c for c in article.nearby(age) if c.place is not Place.HEADLINE and c.quantity.kind in kinds)


def _close(one: Claim, other: Claim) -> bool:
    return abs(nominal(one.quantity) - nominal(other.quantity)) <= BIRTHDAY


def _of_headline(article: Article, one: Claim, other: Claim) -> bool:
    """Whether an age that the body's first sentences give is of the person the headline tells the age of."""
    if other.sentence > one.sentence + OPENING + _lines(article) or _past(article, other):
        return False
    owner, title = _owner(article, other), _words(article, one.sentence)
    if owner:
        return bool(owner & title) and _dying(article, one) == _dying(article, other)
    nouns = _nouns(article, one), _nouns(article, other)
    if nouns[0] and nouns[1]:
        first = _first(article, one) and _first(article, other) and opens(article, other)
        alone = _only(article, one, nouns[1]) and _only(article, other, nouns[0])
        return bool(nouns[0] & nouns[1]) and (first or alone)
    if nouns[0] and not _dying(article, one):
        return False
    if _dying(article, one):
        return _only(article, other) and (_dying(article, other) or _goes_on(article, other))
    shared = profiles(article)[one.id].near & profiles(article)[other.id].near
    return _only(article, other) and (bool(shared) or opens(article, other) and _only(article, one))


def _lines(article: Article) -> int:
    return sum(sentence.place is Place.HEADLINE for sentence in article.sentences[:OPENING])


def _past(article: Article, claim: Claim) -> bool:
    """Whether the words round an age tell another time (`when she was 19`, `ten years ago`)."""
    pack, row, at = article.pack, article.items[claim.sentence], article.item_of[claim.id]
    return any(item.norm in pack.words("persons.past") for item in row[max(0, at - PAST) : at + NOUN])


def _only(article: Article, claim: Claim, noun: frozenset[str] = frozenset()) -> bool:
    """Whether the sentence tells no other age (of a person of the same noun), and speaks of no relative."""
    others = (c for c in article.by_sentence[claim.sentence] if c is not claim and is_age(article, c))
    if any(not noun or not _nouns(article, other) or _nouns(article, other) & noun for other in others):
        return False
    return bool(noun) or not _words(article, claim.sentence) & article.pack.words("persons.others")


def _first(article: Article, claim: Claim) -> bool:
    """Whether no other age stands before this one in its sentence."""
    return not any(c.span < claim.span and is_age(article, c) for c in article.by_sentence[claim.sentence])


@remembered
def _words(article: Article, sentence: int) -> frozenset[str]:
    return frozenset(item.norm for item in article.items[sentence])


def _dying(article: Article, claim: Claim) -> bool:
    return bool(_words(article, claim.sentence) & article.pack.words("persons.dying"))


def _goes_on(article: Article, claim: Claim) -> bool:
    """Whether the sentence goes on about whom the one before said to have died: `He was 95.`, `Mugabe was 95.`"""
    tokens, before = article.sentences[claim.sentence].tokens, claim.quantity.number.start
    beside = [token.norm for token in tokens if token.end <= before][-2:]
    if not article.pack.words("persons.being").intersection(beside):
        return False
    pronoun = tokens[0].norm in article.pack.words("persons.pronouns")
    earlier = range(max(0, claim.sentence - BACK), claim.sentence)
    dying = any(_words(article, number) & article.pack.words("persons.dying") for number in earlier)
    title = frozenset().union(*(_words(article, c.sentence) for c in article.headline()[:1]))
    named = any(token.capital and token.norm in title for token in tokens)
    return dying and (pronoun or named)


def _owner(article: Article, claim: Claim) -> frozenset[str]:
    """The words of the name right before an age: `Bryant aged 41`, `Anna Lei, 41`."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    tokens = article.sentences[claim.sentence].tokens
    stops = article.pack.words("nouns.stop")
    names = {token.norm for token in tokens if token.capital and token.is_word and token.norm not in stops}
    back = at - 1 - (at > 0 and row[at - 1].norm in (",", "("))
    found: list[str] = []
    while back >= 0 and row[back].norm in names and len(found) < OWNER:
        found.append(row[back].norm)
        back -= 1
    return frozenset(found)


def _nouns(article: Article, claim: Claim) -> frozenset[str]:
    """What an age says somebody is, beside it: `man`, `girl`; a girl is a child too."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    pack = article.pack
    for item in (*reversed(row[max(0, at - NOUN) : at]), *row[at + 1 : at + NOUN]):
        concept = concept_of(item.norm, pack)
        if concept is not None and concept.group in PEOPLE:
            return frozenset({concept.name}) | (concept.parents - {"person"})
    return frozenset()


def _one_end(article: Article, one: Claim, other: Claim) -> bool:
    """Whether two sentences of the body tell the age at which one person of one name died."""
    if not (_dying(article, one) and _dying(article, other)) or _past(article, one) or _past(article, other):
        return False
    names = (
        {token.norm for token in article.sentences[c.sentence].tokens if token.capital and token.is_word}
        for c in (one, other)
    )
    title = frozenset().union(*(_words(article, c) for c in range(_lines(article))))
    shared = frozenset.intersection(*map(frozenset, names)) & title
    return bool(shared) and _only(article, one) and _only(article, other)


def _taken_up(article: Article, one: Claim, other: Claim) -> bool:
    """Whether a definite age takes up who was brought in just before: `a man of 34 ... the 43-year-old`."""
    pack = article.pack
    rows = [(article.items[c.sentence], article.item_of[c.id]) for c in (one, other)]
    first = {item.norm for item in rows[0][0][max(0, rows[0][1] - NOUN) : rows[0][1]]}
    definite = rows[1][1] > 0 and rows[1][0][rows[1][1] - 1].norm in pack.words("definite")
    if not definite or not first & pack.words("number_words.articles") or other.sentence > one.sentence + BACK:
        return False
    between = [token for token in _tokens(article, one, other) if token.is_word]
    names = any(before.capital and after.capital for before, after in pairwise(between))
    return not names and not {token.norm for token in between} & pack.words("persons.others")


def _tokens(article: Article, one: Claim, other: Claim) -> Iterator[Token]:
    """The words between two claims."""
    for sentence in article.sentences[one.sentence : other.sentence + 1]:
        yield from (t for t in sentence.tokens if one.span.end <= t.start and t.end <= other.span.start)


def _two_ages(one: Claim, other: Claim) -> Relation:
    first, second = nominal(one.quantity), nominal(other.quantity)
    return relation(
        "subject-age",
        Verdict.BROKEN,
        [term("first", one), term("second", other)],
        [f"{first} != {second}"],
        first=first,
        second=second,
    )
