"""Small studies: how many must be treated, how far answers of yes and no spread, which means whole marks allow."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.research import root
from claimcheck.extract.article import Article, Cue
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Place, Relation, Verdict

ONE, TWO = Fraction(1), Fraction(2)
FEWEST = 3
BEHIND = 4
STOPS = frozenset(";:.()")


@check("number-needed-to-treat", slots=("stated", "expected"))
def needed_to_treat(article: Article) -> Iterator[Relation]:
    """`4 % against 2 %: treat 20 to save one`: the number needed is 100 over the difference in points.

    Source: the number needed to treat is one over the absolute reduction of the risk (Laupacis et al. 1988).
    """
    done: set[str] = set()
    single = [cue for cue in article.cued("treated_for") if _for_one(article, cue)]
    for cue in (*article.cued("needed_to_treat"), *single):
        stated = cue.holes["n"]
        risks = _risks(article, stated)
        if stated.id in done or stated.quantity.kind is not Kind.COUNT or risks is None:
            continue
        done.add(stated.id)
        high, low = risks
        gap = nominal(high.quantity) - nominal(low.quantity)
        spread = high.quantity.strict - low.quantity.strict
        least = 100 / spread.high if spread.high else Fraction(0)
        possible = Interval(least, 100 / spread.low if spread.low and spread.low > 0 else None)
        told = stated.quantity.generous.join(Interval.around(nominal(stated.quantity), ONE))
        holds = possible.meets(told)
        working = [f"100 / ({show(nominal(high.quantity))} - {show(nominal(low.quantity))}) = {show(100 / gap)}"]
        yield relation(
            "number-needed-to-treat",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("risk", high), term("risk", low), term("needed", stated)],
            working if holds else [*working, f"{show(100 / gap)} != {show(nominal(stated.quantity))}"],
            stated=nominal(stated.quantity),
            expected=Fraction(-(-(100 / gap) // 1)),
        )


def _for_one(article: Article, cue: Cue) -> bool:
    """Whether so many are treated for a single one: `to save one life`, `per salvarne uno`."""
    ones = article.pack.words("single") | article.pack.words("single_article")
    for item in article.items[cue.sentence][cue.last : cue.last + 2]:
        if item.norm in ones or item.quantity is not None and article.claims[item.quantity].quantity.value == 1:
            return True
    return False


def _risks(article: Article, stated: Claim) -> tuple[Claim, Claim] | None:
    """The larger and the smaller of the two percentages of the sentence, or of the one before."""
    for number in (stated.sentence, stated.sentence - 1):
        row = [claim for claim in article.by_sentence.get(number, ()) if claim.quantity.kind is Kind.PERCENT]
        if len(row) == 2:
            exact = all(claim.quantity.value is not None and claim.quantity.hedge is Hedge.NONE for claim in row)
            low, high = sorted(row, key=lambda claim: nominal(claim.quantity))
            return (high, low) if exact and nominal(high.quantity) > nominal(low.quantity) else None
        if row:
            return None
    return None


@check("binary-deviation", slots=("stated", "expected"))
def binary_deviation(article: Article) -> Iterator[Relation]:
    """`30 % yes, n = 20, SD 0.20`: answers of yes and no spread by sqrt(m (1 - m)), times n / (n - 1) inside the root.

    Source: the standard deviation of a variable of two values (the DEBIT test, Heathers and Brown 2019).
    """
    for cue in article.cued("deviation"):
        spread = cue.holes["sd"]
        row = article.by_sentence[spread.sentence]
        shares = [claim for claim in row if claim.quantity.kind is Kind.PERCENT and claim.quantity.value is not None]
        sizes = [other.holes["n"] for other in article.cued("sample_sign", spread.sentence)]
        binary = any(item.norm in article.pack.words("trials.binary") for item in article.items[spread.sentence])
        if len(shares) != 1 or len(sizes) != 1 or not binary or not 0 < nominal(spread.quantity) < 1:
            continue
        count, mean = nominal(sizes[0].quantity), nominal(shares[0].quantity) / 100
        if count < TWO or not 0 < mean < 1:
            continue
        variance = mean * (1 - mean) * count / (count - 1)
        expected = Fraction(round(root(variance) * 100), 100)
        half, step = spread.quantity.step / 2, shares[0].quantity.step / 200
        near = [part * (1 - part) for part in (mean - step, mean, mean + step)]
        low, high = (nominal(spread.quantity) - half) ** 2, (nominal(spread.quantity) + half) ** 2
        holds = low <= max(near) * count / (count - 1) and high >= min(near)
        yield relation(
            "binary-deviation",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("share", shares[0]), term("sample", sizes[0]), term("deviation", spread)],
            [f"sqrt({show(mean)} x {show(1 - mean)} x {show(count)} / {show(count - 1)}) = {show(expected)}"],
            stated=nominal(spread.quantity),
            expected=expected,
        )


@check("accuracy", slots=("share",))
def accuracy(article: Article) -> Iterator[Relation]:
    """`95 % accurate, so a positive means 95 % likely ill`: that takes how common the illness is, too.

    Source: Bayes' rule; the base rate fallacy (Casscells and others 1978).
    """
    said = {item.norm for row in article.items for item in row}
    if said & article.pack.words("trials.prevalence") or not said & article.pack.words("trials.accurate"):
        return
    for row in article.by_sentence.values():
        words = {item.norm for item in article.items[row[0].sentence]}
        shares = [claim for claim in row if claim.quantity.kind is Kind.PERCENT and claim.quantity.value is not None]
        equal = len(shares) == 2 and nominal(shares[0].quantity) == nominal(shares[1].quantity)
        told = words & article.pack.words("trials.accurate") and words & article.pack.words("trials.positive")
        if equal and told and words & article.pack.words("trials.ill"):
            yield relation(
                "accuracy",
                Verdict.OPEN,
                [term("accuracy", shares[0]), term("chance", shares[1])],
                (),
                share=shares[0].quantity,
            )


@check("mean-of-few", slots=("mean", "base", "below", "above"))
def mean_of_few(article: Article) -> Iterator[Relation]:
    """`a mean rating of 3.48 among 20 people`: no sum of 20 whole marks gives that mean.

    Source: the GRIM test (Brown and Heathers 2017). BROKEN where the text says that marks are whole or not even
    half marks give the mean, else STRAINED.
    """
    for cue in article.cued("mean_mark"):
        mean = cue.holes["mean"]
        words = {item.norm for item in article.items[mean.sentence]}
        base = _raters(article, mean)
        step = mean.quantity.step
        if base is None or not _is_mean(mean) or words & article.pack.words("trials.several"):
            continue
        count, stated = nominal(base.quantity), nominal(mean.quantity)
        if count * step >= 1:
            continue
        whole = bool(words & article.pack.words("trials.whole"))
        fits, halves = _possible(stated, step, count), _possible(stated, step, 2 * count)
        below = Fraction(stated * count // 1)
        ends = [Fraction(round(k / count / step)) * step for k in (below, below + 1)]
        yield relation(
            "mean-of-few",
            Verdict.HOLDS if fits else Verdict.STRAINED if halves and not whole else Verdict.BROKEN,
            [term("base", base), term("mean", mean)],
            [f"{show(k)} / {show(count)} = {show(end)}" for k, end in zip((below, below + 1), ends, strict=True)],
            mean=stated,
            base=count,
            below=ends[0],
            above=ends[1],
        )


def _possible(mean: Fraction, step: Fraction, count: Fraction) -> bool:
    """Whether some whole number over the count rounds to the mean, or is cut off to it."""
    least = -(-(mean - step / 2) * count // 1)
    return least <= (mean + step / 2) * count or least < (mean + step) * count


def _is_mean(claim: Claim) -> bool:
    quantity = claim.quantity
    plain = quantity.value is not None and quantity.hedge is Hedge.NONE and quantity.step < 1
    return plain and quantity.kind in (Kind.COUNT, Kind.POINTS) and claim.place is not Place.TABLE


def _raters(article: Article, mean: Claim) -> Claim | None:
    """The one number of those who gave the marks, in the sentence of their mean."""
    found = [
        claim
        for claim in article.by_sentence[mean.sentence]
        if claim.quantity.kind is Kind.COUNT and claim.counted is not None and claim.span.end == claim.counted.end
        and claim.quantity.hedge is Hedge.NONE and nominal(claim.quantity) >= FEWEST
        and nominal(claim.quantity).denominator == 1 and _rates(article, claim)
    ]  # fmt: skip
    return found[0] if len(found) == 1 and _together(article, found[0], mean) else None


def _together(article: Article, base: Claim, mean: Claim) -> bool:
    """Whether those who gave the marks stand before their mean, or right behind it (`3.48 from 20 people`)."""
    if base.span < mean.span:
        return not any(item.norm in STOPS for item in article.between(base, mean))
    if any(item.norm in STOPS for item in article.between(mean, base)):
        return False
    return len(article.between(mean, base)) - article.noun(mean) <= BEHIND


def _rates(article: Article, claim: Claim) -> bool:
    """Whether a count is of people or things that give marks."""
    words = claim.counted.of(article.document.text).lower().split() if claim.counted else []
    return not article.pack.words("trials.raters").isdisjoint(words)
