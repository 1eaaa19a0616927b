"""The machine that reads one number from tokens: figures, number words, scale signs and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.extract import fraction_words
from claimcheck.extract.figures import figure
from claimcheck.extract.fraction_words import DASHES, small_number
from claimcheck.extract.lexicon import lexicon
from claimcheck.extract.number_words import Atom, Total, rank, words_of
from claimcheck.language import Pack
from claimcheck.phrase import Token

MILLION = 10**6
UNITS = 10  # room behind a ten, which takes a unit and no fraction (treinta y |tres cuartos| is 33/4)
LONGEST_DECIMALS = 12
THOUSANDS = "000"  # no number begins so: the group belongs to the figure before
MOST_GROUPS = 5


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


class Reader:
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
        """The longest number from the reader's place on, None when none begins there."""
        if not self._begin():
            return None
        while self._go_on():
            pass
        scale = self.total.scale
        step = Fraction(scale if not self.in_words or scale >= MILLION else 1, 10**self.decimals)
        return Numeral(Fraction(self.total.amount), step, self.first, self.at, self.in_words, self.decimals, scale)

    def _begin(self) -> bool:
        token = self.tokens[self.at]
        if token.is_numeral or token.text in ".,":
            return self._figure()
        return self._takes(self.at) or self._article(self.at)

    def _go_on(self) -> bool:
        """Reads one more token or joined token, or an article with its scale (vier Milliarden |eine Million|)."""
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        if token.is_numeral:
            return self._figure_after(self.at)
        if self._short_scale() or self._takes(self.at) or self._decimals_in_words():
            return True
        if self.in_words and self.total.room >= MILLION and self._article(self.at):
            return True
        following = self.at + 1
        if following >= len(self.tokens):
            return False
        if token.text in DASHES and token.spaced == self.tokens[following].spaced:
            return not token.spaced and (self._takes(following) or self._takes_hyphened(following))
        if token.norm in self.words.joiners.get(rank(self.total.room), ()):
            if token.text == "," and not self._comma_joins(following):
                return False
            if self.total.room > UNITS and self._fraction_at(following):
                return False
            return self._takes(following) or self._article(following) or self._figure_after(following, joined=True)
        return False

    def _takes_hyphened(self, joiner: int) -> bool:
        """Whether a joiner between hyphens goes on (vingt-|et-un|)."""
        if self.tokens[joiner].norm not in self.words.joiners.get(rank(self.total.room), ()):
            return False
        after = joiner + 2
        return after < len(self.tokens) and self.tokens[joiner + 1].text in DASHES and self._takes(after)

    def _fraction_at(self, at: int) -> bool:
        """Whether what follows is a fraction to be added (a hundred and |three quarters|)."""
        count, after = small_number(self.words, self.tokens, at)
        part = fraction_words.part_of(self.tokens, after, self.pack, int(count)) if count else None
        return part is not None and int(count) * part[0] < 1

    def _comma_joins(self, following: int) -> bool:
        """Whether a comma may stand inside (`one thousand, two hundred`, but not `of the thousand, two hundred`)."""
        before = self.tokens[self.first - 1].norm if self.first else ""
        closed = self.pack.words("number_words.no_comma_after")
        return self.in_words and self.tokens[following].is_word and before not in closed

    def _takes(self, at: int) -> bool:
        """Whether the word at `at` belongs to the number; if so it is read."""
        token = self.tokens[at]
        known = self.words.follow if self.total.parts and self.in_words else self.words.read
        atoms = known(token.norm) if token.is_word else ()
        if not atoms and token.norm.endswith("'") and token.norm not in self.pack.words("number_words.articles"):
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
        after, opening = at + 1, tokens[at].text
        while after < min(len(tokens), at + 1 + MOST_GROUPS) and _is_group(tokens, after):
            after += 1
        groups = after - at - 1
        decimals = any(token.text[3:] for token in tokens[at + 1 : after - 1])
        if groups and not decimals and opening.isdecimal() and len(opening) <= 3 and opening[0] != "0":
            text = "".join(token.text for token in tokens[at:after])
            habit = self.pack.text("digits.spaces", "many")
            thousands = tokens[after - 1].text == THOUSANDS
            if groups > 1 or thousands or habit == "any" or habit == "round" and text[-1] == "0":
                return text, after
        return tokens[at].text, at + 1

    def _power(self, value: Fraction, after: int) -> tuple[Fraction, int]:
        """1e10, 1.1^23, 1.3x10^6: the value with its power and the token after it."""
        tokens = self.tokens
        if after >= len(tokens) or tokens[after].spaced:
            return value, after
        sign = tokens[after].norm
        if sign in ("x", "×") and after + 2 < len(tokens) and tokens[after + 1].text == "10":
            exponent, last = _exponent(tokens, after + 3) if tokens[after + 2].text == "^" else (None, after)
            return (value * Fraction(10) ** exponent, last) if exponent is not None else (value, after)
        if sign in ("e", "^") and value:
            exponent, last = _exponent(tokens, after + 1)
            if exponent is not None:
                return (value * Fraction(10) ** exponent if sign == "e" else value**exponent), last
        return value, after

    def _figure_after(self, at: int, joined: bool = False) -> bool:
        """A numeral after a scale: 464mila |733|, 58 milioni |934|mila, 3 hundred and |21|."""
        if self.decimals or not self.total.room or at >= len(self.tokens) or not self.tokens[at].is_numeral:
            return False
        text = self.tokens[at].text
        found = figure(text, self.pack.text("digits.decimal", "."))
        scale = self._scale_at(at + 1)
        if joined:
            fits = self.total.room == 100 and scale == 1
        else:
            fits = (self.total.room, len(text)) in ((1000, 3), (100, 2))
        if found is None or found.decimals or not (fits or scale > 1 and found.value * scale < self.total.room):
            return False
        if not self.total.add_figure(int(found.value)):
            return False
        self.in_words = False
        self.at = at + 1
        return True

    def _scale_at(self, at: int) -> int:
        """The factor of the scale word at `at`, 1 for none."""
        atoms = self.words.read(self.tokens[at].norm) if at < len(self.tokens) else ()
        return atoms[0].amount if atoms and atoms[0].sort == "scale" else 1

    def _short_scale(self) -> bool:
        """`bn`, `mln`, `k` right after figures; `m`, `b` only beside money or before people and things."""
        token = self.tokens[self.at]
        if not self.tokens[self.at - 1].is_numeral or not token.is_word:
            return False
        scale = self.pack.table("short_scales.any").get(token.text)
        if len(token.text) == 1 and token.spaced and token.text.islower():
            scale = None
        if scale is None and self.decimals:
            scale = self.pack.table("short_scales.after_decimals").get(token.text)
        if scale is None and not token.spaced and self._beside_money():
            scale = self.pack.table("short_scales.money").get(token.text)
        if scale is None or not self.total.take(Atom("scale", int(scale))):
            return False
        self.at += 2 if self._is_shortened(token) else 1
        return True

    def _is_shortened(self, token: Token) -> bool:
        """Whether a full stop inside the sentence belongs to the scale sign (3 Mio|.| Euro)."""
        rest = self.tokens[self.at + 1 : self.at + 3]
        stop = len(rest) == 2 and rest[0].text == "." and not rest[0].spaced
        return stop and token.norm in self.pack.words("abbreviations")

    def _beside_money(self) -> bool:
        tokens, at = self.tokens, self.at
        if lexicon(self.pack, "money").before(tokens, self.first) or lexicon(self.pack, "money").at(tokens, at + 1):
            return True
        return at + 1 < len(tokens) and tokens[at + 1].norm in self.pack.words("short_scales.before")

    def _decimals_in_words(self) -> bool:
        """`three point five`, `due virgola settantuno`: the digits after the spoken decimal sign."""
        if self.tokens[self.at].norm not in self.pack.words("number_words.points") or self.decimals:
            return False
        digits, at = "", self.at + 1
        while at < len(self.tokens) and len(digits) < LONGEST_DECIMALS:
            spoken, after = small_number(self.words, self.tokens, at)
            if not spoken:
                break
            digits, at = digits + spoken, after
        if digits:
            self.decimals = len(digits)
            self.total.add_decimals(digits)
            self.at = at
        return bool(digits)


def _exponent(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """A glued exponent of one or two digits with its sign, and the token after it."""
    negative = at < len(tokens) and tokens[at].text in "-−"
    if at < len(tokens) and tokens[at].text in "+-−":
        at += 1
    if at >= len(tokens) or tokens[at].spaced or not tokens[at].text.isdecimal() or len(tokens[at].text) > 2:
        return None, at
    return (-int(tokens[at].text) if negative else int(tokens[at].text)), at + 1


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
