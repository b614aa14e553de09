"""When something is wrong: what the window says, which ways out it offers, and what is in the file then."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtWidgets import QFileDialog

from okrdesk.store import errors
from tests.acting import card, drag, in_file, on_view, press, put_theirs, rename
from ui.process import log


def test_when_saving_fails_the_state_and_a_banner_say_why(place, file, monkeypatch):
    def full(*_args):
        raise errors.Unwritable("The disk is full.")

    rename(place, "SAL-1", "Ask for us")
    with monkeypatch.context() as broken:
        broken.setattr(type(place.session.document), "publish", full)
        place.session.publish_now()
        assert place.topbar.state.text().endswith(" · not saved")
        assert place.banners.texts() == ["The disk is full."]
        assert not place.window.close()  # the person decides
        assert "The last changes are not in the file yet" in place.banners.texts()[-1]
    place.session.publish_now()
    assert place.topbar.state.text().endswith("saved")
    assert in_file(file, "SAL-1").title == "Ask for us"


def test_saving_that_is_asked_for_tells_again_what_is_in_the_way(
    qtbot, place, file, sample_file, monkeypatch
):
    def full(*_args):
        raise errors.Unwritable("The disk is full.")

    rename(place, "SAL-1", "Ask for us")
    with monkeypatch.context() as broken:
        broken.setattr(type(place.session.document), "begin_publish", full)
        place.session.publish_soon()
        press(place, "Try again")
        assert place.banners.texts() == ["The disk is full."]
    press(place, "Try again")
    qtbot.waitUntil(lambda: place.session.saved)
    assert not place.banners.texts()
    put_theirs(place, file, sample_file)
    rename(place, "SAL-1", "Ours")
    place.session.publish_now()
    place.banners.banners()[-1].leave()
    place.commands.save.trigger()
    qtbot.waitUntil(lambda: bool(place.banners.banners()))
    press(place, "Keep both")


def test_a_colleagues_file_is_never_overwritten(place, file, sample_file):
    put_theirs(place, file, sample_file)
    rename(place, "SAL-1", "Ours")
    place.session.publish_now()
    assert place.session.conflict
    press(place, "Show differences")
    assert "Theirs" in place.banners.texts()[-1] and "Ours" in place.banners.texts()[-1]
    press(place, "Keep both")
    assert place.session.document.path != file
    assert card(place, "SAL-1").title == "Ours"
    assert in_file(file, "SAL-2").title == "Theirs"


def test_a_locked_file_offers_a_copy(place, file, open_window, monkeypatch):
    other = open_window(file)
    assert other.session is None
    assert "is open already" in other.banners.texts()[0]
    press(other, "Open a copy")
    assert "This is a copy" in other.banners.texts()[0]
    assert other.topbar.state.text().endswith("read only")
    rename_refused(other)
    other.room.board.refuse(other.banners.texts()[0])
    assert len(other.banners.texts()) == 1  # said once, with its way out
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: ("", ""))
    press(other, "Save a copy…")


def rename_refused(place):
    from okrdesk.desk import Refused

    with pytest.raises(Refused):
        rename(place, "SAL-1", "No")


def test_a_damaged_file_is_a_sentence_with_a_way_out(open_window, home, tmp_path):
    damaged = tmp_path / "damaged.okrdesk"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(500))
    place = open_window(damaged)
    assert place.session is None
    assert str(damaged) in place.banners.texts()[0]
    assert place.rooms.name == "welcome"
    assert damaged.read_bytes() == b"SQLite format 3\0" + bytes(500)


def test_a_file_changed_by_another_program_is_rescued_into_a_new_one(place, file, tmp_path, monkeypatch):
    rename(place, "SAL-1", "Ask for us")
    place.session.publish_now()
    rename(place, "SAL-1", "Ask for us first")
    place.session.publish_now()
    place.files.close()
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE objective SET title = 'Sneaky' WHERE code = 'SAL-2'")
    before = file.read_bytes()
    place.files.open(file)
    assert place.session is None
    asked = []

    def ask(_parent, _title, start, _filters):
        asked.append(start)
        return start, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    press(place, "Rescue into a new workshop…")
    assert card(place, "SAL-2").title == "Sneaky" and card(place, "SAL-1").title == "Ask for us first"
    (text,) = place.banners.texts()
    assert "SAL-2, title: “Sneaky” in the rescued workshop" in text
    press(place, "Restore the backup…")
    assert card(place, "SAL-2").title == "No renewal comes as a surprise"
    assert asked[0] == str(tmp_path / "plan rescued.okrdesk")
    assert asked[1].startswith(str(tmp_path / "plan backup of 2"))
    assert file.read_bytes() == before


def test_when_nothing_can_be_rescued_that_is_said(open_window, home, tmp_path, monkeypatch):
    damaged = tmp_path / "damaged.okrdesk"
    damaged.write_bytes(b"SQLite format 3\0" + b"\1" * 500)
    place = open_window(None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (a[2], ""))
    place.files.rescuing.rescue(damaged)
    (text,) = place.banners.texts()
    assert str(damaged) in text
    assert [path.name for path in tmp_path.glob("*.okrdesk")] == ["damaged.okrdesk"]


def test_a_workbook_that_is_opened_can_be_imported(open_window, home, tmp_path, monkeypatch):
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "okrs.xlsx")
    place = open_window(tmp_path / "okrs.xlsx")
    read = []
    monkeypatch.setattr(place.importing, "read", read.append)
    place.files.open(tmp_path / "okrs.xlsx")
    press(place, "Import it…")
    assert read == [tmp_path / "okrs.xlsx"]


def test_a_file_that_is_gone(open_window, home, tmp_path):
    place = open_window(tmp_path / "gone.okrdesk")
    assert "is not there" in place.banners.texts()[0]


def test_after_an_unexpected_error_the_workshop_is_read_anew(place, file):
    rename(place, "SAL-1", "Ask for us")
    before = place.session
    place.unexpected("")
    assert place.session is not before
    assert card(place, "SAL-1").title == "Ask for us"
    assert "Something went wrong; nothing saved was lost" in place.banners.texts()[-1]
    again = place.session
    place.unexpected("")
    assert place.session is again  # a storm is told once


def test_where_the_file_cannot_be_read_anew_it_is_not_said_that_it_was(place, monkeypatch):
    def broken(_file):
        raise ZeroDivisionError

    monkeypatch.setattr(place.files, "open", broken)
    place.unexpected("")
    assert (
        place.banners.texts()[-1] == "Something went wrong; nothing saved was lost. Open the workshop again."
    )
    assert "ZeroDivisionError" in log.log_path().read_text()


def test_a_sentence_made_for_people_is_shown_as_it_is(place):
    session = place.session
    place.unexpected("The disk is full: this change was not saved.")
    assert place.session is session
    assert place.banners.texts() == ["The disk is full: this change was not saved."]


def test_what_was_refused_is_told_until_the_person_goes_on(place, qtbot):
    pillar, objective = card(place, "S-1"), card(place, "CO-1")
    drag(qtbot, place, on_view(place, pillar.id), on_view(place, objective.id))
    assert place.banners.texts() == ["Pillars stay in the strategy lane."]
    drag(qtbot, place, on_view(place, card(place, "SAL-2").id), on_view(place, card(place, "SRV-2").id))
    assert place.session.desk.history.undo_label == "Move SAL-2 to Service"
    assert not place.banners.texts()


def test_a_deleted_file_is_written_anew_as_a_copy(place, file, tmp_path, monkeypatch):
    copy = tmp_path / "again.okrdesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(copy), ""))
    file.unlink()
    rename(place, "SAL-1", "Ours")
    place.session.publish_now()
    assert "has been deleted or moved away" in place.banners.texts()[-1]
    press(place, "Save a copy…")
    assert in_file(copy, "SAL-1").title == "Ours"
    place.files.close()
    assert place.session is None
