"""The longest time that the window does not answer while 10,000 objectives are exported.

Run as a program it prints the worst gap of each run in milliseconds, a line each.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Row

if TYPE_CHECKING:
    from okrdesk.desk import Desk
    from ui.board.view import BoardView
    from ui.process.jobs import Jobs

RUNS = 5
TICK_MS = 10
OBJECTIVES = 10_000


def gaps() -> list[Row]:
    """The median of the runs beside 50 ms, the worst of them beside 80."""
    command = [sys.executable, "-m", "tests.bench.gap_bench"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
    worst = [float(line) for line in done.stdout.splitlines()]
    return [
        Row("worst gap while exporting 10,000, median", statistics.median(worst), 50, "allowed", 1),
        Row("worst gap while exporting 10,000, worst", max(worst), 80, "allowed", 1),
    ]


class Gaps:
    """The longest time between two ticks of a timer, in seconds, since `reset()`."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.reset()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def reset(self) -> None:
        """Count anew from now on."""
        self.worst, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst, self._last = max(self.worst, now - self._last), now


def shown(desk: Desk) -> BoardView:
    """A board of this desk in a window, after all that it does only once."""
    from PySide6.QtCore import QCoreApplication

    from ui.board.view import BoardView
    from ui.bridge import Bridge
    from ui.look.theme import Theme

    view = BoardView(Theme.load("light"))
    view.show_desk(desk, Bridge(desk))
    view.resize(1600, 1000)
    view.show()
    until = time.monotonic() + 2
    while time.monotonic() < until:  # what the board does once is not the export's doing
        QCoreApplication.processEvents()
    gc.collect()
    gc.freeze()
    return view


def run(jobs: Jobs, work: Callable[[], object]) -> None:
    """Do this on the worker while the window lives; raises what the work raised."""
    from PySide6.QtCore import QCoreApplication

    over: list[BaseException | None] = []
    jobs.run(work, lambda _report: over.append(None), over.append)
    while not over:
        QCoreApplication.processEvents()
        time.sleep(0.001)
    if over[0] is not None:
        raise over[0]


def main() -> None:
    """Open a board of 10,000 objectives and export it, while a timer looks how often it is let in."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.process.lean import plain_imports

    plain_imports()
    from PySide6.QtWidgets import QApplication

    from exports.excel import write_workbook
    from exports.job import Job
    from exports.pdf import write_pdf
    from tests.desks import desk_for
    from tests.factory import sample_workshop
    from ui.look.fonts import load as load_fonts
    from ui.process.jobs import Jobs

    QApplication([])
    load_fonts()
    desk = desk_for(sample_workshop(objectives=OBJECTIVES))
    _view = shown(desk)
    jobs, watch = Jobs(), Gaps()
    with tempfile.TemporaryDirectory() as folder:
        for _run in range(RUNS):
            snapshot = desk.workshop.snapshot()
            watch.reset()
            run(jobs, partial(write_workbook, snapshot, Path(folder, "okrs.xlsx"), Job()))
            run(jobs, partial(write_pdf, snapshot, Path(folder, "okrs.pdf"), Job()))
            print(f"{watch.worst * 1000:.1f}", flush=True)
    jobs.close()
    os._exit(0)


if __name__ == "__main__":
    main()
