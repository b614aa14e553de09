"""One gesture with all that follows from it: durable, journalled, laid out and repainted, beside the commit.

The floor is the same two rows written by hand, in the same run; what is allowed is the time on top of it.
Run as a program it prints its figures, one a line: what was done, milliseconds of it and of its floor.
"""

from __future__ import annotations

import contextlib
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from okrdesk import edits, linking
from okrdesk.cards import Objective
from okrdesk.change import Change
from okrdesk.store.database import connect
from tests.bench.measure import Row
from tests.bench.store_bench import edit_floor, made

if TYPE_CHECKING:
    from ui.board.view import BoardView

CARDS = 3_000
HUB_MOVES = 120
RANDOM_CARDS = 30
ALLOWED = 8.0  # milliseconds
Gesture = tuple[str, Callable[[], object]]


def rows(_folder: Path) -> Iterator[Row]:
    """Each gesture's time over the bare commit, measured in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.gesture_bench"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
    for line in done.stdout.splitlines():
        what, ours, floor = line.rsplit(" ", 2)
        yield Row(f"{what}, over the commit", max(float(ours) - float(floor), 0.0), ALLOWED, "allowed", 1)


def measured(folder: Path) -> Iterator[tuple[str, float, float]]:
    """What was done, the median milliseconds of it, and those of the bare commit."""
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
    gc.collect()
    gc.freeze()  # as the app does when a workshop has been opened
    times: dict[str, tuple[list[float], list[float]]] = {}
    with contextlib.closing(connect(folder / "floor.okrdesk")) as connection:
        commit = edit_floor(connection, document.workshop.all(Objective)[0].id)
        for n, (what, gesture) in enumerate(chain(_on_hub(view), _on_random_cards(view))):
            QApplication.processEvents()  # what was scrolled to is painted
            ours, floor = times.setdefault(what, ([], []))
            ours.append(_ms(gesture))
            floor.append(_ms(lambda n=n: commit(n)))
    for what, (ours, floor) in times.items():
        yield what, statistics.median(ours), statistics.median(floor)
    view.show_desk(None, None)
    document.close()


def _on_hub(view: BoardView) -> Iterator[Gesture]:
    """A card to which many others are linked, dropped a place or two further down in its lane."""
    hub = next(card for card in _in_view(view) if view.board.workshop.level(_team(view, card)) > 0)
    for n in range(HUB_MOVES):
        yield "re-order a card with many links", lambda n=n: _reorder(view, hub, 1 + n % 2)


def _on_random_cards(view: BoardView) -> Iterator[Gesture]:
    """Cards from all over the board, each dropped a place further down, then on another card in view."""
    workshop, chance = view.board.workshop, random.Random(7)
    cards = [o.id for o in workshop.all(Objective) if not o.parked and workshop.level(o.team) > 0]
    for card in chance.sample(cards, RANDOM_CARDS):
        place = view.board.placement.cards[card]
        view.centerOn(place.x + place.w / 2, place.y + place.h / 2)
        team = [o.id for o in workshop.objectives(_team(view, card))]
        at = min(team.index(card) + 1, len(team) - 2)
        yield "re-order one of 30 cards", lambda card=card, at=at: _reorder(view, card, at)
        others = [other for other in _in_view(view) if not linking.refusal(workshop, card, other)]
        target = chance.choice(others)
        yield (
            "link one of 30 cards",
            lambda card=card, target=target: _do(view, linking.link(workshop, card, target)),
        )


def _in_view(view: BoardView) -> list[str]:
    """The objectives of which something is in view."""
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    sides = seen.left(), seen.top(), seen.right(), seen.bottom()
    return [card.id for card in view.board.placement.cards_in(*sides) if card.kind == "objective"]


def _reorder(view: BoardView, card: str, at: int) -> None:
    """Drop a card in its team, before what would be the `at`-th of the others."""
    workshop = view.board.workshop
    team = _team(view, card)
    others = [o.id for o in workshop.objectives(team) if o.id != card]
    _do(view, edits.move_many(workshop, (card,), team, before=others[at]))


def _do(view: BoardView, change: Change) -> None:
    """Carry a change out and paint what it alters."""
    from PySide6.QtWidgets import QApplication

    assert view.carry_out(change)
    QApplication.processEvents()


def _team(view: BoardView, card: str) -> str:
    record = view.board.workshop.find(Objective, card)
    assert record is not None
    return record.team


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        for what, ours, floor in measured(Path(scratch)):
            print(what, f"{ours:.3f} {floor:.3f}", flush=True)
