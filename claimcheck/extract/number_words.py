"""Number words of any language, from the pack's tables: one small additive and multiplying machine.

A number in words is a row of atoms (`two`, `hundred`, `vent`, `uno`, `und`). A value may follow a
part that leaves room for it (twenty leaves room below ten), a scale multiplies the smaller parts
before it. Tables say the rest: joiners (`and`), glued compounds and elisions (`vent|uno`), units
before tens (`ein|und|zwanzig`), values that multiply (`quatre|vingt`), unusual room (`soixante|dix`), scales that
multiply only small numbers in words (`dix-neuf |cents|`, but not 50 cents).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from claimcheck.language import Pack

Real = int | Fraction
LONGEST = 120  # letters in a glued number; the longest below 10^15 in the known languages has fewer


class Atom(NamedTuple):
    """A number word: a `value` that is added, a `scale` that multiplies, a `swap` (ein-und-zwanzig)."""

    sort: str
    amount: int


class Part(NamedTuple):
    """A summand and the bound below which something may still be added to it."""

    amount: Real
    room: int


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The tables of one language, ready to be looked up."""

    atoms: Mapping[str, Atom]
    behind: Mapping[str, Atom]
    inner: Mapping[str, Atom]
    endings: Mapping[str, Atom]
    openers: frozenset[str]
    alone: frozenset[int]
    rooms: Mapping[int, int]
    multiplied: Mapping[int, int]
    small_factors: Mapping[int, int]
    joiners: Mapping[int, frozenset[str]]
    glued: bool

    def read(self, word: str) -> tuple[Atom, ...]:
        """The atoms of one written word, none when it is no number word."""
        atom = self.atoms.get(word)
        if atom is not None:
            return (atom,)
        if not self.glued or len(word) < 5 or len(word) > LONGEST or word[:2] not in self.openers:
            return ()
        return _split(self, word, False)

    def follow(self, word: str) -> tuple[Atom, ...]:
        """The atoms of a word that goes on with a number; an article may be one there (treinta y |un|)."""
        return self.read(word) or ((self.behind[word],) if word in self.behind else ())

    def stem(self, word: str) -> tuple[Atom, ...]:
        """The atoms of a number word that lost its last vowel (`trentacinqu`enne, `vent`'anni)."""
        if not word or len(word) > LONGEST:
            return ()
        for table in (self.endings, self.atoms, self.inner):
            if word in table:
                return (table[word],)
        return _split(self, word, True) if self.glued else ()


@cache
def words_of(pack: Pack) -> Words:
    """The number words of a pack, from its key `number_words`."""
    atoms = _atoms(pack, "values", "value") | _atoms(pack, "scales", "scale")
    inner = atoms | _atoms(pack, "elided", "value") | _atoms(pack, "elided_scales", "scale")
    inner |= {word: Atom("swap", 0) for word in pack.words("number_words.swap")}
    joiners = {
        room: pack.words(f"number_words.joiners.{name}")
        for room, name in ((10, "tens"), (100, "hundreds"), (1000, "thousands"), (10**6, "millions"))
    }
    return Words(
        atoms=atoms,
        behind=_atoms(pack, "behind", "value"),
        inner=inner,
        endings=_atoms(pack, "endings", "value") | _atoms(pack, "elided_scales", "scale"),
        openers=frozenset(word[:2] for word in inner),
        alone=frozenset(int(amount) for amount in pack.words("number_words.alone")),
        rooms={int(ten): int(room) for room, ten in _pairs(pack, "rooms")},
        multiplied={int(value): int(factor) for factor, value in _pairs(pack, "multiplied")},
        small_factors={int(scale): int(bound) for bound, scale in _pairs(pack, "small_factors")},
        joiners=joiners,
        glued=pack.text("number_words.glued") == "yes",
    )


def _atoms(pack: Pack, key: str, sort: str) -> dict[str, Atom]:
    return {word: Atom(sort, int(value)) for word, value in pack.table(f"number_words.{key}").items()}


def _pairs(pack: Pack, key: str) -> list[tuple[str, str]]:
    return [(meaning, word) for word, meaning in pack.table(f"number_words.{key}").items()]


@lru_cache(maxsize=4096)
def _split(words: Words, word: str, stem: bool) -> tuple[Atom, ...]:
    """The parts of a glued word, longest first; a dead end is never tried twice."""
    longest = max(map(len, words.inner))
    dead: set[int] = set()

    def rest(at: int) -> tuple[Atom, ...] | None:
        if at == len(word):
            return ()
        if at in dead:
            return None
        for end in range(min(len(word), at + longest), at, -1):
            piece = word[at:end]
            last = end == len(word)
            atom = (words.endings if stem and last else words.inner if not last else words.atoms).get(piece)
            if atom is None and last:
                atom = words.inner.get(piece) if stem or piece in words.endings else None
            after = rest(end) if atom is not None else None
            if atom is not None and after is not None:
                return (atom, *after)
        dead.add(at)
        return None

    found = rest(0) or ()
    return found if amount(words, found) is not None else ()


class Total:
    """A number in the making; `take` says whether the next atom belongs to it."""

    __slots__ = ("_words", "figures", "parts", "scale", "swapping")

    def __init__(self, words: Words) -> None:
        self._words = words
        self.parts: list[Part] = []
        self.swapping = False
        self.scale = 1
        self.figures = False

    @property
    def amount(self) -> Real:
        """What has been read so far."""
        return sum((part.amount for part in self.parts), 0)

    @property
    def room(self) -> int:
        """The bound below which a further summand must stay."""
        return self.parts[-1].room if self.parts else 0

    def take_all(self, atoms: tuple[Atom, ...]) -> bool:
        """Adds every atom or none, and says which."""
        before, scale = list(self.parts), self.scale
        if atoms and all(self.take(atom) for atom in atoms) and not self.swapping:
            return True
        self.parts, self.scale, self.swapping = before, scale, False
        return False

    def take(self, atom: Atom) -> bool:
        """Adds one atom if it can follow."""
        if atom.sort == "swap":
            self.swapping = bool(self.parts) and 0 < self.parts[-1].amount < 10
            return self.swapping or self.room >= 100
        if self.swapping:
            return self._swap(atom)
        return self._multiply(atom.amount) if atom.sort == "scale" else self._add(atom.amount)

    def add_figure(self, amount: Real) -> bool:
        """Adds a number in figures (464mila |733|) if it can follow."""
        if self.parts and not 0 < amount < self.room:
            return False
        self.parts.append(Part(amount, 0))
        self.scale = 1
        self.figures = True
        return True

    def add_decimals(self, digits: str) -> None:
        """Adds digits after the decimal sign; only a scale may follow."""
        self.parts.append(Part(Fraction(int(digits), 10 ** len(digits)), 0))

    def _add(self, amount: int) -> bool:
        factor = self._words.multiplied.get(amount)
        if factor is not None and self.parts and self.parts[-1].amount == factor:
            amount *= factor
            self.parts.pop()
        if self.parts and not 0 < amount < self.room:
            return False
        room = self._words.rooms.get(amount)
        self.parts.append(Part(amount, _room(amount) if room is None else room))
        self.scale = 1
        return True

    def _multiply(self, scale: int) -> bool:
        factors: list[Part] = []
        while self.parts and (self.parts[-1].amount < scale or not factors and self._multiplies(scale)):
            factors.append(self.parts.pop())
        factor = sum((part.amount for part in factors), 0)
        if not factor and (factors or scale not in self._words.alone):
            return False
        bound = self._words.small_factors.get(scale)
        if bound is not None and factors and (factor >= bound or self.figures):
            return False
        amount = (factor or 1) * scale
        if self.parts and amount >= self.room:
            return False
        self.parts.append(Part(amount, scale if isinstance(amount, int) else 0))
        self.scale = scale if scale >= 1000 else 1
        return True

    def _multiplies(self, scale: int) -> bool:
        """Whether a large number may still be multiplied (200 dozen, 1200k)."""
        return scale < 100 or len(self.parts) == 1 and self.parts[0].room == 0 and scale >= 1000

    def _swap(self, atom: Atom) -> bool:
        self.swapping = False
        if atom.sort != "value" or atom.amount % 10 or not 20 <= atom.amount <= 90:
            return False
        unit = self.parts.pop()
        if self.parts and atom.amount >= self.room:
            return False
        self.parts.append(Part(atom.amount + unit.amount, 0))
        return True


def _room(amount: int) -> int:
    if amount >= 100:
        return 1000 if amount >= 1000 else 100
    return 10 if amount >= 20 and amount % 10 == 0 else 0


def amount(words: Words, atoms: tuple[Atom, ...]) -> int | None:
    """The number a row of atoms stands for, None when they do not make one."""
    total = Total(words)
    return int(total.amount) if total.take_all(atoms) else None


def rank(room: int) -> int:
    """The joiners' table for a room: soixante, which has room below twenty, joins as other tens do."""
    return 10 if room < 100 else min(room, 10**6)
