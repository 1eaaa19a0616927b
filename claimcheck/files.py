"""Files read no further than they may be, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
SETTINGS = 5 * MEGABYTE  # of what is written by hand: configurations, rules, lists

PATIENCE = 30.0  # seconds to wait for a lock
PAUSE = 0.02

_OPEN_ALREADY = ("/dev/", "/proc/")  # whatever is there is somebody's: standard output, a pipe of the shell
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # so that opening a pipe nobody writes to does not wait
_BINARY = getattr(os, "O_BINARY", 0)


def read(path: str | Path, largest: int = LARGEST) -> bytes:
    """What a file holds. Raises OSError, also for one that is larger than `largest` or no regular file: a device, a
    pipe; and ValueError for a path that no file can have."""
    with opened(path) as file:
        return bounded(file, largest)


def opened(path: str | Path) -> BinaryIO:
    """A regular file, open to be read. Raises OSError and ValueError as `read` does."""
    if not stat.S_ISREG(os.stat(path).st_mode) and not os.path.isdir(path):
        raise OSError(errno.EINVAL, "it is a device or a pipe, no regular file", str(path))
    return open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NO_WAIT | _BINARY))


def bounded(file: BinaryIO, largest: int = LARGEST) -> bytes:
    """What is left of an open file. Raises OSError when it is larger than `largest`."""
    data = file.read(largest + 1)
    if len(data) > largest:
        raise too_large(largest)
    return data


def too_large(largest: int) -> OSError:
    """The error for more bytes than these."""
    return OSError(errno.EFBIG, f"it is larger than {largest / MEGABYTE:g} MB")


@contextmanager
def locked(folder: str | Path) -> Iterator[None]:
    """Keeps others who ask for the same out of a folder, and waits for one who is there. A process that is killed lets
    go of it. Raises OSError when the other stays too long. Where the system has no such locks, nobody waits."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        for left in reversed(range(int(PATIENCE / PAUSE))):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not left:
                    raise OSError(errno.EAGAIN, "another process is at it") from None
                time.sleep(PAUSE)
        yield
    finally:
        os.close(handle)


@contextmanager
def replacing(path: str | Path, mode: str = "w", **how: Any) -> Iterator[Any]:
    """A stream whose content takes the place of a file once all of it is written; until then, and where writing
    fails, the earlier file stays. What is no regular file, or stands where nothing may be put beside it, is written as
    it is. Raises OSError."""
    target = os.path.realpath(path)
    alone = os.path.isfile(target) and not os.access(os.path.dirname(target), os.W_OK)
    special = os.path.exists(path) and not os.path.isfile(path)
    if alone or special or os.path.abspath(path).startswith(_OPEN_ALREADY):
        with open(path, mode, **how) as out:
            yield out
        return
    beside = os.path.join(os.path.dirname(target), f".claimcheck-{os.getpid()}.part")
    try:
        with open(beside, mode, **how) as out:
            yield out
        if os.path.exists(target):
            os.chmod(beside, stat.S_IMODE(os.stat(target).st_mode))
        os.replace(beside, target)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise
