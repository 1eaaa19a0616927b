"""The second reader of a story: its kept answer, held against the story, judged and weighed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf

from claimcheck.engine import Job, Judgement
from claimcheck.extract.article import Article
from claimcheck.model import SecondReading
from claimcheck.reader import proposals
from claimcheck.reader.asking import Asking, Unanswered
from claimcheck.reader.judge import judged
from claimcheck.reader.lock import Kept, Lock
from claimcheck.reader.request import Request, request
from claimcheck.reader.weigh import added
from claimcheck.reader.weights import Weights, weights

UNKNOWN = "no answer is kept for this story as it stands"
TOO_LONG = "the story is too long for the reader"


Ask = Callable[[Request], Kept]


class SecondReader:
    """Answers out of a folder; `ask` is how one that is missing is asked for (None: not at all), and `failed` says, by
    the name of an answer, why it could not be had before."""

    def __init__(self, asking: Asking, lock: Lock, ask: Ask | None, failed: Mapping[str, str]) -> None:
        self._asking = asking
        self._lock = lock
        self._ask = ask
        self._failed = failed

    def __call__(
        self, article: Article, found: Judgement, jobs: Sequence[Job]
    ) -> tuple[Judgement, SecondReading]:
        """What the rules found with what the reader adds, and how its proposals fared."""
        asked = request(article.document, article.claims)
        if not fits(asked, self._asking):
            return found, SecondReading(self._asking.model, why=TOO_LONG)
        kept = self._answer(asked)
        if isinstance(kept, str):
            return found, SecondReading(self._asking.model, why=kept)
        return considered(kept, asked, article, found, jobs)

    def _answer(self, asked: Request) -> Kept | str:
        """The answer, or why there is none."""
        key = asked.key(self._asking.model)
        kept = self._lock.get(key)
        if kept is not None:
            return kept
        if key in self._failed or self._ask is None:
            return self._failed.get(key, UNKNOWN)
        try:
            return self._ask(asked)
        except Unanswered as error:
            return str(error)


def fits(asked: Request, asking: Asking) -> bool:
    """Whether a story is short enough to be asked about."""
    return len(asked.story) <= asking.largest


def considered(
    kept: Kept,
    asked: Request,
    article: Article,
    found: Judgement,
    jobs: Sequence[Job],
    scale: Weights | None = None,
) -> tuple[Judgement, SecondReading]:
    """The judgement with what an answer adds to it, weighed by a scale (None: the package's own). An answer that breaks
    claimcheck adds nothing, and says so."""
    article.budget.left = inf
    try:
        read = proposals.read(kept.answer, asked, article)
        outcomes, misfits = judged(read, article)
        done = added(article, found, jobs, read, outcomes, scale or weights())
    except Exception as error:
        return found, SecondReading(kept.model, kept.asked, why=f"{type(error).__name__}: {error}")
    refused = sum(read.refused.values()) + sum(misfits.values())
    reading = SecondReading(
        kept.model, kept.asked, read.made, refused, done.unjudged, done.used, overlooked=read.overlooked
    )
    return done.judgement, reading
