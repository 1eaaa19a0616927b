"""Telling the language of a story."""

from __future__ import annotations

import pytest

from claimcheck import detect
from claimcheck.reading import read_bytes


def language(text: str, name: str = "story.txt") -> str | None:
    return detect.language(read_bytes(text.encode(), name))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("it", "Dei 25 graziati, 12 sono donne e 14 uomini."),
        ("it", "I feriti sono 18, tra cui 9 bambini."),
        ("en", "Of the 25 freed, 12 are women and 14 men."),
        ("en", "Nine people were hurt, four of them badly."),
        ("es", "De los 25 heridos, 12 son mujeres y 14 hombres."),
        ("fr", "Parmi les 25 blessés, 12 sont des femmes et 14 des hommes."),
        ("de", "Von den 25 Verletzten sind 12 Frauen und 14 Männer."),
        ("pt", "Dos 25 feridos, 12 são mulheres e 14 são homens."),
    ],
)
def test_a_sentence_is_enough(code: str, text: str) -> None:
    assert code == language(text)


@pytest.mark.parametrize(
    "text",
    [
        "De politie heeft dinsdag in Rotterdam negen mannen aangehouden. Er werd 46 kilo gevonden, zegt een agent.",
        "Policja zatrzymała we wtorek dziewięciu mężczyzn. W mieszkaniach znaleziono 12 tysięcy euro.",
        "Polisen grep på tisdagen nio män i Göteborg. Vid razzian hittades 46 kilo, säger en talesperson.",
        "Poliția a arestat marți nouă bărbați la Cluj. Au fost găsite 46 de kilograme, a declarat un martor.",
        "La policia va detenir dimarts nou homes a Girona. Als pisos van trobar 46 quilos, segons un portaveu.",
        "Poliisi pidätti tiistaina yhdeksän miestä Turussa. Asunnoista löytyi 46 kiloa ja 12 000 euroa.",
        "Polis salı günü İzmir'de dokuz erkeği gözaltına aldı. Evlerde 46 kilo bulundu, dedi bir sözcü.",
        "Полиция задержала во вторник девять мужчин.",
        "警方周二逮捕了九名男子。",
    ],
)
def test_a_language_without_a_pack_is_not_taken_for_a_relative(text: str) -> None:
    assert None is language(text)


def test_the_front_matter_is_believed() -> None:
    assert "it" == language("---\nlang: it\n---\nThe 12 men were there.\n", "story.md")


@pytest.mark.parametrize("text", ["", "12 + 13 = 25", "Graziati 25 prigionieri politici"])
def test_a_text_without_evidence_is_read_as_its_name_says(text: str) -> None:
    assert ("it", None) == (language(text, "story.it.txt"), language(text, "story.txt"))


def test_the_words_outweigh_the_name() -> None:
    assert "en" == language("Of the 25 freed, 12 are women and 14 men.", "story.it.txt")
