"""One gesture with all that follows from it: durable, journalled, laid out and repainted, beside the commit.

The floor is the same two rows written by hand, in the same run; what is allowed is the time on top of it.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from okrdesk import edits
from okrdesk.cards import Objective
from okrdesk.store.database import connect
from okrdesk.workshop import Workshop
from tests.bench.measure import Row
from tests.bench.store_bench import edit_floor, made

CARDS = 3_000
GESTURES = 120
ALLOWED = 8.0  # milliseconds


def rows(_folder: Path) -> Iterator[Row]:
    """The gesture's time over the bare commit, measured in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.gesture_bench"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
    ours, floor = map(float, done.stdout.split())
    what = f"one gesture over the bare commit, {CARDS:,} cards"
    yield Row(what, max(ours - floor, 0.0), ALLOWED, "allowed", 1)


def measured(folder: Path) -> tuple[float, float]:
    """Median milliseconds of a gesture, and of the bare commit."""
    from PySide6.QtWidgets import QApplication

    from ui.board.view import BoardView
    from ui.bridge import Bridge
    from ui.look import motion
    from ui.look.theme import Theme

    motion.set_reduced(True)
    document = made(folder / "ours.okrdesk", CARDS)
    made(folder / "floor.okrdesk", CARDS).close()
    view = BoardView(Theme.load("light"))
    view.resize(1600, 1000)
    view.show()
    view.show_desk(document.desk, Bridge(document.desk, view))
    QApplication.processEvents()
    board, workshop = view.board, document.workshop
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    in_view = board.placement.cards_in(seen.left(), seen.top(), seen.right(), seen.bottom())
    card = next(c for c in in_view if c.kind == "objective" and workshop.level(_team(workshop, c.id)) > 0)
    times: tuple[list[float], list[float]] = ([], [])

    def gesture(n: int) -> None:
        """Drop a card of the view one place further down, and back."""
        team = workshop.objectives(_team(workshop, card.id))
        others = [o.id for o in team if o.id != card.id]
        view.carry_out(edits.move_many(workshop, (card.id,), team[0].team, before=others[1 + n % 2]))
        QApplication.processEvents()

    with contextlib.closing(connect(folder / "floor.okrdesk")) as connection:
        commit = edit_floor(connection, workshop.all(Objective)[0].id)
        for n in range(GESTURES):
            times[0].append(_ms(gesture, n))
            times[1].append(_ms(commit, n))
    view.show_desk(None, None)
    document.close()
    return statistics.median(times[0]), statistics.median(times[1])


def _team(workshop: Workshop, id_: str) -> str:
    card = workshop.find(Objective, id_)
    return card.team if card else ""


def _ms(work: Callable[[int], object], n: int) -> float:
    start = time.perf_counter()
    work(n)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        print(*(f"{milliseconds:.3f}" for milliseconds in measured(Path(scratch))))
