"""What stands beside the words of a finding: their role in the sum, how they were read, who says so, where, when."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import Claim, Document, Finding, Place, Span, Term
from claimcheck.report import figures, render
from claimcheck.report.visible import squeezed
from claimcheck.report.wording import Words


def distinct(terms: Sequence[Term]) -> list[list[Term]]:
    """The terms by the words they point at, in order: a figure with two roles is shown once."""
    found: dict[Span, list[Term]] = {}
    for term in terms:
        found.setdefault(render.span_of(term), []).append(term)
    return list(found.values())


def roles(group: Sequence[Term], marks: Words) -> str:
    """The roles that the words of one group play: `total / whole`; empty when there is no word for any."""
    return " / ".join(dict.fromkeys(filter(None, (marks.text(f"role.{term.role}") for term in group if term.role))))


def told(group: Sequence[Term], finding: Finding, marks: Words) -> str:
    """`total 25 · Lena Orwik, in quotation marks`: roles, the figure as read, who says it, how, where, when."""
    named = roles(group, marks)
    claim = group[0].claim
    if claim is None:
        return named
    others = render.claims_of(finding)
    alike = not named  # figures for one thing: what tells them apart matters
    owned = alike or _differ([each.source.name for each in others if each.source])
    dated = alike or _differ([figures.moment(each.moment, marks.code) for each in others if each.moment])
    about = [
        marks.text("says", n=claim.source.name) if claim.source and owned else "",
        marks.text("quoted") if claim.quoted else "",
        marks.text(f"place.{claim.place}") if _elsewhere(claim, others) else "",
        figures.moment(claim.moment, marks.code) if claim.moment and dated else "",
    ]
    figure = f"{named} {figures.reading(claim.quantity, marks.code)}".strip()
    return " · ".join([figure, ", ".join(filter(None, about))]) if any(about) else figure


def words_at(document: Document, span: Span, encoding: str | None = None) -> str:
    """The words at a span on one line, from the prose, or from the raw text where the prose is blank."""
    return squeezed(span.of(document.prose), encoding) or squeezed(span.of(document.text), encoding)


def _differ(values: Sequence[str]) -> bool:
    return len(set(values)) > 1


def _elsewhere(claim: Claim, others: Sequence[Claim]) -> bool:
    return claim.place is not Place.BODY and any(other.place is not claim.place for other in others)
