"""JSON Lines: a file of many stories, one a line, `{"id": …, "title": …, "text": …, "date": …, "lang": …}`.

A line is read when its story is checked; offsets point into the title, a blank line, and the text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claimcheck.errors import InputError
from claimcheck.model import Document, Span
from claimcheck.reading import lines, ninjs
from claimcheck.reading import text as plain
from claimcheck.reading.encoding import sound
from claimcheck.reading.front_matter import iso_date
from claimcheck.reading.paths import MARK, Line

GAP = "\n\n"


def name(line: Line, data: bytes) -> str:
    """What the story is called: the file and its id, or its line where it has none. Raises InputError."""
    item = _item(line, data)
    given = next((item[key] for key in ("id", "uri", "guid") if isinstance(item.get(key), str | int)), "")
    words = " ".join(sound(str(given)).split())
    return f"{line.file}{MARK}{words or line.number}"


def read(line: Line, data: bytes) -> Document:
    """The story of a line, plain text below its title; a line that is a ninjs item is read as one.

    Raises InputError that names the line when it is no JSON object or holds no text.
    """
    item = _item(line, data)
    body = item.get("text")
    if isinstance(body, str) and body.strip():
        document = _story(item, body)
    elif item.keys() & {"bodies", "body_text", "body_xhtml", "body_html"}:
        document = ninjs.from_item(f"{line.file}:{line.number}", item)
    else:
        raise InputError(f'{line.file}:{line.number}: the line holds no "text"')
    return replace(document, path=name(line, data), file=line.file, record=line.number)


def _story(item: Mapping[str, Any], body: str) -> Document:
    given = next((item[key] for key in ("title", "headline") if isinstance(item.get(key), str)), "")
    title = " ".join(given.split())
    text = sound(f"{title}{GAP}{body}" if title else body)
    day, code = item.get("date"), item.get("lang") or item.get("language")
    return replace(
        plain.read("", text, title=lines.trimmed(text, Span(0, len(title))) if title else None),
        dateline=iso_date(day) if isinstance(day, str) else None,
        language=sound(code).replace("_", "-").split("-")[0].lower() if isinstance(code, str) and code else None,
    )


def _item(line: Line, data: bytes) -> Mapping[str, Any]:
    place = f"{line.file}:{line.number}"
    try:
        item = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{place}: the line is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputError(f"{place}: the line is not JSON: {error.msg}, column {error.colno}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{place}: the line is not JSON that can be read") from None
    if not isinstance(item, Mapping):
        raise InputError(f"{place}: the line is JSON, but no object of a story")
    return item
