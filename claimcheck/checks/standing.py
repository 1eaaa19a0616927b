"""What a majority in words rests on: a share, votes cast, seats held, and how many were needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks.ballots import cast
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import nominal, show
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Place, Span

HALF = Fraction(1, 2)
HUNDREDTH = Fraction(1, 100)
BACK = 4
EXACT = 1000  # a smaller body is counted, not rounded


class Standing(NamedTuple):
    """How far somebody got: `reached` the majority or not (None where rounding leaves it open), the sum,
    its claims; `certain` when the words leave no other choice of figures."""

    reached: bool | None
    working: str
    claims: tuple[Claim, ...]
    certain: bool


def standings(article: Article, sentence: int, span: Span, least: Fraction | None) -> Iterator[Standing]:
    """What a majority named at `span` may rest on, nearest first. `least` is the share it takes, one half
    meaning more than half; None when only a number of seats or votes tells."""
    yield from _counted(article, sentence)
    if least is not None:
        yield from _of_whole(article, sentence, least)
        yield from _percentages(article, sentence, least)
        yield from _votes(article, sentence, least)
        yield from _seats(article, sentence, least)
        yield from _named(article, sentence, span, least)


def judged_share(strict: Interval, generous: Interval, least: Fraction) -> bool | None:
    """Whether a share is as large as a majority must be; None where its rounding allows both."""
    needed = Interval(least, None, low_open=least == HALF)
    return True if strict.within(needed) else False if not generous.meets(needed) else None


def share_working(text: str, reached: bool | None, least: Fraction) -> str:
    """`46.6 % <= 1/2`, `61 % >= 3/5`."""
    signs = (">", "<=") if least == HALF else (">=", "<")
    return f"{text} {signs[not reached]} {least}"


def needed(article: Article) -> tuple[Claim, ...]:
    """Numbers of votes or seats that the story says a majority takes."""
    found = [cue.holes["needed"] for cue in article.cued("votes_needed")]
    return tuple({claim.id: claim for claim in found if claim.quantity.kind is Kind.COUNT}.values())


def chamber(article: Article) -> Claim | None:
    """The one size of a chamber that the story gives."""
    found = [claim for cue in article.cued("chamber_size") for claim in cue.holes.values() if _plain(claim)]
    return found[0] if len({nominal(claim.quantity) for claim in found}) == 1 else None


def _said(claim: Claim) -> set[str]:
    return {*claim.predicate, *claim.concepts, claim.key}


def _plain(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.COUNT and claim.quantity.value is not None and claim.quantity.value > 1


def _counted(article: Article, sentence: int) -> Iterator[Standing]:
    """Seats or votes against the number needed."""
    limits = needed(article)
    if len({nominal(claim.quantity) for claim in limits}) != 1:
        return
    limit = limits[0]
    for number in (sentence, sentence + 1, sentence - 1):
        have = [claim for claim in _held(article, number, limit) if claim not in limits]
        if have and (number == sentence or limit.sentence == number or limit.sentence == sentence):
            claim = min(have, key=lambda one: abs(one.sentence - limit.sentence))
            reached = nominal(claim.quantity) >= nominal(limit.quantity)
            sign = ">=" if reached else "<"
            working = f"{show(nominal(claim.quantity))} {sign} {show(nominal(limit.quantity))}"
            yield Standing(reached, working, (claim, limit), len(have) == 1)


def _held(article: Article, sentence: int, limit: Claim) -> list[Claim]:
    """Votes in favour, or seats, of a sentence that may be compared with the number needed."""
    votes = cast(article, sentence, "in_favour")
    if votes or limit.key == "vote":
        return votes
    return [
        claim
        for claim in article.by_sentence.get(sentence, ())
        if _plain(claim) and claim.key == "seat" and not claim.forecast and not _changed(article, claim)
        and nominal(claim.quantity) * 2 > nominal(limit.quantity)
    ]  # fmt: skip


def _changed(article: Article, claim: Claim) -> bool:
    """Whether a count is of seats gained or lost and not of seats held."""
    return article.has(claim, "increment")


def _of_whole(article: Article, sentence: int, least: Fraction) -> Iterator[Standing]:
    """`141 of the 300 seats`."""
    done: set[str] = set()
    for cue in (*article.cued("subset", sentence), *article.cued("part_of", sentence)):
        part, whole = cue.holes.get("part"), cue.holes.get("whole")
        if part is None or whole is None or not (_plain(part) and _plain(whole)) or part.id in done:
            continue
        if nominal(whole.quantity) > nominal(part.quantity) and not (part.threshold or part in needed(article)):
            done.add(part.id)
            yield _ratio(part, whole, least, certain=True)


def _ratio(part: Claim, whole: Claim, least: Fraction, *, certain: bool) -> Standing:
    strict, generous = part.quantity.strict / whole.quantity.strict, part.quantity.generous / whole.quantity.generous
    reached = judged_share(strict, strict if nominal(whole.quantity) < EXACT else generous, least)
    text = f"{show(nominal(part.quantity))} / {show(nominal(whole.quantity))}"
    return Standing(reached, share_working(text, reached, least), (part, whole), certain)


def _percent(claim: Claim, least: Fraction, *, certain: bool) -> Standing:
    quantity = claim.quantity
    reached = judged_share(quantity.strict.scale(HUNDREDTH), quantity.generous.scale(HUNDREDTH), least)
    return Standing(reached, share_working(f"{show(nominal(quantity))} %", reached, least), (claim,), certain)


def _percentages(article: Article, sentence: int, least: Fraction) -> Iterator[Standing]:
    """The percentages of the sentence; of votes they say nothing of a majority of seats."""
    changing = changes(article)
    seats = {item.norm for item in article.items[sentence]} & article.pack.words("majorities.chambers")
    shares = [
        claim
        for claim in article.by_sentence.get(sentence, ())
        if claim.quantity.kind is Kind.PERCENT
        and claim.id not in changing
        and not (claim.forecast or claim.threshold or "turnout" in _said(claim))
        and (not seats or claim.key == "seat")
    ]
    for claim in shares:
        yield _percent(claim, least, certain=len(shares) == 1 and claim.quantity.hedge is Hedge.NONE)


def _votes(article: Article, sentence: int, least: Fraction) -> Iterator[Standing]:
    """Votes for and against, with and without those who abstained."""
    for number in (sentence, sentence + 1, sentence - 1):
        votes, against, abstained = (cast(article, number, name) for name in ("in_favour", "against", "abstained"))
        if len(votes) != 1 or len(against) != 1 or len(abstained) > 1:
            continue
        yes, no = nominal(votes[0].quantity), nominal(against[0].quantity)
        away = sum((nominal(claim.quantity) for claim in abstained), Fraction(0))
        reached = {_reaches(yes / (yes + no + some), least) for some in (Fraction(0), away)}
        both = reached.pop() if len(reached) == 1 else None
        text = f"{show(yes)} / {show(yes + no)}"
        yield Standing(both, share_working(text, both, least), (*votes, *against, *abstained), True)


def _reaches(share: Fraction, least: Fraction) -> bool:
    return share > least or share == least != HALF


def _seats(article: Article, sentence: int, least: Fraction) -> Iterator[Standing]:
    """Seats of the sentence in a chamber whose size the story gives."""
    whole = chamber(article)
    if whole is None:
        return
    held = [
        claim
        for claim in article.by_sentence.get(sentence, ())
        if _plain(claim) and claim.key == "seat" and nominal(claim.quantity) < nominal(whole.quantity)
        and claim not in needed(article) and not _changed(article, claim)
    ]  # fmt: skip
    for claim in held:
        yield _ratio(claim, whole, least, certain=len(held) == 1)


def _named(article: Article, sentence: int, span: Span, least: Fraction) -> Iterator[Standing]:
    """The share given elsewhere to whoever the sentence says has the majority."""
    if any(claim.quantity.kind is Kind.PERCENT for claim in article.by_sentence.get(sentence, ())):
        return
    words = {item.norm for item in article.items[sentence]}
    if words & article.pack.words("majorities.chambers"):
        return
    names = _names(article, sentence, span)
    for claims in (_in_table(article, names), _before(article, sentence, names)):
        for claim in claims:
            yield _percent(claim, least, certain=len(claims) == 1)


def _names(article: Article, sentence: int, span: Span) -> set[str]:
    known = article.pack.words("nouns.stop")
    tokens = article.sentences[sentence].tokens
    return {
        token.norm for token in tokens if token.capital and token.end <= span.start and token.norm not in known
    }  # fmt: skip


def _in_table(article: Article, names: set[str]) -> list[Claim]:
    """The one percentage of a table's row that bears a name."""
    rows: dict[tuple[int, int], list[Claim]] = {}
    for claim in article.claims:
        if claim.cell and claim.quantity.kind is Kind.PERCENT:
            rows.setdefault(claim.cell[:2], []).append(claim)
    found = [
        claims[0]
        for (table, row), claims in rows.items()
        if len(claims) == 1 and names & set(_label(article, table, row))
    ]
    return found if len(found) == 1 else []


def _label(article: Article, table: int, row: int) -> Sequence[str]:
    cell = article.document.tables[table].rows[row][0]
    return cell.of(article.document.text).lower().split()


def _before(article: Article, sentence: int, names: set[str]) -> list[Claim]:
    """Shares of the vote that the sentences before give to a name."""
    found = [
        claim
        for number in range(max(0, sentence - BACK), sentence)
        for claim in article.by_sentence.get(number, ())
        if claim.quantity.kind is Kind.PERCENT and claim.place is not Place.TABLE
        and claim.key == "vote" and names & claim.locations and not claim.forecast and claim.id not in changes(article)
    ]  # fmt: skip
    return found if len(found) == 1 else []
