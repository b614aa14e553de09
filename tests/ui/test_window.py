"""The main window as a person uses it: mouse, keys and menus, and what is in the file afterwards."""

import shutil
import sqlite3
import time
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from okrdesk import profile
from okrdesk.cards import Author, Objective
from okrdesk.edits import set_field
from okrdesk.store import errors
from okrdesk.store.document import open_document
from ui.settings import Settings

LOOK = Author("look", "Look")


def card(place, code) -> Any:
    return next(record for record in place.session.workshop if getattr(record, "code", "") == code)


def on_view(place, id_):
    """The middle of a card, in the viewport's pixels."""
    at = place.room.board.board.placement.cards[id_]
    return place.room.board.mapFromScene(QPointF(at.x + at.w / 2, at.y + 20))


def drag(qtbot, place, start, end):
    viewport = place.room.board.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for n in range(1, 9):
        qtbot.mouseMove(viewport, start + (end - start) * n / 8)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def in_file(path, code) -> Any:
    document = open_document(path, LOOK, read_only=True)
    found = next(record for record in document.workshop if getattr(record, "code", "") == code)
    document.close()
    return found


def rename(place, code, title):
    workshop = place.session.workshop
    place.session.desk.do(set_field(workshop, card(place, code).id, "title", title))


def put_theirs(place, file, sample_file):
    """A colleague's copy takes the place of the open file."""
    copy = file.with_name("theirs.okrdesk")
    theirs = open_document(shutil.copy(sample_file, copy), LOOK)
    theirs.desk.do(set_field(theirs.workshop, card(place, "SAL-2").id, "title", "Theirs"))
    theirs.close()
    copy.replace(file)


def press(place, title):
    """Press the button of that title in the banners."""
    buttons = [b for b in place.banners.findChildren(QPushButton) if b.text() == title and not b.isHidden()]
    assert len(buttons) == 1, place.banners.texts()
    buttons[0].click()


# ---------------------------------------------------------------- showing
def test_the_window_tells_what_is_open(place, file):
    assert place.window.windowTitle() == "plan — OKR Desk"  # the file's name, no word of the plan
    assert place.topbar.title.text() == "Wrenfield Cargo Bikes · Q1 2027"
    assert place.topbar.state.text() == "13 weeks · 6 teams · saved"
    assert place.status.objectives.text() == "19 objectives"
    assert place.status.open.text() == "2 open conditions"
    assert not place.banners.texts()
    assert Settings.load().recents[0].path == str(file)


def test_selecting_a_card_shows_its_details(qtbot, place):
    objective = card(place, "SRV-3")
    qtbot.mouseClick(place.room.board.viewport(), Qt.MouseButton.LeftButton, pos=on_view(place, objective.id))
    texts = [label.text() for label in place.inspector.findChildren(type(place.topbar.title).__base__)]
    assert objective.title in texts and objective.story in texts
    assert "└ must be true: Making a bike ready takes a day, not a week" in texts
    assert any("5% → 70%" in text for text in texts)
    rename(place, "SRV-3", "Ready in a day")
    texts = [label.text() for label in place.inspector.findChildren(type(place.topbar.title).__base__)]
    assert "Ready in a day" in texts


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_themes(place, choice):
    place.window.choose_theme(choice)
    ground = place.window.grab().toImage().pixelColor(700, place.topbar.y() + 60)
    assert (ground.lightness() < 128) is (choice == "dark")
    assert Settings.load().theme == choice


# ---------------------------------------------------------------- changing, saving, undoing
def test_drag_a_card_to_another_team_save_undo_and_open_again(qtbot, place, file, open_window):
    moved, target = card(place, "SAL-3"), card(place, "SRV-1")
    drag(qtbot, place, on_view(place, moved.id), on_view(place, target.id) - QPoint(0, 12))
    assert card(place, "SAL-3").team == target.team
    assert "saving" in place.topbar.state.text()
    place.session.publish_soon()
    qtbot.waitUntil(lambda: place.session.saved)
    assert place.topbar.state.text().endswith("saved")
    assert in_file(file, "SAL-3").team == target.team
    qtbot.keyClick(place.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert card(place, "SAL-3").team == moved.team
    assert place.status.hint.text() == "Undone: Move SAL-3 to Service"
    place.name_history()
    assert place.actions.redo.text() == "Redo Move SAL-3 to Service"
    place.window.close()
    assert in_file(file, "SAL-3").team == moved.team
    again = open_window(file)
    assert card(again, "SAL-3").team == moved.team
    again.redo()
    assert card(again, "SAL-3").team == target.team


def test_both_keys_for_redo(qtbot, place):
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    rename(place, "SAL-1", "Ask for us")
    for key, modifier in ((Qt.Key.Key_Y, control), (Qt.Key.Key_Z, control | shift)):
        place.undo()
        assert card(place, "SAL-1").title != "Ask for us"
        qtbot.keyClick(place.window, key, modifier)
        assert card(place, "SAL-1").title == "Ask for us"


def test_drag_onto_an_open_condition_claims_it(qtbot, place):
    condition = card(place, "CO-1.c4")
    drag(qtbot, place, on_view(place, card(place, "SAL-1").id), on_view(place, condition.id))
    assert [link.source for link in place.session.workshop.claims(condition.id)] == [card(place, "SAL-1").id]
    assert place.status.open.text() == "1 open condition"


def test_a_change_is_published_by_itself(qtbot, place, file, monkeypatch):
    monkeypatch.setattr("okrdesk.store.document.PAUSE_S", 0.0)
    rename(place, "SAL-1", "Ask for us")
    qtbot.waitUntil(lambda: place.session.saved, timeout=5000)
    assert in_file(file, "SAL-1").title == "Ask for us"


def test_undo_with_nothing_to_undo_says_so(place):
    place.redo()
    assert place.status.hint.text() == "There is nothing to redo."


# ---------------------------------------------------------------- trouble
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
    place.actions.save.trigger()
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
    assert place.room.empty and not place.room.empty.isHidden()
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


def test_a_sentence_made_for_people_is_shown_as_it_is(place):
    session = place.session
    place.unexpected("The disk is full: this change was not saved.")
    assert place.session is session
    assert place.banners.texts() == ["The disk is full: this change was not saved."]


# ---------------------------------------------------------------- files
def test_first_start_asks_for_the_name_and_opens_the_sample(open_window, tmp_path, monkeypatch):
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("ui.starting.sample_place", lambda: tmp_path / "sample.okrdesk")
    place = open_window(None)
    place.files.begin(None)
    assert place.session.workshop.count(Objective) == 20
    (banner,) = place.banners.banners()
    banner.field.setText("Ana Cruz")
    banner.ok.click()
    known = profile.load()
    assert known and known.name == place.session.desk.author.name == "Ana Cruz"
    assert not place.banners.banners()
    assert place.window.focusWidget() is place.room.board  # the keys are the board's again
    place.window.close()
    again = open_window(None, Settings.load())
    again.files.begin(None)
    assert again.session.document.path == tmp_path / "sample.okrdesk"
    assert not again.banners.banners()


def test_new_open_and_close(place, file, tmp_path, monkeypatch):
    target = tmp_path / "fresh"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    place.actions.new.trigger()
    assert place.session.document.path == target.with_suffix(".okrdesk")
    assert place.topbar.title.text().startswith("A workshop without a name · Q")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(file), ""))
    place.actions.open.trigger()
    assert place.session.workshop.count(Objective) == 20
    place.actions.close_file.trigger()
    assert place.session is None and place.room.empty and not place.room.empty.isHidden()
    assert not place.actions.undo.isEnabled()
    assert not place.inspector.isVisible() and place.room.empty.isAncestorOf(place.window.focusWidget())
    assert [r.path for r in place.settings.recents] == [str(file), str(target.with_suffix(".okrdesk"))]
    place.files.forget_recents()
    assert Settings.load().recents == []


def test_save_a_copy_without_history(place, tmp_path, monkeypatch):
    target = tmp_path / "copy.okrdesk"
    kinds = []

    def ask(_parent, _title, _start, filters):
        kinds.extend(filters.split(";;"))
        return str(target), kinds[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    place.actions.copy.trigger()
    assert "Saved copy.okrdesk." in place.banners.texts()
    document = open_document(target, LOOK, read_only=True)
    assert document.workshop.count(Objective) == 20
    assert not document.repository.entries()
    document.close()


def test_dropped_files_open_or_are_looked_into(qtbot, place, sample_file, tmp_path, monkeypatch):
    other = shutil.copy(sample_file, tmp_path / "other.okrdesk")
    looked = []
    monkeypatch.setattr(place.importing, "read", looked.append)
    for path in (other, tmp_path / "plan.csv"):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        place.window.dropEvent(event)
    assert place.session.document.path == other
    assert looked == [tmp_path / "plan.csv"]


def test_the_window_stands_where_it_stood(place, file, open_window):
    place.window.resize(760, 600)
    place.window.close()
    again = open_window(None, Settings.load())
    again.window.stand_as_before(str(file))
    assert (again.window.width(), again.window.height()) == (760, 600)


def test_the_board_shows_the_part_that_it_showed(qtbot, place, file, open_window):
    board = place.room.board
    board.zoom_to(1.3)
    board.horizontalScrollBar().setValue(200)
    board.verticalScrollBar().setValue(150)
    place.window.close()
    again = open_window(None, Settings.load())
    again.files.begin(None)
    bars = again.room.board.horizontalScrollBar(), again.room.board.verticalScrollBar()
    assert round(again.room.board.zoom, 3) == 1.3
    assert [bar.value() for bar in bars] == [200, 150]
    again.room.board.fit()
    assert again.room.view() == ""


def test_an_ending_that_is_added_does_not_hide_a_file_that_is_there(place, tmp_path, monkeypatch):
    from ui.asking import ask_target

    (tmp_path / "okrs v1.2.xlsx").write_text("mine")
    answers = [str(tmp_path / "okrs v1.2"), str(tmp_path / "okrs v1.3")]
    starts = []

    def ask(_parent, _title, start, _filters):
        starts.append(start)
        return answers.pop(0), "kind"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    found = ask_target(place.window, "Export", tmp_path / "plan.xlsx", "", ".xlsx")
    assert found == (tmp_path / "okrs v1.3.xlsx", "kind")
    assert starts == [str(tmp_path / "plan.xlsx"), str(tmp_path / "okrs v1.2.xlsx")]


# ---------------------------------------------------------------- export
@pytest.mark.parametrize(("action", "suffix", "head"), [("excel", "xlsx", b"PK"), ("pdf", "pdf", b"%PDF-")])
def test_export_from_the_menu(qtbot, place, tmp_path, monkeypatch, action, suffix, head):
    target = tmp_path / f"okrs.{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    getattr(place.actions, action).trigger()
    assert place.exporting.running
    rename(place, "SAL-1", "Changed meanwhile")  # people go on working
    qtbot.waitUntil(lambda: not place.exporting.running, timeout=20_000)
    assert place.banners.texts()[0].startswith(f"Saved okrs.{suffix}.")
    assert target.read_bytes().startswith(head)


def test_an_export_can_be_cancelled(qtbot, place, tmp_path):
    from exports.report import Report

    def slow(_workshop, _target, job):
        for n in range(10_000):
            job.step(n, 10_000, "cards")
            time.sleep(0.002)
        return Report()

    place.exporting.start(tmp_path / "okrs.pdf", slow)
    (banner,) = place.banners.banners()
    qtbot.waitUntil(lambda: banner.bar.value() > 0)
    press(place, "Cancel")
    qtbot.waitUntil(lambda: not place.exporting.running)
    assert not place.banners.banners() and place.status.hint.text() == "okrs.pdf was not written."


def test_an_export_that_cannot_be_written_offers_another_place(qtbot, place, tmp_path, monkeypatch):
    target = tmp_path / "no" / "okrs.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    place.actions.excel.trigger()
    qtbot.waitUntil(lambda: not place.exporting.running, timeout=20_000)
    assert place.banners.texts()[0].startswith("Cannot write")
