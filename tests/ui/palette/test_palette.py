"""The command palette with real keys and mouse: every command, the cards, and what cannot be done now."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from tests.acting import card, rename

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(qtbot, place):
    qtbot.waitUntil(place.window.isActiveWindow)
    qtbot.keyClick(place.window, Qt.Key.Key_K, CTRL)
    found = place.window.findChild(QLineEdit, "palettefield").parentWidget()
    assert found.isVisible() and found.field.hasFocus()
    return found


def titles(palette):
    return [palette.list.model().index(n, 0).data() for n in range(palette.list.model().rowCount())]


def test_it_holds_every_command_with_its_keys(palette, place):
    said = titles(palette)
    for command in place.actions.commands:
        if command.action not in (place.commands.palette, place.commands.details):
            assert any(title.startswith(command.action.text().replace("&", "")) for title in said)
    row = next(row for row in palette._rows if row.title == "Save a copy…")
    assert (row.place, row.keys) == ("File", "Ctrl+Shift+S")


def test_words_in_any_order_and_the_menus_name(qtbot, palette):
    qtbot.keyClicks(palette.field, "pdf file")
    assert titles(palette)[0] == "Export to PDF…"
    palette.field.clear()
    qtbot.keyClicks(palette.field, "xyzzy")
    assert titles(palette) == ["Nothing is called that."]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_enter_runs_what_is_marked_and_the_next_time_it_stands_first(qtbot, palette, place):
    qtbot.keyClicks(palette.field, "dark")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert place.window.theme.name == "dark"
    assert not palette.isVisible() and place.room.board.hasFocus()
    qtbot.keyClick(place.window, Qt.Key.Key_K, CTRL)
    assert titles(palette)[0] == "Dark ✓"


def test_arrows_and_a_click(qtbot, palette, place):
    qtbot.keyClicks(palette.field, "view")
    before = palette.list.currentIndex().row()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == before + 1
    n = titles(palette).index("Light")
    index = palette.list.model().index(n, 0)
    palette.list.scrollTo(index)
    middle = palette.list.visualRect(index).center()
    qtbot.mouseMove(palette.list.viewport(), middle)
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert place.settings.theme == "light" and not palette.isVisible()


def test_what_cannot_be_done_says_why_and_does_nothing(qtbot, palette, place):
    qtbot.keyClicks(palette.field, "redo")
    row = next(row for row in palette._rows if row.title == "Redo")
    assert row.why_not == "there is nothing to redo"
    n = palette._rows.index(row)
    palette.list.setCurrentIndex(palette.list.model().index(n, 0))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible() and not place.status.hint.text()


def test_a_card_is_found_selected_and_shown(qtbot, palette, place):
    board = place.room.board
    board.camera.zoom_to(2.0)
    qtbot.keyClicks(palette.field, "srv-3")
    assert palette._rows[0].place == "SRV-3"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    wanted = card(place, "SRV-3")
    assert place.selection.ids == (wanted.id,)
    at = board.board.placement.cards[wanted.id]
    assert board.viewport().rect().contains(board.mapFromScene(QPoint(round(at.x + 9), round(at.y + 9))))
    rename(place, "SRV-3", "Quite another name")
    qtbot.keyClick(place.window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(palette.field, "quite another")
    assert palette._rows[0].place == "SRV-3"


def test_escape_the_same_keys_and_a_click_elsewhere_close_it(qtbot, palette, place):
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible() and place.room.board.hasFocus()
    qtbot.keyClick(place.window, Qt.Key.Key_K, CTRL)
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "out")
    qtbot.keyClick(palette.field, Qt.Key.Key_K, CTRL)
    assert not palette.isVisible()
    place.commands.palette.trigger()
    qtbot.mouseClick(place.room.board.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 400))
    assert not palette.isVisible() and place.room.board.hasFocus()


def test_without_a_workshop(qtbot, open_window, home):
    place = open_window(None)
    place.show_session(None)
    place.commands.palette.trigger()
    palette = place.commands._palette
    qtbot.keyClicks(palette.field, "save")
    assert {row.why_not for row in palette._rows} == {"open a workshop first"}
    palette.field.setText("new sample")
    assert not palette._rows[0].why_not


def test_it_stays_in_a_narrow_window(palette, place):
    place.window.resize(720, 460)
    place.window.settle()
    room = place.window.centre.rect()
    assert room.contains(palette.geometry())
