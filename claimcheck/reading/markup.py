"""The text between tags: what of raw HTML is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Span
from claimcheck.reading import lines

_TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "div",
        "dd",
        "details",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
_SILENT = frozenset(("script", "style", "template", "svg", "iframe", "noscript", "code", "pre"))


def paragraphs(text: str, region: Span, prose: list[str]) -> Iterator[tuple[Span, bool]]:
    """The stretches of text between block tags, each with whether it is a figure's caption.

    Their characters are copied into `prose`; tags, comments and scripts are left out.
    """
    pieces: list[Span] = []
    caption = False
    for piece, tag in _pieces(text, region):
        if piece.start < piece.end:
            pieces.append(piece)
        if tag.strip("/") in _BLOCKS or not tag:
            if pieces:
                yield from _paragraph(text, pieces, caption, prose)
                pieces = []
            caption = tag == "figcaption"


def _paragraph(text: str, pieces: list[Span], caption: bool, prose: list[str]) -> Iterator[tuple[Span, bool]]:
    for piece in pieces:
        prose[piece.start : piece.end] = piece.of(text)
    whole = lines.trimmed(text, Span(pieces[0].start, pieces[-1].end))
    if whole.start < whole.end:
        yield whole, caption


def _pieces(text: str, region: Span) -> Iterator[tuple[Span, str]]:
    """Each stretch without a tag and the name of the tag that ends it (`/p` closes, empty at the end)."""
    at = region.start
    while at < region.end:
        opening = text.find("<", at, region.end)
        if opening < 0:
            break
        tag = _TAG.match(text, opening, region.end)
        comment = text.startswith("<!--", opening)
        if tag is None and not comment:
            yield Span(at, opening + 1), "-"
            at = opening + 1
            continue
        close = text.find("-->" if comment else ">", opening, region.end)
        name = "" if tag is None else tag.group(1).lower()
        yield Span(at, opening), "-" if comment else ("/" if text[opening + 1] == "/" else "") + name
        at = region.end if close < 0 else close + (3 if comment else 1)
        if name in _SILENT and text[opening + 1] != "/":
            at = _past(text, at, region.end, name)
    yield Span(min(at, region.end), region.end), ""


def _past(text: str, at: int, end: int, name: str) -> int:
    """Where the element that was just opened closes."""
    closing = text.find(f"</{name}", at, end)
    return end if closing < 0 else closing
