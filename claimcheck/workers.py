"""Work shared out among processes, which a killed one does not bring down and an interrupt ends at once."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def shared(work: Callable[[Given], Made], shares: Sequence[Given], processes: int) -> Iterator[Made | None]:
    """What `work` makes of each share, in order; None for those that were lost with their process."""
    with ProcessPoolExecutor(min(processes, len(shares)), initializer=_quiet) as pool:
        try:
            with _uninterrupted():
                futures = [_submitted(pool, work, share) for share in shares]
            for future in futures:
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield None
        except BaseException:
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _submitted(pool: ProcessPoolExecutor, work: Callable[[Given], Made], share: Given) -> Future[Made]:
    """What is to come of a share, also where the pool is broken already."""
    try:
        return pool.submit(work, share)
    except BrokenProcessPool as error:
        failed: Future[Made] = Future()
        failed.set_exception(error)
        return failed


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interrupt waits: while processes are being made, it would find threads that are not started."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _quiet() -> None:
    """Let an interrupt, which reaches the workers as well, end them without a word, unless it is ignored: a shell has
    that of what it runs in the background."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
