"""What the arithmetic makes of a proposal: a relation with the rule that speaks for it, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib import import_module

from claimcheck.checks.judging import nominal
from claimcheck.checks.present import present
from claimcheck.extract.article import Article
from claimcheck.interval import Interval
from claimcheck.model import Claim, Hedge, Kind, Quantity, Relation, Slot, Span, Term, Verdict, When
from claimcheck.reader.proposals import Played, Proposal, Proposals, Refusal, Refused
from claimcheck.reader.sorts import Sorting
from claimcheck.reader.units import is_bare
from claimcheck.relations import Named
from claimcheck.relations.operand import Arithmetic, Judged, Operand, opened

SEVERAL = 2  # weekdays that can outvote a guessed year
UNITS = "units"  # measures of which it is not sure that they are in fitting units
KINDS = {"T416": "event-day", "T415": "subject-age", "L603": "qualified-majority"}
_ORDER = (Verdict.HOLDS, Verdict.STRAINED, Verdict.OPEN, Verdict.BROKEN)
_UNITED = frozenset({Kind.MONEY, Kind.MEASURE})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A proposal judged: the relation as a rule knows it, and the rule that speaks where it is broken."""

    proposal: Proposal
    relation: Relation
    rule: str

    @property
    def figures(self) -> frozenset[Span]:
        """Where all its figures stand, those among them that a finding does not show."""
        return frozenset(term.span for term in self.proposal.terms if term.span)


def judged(proposals: Proposals, article: Article) -> tuple[list[Outcome], dict[Refusal, int]]:
    """Every proposal that can be judged, and how many could not because their figures do not fit."""
    now, dateline = present(article), article.document.dateline
    days = (dateline, dateline) if dateline else now.days if now else None
    sorting = Sorting(article.document.prose, days, proposals.misread)
    outcomes, misfits = [], 0
    for proposal in proposals.relations:
        try:
            outcomes.append(_outcome(proposal, sorting, proposals))
        except Refused:
            misfits += 1
    guessed = dateline is None and now is not None
    return _doubted(outcomes) if guessed else outcomes, {Refusal.KIND: misfits} if misfits else {}


def _doubted(outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes without weekdays of dates whose year was guessed, and guessed wrong: most of several do not fit."""
    told = [outcome for outcome in outcomes if _of_guessed_year(outcome)]
    broken = sum(outcome.relation.verdict is Verdict.BROKEN for outcome in told)
    if len(told) < SEVERAL or 2 * broken <= len(told):
        return outcomes
    return [replace(each, relation=_left_open(each.relation)) if each in told else each for each in outcomes]


def _of_guessed_year(outcome: Outcome) -> bool:
    if outcome.proposal.relation.name != "weekday":
        return False
    (day,) = outcome.proposal.of("date")
    return day.quantity is not None and day.quantity.when is not None and day.quantity.when.year is None


def _left_open(relation: Relation) -> Relation:
    return replace(relation, verdict=Verdict.OPEN)


def _outcome(proposal: Proposal, sorting: Sorting, proposals: Proposals) -> Outcome:
    relation = proposal.relation
    ways = [(_calculated(proposal, roles), roles) for roles in sorting.ways(proposal)]
    found, roles = min(ways, key=lambda way: _ORDER.index(way[0].verdict))
    who = _who(proposal, roles)
    shown = [who[id(operand)] for operand in found.told] or proposal.terms
    told = [term for term in shown if term.span]
    rule = relation.otherwise.get(found.special, relation.rule)
    slots = {name: _slot(value, who) for name, value in found.slots.items()}
    stated, expected = slots.get("stated"), slots.get("expected")
    if isinstance(stated, Quantity) and stated.kind is Kind.DURATION and isinstance(expected, Fraction):
        slots["expected"] = _lasting(stated, expected)
    if relation.name == "same":
        sources = [_speaker(term.claim, proposals) for term in told]
        slots |= dict(zip(("first_source", "second_source"), sources, strict=False))
    kind = KINDS.get(rule, relation.kind)
    return Outcome(proposal, Relation(kind, found.verdict, _terms(told, relation), found.working, slots), rule)


def _calculated(proposal: Proposal, roles: Mapping[str, list[Operand]]) -> Judged:
    form: Arithmetic = import_module(f"claimcheck.relations.{proposal.relation.form}").judge
    found = form(proposal.relation.data, roles, proposal.sense)
    return opened(UNITS) if found.verdict is Verdict.BROKEN and not _in_fitting_units(proposal) else found


def _in_fitting_units(proposal: Proposal) -> bool:
    """Whether the figures of a product or a quotient make each other in their units: money with money, measures with
    measures of one unit or of one unit over another. A bare number may be of the unit that is lacking."""
    if proposal.relation.name not in ("rate", "product"):
        return True
    bare = any(
        term.quantity and is_bare(term, term.quantity) and nominal(term.quantity).denominator == 1
        for term in proposal.terms
    )
    whole, parts = (
        {
            term.quantity.unit.partition("/")[0].rstrip("23")
            for term in proposal.terms
            if term.quantity and term.quantity.kind in _UNITED and (term.role in ("total", "result")) == outer
        }
        for outer in (True, False)
    )
    return whole == parts or (bare and min(len(whole), len(parts)) == 0 and len(whole | parts) == 1)


def _who(proposal: Proposal, roles: Mapping[str, Sequence[Operand]]) -> dict[int, Played]:
    """Whose each operand is, by its identity."""
    return {
        id(operand): term
        for role, operands in roles.items()
        for operand, term in zip(operands, proposal.of(role), strict=True)
    }


def _terms(told: Sequence[Played], relation: Named) -> tuple[Term, ...]:
    """The terms as a report shows them; of several tellings of one thing the later ones are each the second."""
    terms: list[Term] = []
    for played in told:
        role = relation.shown.get(played.role, played.role)
        role = "second" if role == "first" and terms and relation.name == "same" else role
        if played.span:
            terms.append(Term(role, played.claim.span if played.claim else played.span, played.claim))
    return tuple(terms)


def _slot(value: Fraction | str | When | Operand, who: Mapping[int, Played]) -> Slot:
    """What a message shows: a figure as it was read, where it was."""
    if not isinstance(value, Operand):
        return value
    played = who.get(id(value))
    return played.quantity if played and played.quantity and not played.side else value.value


def _lasting(stated: Quantity, value: Fraction) -> Quantity:
    """A length of time in the unit of the one that is told."""
    exact = Interval.exactly(value)
    return replace(stated, value=value, strict=exact, generous=exact, hedge=Hedge.NONE, operands=(), trace=())


def _speaker(claim: Claim | None, proposals: Proposals) -> str:
    """Who says a figure: as claimcheck read it, else as the reader tells."""
    if claim is None:
        return ""
    return claim.source.name if claim.source else proposals.speakers.get(claim.id, "")
