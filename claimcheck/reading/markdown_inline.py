"""Inline Markdown with offsets: which characters of a paragraph are prose and which are marks.

markdown-it-py tells where blocks stand but not where emphasis and links do, so each inline rule is
wrapped in one that remembers the place it matched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    strikethrough,
)

from claimcheck.model import Span

Rule = Callable[[StateInline, bool], bool]

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
_TRACED: dict[str, Rule] = {
    "autolink": autolink,
    "backticks": backtick,
    "emphasis": emphasis.tokenize,
    "entity": entity,
    "escape": escape,
    "html_inline": html_inline,
    "image": image,
    "link": link,
    "strikethrough": strikethrough.tokenize,
}


@dataclass(frozen=True, slots=True)
class _Mark:
    rule: str
    start: int
    end: int
    label_end: int = 0
    content: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph's own characters with the marks blanked; `images` are where pictures stand and
    where in each its alternative text does."""

    prose: str
    images: tuple[tuple[Span, Span], ...]


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables; blocks only, `read` does the inlines."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["inline", "text_join"])
    for name, rule in _TRACED.items():
        made.inline.ruler.at(name, _traced(name, rule))
    return made


def _traced(name: str, rule: Rule) -> Rule:
    def traced(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, silent)
        marks: list[_Mark] = state.env["marks"]
        start, known = state.pos, len(marks)
        if not rule(state, silent):
            return False
        label_end, content = 0, ""
        if name in ("link", "image"):
            label_end = state.md.helpers.parseLinkLabel(state, start + (name == "image"))
        if name == "image":
            del marks[known:]
        elif name == "entity":
            content = state.tokens[-1].content
        marks.append(_Mark(name, start, state.pos, label_end, content))
        return True

    return traced


def read(content: str, references: object) -> Inline:
    """What of a block's inline `content` is prose; the result's prose has its length."""
    marks: list[_Mark] = []
    parser().inline.parse(content, parser(), {"marks": marks, "references": references or {}}, [])
    chars = list(content)
    images: list[tuple[Span, Span]] = []
    for start, end in _blanks(content, marks):
        chars[start:end] = " " * (end - start)
    for mark in marks:
        if mark.rule == "entity" and len(mark.content) == 1 and mark.content.isprintable():
            chars[mark.start] = mark.content
        elif mark.rule == "image":
            images.append((Span(mark.start, mark.end), Span(mark.start + 2, mark.label_end)))
    return Inline("".join(chars), tuple(images))


def _blanks(content: str, marks: list[_Mark]) -> Iterator[tuple[int, int]]:
    struck: _Mark | None = None
    for mark in marks:
        if mark.rule == "link":
            footnote = content.startswith("[^", mark.start)
            yield mark.start, mark.end if footnote else mark.start + 1
            yield mark.label_end, mark.end
        elif mark.rule == "escape":
            yield mark.start, mark.start + 1
        elif mark.rule == "strikethrough" and struck is not None:
            yield struck.start, mark.end
            struck = None
        else:
            struck = mark if mark.rule == "strikethrough" else struck
            yield mark.start, mark.end
    for note in _FOOTNOTE.finditer(content):
        yield note.span()
