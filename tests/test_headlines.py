"""Figures of the headline that the story gives otherwise, and headlines that are right as they stand."""

from __future__ import annotations

import pytest

from claimcheck.evidence.headlines import orphans
from claimcheck.model import Severity
from tests.judged import read, severities


@pytest.mark.parametrize(
    ("code", "headline", "lead"),
    [
        ("en", "Landslide kills 17 in hill town", "A landslide killed 13 people in the town of Orveda, police said."),
        ("en", "Quake injures 25 people", "A quake injured 52 people on Friday."),
        ("en", "Grocer to open 45 shops", "The grocer Marden & Lyle plans to open 60 shops next year, it said."),
        ("it", "Crollo nella cava, sei operai feriti", "Quattro operai sono rimasti feriti nella cava di Sant'Elmo."),
        ("fr", "Huit blessés dans un incendie", "Cinq personnes ont été blessées lundi dans l'incendie d'un entrepôt."),
    ],
)
def test_a_headline_that_the_first_sentence_gives_otherwise_is_an_error(code: str, headline: str, lead: str) -> None:
    assert severities("C301", f"{headline}\n\n{lead}\n", code) == [Severity.ERROR]


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Two bus crashes leave 15 hurt", "Nine people were hurt in the first crash. Six more were in the second."),
        ("Grain prices up 40 dollars", "A tonne of wheat cost 310 dollars on Friday, against 270 dollars a month ago."),
        ("Charity run raises 12,000 pounds", "All 400 runners paid 30 pounds each, the club said."),
        ("Mill owner to cut 200 jobs", "The mill owner had 1,450 workers in the spring and 1,250 are to stay."),
    ],
    ids=["a sum", "a difference", "a product", "a difference of staff"],
)
def test_a_headline_that_follows_from_the_story_is_no_error(headline: str, lead: str) -> None:
    assert Severity.ERROR not in severities("C301", f"{headline}\n\n{lead}\n")


def test_a_headline_that_the_story_gives_again_is_held_against_nothing() -> None:
    text = "Landslide kills 17\n\nA landslide killed 13 people in Orveda on Sunday. By Monday the toll stood at 17.\n"
    assert list(orphans(read(text))) == []
