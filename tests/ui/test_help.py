"""Help in place, and what the program stands on."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from tests.acting import rename
from ui.bars import Rail
from ui.help.about import licences
from ui.help.text import keys_table
from ui.settings import Settings


@pytest.fixture
def panel(qtbot, place):
    qtbot.waitUntil(place.window.isActiveWindow)
    qtbot.keyClick(place.window, Qt.Key.Key_F1)
    return place.help.panel()


def text(panel):
    return panel.browser.toPlainText()


def test_f1_tells_of_the_room_and_takes_the_inspectors_place(qtbot, place, panel):
    assert panel.isVisible() and not place.inspector.isVisible()
    assert text(panel).startswith("The board") and "What the lines mean" in text(panel)
    assert "The file keeps its history." in text(panel)
    assert (
        panel.geometry().left() >= place.rooms.mapTo(place.window.centre, place.rooms.rect().topRight()).x()
    )
    qtbot.keyClick(place.window, Qt.Key.Key_F1)
    assert not panel.isVisible() and place.inspector.isVisible() and place.room.board.hasFocus()


def test_it_goes_along_with_the_room_and_escape_closes_it(qtbot, place, panel):
    place.show_session(None)
    assert text(panel).startswith("Welcome")
    panel.browser.setFocus()
    qtbot.keyClick(panel.browser, Qt.Key.Key_Escape)
    assert not panel.isVisible() and not place.inspector.isVisible()


def test_asking_for_the_details_closes_it(qtbot, place, panel):
    qtbot.keyClick(place.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert not panel.isVisible() and place.inspector.isVisible()
    qtbot.keyClick(place.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert not place.inspector.isVisible()


def test_every_key_is_in_the_table(place, panel):
    said = text(panel)
    native = QKeySequence.SequenceFormat.NativeText
    for command in place.actions.commands:
        if not command.action.shortcut().isEmpty():
            assert command.action.shortcut().toString(native) in said
    assert not re.search(r"or (New|Open|Save)\b", said)  # keys that few keyboards have


def test_the_table_names_undo_and_not_what_it_would_take_back(qtbot, place):
    rename(place, "SAL-1", "Changed")
    assert place.commands.undo.text() != "Undo"
    table = keys_table(place.actions)
    assert ">Undo<" in table and place.commands.undo.text() not in table


def test_every_room_has_words_of_its_own():
    folder = Path(__file__).resolve().parent.parent.parent / "resources" / "help"
    assert {name for name, _title in Rail.ROOMS} | {"welcome", "file"} <= {
        p.stem for p in folder.glob("*.md")
    }


def test_the_hints_can_be_brought_back(place):
    place.settings.hints[:] = ["write", "claim"]
    place.help.hints.trigger()
    assert place.settings.hints == Settings.load().hints == []


def test_about_names_versions_and_licences(qtbot, place):
    place.help.about.trigger()
    page = place.rooms.current
    assert page.title.text().startswith("OKR Desk ")
    names = {name: licence for name, _version, licence in licences()}
    assert "LGPL" in names["PySide6_Essentials"] and all(names.values())
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert place.rooms.name == "board"
