"""Finding the day a story was written."""

from __future__ import annotations

from datetime import date

import pytest

from claimcheck import language
from claimcheck.reading import dateline, read_bytes

DAY = date(2025, 9, 16)


def found(code: str, text: str, name: str = "story.txt") -> date | None:
    return dateline.find(read_bytes(text.encode(), name), language.pack(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "MINSK, 16 September 2025 — Nine men were held in the north of the city, the police said."),
        ("en", "MINSK, Belarus (Agency), Sept. 16, 2025 - Nine men were held in the north of the city."),
        ("en", "LINDEN, Ohio, Tuesday, September 16, 2025: Nine men were held in the north of the city."),
        ("en", "Nine held\n\nTuesday, September 16, 2025\n\nNine men were held in the north of the city."),
        ("en", "Nine held\n\nPublished: 16 September 2025, 10:30\n\nNine men were held in the north."),
        ("en", "Nine held\n\n16/09/2025\n\nNine men were held in the north of the city."),
        ("it", "Nove fermati\n\nmartedì 16 settembre 2025\n\nNove uomini sono stati fermati lunedì."),
        ("it", "(Agenzia) - ROMA, 16 SET 2025 - Nove uomini sono stati fermati lunedì nella periferia nord."),
        ("it", "Nove uomini sono stati fermati lunedì.\n\nNegano tutto, dice il legale.\n\nRoma, 16 settembre 2025"),
        ("it", "Nove fermati\n\nPubblicato il 16 settembre 2025 alle 10.30\n\nNove uomini sono stati fermati."),
        ("it", "2025-09-16\n\nNove fermati\n\nNove uomini sono stati fermati lunedì."),
    ],
)
def test_a_dateline_is_found(code: str, text: str) -> None:
    assert DAY == found(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("it", "Il 16 settembre 2025, i nove uomini sono stati fermati nella periferia nord della città."),
        ("it", "La mostra apre il 16 settembre 2025\n\nLa mostra più attesa aprirà a Torino."),
        ("it", "Torna il festival\n\nApre il 16 settembre 2025 al Lingotto\n\nIl festival torna a Torino."),
        ("en", "MINSK, 16 September — Nine men were held in the north of the city, the police said."),
        ("en", "On 16 September 2025 - a Tuesday - nine men were held in the north of the city."),
        ("en", "Nine held\n\n09/10/2025\n\nNine men were held in the north of the city."),
        ("en", "Nine held\n\n31 September 2025\n\nNine men were held in the north of the city."),
    ],
)
def test_a_date_elsewhere_or_in_part_is_no_dateline(code: str, text: str) -> None:
    assert None is found(code, text)


def test_the_front_matter_comes_first() -> None:
    text = "---\ndate: 2025-09-16\n---\n\nMINSK, 12 March 2024 — Nine men were held.\n"
    assert DAY == found("en", text, "story.md")
