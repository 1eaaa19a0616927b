"""XML without the dangers of XML: entities and external references are refused, and depth costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Comment, TreeBuilder

from claimcheck.errors import InputError, needs


def parsed(path: str, data: bytes, *, comments: bool = False) -> Any:
    """The root element, with the comments where asked for. Raises InputError for XML that is malformed or declares
    entities."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser, ParseError
    except ImportError:
        raise needs("xml", path) from None
    try:
        parser = DefusedXMLParser(target=TreeBuilder(insert_comments=comments))
        parser.feed(data)
        return parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise InputError(f"«{path}» is not XML that can be read: {error}") from None


def below(element: Any, closed: Callable[[Any], bool]) -> Iterator[Any]:
    """The elements below one in their order, without what is inside those that are `closed`."""
    left = [iter(element)]
    while left:
        child = next(left[-1], None)
        if child is None:
            left.pop()
            continue
        yield child
        if not closed(child):
            left.append(iter(child))


def comments(element: Any) -> Iterator[str]:
    """The comments in an element, or the one that it is."""
    return (" ".join((each.text or "").split()) for each in element.iter(Comment))


def words(element: Any) -> str:
    """All text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def local(element: Any) -> str:
    """The element's name without its namespace; empty for comments."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
