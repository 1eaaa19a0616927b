"""Asking a model and keeping what it answers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import UTC, datetime

from claimcheck import plugins
from claimcheck.errors import ConfigError, lacking, nearest
from claimcheck.reader.asking import Answer, Asking, Client, Unanswered
from claimcheck.reader.lock import Kept, Lock
from claimcheck.reader.modes import OPENAI
from claimcheck.reader.request import VERSION, Request


def client(asking: Asking, *, plugged: bool) -> Client:
    """The function that asks. Raises ConfigError where there is none of this name, or its library is missing."""
    if asking.client == OPENAI:
        try:
            from claimcheck.reader import openai
        except ImportError:
            raise ConfigError(lacking("a live reader", "reader")) from None
        return openai.ask
    found = plugins.named(plugins.PROPOSERS, asking.client) if plugged else None
    if found is None:
        known = (OPENAI, *(plugins.names(plugins.PROPOSERS) if plugged else ()))
        raise ConfigError(f"there is no client «{asking.client}» for a reader{nearest(asking.client, known)}")
    asked: Client = found.function()
    return asked


def ask(request: Request, asking: Asking, lock: Lock, by: Client) -> Kept:
    """The answer to a request, kept from now on. Raises Unanswered, ConfigError."""
    began = time.monotonic()
    try:
        answer = by(request, asking)
    except Unanswered:
        raise
    except Exception as error:
        raise Unanswered(f"the client «{asking.client}» failed: {type(error).__name__}: {error}") from error
    if not isinstance(answer, Answer) or not isinstance(answer.text, str):
        raise Unanswered(f"the client «{asking.client}» gave no answer")
    seconds = time.monotonic() - began
    kept = Kept(asking.model, VERSION, _today(), answer.text, answer.tokens_in, answer.tokens_out, seconds)
    lock.put(request.key(asking.model), kept)
    return kept


def _today() -> str:
    """The day, or that of `SOURCE_DATE_EPOCH` where a build must be reproducible."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdecimal() else datetime.now(UTC)
    return now.date().isoformat()


def ask_all(requests: Iterable[Request], asking: Asking, lock: Lock, by: Client) -> dict[str, str]:
    """Ask what is not kept yet, some at a time; gives the keys of those that failed, and why."""
    from concurrent.futures import ThreadPoolExecutor

    def one(asked: Request) -> str:
        try:
            ask(asked, asking, lock, by)
        except (Unanswered, ConfigError) as error:
            return str(error)
        return ""

    missing = {key: each for each in requests if lock.get(key := each.key(asking.model)) is None}
    with ThreadPoolExecutor(asking.parallel) as pool:
        return {key: why for key, why in zip(missing, pool.map(one, missing.values()), strict=True) if why}
