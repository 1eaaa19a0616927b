"""The engine judges each check's relations by the rules, once, and survives a check that breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimcheck import checks, engine, language, pipeline
from claimcheck.checks import Check, check
from claimcheck.errors import DataError
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Failure, Relation, Severity, Term, Verdict
from claimcheck.rulebook import Rule

TEXT = "The yard counted 14 dogs.\n\nThe farm counted 23 cats and 31 hens.\n"


def article(text: str = TEXT) -> Article:
    return read_article(pipeline.from_text(text), language.pack("en"))


def rule(id: str = "A901", severity: Severity = Severity.ERROR, check: str = "pair", **others: Any) -> Rule:
    others = {"when": frozenset({Verdict.BROKEN, Verdict.STRAINED}), **others}
    return Rule(id, "x", severity, "stable", check, message={}, why={}, path=Path("x.yaml"), **others)


def pairs(*numbers: tuple[int, int], verdict: Verdict = Verdict.BROKEN, kind: str = "pair") -> Check:
    """A check that relates the claims at these places."""

    @check(kind, slots=())
    def related(article: Article) -> Iterator[Relation]:
        for pair in numbers:
            yield Relation(kind, verdict, tuple(_term(article, at) for at in pair))

    return related


def _term(article: Article, at: int) -> Term:
    claim = article.claims[at]
    return Term("member", claim.quantity.span, claim)


@check("crash")
def crashing(article: Article) -> Iterator[Relation]:
    yield Relation("crash", Verdict.HOLDS, (_term(article, 0),))
    raise KeyError("gone")


def judged(*rules: Rule, text: str = TEXT, **named: Check) -> engine.Judgement:
    return engine.run(article(text), engine.plan(rules, named.__getitem__))


def test_a_broken_relation_is_a_finding_of_the_rules_severity() -> None:
    found = judged(rule(), pair=pairs((0, 1))).findings
    assert [("A901", Severity.ERROR)] == [(each.rule, each.severity) for each in found]


def test_a_relation_that_holds_is_listed_and_no_finding() -> None:
    result = judged(rule(), pair=pairs((0, 1), verdict=Verdict.HOLDS))
    assert (1, 0) == (len(result.relations), len(result.findings))


@pytest.mark.parametrize(
    ("written", "lowered"),
    [(Severity.ERROR, Severity.WARNING), (Severity.WARNING, Severity.NOTE), (Severity.NOTE, Severity.NOTE)],
)
def test_what_only_the_generous_reading_rescues_is_one_step_lower(written: Severity, lowered: Severity) -> None:
    found = judged(rule(severity=written), pair=pairs((0, 1), verdict=Verdict.STRAINED)).findings
    assert [lowered] == [each.severity for each in found]


def test_a_check_that_crashes_is_a_failure_and_the_others_go_on() -> None:
    result = judged(rule(check="crash"), rule("A902"), crash=crashing, pair=pairs((0, 1)))
    assert (Failure("crash", "KeyError: 'gone'"),) == result.failures
    assert ["A902"] == [each.rule for each in result.findings]


def test_of_two_findings_at_the_same_places_the_graver_stays() -> None:
    rules = rule("A901", Severity.NOTE), rule("A902", Severity.WARNING, "other")
    found = judged(*rules, pair=pairs((0, 1)), other=pairs((1, 0))).findings
    assert ["A902"] == [each.rule for each in found]


def test_findings_come_by_severity_and_then_by_position() -> None:
    rules = rule("A901", Severity.NOTE), rule("A902", Severity.ERROR, "other")
    found = judged(*rules, pair=pairs((0, 2), (0, 1)), other=pairs((1, 2))).findings
    assert ["A902", "A901", "A901"] == [each.rule for each in found]
    assert [1, 0, 0] == [article().claims.index(each.relation.terms[0].claim) for each in found]
    assert "23 cats" in TEXT[found[1].relation.terms[1].place.start :][:7]


def test_a_check_that_two_rules_share_runs_once() -> None:
    result = judged(rule("A901", kind="dogs"), rule("A902", kind="cats"), pair=pairs((0, 1), kind="cats"))
    assert (1, ["A902"]) == (len(result.relations), [each.rule for each in result.findings])


def test_a_fingerprint_survives_lines_that_move_and_not_a_changed_number() -> None:
    def fingerprint(text: str) -> str:
        return judged(rule(), text=text, pair=pairs((-2, -1))).findings[0].fingerprint

    moved = "Rain fell.\n\nThe farm counted 23 cats\nand 31 hens.\n"
    assert fingerprint(TEXT) == fingerprint(moved)
    assert fingerprint(TEXT) != fingerprint(TEXT.replace("31", "32"))


def test_a_parameter_that_the_check_does_not_take_is_a_fault_of_the_rule() -> None:
    with pytest.raises(DataError, match="x.yaml: «pair» takes no «words»"):
        judged(rule(params={"words": ["a"]}), pair=pairs((0, 1)))


def test_a_check_that_does_not_exist_is_a_fault_of_the_rule() -> None:
    with pytest.raises(DataError, match="x.yaml: there is no check «parts.of_hole»"):
        engine.plan([rule(check="parts.of_hole")])


def test_a_check_of_another_package_is_found_by_module_and_name() -> None:
    assert crashing is checks.load(f"{__name__}:crashing")
