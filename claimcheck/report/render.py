"""Sentences from findings: a rule's message and suggestion with their slots filled, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimcheck.model import Claim, Finding, Quantity, Slot, Span, Sum, Term, Verdict, When
from claimcheck.report import figures, repairs
from claimcheck.report.wording import FALLBACK, Words, words
from claimcheck.rulebook import Rule

_SLOT = re.compile(r"(\s*\()\{(\w+)\}\)|\{(\w+)\}")


def message(finding: Finding, rule: Rule | None, ui: str | None) -> str:
    """The rule's message about one finding; the working when the rule or its words are not known."""
    template, language = _localised(rule.message if rule else {}, ui)
    if template is None:
        return "; ".join(figures.sums(finding.relation.working, ui)) or finding.rule
    return filled(template, finding.relation.slots, language)


def suggestion(finding: Finding, rule: Rule | None, ui: str | None) -> str | None:
    """What would repair it, also where every figure stands inside a quotation; None when the rule suggests nothing."""
    template, language = _localised(rule.suggestion if rule else {}, ui)
    if template is None:
        return None
    if _all_quoted(finding):
        return words(ui).text("help_quoted")
    return filled(template, finding.relation.slots, language)


def repair(finding: Finding, rule: Rule | None, marks: Words) -> str:
    """The suggestion and the sums that would work out; empty when there is neither."""
    return " ".join(filter(None, [suggestion(finding, rule, marks.code), repairs.told(finding, marks)]))


def notes(finding: Finding, rule: Rule | None, marks: Words) -> str:
    """What an editor must know about how sure the finding is, and about quotations; usually empty."""
    verdict = finding.relation.verdict
    told = [marks.text(f"verdict.{verdict}")] if verdict in (Verdict.DIFFERS, Verdict.STRAINED) else []
    if rule and rule.suggestion and any(claim.quoted for claim in claims_of(finding)) and not _all_quoted(finding):
        told.append(marks.text("note_quoted"))
    told += [marks.text("second.rests", n=each.text) for each in finding.relation.evidence]
    return " ".join(told)


def _all_quoted(finding: Finding) -> bool:
    claims = claims_of(finding)
    return bool(claims) and all(claim.quoted for claim in claims)


def filled(template: str, slots: Mapping[str, Slot], ui: str | None) -> str:
    """A template on one line with its slots; a slot without a value stays as it is written, and brackets
    round an empty one go with it."""

    def value(match: re.Match[str]) -> str:
        opening, name = match[1] or "", match[2] or match[3]
        if name not in slots:
            return match[0]
        text = _slot(slots[name], ui)
        return f"{opening}{text})" if opening and text else text

    return " ".join(_SLOT.sub(value, template).split())


def _slot(slot: Slot, ui: str | None) -> str:
    if isinstance(slot, str):
        return figures.working(slot, ui) if isinstance(slot, Sum) else slot
    if isinstance(slot, When):
        return figures.when(slot, words(ui))
    return figures.spoken(slot, ui) if isinstance(slot, Quantity) else figures.amount(slot, ui)


def claims_of(finding: Finding) -> tuple[Claim, ...]:
    """The claims a finding speaks of."""
    return tuple(term.claim for term in finding.relation.terms if term.claim)


def span_of(term: Term) -> Span:
    """The words of a term: its claim with the counted noun, else what the term itself points at."""
    return term.claim.span if term.claim else term.span


def _localised(texts: Mapping[str, str], ui: str | None) -> tuple[str | None, str]:
    for language in (ui, FALLBACK):
        if language and language in texts:
            return texts[language], language
    return next(iter(texts.values()), None), FALLBACK
