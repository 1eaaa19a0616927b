"""Confidence intervals as printed beside an estimate, and what the words say of their significance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import relation, show
from claimcheck.extract.article import Article
from claimcheck.model import Relation, Span, Term, Verdict
from claimcheck.phrase import Token, tokenize

_NUMBER = r"\d{1,6}[.,]\d{1,4}"
INTERVAL = re.compile(
    rf"(?<![\d.,])(?P<value>{_NUMBER})(?P<name>[^\d\n.!?]{{1,60}})(?P<level>9[059])(?P<unit>[^\d\n.!?]{{1,40}})"
    rf"(?P<low>{_NUMBER})\s?(?:[-–—]|[^\W\d_]{{1,3}})\s?(?P<high>{_NUMBER})"
)
SHORT = re.compile(r"\b[ap]?(?:OR|RR|HR|IRR)\b")
NAMED_WITHIN = 60
USUAL = "95"
DENIED = 5


class Printed(NamedTuple):
    """A number as printed: its value and half of its last place."""

    value: Fraction
    half: Fraction
    span: Span

    @classmethod
    def of(cls, match: re.Match[str], name: str) -> Printed:
        """The number of a group, with a point or a comma for decimals."""
        plain = match[name].replace(",", ".")
        places = len(plain.partition(".")[2])
        return cls(Fraction(plain), Fraction(1, 2 * 10**places), Span(match.start(name), match.end(name)))


class Interval(NamedTuple):
    """An estimate with its confidence interval; `ratio` when it compares two groups by a ratio."""

    value: Printed
    low: Printed
    high: Printed
    level: str
    ratio: bool


def intervals(article: Article) -> Iterator[Interval]:
    """Every estimate that has a confidence interval behind it."""
    prose, names = article.document.prose, article.pack.words("statistics.interval")
    ratios = article.pack.value("statistics.ratios") or ()
    for match in INTERVAL.finditer(prose):
        words = tokenize(match["name"] + " " + match["unit"], article.pack.apostrophe)
        if any(token.norm in names for token in words):
            before = prose[max(0, match.start() - NAMED_WITHIN) : match.start("level")]
            ratio = bool(SHORT.search(before)) or any(name in before.lower() for name in ratios)
            value, low, high = (Printed.of(match, name) for name in ("value", "low", "high"))
            yield Interval(value, low, high, match["level"], ratio)


@check("estimate-and-interval", slots=("estimate", "low", "high"))
def estimate_and_interval(article: Article) -> Iterator[Relation]:
    """`1.3 (95 % CI 1.1-1.6)`: an estimate lies inside its own confidence interval."""
    for one in intervals(article):
        value, low, high = one.value, one.low, one.high
        inside = low.value - low.half <= value.value + value.half and value.value - value.half <= high.value + high.half
        holds = inside and low.value <= high.value
        yield relation(
            "estimate-and-interval",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            _terms(one),
            [f"{show(low.value)} {'<=' if low.value <= value.value else '>'} {show(value.value)}"
             f" {'<=' if value.value <= high.value else '>'} {show(high.value)}"],
            estimate=value.value,
            low=low.value,
            high=high.value,
        )  # fmt: skip


@check("significance", slots=("low", "high"))
def significance(article: Article) -> Iterator[Relation]:
    """`odds ratio 1.3 (95 % CI 0.9-1.8), a significant rise`: a ratio whose interval holds 1 is not significant.

    Source: the 95 % interval of a ratio excludes 1 just when the test at 5 % rejects equality.
    """
    found = [one for one in intervals(article) if one.ratio and one.level == USUAL]
    for sentence in article.sentences:
        here = [one for one in found if sentence.span.overlaps(one.value.span)]
        told = _told(article, sentence.tokens) if len(here) == 1 else None
        told = None if told and _another_clause(article, sentence.tokens, told[1], here[0].value.span) else told
        holds_one = _holds_one(here[0]) if told else None
        if told is None or holds_one is None:
            continue
        (claimed, words), one = told, here[0]
        low, high = show(one.low.value), show(one.high.value)
        yield relation(
            "significance",
            Verdict.HOLDS if claimed is not holds_one else Verdict.BROKEN,
            [*_terms(one), Term("words", words)],
            [f"{low} < 1 < {high}" if holds_one else f"1 < {low}" if one.low.value > 1 else f"{high} < 1"],
            low=one.low.value,
            high=one.high.value,
        )


def _terms(one: Interval) -> list[Term]:
    return [Term(role, printed.span) for role, printed in (("value", one.value), ("low", one.low), ("high", one.high))]


def _holds_one(one: Interval) -> bool | None:
    """Whether the interval holds 1, no difference; None where its rounding leaves that open."""
    if one.low.value + one.low.half < 1 < one.high.value - one.high.half:
        return True
    return False if one.low.value - one.low.half > 1 or one.high.value + one.high.half < 1 else None


def _another_clause(article: Article, tokens: tuple[Token, ...], words: Span, value: Span) -> bool:
    """Whether the words are of something else: an earlier finding, a number of people, another clause."""
    pack = article.pack
    first, last = min(words.end, value.end), max(words.start, value.start)
    between = {token.norm for token in tokens if first <= token.start < last}
    behind = next((token.norm for token in tokens if token.start >= words.end), "")
    earlier = any(token.norm in pack.words("time_shift.before") for token in tokens)
    apart = pack.words("changes.apart") - pack.words("lists.conjunctions")
    return earlier or behind in pack.words("statistics.amounts") or bool(between & apart)


def _told(article: Article, tokens: tuple[Token, ...]) -> tuple[bool, Span] | None:
    """Whether a sentence calls its finding significant, and the words; None where it says neither or both."""
    pack = article.pack
    ways: list[tuple[bool, Span]] = []
    for at, token in enumerate(tokens):
        before = {other.norm for other in tokens[max(0, at - DENIED) : at]}
        if before & pack.words("statistics.nearly"):
            return None
        if token.norm in pack.words("statistics.significant"):
            denied = bool(before & (pack.words("negation") | pack.words("statistics.denied")))
            ways.append((not denied, Span(token.start, token.end)))
        elif token.norm in pack.words("statistics.insignificant"):
            ways.append((False, Span(token.start, token.end)))
    return ways[0] if len({way for way, _ in ways}) == 1 else None
