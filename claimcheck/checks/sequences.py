"""Steps counted one by one: first, second, fourth; the third and last; one a decade; seven things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.lists import announces
from claimcheck.extract.article import Article
from claimcheck.extract.lexicon import Hit, lexicon
from claimcheck.extract.nouns import concept_of, stem
from claimcheck.language import Pack
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Token

APART = 8  # sentences between two steps of one row
FEW = 3
LONG = 3  # words that mark a step without a comma
DECADE = 10
NUMBERED = re.compile(r"\(?(\d{1,2})[.):]\s")
MARK = re.compile(r"\(?(\d{1,2})[.)]\s*\Z")


class Step(NamedTuple):
    """A word that opens a step, its rank, and its sentence; `named` when it stands with a noun (the second reason)."""

    rank: int
    sentence: int
    span: Span
    named: bool = False


@check("steps", "announced-steps", slots=("before", "after", "announced", "listed"))
def steps(article: Article) -> Iterator[Relation]:
    """`First, ... Second, ... Fourth, ...`: no step is left out, and as many come as were announced."""
    for row in _rows(_steps(article)):
        gap = next(((a, b) for a, b in zip(row, row[1:], strict=False) if b.rank != a.rank + 1), None)
        if gap is None and len(row) >= FEW:
            yield _steps_held(row)
            yield from _announced(article, row)
        elif gap is not None and gap[1].rank == gap[0].rank + 2 and gap[0].rank > gap[0].named:
            before, after = gap
            yield relation(
                "steps",
                Verdict.BROKEN,
                [Term("step", before.span), Term("step", after.span)],
                [f"{before.rank}, {after.rank}"],
                before=Fraction(before.rank),
                after=Fraction(after.rank),
            )


def _steps_held(row: Sequence[Step]) -> Relation:
    ranks = ", ".join(str(step.rank) for step in row)
    last = Fraction(row[-1].rank)
    return relation(
        "steps", Verdict.HOLDS, [Term("step", step.span) for step in row], [ranks], before=Fraction(1), after=last
    )


def _announced(article: Article, row: Sequence[Step]) -> Iterator[Relation]:
    """The count just before a row of steps, where it names what the steps are."""
    nouns = article.pack.words("sequence.nouns")
    text = article.document.text
    for number in (row[0].sentence - 1, row[0].sentence - 2):
        for claim in article.by_sentence.get(number, ()):
            words = set(claim.counted.of(text).lower().split()) if claim.counted else set()
            if not announces(article, claim) or not words & nouns:
                continue
            value, listed = nominal(claim.quantity), Fraction(row[-1].rank)
            if value > listed:
                return
            yield relation(
                "announced-steps",
                Verdict.HOLDS if value == listed else Verdict.BROKEN,
                [term("announced", claim), *(Term("step", step.span) for step in row)],
                [f"{show(listed)} {'=' if value == listed else '!='} {show(value)}"],
                announced=value,
                listed=listed,
            )
            return


def _steps(article: Article) -> list[Step]:
    """The sentences that open with a word of order and a comma or a colon, or with several words that say it, or
    with an ordinal and what the steps are (`The second reason`)."""
    known = lexicon(article.pack, "sequence.words", forms=False)
    found = []
    for sentence in article.sentences:
        tokens = sentence.tokens
        hit = known.at(tokens, 0)
        if hit and _is_marked(tokens, hit, article.pack):
            span = Span(tokens[hit.first].start, tokens[hit.last - 1].end)
            found.append(Step(int(hit.meaning), sentence.number, span))
        elif step := _named_step(article, sentence.number):
            found.append(step)
    return found


def _is_marked(tokens: Sequence[Token], hit: Hit, pack: Pack) -> bool:
    """Whether the words say by themselves, by their number or by the sign behind them that they open a step."""
    several = hit.last - hit.first >= LONG or tokens[hit.first].norm in pack.words("sequence.bare")
    return several or hit.last < len(tokens) and tokens[hit.last].text in ",:"


def _named_step(article: Article, number: int) -> Step | None:
    """The step that a sentence opens with: a rank and the noun of what comes in steps."""
    row = article.items[number]
    for claim in article.by_sentence.get(number, ())[:1]:
        at = article.item_of[claim.id]
        follows = row[at + 1].norm if at + 1 < len(row) else ""
        if at <= 1 and claim.quantity.kind is Kind.ORDINAL and follows in article.pack.words("sequence.single"):
            return Step(int(nominal(claim.quantity)), number, claim.quantity.span, named=True)
    return None


def _rows(found: Sequence[Step]) -> Iterator[list[Step]]:
    """Runs of steps that begin with the first and rise."""
    row: list[Step] = []
    for step in found:
        if row and step.rank > row[-1].rank and step.sentence - row[-1].sentence <= APART:
            row.append(step)
            continue
        if len(row) > 1:
            yield row
        row = [step] if step.rank == 1 else []
    if len(row) > 1:
        yield row


@check("last-of-count", slots=("announced", "listed"))
def last_of_count(article: Article) -> Iterator[Relation]:
    """`three attacks ... the third and last attack`: the last one's number is their count."""
    for cue in article.cued("last_of"):
        rank, row = cue.holes["rank"], article.items[cue.sentence]
        if rank.quantity.kind is not Kind.ORDINAL or cue.last >= len(row) or nominal(rank.quantity) < 2:
            continue
        word = row[cue.last].norm
        concept = concept_of(word, article.pack)
        keys = {concept.name if concept else stem(word, article.pack), stem(word, article.pack)}
        counts = [claim for claim in article.claims if announces(article, claim) and _counts(article, claim, keys)]
        right = [claim for claim in counts if nominal(claim.quantity) == nominal(rank.quantity)]
        if right or len({nominal(claim.quantity) for claim in counts}) == 1:
            yield _last((right or counts)[0], rank)


def _counts(article: Article, claim: Claim, keys: set[str]) -> bool:
    """Whether a claim counts what the ordinal's noun names, in the singular or the plural."""
    if claim.key in keys:
        return True
    words = claim.counted.of(article.document.text).lower().split() if claim.counted else []
    return any(stem(word, article.pack) in keys for word in words)


def _last(claim: Claim, rank: Claim) -> Relation:
    announced, listed = nominal(claim.quantity), nominal(rank.quantity)
    holds = announced == listed
    return relation(
        "last-of-count",
        Verdict.HOLDS if holds else Verdict.BROKEN,
        [term("announced", claim), term("last", rank)],
        [f"{show(listed)} {'=' if holds else '!='} {show(announced)}"],
        announced=announced,
        listed=listed,
    )


@check("one-for-each", slots=("announced", "listed"))
def one_for_each(article: Article) -> Iterator[Relation]:
    """`five sections, one per decade from the 1950s to the 1990s`: a span of years or decades holds so many."""
    for name, width in (("one_per_decade", DECADE), ("one_per_year", 1)):
        for cue in article.cued(name):
            row = article.by_sentence.get(cue.sentence, ())
            before = [claim for claim in row if claim.span.end <= cue.span.start and announces(article, claim)]
            behind = [claim for claim in row if claim.span.end > cue.span.end]
            spans = [claim for claim in behind if claim.quantity.kind is Kind.YEAR]
            reach = _reach(spans, width)
            if before and reach:
                yield _each(before[-1], spans, reach)


def _reach(spans: Sequence[Claim], width: int) -> Fraction | None:
    """How many years or decades the years told span, both ends included."""
    years: list[int] = []
    for claim in spans:
        when, strict = claim.quantity.when, claim.quantity.strict
        told = [when.year, when.until.year if when.until else None] if when else []
        bounds = [int(bound) for bound in (strict.low, strict.high) if bound is not None]
        years += [year for year in told if year] or bounds
    if len(set(years)) < 2:
        return None
    return Fraction(max(years) // width - min(years) // width + 1)


def _each(claim: Claim, spans: Sequence[Claim], listed: Fraction) -> Relation:
    announced = nominal(claim.quantity)
    holds = announced == listed
    return relation(
        "one-for-each",
        Verdict.HOLDS if holds else Verdict.BROKEN,
        [term("announced", claim), *(term("span", one) for one in spans)],
        [f"{show(listed)} {'=' if holds else '!='} {show(announced)}"],
        announced=announced,
        listed=listed,
    )


@check("numbered-items", slots=("announced", "listed"))
def numbered_items(article: Article) -> Iterator[Relation]:
    """A title that promises `7 things` against the items numbered from one in the story, or else its headings: one
    fewer is STRAINED, more may hold an opening or an end."""
    nouns = article.pack.words("sequence.nouns")
    text = article.document.text
    numbers = _numbers(article)
    counted = len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0
    headings = 0 if numbers else _headings(article)
    if max(counted, headings) < FEW:
        return
    for claim in article.headline():
        words = set(claim.counted.of(text).lower().split()) if claim.counted else set()
        title = article.sentences[claim.sentence].level == 1
        if title and announces(article, claim) and words & nouns:
            announced, listed = nominal(claim.quantity), Fraction(counted or headings)
            if headings and announced - listed not in (0, 1):
                return
            wrong = Verdict.STRAINED if headings else Verdict.BROKEN
            yield relation(
                "numbered-items",
                Verdict.HOLDS if announced == listed else wrong,
                [term("announced", claim)],
                [f"{show(listed)} {'=' if announced == listed else '!='} {show(announced)}"],
                announced=announced,
                listed=listed,
            )
            return


def _numbers(article: Article) -> list[int]:
    """The numbers that open headings and list items, in reading order."""
    text, parts = article.document.text, article.document.parts
    found = []
    for at, part in enumerate(parts):
        if part.place is Place.TABLE:
            continue
        before = MARK.search(text, parts[at - 1].span.end if at else 0, part.span.start)
        inside = NUMBERED.match(text, part.span.start, part.span.end)
        mark = before or inside
        if mark:
            found.append(int(mark.group(1)))
    return found


def _headings(article: Article) -> int:
    """How many headings of the second level the story has, without its opening and its end."""
    frame = article.pack.words("sequence.frame")
    below = [line for line in article.sentences if line.level == 2]
    return len({line.paragraph for line in below if not any(token.norm in frame for token in line.tokens)})
