"""What a source says in quotation marks against what the story has the same source say without them."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks import check
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.checks.profiles import profiles
from claimcheck.extract.article import Article
from claimcheck.model import Claim, Kind, Relation, SourceKind, Verdict

NEAR = 6
LARGE = 10
CLOSE = 2  # times: a figure that is further off is of something else
KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})


@check("quote-and-paraphrase", slots=("quoted", "told"))
def quote_and_paraphrase(article: Article) -> Iterator[Relation]:
    """`"about 40 people"` and, of the same speaker, `said 55 people`."""
    spoken = [claim for claim in article.claims if claim.source and claim.quantity.kind in KINDS and _plain(claim)]
    known = frozenset(spoken)
    for quoted in (claim for claim in spoken if claim.quoted):
        for told in (claim for claim in article.nearby(quoted) if claim in known and not claim.quoted):
            if not _comparable(article, quoted, told):
                continue
            holds = quoted.quantity.generous.meets(told.quantity.generous)
            if not holds and _told_as_quoted(article, quoted, told):
                continue
            yield relation(
                "quote-and-paraphrase",
                Verdict.HOLDS if holds else Verdict.BROKEN,
                [term("quoted", quoted), term("told", told)],
                [f"{show(nominal(quoted.quantity))} {'~' if holds else '!='} {show(nominal(told.quantity))}"],
                quoted=quoted.quantity,
                told=told.quantity,
            )


def _plain(claim: Claim) -> bool:
    return claim.quantity.value is not None and not claim.negated and not claim.forecast and claim.cell is None


def _comparable(article: Article, quoted: Claim, told: Claim) -> bool:
    """Whether one speaker gives two figures, near each other and near in size, for the same things."""
    one, other = quoted.source, told.source
    if one is None or other is None or one.kind is not SourceKind.NAMED or one.key != other.key or not one.key:
        return False
    first, second = profiles(article)[quoted.id], profiles(article)[told.id]
    sort = (quoted.quantity.kind, quoted.quantity.unit) == (told.quantity.kind, told.quantity.unit)
    thing = bool(quoted.key) and quoted.key == told.key and first.events == second.events
    beside = (first.near & second.near) - {quoted.key}
    small, large = sorted((nominal(quoted.quantity), nominal(told.quantity)))
    near = abs(quoted.sentence - told.sentence) <= NEAR and LARGE <= large <= small * CLOSE
    calm = first.shift == second.shift and not first.portion and not second.portion and not (first.new or second.new)
    return sort and thing and near and calm and bool(beside) and quoted.moment == told.moment


def _told_as_quoted(article: Article, quoted: Claim, told: Claim) -> bool:
    """Whether the same source gives the quoted figure without quotation marks too, or the told one with them."""
    return any(
        one not in (quoted, told) and one.key == quoted.key and nominal(one.quantity) in (
            nominal(quoted.quantity), nominal(told.quantity)
        )
        for one in article.nearby(quoted)
        if one.source and _plain(one)
    )  # fmt: skip
