"""Whether something that reads as a number is one here: not a pronoun, a verb, a name or part of a code."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.extract.fraction_words import DASHES
from claimcheck.extract.numerals import Numeral, numeral
from claimcheck.language import Pack
from claimcheck.phrase import Token

LIST = 20  # tokens back in which a list of numbers may have another member
GLUE = frozenset("/_@#\\:=&%")


def titled(tokens: Sequence[Token]) -> bool:
    """Whether the sentence writes most words with a capital, as headlines do."""
    words = [token for token in tokens[1:] if token.is_word and len(token.text) > 3]
    return bool(words) and 3 * sum(token.capital for token in words) > 2 * len(words)


def addresses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The token ranges of web addresses: unspaced runs with :// in them."""
    found: list[tuple[int, int]] = []
    for at in range(len(tokens) - 2):
        glued = not tokens[at + 1].spaced and not tokens[at + 2].spaced
        if found and at < found[-1][1]:
            continue
        if glued and tokens[at].text == ":" and tokens[at + 1].text == tokens[at + 2].text == "/":
            first, last = at, at + 3
            while first > 0 and not tokens[first].spaced:
                first -= 1
            while last < len(tokens) and not tokens[last].spaced:
                last += 1
            found.append((first, last))
    return found


def begins_inside_code(tokens: Sequence[Token], at: int, pack: Pack, free: int) -> bool:
    """Whether the figure at `at` is glued to something that makes it a name (A350, covid-19, a/12).

    `free` is the first token that belongs to no number yet: what is glued to a number is no code.
    """
    if not at or tokens[at].spaced or at == free:
        return False
    before = tokens[at - 1]
    if before.text in GLUE or before.text in DASHES:
        if at == 1 or before.spaced or at - 1 <= free:
            return False
        return tokens[at - 2].text[-1].isalnum() and not (before.text == ":" and tokens[at - 2].is_word)
    if before.is_word:
        return before.norm not in pack.words("glued_before") and not before.norm.endswith("'")
    return before.text == "." and at > 1 and not before.spaced and tokens[at - 2].text[-1].isalnum()


def ends_inside_code(tokens: Sequence[Token], last: int) -> bool:
    """Whether the number that ends at `last` goes on as something else (7E7, 737s, 24/7, 12:30)."""
    if last >= len(tokens) or tokens[last].spaced:
        return False
    following = tokens[last]
    if following.is_word or following.text == "^":
        return True
    glued = last + 1 < len(tokens) and not tokens[last + 1].spaced
    return glued and following.text in GLUE and tokens[last + 1].text[0].isalnum()


def is_name(tokens: Sequence[Token], number: Numeral, titled: bool, pack: Pack) -> bool:
    """Whether capitals inside a sentence make number words a name (Four Seasons, i Cinque Stelle)."""
    first = tokens[number.first]
    if not number.in_words or titled or not first.capital or number.first == 0:
        return False
    if pack.text("nouns.capitalised") and (number.fraction or number.scale > 1):
        return False  # die Hälfte, Tausend: nouns like any other
    if len(first.text) > 1 and first.text.isupper():
        return False
    before = tokens[number.first - 1]
    follows = number.last < len(tokens) and tokens[number.last].capital and tokens[number.last].is_word
    return before.is_word or before.is_numeral or follows


def is_homograph(tokens: Sequence[Token], number: Numeral, united: bool, pack: Pack) -> bool:
    """Whether a word that may be a number is something else here (`one` as pronoun, `sei` as verb)."""
    word = tokens[number.first].norm
    if number.last - number.first > 1 or word not in pack.names("homographs") or united:
        return False
    before = tokens[number.first - 1] if number.first else None
    following = tokens[number.last] if number.last < len(tokens) else None
    if before is None and following is None:
        return False
    if before and (before.norm in pack.words("signs.minus") or before.norm in pack.words("signs.plus")):
        return False
    if number.value == 1 and (_ends_list(tokens, number, pack) or _one_of_a_sort(tokens, number, pack)):
        return False
    path = f"homographs.{word}"
    if before and before.norm in pack.words(f"{path}.not_after"):
        return True
    if following and following.norm in pack.words(f"{path}.not_before"):
        return True
    if pack.text(f"{path}.needs_unit"):
        return True
    return bool(pack.text(f"{path}.needs_word")) and not _counts(tokens, number.last)


def _ends_list(tokens: Sequence[Token], number: Numeral, pack: Pack) -> bool:
    """Whether the word goes on with a list of numbers that all have the same small word behind them
    (`six to Labour, two to the Greens and one to an independent`)."""
    joints, forms = pack.words("series.conjunctions") | {","}, pack.table("number_forms")
    if not number.first or tokens[number.first - 1].norm not in joints or number.last >= len(tokens):
        return False
    follower = forms.get(tokens[number.last].norm, tokens[number.last].norm)
    if follower not in pack.words("series.places"):
        return False
    return any(
        forms.get(tokens[at].norm, tokens[at].norm) == follower and numeral(tokens, at - 1, pack) is not None
        for at in range(max(1, number.first - LIST), number.first)
    )


def _one_of_a_sort(tokens: Sequence[Token], number: Numeral, pack: Pack) -> bool:
    """Whether the word counts in a list of numbers and names its sort (`14 delitos de lesiones, uno de estafa`),
    neither a whole (`uno de los`, `uno de ellos`) nor a place (`uno de Lugo`)."""
    joints, behind = pack.words("series.conjunctions") | {","}, number.last + 1
    if not number.first or tokens[number.first - 1].norm not in joints or behind >= len(tokens):
        return False
    if tokens[number.last].norm not in pack.words("nouns.of") or tokens[behind].capital:
        return False
    if tokens[behind].norm in pack.words("nouns.stop"):
        return False
    return any(numeral(tokens, at, pack) for at in range(max(0, number.first - LIST), number.first))


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word follows that could be counted (one spokesman, one-way)."""
    if at < len(tokens) and tokens[at].text in DASHES and not tokens[at].spaced:
        at += 1
    return at < len(tokens) and tokens[at].is_word
