"""What makes a percentage a change, a share or a level, and which figures it is set against."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimcheck import language, reading
from claimcheck.checks import changes, multiples, pairs, proportions, shares
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Kind


def read(text: str, code: str = "en") -> Article:
    return read_article(reading.read_bytes(text.encode("utf-8"), "story.txt"), language.pack(code))


@pytest.mark.parametrize(
    ("sign", "code", "text"),
    [
        (1, "en", "Rents rose 5%."),
        (1, "en", "Rents are 5% higher."),
        (-1, "en", "Rents fell by 5%."),
        (0, "en", "Turnout rose to 5%."),
        (0, "en", "Some 5% of rents are late."),
        (1, "it", "Gli affitti salgono del 5%."),
        (1, "it", "Gli affitti costano il 5% in più."),
        (-1, "it", "Gli affitti sono in calo del 5%."),
        (0, "it", "L'affluenza sale al 5%."),
        (-1, "it", "Il titolo perde 2 euro, pari al 5%."),
    ],
)
def test_a_percentage_is_a_change_by_the_words_beside_it(sign: int, code: str, text: str) -> None:
    article = read(text, code)
    claim = next(claim for claim in article.claims if claim.quantity.kind is Kind.PERCENT)
    assert sign == changes.changes(article).get(claim.id, 0)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (50, 65, "Membership rose 30%, from 50 to 65."),
        (50, 65, "Membership is 65, up 30% on the 50 of last year."),
        (50, 65, "Membership was 65, compared with 50 in 2020, a rise of 30%."),
        (50, 65, "Last year 50 people joined. This year it was 65, a rise of 30%."),
    ],
)
def test_a_change_finds_its_earlier_and_later_figure(before: int, after: int, text: str) -> None:
    article = read(text)
    said = changes.changes(article)
    claim = next(claim for claim in article.claims if claim.id in said)
    first = next(pairs.pairs(article, pairs.spot_of(article, claim), said))
    assert (before, after, True) == (first.before.quantity.value, first.after.quantity.value, first.certain)


def test_a_conjunction_parts_a_change_from_figures_of_something_else() -> None:
    article = read("The firm went from 12 offices to 3, and rents fell 10%.")
    said = changes.changes(article)
    claim = next(claim for claim in article.claims if claim.id in said)
    assert not any(pair.certain for pair in pairs.pairs(article, pairs.spot_of(article, claim), said))


def test_a_cut_off_percentage_holds_like_a_rounded_one() -> None:
    article = read("Of 1,000 letters 159, or 15%, were lost.")
    assert ["holds"] == [relation.verdict for relation in shares.share_of_whole(article)]


def test_more_than_a_multiple_allows_more_and_marks_the_multiple_itself() -> None:
    stories = [read(f"It more than doubled, from 40 to {number}.") for number in (60, 80, 90)]
    assert ["broken", "differs", "holds"] == [next(multiples.multiple(story)).verdict for story in stories]


def test_large_amounts_are_shown_in_millions() -> None:
    assert ["84", "80"] == proportions.plain(Fraction(84_000_000), Fraction(80_000_000))
