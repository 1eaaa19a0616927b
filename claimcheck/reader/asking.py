"""What is asked of a model's server, and how: the interface that any client fills.

A client is a function of a request and these settings that gives an answer or raises Unanswered; `client` names the one
that is used: `openai`, or a plugin of the group `claimcheck.proposers`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.errors import ClaimcheckError
from claimcheck.reader.modes import OFF, OPENAI, REPORT

if TYPE_CHECKING:
    from claimcheck.reader.request import Request

KEY_VARIABLE = "CLAIMCHECK_READER_KEY"
FOLDER = "claimcheck.reader.lock"


class Unanswered(ClaimcheckError):
    """A model that gave no answer: one sentence says why."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How a reader is asked: whether at all, where, which model; the key is only ever in the environment.

    `timeout` is in seconds, for the whole of an answer; `largest` is the longest story in characters; `parallel` is how
    many stories are asked about at a time. `on_failure` is `report` (without the reader, and say so) or `fail`.
    """

    mode: str = OFF
    model: str = ""
    url: str = ""
    client: str = OPENAI
    key: str = ""
    timeout: int = 180
    retries: int = 2
    parallel: int = 2
    largest: int = 40_000
    on_failure: str = REPORT


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote, and the tokens it took as far as its server tells."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


Client = Callable[["Request", Asking], Answer]
