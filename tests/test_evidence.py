"""What a text shows for a relation is weighed in bits, and can be seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck import engine, language, pipeline, rulebook
from claimcheck.cli import run
from claimcheck.evidence import score
from claimcheck.evidence.rivals import rivals
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Finding, Relation

TWICE = """The library owns 1,380 maps, the oldest of them from 1540.

"Nobody has ever counted the 1,830 maps twice," the librarian said.
"""


def judged(text: str, code: str = "en") -> tuple[Article, engine.Judgement]:
    article = read_article(pipeline.from_text(text), language.pack(code))
    return article, engine.run(article, engine.plan(rulebook.load(rulebook.FOLDER)))


def found(text: str, rule: str, code: str = "en") -> list[Finding]:
    return [finding for finding in judged(text, code)[1].findings if finding.rule == rule]


def ticks(text: str) -> list[Relation]:
    return [relation for relation in judged(text)[1].relations if relation.verdict.value == "holds"]


def test_a_swap_of_digits_is_told_with_its_evidence() -> None:
    (finding,) = found(TWICE, "C313")
    assert {"swap", "taken up"} <= {each.feature for each in finding.evidence}


HEADLINE = """Fire on the ferry: 53 passengers treated

The fire broke out at six in the morning. In the hospitals of the island {} passengers are treated for burns.

It carried 410 people and 38 cars.
"""


def test_a_headline_that_the_story_does_not_give_again_speaks_for_a_slip() -> None:
    article = judged(HEADLINE.format(83))[0]
    first, later = (claim for claim in article.claims if claim.quantity.value in (53, 83))
    assert {"headline not told again", "headline not told again, its best match"} <= {*rivals(article, first, later)}


def test_a_figure_with_a_better_match_is_hardly_another_ones_slip() -> None:
    article = judged(HEADLINE.format(53) + "\nThe harbour master, 83, saw the smoke.\n")[0]
    first, _, later = (claim for claim in article.claims if claim.quantity.value in (53, 83))
    told = {*rivals(article, first, later)}
    assert {"headline told again", "the earlier told again by a better match"} <= told


@pytest.mark.parametrize(
    ("first", "later"),
    [("$16bn", "$16.6bn"), ("80%", "90%"), ("more than 50 lorries", "57 lorries")],
    ids=["cut off", "both round", "a bound that is kept"],
)
def test_what_may_be_one_figure_as_it_stands_is_no_slip(first: str, later: str) -> None:
    text = f"Farmers sent home {first}\n\nThe farmers of the valley sent home {later} last year, the bank says.\n"
    assert not found(text, "C345")


def test_two_years_speak_against_one_figure() -> None:
    assert not found("In 2019 the party polled 6,777 votes. In 2023 the party polled 7,677 votes.", "C313")


@pytest.mark.parametrize("code", ["en", "it", "es", "fr", "de", "pt"])
def test_a_slip_is_seen_in_a_headline_whatever_the_language(code: str) -> None:
    figures = {"en": ("4,837", "8,437"), "fr": ("4 837", "8 437")}.get(code, ("4.837", "8.437"))
    words = {
        "en": ("{} metres of dike break", "The water broke {} metres of dike on Tuesday."),
        "it": ("Cedono {} metri di argine", "Martedì l'acqua ha travolto {} metri di argine."),
        "es": ("Ceden {} metros de dique", "El martes el agua rompió {} metros de dique."),
        "fr": ("La digue cède sur {} mètres", "Mardi, l'eau a emporté {} mètres de digue."),
        "de": ("{} Meter Deich gebrochen", "Am Dienstag brach das Wasser {} Meter Deich."),
        "pt": ("Cedem {} metros de dique", "Na terça-feira a água rompeu {} metros de dique."),
    }[code]
    article = read_article(
        pipeline.from_text("\n\n".join(line.format(figure) for line, figure in zip(words, figures, strict=True))),
        language.pack(code),
    )
    pairs = [one for one, _ in engine.considered(article, engine.plan(rulebook.load(rulebook.FOLDER)))]
    weighed = [score.of_pair(article, one) for one in pairs if one.kind in score.PAIRS]
    assert all(each is not None and "headline" in {e.feature for e in each.evidence} for each in weighed)


def test_small_figures_far_apart_are_no_sum_that_works_out() -> None:
    far = "Two men came. " + "The day was long. " * 6 + "Three women left, and nobody saw more than five dogs."
    assert not [relation for relation in ticks(far) if relation.kind == "parts-of-whole"]


def test_every_weight_stands_with_its_counts() -> None:
    for line in score.WEIGHTS.read_text(encoding="utf-8").splitlines():
        if line.startswith('    "'):
            assert 3 == len(line.partition(": [")[2].rstrip("]").split(", ")), line


def test_every_weight_of_a_cast_stands_with_its_counts() -> None:
    tables = json.loads(score.CAST_WEIGHTS.read_bytes())
    assert {*score.CASTS.values(), score.SERIES} == tables.keys()
    assert {3} == {len(row) for table in tables.values() for row in table["weights"].values()}


def test_the_waterfall_of_a_line_can_be_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.txt"
    story.write_text(TWICE, encoding="utf-8")
    assert 0 == run(["explain", "--why", f"{story}:3"])
    told = capsys.readouterr().out
    assert "told as a fault  1380 != 1830" in told
    assert "together; told from" in told
