"""Hints for the first days: at their moment, one at a time, never again once followed or closed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from okrdesk.linking import link
from tests.acting import card, on_view, rename
from ui import workplace
from ui.hints import HINTS
from ui.settings import Settings


def shown(place):
    return "" if place.hints.tip.isHidden() else place.hints.tip.text.text()


def known_but(place, *names):
    place.settings.hints[:] = [hint.name for hint in HINTS if hint.name not in names]
    place.hints.refresh()


def test_the_first_hint_goes_when_it_is_followed(place):
    assert shown(place).startswith("Double-click")
    known_but(place, "claim")
    condition = card(place, "CO-1.c4")
    assert shown(place).startswith("Drag a card onto an open condition to claim it, or")
    workshop, source = place.session.workshop, card(place, "SAL-1").id
    place.session.desk.do(link(workshop, source, condition.id))
    assert not shown(place) and "claim" in Settings.load().hints


def test_the_first_hints_name_the_key_and_the_key_follows_them(qtbot, place):
    assert "press N" in shown(place)
    place.room.board.setFocus()
    qtbot.keyClick(place.room.board, Qt.Key.Key_N)
    qtbot.keyClicks(QApplication.focusWidget(), "A new pillar")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "write" in place.settings.hints
    known_but(place, "claim")
    assert "press L" in shown(place)


def test_a_hint_is_whole_in_large_text(place):
    place.choose_text_size(200)
    place.window.resize(1276, 770)
    QApplication.processEvents()
    tip, status = place.hints.tip, place.status
    assert tip.isVisible() and tip.text.width() >= tip.text.sizeHint().width()
    place.show_hint("Drag to move this card, or onto another to link it; double-click to edit it")
    assert not tip.isVisible() and status.objectives.isVisible()
    place.window.resize(3200, 770)
    QApplication.processEvents()
    assert tip.isVisible() and status.parked.isVisible()
    for line in (tip.text, status.hint):
        assert line.width() >= line.sizeHint().width()


def test_a_closed_hint_does_not_come_back(qtbot, place, file):
    first = shown(place)
    qtbot.mouseClick(place.hints.tip.cross, Qt.MouseButton.LeftButton)
    assert shown(place) and shown(place) != first
    place.reload()
    assert shown(place) != first
    place.hints.bring_back()
    assert shown(place) == first


@pytest.mark.parametrize(("name", "key"), [("palette", Qt.Key.Key_K), ("undo", Qt.Key.Key_Z)])
def test_a_key_follows_its_hint(qtbot, place, name, key):
    rename(place, "SAL-1", "Changed")
    known_but(place, name)
    assert shown(place).startswith("Ctrl+")
    qtbot.keyClick(place.window, key, Qt.KeyboardModifier.ControlModifier)
    assert not shown(place) and name in place.settings.hints


def test_none_on_pages_and_where_nothing_can_be_changed(place):
    place.commands.settings.trigger()
    assert not shown(place)
    place.pages.leave()
    assert shown(place)
    place.session.document.read_only = "This is a copy."
    place.hints.refresh()
    assert not shown(place)
    place.show_session(None)
    assert not shown(place)


def test_the_hint_gives_way_to_what_the_pointer_would_do(qtbot, place):
    place.window.resize(1100, 800)
    qtbot.waitUntil(lambda: place.window.width() == 1100)
    board, at = place.room.board, on_view(place, card(place, "SAL-1").id)
    first = shown(place)
    for point in (at + QPoint(2, 2), at):
        qtbot.mouseMove(board.viewport(), point)
    assert place.status.hint.text().startswith("Drag to move this card") and not shown(place)
    qtbot.waitUntil(lambda: place.status.hint.width() >= place.status.hint.sizeHint().width())
    board.pointer.leave()
    assert shown(place) == first
    place.window.resize(1900, 800)
    qtbot.waitUntil(lambda: place.window.width() == 1900)
    qtbot.mouseMove(board.viewport(), at + QPoint(2, 2))
    assert place.status.hint.text() and shown(place) == first  # there is room for both


def test_what_the_pointer_would_do_outlives_what_was_told_before(qtbot, place, monkeypatch):
    monkeypatch.setattr(workplace, "_HINT_MS", 10)
    place.show_hint("Done.")
    at = on_view(place, card(place, "SAL-1").id)
    for point in (at + QPoint(2, 2), at):
        qtbot.mouseMove(place.room.board.viewport(), point)
    qtbot.wait(40)
    assert place.status.hint.text().startswith("Drag to move this card")
