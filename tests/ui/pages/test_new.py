"""A new workshop: how to begin, whose it is, and where its file goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from okrdesk.cards import Organisation
from ui.pages.new_page import NewPage


def test_where_it_cannot_be_made_the_page_stays_and_says_why(open_window, home, tmp_path, monkeypatch, qtbot):
    places = [tmp_path / "none" / "Rowan.okrdesk", tmp_path / "Rowan.okrdesk"]
    asked = []

    def ask(_window, _title, start, *_more):
        asked.append(start)
        return str(places.pop(0)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    place = open_window(None)
    place.show_session(None)
    place.files.new()
    page = place.rooms.current
    assert isinstance(page, NewPage)
    page.tiles.button(2).click()
    qtbot.keyClicks(page.name, "Rowan Cycles")
    assert not page.trouble.isVisible()
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert place.rooms.current is page  # with what was typed, and the sentence beside it
    assert (page.tiles.checkedId(), page.name.text()) == (2, "Rowan Cycles")
    assert page.trouble.isVisible() and "Rowan.okrdesk" in page.trouble.text()
    assert not place.banners.texts()
    page.begin.click()
    assert place.session.document.path == tmp_path / "Rowan.okrdesk"
    assert [each.name for each in place.session.workshop.all(Organisation)] == ["Rowan Cycles"]
    assert place.rooms.name == "board"
    assert len(asked) == 2


def test_giving_up_the_choice_of_a_place_says_nothing(place, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: ("", ""))
    place.files.new()
    page = place.rooms.current
    page.begin.click()
    assert place.rooms.current is page and not page.trouble.isVisible()
