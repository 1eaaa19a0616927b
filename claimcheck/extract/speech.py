"""Who says it: the cues of reported speech in one sentence, each with the words that name its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.extract.nounphrases import CLOSING, OPENING, Line, read_back, read_forward
from claimcheck.extract.vocabulary import CueSort, match
from claimcheck.extract.walk import walk
from claimcheck.model import Place

BREAKS = frozenset(",;:—–()-…") | OPENING | CLOSING
ASIDE = 18


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue with its source. Ranges count tokens, ends excluded; `who` is None when the source was
    named before (he added; its own figure). `forward` tells on which side the reported words stand;
    for a figure `scope` is the range it answers for, and nothing else."""

    sort: CueSort
    cue: tuple[int, int]
    who: tuple[int, int] | None
    forward: bool
    scope: tuple[int, int] | None = None


def sayings(line: Line) -> tuple[Saying, ...]:
    """Every cue of the sentence that has a source, in reading order."""
    found: list[Saying] = list(_colon(line))

    def step(at: int) -> tuple[Saying | None, int]:
        cue = match(line.words.cues, line.norms, at)
        saying = _given(line, at)
        if saying is None and cue is not None:
            saying = _read(line, at, at + len(cue.words), CueSort(cue.sort), found)
        return saying, max(saying.cue[1], saying.who[1] if saying.who else 0) if saying else at + 1

    for saying in walk(len(line.tokens), step):
        found.append(saying)
    found.extend(_gapped(line, found))
    return tuple(sorted(found, key=lambda one: one.cue))


def _read(line: Line, at: int, end: int, sort: CueSort, before: list[Saying]) -> Saying | None:
    if at and line.tokens[at - 1].norm in line.words.void.get(line.tokens[at].norm, ()):
        return None
    if sort is CueSort.BEFORE_FIGURE and not _numbered(line, end, end + 4):
        return None
    if sort in (CueSort.VAGUE, CueSort.BEFORE_FIGURE):
        return None if line.has(at - 1, "not_before") else Saying(CueSort.VAGUE, (at, end), (at, end), at == 0)
    if sort in (CueSort.BEFORE, CueSort.KNOWN):
        return _preposed(line, at, end, sort, before)
    if sort is CueSort.PER:
        return _per(line, at, end, before)
    return _spoken(line, at, end, sort, before)


def _preposed(line: Line, at: int, end: int, sort: CueSort, before: list[Saying]) -> Saying | None:
    """According to X; behind a comma too, where a source stands before its figure as the one before it did
    (`selon les organisateurs ils étaient 900, selon la police 400`)."""
    if line.has(end, "pronouns"):
        return Saying(sort, (at, end + 1), None, _opens_clause(line, at))
    last = read_forward(line, end)
    if last == end and line.has(end, "vague.alone") and not line.has(end + 1, "of") and _ends_there(line, end + 1):
        last = end + 1
    if last == end or line.has(end, "not", "at") or (line.has(end, "determiners") and line.has(end + 1, "not")):
        return None
    document = sort is CueSort.KNOWN and line.has(at, "documents")
    if sort is CueSort.KNOWN and not (
        line.is_name(end) if document and end == at + 1 else _can_report(line, end, last)
    ):
        return None
    if document:
        return Saying(sort, (at, end), (at, last), _opens_clause(line, at))
    again = at > 0 and line.tokens[at - 1].text == "," and any(one.sort is sort and one.forward for one in before)
    forward = _opens_clause(line, at) or again and _numbered(line, last, last + 3)
    return Saying(sort, (at, end), (end, _with_name(line, last)), forward)


def _ends_there(line: Line, at: int) -> bool:
    """Whether a word that could open a noun phrase (`according to some`) stands alone."""
    return at >= len(line.tokens) or not line.tokens[at].is_word or line.has(at, "determiners")


def _per(line: Line, at: int, end: int, before: list[Saying]) -> Saying | None:
    """Per la questura erano in 300: only at the head of a clause, or beside a rival figure."""
    if not line.opens(end) and not line.is_name(end):
        return None
    last = read_forward(line, end)
    if not any(line.has(k, "groups", "bodies", "offices") for k in range(end, last)):
        return None
    beside = at > 0 and line.tokens[at - 1].text not in BREAKS and _numbered(line, at - 3, at)
    forward = not beside and (_opens_clause(line, at) or _numbered(line, last, last + 3))
    if not (beside or forward and _numbered(line, last, last + 12)):
        return None
    return Saying(CueSort.PER, (at, end), (end, last), forward) if _opens_clause(line, at) or before else None


def _numbered(line: Line, start: int, end: int) -> bool:
    return any(token.is_numeral for token in line.tokens[max(0, start) : end])


def _given(line: Line, at: int) -> Saying | None:
    """Released by X, noted by X."""
    if not (line.has(at, "given", "say", "find") and line.has(at + 1, "by")):
        return None
    last = read_forward(line, at + 2)
    if last == at + 2 or not _can_report(line, at + 2, last):
        return None
    return Saying(CueSort.KNOWN, (at, at + 2), (at + 2, _with_name(line, last)), False)


def _spoken(line: Line, at: int, end: int, sort: CueSort, before: list[Saying]) -> Saying | None:
    """X said, said X, who said."""
    if (
        end == at + 1
        and line.has(at, "quoting")
        and not any(token.text in CLOSING for token in line.tokens[max(0, at - 2) : at])
    ):
        return None
    possessive = at > 0 and line.norms[at - 1] == line.words.pack.text("sources.possessive_sign")
    if possessive or (line.has(at - 1, "determiners", "possessives") and not line.has(at - 1, "relative")):
        return None
    if at and (line.is_joined(at - 1) or line.has(at - 1, "of", "at")) or line.has(end, "no_verb_before"):
        return None
    prior = at - 1
    while prior >= 0 and line.has(prior, "helpers", "passive", "impersonal"):
        if line.has(prior, "passive", "impersonal"):
            return None
        prior -= 1
    participle = line.words.participles and line.norms[at].endswith(line.words.participles)
    if participle and not any(line.has(k, "auxiliaries") for k in range(prior + 1, at)):
        return None
    strict = CueSort.FIND if line.has(at, "also_nouns") else sort
    who = _subject(line, at, prior, end, strict)
    if who is not None and line.has(at, "shows") and not any(line.has(k, "documents") for k in range(*who)):
        return None
    if who is None:
        return _unnamed(line, at, prior, end, before)
    forward = (who[0] < at or _goes_on(line, at, who[1])) and not _closes(line, end)
    return Saying(sort, (at, end), None if line.has(who[0], "pronouns") else who, forward)


def _goes_on(line: Line, at: int, last: int) -> bool:
    """Whether the reported words stand behind the comma that closes a subject told after its verb, in languages that
    put it there (`am Montag sagte der Minister, 300 Menschen ...`); not where they stand before the verb."""
    if not line.words.pack.text("sources.comma_opens") or at == 0 or line.tokens[at - 1].text in BREAKS:
        return False
    return last + 1 < len(line.tokens) and line.tokens[last].text == ","


def _subject(line: Line, at: int, prior: int, end: int, sort: CueSort) -> tuple[int, int] | None:
    """The words of whoever speaks, before the verb or after it."""
    if line.has(prior, "pronouns"):
        before = line.tokens[prior - 1] if prior else None
        loose = (
            sort is CueSort.SAY
            or before is None
            or not before.is_word
            or line.has(prior - 1, "stop", "boundary", "and")
        )
        return (prior, prior + 1) if loose else None
    if prior < 0 or line.tokens[prior].text in BREAKS or line.has(prior, "boundary", "and"):
        return _inverted(line, end) or _before_aside(line, prior, sort) or _before_brackets(line, prior, sort)
    if line.has(prior, "relative"):
        stop = prior - 1 if line.tokens[prior - 1].text == "," else prior
        return _checked(line, read_back(line, stop)[0], stop, sort)
    start, whole = read_back(line, prior + 1)
    if line.has(start - 1, "adverbial"):
        earlier = _checked(line, read_back(line, start - 1)[0], start - 1, CueSort.FIND)
        if earlier is not None:
            return earlier
    if not whole:
        relative = next((k for k in range(start - 1, max(0, start - 10), -1) if line.has(k, "relative")), None)
        if relative is None:
            return None
        return _subject(line, at, relative, end, sort)
    who = _checked(line, start, prior + 1, sort)
    return who if who or sort is not CueSort.SAY or line.words.words("inverts") else _inverted(line, end)


def _checked(line: Line, start: int, end: int, sort: CueSort) -> tuple[int, int] | None:
    while end > start and line.has(end - 1, "of", "at", "and"):
        end -= 1
    if start >= end or any(line.has(k, "asked") for k in range(start, end)):
        return None
    somebody = sort is CueSort.SAY and line.has(start, "determiners") and end > start + 1
    return (start, end) if somebody or _can_report(line, start, end) else None


def _inverted(line: Line, end: int) -> tuple[int, int] | None:
    inverts = line.words.words("inverts")
    if inverts and line.norms[end - 1] not in inverts:
        return None
    start = end
    while line.has(start, "helpers", "time") and start < end + 3:
        start += 1
    if line.has(start, "from") and not line.is_name(start + 1):
        last = read_forward(line, start + 1)
        if any(line.is_known(k) for k in range(start + 1, last)):
            return start + 1, last
        start = start + 2
    if not (start < len(line.tokens) and line.opens(start)):
        return None
    last = read_forward(line, start)
    return (start, _with_name(line, last)) if last > start and _can_report(line, start, last) else None


def _before_aside(line: Line, prior: int, sort: CueSort) -> tuple[int, int] | None:
    """X, a spokesman for Y, said; X (41) said; groups, such as X, say."""
    if prior < 1 or line.tokens[prior].text not in ",)":
        return None
    opening = "," if line.tokens[prior].text == "," else "("
    for first in range(prior - 2, max(0, prior - ASIDE), -1):
        if line.tokens[first].text == opening:
            start, whole = read_back(line, first)
            stop = first
            if not whole:
                stop = next((k for k in range(start - 1, max(0, start - 10), -1) if line.has(k, "relative")), first)
                start = read_back(line, stop)[0]
            who = _checked(line, start, stop, sort)
            if who is None:
                return None
            named = [line.is_name(k) for k in range(first + 1, prior)]
            examples = match(line.words.likes, line.norms, first + 1) is not None
            if stop == first and (all(named) or (any(named) and examples)):
                return who[0], prior
            return who
    return None


def _before_brackets(line: Line, prior: int, sort: CueSort) -> tuple[int, int] | None:
    """Director X of the institute (ABC), announced."""
    if prior < 3 or line.tokens[prior].text != "," or line.tokens[prior - 1].text != ")":
        return None
    opening = next((k for k in range(prior - 2, max(0, prior - ASIDE), -1) if line.tokens[k].text == "("), 0)
    return _checked(line, read_back(line, opening)[0], opening, sort) if opening else None


def _unnamed(line: Line, at: int, prior: int, end: int, before: list[Saying]) -> Saying | None:
    """A verb whose subject is left out: and says, ha detto che."""
    forward = not _closes(line, end)
    if line.has(prior, "and", "boundary") and line.norms[end - 1] in line.words.words("say"):
        first = read_forward(line, 0)
        who = before[-1].who if before else _checked(line, 0, first, CueSort.FIND)
        return Saying(CueSort.SAY, (at, end), who, forward) if who or before else None
    bare = prior < 0 or line.tokens[prior].text in CLOSING or prior > 0 and line.tokens[prior - 1].text in CLOSING
    if bare and line.words.pack.text("sources.subject_may_be_left_out") and line.has(at, "say"):
        return Saying(CueSort.SAY, (at, end), None, forward)
    return None


def _gapped(line: Line, found: list[Saying]) -> Iterator[Saying]:
    """A second report without its verb: police put it at 10,000, organisers at 50,000."""
    if not found:
        return
    taken = {k for one in found if one.who for k in range(*one.who)}
    for at in range(found[0].cue[1], len(line.tokens) - 2):
        if line.tokens[at].text not in ",;" and not line.has(at, "and", "boundary"):
            continue
        end = read_forward(line, at + 1)
        if not taken.isdisjoint(range(at + 1, end)):
            continue
        if not any(line.has(k, "groups", "bodies", "offices") for k in range(at + 1, end)):
            continue
        number = end + 1 if line.has(end, "gap") else end
        if number < len(line.tokens) and line.tokens[number].is_numeral:
            yield Saying(CueSort.FIND, (at, at + 1), (at + 1, end), True)


def _colon(line: Line) -> Iterator[Saying]:
    """X: a quotation, or a headline that opens with its source."""
    for at in range(1, min(len(line.tokens) - 1, 12)):
        if line.tokens[at].text == ":":
            quoted = line.tokens[at + 1].text in OPENING
            whole = read_forward(line, 0) == at and _can_report(line, 0, at)
            reports = line.sentence.place is Place.HEADLINE and any(line.is_known(k) for k in range(at))
            if whole and (quoted or reports):
                yield Saying(CueSort.SAY, (at, at + 1), (0, at), True)
            return


def _can_report(line: Line, start: int, end: int) -> bool:
    """Whether these words hold a name or a noun of somebody who can report."""
    return any(line.is_known(k) or line.is_name(k) for k in range(start, end))


def _with_name(line: Line, end: int) -> int:
    """The end of the phrase with the name set beside it: the commissioner, Delia Marsh."""
    if end + 1 < len(line.tokens) and line.tokens[end].text == "," and line.is_name(end + 1):
        last = end + 1
        while last < len(line.tokens) and (line.is_name(last) or line.abbreviates(last)):
            last += 1
        if last == len(line.tokens) or line.tokens[last].text in BREAKS or line.tokens[last].text == ".":
            return last
    return end


def _opens_clause(line: Line, at: int) -> bool:
    if at == 0 or line.tokens[at - 1].text in ";:—–(" or line.tokens[at - 1].text in OPENING:
        return True
    return line.has(at - 1, "and", "boundary")


def _closes(line: Line, end: int) -> bool:
    """Whether nothing is reported after the verb."""
    at = end
    while line.has(at, "time", "helpers", "at") and at < end + 4:
        at += 1
    if at >= len(line.tokens):
        return True
    quoted = at + 1 < len(line.tokens) and line.tokens[at + 1].text in OPENING
    if line.tokens[at].text == "," and at == end and line.words.pack.text("sources.comma_opens"):
        return at + 1 >= len(line.tokens)
    return line.tokens[at].text in ".,;)»”" and not quoted
