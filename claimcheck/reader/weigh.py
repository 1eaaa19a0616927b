"""What proposals add to what the rules found: ticks and findings that rest on a reader, and none that it takes away.

A proposal is one more piece of evidence. One that holds is listed where it weighs enough; one that is broken accuses
where it weighs more, no finding tells the same already, and its own rule runs. A figure that the rules explain already,
by a relation that holds, is at most worth a look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck import engine
from claimcheck.engine import Job, Judgement
from claimcheck.extract.article import Article
from claimcheck.model import Evidence, Finding, Relation, Severity, Span, Term, Verdict
from claimcheck.reader.judge import Outcome
from claimcheck.reader.proposals import Proposals
from claimcheck.reader.weights import Weights
from claimcheck.rulebook import Rule

FEATURE = "reader"


@dataclass(frozen=True, slots=True)
class Added:
    """What the rules and the reader make of a story together, and how many proposals were used and left unjudged."""

    judgement: Judgement
    used: int
    unjudged: int


def added(
    article: Article, found: Judgement, jobs: Sequence[Job], proposals: Proposals, outcomes: Sequence[Outcome],
    weights: Weights,
) -> Added:  # fmt: skip
    """The judgement with what the proposals add to it."""
    rules = {rule.id: rule for job in jobs for rule in job.rules}
    state = _State(found)
    used = unjudged = 0
    for outcome in sorted(outcomes, key=lambda each: (-weights.of(each.proposal.relation.name), min(each.figures))):
        bits = weights.of(outcome.proposal.relation.name)
        relation = _believed(outcome, bits, article)
        if outcome.relation.verdict is Verdict.OPEN:
            unjudged += 1
        elif outcome.relation.verdict is not Verdict.BROKEN:
            used += state.holds(outcome, relation, enough=bits >= weights.to_list)
        elif bits >= weights.to_warn and not _excused(outcome, proposals):
            sure = bits >= weights.to_accuse
            used += state.breaks(outcome, relation, rules.get(outcome.rule), article, sure=sure)
    return Added(state.judgement(found), used, unjudged)


class _State:
    """What is told so far, by the places of its figures."""

    def __init__(self, found: Judgement) -> None:
        self._explained = {
            place for relation in found.relations if relation.verdict is Verdict.HOLDS for place in _places(relation)
        }
        self._known = {_places(relation) for relation in found.relations if relation.verdict is Verdict.HOLDS}
        self._accused = [_places(finding.relation) for finding in found.findings if finding.severity.rank]
        self._relations: list[Relation] = []
        self._findings: list[Finding] = []

    def holds(self, outcome: Outcome, relation: Relation, *, enough: bool) -> bool:
        """Take in a proposal that holds: confirmed where the rules list it, listed where it weighs enough."""
        if outcome.figures in self._known:
            return True
        if relation.verdict is Verdict.HOLDS and enough and len(relation.terms) > 1:
            self._known.add(outcome.figures)
            self._relations.append(relation)
            return True
        return False

    def breaks(
        self, outcome: Outcome, relation: Relation, rule: Rule | None, article: Article, *, sure: bool
    ) -> bool:
        """Take in a proposal that is broken: told already, told now, or not, where its rule does not run."""
        if any(len(outcome.figures & known) > 1 or outcome.figures == known for known in self._accused):
            return True
        if rule is None or any(outcome.figures & _places(other.relation) for other in self._findings):
            return False
        severity = rule.severity
        if severity is Severity.ERROR and (not sure or outcome.figures & self._explained):
            severity = Severity.WARNING
        self._relations.append(relation)
        self._findings.append(engine.finding(rule, severity, relation, article))
        return True

    def judgement(self, found: Judgement) -> Judgement:
        """Everything that is told."""
        relations = sorted((*found.relations, *self._relations), key=engine.position)
        findings = sorted((*found.findings, *self._findings), key=engine.by_weight)
        return replace(found, relations=tuple(relations), findings=tuple(findings))


def _believed(outcome: Outcome, bits: Fraction, article: Article) -> Relation:
    words = " ".join(outcome.proposal.said.of(article.document.prose).split())
    return replace(outcome.relation, evidence=(Evidence(FEATURE, bits, words),))


def _excused(outcome: Outcome, proposals: Proposals) -> bool:
    """Whether figures told as one thing are each another speaker's, by the reader's own word."""
    if outcome.proposal.relation.name != "same":
        return False
    speakers = {proposals.speakers.get(term.claim.id, "") for term in outcome.relation.terms if term.claim}
    return len(speakers - {""}) > 1


def _places(relation: Relation) -> frozenset[Span]:
    """Where the figures of a relation stand."""
    return frozenset(map(_place, relation.terms))


def _place(term: Term) -> Span:
    return term.claim.quantity.span if term.claim else term.span
