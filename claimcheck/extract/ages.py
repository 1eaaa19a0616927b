"""Which numbers are ages: `35-year-old`, `aged 35`, `Rossi, 35,`, `di 35 anni`, `trentacinquenne`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from claimcheck.extract import hedges
from claimcheck.extract.draft import Draft
from claimcheck.extract.fraction_words import DASHES
from claimcheck.extract.lexicon import lexicon
from claimcheck.extract.number_words import amount, words_of
from claimcheck.language import Pack
from claimcheck.model import Kind
from claimcheck.phrase import Token

OLDEST = 120
GROWN = 14
AGE_UNITS = frozenset({"year", "month", "week", "day"})
REACH = 5


def suffixed(tokens: Sequence[Token], at: int, pack: Pack) -> Draft | None:
    """`trentacinquenne`: an age in one word."""
    token = tokens[at]
    for suffix in pack.words("ages.suffixes"):
        if token.norm.endswith(suffix) and len(token.norm) > len(suffix) + 2:
            words = words_of(pack)
            years = amount(words, words.stem(token.norm.removesuffix(suffix)))
            if years and years <= OLDEST:
                return _age(Draft(at, at + 1, at, at + 1, Fraction(years), unit="year", in_words=True), "ages.suffixes")
    return None


def aged(tokens: Sequence[Token], draft: Draft, pack: Pack, free: int) -> Draft:
    """The draft as an age, if the words around it make it one."""
    if draft.value is None and draft.low is None or draft.kind not in (Kind.COUNT, Kind.DURATION) or draft.vague:
        return draft
    if draft.bare or draft.low is not None and not draft.unit:
        return _bare(tokens, draft, pack, free)
    if draft.unit not in AGE_UNITS:
        return draft
    if tokens[draft.last - 1].norm.endswith(tuple(pack.words("ages.attributive")) or ("\0",)):
        return _age(draft, "ages.attributive") if _describes_person(tokens, draft, pack) else draft
    after = lexicon(pack, "ages.after").at(tokens, _past_dash(tokens, draft.last))
    if after:
        return _age(replace(draft, last=after.last), "ages.after")
    years = (draft.value or draft.high) if draft.unit == "year" else None
    said = years is not None and years <= OLDEST and _is_said(tokens, draft, pack, free)
    return _age(draft, "ages.before") if said else draft


def _bare(tokens: Sequence[Token], draft: Draft, pack: Pack, free: int) -> Draft:
    years = draft.value if draft.value is not None else draft.high
    if years is None or years > OLDEST or years.denominator > 1:
        return draft
    glued = draft.last < len(tokens) and not tokens[draft.last].spaced
    word = lexicon(pack, "ages.words").at(tokens, draft.last)
    if word:
        return _age(replace(draft, last=word.last), "ages.words")
    suffix = draft.last < len(tokens) and tokens[draft.last].norm in pack.words("ages.suffixes")
    if suffix and glued:
        return _age(replace(draft, last=draft.last + 1), "ages.suffixes")
    hit = lexicon(pack, "ages.before_bare").before(tokens, draft.first)
    if hit and hit.first >= free:
        return _age(replace(draft, first=hit.first), "ages.before_bare")
    closed = lexicon(pack, "ages.before_closed").before(tokens, draft.first)
    if closed and closed.first >= free and _ends(tokens, draft.last):
        return _age(draft, "ages.before_closed")
    if pack.text("ages.bracketed") and _bracketed(tokens, draft, free):
        return _age(draft, "ages.bracketed")
    if pack.text("ages.appositive") and _apposed(tokens, draft, free):
        return _age(draft, "ages.appositive")
    return draft


def _describes_person(tokens: Sequence[Token], draft: Draft, pack: Pack) -> bool:
    """Whether an adjective of years is a person's: itself a noun (der 35-Jährige), or before a person or, where the
    years are those of a grown person, before no word for a thing that lasts (eine 20-jährige Haft)."""
    if tokens[draft.last - 1].capital and draft.last > 1:
        return True
    words = [token for token in tokens[draft.last : draft.last + REACH] if token.is_word]
    noun = next((token.norm for token in words if token.capital), "")
    if noun in pack.words("ages.persons"):
        return True
    lasting = any(noun.startswith(stem) for stem in pack.words("ages.not_after_stems"))
    lasting = lasting or noun.endswith(tuple(pack.words("ages.not_after_endings")) or ("\0",))
    return bool(noun) and (draft.value or 0) >= GROWN and not lasting


def _is_said(tokens: Sequence[Token], draft: Draft, pack: Pack, free: int) -> bool:
    """Whether `N years` is an age: after `has`, after a person, in apposition; not a sentence or a contract."""
    hedge = hedges.before_number(tokens, draft, pack, free)
    first = hedge.first if hedge else draft.first
    near = tokens[max(free, first - REACH) : first]
    if any(token.norm.startswith(stem) for token in near for stem in pack.words("ages.not_after_stems")):
        return False
    if near and (_is_apposed(tokens, draft, near) or _is_bracketed(tokens, draft, near, pack)):
        return True
    following = tokens[draft.last].norm if draft.last < len(tokens) else ""
    if following in pack.words("ages.not_before"):
        return False
    if draft.low is not None:
        return any(token.norm in pack.words("ages.persons") for token in near)
    hit = lexicon(pack, "ages.before").before(tokens, first) or lexicon(pack, "ages.before").before(tokens, draft.first)
    if hit and hit.first >= free:
        return hit.meaning == Kind.AGE
    if near and near[-1].norm in pack.words("ages.at"):
        return True
    if len(near) < 2:
        return False
    if near[-1].norm in pack.words("ages.of"):
        apart = near[-2].text == "," and len(near) > 2
        return _is_set_apart(tokens, draft, near) if apart else _is_person(near[:-1], draft.value or GROWN, pack)
    return near[-1].norm in pack.words("ages.at")


def _is_person(before: Sequence[Token], years: Fraction | int, pack: Pack) -> bool:
    """Whether the words before `of N years` end in a person: a known noun, a name, `a` with a concrete noun
    where the years are those of a grown person."""
    last = before[-1]
    if last.norm in pack.words("ages.persons"):
        return True
    if not last.is_word or last.norm.endswith(tuple(pack.words("ages.not_after_endings")) or ("\0",)):
        return False
    if len(before) < 2:
        return False
    return last.capital or years >= GROWN and before[-2].norm in pack.words("ages.articles")


def _is_apposed(tokens: Sequence[Token], draft: Draft, near: Sequence[Token]) -> bool:
    """`Rossi, 63 anni, `, `Rossi, 33 anni di Bari`; without a name only for a grown person between commas."""
    if near[-1].text != "," or len(near) < 2 or not near[-2].is_word or draft.value is None:
        return False
    if draft.value.denominator > 1:
        return False
    if not near[-2].capital:
        return draft.value >= GROWN and draft.last < len(tokens) and tokens[draft.last].text == ","
    return _ends(tokens, draft.last) or not tokens[draft.last].is_word or _is_capital(tokens, draft.last + 1)


def _is_set_apart(tokens: Sequence[Token], draft: Draft, near: Sequence[Token]) -> bool:
    """`Ruiz, de 63 años, `, `o operário, de 27 anos, `: a name or a grown person, then the age between commas."""
    grown = (draft.value or 0) >= GROWN and draft.last < len(tokens) and tokens[draft.last].text == ","
    return near[-3].is_word and (near[-3].capital and _ends(tokens, draft.last) or grown)


def _is_bracketed(tokens: Sequence[Token], draft: Draft, near: Sequence[Token], pack: Pack) -> bool:
    """`son mari (56 ans)`: years alone in brackets behind a person."""
    if near[-1].text != "(" or len(near) < 2 or draft.last >= len(tokens) or tokens[draft.last].text != ")":
        return False
    person = near[-2].norm in pack.words("ages.persons") | pack.words("persons.others")
    return person or near[-2].capital and (draft.value or 0) >= GROWN


def _is_capital(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].capital


def _apposed(tokens: Sequence[Token], draft: Draft, free: int) -> bool:
    """`Smith, 35,`: a name, a comma, an age, a comma or the end."""
    at = draft.first - 2
    if at < free or tokens[at + 1].text != "," or not (tokens[at].capital and tokens[at].is_word) or draft.in_words:
        return False
    return _ends(tokens, draft.last) and draft.value is not None and 0 < draft.value <= OLDEST


def _bracketed(tokens: Sequence[Token], draft: Draft, free: int) -> bool:
    """`Anna Schmidt (35)`: two words of a name and an age alone in brackets."""
    at = draft.first - 3
    if at < free or draft.in_words or tokens[at + 2].text != "(" or _text(tokens, draft.last) != ")":
        return False
    name = tokens[at : at + 2]
    return all(token.capital and token.is_word for token in name) and (draft.value or 0) >= GROWN


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in ",.;)"


def _past_dash(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].text in DASHES else at


def _age(draft: Draft, name: str) -> Draft:
    return replace(draft, kind=Kind.AGE, unit=draft.unit or "year", trace=(*draft.trace, name))
