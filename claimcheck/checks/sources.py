"""Who answers for the figures: nobody, nobody in particular, two at once, or only someone with an interest.

A missing source is a matter of judgement, so these checks would rather be silent: each look-around is
bounded, and a figure is asked for its source only where nobody can simply have seen it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import relation, term
from claimcheck.extract.article import Article
from claimcheck.extract.owners import different, same
from claimcheck.extract.vocabulary import CueSort, Vocabulary, match, vocabulary
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Source, SourceKind, Term, Verdict

CHECKABLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MEASURE, Kind.RATIO})
ESTIMATED = frozenset({Hedge.ABOUT, Hedge.AT_LEAST, Hedge.UP_TO, Hedge.BETWEEN})
BARE = frozenset({Kind.COUNT, Kind.MEASURE})
CLOSE = 10  # times: two figures for one thing are not further apart
LARGE = 100  # below it a reporter may well have counted
BESIDE = 5  # tokens on either side of a figure that say what it is of
OPENING = 3  # tokens before a figure that still opens its sentence
LOOKED_AT = 20  # claims compared with one figure at most


@check("vague-source", slots=("source",))
def vague(article: Article) -> Iterator[Relation]:
    """A source nobody can check, with the first figure that rests on it."""
    resting = {claim.source.span: claim for claim in reversed(article.claims) if claim.source and _is_checkable(claim)}
    for found in article.attributions.found:
        answered = any(one.source.kind is not SourceKind.VAGUE for one in found)
        for one in found:
            if one.source.kind is not SourceKind.VAGUE or article.attributions.quote_at(one.cue):
                continue
            if one.sort is CueSort.VAGUE and answered:
                continue
            terms = [Term("source", one.source.span)]
            if one.source.span in resting:
                terms.append(term("figure", resting[one.source.span]))
            yield relation("vague-source", Verdict.OPEN, terms, (), source=one.source.name)


@check("unsourced-figure", slots=("figure",))
def unsourced(article: Article) -> Iterator[Relation]:
    """A figure that somebody must have counted or estimated, and no word of who."""
    words = vocabulary(article.pack)
    sourced = {
        line.sentence.paragraph for line in article.attributions.lines if not _is_silent(article, line.sentence.number)
    }
    for number in sorted(article.by_sentence):
        claims = [claim for claim in article.by_sentence[number][:LOOKED_AT] if _needs_source(claim)]
        if not claims or not _is_silent(article, number):
            continue
        people = [claim for claim in claims if _is_of_people(claim)]
        shown = people if _is_disputed(article, number, words) else []
        if not shown and article.sentences[number].paragraph not in sourced:
            shown = [claim for claim in people[:1] if _is_estimate(article, claim)]
            shown = shown or [claim for claim in claims if _is_elusive(article, claim, words)]
            shown = shown or [claim for claim in claims if _is_of_the_wide(article, claim, words)]
            shown = [claim for claim in shown if not _is_compared(article, claim)]
        for first in shown[:1]:
            figure = first.span.of(article.document.text)
            yield relation("unsourced-figure", Verdict.OPEN, [term("figure", first)], (), figure=figure)


@check("two-owners", slots=("figure", "first", "second"))
def two_owners(article: Article) -> Iterator[Relation]:
    """One figure put in the mouth of one source and then of another, above all of its rival."""
    words = vocabulary(article.pack)
    by_value: dict[object, list[Claim]] = defaultdict(list)
    by_word: dict[str, list[Claim]] = defaultdict(list)
    for claim in article.claims:
        if claim.source is not None and _is_checkable(claim):
            by_value[claim.quantity.value].append(claim)
            for word in claim.source.key.split():
                by_word[word].append(claim)
    for claim, second in _owned(article):
        earlier = [one for one in by_value[claim.quantity.value][:LOOKED_AT] if _is_before(one, claim)]
        if not earlier or any(one.source is not None and same(one.source, second) for one in earlier):
            continue
        spoken = [one for word in second.key.split() for one in by_word[word][:LOOKED_AT]]
        rivals = [one for one in spoken if _is_rival(one, claim)]
        first = earlier[0].source
        if first and (rivals or different(first, second, words) or _two_bodies(article, first, second)):
            terms = [term("first", earlier[0]), *(term("other", one) for one in rivals[:1]), term("second", claim)]
            figure = claim.span.of(article.document.text)
            slots = {"figure": figure, "first": first.name, "second": second.name}
            yield relation("two-owners", Verdict.BROKEN, terms, (), **slots)


@check("source-figures", slots=("source", "first", "second"))
def one_owner(article: Article) -> Iterator[Relation]:
    """Two figures for one thing that the story gives to one and the same source."""
    given = [claim for claim in article.claims if claim.source is not None and _is_checkable(claim)]
    for claim, owner in _owned(article):
        equal = any(one.quantity.value == claim.quantity.value and _is_before(one, claim) for one in given)
        own = [one for one in given if one.source is not None and same(one.source, owner) and _is_rival(one, claim)]
        alike = [one for one in own if one.key in ("", claim.key) or not claim.key]
        if alike and not equal:
            first, second = (one.span.of(article.document.text) for one in (alike[0], claim))
            terms = [term("first", alike[0]), term("second", claim)]
            yield relation("source-figures", Verdict.BROKEN, terms, (), source=owner.name, first=first, second=second)


@check("interested-source", slots=("source",))
def interested(article: Article) -> Iterator[Relation]:
    """Figures for which the story has no source but one that speaks for itself; one relation a source."""
    told = [(claim, claim.source) for claim in article.claims if claim.source is not None and _is_checkable(claim)]
    confirmed = {
        (claim.quantity.kind, claim.quantity.value)
        for claim, source in told
        if not source.interested and source.kind is not SourceKind.VAGUE
    }
    seen: set[str] = set()
    for claim, source in told:
        alone = (claim.quantity.kind, claim.quantity.value) not in confirmed
        if source.interested and alone and source.key not in seen:
            seen.add(source.key)
            terms = [Term("source", source.span), term("figure", claim)]
            yield relation("interested-source", Verdict.OPEN, terms, (), source=source.name)


def _two_bodies(article: Article, first: Source, second: Source) -> bool:
    """Whether two sources with no word in common are both called by names of their own; nothing where every noun is
    written with a capital."""
    named = all(any(word[0].isupper() for word in one.name.split()[1:] or one.name.split()) for one in (first, second))
    return named and not article.pack.text("nouns.capitalised")


def _owned(article: Article) -> Iterator[tuple[Claim, Source]]:
    """The figures that the text hands to an owner: its own figure of 400, the 400 counted by the council."""
    for number, found in enumerate(article.attributions.found):
        claims: Sequence[Claim] = article.by_sentence.get(number, ())
        for one in found:
            if one.sort is not CueSort.FIGURE or one.scope is None:
                continue
            at = bisect_left(claims, one.scope.start, key=lambda claim: claim.quantity.number.end)
            for claim in claims[at : at + 2]:
                if claim.quantity.number.overlaps(one.scope) and _is_checkable(claim):
                    yield claim, one.source


def _is_checkable(claim: Claim) -> bool:
    return claim.quantity.kind in CHECKABLE


def _is_before(one: Claim, claim: Claim) -> bool:
    kinds = {one.quantity.kind, claim.quantity.kind}
    return one.quantity.span.start < claim.quantity.span.start and (len(kinds) == 1 or kinds == BARE)


def _is_rival(one: Claim, claim: Claim) -> bool:
    """Whether it is another figure for what seems the same thing, given before."""
    value, other = claim.quantity.value, one.quantity.value
    if one.sentence == claim.sentence or not _is_before(one, claim) or value is None or other is None:
        return False
    return value != other and value < other * CLOSE and other < value * CLOSE


def _needs_source(claim: Claim) -> bool:
    return claim.place in (Place.BODY, Place.LEAD) and not claim.quoted and claim.source is None and claim.cell is None


def _is_silent(article: Article, number: int) -> bool:
    """Whether nobody is said to say anything in the sentence."""
    return not article.attributions.found[number] and article.attributions.carried[number] is None


def _is_of_people(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.COUNT and bool(claim.concepts & {"person", "casualty", "case"})


def _is_disputed(article: Article, number: int, words: Vocabulary) -> bool:
    """Whether the next sentence of the paragraph has somebody deny the figure or refuse one."""
    after = number + 1
    if after >= len(article.sentences) or article.sentences[after].paragraph != article.sentences[number].paragraph:
        return False
    norms = article.attributions.lines[after].norms
    return any(match(words.denials, norms, at) for at in range(len(norms)))


def _is_estimate(article: Article, claim: Claim) -> bool:
    """Whether the sentence opens with a figure that can only be an estimate."""
    opens = article.document.text[claim.quantity.span.start].isupper() or _token(article, claim) <= OPENING
    return opens and claim.quantity.hedge in ESTIMATED and claim.place is Place.BODY


def _is_elusive(article: Article, claim: Claim, words: Vocabulary) -> bool:
    """Whether the words beside the figure speak of what nobody can count: losses, the undeclared, the smuggled."""
    if claim.quantity.kind not in (Kind.COUNT, Kind.MONEY) or (claim.quantity.value or 0) < LARGE:
        return False
    at = _token(article, claim)
    beside = article.attributions.lines[claim.sentence].norms[max(0, at - BESIDE) : at + BESIDE]
    return not words.words("elusive").isdisjoint(beside)


def _is_of_the_wide(article: Article, claim: Claim, words: Vocabulary) -> bool:
    """Whether it says by how much something changed all over a country or a market (`sales in Europe grew 9 %`)."""
    norms = set(article.attributions.lines[claim.sentence].norms)
    body = claim.quantity.kind is Kind.PERCENT and claim.place is Place.BODY
    return body and not words.words("wide").isdisjoint(norms) and claim.id in changes(article)


def _is_compared(article: Article, claim: Claim) -> bool:
    """Whether its sentence sets it beside another count of the same: somebody keeps count then."""
    others = [one for one in article.by_sentence[claim.sentence][:LOOKED_AT] if one is not claim]
    return any(one.quantity.kind is Kind.COUNT and one.key in ("", claim.key) for one in others)


def _token(article: Article, claim: Claim) -> int:
    """The place of the figure among the tokens of its sentence."""
    tokens = article.sentences[claim.sentence].tokens
    return bisect_left(tokens, claim.quantity.span.start, key=lambda token: token.start)
