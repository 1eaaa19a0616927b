"""Figures that the story gives twice and that do not agree, weighed before anything is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks.agreements import close
from claimcheck.checks.apart import topics
from claimcheck.checks.digits import slip, swap
from claimcheck.checks.figures import beside, equal
from claimcheck.checks.innocent import akin, derivation, explained, repeated, supported
from claimcheck.checks.judging import nominal, show
from claimcheck.checks.openings import leads, opens
from claimcheck.checks.profiles import profiles
from claimcheck.checks.sameness import pairs
from claimcheck.checks.scales import slipped
from claimcheck.checks.telling import alike
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Hedge, Kind, Place, Verdict

LIKELY, ODD, SURE, CERTAIN = 6, 6, 8, 10
VAGUE = "collectives.many"
SMALL, LONG, WINDOW = 10, 3, 60
SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
PART = Fraction(4, 5)
MOST_APART, MOST_DIFFERENT, PLAUSIBLE = Fraction(3), Fraction(3, 2), Fraction(5, 4)


@remembered
def accused(article: Article) -> tuple[tuple[Claim, Claim, Verdict], ...]:
    """Pairs whose figures do not agree, earlier first, with BROKEN or DIFFERS; no figure is accused twice."""
    return tuple(_accused(article)) if article.pack.names("concepts") else ()


def _accused(article: Article) -> Iterator[tuple[Claim, Claim, Verdict]]:
    weighed: dict[str, tuple[int, Claim, Claim, Verdict]] = {}
    for a, b, points in pairs(article):
        judged = _judged(article, a, b)
        if judged is not None:
            points = weight(article, a, b, points)
            if points >= (SURE if judged is Verdict.BROKEN else LIKELY) and points > weighed.get(a.id, (0,))[0]:
                weighed[a.id] = (points, a, b, judged)
    done: set[str] = set()
    for _, a, b, judged in sorted(weighed.values(), key=lambda found: -found[0]):
        if not {a.id, b.id} & done:
            done |= {a.id, b.id}
            yield a, b, judged


def _judged(article: Article, a: Claim, b: Claim) -> Verdict | None:
    """How the two figures of what may be one measure disagree; None where they agree or nothing can be said."""
    if close(a, b) or nominal(a.quantity) == nominal(b.quantity) or _rounded_down(a, b):
        return None
    first, second = a.quantity, b.quantity
    alone = a.place is Place.HEADLINE and not supported(article, a)
    lead = alone and leads(article, a, b)
    if first.generous.meets(second.generous):
        size = _of_one_size(a, b, MOST_DIFFERENT) or (lead and slip(nominal(first), nominal(second)))
        two = size and _two_figures(article, a, b)
        return Verdict.DIFFERS if two and not explained(article, a, b, lead) else None
    near = _of_one_size(a, b, MOST_APART) or slip(nominal(first), nominal(second))
    if alone or not near or slipped(a, b) or explained(article, a, b):
        return None
    return Verdict.BROKEN


def _rounded_down(a: Claim, b: Claim) -> bool:
    """Whether a headline's `more than 50` only rounds down the body's `at least 57`."""
    bounds = a.quantity.hedge is Hedge.OVER and b.quantity.hedge in (Hedge.OVER, Hedge.AT_LEAST)
    first, second = nominal(a.quantity), nominal(b.quantity)
    return a.place is Place.HEADLINE and bounds and first <= second <= first * PLAUSIBLE


def weight(article: Article, a: Claim, b: Claim, points: int) -> int:
    """The evidence against a pair that disagrees: more where the headline's figure stands nowhere else, where one
    digit makes the difference, or where the story repeats one of the two; less where the later may be a part."""
    if VAGUE in (*a.quantity.trace, *b.quantity.trace):
        return 0
    if _of_shares(article, b) and not _named_alike(article, a, b):
        return 0
    if _twisted(article, a, b):
        return SURE
    majority = repeated(article, a, but=(b,)) or repeated(article, b, but=(a,))
    lonely = a.place is Place.HEADLINE and _lonely(article, a, points)
    lonely = lonely or (b.place is Place.CAPTION and not supported(article, b))
    near = slip(nominal(a.quantity), nominal(b.quantity))
    if profiles(article)[b.id].new and not opens(article, b):
        return 0
    headline = a.place is Place.HEADLINE
    if not lonely and not _odd(article, a, b, points):
        recalled = near or _recalled(article, a, b) or (points >= CERTAIN and not headline)
        if _set_apart(article, b) or not recalled or (headline and not majority):
            return 0
    more = 3 * lonely + 2 * majority + 3 * (near and (lonely or majority))
    return points + more - _doubt(article, a, b, points)


def _odd(article: Article, a: Claim, b: Claim, points: int) -> bool:
    """Whether the later figure stands alone against the earlier: it speaks of the same without a word that sets it
    apart, gives no part of it, and no sentence before has its amount."""
    if points < ODD or any(other.cell is None and other.sentence < b.sentence for other in equal(article, b)):
        return False
    if _part_of(article, b) or (_in_part(article, b) and not opens(article, b)):
        return False
    if _shared_out(article, a, b) if opens(article, b) else _set_apart(article, b):
        return False
    one, other = profiles(article)[a.id], profiles(article)[b.id]
    wider, narrower = bool(one.modifiers - other.modifiers), bool(other.modifiers - one.modifiers)
    if (wider or narrower) and not one.events & other.events:
        return False
    return not (wider if nominal(b.quantity) > nominal(a.quantity) else narrower)


def _shared_out(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the opening sentence gives a total, or more than one figure of what the headline counts."""
    others = (other for other in beside(article, (b.sentence,)) if other is not b and alike(other, b))
    return article.has(b, "total") or any(akin(article, a, other) for other in others)


def _in_part(article: Article, claim: Claim) -> bool:
    """Whether a figure's sentence begins with a place, or tells one of several events (`the third blast hurt 23`)."""
    place = article.sentences[claim.sentence].tokens[0].norm in article.pack.words("series.places")
    earlier = (c for c in beside(article, (claim.sentence,)) if c.span < claim.span)
    return place or any(c.quantity.kind is Kind.ORDINAL for c in earlier)


def _part_of(article: Article, claim: Claim) -> bool:
    """Whether a figure is told of some of those to whom something happened (`four of the deceased`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    behind = row[at + 1 + row[at].noun : at + 2 + row[at].noun] or row[at : at]
    partly = article.pack.words("nouns.of")
    return row[at].noun == 0 and any(item.norm in partly for item in behind)


def _of_shares(article: Article, claim: Claim) -> bool:
    """Whether a figure counts points between the shares its sentence gives."""
    shares = any(other.quantity.kind is Kind.PERCENT for other in article.by_sentence[claim.sentence])
    return shares and (claim.quantity.kind is Kind.POINTS or claim.key == "point")


def _named_alike(article: Article, a: Claim, b: Claim) -> bool:
    """Whether a word beside both figures, other than that they rise or fall, says what they are points of."""
    pack = article.pack
    moves = {stem(word, pack) for word in pack.words("changes.up") | pack.words("changes.down")}
    return bool(profiles(article)[a.id].near & profiles(article)[b.id].near - moves)


def _set_apart(article: Article, claim: Claim) -> bool:
    """Whether the words before a figure place it elsewhere or at another time, or sum up more than one."""
    sentence = article.sentences[claim.sentence]
    figures = [c.quantity.span for c in beside(article, (claim.sentence,))]
    words = (token for token in sentence.tokens[:WINDOW] if token.end <= claim.span.start)
    before = [t for t in words if not any(span.start <= t.start < span.end for span in figures)]
    source = set(claim.source.name.lower().split()) if claim.source else set()
    known = topics(article) | source
    definite = profiles(article)[claim.id].definite
    named = not definite and any(token.capital and token.norm not in known for token in before[1:])
    times = (Kind.DATE, Kind.TIME, Kind.YEAR)
    dated = any(c.quantity.kind in times for c in beside(article, (claim.sentence,)) if c.span < claim.span)
    return named or dated or article.has(claim, "total")


def _twisted(article: Article, a: Claim, b: Claim) -> bool:
    """Whether two long figures of one thing, or two amounts of money, differ by two neighbouring digits swapped."""
    digits = show(nominal(a.quantity)).replace(".", "").strip("0")
    if len(digits) < LONG or not swap(nominal(a.quantity), nominal(b.quantity)):
        return False
    return a.quantity.kind is Kind.MONEY or akin(article, a, b)


def _lonely(article: Article, a: Claim, points: int) -> bool:
    """Whether a headline's figure stands nowhere in the body and does not follow from it."""
    return not supported(article, a) and (points >= CERTAIN or not derivation(article, a))


def _recalled(article: Article, a: Claim, b: Claim) -> bool:
    """Whether the later figure takes up the earlier: by a definite or exact form and not for a narrower noun, or by
    the same noun with the same modifiers."""
    first, second = profiles(article)[a.id], profiles(article)[b.id]
    if a.key and a.key == b.key and first.modifiers and first.modifiers == second.modifiers:
        return True
    exact = second.definite or second.whole or article.has(b, "exactly")
    return exact and second.noun in ("", first.noun, *first.wider)


def _doubt(article: Article, a: Claim, b: Claim, points: int) -> int:
    """What speaks for two measures after all: shares, amounts of nothing named; in the body, small numbers, and a
    later one that is smaller and may be a part."""
    doubt = 0
    if a.quantity.kind in SHARES or (a.quantity.kind is not Kind.COUNT and not a.key):
        doubt += 2
    if a.place is not Place.HEADLINE and b.place is not Place.CAPTION:
        doubt += 2 * (nominal(a.quantity) < SMALL) + 4 * (a.quantity.kind is Kind.DURATION)
        less = nominal(b.quantity) < PART * nominal(a.quantity)
        doubt += 4 * (less and points < CERTAIN and not _recalled(article, a, b))
    return doubt


def _of_one_size(a: Claim, b: Claim, most: Fraction) -> bool:
    """Whether the figures are near enough to be taken for each other."""
    first, second = nominal(a.quantity), nominal(b.quantity)
    return min(first, second) * most >= max(first, second)


def _two_figures(article: Article, a: Claim, b: Claim) -> bool:
    """Whether a reader sees two figures though both may be right; of two lower bounds, only where the headline's is
    the higher or the lead gives the other."""
    hedges = (a.quantity.hedge, b.quantity.hedge)
    if Hedge.COLLECTIVE in hedges or Hedge.UP_TO in hedges:
        return False
    bounds = [hedge in (Hedge.OVER, Hedge.AT_LEAST) for hedge in hedges]
    if all(bounds):
        higher = a.place is Place.HEADLINE and nominal(a.quantity) > nominal(b.quantity)
        return higher or leads(article, a, b)
    return not any(bounds) or not _of_one_size(a, b, PLAUSIBLE)
