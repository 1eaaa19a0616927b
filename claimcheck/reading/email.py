"""E-mail (`.eml`): the subject is the headline, the text part the story, its lines of wire copy left out.

Offsets point into the decoded text: the subject, a blank line, the body.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from claimcheck.errors import InputError
from claimcheck.model import Document, Place, Span
from claimcheck.reading import html, lines
from claimcheck.reading import text as plain
from claimcheck.reading.assembly import Block, assembled
from claimcheck.reading.encoding import sound

GAP = "\n\n"
LONGEST = 2000  # signs of a header that are looked at: what parses it takes time by their square


class _Short(policy.EmailPolicy):
    """Headers are parsed when they are asked for, and no further than a long one goes."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:LONGEST])


def read_data(path: str, data: bytes) -> Document:
    """The document of a message. Raises InputError when it holds no text."""
    try:
        message = cast(EmailMessage, message_from_bytes(data, policy=_Short()))
        title = sound(" ".join(str(message.get("subject", "")).split()))
        part = message.get_body(("plain", "html"))
        body = sound(str(part.get_content())) if part is not None else ""
        language = str(message.get("content-language", ""))[:2].lower()
        day = _day(message)
    except Exception as error:
        raise InputError(f"«{path}» is not an e-mail that can be read: {type(error).__name__}") from None
    if not (message.keys() and body.strip()):
        raise InputError(f"«{path}» holds no text of an e-mail")
    if part is not None and part.get_content_subtype() == "html":
        return assembled(path, _blocks(title, body), dateline=day, language=language or None)
    document = _plain(path, title, body.replace("\r\n", "\n"))
    return replace(document, dateline=day or document.dateline, language=language or None)


def _day(message: EmailMessage) -> date | None:
    moment = getattr(message.get("date"), "datetime", None)
    return moment.date() if moment else None


def _plain(path: str, title: str, body: str) -> Document:
    text = f"{title}{GAP}{_without_replies(body)}"
    return plain.read(path, text, title=lines.trimmed(text, Span(0, len(title))) if title else None)


def _without_replies(body: str) -> str:
    """The body up to its signature, without the lines of others that it answers."""
    rows = body.split("\n")
    end = next((at for at, row in enumerate(rows) if row in ("-- ", "--")), len(rows))
    return "\n".join(row for row in rows[:end] if not row.startswith(">"))


def _blocks(title: str, body: str) -> list[Block]:
    found = [*html.blocks(body)]
    if title:
        found = [replace(block, level=block.level + (block.level == 1)) for block in found]
        found.insert(0, Block(title, Place.HEADLINE, 1))
    return found
