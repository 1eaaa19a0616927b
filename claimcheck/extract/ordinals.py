"""Ordinals: 3rd, 21esima, 2ª, third, one hundred twenty-fifth, ventunesimo, XIX secolo, the 71st minute.

An ordinal word that is something else in its place (`a third of`, `secondo la polizia`, a second of
time) is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from claimcheck.extract import readings
from claimcheck.extract.measures import DURATIONS
from claimcheck.extract.mention import Mention
from claimcheck.extract.number_words import Atom, Total, Words, words_of
from claimcheck.extract.scan import DASHES, DEGREES, Scan
from claimcheck.model import Kind

LONGEST = 8
LONGEST_POINTED = 3  # figures of an ordinal with a full stop (der 3. Platz)
LEAST_EVERY = 3  # every second is a manner of speaking
COLD = 20  # a bare 45° is hardly a rank
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LARGEST_ROMAN = 100


def read(scan: Scan, at: int) -> Mention | None:
    """The ordinal that begins at token `at`."""
    if scan.numeral(at):
        return _in_figures(scan, at)
    if not scan.is_word(at):
        return None
    return _roman(scan, at) or _in_words(scan, at)


def _mention(scan: Scan, first: int, last: int, value: int, in_words: bool) -> Mention:
    unit = scan.entry(last, "ordinals.units") or scan.entry(first - 1, "ordinals.units_before") or ""
    kind = Kind.LABEL if in_words and _in_name(scan, first, last) else Kind.ORDINAL
    return scan.mention(first, last, kind, "ordinal", value=value, unit=unit, in_words=in_words)


def _in_name(scan: Scan, first: int, last: int) -> bool:
    """Whether the ordinal is a capitalised part of a name (the |Second| World War)."""
    return first > 0 and scan.capital(first) and scan.capital(last) and not scan.tight(first)


# --- in figures


def _in_figures(scan: Scan, at: int) -> Mention | None:
    value = scan.whole(at)
    if value is None or value == 0 or scan.tight(at) and scan.norm(at - 1)[-1:].isalnum():
        return _grouped(scan, at)
    sign = scan.before_sign(at + 1)
    if scan.norm(sign) in ("'", "’") and scan.has(at - 1, "ordinals.minute_cues"):
        return _match_minute(scan, at, value)
    if not scan.has(sign, "ordinals.suffixes_of_figures") or _glued(scan, sign + 1):
        return None
    if scan.norm(sign) == "." and not (scan.is_word(sign + 1) and len(scan.norm(at)) <= LONGEST_POINTED):
        return None
    if scan.norm(sign) in DEGREES:
        return _mention(scan, at, sign + 1, value, False) if _is_rank(scan, at, value) else None
    if scan.tight(sign):
        return _mention(scan, at, sign + 1, value, False)
    return None


def _grouped(scan: Scan, at: int) -> Mention | None:
    """1,000th."""
    groups = scan.norm(at).replace(".", ",").split(",")
    if len(groups) < 2 or not all(len(group) == 3 for group in groups[1:]) or not "".join(groups).isdigit():
        return None
    if scan.tight(at + 1) and scan.norm(at + 1) != "." and scan.has(at + 1, "ordinals.suffixes_of_figures"):
        return _mention(scan, at, at + 2, int("".join(groups)), False)
    return None


def _glued(scan: Scan, at: int) -> bool:
    return scan.tight(at) and scan.norm(at)[:1].isalnum()


def _match_minute(scan: Scan, at: int, value: int) -> Mention | None:
    """`al 41'`: the minute of a match."""
    if value > 130 or _glued(scan, at + 2) and scan.numeral(at + 2) or not scan.tight(at + 1):
        return None
    return scan.mention(at, at + 2, Kind.ORDINAL, "ordinal.minute", value=value, unit="minute")


def _is_rank(scan: Scan, at: int, value: int) -> bool:
    """Whether 3° is a rank and not a temperature, an angle or an address."""
    follows, scales = scan.norm(at + 2), scan.pack.words("ordinals.degree_scales")
    if follows in scales or scan.text(at + 2) in scales or scan.numeral(at + 2) and scan.tight(at + 2):
        return False
    if scan.norm(at - 1) in ("-", "–", "+", "−", "±") or follows in ("′", "'", '"', "%"):
        return False
    if value > COLD and not scan.is_word(at + 2):
        return False
    return not any(scan.has(place, "ordinals.degree_cues") for place in range(at - 6, at + 6))


# --- in Roman figures


def _roman(scan: Scan, at: int) -> Mention | None:
    """`XIX secolo`, `século XIX` and `XIXe siècle` count, `Pio XII` only names."""
    text = _without_suffix(scan.text(at), scan)
    if len(text) < 2 or not text.isupper() or text.lower() in scan.pack.words("ordinals.not_roman"):
        return None
    value = _roman_value(text)
    if value is None or scan.tight(at) or scan.tight(at + 1) and scan.numeral(at + 1):
        return None
    if scan.entry(at - 1, "ordinals.units_before"):
        return _mention(scan, at, at + 1, value, False)
    after_name = scan.capital(at - 1) and len(scan.text(at - 1)) > 1
    if after_name and not scan.entry(at + 1, "ordinals.units"):
        return scan.mention(at, at + 1, Kind.LABEL, "label.roman", value=value)
    if scan.entry(at - 1, "ordinals.units_before"):
        return _mention(scan, at, at + 1, value, False)
    if not scan.is_word(at + 1) or scan.text(at + 1).isupper():
        return None
    return _mention(scan, at, at + 1, value, False)


def _without_suffix(text: str, scan: Scan) -> str:
    """Roman figures without the ending of an ordinal that is glued to them (XXI|e)."""
    figures = text[: next((place for place, letter in enumerate(text) if letter.islower()), len(text))]
    return figures if text[len(figures) :] in scan.pack.words("ordinals.roman_suffixes") else text


def _roman_value(text: str) -> int | None:
    if any(letter not in ROMAN for letter in text) or len(text) > 9:
        return None
    figures = [ROMAN[letter] for letter in text]
    value = sum(-one if one < following else one for one, following in zip(figures, [*figures[1:], 0], strict=True))
    return value if 1 < value <= LARGEST_ROMAN and _as_roman(value) == text else None


def _as_roman(value: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for amount_of, sign in signs:
        count, value = divmod(value, amount_of)
        written += sign * count
    return written


# --- in words


def _in_words(scan: Scan, at: int) -> Mention | None:
    """An ordinal word with the number words before it that belong to it; an article is none of them."""
    if scan.has(at, "number_words.articles"):
        return None
    words = words_of(scan.pack)
    total = Total(words)
    last = at
    while last < min(len(scan.tokens), at + LONGEST):
        ending = _ordinal_atoms(scan, words, last, last == at)
        if ending and _is_plural(scan, last) and (last > at or _number_before(scan, at)):
            return None
        if ending and total.take_all(tuple(ending)):
            more, end = _further(scan, last)
            return _judged(scan, at, end, int(total.amount) + more)
        if not scan.is_word(last) or not total.take_all(words.read(scan.norm(last))):
            return None
        last = _over_joiners(scan, words, last + 1)
    return None


def _further(scan: Scan, at: int) -> tuple[int, int]:
    """What smaller ordinals behind the one at `at` add to it (décimo |primeiro|), and the token behind them."""
    more, last = 0, int(scan.entry(at, "ordinals.words") or 0)
    while scan.pack.text("ordinals.compound") == "yes":
        room, following = 10 ** (len(str(last)) - 1), int(scan.entry(at + 1, "ordinals.words") or 0)
        if not 0 < following < room or last % room:
            break
        more, last, at = more + following, following, at + 1
    return more, at + 1


def _over_joiners(scan: Scan, words: Words, at: int) -> int:
    if scan.norm(at) in DASHES:
        return at + 1
    return at + 1 if any(scan.norm(at) in joiners for joiners in words.joiners.values()) else at


def _is_plural(scan: Scan, at: int) -> bool:
    """Whether the word is a plural that behind a number means parts (venti quinti)."""
    if scan.has(at, "ordinals.plurals"):
        return True
    return any(scan.norm(at).endswith(suffix) for suffix in scan.pack.words("ordinals.plural_suffixes"))


def _number_before(scan: Scan, at: int) -> bool:
    return scan.numeral(at - 1) or bool(words_of(scan.pack).read(scan.norm(at - 1)))


def _ordinal_atoms(scan: Scan, words: Words, at: int, alone: bool) -> Sequence[Atom]:
    """The number atoms of an ordinal word, none when it is no ordinal; `alone` when no number word is before it."""
    norm = scan.norm(at)
    number = scan.entry(at, "ordinals.words")
    if number is not None:
        value = int(number)
        return (Atom("scale" if value >= 100 and not alone else "value", value),)
    for suffix in scan.pack.words("ordinals.suffixes"):
        atoms = words.stem(norm.removesuffix(suffix)) if norm.endswith(suffix) else ()
        if atoms and len(norm) > len(suffix) + 1:
            return atoms
    return ()


def _judged(scan: Scan, first: int, last: int, value: int) -> Mention | None:
    if scan.phrase(first, "ordinals.idioms") or scan.phrase_before(last, "ordinals.idioms_ending"):
        return None
    if _is_fraction(scan, first, last) or scan.norm(first - 1) in DASHES and _number_before(scan, first - 1):
        return None
    if last == first + 1 and (_is_unit(scan, first) or not _stands(scan, first)):
        return None
    return _every(scan, first, last, value) or _mention(scan, first, last, value, True)


def _every(scan: Scan, first: int, last: int, value: int) -> Mention | None:
    """`jeder dritte`: a share, unless it tells how often (jedes dritte Jahr)."""
    if value < LEAST_EVERY or not scan.has(first - 1, "ratios.every"):
        return None
    unit = scan.phrase(last, "units.words")
    if unit and unit.meaning in DURATIONS:
        return None
    part = Fraction(1, value)
    return scan.mention(
        first - 1, last, Kind.RATIO, "ratio.every", value=part, reach=readings.share(part)[0],
        operands=(Fraction(1), Fraction(value)), in_words=True,
    )  # fmt: skip


def _is_fraction(scan: Scan, at: int, last: int) -> bool:
    """`a third of`, `one-third`, `un quarto,`: a part, not a rank."""
    before = at - 2 if scan.norm(at - 1) in DASHES else at - 1
    if scan.has(at, "fractions.never"):
        return False
    if scan.numeral(at - 1):
        return True
    if scan.phrase(last, "ordinals.part_phrases") and not scan.has(at - 1, "ordinals.determiners"):
        return True
    if not scan.has(before, "ordinals.parts_before") or scan.entry(at, "ordinals.words") in ("1", "2"):
        return False
    return not scan.is_word(last) or scan.has(last, "ordinals.parts_after")


def _is_unit(scan: Scan, at: int) -> bool:
    """A second of time: `per second`, `60-second`, `un secondo dopo`."""
    if not scan.has(at, "ordinals.time_units"):
        return False
    before = at - 2 if scan.norm(at - 1) in DASHES else at - 1
    number = scan.numeral(before) or bool(words_of(scan.pack).read(scan.norm(before)))
    if number and not scan.has(before, "ordinals.determiners") or scan.has(at - 1, "ordinals.per"):
        return True
    return scan.has(at - 1, "ordinals.parts_before") and (
        not scan.is_word(at + 1) or scan.has(at + 1, "ordinals.unit_after")
    )


def _stands(scan: Scan, at: int) -> bool:
    """Words that are mostly something else (`secondo`, `prima`) need a determiner, a rank or to stand alone."""
    if not scan.has(at, "ordinals.doubtful"):
        return True
    if len(scan.tokens) == 1:
        return True
    if scan.has(at + 1, "ordinals.never_before"):
        return False
    if scan.has(at - 1, "ordinals.determiners") or scan.has(at + 1, "ordinals.ranked"):
        return True
    ends = not scan.is_word(at + 1) or scan.has(at + 1, "ordinals.rank_followers")
    return ends and scan.has(at - 1, "ordinals.finishing")
