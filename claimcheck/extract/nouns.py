"""What a number counts: the noun phrase beside it, its normal form and its place among shared concepts.

No tagger is used. The pack says on which side modifiers stand, which words end a noun phrase and how
modifiers agree; the rest is the shape of the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck import yamlfile
from claimcheck.knowledge import of_word
from claimcheck.language import FOLDER, Pack
from claimcheck.model import Claim, Span
from claimcheck.phrase import Token
from claimcheck.stems import stem as stem

LONGEST = 6
HYPHENS = frozenset("-\u2010\u2011")
SUBJECT = 5
SHORTEST_PART = 3  # letters of either part of a glued noun
SHORTEST_EVENT = 5  # letters of a last part that is an event (Heim|siege)
NOUN_GROUPS = frozenset({"kind", "sex", "age_group", "role", "origin", "thing"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The counted words, token range `first` to `last` (end excluded), with the head's token."""

    first: int
    last: int
    head: int

    def span(self, tokens: Sequence[Token]) -> Span:
        """Where the phrase stands in the text."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end)


def counted_after(tokens: Sequence[Token], at: int, one: bool, pack: Pack, end: int | None = None) -> NounPhrase | None:
    """The noun phrase that begins at token `at` and ends before `end`, or None where no noun follows the number."""
    stops = pack.words("nouns.stop")
    end = len(tokens) if end is None else end
    if at < end and tokens[at].norm in pack.words("nouns.links"):
        at += 1
        if at < end and tokens[at].capital and pack.text("nouns.names_behind_links") == "no":
            return None
        at += at < end and tokens[at].norm in pack.words("nouns.articles")
    while at < end and tokens[at].norm in pack.words("nouns.skip"):
        at += 1
    run: list[int] = []
    for number in range(at, min(end, at + LONGEST)):
        token = tokens[number]
        glued = token.text in "-–'’" and not token.spaced and number + 1 < end and not tokens[number + 1].spaced
        if glued and run:
            run.append(number)
            continue
        if not token.is_word or token.norm in stops:
            break
        run.append(number)
    while run and not tokens[run[-1]].is_word:
        run.pop()
    if not run:
        return None
    if pack.text("nouns.order") == "before":
        return _head_last(tokens, run, one, pack)
    return _head_first(tokens, run, one, pack)


def known(tokens: Sequence[Token], at: int, pack: Pack, end: int) -> NounPhrase | None:
    """The noun at token `at` where it stands for a shared concept, be it singular (90 per cent of | capacity)."""
    return NounPhrase(at, at + 1, at) if at < end and concept_of(tokens[at].norm, pack) else None


def predicated(tokens: Sequence[Token], at: int, pack: Pack, end: int) -> NounPhrase | None:
    """The plural noun that a copula or a pronoun just after a count gives it (`forty-one of the patients
    | are children`, `96 | of them women`)."""
    if at + 1 >= end:
        return None
    pronoun = f"{tokens[at].norm} {tokens[at + 1].norm}" in pack.table("nouns.pronouns")
    noun = at + 2 if pronoun else at + 1
    if noun >= end or not (pronoun or tokens[at].norm in pack.words("nouns.copulas")):
        return None
    word = tokens[noun].norm
    known = None if word in pack.words("nouns.copulas") else concept_of(word, pack)
    if known is None or known.group not in NOUN_GROUPS or not plural(word, pack):
        return None
    return NounPhrase(noun, noun + 1, noun)


def counted_before(tokens: Sequence[Token], at: int, pack: Pack) -> NounPhrase | None:
    """The subject of a copula just before token `at` (`I feriti sono | tre`), or None."""
    copulas = pack.words("nouns.copulas")
    last = at
    while last > 0 and tokens[last - 1].norm in copulas:
        last -= 1
    if last == at:
        return None
    articles = pack.words("nouns.articles")
    first = last
    while first > 0 and last - first < SUBJECT and tokens[first - 1].is_word and tokens[first - 1].norm not in articles:
        first -= 1
    if first in (0, last) or tokens[first - 1].norm not in articles:
        return None
    opens = first == 1 or not tokens[first - 2].is_word
    if last - first > 2 and not opens:
        return None
    head = first if pack.text("nouns.order") == "after" else last - 1
    return NounPhrase(first, last, head) if plural(tokens[head].norm, pack) else None


def body_of(tokens: Sequence[Token], at: int, pack: Pack) -> NounPhrase | None:
    """The body whose members a number alone counts (`a crew of | 37`), or None."""
    linked = at > 1 and tokens[at - 1].norm in pack.words("nouns.of")
    return NounPhrase(at - 2, at - 1, at - 2) if linked and tokens[at - 2].norm in pack.words("nouns.bodies") else None


def glued(tokens: Sequence[Token], at: int, end: int) -> NounPhrase | None:
    """The noun a hyphen ties to the number (`a 16|-floor block`), or None."""
    if at + 1 >= end or tokens[at].text not in HYPHENS:
        return None
    tied = not tokens[at].spaced and not tokens[at + 1].spaced and tokens[at + 1].is_word
    return NounPhrase(at + 1, at + 2, at + 1) if tied else None


def counted_inverted(tokens: Sequence[Token], first: int, last: int, pack: Pack, end: int) -> NounPhrase | None:
    """The subject behind a number that follows its copula (`sono | 71 | i feriti`), or None."""
    if pack.text("nouns.order") != "after" or not 0 < first < last < end:
        return None
    if tokens[first - 1].norm not in pack.words("nouns.copulas"):
        return None
    if tokens[last].norm not in pack.words("nouns.articles"):
        return None
    return counted_after(tokens, last + 1, False, pack, end)


def _head_last(tokens: Sequence[Token], run: list[int], one: bool, pack: Pack) -> NounPhrase | None:
    """Modifiers before the head (English, German): the head is the last of the first plurals."""
    head: int | None = None
    if pack.text("nouns.capitalised"):
        head = next((at for at in run if tokens[at].capital), None)
        if head is None:
            return None
        while head + 2 in run and tokens[head + 1].text in HYPHENS:
            head += 2
        return NounPhrase(run[0], head + 1, head)
    for at in run:
        if not one and plural(tokens[at].norm, pack):
            head = at
        elif head is not None and tokens[at].is_word:
            break
    if head is None:
        words = [at for at in run if tokens[at].is_word]
        kept = _before_verb(tokens, words, one, pack)
        if not kept:
            return None
        head = kept[-1] if one else kept[min(len(kept), 2) - 1]
    return NounPhrase(run[0], head + 1, head)


def _before_verb(tokens: Sequence[Token], words: list[int], one: bool, pack: Pack) -> list[int]:
    endings = tuple(pack.words("nouns.verb_endings"))
    kept: list[int] = []
    for at in words:
        if (kept or not one) and endings and tokens[at].norm.endswith(endings):
            break
        kept.append(at)
    return kept


def plural(word: str, pack: Pack) -> bool:
    """Whether a noun names several by its form."""
    if word in pack.words("nouns.plurals"):
        return True
    endings, exceptions = tuple(pack.words("nouns.plural_endings")), tuple(pack.words("nouns.not_plural_endings"))
    return bool(endings) and len(word) > 2 and word.endswith(endings) and not word.endswith(exceptions)


def _head_first(tokens: Sequence[Token], run: list[int], one: bool, pack: Pack) -> NounPhrase | None:
    """Modifiers after the head (Romance languages): they agree with it in their ending."""
    before = pack.words("nouns.before_head")
    place = 0
    while place + 1 < len(run) and tokens[run[place]].norm in before:
        place += 1
    end = _compound_end(tokens, run, place)
    head = next((at for at in (run[place], run[end]) if one or plural(tokens[at].norm, pack)), None)
    if head is None:
        return None
    agreeing = pack.table("nouns.agreement")
    last = run[end]
    endings = _agreeing_endings(tokens[head].norm, agreeing, pack)
    for at in run[end + 1 :]:
        token = tokens[at]
        if not token.is_word or token.capital or not endings or not token.norm.endswith(endings):
            break
        last = at
    return NounPhrase(run[0], last + 1, head)


def _compound_end(tokens: Sequence[Token], run: list[int], place: int) -> int:
    """The last part of a noun of several parts joined by hyphens (longas-|metragens|), in `run`."""
    while place + 2 < len(run) and not tokens[run[place + 1]].is_word:
        place += 2
    return place


def _agreeing_endings(head: str, agreeing: Mapping[str, str], pack: Pack) -> tuple[str, ...]:
    node = pack.value("nouns.agreement") or {}
    for ending, others in node.items():
        if head.endswith(ending):
            return tuple(str(others).split())
    return ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A shared notion: `parents` are wider ones (woman: person), `event` marks what happens to people."""

    name: str
    parents: frozenset[str]
    group: str


@cache
def concepts() -> Mapping[str, Concept]:
    """The concept table all languages share, by name, with all wider concepts of each."""
    path = FOLDER / "_concepts.yaml"
    data = yamlfile.load(path.read_text(encoding="utf-8"), path)
    direct: dict[str, tuple[str, set[str]]] = {}
    for group, members in data.items():
        for name, wider in members.items():
            direct[name] = (group, set(str(wider or "").split()))
    return {name: Concept(name, frozenset(_wider(name, direct)), group) for name, (group, _) in direct.items()}


def _wider(name: str, direct: Mapping[str, tuple[str, set[str]]]) -> set[str]:
    found: set[str] = set()
    open_names = [name]
    while open_names:
        for parent in direct.get(open_names.pop(), ("", set()))[1]:
            if parent not in found:
                found.add(parent)
                open_names.append(parent)
    return found


def concept_of(word: str, pack: Pack) -> Concept | None:
    """The shared concept a word stands for, if any; only the forms the pack lists, never a stem."""
    name = pack.table("concepts").get(word) or _of_last_part(word, pack)
    return concepts().get(name) if name else None


@cache
def _of_last_part(word: str, pack: Pack) -> str | None:
    """What the last part of a noun stands for, the longest there is (Schul|kinder), in languages that glue nouns."""
    if not pack.text("nouns.compounds"):
        return None
    known, prefixes = pack.table("concepts"), pack.words("nouns.no_compounds")
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART):
        name = known.get(word[at:])
        if name is None or name in pack.words("nouns.uncompounded") or word[:at] in prefixes:
            continue
        if concepts()[name].group in NOUN_GROUPS or len(word) - at >= SHORTEST_EVENT:
            return name
    return None


def is_common(word: str, pack: Pack) -> bool:
    """Whether a word with a capital is no name, in languages that write all nouns with one: something a reader knows,
    or formed as nouns are."""
    if not pack.text("nouns.capitalised"):
        return False
    endings = tuple(pack.words("nouns.common_endings")) or ("\0",)
    return bool(concept_of(word, pack) or of_word(word, pack)) or word.endswith(endings)


def related(a: Claim, b: Claim) -> bool:
    """Whether two counts may be of the same things: equal or wider nouns, or a noun left unsaid that the
    clause does not contradict."""
    if a.key and b.key:
        if a.key == b.key or a.key in b.concepts | b.wider or b.key in a.concepts | a.wider:
            return True
        happens = any(key in concepts() and concepts()[key].group not in NOUN_GROUPS for key in (a.key, b.key))
        return happens and bool(a.concepts & b.concepts)
    bare, other = (b, a) if a.key else (a, b)
    named = {name for name in bare.predicate if concepts()[name].group in NOUN_GROUPS}
    return not (other.key and named) or bool(named & (other.concepts | {other.key}))
