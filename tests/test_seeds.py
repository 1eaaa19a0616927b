"""The stories the project starts from: what is expected of each stands beside it, and clean/ gives nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claimcheck import engine, pipeline, reading, rulebook, yamlfile
from claimcheck.model import Finding, Relation, Report

SEEDS = Path(__file__).parent.parent / "seeds"
EXPECTED = sorted(SEEDS.rglob("*.expected.yaml"))
CLEAN = sorted(path for path in (SEEDS / "clean").iterdir() if path.suffix in (".txt", ".md"))


@cache
def jobs() -> tuple[engine.Job, ...]:
    return engine.plan(rulebook.select(rulebook.load(rulebook.FOLDER), (), (), preview=False))


@cache
def report(path: Path) -> Report:
    return pipeline.check(reading.read_path(path), jobs())


def story(expected: Path) -> Path:
    return expected.with_name(expected.name.replace(".expected.yaml", ".txt"))


def load(expected: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = yamlfile.load(expected.read_text(encoding="utf-8"), expected)
    return data


def words(relation: Relation, told: Report) -> list[str]:
    return [term.span.of(told.document.text) for term in relation.terms]


def covers(relation: Relation, told: Report, wanted: Mapping[str, Any]) -> bool:
    """Whether each wanted evidence is among the relation's words (either may be the longer), and the sum is shown."""
    shown = words(relation, told)
    seen = all(any(text in part or part in text for part in shown) for text in wanted["evidence"])
    return seen and set(wanted.get("working", ())) <= set(relation.working)


def tell(findings: Sequence[Finding], told: Report) -> list[str]:
    return sorted(f"{found.severity} {found.rule}: {words(found.relation, told)}" for found in findings)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_a_seed_gives_exactly_the_findings_that_stand_beside_it(expected: Path) -> None:
    told, wanted = report(story(expected)), load(expected)
    left = list(told.findings)
    missing = []
    for one in wanted["findings"]:
        hit = next((f for f in left if f.rule == one["rule"] and covers(f.relation, told, one)), None)
        if hit is None or hit.severity != one["severity"]:
            missing.append(one)
        else:
            left.remove(hit)
    assert ([], []) == (missing, tell(left, told))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_a_seed_lists_the_relations_that_hold(expected: Path) -> None:
    told, wanted = report(story(expected)), load(expected)
    missing = []
    for one in wanted["relations"]:
        alike = [found for found in told.relations if (found.kind, found.verdict) == (one["kind"], one["verdict"])]
        if not any(covers(found, told, one) for found in alike):
            missing.append(one)
    assert [] == missing


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_the_language_of_a_seed_is_told(expected: Path) -> None:
    assert load(expected)["language"] == report(story(expected)).language


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_a_clean_story_gives_no_finding_at_all(path: Path) -> None:
    told = report(path)
    assert ([], ()) == (tell(told.findings, told), told.failures)
