"""Who answers for the figures: nobody, nobody in particular, two at once, or only someone with an interest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.checks import check
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


@check("vague-source", slots=("source",))
def vague(article: Article) -> Iterator[Relation]:
    """A source nobody can check, with the first figure that rests on it."""
    for number, found in enumerate(article.attributions.found):
        for one in found:
            if one.source.kind is not SourceKind.VAGUE or article.attributions.quote_at(one.cue):
                continue
            if one.sort is CueSort.VAGUE and any(other.source.kind is not SourceKind.VAGUE for other in found):
                continue
            claims = [claim for claim in article.by_sentence.get(number, ()) if _rests_on(claim, one.source)]
            yield relation(
                "vague-source",
                Verdict.OPEN,
                [Term("source", one.source.span), *(term("figure", claim) for claim in claims[:1])],
                (),
                source=one.source.name,
            )


@check("unsourced-figure", slots=("figure",))
def unsourced(article: Article) -> Iterator[Relation]:
    """A figure that somebody must have counted or estimated, and no word of who."""
    words = vocabulary(article.pack)
    for number in sorted(article.by_sentence):
        claims = [claim for claim in article.by_sentence[number] if _needs_source(claim)]
        if not claims or not _unattributed(article, number):
            continue
        people = [claim for claim in claims if _is_of_people(claim)]
        guesses = [claim for claim in people[:1] if _estimated(article, claim) and _alone(article, claim)]
        elusive = [claim for claim in claims if _is_elusive(article, claim, words) and _alone(article, claim)]
        shown = (people if _disputed(article, number, words) else []) or guesses or elusive
        for first in shown[:1]:
            figure = first.span.of(article.document.text)
            yield relation("unsourced-figure", Verdict.OPEN, [term("figure", first)], (), figure=figure)


@check("two-owners", slots=("figure", "first", "second"))
def two_owners(article: Article) -> Iterator[Relation]:
    """One figure put in the mouth of one source and then of another, above all of its rival."""
    words = vocabulary(article.pack)
    owners = _owners(article)
    for claim, second in _owned(article):
        earlier = [one for one in owners if one.quantity.value == claim.quantity.value and _before(one, claim)]
        if not earlier or any(one.source is not None and same(one.source, second) for one in earlier):
            continue
        first = earlier[0].source
        rivals = [one for one in owners if _is_rival(one, claim, second)]
        if first is not None and (rivals or different(first, second, words)):
            yield relation(
                "two-owners",
                Verdict.BROKEN,
                [term("first", earlier[0]), *(term("other", one) for one in rivals[:1]), term("second", claim)],
                (),
                figure=claim.span.of(article.document.text),
                first=first.name,
                second=second.name,
            )


@check("interested-source", slots=("source",))
def interested(article: Article) -> Iterator[Relation]:
    """Figures for which the story has no source but one that speaks for itself."""
    told = [claim for claim in article.claims if claim.quantity.kind in CHECKABLE and claim.source is not None]
    seen: set[str] = set()
    for claim in told:
        source = claim.source
        if source is None or not source.interested or source.key in seen:
            continue
        mine = [one for one in told if one.source is not None and one.source.key == source.key]
        alone = [one for one in mine if not any(_confirms(other, one) for other in told)]
        if alone:
            seen.add(source.key)
            terms = [Term("source", source.span), term("figure", alone[0])]
            yield relation("interested-source", Verdict.OPEN, terms, (), source=source.name)


def _owners(article: Article) -> Sequence[Claim]:
    """The claims that some source gave as its own."""
    return [one for one in article.claims if one.source is not None and one.quantity.kind in CHECKABLE]


def _owned(article: Article) -> Iterator[tuple[Claim, Source]]:
    """The figures that the text hands to an owner: its own figure of 400, the 400 counted by the council."""
    for number, found in enumerate(article.attributions.found):
        for one in found:
            if one.sort is not CueSort.FIGURE or one.scope is None:
                continue
            for claim in article.by_sentence.get(number, ()):
                if claim.quantity.number.overlaps(one.scope) and claim.quantity.kind in CHECKABLE:
                    yield claim, one.source


def _before(one: Claim, claim: Claim) -> bool:
    kinds = {one.quantity.kind, claim.quantity.kind}
    return one.quantity.span.start < claim.quantity.span.start and (len(kinds) == 1 or kinds == BARE)


def _is_rival(one: Claim, claim: Claim, owner: Source) -> bool:
    """Whether the owner gave another figure for what seems the same."""
    if one.source is None or one.sentence == claim.sentence or not _before(one, claim):
        return False
    value, other = claim.quantity.value, one.quantity.value
    if value is None or other is None or value == other or not value < other * CLOSE or not other < value * CLOSE:
        return False
    return same(one.source, owner)


def _confirms(other: Claim, claim: Claim) -> bool:
    """Whether a source without that interest gives the figure too."""
    independent = other.source is not None and not other.source.interested and other.source.kind is not SourceKind.VAGUE
    return (
        independent
        and other.quantity.kind is claim.quantity.kind
        and other.quantity.strict.meets(claim.quantity.strict)
    )


def _rests_on(claim: Claim, source: Source) -> bool:
    return claim.source is not None and claim.source.span == source.span and claim.quantity.kind in CHECKABLE


def _needs_source(claim: Claim) -> bool:
    return claim.place in (Place.BODY, Place.LEAD) and not claim.quoted and claim.source is None and claim.cell is None


def _is_of_people(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.COUNT and bool(claim.concepts & {"person", "casualty", "case"})


def _is_elusive(article: Article, claim: Claim, words: Vocabulary) -> bool:
    """Whether the words beside the figure speak of what nobody can count: losses, the undeclared, the smuggled."""
    if claim.quantity.kind not in (Kind.COUNT, Kind.MONEY) or (claim.quantity.value or 0) < LARGE:
        return False
    line = article.attributions.lines[claim.sentence]
    at = sum(token.end <= claim.quantity.span.start for token in line.tokens)
    return any(norm in words.words("elusive") for norm in line.norms[max(0, at - BESIDE) : at + BESIDE])


def _unattributed(article: Article, number: int) -> bool:
    return not article.attributions.found[number] and article.attributions.carried[number] is None


def _disputed(article: Article, number: int, words: Vocabulary) -> bool:
    """Whether the next sentence of the paragraph has somebody deny the figure or refuse one."""
    after = number + 1
    if after >= len(article.sentences) or article.sentences[after].paragraph != article.sentences[number].paragraph:
        return False
    norms = article.attributions.lines[after].norms
    return any(match(words.denials, norms, at) for at in range(len(norms)))


def _estimated(article: Article, claim: Claim) -> bool:
    """Whether the sentence opens with a figure that can only be an estimate."""
    sentence = article.sentences[claim.sentence]
    start = claim.quantity.span.start
    opens = article.document.text[start].isupper() or sum(token.end <= start for token in sentence.tokens) <= OPENING
    return opens and claim.quantity.hedge in ESTIMATED and sentence.place is Place.BODY


def _alone(article: Article, claim: Claim) -> bool:
    """Whether neither its paragraph nor its own sentence gives the figure a footing."""
    paragraph = article.sentences[claim.sentence].paragraph
    near = [sentence.number for sentence in article.sentences if sentence.paragraph == paragraph]
    if any(article.attributions.found[number] for number in near):
        return False
    others = [
        one for one in article.by_sentence[claim.sentence] if one is not claim and one.quantity.kind is Kind.COUNT
    ]
    return not any(one.key in ("", claim.key) for one in others)
