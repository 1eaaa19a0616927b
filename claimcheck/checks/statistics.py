"""Test statistics in the notation of papers, against the p-values printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check, distributions
from claimcheck.checks.judging import relation, show
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Relation, Span, Term, Verdict

_NUMBER = r"\d{0,6}(?:[.,]\d{1,8})?"
TEST = re.compile(
    rf"(?<![\w.])(?P<name>t|F|r|[zZ]|χ2|χ²|χ\^2|chi2|X2|X²)\s{{0,2}}"
    rf"(?:\(\s?(?P<df1>\d{{1,5}}(?:\.\d{{1,2}})?)(?:\s?[,;]\s?(?:[Nn]\s?=\s?)?(?P<df2>\d{{1,6}}(?:\.\d{{1,2}})?))?\s?\))?"
    rf"\s{{0,2}}=\s{{0,2}}(?P<sign>[-−–]?)(?P<value>{_NUMBER})"
    rf"(?P<rest>[,;]\s{{0,2}}p\s{{0,2}}(?P<how>[=<>])\s{{0,2}}(?P<p>0?[.,]\d{{1,6}}))"
)
LEVEL = Fraction(1, 20)
SUMS = {
    "t": lambda x, a, b: distributions.student(x, a),
    "F": lambda x, a, b: distributions.fisher(x, a, b),
    "r": lambda x, a, b: distributions.correlation(x, a),
    "z": lambda x, a, b: distributions.normal(x),
    "χ": lambda x, a, b: distributions.chi_square(x, a),
}


class Printed(NamedTuple):
    """A number as printed: its value and half of its last place."""

    value: Fraction
    half: Fraction

    @classmethod
    def of(cls, text: str) -> Printed:
        """The number a text is, with a point or a comma for decimals."""
        plain = text.replace(",", ".")
        places = len(plain.partition(".")[2])
        return cls(Fraction(plain if plain[0] != "." else "0" + plain), Fraction(1, 2 * 10**places))

    @property
    def interval(self) -> Interval:
        """What it may have been before it was rounded."""
        return Interval.around(self.value, self.half)


@check("p-value", slots=("computed", "stated"))
def p_value(article: Article) -> Iterator[Relation]:
    """`t(28) = 2.20, p = .03`: the p-value that the statistic gives, two-sided.

    Source: the interval method of statcheck (Nuijten et al. 2016): the statistic may lie anywhere within its
    rounding. BROKEN when the error also decides about significance at 5 %, else STRAINED.
    """
    prose = article.document.prose
    for match in TEST.finditer(prose):
        name = _name(match["name"])
        if not any(char.isdigit() for char in match["value"]) or not _complete(name, match):
            continue
        computed = _range(name, match)
        stated = Printed.of(match["p"])
        judged = _judged(match["how"], computed, stated, one_sided=bool(article.cued("one_sided")))
        if judged is None:
            continue
        middle = _nearest(name, match)
        sign = match["how"] if judged is Verdict.HOLDS else {"=": "!=", "<": ">=", ">": "<="}[match["how"]]
        statistic = Span(match.start(), match.start("rest"))
        yield relation(
            "p-value",
            judged,
            [Term("statistic", statistic), Term("p", Span(match.start("p"), match.end("p")))],
            [f"p = {show(middle)}", f"{show(middle)} {sign} {show(stated.value)}"],
            computed=middle,
            stated=stated.value,
        )


def _name(text: str) -> str:
    return "z" if text in "zZ" else "χ" if text[0] in "χcX" else text


def _complete(name: str, match: re.Match[str]) -> bool:
    """Whether the degrees of freedom are those the statistic needs."""
    first, second = match["df1"], match["df2"]
    needed = {"t": bool(first) and not second, "F": bool(second), "r": bool(first), "z": True, "χ": bool(first)}
    return needed[name] and (not first or float(first) > 0) and (name != "F" or float(second) > 0)


def _p(name: str, match: re.Match[str], value: Fraction) -> Fraction:
    first, second = float(match["df1"] or 0), float(match["df2"] or 0)
    return Fraction(SUMS[name](float(value), first, second)).limit_denominator(10**9)


def _range(name: str, match: re.Match[str]) -> Interval:
    """The p-values that a statistic may have before it was rounded."""
    printed = Printed.of(match["value"])
    high = _p(name, match, max(printed.value - printed.half, Fraction(0)))
    return Interval(_p(name, match, printed.value + printed.half), high)


def _nearest(name: str, match: re.Match[str]) -> Fraction:
    value = _p(name, match, Printed.of(match["value"]).value)
    return Fraction(round(value * 10000), 10000)


def _judged(how: str, computed: Interval, stated: Printed, one_sided: bool) -> Verdict | None:
    """Whether the printed p is possible; None where only a one-sided test that is not named would explain it."""
    if one_sided:
        computed = computed.scale(Fraction(1, 2))
    if _fits(how, computed, stated):
        return Verdict.HOLDS
    if not one_sided and _fits(how, computed.scale(Fraction(1, 2)), stated):
        return None
    claimed = stated.value <= LEVEL if how == "<" else stated.value < LEVEL and how != ">"
    decided = claimed != (computed.high is not None and computed.high < LEVEL)
    borderline = LEVEL in computed
    return Verdict.BROKEN if decided and not borderline else Verdict.STRAINED


def _fits(how: str, computed: Interval, stated: Printed) -> bool:
    low, high = computed.low or Fraction(0), computed.high
    if how == "=":
        return computed.meets(stated.interval)
    return low < stated.value if how == "<" else high is None or high > stated.value
