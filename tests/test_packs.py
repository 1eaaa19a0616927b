"""Every language pack is its own test: its third document says how its words must be read."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from claimcheck import language, pipeline
from claimcheck.extract.article import read_article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind

CORPORA = {code: found for code in language.codes() if (found := language.corpus(code))}
READS = [(code, entry) for code, found in CORPORA.items() for entry in found["reads"]]
IGNORES = [(code, text) for code, found in CORPORA.items() for text in found["ignores"]]


def claims(code: str, text: str) -> tuple[str, tuple[Claim, ...]]:
    article = read_article(pipeline.from_text(text), language.pack(code))
    return article.document.text, article.claims


def reading(text: str, claim: Claim) -> str:
    """A quantity in the corpus's notation: `words | kind | value or low..high | unit`."""
    quantity = claim.quantity
    return f"{quantity.span.of(text)} | {quantity.kind} | {amount(claim)} | {quantity.unit}".rstrip()


def amount(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity.kind is Kind.DATE and quantity.when:
        return "-".join(str(part) for part in (quantity.when.year, quantity.when.month, quantity.when.day) if part)
    if quantity.kind is Kind.SCORE:
        return ":".join(figure(part) for part in quantity.operands)
    if quantity.hedge == "about":
        return f"~{figure(quantity.value)}"
    if quantity.kind is Kind.RATIO or not quantity.hedge and quantity.value is not None:
        return str(quantity.value) if quantity.kind is Kind.RATIO else figure(quantity.value)
    return bounds(quantity.strict)


def bounds(interval: Interval) -> str:
    if interval.high is None and interval.low_open:
        return f">{figure(interval.low)}"
    low = "" if interval.low is None else figure(interval.low)
    high = "" if interval.high is None else figure(interval.high)
    return f"{low}..{'<' if interval.high_open and high else ''}{high}"


def figure(value: Fraction | None) -> str:
    return "" if value is None else str(float(value)).removesuffix(".0")


@pytest.mark.parametrize(("code", "entry"), READS, ids=[f"{code}-{entry['text'][:40]}" for code, entry in READS])
def test_a_sentence_is_read_as_its_pack_says(code: str, entry: dict[str, Any]) -> None:
    text, found = claims(code, entry["text"])
    compared = [claim for claim in found if claim.quantity.kind is not Kind.LABEL]
    assert entry["as"] == [reading(text, claim) for claim in compared]


@pytest.mark.parametrize(("code", "text"), IGNORES, ids=[f"{code}-{text[:40]}" for code, text in IGNORES])
def test_words_that_only_look_like_numbers_are_not_compared(code: str, text: str) -> None:
    _, found = claims(code, text)
    assert [] == [claim.quantity.span.of(text) for claim in found if claim.quantity.kind is not Kind.LABEL]


def test_the_full_packs_have_a_corpus() -> None:
    assert {"en", "fr", "it"} <= set(CORPORA)
