"""One number, in figures, words or both: `1.2bn`, `58 milioni 934mila`, `two and a half million`, ¾.

It reads what could be a number; whether the sentence means one (`one`, `sei`) is decided by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck.extract import fraction_words
from claimcheck.extract.figures import figure
from claimcheck.extract.fraction_words import DASHES
from claimcheck.extract.lexicon import lexicon
from claimcheck.extract.number_words import Atom, Total, Words, words_of
from claimcheck.language import Pack
from claimcheck.phrase import Token

MILLION = 10**6
LONGEST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and its tokens, `last` excluded.

    `step` is the last printed place (1.3 million: 100,000), `scale` the scale word's factor (1 for
    none), `decimals` the printed decimals before the scale, `fraction` marks a pure part (two thirds).
    """

    value: Fraction
    step: Fraction
    first: int
    last: int
    in_words: bool = False
    decimals: int = 0
    scale: int = 1
    fraction: bool = False


def numeral(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """The number that begins at token `at`, the longest there is; None when there is none."""
    token = tokens[at]
    if token.is_numeral or token.text in ".,":
        found = _fraction_in_figures(tokens, at) or _Reader(tokens, at, pack).read()
    elif token.is_word:
        found = _Reader(tokens, at, pack).read() or _fraction(tokens, at, pack)
    else:
        found = _fraction_in_figures(tokens, at)
    return _with_fraction(tokens, found, pack) if found else None


class _Reader:
    """Reads figures and number words into one total."""

    def __init__(self, tokens: Sequence[Token], at: int, pack: Pack) -> None:
        self.tokens = tokens
        self.first = at
        self.at = at
        self.pack = pack
        self.words = words_of(pack)
        self.total = Total(self.words)
        self.decimals = 0
        self.in_words = True

    def read(self) -> Numeral | None:
        if not self._begin():
            return None
        while self._go_on():
            pass
        scale = self.total.scale
        step = Fraction(scale if not self.in_words or scale >= MILLION else 1, 10**self.decimals)
        return Numeral(
            Fraction(self.total.amount), step, self.first, self.at, self.in_words, self.decimals, scale
        )

    def _begin(self) -> bool:
        token = self.tokens[self.at]
        if token.is_numeral or token.text in ".,":
            return self._figure()
        if self._takes(self.at):
            self._decimals_in_words()
            return True
        return self._article(self.at)

    def _go_on(self) -> bool:
        """Reads one more token or joined token."""
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        if token.is_numeral:
            return self._figure_after(self.at)
        if self._short_scale() or self._takes(self.at):
            return True
        following = self.at + 1
        if following >= len(self.tokens):
            return False
        if token.text in DASHES and token.spaced == self.tokens[following].spaced:
            return not token.spaced and self._takes(following)
        if token.norm in self.words.joiners.get(_rank(self.total.room), ()):
            if token.text == "," and not self._comma_joins(following):
                return False
            return self._takes(following) or self._article(following) or self._figure_after(following, joined=True)
        return False

    def _comma_joins(self, following: int) -> bool:
        """Whether a comma may stand inside (`one thousand, two hundred`, but not `of the thousand, two hundred`)."""
        before = self.tokens[self.first - 1].norm if self.first else ""
        return self.in_words and self.tokens[following].is_word and before not in self.pack.words("number_words.no_comma_after")

    def _takes(self, at: int) -> bool:
        """Whether the word at `at` belongs to the number; if so it is read."""
        token = self.tokens[at]
        atoms = self.words.read(token.norm) if token.is_word else ()
        if not atoms and token.norm.endswith("'"):
            atoms = self.words.stem(token.norm[:-1])
        if self.decimals and (not atoms or atoms[0].sort != "scale"):
            return False
        if not self.total.take_all(atoms):
            return False
        self.at = at + 1
        return True

    def _article(self, at: int) -> bool:
        """`a million`, `un miliardo`: an article is one before a scale word."""
        if self.tokens[at].norm not in self.pack.words("number_words.articles") or at + 1 >= len(self.tokens):
            return False
        atoms = self.words.read(self.tokens[at + 1].norm)
        if len(atoms) != 1 or atoms[0].sort != "scale" or not self.total.take_all((Atom("value", 1), atoms[0])):
            return False
        self.at = at + 2
        return True

    def _figure(self) -> bool:
        text, after = self._grouped_figure()
        found = figure(text, self.pack.text("digits.decimal", ".")) if text else None
        if found is None:
            return False
        self.in_words = False
        self.decimals = found.decimals
        value, after = self._power(found.value, after)
        self.total.add_figure(int(value) if value.denominator == 1 and not self.decimals else value)
        self.at = after
        return True

    def _grouped_figure(self) -> tuple[str, int]:
        """The text of the numeral at the reader's place, groups set apart by spaces joined."""
        tokens, at = self.tokens, self.at
        if not tokens[at].is_numeral:
            glued = at + 1 < len(tokens) and tokens[at + 1].is_numeral and not tokens[at + 1].spaced
            fresh = not at or tokens[at].spaced or not tokens[at - 1].text[-1].isalnum()
            return ("0" + tokens[at].text + tokens[at + 1].text, at + 2) if glued and fresh else ("", at)
        after = at + 1
        while after < len(tokens) and _is_group(tokens, after):
            after += 1
        groups = after - at - 1
        decimals = any(token.text[3:] for token in tokens[at + 1 : after - 1])
        if groups and not decimals and tokens[at].text.isdecimal() and len(tokens[at].text) <= 3 and tokens[at].text[0] != "0":
            text = "".join(token.text for token in tokens[at:after])
            habit = self.pack.text("digits.spaces", "many")
            if groups > 1 or habit == "any" or habit == "round" and text[-1] == "0":
                return text, after
        return tokens[at].text, at + 1

    def _power(self, value: Fraction, after: int) -> tuple[Fraction, int]:
        """1e10, 1.3x10^6: the value with its power of ten and the token after it."""
        tokens = self.tokens[after : after + 4]
        if len(tokens) < 2 or tokens[0].spaced or tokens[1].spaced and tokens[0].norm == "e":
            return value, after
        if tokens[0].norm == "e":
            sign = tokens[1].text if tokens[1].text in "+-−" else ""
            exponent = tokens[1 + len(sign)] if len(tokens) > 1 + len(sign) else None
            if exponent and exponent.text.isdecimal() and not exponent.spaced and len(exponent.text) < 3:
                return _scaled(value, int(exponent.text), sign), after + 2 + len(sign)
        if len(tokens) == 4 and tokens[0].norm in ("x", "×") and tokens[1].text == "10" and tokens[2].text == "^":
            if tokens[3].text.isdecimal() and len(tokens[3].text) < 3:
                return _scaled(value, int(tokens[3].text), ""), after + 4
        return value, after

    def _figure_after(self, at: int, joined: bool = False) -> bool:
        """A numeral after a scale: 464mila |733|, 58 milioni |934|mila, 3 hundred and |21|."""
        if self.decimals or not self.total.room or at >= len(self.tokens) or not self.tokens[at].is_numeral:
            return False
        text = self.tokens[at].text
        found = figure(text, self.pack.text("digits.decimal", "."))
        scaled = at + 1 < len(self.tokens) and self._scale_at(at + 1)
        short = joined and self.total.room == 100 or not joined and (self.total.room, len(text)) in ((1000, 3), (100, 2))
        if found is None or found.decimals or not (scaled or short) or not self.total.add_figure(int(found.value)):
            return False
        self.in_words = False
        self.at = at + 1
        return True

    def _scale_at(self, at: int) -> bool:
        atoms = self.words.read(self.tokens[at].norm)
        return bool(atoms) and atoms[0].sort == "scale"

    def _short_scale(self) -> bool:
        """`bn`, `mln`, `k` right after figures; `m`, `b` only beside money or before people and things."""
        token = self.tokens[self.at]
        if not self.tokens[self.at - 1].is_numeral or not token.is_word:
            return False
        scale = self.pack.table("short_scales.any").get(token.text)
        if len(token.text) == 1 and token.spaced and token.text.islower():
            scale = None
        if scale is None and not token.spaced and self._beside_money():
            scale = self.pack.table("short_scales.money").get(token.text)
        if scale is None or not self.total.take(Atom("scale", int(scale))):
            return False
        self.at += 1
        return True

    def _beside_money(self) -> bool:
        tokens, at = self.tokens, self.at
        if lexicon(self.pack, "money").before(tokens, self.first) or lexicon(self.pack, "money").at(tokens, at + 1):
            return True
        return at + 1 < len(tokens) and tokens[at + 1].norm in self.pack.words("short_scales.before")

    def _decimals_in_words(self) -> None:
        """`three point five`, `due virgola settantuno`: the digits after the spoken decimal sign."""
        if self.at >= len(self.tokens) or self.tokens[self.at].norm not in self.pack.words("number_words.points"):
            return
        digits, at = "", self.at + 1
        while at < len(self.tokens) and len(digits) < LONGEST_DECIMALS:
            spoken, after = _small_number(self.words, self.tokens, at)
            if not spoken:
                break
            digits, at = digits + spoken, after
        if digits:
            self.decimals = len(digits)
            self.total.add_decimals(digits)
            self.at = at


def _small_number(words: Words, tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """A number below a thousand in words, as digits, and the token after it."""
    total, after = Total(words), at
    while at < len(tokens):
        if total.parts and tokens[at].text in DASHES and not tokens[at].spaced and at + 1 < len(tokens):
            at += 1
        atoms = words.read(tokens[at].norm) if tokens[at].is_word else ()
        if not atoms or atoms[0].sort == "scale" or not total.take_all(atoms):
            break
        at = after = at + 1
    return (str(total.amount) if total.parts else ""), after


def _fraction_in_figures(tokens: Sequence[Token], at: int) -> Numeral | None:
    found = fraction_words.in_figures(tokens, at)
    return Numeral(found[0], found[0], at, found[1], fraction=True) if found else None


def _fraction(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """`half`, `a third`, `un quarto`, and of a scale: `half a million`, `mezzo milione`."""
    found = fraction_words.bare(tokens, at, pack)
    if found is None and tokens[at].norm in pack.words("number_words.articles"):
        found = fraction_words.part_of(tokens, at + 1, pack, 1)
    if found is None:
        return None
    value, after = found
    return _times_scale(tokens, Numeral(value, value, at, after, in_words=True, fraction=True), pack)


def _times_scale(tokens: Sequence[Token], part: Numeral, pack: Pack) -> Numeral:
    """A fraction or mixed number with the scale word after it (half |a million|, two and a half |million|)."""
    at = part.last
    if at < len(tokens) and part.fraction and tokens[at].norm in pack.words("fractions.of"):
        at += 1
    if at < len(tokens) and part.fraction and tokens[at].norm in pack.words("number_words.articles"):
        at += 1
    if at < len(tokens) and tokens[at].text in DASHES and not tokens[at].spaced:
        at += 1
    atoms = words_of(pack).read(tokens[at].norm) if at < len(tokens) and part.scale == 1 else ()
    if len(atoms) != 1 or atoms[0].sort != "scale" or atoms[0].amount < 1000:
        return part
    scale = atoms[0].amount
    return replace(part, value=part.value * scale, step=Fraction(scale, 10), last=at + 1, scale=scale, fraction=False)


def _with_fraction(tokens: Sequence[Token], whole: Numeral, pack: Pack) -> Numeral:
    """The number with what follows it: two |thirds|, two |and a half| million, 2 |1/4|, un milione |e mezzo|."""
    at = whole.last
    if at >= len(tokens) or whole.fraction or whole.decimals:
        return whole
    if whole.value.denominator == 1 and whole.value > 0 and whole.scale == 1:
        part = fraction_words.part_of(tokens, at, pack, int(whole.value))
        if part:
            value = whole.value * part[0]
            found = replace(whole, value=value, step=part[0], last=part[1], fraction=True)
            return _times_scale(tokens, found, pack)
    joined = tokens[at].norm in pack.words("fractions.and")
    added = _added_fraction(tokens, at + 1, pack) if joined else _fraction_in_figures(tokens, at)
    if added is None or (not joined and whole.in_words):
        return whole
    unit = whole.scale if whole.scale >= MILLION and added.fraction else 1
    value = whole.value + added.value * unit
    mixed = replace(whole, value=value, step=Fraction(max(unit, added.scale), 10), last=added.last)
    return _times_scale(tokens, mixed, pack)


def _added_fraction(tokens: Sequence[Token], at: int, pack: Pack) -> Numeral | None:
    """The fraction after `and`: `a half`, `three quarters`, `mezzo`, 1/4."""
    if at >= len(tokens):
        return None
    found = _fraction_in_figures(tokens, at)
    if found:
        return found
    if tokens[at].norm in pack.words("number_words.articles") and at + 1 < len(tokens):
        part = fraction_words.ending(tokens, at + 1, pack)
        return Numeral(part[0], part[0], at, part[1], True, fraction=True) if part else None
    part = fraction_words.ending(tokens, at, pack)
    if part:
        return Numeral(part[0], part[0], at, part[1], True, fraction=True)
    count = _Reader(tokens, at, pack).read()
    if count is None or count.scale > 1 or count.value.denominator > 1:
        return None
    part = fraction_words.part_of(tokens, count.last, pack, int(count.value))
    return replace(count, value=count.value * part[0], last=part[1], fraction=True) if part else None


def _scaled(value: Fraction, exponent: int, sign: str) -> Fraction:
    power = Fraction(10) ** exponent
    return value / power if sign and sign != "+" else value * power


def _rank(room: int) -> int:
    return room if room < MILLION else MILLION


def _is_group(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token may be a further group of three digits, one space after the one before."""
    token = tokens[at]
    whole = token.text[:3]
    return (
        token.start == tokens[at - 1].end + 1
        and len(whole) == 3
        and whole.isdecimal()
        and (len(token.text) == 3 or token.text[3] in ".,")
    )
