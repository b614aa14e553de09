"""What is typed in from paper is kept until it is taken down or cleared."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from okrdesk.review.records import Note
from ui.review.drafts import Drafts
from ui.review.on_paper import typing_in

LINES = "CO-1 Is this weekly?\nSAL-1 P well said"


def show(place):
    place.on_paper.type_in.trigger()
    QApplication.processEvents()
    return place.rooms.current


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_in(qtbot, page):
    qtbot.keyClicks(page.name, "Noa Berg")
    page.team.setFocus()
    qtbot.keyClick(page.team, Qt.Key.Key_Down)
    click(qtbot, page.lines.viewport())
    for n, line in enumerate(LINES.split("\n")):
        if n:
            qtbot.keyClick(page.lines, Qt.Key.Key_Return)
        qtbot.keyClicks(page.lines, line)


def typed(page):
    return page.name.text(), page.team.currentIndex(), page.lines.toPlainText()


def kept(place):
    return Drafts(place.session.workshop.id).of("paper")


@pytest.mark.parametrize("way", ["Esc", "cross", "rail"])
def test_it_is_there_again_when_the_page_was_left(qtbot, place, way):
    page = show(place)
    type_in(qtbot, page)
    if way == "Esc":
        qtbot.keyClick(page.lines, Qt.Key.Key_Escape)
    elif way == "cross":
        click(qtbot, page.cross)
    else:
        click(qtbot, place.window.rail._buttons["outline"])
    assert place.rooms.current is not page
    page = show(place)
    assert typed(page) == ("Noa Berg", 1, LINES)
    assert page.take.text() == "Take down 2 notes" and page.take.isEnabled()


def test_it_is_kept_while_it_is_typed(qtbot, place, monkeypatch):
    monkeypatch.setattr(typing_in, "LATEST_MS", 0)
    page = show(place)
    type_in(qtbot, page)
    qtbot.waitUntil(lambda: (kept(place) or {}).get("lines") == LINES)


def test_it_is_there_when_the_window_is_opened_again_and_in_no_other_workshop(
    qtbot, place, file, open_window
):
    type_in(qtbot, show(place))
    place.window.close()
    again = open_window(file)
    assert typed(show(again)) == ("Noa Berg", 1, LINES)
    again.files.new_sample()
    assert typed(show(again)) == ("", 0, "")


def test_it_can_be_cleared_and_the_lines_brought_back(qtbot, place):
    page = show(place)
    assert not page.clear.isEnabled()
    type_in(qtbot, page)
    click(qtbot, page.clear)
    assert typed(page) == ("", 0, "") and not page.clear.isEnabled() and page.lines.hasFocus()
    qtbot.keyClick(page.lines, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.lines.toPlainText() == LINES
    click(qtbot, page.clear)
    qtbot.keyClick(page.lines, Qt.Key.Key_Escape)
    assert kept(place) is None and typed(show(place)) == ("", 0, "")


def test_once_taken_down_it_is_cleared_but_for_what_was_not_understood(qtbot, place):
    page = show(place)
    type_in(qtbot, page)
    qtbot.keyClick(page.lines, Qt.Key.Key_Return)
    qtbot.keyClicks(page.lines, "HR-9 who")
    click(qtbot, page.take)
    qtbot.keyClick(page.lines, Qt.Key.Key_Escape)
    page = show(place)
    assert typed(page) == ("Noa Berg", 1, "HR-9 who")
    page.lines.selectAll()
    qtbot.keyClicks(page.lines, "SAL-1 S Better words")
    click(qtbot, page.take)
    assert place.rooms.current is not page and place.session.workshop.count(Note) == 3
    assert kept(place) is None and typed(show(place)) == ("", 0, "")
