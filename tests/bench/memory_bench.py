"""Memory of a long day: rooms opened and closed, changes undone and redone; flat once all is warm.

Run as a program it prints the growth of each in megabytes.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Row

if TYPE_CHECKING:
    from ui.workplace import Workplace

ROOMS, TURNS = 25, 200
CARDS = 120
ALLOWED = 1.0  # megabytes, after as many rounds to warm up
WHAT = (
    f"{ROOMS} workshops opened and closed: memory grows by",
    f"{TURNS} undos and redos: memory grows by",
)


def rows(_folder: Path) -> Iterator[Row]:
    """Both figures, from a process of their own."""
    command = [sys.executable, "-m", "tests.bench.memory_bench"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
    for what, grown in zip(WHAT, done.stdout.split(), strict=True):
        yield Row(what, float(grown), ALLOWED, "allowed", 1, "MB")


def figures(folder: Path) -> Iterator[float]:
    """Megabytes by which the process has grown."""
    from okrdesk import profile
    from tests.bench.store_bench import made
    from ui.settings import Settings
    from ui.window import MainWindow
    from ui.workplace import Workplace

    os.environ["OKRDESK_HOME"] = str(folder / "home")
    profile.save("Bench")
    files = [folder / "one.okrdesk", folder / "two.okrdesk"]
    made(files[0], CARDS).close()
    shutil.copy(files[0], files[1])
    window = MainWindow(Settings())
    place = Workplace(window)
    window.resize(1600, 1000)
    window.show()

    def open_and_close(n: int) -> None:
        place.files.begin(str(files[n % 2]))
        _events()
        place.files.close()
        _events()

    yield _growth(open_and_close, ROOMS)
    place.files.begin(str(files[0]))
    _alter(place)

    def undo_and_redo(n: int) -> None:
        (place.redo if n % 2 else place.undo)()
        _events()

    yield _growth(undo_and_redo, TURNS)
    place.close_anyway()


def _alter(place: Workplace) -> None:
    """A change that moves cards and alters words."""
    from okrdesk import edits
    from okrdesk.cards import Objective

    assert place.session is not None
    workshop = place.session.workshop
    card = next(o for o in workshop.all(Objective) if workshop.level(o.team) and not o.parked)
    team = next(t for t in workshop.teams()[1:] if t.id != card.team)
    place.session.desk.do(edits.move_many(workshop, (card.id,), team.id))


def _growth(work: Callable[[int], object], rounds: int) -> float:
    """Megabytes by which `rounds` more of `work` grow the process, after as many to warm up."""
    for n in range(rounds):
        work(n)
    gc.collect()
    before = resident()
    for n in range(rounds):
        work(n)
    gc.collect()
    return max(0.0, resident() - before)


def resident() -> float:
    """Megabytes that the process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _events() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import gui

    application = gui()
    with tempfile.TemporaryDirectory() as scratch:
        print(*(f"{grown:.2f}" for grown in figures(Path(scratch))))
