"""Every rule shows that it fires where it should, exactly there, and nowhere else."""

from __future__ import annotations

from functools import cache

import pytest

from claimcheck import contract, engine, rulebook
from claimcheck.contract import Case
from claimcheck.rulebook import Rule

RULES = rulebook.load(rulebook.FOLDER)
CASES = [case for rule in RULES for case in contract.cases(rule)]


@cache
def jobs() -> tuple[engine.Job, ...]:
    return engine.plan(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-form")
def test_a_rule_has_enough_examples_and_uses_declared_slots(rule: Rule) -> None:
    assert [] == contract.form(rule)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_rule_fires_exactly_where_its_examples_say(case: Case) -> None:
    fault = contract.fault(case, jobs())
    if fault:
        pytest.fail(f"{case.example.text}\n{fault}", pytrace=False)
