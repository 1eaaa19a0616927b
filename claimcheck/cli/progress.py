"""A bar on standard error for a run that takes longer than a second, and only at a terminal."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, TextIO

PATIENCE = 1.0  # seconds


class Progress:
    """Shows how many stories are done; use it as a context, which clears the bar at its end."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._start = time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tick(self, done: int, total: int) -> None:
        """Tell that `done` of `total` stories are done."""
        if self._bar is None:
            if done >= total or time.monotonic() - self._start < PATIENCE or not self._out.isatty():
                return
            self._open(total)
        self._bar.update(self._task, completed=done)

    def _open(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        console = Console(file=self._out)
        self._bar = Bar(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True)
        self._task = self._bar.add_task("", total=total)
        self._bar.start()
