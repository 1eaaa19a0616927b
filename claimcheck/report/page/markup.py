"""HTML elements from values; whatever is not an element already is text and is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from claimcheck.report.visible import visible

_LINES = frozenset("section article header div table tr li p dd h1 h2 h3 h4 h5 h6".split())  # a line ends after these


class Markup(str):
    """HTML that is well-formed and safe to write as it is."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Text as HTML, with nothing in it that is invisible or that a browser obeys."""
    return value if isinstance(value, Markup) else Markup(escape(visible(value)))


def element(name: str, *children: str, **attributes: str | None) -> Markup:
    """An element with its children; an attribute that is None is left out, `class_` is `class`, `a_b` is `a-b`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    end = "\n" if name in _LINES else ""
    return Markup(f"<{name}{given}>{joined(children)}</{name}>{end}")


def joined(children: Iterable[str], between: str = "") -> Markup:
    """Several values one after the other."""
    return Markup(text(between).join(text(child) for child in children))


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], caption: str | None = None, **attributes: str) -> Markup:
    """A table in a frame that scrolls where the page is too narrow for it."""
    head = element("tr", *(element("th", each, scope="col") for each in heads))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    named = [element("caption", caption)] if caption else []
    whole = element("table", *named, element("thead", head), element("tbody", *body), **attributes)
    return element("div", whole, class_="wide")
