"""The welcome, and the page of a new workshop."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from okrdesk.cards import Objective, Team
from okrdesk.templates import TEMPLATES
from ui.pages.new_page import file_name
from ui.widgets.tiles import Tile


@pytest.fixture
def welcome(place):
    place.show_session(None)
    return place.rooms.current


def tile(page, title):
    return next(t for t in page.findChildren(Tile) if t.accessibleName() == title)


def test_the_welcome_lists_what_was_open_and_opens_it(qtbot, place, file, welcome):
    rows = welcome.findChildren(QPushButton, "recent")
    assert [row.accessibleName().startswith("Open plan, today") for row in rows] == [True]
    assert not place.window.rail._buttons["board"].isEnabled()
    qtbot.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert place.session.document.path == file and place.rooms.name == "board"
    assert place.window.rail._buttons["board"].isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_welcome_by_keyboard(qtbot, place, welcome, monkeypatch, tmp_path, key):
    monkeypatch.setattr("ui.files.starting.sample_place", lambda: tmp_path / "look.okrdesk")
    look = tile(welcome, "Look at the sample")
    look.setFocus()
    qtbot.keyClick(look, key)
    assert place.session.workshop.count(Objective) == 20


def test_new_asks_how_whose_and_where(qtbot, place, tmp_path, monkeypatch):
    asked = []

    def ask(_parent, _title, start, _kinds):
        asked.append(start)
        return str(tmp_path / "ours.okrdesk"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    qtbot.waitUntil(place.window.isActiveWindow)
    qtbot.keyClick(place.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = place.rooms.current
    assert {t.accessibleName() for t in page.findChildren(Tile)} == {t.title for t in TEMPLATES}
    qtbot.mouseClick(tile(page, "Six levels"), Qt.MouseButton.LeftButton)
    page.name.setFocus()
    qtbot.keyClicks(page.name, "Reed & Finch")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert asked[0].endswith("Reed & Finch.okrdesk")
    workshop = place.session.workshop
    assert workshop.organisation.name == "Reed & Finch" and "Departments" in workshop.organisation.levels
    assert workshop.count(Team) > 1 and place.rooms.name == "board"


def test_who_would_rather_not_keeps_page_and_workshop(qtbot, place, file, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: ("", ""))
    place.commands.new.trigger()
    page = place.rooms.current
    qtbot.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    assert place.rooms.current is page and place.session.document.path == file
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert place.rooms.name == "board"


def test_arrow_keys_go_through_the_templates(qtbot, place):
    place.commands.new.trigger()
    page = place.rooms.current
    page.tiles.button(0).setFocus()
    qtbot.keyClick(page.tiles.button(0), Qt.Key.Key_Down)
    assert page.tiles.checkedId() > 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Reed & Finch", "Reed & Finch"), ("a/b:c", "a b c"), (" .. ", "Workshop"), ("", "Workshop")],
)
def test_a_files_name(name, expected):
    assert file_name(name) == expected
