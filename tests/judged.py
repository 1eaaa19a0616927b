"""Short texts read, and judged by all the rules, for tests of what the text itself must show."""

from __future__ import annotations

from claimcheck import engine, language, pipeline, rulebook
from claimcheck.extract.article import Article, read_article
from claimcheck.model import Severity


def read(text: str, code: str = "en") -> Article:
    """A text as checks see it."""
    return read_article(pipeline.from_text(text), language.pack(code))


def judge(text: str, code: str = "en") -> engine.Judgement:
    """What all the rules make of a text."""
    return engine.run(read(text, code), engine.plan(rulebook.load(rulebook.FOLDER)))


def severities(rule: str, text: str, code: str = "en") -> list[Severity]:
    """How gravely a rule speaks of a text, once for each of its findings."""
    return [finding.severity for finding in judge(text, code).findings if finding.rule == rule]
