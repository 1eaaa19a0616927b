"""Scores against who played at home and who scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.judging import relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict
from claimcheck.phrase import Item, Token

NEAR = 6
NAME = 4
ENDS = frozenset(".!?;:")
AFTERWARDS = 2


@check("home-win", slots=("score",))
def home_win(article: Article) -> Iterator[Relation]:
    """`won 1-2 at home`: who wins at home has the larger figure, whether the home side or the winner comes first."""
    for cue in article.cued("at_home"):
        scores = _scores(article, cue.sentence)
        if len(scores) != 1 or not _own_ground(article, cue) or article.cued("decided_after", cue.sentence):
            continue
        score = scores[0]
        first, second = score.quantity.operands
        won = _won(article, cue, score)
        if won is None or first == second:
            continue
        yield relation(
            "home-win",
            Verdict.HOLDS if first > second else Verdict.BROKEN,
            [term("score", score), Term("words", cue.span)],
            [f"{show(first)} {'>' if first > second else '<'} {show(second)}"],
            score=f"{show(first)}-{show(second)}",
        )


def _scores(article: Article, sentence: int) -> list[Claim]:
    return [
        claim
        for claim in article.by_sentence.get(sentence, ())
        if claim.quantity.kind is Kind.SCORE and len(claim.quantity.operands) == 2 and claim.place is not Place.TABLE
    ]


def _own_ground(article: Article, cue: Cue) -> bool:
    """Whether `at home` is not somebody's else (`in casa della Juve`, `in casa Juve`)."""
    row = article.items[cue.sentence]
    follows = row[cue.last] if cue.last < len(row) else None
    named = isinstance(follows, Token) and follows.capital
    return not named and (follows is None or follows.norm not in article.pack.words("results.not_home"))


def _won(article: Article, cue: Cue, score: Claim) -> Item | None:
    """The word of winning that stands just before the score, or right behind it, in the clause of `at home`."""
    row, at = article.items[cue.sentence], article.item_of[score.id]
    pack = article.pack
    wins, nouns = pack.words("results.win"), pack.words("results.win_nouns")
    if any(item.norm == "," for item in row[min(at, cue.last) : max(at, cue.first)]):
        return None
    for item in reversed(row[max(0, at - NEAR) : at]):
        if item.norm in ENDS or item.norm in pack.words("results.draw") | pack.words("results.other"):
            return None
        if item.norm in wins | nouns:
            return item
    return next((item for item in row[at + 1 : at + 4] if item.norm in nouns), None)


@check("scorers", slots=("named", "score"))
def scorers(article: Article) -> Iterator[Relation]:
    """`won 3-0 with goals from Smith and Jones`: as many names as goals, where nobody is said to score twice.

    BROKEN where more are named than goals were scored; STRAINED where a goal has no name.
    """
    done: set[str] = set()
    for cue in article.cued("scorers"):
        scores = _scores(article, cue.sentence)
        if len(scores) != 1 or scores[0].id in done or scores[0].quantity.span.start > cue.span.start:
            continue
        named, span = _named(article, cue)
        if named < 2 or _more(article, cue.sentence):
            continue
        first, second = scores[0].quantity.operands
        holds = named in (first, second, first + second)
        if not holds and named < first + second and (named > max(first, second) or min(first, second) > 0):
            continue
        done.add(scores[0].id)
        goals = max(first, second) if named < first + second else first + second
        yield relation(
            "scorers",
            Verdict.HOLDS if holds else Verdict.BROKEN if named > goals else Verdict.STRAINED,
            [term("score", scores[0]), Term("names", span)],
            [f"{named} {'=' if holds else '!='} {named if holds else show(goals)}"],
            named=Fraction(named),
            score=f"{show(first)}-{show(second)}",
        )


def _named(article: Article, cue: Cue) -> tuple[int, Span]:
    """How many names stand behind the words, and their place; none where they do not fill the rest of the sentence."""
    row = article.items[cue.sentence][cue.last :]
    joints = article.pack.words("lists.conjunctions") | {","}
    groups: list[list[Item]] = [[]]
    for item in row:
        if item.norm in ENDS:
            break
        if item.norm in joints:
            groups.append([])
        else:
            groups[-1].append(item)
    groups = [group for group in groups if group]
    if not groups or not all(_is_name(group) for group in groups):
        return 0, cue.span
    return len(groups), Span(groups[0][0].start, groups[-1][-1].end)


def _is_name(group: Sequence[Item]) -> bool:
    return len(group) <= NAME and all(isinstance(item, Token) and item.text[:1].isupper() for item in group)


def _more(article: Article, sentence: int) -> bool:
    """Whether the sentence or those behind it tell of goals in another way: a brace, an own goal, a penalty."""
    words = article.pack.words("results.more_goals")
    rows = article.items[sentence : sentence + 1 + AFTERWARDS]
    return any(item.norm in words for row in rows for item in row)
