"""Wire copy and e-mail: what is the desk's is no claim, the subject is the headline, the date the day of writing."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import language, pipeline
from claimcheck.errors import InputError
from claimcheck.model import Document, Place
from claimcheck.reading import dateline, read_bytes

HEAD = """\
From: desk@example.org
Date: Tue, 16 Sep 2025 18:04:00 +0200
Subject: Ferry carries 26 people
 to the island
Slug: FERRY-26/
Embargo: 17 September 2025, 06:00
Words: 230

"""
LEAD = "The ferry carried 12 women and 14 men, the harbour office said."
BODY = "The crossing takes 3 hours, the office said."


def story(text: str, name: str = "wire.txt") -> Document:
    return read_bytes(text.encode(), name)


def parts(document: Document) -> list[tuple[Place, str]]:
    return [(part.place, " ".join(part.span.of(document.prose).split())) for part in document.parts]


def figures(document: Document) -> list[str]:
    return [claim.quantity.span.of(document.text) for claim in pipeline.check(document, (), code="en").claims]


def test_headers_are_no_claims_and_the_subject_is_the_headline() -> None:
    document = story(f"{HEAD}{LEAD}\n\n{BODY}\n")
    title = (Place.HEADLINE, "Ferry carries 26 people to the island")
    assert [title, (Place.LEAD, LEAD), (Place.BODY, BODY)] == parts(document)
    assert ["26", "12", "14", "3 hours"] == figures(document)


def test_offsets_stay_those_of_the_file() -> None:
    text = f"{HEAD}{LEAD}\n"
    document = story(text)
    assert (text, len(text)) == (document.text, len(document.prose))


def test_the_date_header_is_the_day_of_writing() -> None:
    assert "2025-09-16" == str(story(f"{HEAD}{LEAD}\n").dateline)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Data: 16 settembre 2025", "it"),
        ("Inviato: martedì 16 settembre 2025 18:04", "it"),
        ("Date: September 16, 2025, 18:04", "en"),
        ("Sent: Tuesday, September 16, 2025 6:04 PM", "en"),
        ("Date: 2025-09-16", "en"),
    ],
)
def test_the_date_header_may_be_in_words(header: str, code: str) -> None:
    document = story(f"{header}\nSlug: FERRY\n\n{LEAD}\n")
    assert "2025-09-16" == str(dateline.find(document, language.pack(code)))


@pytest.mark.parametrize(
    "line",
    [
        "BC-EU--Ferry,230",
        "^AM-Ferry Crash, 1st Ld-Writethru, 450<",
        "FERRY-CRASH/ (UPDATE 2)",
        "EMBARGOED UNTIL 06:00 GMT, 17 SEPTEMBER 2025",
        "Embargo fino alle 6 del 17 settembre 2025",
        "(more)",
        "- 30 -",
        "-30-",
        "###",
        "ENDS",
        "(segue)",
        "Page 2 of 3",
        "2nd Add, 120 words",
    ],
)
def test_a_line_of_the_desk_is_no_prose(line: str) -> None:
    document = story(f"{line}\n\nFerry carries people to the island\n\n{LEAD}\n\n{BODY}\n")
    assert ["12", "14", "3 hours"] == figures(document)
    assert (Place.HEADLINE, "Ferry carries people to the island") == parts(document)[0]


@pytest.mark.parametrize("line", ["(MORE)", "--30--", "Ends", "###", "(take 2 of 3)", "Page 3"])
def test_a_line_of_the_desk_is_left_out_wherever_it_stands(line: str) -> None:
    document = story(f"Ferry carries people\n\n{LEAD}\n\n{line}\n\n{BODY}\n")
    assert [LEAD, BODY] == [words for place, words in parts(document) if place is not Place.HEADLINE]


@pytest.mark.parametrize(
    "line",
    [
        "Date: 12 people were invited",
        "NATO-Ukraine Summit",
        "Embargo: 60 states agree",
        "Covid-19: 12 new cases",
        "More than 12 boats",
        "From: 12 boats to none",
        "Page 3 girls: the end of an era",
        "Update: 12 rescued",
        "1. Take 12 eggs",
    ],
)
def test_a_headline_that_looks_like_it_stays(line: str) -> None:
    document = story(f"{line}\n\n{LEAD}\n\n{BODY}\n")
    assert line in [words for _, words in parts(document)]


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {"From": "desk@example.org", "Subject": "Città: 26 a bordo", "Date": "Tue, 16 Sep 2025 18:04:00 +0200"}
    for name, value in (given | headers).items():
        made[name] = value
    return made


def test_a_quoted_printable_mail_is_its_subject_and_its_text() -> None:
    mail = message()
    mail.set_content(f"{LEAD}\n\nSulla città è nevicato.\n\n-- \nDesk, +39 06 555 123\n", cte="quoted-printable")
    document = read_bytes(mail.as_bytes(), "story.eml")
    assert f"Città: 26 a bordo\n\n{LEAD}\n\nSulla città è nevicato.\n" == document.text
    assert ("2025-09-16", (Place.HEADLINE, "Città: 26 a bordo")) == (str(document.dateline), parts(document)[0])


def test_the_text_of_a_mail_is_preferred_to_its_page_and_to_attachments() -> None:
    mail = message()
    mail.set_content(f"{LEAD}\n> On Monday 99 people wrote:\n")
    mail.add_alternative("<p>99 others</p>", subtype="html")
    mail.add_attachment("99 bottles", filename="song.txt")
    assert ["26", "12", "14"] == figures(read_bytes(mail.as_bytes(), "story.eml"))


def test_a_mail_that_is_only_a_page_is_read_as_one() -> None:
    mail = message()
    mail.set_content(f"<h1>Ferry</h1><p>{LEAD}</p><footer>1999</footer>", subtype="html", cte="base64")
    assert f"Città: 26 a bordo\n\nFerry\n\n{LEAD}" == read_bytes(mail.as_bytes(), "story.eml").text


def test_a_mail_may_hold_wire_copy() -> None:
    mail = message()
    mail.set_content(f"Slug: FERRY-26/\n\n{LEAD}\n\n-30-\n")
    assert ["26", "12", "14"] == figures(read_bytes(mail.as_bytes(), "story.eml"))


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff", b"Subject: x\n\n", b"Content-Type: text/plain; charset=none\n\n\xff"]
)
def test_a_mail_without_text_is_one_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^«a\.eml» [^\n]+$"):
        read_bytes(data, "a.eml")


LINES = [*HEAD.splitlines(), LEAD, BODY, "", " folded", "(more)", "-30-", "Date: 31 Feb 2025", "BC-EU--F,230", "- 1"]
LINES += ["\x85", "\u2028", "# claimcheck: ignore A101 -- so", "Content-Type: multipart/mixed; boundary=x", "--x"]
LINES += ["<p>12", "--x--", "Content-Transfer-Encoding: base64", "Content-Type: text/html; charset=zz", "| a | 1 |"]
LINES += ["Subject: =?utf-8?b?!?="]
TEXTS = st.builds("\n".join, st.lists(st.sampled_from(LINES), max_size=12))


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(["txt", "md", "eml"]))
def test_whatever_stands_there_every_part_has_its_place(text: str, suffix: str) -> None:
    try:
        document = story(text, f"any.{suffix}")
    except InputError as error:
        assert "\n" not in str(error)
        return
    spans = [part.span for part in document.parts]
    assert (sorted(spans), len(document.text)) == (spans, len(document.prose))
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
