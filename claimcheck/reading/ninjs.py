"""ninjs, IPTC's news in JSON, versions 1 to 3: headline, body as text or XHTML, date, language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from claimcheck.errors import InputError
from claimcheck.model import Document, Place
from claimcheck.reading import html
from claimcheck.reading.assembly import Block, assembled
from claimcheck.reading.encoding import sound


def read_data(path: str, data: bytes) -> Document:
    """The document of a ninjs item. Raises InputError when it is not JSON or holds no story."""
    try:
        item = json.loads(data)
    except (ValueError, RecursionError):
        raise InputError(f"«{path}» is not JSON that can be read") from None
    if not isinstance(item, Mapping):
        raise InputError(f"«{path}» is JSON, but no news item")
    return from_item(path, item)


def from_item(path: str, item: Mapping[str, Any]) -> Document:
    """The document of a news item already parsed. Raises InputError when it holds no story."""
    blocks = list(_blocks(item))
    if not blocks:
        raise InputError(f"«{path}» holds no story text (headline, body_text or body_xhtml)")
    language = sound(str(item.get("language") or item.get("lang") or "")).split("-")[0].lower()
    return assembled(path, blocks, dateline=_dated(item), language=language or None)


def _blocks(item: Mapping[str, Any]) -> Iterator[Block]:
    headline = _first(item, "headlines", "headline", "title")
    if headline:
        yield Block(headline, Place.HEADLINE, 1)
    body = _first(item, "bodies", "body_text", "text")
    markup = _first(item, "bodies", "body_xhtml", "body_html", markup=True)
    if markup and not body:
        yield from html.blocks(markup)
    else:
        yield from (Block(" ".join(piece.split())) for piece in body.split("\n\n"))


def _first(item: Mapping[str, Any], plural: str, *names: str, markup: bool = False) -> str:
    """A text by its 1.x name, or the first of a 2.0/3.0 list of values with a content type."""
    for name in names:
        if isinstance(item.get(name), str):
            return sound(item[name])
    values = item.get(plural)
    for value in values if isinstance(values, list) else ():
        if isinstance(value, Mapping) and isinstance(value.get("value"), str):
            kind = str(value.get("contenttype") or value.get("contentType") or "")
            if ("html" in kind) == markup:
                return sound(value["value"])
    return ""


def _dated(item: Mapping[str, Any]) -> date | None:
    for name in ("contentcreated", "contentCreated", "versioncreated", "versionCreated", "firstcreated", "date"):
        try:
            return date.fromisoformat(str(item.get(name, ""))[:10])
        except ValueError:
            continue
    return None
