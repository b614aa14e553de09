"""Tab goes through the window in the order in which things stand; Esc leads back to the room."""

from itertools import pairwise
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.acting import card
from ui.widgets.banner import Ask

TAB, BACK, ESC = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape


def tab(qtbot, key=TAB) -> Any:
    qtbot.keyClick(QApplication.focusWidget(), key)
    return QApplication.focusWidget()


def round_trip(qtbot):
    """All stops from where the keys are."""
    stops: list[Any] = [QApplication.focusWidget()]
    while (widget := tab(qtbot)) is not stops[0]:
        stops.append(widget)
    return stops


@pytest.fixture
def on_board(place, qtbot):
    qtbot.waitUntil(place.window.isActiveWindow)
    place.selection.show(card(place, "CO-1").id)
    place.rooms.enter("board")
    return place


def test_the_details_are_gone_through_from_top_to_bottom(on_board, qtbot):
    place = on_board
    place.selection.show(card(place, "S-1").id)  # another card's parts are made in another order
    place.selection.show(card(place, "CO-1").id)
    stops = [widget for widget in round_trip(qtbot) if place.inspector.isAncestorOf(widget)]
    scrolled = stops[1:]  # below the tabs
    boxes = [(stop.mapTo(place.inspector, QPoint(0, 0)).y(), stop.height()) for stop in scrolled]
    assert len(stops) > 30
    for (above, height), (below, _height) in pairwise(boxes):
        assert below > above - height


def test_part_follows_part_and_the_way_back_is_the_same(on_board, qtbot):
    place = on_board
    place.banners.show_banner(Ask("Who?", "me", "OK", lambda _name: None), topic="who")
    stops = round_trip(qtbot)
    parts = (place.rooms, place.inspector, place.status, place.topbar, place.banners, place.window.rail)
    met = [next(part for part in parts if part.isAncestorOf(stop)) for stop in stops]
    assert list(dict.fromkeys(met)) == [part for part in parts if part in met]
    assert [place.banners.isAncestorOf(s) for s in stops].count(True) == 3  # the name, OK, and its cross
    back = [stops[0]]
    while (widget := tab(qtbot, BACK)) is not stops[0]:
        back.append(widget)
    assert back[1:] == stops[:0:-1]


def test_esc_leads_back_to_the_room_from_anywhere(on_board, qtbot):
    place = on_board
    for part in (place.topbar.names, place.window.rail._buttons["board"]):
        part.setFocus()
        tab(qtbot, ESC)
        assert QApplication.focusWidget() is place.room.board
        assert place.selection.current == card(place, "CO-1").id  # one thing at a time


def test_the_menus_outlive_an_editor_that_loses_the_keys(qtbot, place):
    view = place.room.board
    place.selection.show(next(iter(view.board.placement.cards)))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.writing.editor is not None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(shiboken6.isValid(menu) for menu in place.actions.menus.values())
