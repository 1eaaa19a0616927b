"""The two dozen roles: what a word beside a figure says of the figure's part in a relation.

A language lists words by meaning (`languages/<code>/roles.yaml`); each entry is a vote of the word on the figures
beside it. Words that vote for opposite roles cancel each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from claimcheck import language
from claimcheck.language import Pack
from claimcheck.phrase import Item, tokenize
from claimcheck.stems import stem

SHORT = 3  # letters up to which a word is compared as it is


class Vote(NamedTuple):
    """A word or set phrase that votes: its role and the items it covers, end excluded."""

    role: str
    first: int
    last: int


Entry = tuple[tuple[str, ...], str]  # the stems behind the first word, and the role


@cache
def lexicon(pack: Pack) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of a language by the stem of their first word, the longest first; empty for one that has none."""
    found: dict[str, list[Entry]] = {}
    for role, phrases in language.roles(pack.code).items():
        for phrase in phrases:
            first, *rest = (_form(token.norm, pack) for token in tokenize(str(phrase), pack.apostrophe))
            found.setdefault(first, []).append((tuple(rest), role))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


@cache
def _form(word: str, pack: Pack) -> str:
    """What is compared: the stem, for short words the word itself."""
    return stem(word, pack) if len(word) > SHORT else word


def votes(row: Sequence[Item], pack: Pack) -> tuple[Vote, ...]:
    """Every vote in a sentence, by position."""
    table = lexicon(pack)
    forms = [_form(item.norm, pack) if item.quantity is None else "" for item in row]
    found: list[Vote] = []
    for at, form in enumerate(forms):
        for rest, role in table.get(form, ()):
            last = at + 1 + len(rest)
            if tuple(forms[at + 1 : last]) == rest:
                found.append(Vote(role, at, last))
    return tuple(found)
