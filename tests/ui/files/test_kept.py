"""Work whose file has gone, a copy to go on in, a place that cannot be written: nothing entered is lost."""

from PySide6.QtWidgets import QFileDialog

from tests.acting import card, in_file, press, rename
from ui.pages.new_page import NewPage
from ui.widgets.tiles import Tile


def answer(monkeypatch, *paths):
    chosen = iter(paths)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(next(chosen)), ""))


def strand(place, file):
    rename(place, "SAL-1", "Ours")
    file.unlink()
    place.window.close()
    press(place, "Close anyway")


def test_the_work_of_a_deleted_file_is_offered_when_it_is_opened_again(place, file, open_window, monkeypatch):
    strand(place, file)
    other = open_window(file)
    assert "1 change that had not been saved to it is kept" in other.banners.texts()[0]
    answer(monkeypatch, file)
    press(other, "Save what is kept here…")
    assert other.session.document.path == file
    assert in_file(file, "SAL-1").title == "Ours"


def test_the_first_page_shows_it_and_brings_it_back(place, file, open_window, tmp_path, monkeypatch):
    strand(place, file)
    other = open_window(None)
    other.files.begin(None)
    tiles = [
        t for t in other.rooms.current.findChildren(Tile) if "Unsaved work of plan" in t.accessibleName()
    ]
    answer(monkeypatch, tmp_path / "back.okrdesk")
    tiles[0].click()
    assert card(other, "SAL-1").title == "Ours"


def test_a_copy_can_be_gone_on_in_when_the_file_is_gone(place, file, tmp_path, monkeypatch):
    rename(place, "SAL-1", "Ours")
    file.unlink()
    place.session.publish_now()
    copy = tmp_path / "copy.okrdesk"
    answer(monkeypatch, copy)
    press(place, "Save a copy…")
    rename(place, "SAL-2", "Later")
    press(place, "Go on in the copy")
    assert place.session.document.path == copy and place.session.saved
    assert card(place, "SAL-2").title == "Later"
    assert not place.files.kept.any()


def test_a_new_workshop_that_cannot_be_made_asks_for_another_place(open_window, home, tmp_path, monkeypatch):
    place = open_window(None)
    place.files.new()
    page = place.rooms.current
    assert isinstance(page, NewPage)
    page.name.setText("Rowan Cycles")
    answer(monkeypatch, tmp_path / "none" / "Rowan.okrdesk", tmp_path / "Rowan.okrdesk")
    page.begin.click()
    press(place, "Choose another place…")
    assert place.session.document.path == tmp_path / "Rowan.okrdesk"
    assert any(getattr(record, "name", "") == "Rowan Cycles" for record in place.session.workshop)
