"""Running totals: a count that a sentence takes from one figure to another."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import added, equation, nominal, relation, show, term, verdict
from claimcheck.extract.article import Article
from claimcheck.extract.nouns import concepts, related
from claimcheck.model import Claim, Relation, Verdict


@check("running-total", slots=("expected", "stated"))
def running_total(article: Article) -> Iterator[Relation]:
    """A change that takes a count from one figure to another (`two more, taking the toll from 17 to 20`)."""
    for cue in article.cued("from_to"):
        before, after = cue.holes.get("before"), cue.holes.get("after")
        if before is None or after is None or before.quantity.kind is not after.quantity.kind:
            continue
        added_claims = _increments(article, before, after)
        if not added_claims:
            continue
        expected = added([before.quantity, *(claim.quantity for claim in added_claims)])
        judged = verdict(expected, after.quantity)
        left = " + ".join(show(nominal(claim.quantity)) for claim in (before, *added_claims))
        yield relation(
            "running-total",
            judged,
            [term("before", before), *(term("added", claim) for claim in added_claims), term("after", after)],
            equation(left, expected.value, after.quantity, judged is Verdict.HOLDS),
            expected=expected.value,
            stated=nominal(after.quantity),
        )


def _increments(article: Article, before: Claim, after: Claim) -> list[Claim]:
    """What the sentence adds to a running count; nothing when other counts may have a share in it."""
    counts = [
        claim
        for claim in article.by_sentence[before.sentence]
        if claim.quantity.kind is before.quantity.kind and claim not in (before, after)
    ]
    announced = {
        claim.id: claim
        for cue in article.cued("increment", before.sentence)
        for claim in cue.holes.values()
        if claim in counts and all(related(claim, end) or claim.key not in concepts() for end in (before, after))
    }
    found = list(announced.values())
    words = {item.norm for item in article.items[before.sentence]}
    return found if len(found) == len(counts) and not words & article.pack.words("single") else []
