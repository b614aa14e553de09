"""A long job's progress and cancel, seen from inside the job."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

REPORT_EVERY_S = 0.05  # a listener is told at most 20 times a second


class Cancelled(Exception):
    """The person cancelled the job. Whatever it had begun has been cleared away."""


class Job:
    """Passed to an export: it calls `step` as it goes, and is stopped there when somebody called `cancel`.

    `listener(done, total, what)` is called on the export's own thread.
    """

    def __init__(self, listener: Callable[[int, int, str], None] | None = None) -> None:
        self._listener = listener
        self._cancel = threading.Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the job to stop at its next step. May be called from any thread."""
        self._cancel.set()

    def step(self, done: int, total: int, what: str) -> None:
        """Say how far the job is. Raises Cancelled when it was asked to stop."""
        if self._cancel.is_set():
            raise Cancelled
        now = time.monotonic()
        if self._listener and (done >= total or now - self._last >= REPORT_EVERY_S):
            self._last = now
            self._listener(done, total, what)
