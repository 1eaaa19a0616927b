"""From an article and rules to relations and findings: what is judged, by which rule, how gravely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claimcheck import checks
from claimcheck.errors import ConfigError, DataError, nearest
from claimcheck.evidence import score
from claimcheck.extract.budget import Exhausted
from claimcheck.model import Evidence, Failure, Finding, Gap, NotRun, Quantity, Relation, Severity, Span, Verdict
from claimcheck.relations import excuses, named, proposed

if TYPE_CHECKING:
    from claimcheck.extract.article import Article
    from claimcheck.rulebook import Rule

LEAST = 50_000  # candidates a check may look at in any story
EACH = 10  # and for each word of it and each phrase that relates numbers; archives need three
PROPOSED = "proposed"  # the job of what the text asserts in no set phrase
Considered = tuple[Relation, score.Weighed | None]  # with what the text shows for it, where that is asked for
_LOWER = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.NOTE, Severity.NOTE: Severity.NOTE}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checks found and what the rules make of it."""

    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    not_run: tuple[NotRun, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """A check with one set of parameters, and the rules that judge what it yields."""

    name: str
    check: checks.Check
    params: Mapping[str, Any]
    rules: tuple[Rule, ...]


def plan(rules: Sequence[Rule], load: Callable[[str], checks.Check] = checks.load) -> tuple[Job, ...]:
    """The checks that the rules need, each once, and what is proposed to the rules that speak for named relations.
    Raises DataError for a check or parameter that is not there."""
    shared: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        shared.setdefault((rule.check, repr(rule.params)), []).append(rule)
    found = [_job(tuple(group), load) for group in shared.values()]
    kinds = {each.rule: each.kind for each in named().values() if each.name in proposed.TOLD}
    asked = tuple(replace(rule, kind=kinds[rule.id]) for rule in rules if rule.id in kinds)
    return (*found, Job(PROPOSED, proposed.CHECK, {}, asked)) if asked else tuple(found)


def _job(rules: tuple[Rule, ...], load: Callable[[str], checks.Check]) -> Job:
    rule = rules[0]
    try:
        check = load(rule.check)
    except ConfigError as error:
        raise DataError(f"{rule.path}: {error}") from error
    for name in rule.params:
        if name not in check.params:
            raise DataError(f"{rule.path}: «{rule.check}» takes no «{name}»{nearest(name, check.params)}")
    fault = check.verify(rule.params) if check.verify else None
    if fault:
        raise DataError(f"{rule.path}: {fault}")
    return Job(rule.check, check, rule.params, rules)


def run(article: Article, jobs: Iterable[Job]) -> Judgement:
    """Judge a story; a check that crashes becomes a Failure, one that has too much to look at ends with what it has
    found, and the others go on."""
    relations: list[Relation] = []
    found: list[Finding] = []
    failures: list[Failure] = []
    not_run: list[NotRun] = []
    allowance = _allowance(article)
    for job in jobs:
        if why := _idle(job, article):
            not_run += [NotRun(rule.id, why) for rule in job.rules]
            continue
        try:
            for relation, weighed in _seen(article, job, allowance):
                if job.name == PROPOSED and (excuses.settled(relation, relations) or excuses.told(relation, found)):
                    continue
                if weighed is None or weighed.noted:
                    relations.append(relation)
                    found.extend(_findings(relation, weighed, job.rules, article))
        except Exhausted:
            not_run += [NotRun(rule.id, Gap.BUDGET) for rule in job.rules]
        except Exception as error:
            failures.append(Failure(job.name, f"{type(error).__name__}: {error}"))
    article.budget.left = allowance
    relations.sort(key=position)
    return Judgement(tuple(relations), _settled(found), tuple(failures), tuple(dict.fromkeys(not_run)))


def _idle(job: Job, article: Article) -> Gap | None:
    """Why a check has nothing to go by in a story."""
    if not (article.pack.judges or job.check.wordless):
        return Gap.LANGUAGE
    return Gap.DATELINE if job.check.dated and article.document.dateline is None else None


def considered(article: Article, jobs: Iterable[Job]) -> Iterator[Considered]:
    """Every relation that the checks see, told or not; a check that crashes or has too much to look at ends with what
    it has shown."""
    allowance = _allowance(article)
    for job in jobs:
        if not _idle(job, article):
            with suppress(Exception):
                yield from _seen(article, job, allowance)


def _seen(article: Article, job: Job, allowance: int) -> Iterator[Considered]:
    article.budget.left = allowance
    if job.name == PROPOSED:
        yield from proposed.broken(article)
        return
    for relation in job.check(article, **job.params):
        yield relation, _weighed(article, relation)


def _weighed(article: Article, relation: Relation) -> score.Weighed | None:
    if listed := score.of_list(article, relation):
        return listed
    if relation.verdict is Verdict.HOLDS:
        return score.of_tick(article, relation)
    own = score.of_pair(article, relation) or proposed.of_phrase(article, relation)
    return own or score.of_fault(article, relation)


def _allowance(article: Article) -> int:
    """How many candidates a check may look at in a story."""
    return LEAST + EACH * (sum(map(len, article.items)) + len(article.cues))


def _findings(
    relation: Relation, weighed: score.Weighed | None, rules: Sequence[Rule], article: Article
) -> Iterable[Finding]:
    for rule in rules:
        if relation.verdict in rule.when and rule.kind in (None, relation.kind):
            strained = relation.verdict is Verdict.STRAINED
            severity = _LOWER[rule.severity] if strained else rule.severity
            if weighed is None:
                yield finding(rule, severity, relation, article)
            else:
                severity = severity if weighed.told else Severity.NOTE
                yield finding(rule, severity, relation, article, weighed.evidence)


def finding(
    rule: Rule, severity: Severity, relation: Relation, article: Article, evidence: tuple[Evidence, ...] = ()
) -> Finding:
    """What a rule says of a relation and why it is believed, with the fingerprint by which it is known again."""
    return Finding(rule.id, severity, relation, _fingerprint(rule, relation, article), evidence)


def _settled(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding for each set of places (the gravest, then the first), by severity and position."""
    kept: dict[frozenset[Span], Finding] = {}
    for finding in sorted(found, key=lambda finding: -finding.severity.rank):
        kept.setdefault(frozenset(term.place for term in finding.relation.terms), finding)
    return tuple(sorted(kept.values(), key=by_weight))


def by_weight(finding: Finding) -> tuple[int, tuple[Span, ...]]:
    """What findings are sorted by: the gravest first, then as they stand in the story."""
    return -finding.severity.rank, position(finding.relation)


def position(relation: Relation) -> tuple[Span, ...]:
    """Where a relation stands, for those that are told in the order of the story."""
    return tuple(sorted(term.place for term in relation.terms))


def _fingerprint(rule: Rule, relation: Relation, article: Article) -> str:
    """A hash of the rule, the quantities and their sentences, which survives lines that move."""
    claims = [term.claim for term in relation.terms if term.claim]
    quantities = sorted(_normal(claim.quantity) for claim in claims)
    numbers = {claim.sentence for claim in claims} or {article.sentence_at(term.span.start) for term in relation.terms}
    text = article.document.text
    sentences = [" ".join(article.sentences[number].span.of(text).split()) for number in sorted(numbers)]
    return sha256("\n".join([rule.id, *quantities, *sentences]).encode("utf-8", "replace")).hexdigest()[:16]


def _normal(quantity: Quantity) -> str:
    return f"{quantity.kind} {quantity.unit} {quantity.value} {quantity.strict.low} {quantity.strict.high}"
