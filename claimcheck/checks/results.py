"""Results in words against the votes and scores that decided them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimcheck.checks import check
from claimcheck.checks.ballots import cast
from claimcheck.checks.judging import nominal, relation, show, term
from claimcheck.extract.article import Article, Cue
from claimcheck.extract.nouns import concept_of
from claimcheck.model import Claim, Kind, Place, Relation, Span, Term, Verdict

NEAR = 2
REACH = 9
CLOSE = 5
NEGATED = 4
ENDS = frozenset(";:.!?")
JOINTS = frozenset(",;")
BALLOTS = frozenset({"vote", "lawmaker", "councillor", "member"})


@check("vote-result", slots=("in_favour", "against"))
def vote_result(article: Article) -> Iterator[Relation]:
    """`approved by 142 votes to 155`: what is approved has more votes for it than against."""
    special = bool(article.cued("special_vote") or article.cued("qualified_majority") or article.cued("votes_needed"))
    for sentence in range(len(article.items)):
        votes = _votes(article, sentence)
        outcome = _outcome(article, sentence, votes) if votes else None
        if votes is None or outcome is None:
            continue
        yes, no = _figures(votes)
        ordered = votes[0] is not votes[1] and cast(article, sentence, "against") == [votes[1]]
        carried, words = outcome
        holds = yes > no if carried else (no >= yes if ordered else yes != no)
        if not holds and special:
            continue
        sign = ">" if yes > no else "<" if yes < no else "="
        yield relation(
            "vote-result",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [*(term("votes", claim) for claim in dict.fromkeys(votes)), Term("words", words)],
            [f"{show(yes)} {sign} {show(no)}"],
            in_favour=yes,
            against=no,
        )


def _votes(article: Article, sentence: int) -> tuple[Claim, Claim] | None:
    """The votes for and against of a sentence; one score twice where both stand in it."""
    row = article.by_sentence.get(sentence, ())
    if not row or row[0].place is Place.TABLE:
        return None
    yes, no = cast(article, sentence, "in_favour"), cast(article, sentence, "against")
    if len(yes) == 1 and len(no) == 1:
        return yes[0], no[0]
    sides = [cue.holes for cue in article.cued("for_and_against", sentence)]
    if len({hole["yes"].id for hole in sides}) == 1:
        return sides[0]["yes"], sides[0]["no"]
    pairs = [cue.holes for cue in article.cued("votes_to", sentence)]
    if len({hole["first"].id for hole in pairs}) == 1 and pairs[0]["first"].quantity.kind is Kind.COUNT:
        return pairs[0]["first"], pairs[0]["second"]
    scores = [claim for claim in row if claim.quantity.kind is Kind.SCORE]
    if len(scores) == 1 and len(scores[0].quantity.operands) == 2:
        return scores[0], scores[0]
    return None


def _figures(votes: tuple[Claim, Claim]) -> tuple[Fraction, Fraction]:
    first, second = votes
    if first.quantity.kind is Kind.SCORE:
        return first.quantity.operands[0], first.quantity.operands[1]
    return nominal(first.quantity), nominal(second.quantity)


def _outcome(article: Article, sentence: int, votes: tuple[Claim, Claim]) -> tuple[bool, Span] | None:
    """Whether the words say it was carried (or lost), and those words: in the sentence, else near it when the
    counts are told by their side."""
    here = list(_told(article, sentence))
    if votes[0].quantity.kind is Kind.SCORE:
        if not _at_a_ballot(article, sentence):
            return None
        at = article.item_of[votes[0].id]
        here = [(carried, cue) for carried, cue in here if abs(cue.first - at) <= CLOSE or abs(at - cue.last) <= CLOSE]
    elif not here and votes[0] is not votes[1] and _at_a_ballot(article, sentence):
        near = [number for number in range(sentence - NEAR, sentence + NEAR + 1) if number != sentence]
        here = [found for number in near for found in _told(article, number)] or _in_headline(article, sentence)
    ways = {carried for carried, _ in here}
    return (here[0][0], here[0][1].span) if len(ways) == 1 else None


def _at_a_ballot(article: Article, sentence: int) -> bool:
    """Whether a sentence or the one before speaks of votes or of those who cast them."""
    words = [item.norm for number in (sentence - 1, sentence) for item in article.items[max(number, 0)]]
    return any((concept := concept_of(word, article.pack)) and concept.name in BALLOTS for word in words)


def _in_headline(article: Article, sentence: int) -> list[tuple[bool, Cue]]:
    """The outcome that the headline tells, when no other sentence gives votes."""
    voting = {claim.sentence for name in ("in_favour", "against") for claim in article.claims if name in _sides(claim)}
    if voting - {sentence}:
        return []
    heads = (one.number for one in article.sentences[:NEAR] if one.place is Place.HEADLINE)
    return [found for number in heads for found in _told(article, number)]


def _sides(claim: Claim) -> frozenset[str]:
    return claim.predicate | {claim.key}


def _told(article: Article, sentence: int) -> Iterator[tuple[bool, Cue]]:
    for carried, name in ((True, "vote_carried"), (False, "vote_lost")):
        for cue in article.cued(name, sentence):
            before = [item.norm for item in article.items[sentence][max(0, cue.first - NEGATED) : cue.first]]
            yield carried is not bool(set(before) & article.pack.words("negation")), cue


@check("drawn-score", "winning-score", slots=("score",))
def score_result(article: Article) -> Iterator[Relation]:
    """`drew 2-1`, `won 2-2`: a draw has two equal figures, a win has not."""
    for claim in article.claims:
        if claim.quantity.kind is not Kind.SCORE or len(claim.quantity.operands) != 2 or claim.place is Place.TABLE:
            continue
        if article.cued("decided_after", claim.sentence) or _sets(article, claim):
            continue
        told = _verb(article, claim)
        if told is None:
            continue
        way, span = told
        first, second = claim.quantity.operands
        holds = (first == second) == (way == "draw")
        sign = "=" if first == second else ">" if first > second else "<"
        if way == "win" and first < second:
            continue
        yield relation(
            "drawn-score" if way == "draw" else "winning-score",
            Verdict.HOLDS if holds else Verdict.BROKEN,
            [term("score", claim), Term("words", span)],
            [f"{show(first)} {sign} {show(second)}"],
            score=f"{show(first)}-{show(second)}",
        )


def _sets(article: Article, claim: Claim) -> list[Claim]:
    """The scores of a match told set by set, when the claim is one of them."""
    row = [one for one in article.by_sentence[claim.sentence] if one.quantity.kind is Kind.SCORE]
    conjunctions = article.pack.words("lists.conjunctions")
    runs: list[list[Claim]] = []
    for one in row:
        if runs and all(item.norm in JOINTS | conjunctions for item in article.between(runs[-1][-1], one)):
            runs[-1].append(one)
        else:
            runs.append([one])
    return next((run for run in runs if len(run) > 1 and claim in run), [])


def _verb(article: Article, claim: Claim) -> tuple[str, Span] | None:
    """`win` or `draw` by the word nearest before the score, or right behind it (a 2-1 draw)."""
    row, at = article.items[claim.sentence], article.item_of[claim.id]
    behind = row[at + 1] if at + 1 < len(row) else None
    for way in ("draw", "win"):
        if behind and behind.norm in article.pack.words(f"results.{way}_nouns"):
            return way, Span(behind.start, behind.end)
    for item in reversed(row[max(0, at - REACH) : at]):
        if item.norm in ENDS or item.norm == "," or item.quantity is not None:
            return None
        for way in ("draw", "win"):
            if item.norm in article.pack.words(f"results.{way}"):
                return way, Span(item.start, item.end)
        if item.norm in article.pack.words("results.other"):
            return None
    return None


@check("number-of-sets", slots=("told", "played"))
def sets(article: Article) -> Iterator[Relation]:
    """`6-4 6-7 6-3 in straight sets`: as many scores as the sets that are told, none of them lost."""
    for name in ("straight_sets", "in_sets"):
        for cue in article.cued(name):
            runs = [_sets(article, claim) for claim in article.by_sentence.get(cue.sentence, ())]
            run: Sequence[Claim] = next((one for one in runs if one), [])
            if not run or not all(_is_sets(article, claim) for claim in cue.holes.values()):
                continue
            lost = sum(claim.quantity.operands[0] < claim.quantity.operands[1] for claim in run)
            told = nominal(cue.holes["n"].quantity) if "n" in cue.holes else Fraction(len(run) - lost)
            holds = told == len(run) and (name == "in_sets" or lost in (0, len(run)))
            yield relation(
                "number-of-sets",
                Verdict.HOLDS if holds else Verdict.BROKEN,
                [*(term("set", claim) for claim in run), Term("words", cue.span)],
                [f"{len(run)} {'=' if holds else '!='} {show(told)}"],
                told=told,
                played=Fraction(len(run)),
            )


def _is_sets(article: Article, claim: Claim) -> bool:
    noun = claim.counted.of(article.document.text).lower() if claim.counted else ""
    return claim.quantity.kind is Kind.COUNT and noun in article.pack.words("results.sets")
