"""What a number is a number of: per cent, money, a unit, a length of time, on either side of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.extract.fraction_words import DASHES
from claimcheck.extract.lexicon import Hit, lexicon
from claimcheck.extract.number_words import words_of
from claimcheck.language import Pack
from claimcheck.model import Kind
from claimcheck.phrase import Token

DURATIONS = frozenset(
    "millisecond centisecond second minute hour day night week fortnight month two_months quarter four_months"
    " half_year year two_years three_years five_years decade twenty_years century millennium".split()
)
PERCENT_KINDS = {"%": Kind.PERCENT, "pp": Kind.POINTS, "‰": Kind.PER_MILLE}
BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
MARKS = frozenset({'"', "''", "'", "’", "″", "′"})


class Unit(NamedTuple):
    """Kind and canonical unit, with the first and last (excluded) token that says so, and the scale it carries."""

    kind: Kind
    name: str
    first: int
    last: int
    scale: int = 1


def after(tokens: Sequence[Token], at: int, pack: Pack, scaled: bool = False, compound: bool = False) -> Unit | None:
    """The unit of a number that ends at token `at`; `scaled` numbers may have `of` before it (2 milioni |di euro|),
    the rest of a `compound` amount a short sign apart (6 ft 2 |in|)."""
    if at >= len(tokens):
        return None
    glued = compound or not tokens[at].spaced
    found = _exactly(tokens, at, pack, glued)
    if found is None and tokens[at].text in DASHES and glued and at + 1 < len(tokens) and not tokens[at + 1].spaced:
        found = _exactly(tokens, at + 1, pack, False)
    if found is None and tokens[at].norm in pack.words("unit_adjectives"):
        found = _exactly(tokens, at + 1, pack, False)
        return found if found and found.kind is Kind.DURATION else None
    if found is None and scaled:
        step = at + 1 if tokens[at].norm in pack.words("collectives.of") else at
        while step < len(tokens) and step < at + 2 and tokens[step].norm in pack.words("number_words.articles"):
            step += 1
        found = _exactly(tokens, step, pack, False) if step > at else None
    if found is None and tokens[at].text in BRACKETS:
        found = _bracketed(tokens, at, pack)
    return found


def before(tokens: Sequence[Token], at: int, pack: Pack) -> Unit | None:
    """The currency that stands before the number at token `at` (€5, US$ 3, EUR 20, euro 18,50)."""
    hit = lexicon(pack, "money").before(tokens, at)
    if hit is None or not _is_currency(tokens, hit):
        return None
    last = tokens[hit.last - 1]
    if last.is_word and not last.text.isupper() and last.norm not in pack.words("money_before"):
        return None
    if hit.first and tokens[hit.first - 1].is_numeral and tokens[at].spaced:
        return None
    return Unit(Kind.MONEY, hit.meaning, hit.first, at)


def with_article(tokens: Sequence[Token], at: int, pack: Pack) -> Unit | None:
    """`a dollar`, `un chilometro`: the unit after an article at `at` that counts as one; not the currency of a figure
    behind it (`a Rs 500 crore loan`)."""
    found = _exactly(tokens, at + 1, pack, False)
    if found is None or tokens[at + 1].text in MARKS:
        return None
    if found.kind is Kind.MONEY and found.last < len(tokens) and tokens[found.last].is_numeral:
        return None
    if found.kind is Kind.MONEY or found.name in pack.words("article_units") and len(tokens[at + 1].text) > 1:
        return found
    return None


def _exactly(tokens: Sequence[Token], at: int, pack: Pack, glued: bool) -> Unit | None:
    """The unit that begins at token `at`, the longest phrase first."""
    if at >= len(tokens):
        return None
    percent = lexicon(pack, "percent").at(tokens, at)
    if percent:
        return Unit(PERCENT_KINDS[percent.meaning], percent.meaning, at, percent.last)
    measure, money = _measure(tokens, at, pack, glued), lexicon(pack, "money").at(tokens, at)
    if money and (measure is None or money.last >= measure.last) and _is_currency(tokens, money):
        return _with_scale(tokens, _money(tokens, money, pack), pack)
    if measure:
        kind = Kind.DURATION if measure.meaning in DURATIONS else Kind.MEASURE
        return Unit(kind, measure.meaning, at, measure.last)
    million = pack.table("money_millions").get(tokens[at].text)
    if million:
        return Unit(Kind.MONEY, million, at, at + 1, 10**6)
    minor = pack.table("money_minor").get(tokens[at].norm) if glued and len(tokens[at].text) == 1 else None
    return Unit(Kind.MONEY, minor, at, at + 1) if minor else None


def _with_scale(tokens: Sequence[Token], unit: Unit | None, pack: Pack) -> Unit | None:
    """A currency code with the scale word after it (75 |USD million|)."""
    if unit is None or unit.last >= len(tokens) or not tokens[unit.last - 1].text.isupper():
        return unit
    atoms = words_of(pack).read(tokens[unit.last].norm)
    if len(atoms) == 1 and atoms[0].sort == "scale" and atoms[0].amount > 1000:
        return unit._replace(last=unit.last + 1, scale=atoms[0].amount)
    return unit


def _measure(tokens: Sequence[Token], at: int, pack: Pack, glued: bool) -> Hit | None:
    hits = [lexicon(pack, "units.symbols", exact=True).at(tokens, at), lexicon(pack, "units.words").at(tokens, at)]
    if glued or _closed(tokens, at + 1):
        hits.append(lexicon(pack, "units.glued" if glued else "units.closed", exact=True).at(tokens, at))
    found = max((hit for hit in hits if hit), key=lambda hit: hit.last, default=None)
    if found is None or (tokens[at].text in MARKS and not _is_mark_of_length(tokens, found, glued)):
        return None
    follows = found.last < len(tokens) and not tokens[found.last].spaced and tokens[found.last].text[0].isalnum()
    return None if follows and tokens[found.last - 1].text not in MARKS else found


def _closed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bracket closes at `at`, or the end of a range follows: (9 C), (38 C to 30 C)."""
    return at < len(tokens) and (tokens[at].text == ")" or at + 1 < len(tokens) and tokens[at + 1].is_numeral)


def _is_mark_of_length(tokens: Sequence[Token], mark: Hit, glued: bool) -> bool:
    """Whether `5"` means inches and not the end of a quotation."""
    if tokens[mark.first].spaced:
        return False
    if mark.meaning == "ft":
        return glued and mark.last < len(tokens) and tokens[mark.last].is_numeral
    quotes = sum(token.text in '"“”«»' for token in tokens[max(0, mark.first - 60) : mark.first])
    return quotes % 2 == 0


def _money(tokens: Sequence[Token], hit: Hit, pack: Pack) -> Unit | None:
    """A currency after a number, unless it belongs to the next one (1 |$10|) or is a mass (25 pounds of fish)."""
    following = tokens[hit.last] if hit.last < len(tokens) else None
    joined = following is not None and following.is_numeral and not following.spaced
    if joined and (tokens[hit.first].spaced or not tokens[hit.first - 1].is_numeral):
        return None
    if tokens[hit.first].norm in pack.words("money_or_mass") and hit.last - hit.first == 1:
        near = tokens[max(0, hit.first - 30) : hit.last + 30]
        hyphened = hit.first > 0 and tokens[hit.first - 1].text in DASHES
        if hyphened or any(token.norm in pack.words("mass_context") for token in near):
            return Unit(Kind.MEASURE, "lb", hit.first, hit.last)
    return Unit(Kind.MONEY, hit.meaning, hit.first, hit.last)


def _is_currency(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a currency code is in capitals, as codes are (TRY, not try)."""
    token = tokens[hit.last - 1]
    code = hit.last - hit.first == 1 and token.norm.upper() == hit.meaning and len(token.text) == 3
    return not code or token.text.isupper() or tokens[hit.first].norm == "eur"


def _bracketed(tokens: Sequence[Token], at: int, pack: Pack) -> Unit | None:
    """A unit alone in brackets: 20 (kg)."""
    found = _exactly(tokens, at + 1, pack, False)
    if found and found.last < len(tokens) and tokens[found.last].text == BRACKETS[tokens[at].text]:
        return found._replace(last=found.last + 1)
    return None
