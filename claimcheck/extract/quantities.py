"""Quantities of a sentence: dates and labels first, then every number with its unit, hedge and readings.

The calendar takes its tokens; what lies between is read left to right in stretches: numbers and vague
numbers with their units, then what belongs together (amounts, ranges), then signs, ages and hedges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from claimcheck.extract import ages, amounts, calendar, collectives, compounds, gates, hedges, measures, ranges
from claimcheck.extract.draft import Draft, from_numeral
from claimcheck.extract.measures import Unit
from claimcheck.extract.mention import Mention
from claimcheck.extract.numerals import Numeral, numeral
from claimcheck.extract.sentences import Sentence
from claimcheck.extract.walk import walk
from claimcheck.language import Pack
from claimcheck.model import Kind
from claimcheck.phrase import Token


def read(sentence: Sentence, pack: Pack) -> tuple[Mention, ...]:
    """All quantities of the sentence in order, never overlapping."""
    found = list(calendar.read(sentence.tokens, pack))
    dated = {mention.first for mention in found if mention.quantity.kind in (Kind.DATE, Kind.YEAR)}
    title = gates.titled(sentence.tokens)
    taken = [(mention.first, mention.last) for mention in found] + gates.addresses(sentence.tokens)
    for first, last in _stretches(sorted(taken), len(sentence.tokens)):
        tokens = sentence.tokens[first:last]
        for draft in _drafts(tokens, pack, title):
            if draft.kind is Kind.RATIO and {first + draft.last, first + draft.last + 1} & dated:
                continue  # the middle of a decade (la metà degli anni Ottanta) is no share
            mention = draft.mention(tokens, pack.house)
            found.append(replace(mention, first=mention.first + first, last=mention.last + first))
    return tuple(sorted(found, key=lambda mention: mention.first))


def _stretches(taken: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """The token ranges that are not taken."""
    at = 0
    for first, last in taken:
        if first > at:
            yield at, first
        at = max(at, last)
    if end > at:
        yield at, end


def _drafts(tokens: Sequence[Token], pack: Pack, title: bool) -> list[Draft]:
    drafts = _numbers(tokens, pack, title)
    if not drafts:
        return drafts
    drafts = ranges.joined(tokens, amounts.joined(tokens, _signed(tokens, drafts, pack), pack), pack)
    finished: list[Draft] = []
    for draft in drafts:
        previous = finished[-1] if finished else None
        free = previous.last if previous else 0
        draft = ages.aged(tokens, draft, pack, free)
        finished.append(hedges.hedged(tokens, draft, pack, free, previous))
    return ranges.bounded(tokens, finished, pack)


def _signed(tokens: Sequence[Token], drafts: Sequence[Draft], pack: Pack) -> list[Draft]:
    result: list[Draft] = []
    for draft in drafts:
        result.append(hedges.signed(tokens, draft, pack, result[-1].last if result else 0))
    return result


def _numbers(tokens: Sequence[Token], pack: Pack, title: bool) -> list[Draft]:
    """The numbers with their units, left to right."""
    drafts: list[Draft] = []
    for draft in walk(len(tokens), lambda at: _number(tokens, at, pack, title, drafts[-1] if drafts else None)):
        drafts.append(draft)
    return drafts


def _number(
    tokens: Sequence[Token], at: int, pack: Pack, title: bool, previous: Draft | None
) -> tuple[Draft | None, int]:
    """The number that begins at token `at`, if one does, and the token to go on from."""
    token, free = tokens[at], previous.last if previous else 0
    if not (token.text[0].isalnum() or token.text in ".,"):
        return None, at + 1
    if token.is_word:
        vague = collectives.collective(tokens, at, pack)
        if vague:
            vague = _united(tokens, vague, measures.after(tokens, vague.last, pack, scaled=True))
            return vague, vague.last
        whole = collectives.most(tokens, at, pack) or ages.suffixed(tokens, at, pack)
        whole = whole or compounds.measured(tokens, at, pack)
        if whole:
            return whole, whole.last
    number = numeral(tokens, at, pack)
    if number is None or _is_article(tokens, number, pack):
        counted = ranges.article_ratio(tokens, at, pack) or _counted_by_article(tokens, at, pack, free)
        return counted, counted.last if counted else at + 1
    compound = previous is not None and previous.last == at and previous.unit == "ft"
    share = ranges.ratio(tokens, number, pack)
    if share:
        return share, share.last
    draft = from_numeral(number)
    after = measures.after(tokens, number.last, pack, number.scale > 1 or number.fraction, compound)
    before = measures.before(tokens, number.first, pack) if number.first > free else None
    if before and before.first < free:
        before = None
    if token.is_numeral and gates.begins_inside_code(tokens, before.first if before else at, pack, free):
        return None, number.last
    if not after and _is_no_number(tokens, draft, pack):
        return None, number.last
    if gates.is_name(tokens, number, title, pack) or gates.is_homograph(tokens, number, after is not None, pack):
        return None, number.last
    united = _united(tokens, draft, before or after)
    return united, united.last


def _is_article(tokens: Sequence[Token], number: Numeral, pack: Pack) -> bool:
    """Whether a number word is only the article that it also is (un homme, eine Frau), and not joined to another
    number (entre un et trois, un ou deux)."""
    articles, last = pack.words("number_words.articles"), number.last
    if last - number.first > 1 or tokens[number.first].norm not in articles:
        return False
    joints = pack.words("ranges.joints.or") | pack.words("ranges.joints.to") | pack.words("ranges.joints.between")
    if last + 1 < len(tokens) and tokens[last].norm in joints:
        return numeral(tokens, last + 1, pack) is None or tokens[last + 1].norm in articles
    return True


def _is_no_number(tokens: Sequence[Token], draft: Draft, pack: Pack) -> bool:
    """Whether a number without a unit goes on as a code; an age may follow it glued."""
    glued_age = ages.aged(tokens, draft, pack, draft.first) is not draft
    return not draft.in_words and not glued_age and gates.ends_inside_code(tokens, draft.last)


def _united(tokens: Sequence[Token], draft: Draft, unit: Unit | None) -> Draft:
    """The draft with its unit: a share of a whole unit (half a mile) is a measure of it."""
    if unit is None:
        return draft
    value = None if draft.value is None else draft.value * unit.scale
    return replace(
        draft, value=value, step=draft.step * unit.scale, scale=draft.scale * unit.scale, kind=unit.kind,
        unit=unit.name, first=min(draft.first, unit.first), last=max(draft.last, unit.last),
        trace=(*draft.trace, f"units.{unit.name}"),
    )  # fmt: skip


def _counted_by_article(tokens: Sequence[Token], at: int, pack: Pack, free: int) -> Draft | None:
    """`a dollar`, `un chilometro`; not after a number, where the article means each (2 euro |un chilo|)."""
    if tokens[at].norm not in pack.words("number_words.articles") or (free and free == at):
        return None
    unit = measures.with_article(tokens, at, pack)
    timed = measures.after(tokens, at + 1, pack)
    if timed and timed.kind is Kind.DURATION and amounts.goes_on(tokens, timed.last, pack):
        unit = timed
    if unit is None:
        return None
    draft = Draft(at, at + 1, at, at + 1, Fraction(1), kind=Kind.COUNT, in_words=True, trace=("article_units",))
    return _united(tokens, draft, unit)
