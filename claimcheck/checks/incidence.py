"""Rates by the round number: so many for every 100,000, one for every 1,500, so many per mille."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.innocent import revised
from claimcheck.checks.judging import Reading, nominal, read, relation, rounded, show, term, verdict
from claimcheck.checks.profiles import profiles
from claimcheck.checks.telling import plain, telling, window
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concepts
from claimcheck.interval import Interval
from claimcheck.model import Claim, Kind, Quantity, Relation, Verdict

BACK, AHEAD = 3, 1
MOST_CASES, MOST_PEOPLE = 3, 2
ROUND = 100
MOST_WORDS = 5
SIGNS = frozenset(",:(—–")
PAIR = 2
THOUSAND = Fraction(1000)
ANYONE = frozenset({"person", "resident", "population"})
GROUPS = frozenset({"kind", "origin", "sex", "age_group"})


class Incidence(NamedTuple):
    """So many for every so many. `stated` is the figure that a division must give: the many when the other is round
    (30 for every 100,000), else the number that one is for (one for every 1,500)."""

    claims: tuple[Claim, ...]
    stated: Reading
    per: Fraction | None
    people: str

    @property
    def first(self) -> Claim:
        """Where it stands."""
        return self.claims[0]

    def expected(self, cases: Claim, people: Claim) -> Reading:
        """What cases and people make of it."""
        upper, lower = (people, cases) if self.per is None else (cases, people)
        one, other, by = read(upper.quantity), read(lower.quantity), self.per or Fraction(1)
        strict, generous = one.strict / other.strict, one.generous / other.generous
        return Reading(one.value / other.value * by, strict.scale(by), generous.scale(by))


@check("incidence", slots=("expected", "stated"))
def incidence(article: Article) -> Iterator[Relation]:
    """`57 cases among 190,000 people, 30 for every 100,000`: cases, people and the rate."""
    for said in {one.claims: one for one in _incidences(article)}.values():
        pairs = list(_pairs(article, said))
        found = _fitting(said, pairs) or _asserted(article, said, pairs)
        if found:
            yield _judged(said, *found)


def _judged(said: Incidence, cases: Claim, people: Claim) -> Relation:
    expected = said.expected(cases, people)
    judged = verdict(expected, said.stated)
    upper, lower = (people, cases) if said.per is None else (cases, people)
    left = f"{show(nominal(upper.quantity))} / {show(nominal(lower.quantity))}"
    working = [f"{left}{f' * {show(said.per)}' if said.per else ''} = {show(expected.value)}"]
    if judged is not Verdict.HOLDS:
        working.append(f"{show(expected.value)} != {show(said.stated.value)}")
    terms = [term("cases", cases), term("people", people), *(term("rate", claim) for claim in said.claims)]
    shown = Fraction(round(expected.value * 10), 10)
    return relation("incidence", judged, terms, working, expected=shown, stated=said.stated.value)


def _fitting(said: Incidence, pairs: Sequence[tuple[Claim, Claim]]) -> tuple[Claim, Claim] | None:
    """The nearest cases and people that give the rate, when it is no accident."""
    shown = said.claims[0].quantity if said.per is not None else said.claims[-1].quantity
    for tried, (cases, people) in enumerate(pairs, 1):
        expected = said.expected(cases, people)
        holds = verdict(expected, said.stated) is Verdict.HOLDS and plain((cases, people))
        if holds and _proves(expected, shown, said, tried):
            return cases, people
    return None


def _proves(expected: Reading, shown: Quantity, said: Incidence, tried: int) -> bool:
    if shown.kind in (Kind.RATIO, Kind.PER_MILLE):
        room = (said.stated.strict.high or Fraction(0)) - (said.stated.strict.low or Fraction(0))
        return room * tried * 4 <= said.stated.value
    return tried <= 2 or telling(Reading(expected.value, said.stated.strict, said.stated.generous), shown, tried)


def _asserted(
    article: Article, said: Incidence, pairs: Sequence[tuple[Claim, Claim]]
) -> tuple[Claim, Claim] | None:
    """Cases and people where the words join them to the rate and every way to read them misses it."""
    behind = [pair for pair in pairs if _told_again(article, said, *pair)]
    known = behind or [pair for pair in pairs if _before(said, pair)]
    cases, people = {case.id for case, _ in known}, {crowd.id for _, crowd in known}
    if not known or len(cases) > MOST_CASES or len(people) > MOST_PEOPLE or not plain(said.claims):
        return None
    if any(verdict(said.expected(*pair), said.stated) is not Verdict.BROKEN for pair in known):
        return None
    chosen = known[0]
    return chosen if plain(chosen) and (behind or _joined(article, said, *chosen)) else None


def _told_again(article: Article, said: Incidence, cases: Claim, people: Claim) -> bool:
    """Whether the count says a rate before it again (`30 per 100,000, or 57 cases`)."""
    after = cases.sentence == said.first.sentence and cases.span > said.claims[-1].span
    return after and people.span < said.first.span and article.has(cases, "equals")


def _before(said: Incidence, pair: tuple[Claim, Claim]) -> bool:
    return all(claim.span.start < said.first.span.start for claim in pair)


def _joined(article: Article, said: Incidence, cases: Claim, people: Claim) -> bool:
    """Whether the rate says the count again (`57, or 30 per 100,000`, `that works out to`)."""
    if article.has(said.first, "equals") or article.has(said.first, "works_out"):
        return True
    if cases.sentence != said.first.sentence:
        return _of_these_cases(article, said, cases, people)
    if any(cue.holes["rate"] == said.first and _behind_comma(article, cue) for cue in article.cued("rate_of")):
        return True
    last = max((claim for claim in (cases, people) if claim.sentence == cases.sentence), key=lambda claim: claim.span)
    words = [item.norm for item in article.between(last, said.first)[article.noun(last) :]]
    if not any(word[:1].isalpha() for word in words):
        return last == cases or bool({*words} & SIGNS)
    signs = [at for at, word in enumerate(words) if word in SIGNS]
    near = words[signs[-1] + 1 :] if signs else words
    return bool(signs) and len(near) <= MOST_WORDS and not {*near} & article.pack.words("rates.compared")


def _of_these_cases(article: Article, said: Incidence, cases: Claim, people: Claim) -> bool:
    """Whether the rate, told with the people it is by (`with 190,000 residents, it has 30 cases per 100,000`), is of
    the cases of the sentence before: it counts the same now."""
    if people.sentence != said.first.sentence or said.first.sentence - cases.sentence != 1 or said.per is None:
        return False
    known = profiles(article)
    present = all(not known[claim.id].shift and claim.moment is None for claim in (said.first, people))
    same = not said.first.key or said.first.key == cases.key
    return present and same and said.first.sentence not in revised(article)


def _behind_comma(article: Article, cue: Cue) -> bool:
    return cue.first > 0 and article.items[cue.sentence][cue.first - 1].norm == ","


def _pairs(article: Article, said: Incidence) -> Iterator[tuple[Claim, Claim]]:
    """Counts near a rate that may be its cases and its people, nearest first."""
    near = window(article, said.first, BACK, AHEAD, headline=True)
    far = [claim for claim in article.nearby(said.first) if claim not in near and _populous(article, said, claim)]
    usable = [claim for claim in (*near, *far) if _countable(article, said, claim)]
    for people in usable:
        if _populous(article, said, people):
            for cases in usable:
                if not _populous(article, said, cases) and 2 * nominal(cases.quantity) <= nominal(people.quantity):
                    yield cases, people


def _countable(article: Article, said: Incidence, claim: Claim) -> bool:
    quantity = claim.quantity
    usable = quantity.kind is Kind.COUNT and quantity.value is not None and quantity.value > 0
    base = _is_round(nominal(quantity)) and any(article.has(claim, name) for name in ("of_each", "per_base"))
    apart = base or article.rate_of(claim) or article.has(claim, "times")
    return usable and claim not in said.claims and not apart


def _populous(article: Article, said: Incidence, claim: Claim) -> bool:
    """Whether a claim counts the people (or things) that the rate is by."""
    if claim.quantity.kind is not Kind.COUNT or nominal(claim.quantity) < ROUND or not plain([claim]):
        return False
    if article.has(claim, "population") or said.per is None and _served(article, said, claim):
        return True
    if said.people and said.people not in ANYONE:
        return claim.key == said.people or claim.key in ANYONE
    return claim.key in ANYONE or claim.key in concepts() and concepts()[claim.key].group in GROUPS


def _served(article: Article, said: Incidence, claim: Claim) -> bool:
    """Whether a claim of the rate's sentence counts those whom others are there for (`36 doctors for 54,000`)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    near = {item.norm for item in row[max(0, at - 2) : at]}
    return claim.sentence == said.first.sentence and bool(near & article.pack.words("rates.served"))


def _incidences(article: Article) -> Iterator[Incidence]:
    """The rates a story gives, in the ways there are to say them."""
    for cue in article.cued("of_each"):
        base = cue.holes["rate"]
        if cue.first + 1 == article.item_of[base.id] or _follows(article, base, cue.first):
            yield from _with_base(article, base)
    for cue in article.cued("per_base"):
        yield from _with_base(article, cue.holes["base"])
    for claim in article.claims:
        if claim.quantity.kind is Kind.PER_MILLE and claim.quantity.value:
            yield Incidence((claim,), rounded(claim.quantity), THOUSAND, "")
        elif claim.quantity.kind is Kind.RATIO and len(claim.quantity.operands) == PAIR:
            yield from _ratio(claim)


def _ratio(claim: Claim) -> Iterator[Incidence]:
    """A rate read as one quantity (`4 ogni 100 mila`, `one in 1,500`)."""
    many, base = claim.quantity.operands
    if many == 1 and base >= ROUND:
        yield Incidence((claim,), _whole(base), None, claim.key)
    elif base >= ROUND and _is_round(base):
        step = Fraction(1, many.denominator) if many.denominator in (10, 100) else Fraction(1)
        strict = Interval.around(many, step / 2)
        yield Incidence((claim,), Reading(many, strict, Interval(many - step / 2, many + step)), base, claim.key)


def _is_round(base: Fraction) -> bool:
    """Whether a number is one with zeros only: what rates are told by."""
    return base.denominator == 1 and str(base.numerator).strip("0") == "1"


def _follows(article: Article, base: Claim, at: int) -> bool:
    """Whether only fillers stand between the word (`every`) and the number."""
    row, fillers = article.items[base.sentence], article.pack.words("fillers")
    return all(item.norm in fillers for item in row[at + 1 : article.item_of[base.id]])


def _with_base(article: Article, base: Claim) -> Iterator[Incidence]:
    """A rate by a number: the count right before it, else one (`a doctor for every 1,500`)."""
    if base.quantity.kind is not Kind.COUNT or base.quantity.value is None or base.quantity.value < ROUND:
        return
    row, at = article.items[base.sentence], article.item_of[base.id]
    for step in range(at - 1, max(-1, at - 5), -1):
        number = row[step].quantity
        if number is not None:
            rate = article.claims[number]
            if rate.quantity.kind is Kind.COUNT and rate.quantity.value is not None:
                one = rate.quantity.value == 1
                if not one and not _is_round(base.quantity.value):
                    return
                stated = _whole(base.quantity.value) if one else rounded(rate.quantity)
                yield Incidence((rate, base), stated, None if one else base.quantity.value, base.key)
            return
        if not row[step].norm[:1].isalpha():
            return
        if row[step].norm in article.pack.words("single_article"):
            yield Incidence((base,), _whole(base.quantity.value), None, base.key)
            return


def _whole(value: Fraction) -> Reading:
    """A round number of people that one is for: exact, or rounded at its last figure that is not zero."""
    place = Fraction(1)
    while value.denominator == 1 and value.numerator % (10 * place.numerator) == 0:
        place *= 10
    return Reading(value, Interval.around(value, place / 2), Interval.around(value, place))
