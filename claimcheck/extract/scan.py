"""What the readers of dates, times, ordinals, scores and labels share: a sentence looked at token by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.extract.lexicon import Hit, lexicon
from claimcheck.extract.mention import Mention
from claimcheck.interval import Interval
from claimcheck.language import Pack
from claimcheck.model import Kind, Quantity, Span, When
from claimcheck.phrase import Token

UNKNOWN = Interval(None, None, True, True)
DASHES = frozenset("-–—‑−")
OPENING = frozenset("'’‘\"“«([/|*")
DEGREES = frozenset("°º")
ORDINAL_SIGNS = DEGREES | {"ª"}


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of one sentence with what a reader asks of them; places outside it are empty."""

    tokens: Sequence[Token]
    norms: tuple[str, ...]
    pack: Pack

    @classmethod
    def of(cls, tokens: Sequence[Token], pack: Pack) -> Scan:
        """A scan of the sentence."""
        return cls(tokens, tuple(token.norm for token in tokens), pack)

    def norm(self, at: int) -> str:
        """The token in lower case, empty outside the sentence."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def text(self, at: int) -> str:
        """The token as written, empty outside the sentence."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def whole(self, at: int) -> int | None:
        """The value of a token that is digits and nothing else."""
        norm = self.norm(at)
        return int(norm) if norm.isascii() and norm.isdigit() and len(norm) <= 18 else None

    def numeral(self, at: int) -> bool:
        """Whether the token begins with a digit."""
        return self.norm(at)[:1].isdecimal()

    def tight(self, at: int) -> bool:
        """Whether the token stands directly behind the one before."""
        return 0 < at < len(self.tokens) and not self.tokens[at].spaced

    def begins(self, at: int) -> bool:
        """Whether nothing but an opening sign, a dash or an elided word is glued to the token's left."""
        return not self.tight(at) or self.norm(at - 1)[-1] in OPENING or self.norm(at - 1) in DASHES

    def capital(self, at: int) -> bool:
        """Whether the token begins with an upper-case letter."""
        return self.text(at)[:1].isupper()

    def is_word(self, at: int) -> bool:
        """Whether the token begins with a letter."""
        return self.norm(at)[:1].isalpha()

    def has(self, at: int, path: str) -> bool:
        """Whether the token is one of the pack's words at `path`."""
        return self.norm(at) in self.pack.words(path)

    def entry(self, at: int, path: str) -> str | None:
        """What the pack's table at `path` says of the token."""
        return self.pack.table(path).get(self.norm(at))

    def phrase(self, at: int, path: str) -> Hit | None:
        """The longest phrase of the pack at `path` that begins here."""
        return lexicon(self.pack, path, forms=False).at(self.tokens, at)

    def exact_phrase(self, at: int, path: str) -> Hit | None:
        """The longest phrase of the pack at `path` that begins here, in its own capitals."""
        return lexicon(self.pack, path, True).at(self.tokens, at)

    def phrase_before(self, at: int, path: str) -> Hit | None:
        """The longest phrase of the pack at `path` that ends just before `at`."""
        return lexicon(self.pack, path, forms=False).before(self.tokens, at)

    def sign_follows(self, at: int) -> bool:
        """Whether the token is a sign or a phrase of currency or share (%, €, per cent)."""
        if self.norm(at) in self.pack.words("counted.signs"):
            return True
        return at < len(self.tokens) and self.phrase(at, "counted.phrases") is not None

    def unit_follows(self, at: int) -> bool:
        """Whether the token is a sign or a word that makes the number before it an amount."""
        return self.norm(at) in self.pack.words("counted.words") or self.sign_follows(at)

    def noun_follows(self, at: int) -> bool:
        """Whether the token looks like a plural noun that the number before it may count."""
        norm = self.norm(at)
        if not norm[:1].isalpha() or self.tight(at) or len(norm) < 4:
            return False
        if self.pack.text("nouns.capitalised"):
            return self.capital(at) and norm not in self.pack.words("counted.not")
        plural = norm.endswith(tuple(self.pack.words("counted.endings")))
        singular = norm.endswith(tuple(self.pack.words("counted.not_endings")))
        return plural and not singular and norm not in self.pack.words("counted.not")

    def counts(self, at: int) -> bool:
        """Whether a unit or a plural noun follows, so that the number before `at` may count something."""
        return self.unit_follows(at) or self.noun_follows(at)

    def is_amount(self, first: int, last: int) -> bool:
        """Whether a currency sign stands before, or a unit behind, the tokens `first` to `last`."""
        return self.norm(first - 1) in self.pack.words("counted.signs") or self.unit_follows(last)

    def after_label(self, at: int) -> int:
        """The place behind an optional full stop that belongs to the word before `at`."""
        return at + 1 if self.norm(at) == "." and self.tight(at) else at

    def before_sign(self, at: int) -> int:
        """The place behind a full stop between figures and the sign of an ordinal (1|.º)."""
        stop = self.norm(at) == "." and self.tight(at) and self.tight(at + 1) and self.norm(at + 1) in ORDINAL_SIGNS
        return at + stop

    def mention(
        self,
        first: int,
        last: int,
        kind: Kind,
        trace: str,
        *,
        value: Fraction | int | None = None,
        reach: Interval | None = None,
        unit: str = "",
        when: When | None = None,
        operands: tuple[Fraction, ...] = (),
        number: tuple[int, int] | None = None,
        in_words: bool = False,
    ) -> Mention:
        """The tokens `first` to `last` (excluded) as a mention; `number` is where the numeral itself stands."""
        inner = number or (first, last)
        exact = None if value is None else Fraction(value)
        interval = reach or (UNKNOWN if exact is None else Interval.exactly(exact))
        quantity = Quantity(
            span=self._span(first, last),
            number=self._span(*inner),
            kind=kind,
            value=exact,
            strict=interval,
            generous=interval,
            unit=unit,
            when=when,
            operands=operands,
            in_words=in_words,
            trace=(trace,),
        )
        return Mention(quantity, first, last)

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def label(scan: Scan, first: int, last: int, trace: str, number: int | None = None) -> Mention:
    """A label whose numeral begins at `number`; its value is that of a single numeral."""
    inner = first if number is None else number
    single = not any(scan.numeral(at) for at in range(inner + 1, last))
    return scan.mention(
        first, last, Kind.LABEL, trace, value=scan.whole(inner) if single else None, number=(inner, last)
    )


def is_short(scan: Scan, at: int) -> bool:
    """Whether the token is a whole number of at most four figures, as house and room numbers are."""
    return scan.whole(at) is not None and len(scan.norm(at)) <= 4
