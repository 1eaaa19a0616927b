"""How many people a survey asked, where the story says it twice."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.apart import other_time, rival_sources
from claimcheck.checks.innocent import explained
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.checks.sameness import parts
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, SourceKind, Verdict

LEAST, MOST_APART = 100, 2


@check("survey-size", slots=("first", "second"))
def survey_size(article: Article) -> Iterator[Relation]:
    """Two numbers of people asked in a story that speaks of one survey only."""
    found = {cue.holes["n"].id: cue.holes["n"] for cue in article.cued("survey_size")}
    sizes = [c for c in found.values() if c.quantity.kind is Kind.COUNT and nominal(c.quantity) >= LEAST]
    values = {nominal(claim.quantity) for claim in sizes}
    if len(values) != 2 or _several(article):
        return
    first = sizes[0]
    second = next(claim for claim in sizes if nominal(claim.quantity) != nominal(first.quantity))
    if _one_survey(article, first, second):
        yield relation(
            "survey-size",
            Verdict.BROKEN,
            [term("first", first), term("second", second)],
            [f"{show(nominal(first.quantity))} != {show(nominal(second.quantity))}"],
            first=first.quantity,
            second=second.quantity,
        )


def _several(article: Article) -> bool:
    """Whether the story speaks of another survey, or of groups of those asked."""
    return bool(article.cued("other_survey"))


def _one_survey(article: Article, a: Claim, b: Claim) -> bool:
    if a.sentence == b.sentence or a.quantity.generous.meets(b.quantity.generous) or {a.id, b.id} & parts(article):
        return False
    low, high = sorted((nominal(a.quantity), nominal(b.quantity)))
    shifts = profiles(article)[a.id].shift != profiles(article)[b.id].shift
    named = all(claim.source is not None and claim.source.kind is SourceKind.NAMED for claim in (a, b))
    apart = shifts or other_time(a.moment, b.moment) or (named and rival_sources(article, a, b))
    return high < MOST_APART * low and not apart and not explained(article, a, b)
