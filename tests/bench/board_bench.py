"""The board: laid out, built, painted, dragged and hovered, beside what must be reached.

Run as a program it prints its figures, one a line: what it measured and milliseconds.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tests.bench.measure import Row

if TYPE_CHECKING:
    from okrdesk.desk import Desk
    from ui.board.view import BoardView

# What must be reached, in milliseconds; medians unless the name says otherwise.
ALLOWED: dict[str, float] = {
    "place 10,000 cards": 120,
    "build the scene of 10,000 cards, places included": 200,
    "drag step, 1,000 cards at 100%": 2,
    "drag step, 1,000 cards at 100%, 99 of 100": 8,
    "drag step, 10,000 cards at 100%": 2,
    "drag step, 10,000 cards at 100%, 99 of 100": 8,
    "repaint at fit, 3,000 cards": 20,
    "repaint at fit, 10,000 cards": 60,
    "repaint at fit, 3,000 cards, all links": 35,
    "repaint at fit, 10,000 cards, all links": 110,
    "zoom step at fit, 3,000 cards": 20,
    "zoom step at fit, 10,000 cards": 60,
    "zoom step at fit, 10,000 cards, all links": 110,
    "hover lights a line of sight, 10,000 cards": 16,
    "find as you type: a key, 10,000 cards": 30,
    "take in a moved card, 3,000 cards": 5,
}
SIZE = (1600, 1000)


def rows() -> list[Row]:
    """Each figure beside what is allowed, from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.board_bench"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
    found = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
    return [Row(what, float(found[what]), allowed, "allowed", 1) for what, allowed in ALLOWED.items()]


def figures() -> Iterator[tuple[str, float]]:
    """Measure everything; off-screen, one board after another."""
    for cards in (1_000, 3_000, 10_000):
        yield from _board(cards)


def _board(cards: int) -> Iterator[tuple[str, float]]:
    from okrdesk.layout import place
    from tests.desks import desk_for
    from tests.factory import sample_workshop
    from ui.board.view import BoardView
    from ui.bridge import Bridge
    from ui.look.fonts import QtMeasure
    from ui.look.theme import Theme

    workshop = sample_workshop(objectives=cards, key_results=3 * cards)
    measure = QtMeasure()
    name = f"{cards:,} cards"
    if cards == 10_000:
        yield f"place {name}", _median(lambda: place(workshop, measure), 5)
    desk = desk_for(workshop)
    view = BoardView(Theme.load("light"))
    view.resize(*SIZE)
    view.show()
    _events()
    build = _ms(lambda: view.show_desk(desk, Bridge(desk, view)))
    if cards == 10_000:
        yield f"build the scene of {name}, places included", build
    gc.collect()
    gc.freeze()  # as the app does when a workshop has been opened
    view.viewport().repaint()
    if cards != 3_000:
        steps = sorted(_drag(view, 200))
        yield f"drag step, {name} at 100%", statistics.median(steps)
        yield f"drag step, {name} at 100%, 99 of 100", steps[int(len(steps) * 0.99)]
    else:
        yield f"take in a moved card, {name}", statistics.median(_moves(view, 30))
    if cards == 10_000:
        yield f"hover lights a line of sight, {name}", statistics.median(_hovers(view))
        yield f"find as you type: a key, {name}", statistics.median(_keys(view, desk))
    view.camera.fit()
    if cards != 1_000:
        yield from _at_fit(view, name)
        view.board.links.show_every(True)
        for what, milliseconds in _at_fit(view, name):
            yield f"{what}, all links", milliseconds
    view.show_desk(None, None)
    view.close()


def _at_fit(view: BoardView, name: str) -> Iterator[tuple[str, float]]:
    yield f"repaint at fit, {name}", _median(view.viewport().repaint, 20)
    yield f"zoom step at fit, {name}", statistics.median(_zooms(view, 10))


def _hovers(view: BoardView) -> list[float]:
    """Milliseconds to light the line of sight of each card in view in turn, painted."""
    rect = view.mapToScene(view.viewport().rect()).boundingRect()
    sides = rect.left(), rect.top(), rect.right(), rect.bottom()
    times = []
    for card in [c.id for c in view.board.placement.cards_in(*sides)]:

        def light(card: str = card) -> None:
            view.board.light(card)
            _events()

        times.append(_ms(light))
    view.board.light("")
    _events()
    return times


def _keys(view: BoardView, desk: Desk) -> list[float]:
    """Milliseconds of each key typed into the find bar: found, marked and painted."""
    from types import SimpleNamespace

    from okrdesk.finding import Finder
    from ui.board.finder_bar import FinderBar
    from ui.bridge import Bridge

    bar = FinderBar(view, view)
    finder = Finder(desk.workshop)
    session: Any = SimpleNamespace(workshop=desk.workshop, desk=desk, bridge=Bridge(desk, bar), finder=finder)
    bar.show_session(session)
    bar.open()
    _events()
    times = []
    for words in ("meba sire", "ba ce", "di", "engineering", "ENG-12"):
        for n in range(1, len(words) + 1):

            def type_(text: str = words[:n]) -> None:
                bar.field.setText(text)
                _events()

            times.append(_ms(type_))
    bar.shut()
    bar.deleteLater()
    return times


def _drag(view: BoardView, count: int) -> list[float]:
    """Milliseconds of each step of a drag: the pointer moved, the card carried, the view painted."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    board, port = view.board, view.viewport()
    card = next(c for c in board.placement.cards.values() if c.kind == "objective" and c.x > SIZE[0] / 2)
    view.ensureVisible(card.x, card.y, card.w, card.h)
    start = view.mapFromScene(card.x + 50, card.y + 12)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(20, 0))
    _events()
    times = []
    for n in range(count):
        pos = QPoint(500 + 2 * n, 300 + n)

        def step(pos: QPoint = pos) -> None:
            QTest.mouseMove(port, pos)
            _events()

        times.append(_ms(step))
    view.pointer.end_gesture()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start)
    _events()
    return times


def _moves(view: BoardView, count: int) -> list[float]:
    """Milliseconds to lay out and show each of some moves to other teams, without painting."""
    from okrdesk import edits
    from okrdesk.cards import Objective

    workshop = view.board.workshop
    objectives = [o for o in workshop.all(Objective) if not o.parked]
    teams = workshop.teams()[1:]
    times = []
    for n in range(count):
        change = edits.move_many(workshop, (objectives[31 * n].id,), teams[n % len(teams)].id)
        touched = workshop.apply(change.steps)
        times.append(_ms(lambda touched=touched: view.board.take(touched)))
    return times


def _zooms(view: BoardView, count: int) -> list[float]:
    times = []
    for n in range(count):

        def step(closer: bool = n % 2 == 0) -> None:
            (view.camera.zoom_in if closer else view.camera.zoom_out)()
            view.viewport().repaint()

        times.append(_ms(step))
    return times


def _events() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _median(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_ms(work) for _ in range(rounds))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    for what, milliseconds in figures():
        print(what, f"{milliseconds:.3f}", flush=True)
