"""Where the name of a source begins and ends, read word by word from the side of its cue.

There is no parser: a noun phrase ends at punctuation, at a word that cannot belong to it, or at a
second article that no preposition introduces.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.extract.sentences import Sentence
from claimcheck.extract.vocabulary import Vocabulary
from claimcheck.phrase import Token

LONGEST = 16
NEAR = 4
OPENING = frozenset('«“"‘')
CLOSING = frozenset('»”"’')
INSIDE = frozenset("-&/")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence made ready: tokens, and their normal forms with joined prepositions taken apart.

    `common` holds the words the story also writes small: a capital at the head of a sentence does not
    make them names.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    norms: tuple[str, ...]
    prose: str
    words: Vocabulary
    common: frozenset[str]

    @property
    def capitalised(self) -> bool:
        """Whether the language writes all nouns with a capital."""
        return bool(self.words.pack.text("nouns.capitalised"))

    def is_joined(self, at: int) -> bool:
        """Whether a preposition here contains an article (della)."""
        return self.tokens[at].norm != self.norms[at] and self.norms[at].islower()

    def has(self, at: int, *keys: str) -> bool:
        """Whether the token exists and stands in one of the pack's lists."""
        return 0 <= at < len(self.norms) and any(self.norms[at] in self.words.words(key) for key in keys)

    def is_known(self, at: int) -> bool:
        """Whether the token is a noun of somebody who can report."""
        return self.norms[at] in self.words.knowns

    def is_name(self, at: int) -> bool:
        """Whether the token looks like part of a proper name: a capital, and no day or month."""
        return (
            0 <= at < len(self.tokens)
            and self.tokens[at].capital
            and not (self.leads(at) and (self.norms[at] in self.common or self.is_known(at)))
            and not self.has(at, "time", "stop", "determiners", "pronouns", "at", "of", "boundary", "and")
        )

    def leads(self, at: int) -> bool:
        """Whether the token is the first word of the sentence or of a quotation."""
        return at == 0 or (self.tokens[at - 1].text in OPENING and not self.tokens[at - 1].spaced)

    def opens(self, at: int) -> bool:
        """Whether a noun phrase may begin here."""
        return self.is_name(at) or self.has(at, "determiners") or (at < len(self.tokens) and self.is_known(at))

    def abbreviates(self, at: int) -> bool:
        """Whether the full stop here belongs to the word before it (Sgt., J.)."""
        if at < 1 or self.tokens[at].text != "." or self.tokens[at].spaced:
            return False
        before = self.tokens[at - 1]
        return before.norm in self.words.pack.words("abbreviations") or len(before.text) == 1


def read_forward(line: Line, at: int) -> int:
    """The end (excluded) of the noun phrase that begins at token `at`; `at` itself when there is none."""
    end, fresh, noun, document = at, True, False, False
    i = at
    while i < min(len(line.tokens), at + LONGEST):
        token, norm = line.tokens[i], line.norms[i]
        if not token.is_word:
            skip = _through_sign(line, i)
            if not skip:
                break
            fresh = norm == line.words.pack.text("sources.possessive_sign")
            i, end = i + skip, i + skip
            continue
        if line.has(i, "and"):
            if not (noun and (line.is_name(i - 1) or line.is_known(i - 1)) and _joins(line, i + 1)):
                break
            fresh = True
        elif i > at and (line.has(i, "of", "at") or (document and line.has(i, "given", "time", "by"))):
            if not (document or line.has(i, "of") or _placed(line, i)) or not _follows(line, i + 1):
                break
            fresh = True
        elif line.has(i, "stop"):
            break
        elif line.has(i, "determiners"):
            if not fresh:
                break
        elif line.has(i, "time") or (not token.capital and noun and (line.capitalised or _ends(line, i))):
            break
        else:
            noun, fresh = token.capital or not line.capitalised, False
            document = document or line.has(i, "documents")
            end = i + 1
        i += 1
    return end if noun else at


def read_back(line: Line, end: int) -> tuple[int, bool]:
    """The start of the noun phrase that ends before token `end`, and whether it is a whole one: what
    stands before it is a boundary and not a verb or a relative clause that goes on further back."""
    i, start, whole = end - 1, end, True
    while i >= max(0, end - LONGEST):
        token = line.tokens[i]
        if not token.is_word:
            skip = _back_through_sign(line, i)
            if not skip:
                break
            i -= skip
            start = i + 1
            continue
        if line.has(i, "when") and line.has(i + 1, "time") and line.has(i - 1, "given"):
            i, start = i - 1, i - 1
            continue
        ended = line.words.verb_endings and line.norms[i].endswith(line.words.verb_endings) and not line.is_known(i)
        if ended and not token.capital:
            break
        linking = line.is_name(i - 1) and line.is_name(i + 1) and line.has(i, "linking")
        if line.has(i, "stop", "relative", "pronouns") and not line.is_known(i) and not linking:
            whole = not line.has(i, "relative", "passive")
            break
        if line.has(i, "boundary", "and") and not (line.has(i, "and") and line.is_name(i - 1) and line.is_name(i + 1)):
            break
        start = i
        if line.has(i, "determiners") and not line.is_joined(i):
            if not (line.has(i - 1, "of", "at") and i >= 2 and line.tokens[i - 2].is_word):
                break
            i -= 1
            start = i
        i -= 1
    while start < end and not line.tokens[start].is_word:
        start += 1
    while start < end and line.has(start, "of", "at", "time", "helpers", "and") and not _hyphened(line, start):
        start += 1
    return start, whole


def _through_sign(line: Line, at: int) -> int:
    """How many tokens of punctuation (a whole quoted name) belong to the phrase at this place."""
    token = line.tokens[at]
    possessive = line.words.pack.text("sources.possessive_sign")
    if line.norms[at] == possessive or line.abbreviates(at):
        return 1
    if token.text in INSIDE and not token.spaced and at + 1 < len(line.tokens) and not line.tokens[at + 1].spaced:
        return 2
    if token.text in OPENING:
        for close in range(at + 2, min(at + 6, len(line.tokens))):
            if line.tokens[close].text in CLOSING:
                return close + 1 - at
    return 0


def _back_through_sign(line: Line, at: int) -> int:
    token = line.tokens[at]
    if line.norms[at] == line.words.pack.text("sources.possessive_sign") or line.abbreviates(at):
        return 1
    if token.text in INSIDE and not token.spaced and at > 0:
        return 1
    if token.text in CLOSING:
        for opening in range(at - 2, max(at - 6, 0), -1):
            if line.tokens[opening].text in OPENING and line.tokens[opening - 1].is_word:
                return at + 1 - opening
    return 0


def _hyphened(line: Line, at: int) -> bool:
    return at + 1 < len(line.tokens) and line.tokens[at + 1].text == "-" and not line.tokens[at + 1].spaced


def _placed(line: Line, at: int) -> bool:
    """Whether a preposition of place ties a name to the phrase: officials at the ministry, police in Leeds."""
    after = at + 1
    defined = line.has(after, "determiners") or line.is_joined(at) or line.has(at, "by")
    reach = range(after, min(after + NEAR, len(line.tokens)))
    last = next((k for k in reach if not line.tokens[k].is_word or line.has(k, "stop")), after + NEAR)
    return line.is_name(after) or (
        defined
        and any(line.is_name(k) or line.has(k, "bodies", "groups") for k in range(after, min(last, len(line.tokens))))
    )


def _follows(line: Line, at: int) -> bool:
    return (
        at < len(line.tokens) and line.tokens[at].is_word and (not line.has(at, "stop") or line.has(at, "determiners"))
    )


def _joins(line: Line, at: int) -> bool:
    if line.has(at, "determiners"):
        at += 1
    return at < len(line.tokens) and (line.is_name(at) or line.is_known(at))


def _ends(line: Line, at: int) -> bool:
    """Whether a small word after a noun is a verb or anything else outside the name."""
    if line.is_known(at):
        return False
    if line.has(at, "say", "find", "helpers", "passive"):
        return True
    if any(line.norms[at].endswith(ending) for ending in line.words.verb_endings):
        return True
    if line.words.verb_endings:
        return False
    more = any(line.is_name(k) or line.is_known(k) for k in range(at + 1, min(at + NEAR, len(line.tokens))))
    return not more and (line.is_name(at - 1) or line.is_known(at - 1))
