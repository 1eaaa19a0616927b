"""Takings: a price told in one sentence, the number sold and what they brought in told in the next."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import Reading, equation, nominal, read, relation, show, term, verdict
from claimcheck.checks.telling import alike, bare, plain
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, Verdict

BACK = 2
FEWEST = 10
FAR_OFF = 5


@check("takings", slots=("price", "number", "expected", "total"))
def takings(article: Article) -> Iterator[Relation]:
    """`A ticket cost €15. With 1,080 sold, takings came to €16,200`: price times number, against the takings."""
    done: set[str] = set()
    for cue in article.cued("takings"):
        total = cue.holes["total"]
        if total.id in done or total.quantity.kind is not Kind.MONEY or not plain([total]):
            continue
        number, price = _number(article, total), _price(article, total)
        if number and price:
            done.add(total.id)
            yield from _judged(number, price, total, _sold(article, number))


def _number(article: Article, total: Claim) -> Claim | None:
    """The one count of the takings' sentence, of things sold or people let in."""
    here = [claim for claim in article.by_sentence[total.sentence] if claim.quantity.kind is Kind.COUNT]
    counts = [claim for claim in here if nominal(claim.quantity) >= FEWEST and not article.rate_of(claim)]
    sold = [claim for claim in counts if _sold(article, claim)]
    chosen = sold or counts
    return chosen[0] if len(chosen) == 1 and plain(chosen) else None


def _sold(article: Article, claim: Claim) -> bool:
    words = article.pack.words("takings.sold")
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    return any(item.norm in words for item in row[max(0, at - 4) : at + 3 + row[at].noun])


def _price(article: Article, total: Claim) -> Claim | None:
    """The one price in the takings' sentence and the two before, told as that of one thing to anybody."""
    sentences = range(max(0, total.sentence - BACK), total.sentence + 1)
    near = [claim for number in sentences for claim in article.by_sentence.get(number, ())]
    prices = [c for c in near if c != total and (c.quantity.kind is Kind.MONEY) and alike(c, total)]
    words = {item.norm for number in sentences for item in article.items[number]}
    if len(prices) != 1 or words & article.pack.words("takings.reduced") or not plain(prices):
        return None
    return prices[0] if article.has(prices[0], "unit_price") and not bare(prices[0]) else None


def _judged(number: Claim, price: Claim, total: Claim, sold: bool) -> Iterator[Relation]:
    """The takings where they fit, or where the number is surely that of what was sold at the price."""
    one, many = read(price.quantity), read(number.quantity)
    expected = Reading(one.value * many.value, one.strict * many.strict, one.generous * many.generous)
    judged = verdict(expected, total.quantity)
    stated = nominal(total.quantity)
    likely = sold and expected.value < FAR_OFF * stated < FAR_OFF**2 * expected.value
    if judged is not Verdict.HOLDS and not likely:
        return
    left = f"{show(one.value)} * {show(many.value)}"
    yield relation(
        "takings",
        judged,
        [term("price", price), term("number", number), term("total", total)],
        equation(left, expected.value, total.quantity, judged is Verdict.HOLDS),
        price=one.value,
        number=many.value,
        expected=expected.value,
        total=stated,
    )
