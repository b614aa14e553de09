"""Long work on one worker thread, its result back on the main thread.

Python's garbage collector may run on the main thread only: in another thread it would take down Qt's
objects there, and the program with them. While the worker is busy, a timer here does its work.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

_COLLECT_EVERY_MS = 50


class Jobs(QObject):
    """One worker thread. `close` before the program ends."""

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor: ThreadPoolExecutor | None = None
        self._busy = 0
        self._collector = QTimer(self)
        self._collector.setInterval(_COLLECT_EVERY_MS)
        self._collector.timeout.connect(collect_young)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> Future[T]:
        """Call `work` on the worker, then `done(result)` or `failed(error)` on the main thread."""
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(1, thread_name_prefix="okrdesk-worker")
        self._busy += 1
        gc.disable()
        self._collector.start()
        future = self._executor.submit(work)
        future.add_done_callback(lambda finished: self._finished.emit(finished, (done, failed)))
        return future

    def close(self) -> None:
        """Wait for the work at hand, leave the rest undone, and end the thread."""
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
        self._rest()

    def _deliver(self, future: Future[Any], ways: tuple[Callable[[Any], None], Callable[..., None]]) -> None:
        self._busy -= 1
        if self._busy <= 0:
            self._rest()
        if future.cancelled():
            return
        done, failed = ways
        error = future.exception()
        if error is None:
            done(future.result())
        else:
            failed(error)

    def _rest(self) -> None:
        self._busy = 0
        self._collector.stop()
        gc.enable()


def collect_young() -> None:
    """Collect what has come since the last time, and no more: all of the old would stop the window for long.

    What a long job makes is old the next time; Python's own collector sees to that when the job is done.
    """
    gc.collect(1)
