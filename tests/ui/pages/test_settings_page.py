"""The settings page: what is chosen applies at once and is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from okrdesk import profile
from ui.look import fonts, motion, sizes
from ui.settings import Settings
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, place):
    qtbot.waitUntil(place.window.isActiveWindow)
    qtbot.keyClick(place.window, Qt.Key.Key_Comma, CTRL)
    yield place.rooms.current
    sizes.set_text_size(100)
    motion.set_reduced(False)


def click(qtbot, segments, value):
    qtbot.mouseClick(segments.button(value), Qt.MouseButton.LeftButton)


def test_colours(qtbot, place, page):
    click(qtbot, page.theme, "dark")
    assert place.window.theme.name == "dark" and Settings.load().theme == "dark"
    light = next(c.action for c in place.actions.commands if c.action.text() == "Light")
    light.trigger()
    assert page.theme.button("light").isChecked() and place.window.theme.name == "light"


def test_text_grows_and_the_window_with_it(qtbot, place, page):
    place.room.board.camera.zoom_to(0.5)
    rail, bar, zoom = place.window.rail.width(), place.topbar.height(), place.room.board.camera.zoom
    click(qtbot, page.text_size, 150)
    assert QApplication.font().pixelSize() == round(fonts.BASE_SIZE * 1.5)
    assert "font-size: 21px" in place.window.styleSheet()  # the workshop's name: 14 at 100 %
    assert place.window.rail.width() == rail * 1.5 and place.topbar.height() == bar * 1.5
    assert place.room.board.camera.zoom == pytest.approx(zoom * 1.5)
    assert Settings.load().text_size == 150
    again = MainWindow(Settings.load())
    assert again.rail.width() == rail * 1.5
    again.deleteLater()


def test_the_projector(qtbot, place, page):
    qtbot.mouseClick(page.projector, Qt.MouseButton.LeftButton)
    assert place.settings.text_size == sizes.PROJECTOR and page.text_size.button(150).isChecked()


def test_steps_of_text_size_from_the_menu(place, page):
    commands = {c.action.text(): c.action for c in place.actions.commands}
    commands["Larger text"].trigger()
    assert place.settings.text_size == 110 and page.text_size.button(110).isChecked()
    commands["Smaller text"].trigger()
    commands["Smaller text"].trigger()
    commands["Smaller text"].trigger()
    assert place.settings.text_size == 90
    assert place.status.hint.text() == "Text size 90%"


def test_arrow_keys_choose(qtbot, place, page):
    page.theme.button("system").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert place.settings.theme == "light"


def test_a_click_takes_the_focus_along(qtbot, place, page):
    page.theme.button("system").setFocus()
    qtbot.mouseClick(page.theme.button("dark"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is page.theme.button("dark")


def test_reduced_motion(qtbot, place, page, monkeypatch):
    monkeypatch.setattr(motion, "MILLISECONDS", 150)
    click(qtbot, page.motion, True)
    assert motion.duration() == 0 and Settings.load().reduced_motion
    click(qtbot, page.motion, False)
    assert motion.duration() > 0


def test_the_name_is_whom_changes_are_recorded_as(qtbot, place, page):
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "Rosa Maria Luna")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    known = profile.load()
    assert known is not None and (known.name, known.initials) == ("Rosa Maria Luna", "RML")
    assert place.session.desk.author.name == "Rosa Maria Luna"
    page.name.clear()
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert profile.load() == known


def test_a_name_that_cannot_be_kept_is_told(qtbot, place, page, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(profile, "save", full)
    place.met("Somebody else")
    assert "No space left on device" in place.banners.texts()[0]


def test_escape_and_the_cross_lead_back(qtbot, place, page):
    assert not place.inspector.isVisible() and not place.window.rail._buttons["board"].isChecked()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert place.rooms.name == "board" and place.inspector.isVisible() and place.room.board.hasFocus()
    place.commands.settings.trigger()
    qtbot.mouseClick(place.rooms.current.cross, Qt.MouseButton.LeftButton)
    assert place.rooms.name == "board"
