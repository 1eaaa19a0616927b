"""Second readers of a run: whom each story is shown, and many stories asked about at a time before they are checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from claimcheck.desk import Desk
from claimcheck.errors import ClaimcheckError, InputError
from claimcheck.model import SecondReading
from claimcheck.reader.modes import LIVE, OFF
from claimcheck.reading import paths
from claimcheck.reading.paths import Listed, Story

if TYPE_CHECKING:
    from claimcheck.config.second import Reader
    from claimcheck.engine import Job, Judgement
    from claimcheck.extract.article import Article
    from claimcheck.pipeline import Second
    from claimcheck.reader.request import Request

Read = Callable[[Story, Desk, "Second"], object]


def second(story: str, desk: Desk) -> Second | None:
    """The second reader of a story, None where none is wanted. Raises ConfigError."""
    found = desk.reader(story)
    if found is None or found.asking.mode == OFF:
        return None
    from claimcheck.reader import ask
    from claimcheck.reader.lock import Lock
    from claimcheck.reader.second import SecondReader

    lock, asking = Lock(found.folder), found.asking
    failed = dict(desk.options.reader.failed) if desk.options.reader else {}
    if asking.mode != LIVE:
        return SecondReader(asking, lock, None, failed)
    by = ask.client(asking, plugged=desk.plugged(story))
    return SecondReader(asking, lock, partial(ask.ask, asking=asking, lock=lock, by=by), failed)


def unheeded(stories: Iterable[str], desk: Desk) -> tuple[str, ...]:
    """A sentence for each setting of a configuration that would send stories away without this user's leave."""
    readers = (found for story in stories if (found := desk.reader(story)) is not None)
    return tuple(dict.fromkeys(each for found in readers for each in found.unheeded))


def ahead(listed: Sequence[Listed], desk: Desk, read: Read) -> Desk:
    """The desk of a run once all stories of which a model has to be asked were asked about, some at a time; `read`
    reads a story up to where its reader is asked. Raises ConfigError."""
    wanted = desk.options.reader
    stories = [each for each in listed if not isinstance(each, InputError) and each != paths.STANDARD_INPUT]
    if wanted is None or len(stories) < 2:
        return desk
    asked: dict[Reader, list[Request]] = {}
    plugged = {}
    for each in stories:
        file = paths.file_of(each)
        found = desk.reader(file)
        if found is not None and found.asking.mode == LIVE:
            plugged[found] = desk.plugged(file)
            asked.setdefault(found, []).extend(_requests(each, desk, read, found.asking.largest))
    failed: dict[str, str] = {}
    for found, requests in asked.items():
        failed |= _all(requests, found, plugged=plugged[found])
    return Desk(replace(desk.options, reader=wanted._replace(failed=tuple(failed.items())))) if failed else desk


def _requests(listed: Listed, desk: Desk, read: Read, largest: int) -> list[Request]:
    """What a story is asked, nothing for one that cannot be read: that is said when it is checked."""
    from claimcheck.reader.request import request

    heard: list[Request] = []

    def listen(
        article: Article, found: Judgement, jobs: Sequence[Job]
    ) -> tuple[Judgement, SecondReading]:
        asked = request(article.document, article.claims)
        if len(asked.story) <= largest:
            heard.append(asked)
        return found, SecondReading("")

    try:
        read(paths.opened(listed, desk.options.largest), desk, listen)
    except ClaimcheckError:
        return []
    return heard


def _all(requests: Sequence[Request], found: Reader, *, plugged: bool) -> dict[str, str]:
    """Ask about stories; gives what failed and why."""
    from claimcheck.reader import ask
    from claimcheck.reader.lock import Lock

    by = ask.client(found.asking, plugged=plugged)
    return ask.ask_all(requests, found.asking, Lock(found.folder), by)
