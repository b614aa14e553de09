"""Work whose file has gone, a copy to go on in, a place that cannot be written: nothing entered is lost."""

import shutil

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from okrdesk.edits import set_field
from okrdesk.store.document import open_document
from tests.acting import LOOK, card, in_file, press, rename
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


def test_what_is_kept_can_be_thrown_away_after_it_was_said_what_is_lost(place, file, open_window):
    strand(place, file)
    other = open_window(None)
    other.files.begin(None)

    def tiles():
        found = other.rooms.current.findChildren(Tile)
        return [t for t in found if "Unsaved work of plan" in t.accessibleName() and not t.isHidden()]

    (away,) = [b for b in other.rooms.current.findChildren(QPushButton) if b.text() == "Throw away…"]
    away.click()
    asked = other.banners.texts()[-1]
    assert "Throw 1 change away?" in asked and "• Change SAL-1" in asked
    assert other.files.kept.any()  # nothing is lost by asking
    press(other, "Throw away for good")
    assert not other.files.kept.any()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not tiles()


def test_a_banner_offers_to_throw_it_away_where_a_workshop_opened_by_itself(
    place, file, open_window, sample_file, tmp_path, home
):
    strand(place, file)
    there = shutil.copy(sample_file, tmp_path / "there.okrdesk")
    other = open_window(None)
    other.settings.remember(there)
    other.files.begin(None)
    press(other, "Throw away…")
    press(other, "Throw away for good")
    assert not other.files.kept.any()


def test_a_copy_that_somebody_changed_is_not_written_over(place, file, sample_file, tmp_path, monkeypatch):
    rename(place, "SAL-1", "Ours")
    file.unlink()
    place.session.publish_now()
    copy = tmp_path / "copy.okrdesk"
    answer(monkeypatch, copy)
    press(place, "Save a copy…")
    theirs = open_document(copy, LOOK)
    theirs.desk.do(set_field(theirs.workshop, card(place, "SAL-2").id, "title", "Theirs"))
    theirs.close()
    press(place, "Go on in the copy")
    assert "was changed after the copy was saved" in place.banners.texts()[-1]
    assert place.session.document.path == file
    assert (in_file(copy, "SAL-2").title, in_file(copy, "SAL-1").title) == ("Theirs", "Ours")


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
