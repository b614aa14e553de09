"""A monkey at the window: random mouse and key events; the board shows what the document holds all along."""

import os
import random
import time
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from okrdesk.canonical import canonical
from okrdesk.cards import Condition, Objective, Pillar

K, M = Qt.Key, Qt.KeyboardModifier
LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
SEEDS = [int(os.environ["MONKEY_SEED"])] if "MONKEY_SEED" in os.environ else [1, 2]
SHARE, FULL = 400, 10_000  # events of a run
AT_MOST_S = 25.0  # a run ends then, so that a slow machine is not kept for ever
WORDS = ("Rides from 3 to 12 by Ada", "ab", "Win 40%", "ünï", "x→y", "  ", "CO-1")
KEYS = (
    [K.Key_Up, K.Key_Down, K.Key_Left, K.Key_Right] * 3
    + [K.Key_Return, K.Key_Escape, K.Key_Tab, K.Key_Delete, K.Key_F2] * 2
    + [K.Key_N, K.Key_K, K.Key_C, K.Key_L, K.Key_M, K.Key_P, K.Key_D, K.Key_F, K.Key_Space, K.Key_Home]
)
WITH_CTRL = [
    *(K.Key_Up, K.Key_Down, K.Key_Left, K.Key_Right, K.Key_Z, K.Key_Y, K.Key_A, K.Key_C, K.Key_X),
    *(K.Key_V, K.Key_F, K.Key_K, K.Key_D, K.Key_0, K.Key_9, K.Key_Plus, K.Key_Minus, K.Key_Return),
    *(K.Key_1, K.Key_2, K.Key_3, K.Key_4, K.Key_1),
]


class Monkey:
    """Does one random thing after another in a window, as a hand could."""

    def __init__(self, place, seed):
        self.place = place
        self.chance = random.Random(seed)
        self.held: Any = None
        self.done: list[Any] = []

    @property
    def port(self):
        return self.place.room.board.viewport()

    def spot(self):
        """A place of the board: mostly on a card that is in view."""
        view, port = self.place.room.board, self.port.rect()
        cards = list(view.board.placement.cards.values())
        if cards and self.chance.random() < 0.75:
            card = self.chance.choice(cards)
            at = QPointF(card.x + card.w * self.chance.random(), card.y + card.h * self.chance.random())
            spot = view.mapFromScene(at)
            if port.contains(spot):
                return spot
        return QPoint(self.chance.randrange(port.width()), self.chance.randrange(port.height()))

    def act(self):
        ways = [
            (self.drag_step, 40),
            (self.click, 14),
            (self.double_click, 4),
            (self.key, 22),
            (self.ctrl_key, 14),
        ]
        ways += [(self.type_words, 5), (self.wheel, 4), (self.shift_key, 3)]
        way = self.chance.choices([w for w, _n in ways], [n for _w, n in ways])[0]
        way()

    def modifier(self):
        return self.chance.choice([M.NoModifier] * 6 + [M.ControlModifier, M.ShiftModifier])

    def note(self, *what):
        self.done.append(what)

    # ------------------------------------------------------------ the mouse
    def drag_step(self):
        if self.place.rooms.name != "board" or QApplication.activePopupWidget() is not None:
            return
        at = self.spot()
        if self.held is None:
            self.held = self.chance.choice([LEFT] * 9 + [MIDDLE])
            modifier = self.modifier()
            self.note("press", at.toTuple(), self.held, modifier)
            QTest.mousePress(self.port, self.held, modifier, at)
        elif self.chance.random() < 0.6:
            self.note("move", at.toTuple())
            QTest.mouseMove(self.port, at)
        else:
            self.release(at)

    def release(self, at):
        self.note("release", at.toTuple())
        button, self.held = self.held, None
        QTest.mouseRelease(self.port, button, M.NoModifier, at)

    def click(self):
        if self.held is None and self.place.rooms.name == "board":
            at, modifier = self.spot(), self.modifier()
            button = self.chance.choice([LEFT] * 9 + [RIGHT])
            self.note("click", at.toTuple(), button, modifier)
            QTest.mouseClick(self.port, button, modifier, at)

    def double_click(self):
        if self.held is None and self.place.rooms.name == "board":
            at = self.spot()
            self.note("double click", at.toTuple())
            QTest.mouseDClick(self.port, LEFT, M.NoModifier, at)

    def wheel(self):
        at, turn = self.spot(), self.chance.choice([-240, -120, 120, 240])
        modifier = self.chance.choice([M.NoModifier, M.ControlModifier, M.ShiftModifier])
        self.note("wheel", turn, modifier)
        event = QWheelEvent(
            QPointF(at), QPointF(self.port.mapToGlobal(at)), QPoint(), QPoint(0, turn),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.port, event)

    # ------------------------------------------------------------ the keys
    def press_key(self, key, modifier=M.NoModifier):
        self.note("key", key, modifier)
        target: Any = QApplication.activePopupWidget() or QApplication.focusWidget() or self.place.window
        QTest.keyClick(target, key, modifier)

    def key(self):
        self.press_key(self.chance.choice(KEYS))

    def ctrl_key(self):
        self.press_key(self.chance.choice(WITH_CTRL), M.ControlModifier)

    def shift_key(self):
        self.press_key(self.chance.choice(KEYS), self.chance.choice([M.ShiftModifier, M.AltModifier]))

    def type_words(self):
        target: Any = QApplication.activePopupWidget() or QApplication.focusWidget() or self.place.window
        words = self.chance.choice(WORDS)
        self.note("type", words)
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(target, letter)


def assert_sound(place):
    """The board shows what the document holds, and has lost nothing."""
    workshop, scene = place.session.workshop, place.room.board.board
    assert scene.workshop is workshop
    only = scene.placement.shown.only
    for kind in (Pillar, Objective, Condition):
        for record in workshop.all(kind):
            shown = only is None or record.id in only
            assert (record.id in scene.placement.cards) is shown, (record, only)
    assert all(id_ in workshop for id_ in scene.placement.cards)
    assert all(item.place is scene.placement.cards[id_] for id_, item in scene.cards.items())
    assert all(id_ in workshop for id_ in place.selection.ids)


def run(place, seed, events):
    monkey, start = Monkey(place, seed), canonical(place.session.workshop)
    began = time.monotonic()
    for _n in range(events):
        monkey.act()
        if _n % 8 == 0:
            QApplication.processEvents()
        assert_sound(place)
        if time.monotonic() - began > AT_MOST_S * events / SHARE:
            break
    if monkey.held is not None:
        monkey.release(QPoint(5, 5))
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    place.room.board.setFocus()
    while place.session.desk.undo() is not None:
        pass
    assert canonical(place.session.workshop) == start
    assert_sound(place)
    assert len(monkey.done) > events / 4
    return monkey


@pytest.fixture
def no_dialogs(monkeypatch):
    """Nobody is there to answer a dialog."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    monkeypatch.setattr(QDialog, "exec", lambda _self: QDialog.DialogCode.Rejected)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_monkey_at_the_window(place, no_dialogs, seed):
    run(place, seed, SHARE)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_monkey_of_ten_thousand_events(place, no_dialogs):
    run(place, SEEDS[0], FULL)
