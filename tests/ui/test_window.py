"""The main window as a person uses it: mouse, keys and menus, and what is in the file afterwards."""

import gc
import shutil
import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton

from okrdesk import profile
from okrdesk.cards import Objective
from okrdesk.edits import set_field
from okrdesk.fresh import fresh
from okrdesk.store.document import open_document
from tests.acting import LOOK, card, drag, in_file, on_view, press, rename
from ui.settings import Settings

NO_KEY = Qt.KeyboardModifier.NoModifier


# ---------------------------------------------------------------- showing
def test_the_window_tells_what_is_open(place, file):
    assert place.window.windowTitle() == "plan — OKR Desk"  # the file's name, no word of the plan
    assert place.topbar.title.text() == "Wrenfield Cargo Bikes · Q1 2027"
    assert place.topbar.state.text() == "13 weeks · 6 teams · saved"
    assert place.status.objectives.text() == "19 objectives"
    assert place.status.open.text() == "2 open conditions"
    assert not place.banners.texts()
    assert Settings.load().recents[0].path == str(file)


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
    place.commands.name_history()
    assert place.commands.redo.text() == "Redo Move SAL-3 to Service"
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


def test_the_buttons_for_undo_say_what_they_take_back(qtbot, place):
    buttons = {button.defaultAction(): button for button in place.topbar.findChildren(QToolButton, "tool")}
    undo, redo = buttons[place.commands.undo], buttons[place.commands.redo]
    assert not undo.isEnabled() and not redo.isEnabled()
    rename(place, "SAL-1", "R&D asks for us")
    assert undo.isEnabled() and "SAL-1" in undo.toolTip() and "Ctrl+Z" in undo.toolTip()
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert card(place, "SAL-1").title != "R&D asks for us"
    assert "SAL-1" in redo.toolTip() and redo.isEnabled() and not undo.isEnabled()


def test_the_name_leads_to_the_file(qtbot, place, file):
    names = place.topbar.names
    assert names.accessibleName().startswith("Wrenfield Cargo Bikes · Q1 2027, 13 weeks")
    entries = [action.text() for action in names.menu().actions()]
    assert entries[0] == str(file) and "Restore an earlier version…" in entries
    next(a for a in names.menu().actions() if a.text() == "Copy where it is").trigger()
    assert QGuiApplication.clipboard().text() == str(file)
    place.show_session(None)
    assert names.menu() is None


def test_a_long_name_is_cut_and_keeps_the_window_small(place):
    organisation = place.session.workshop.organisation
    place.session.desk.do(set_field(place.session.workshop, organisation.id, "name", "Very long " * 30))
    place.window.resize(720, 460)
    place.window.settle()
    assert place.window.width() == 720
    assert place.topbar.title.width() < place.topbar.width()
    place.window.grab()
    assert place.topbar.title.toolTip().startswith("Very long")


def test_a_long_hint_is_cut(place):
    place.window.resize(720, 460)
    place.show_hint("A very long sentence about what happened " * 12)
    place.window.settle()
    assert place.window.width() == 720 and place.status.hint.width() < 720


def test_in_large_text_the_hint_is_whole_and_the_counts_give_way(place):
    place.choose_text_size(200)
    place.window.resize(1276, 770)
    status = place.status
    place.show_hint("Drag to move this card, or onto another to link it; double-click to edit it")
    QCoreApplication.processEvents()
    assert status.hint.width() >= status.hint.sizeHint().width()
    assert status.objectives.isVisible() and not status.parked.isVisible()


# ---------------------------------------------------------------- files
def test_first_start_asks_for_the_name_and_opens_the_sample(open_window, tmp_path, monkeypatch):
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("ui.files.starting.sample_place", lambda: tmp_path / "sample.okrdesk")
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
    place.files.make_new(fresh(), "fresh")
    assert place.session.document.path == target.with_suffix(".okrdesk")
    assert place.topbar.title.text().startswith("A workshop without a name · Q")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(file), ""))
    place.commands.open.trigger()
    assert place.session.workshop.count(Objective) == 20
    place.commands.close_file.trigger()
    assert place.session is None and place.rooms.name == "welcome"
    assert not place.commands.undo.isEnabled()
    assert not place.inspector.isVisible() and place.rooms.isAncestorOf(place.window.focusWidget())
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
    place.commands.copy.trigger()
    assert "Saved copy.okrdesk." in place.banners.texts()
    document = open_document(target, LOOK, read_only=True)
    assert document.workshop.count(Objective) == 20
    assert not document.repository.entries()
    document.close()


def _dragged(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _drop(window, *paths):
    rest = Qt.DropAction.CopyAction, _dragged(*paths), Qt.MouseButton.LeftButton, NO_KEY
    window.dragEnterEvent(QDragEnterEvent(QPoint(300, 300), *rest))
    shown = window.workplace.drop_place.isVisible()
    window.dropEvent(QDropEvent(QPointF(300, 300), *rest))
    return shown


def test_what_is_dropped_is_taken_as_a_copy(place, sample_file, tmp_path):
    """A file manager that is told of a move takes its own file away."""
    other = shutil.copy(sample_file, tmp_path / "other.okrdesk")
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    data = _dragged(other)
    event = QDropEvent(QPointF(300, 300), either, data, Qt.MouseButton.LeftButton, NO_KEY)
    event.setDropAction(Qt.DropAction.MoveAction)
    place.window.dropEvent(event)
    assert event.isAccepted() and event.dropAction() == Qt.DropAction.CopyAction


def test_dropped_files_open_or_are_looked_into(place, sample_file, tmp_path, monkeypatch):
    other = shutil.copy(sample_file, tmp_path / "other.okrdesk")
    looked = []
    monkeypatch.setattr(place.importing, "read", looked.append)
    for path in (other, tmp_path / "plan.csv"):
        assert _drop(place.window, path)
        assert not place.drop_place.isVisible()
    assert place.session.document.path == other
    assert looked == [tmp_path / "plan.csv"]


def test_of_several_dropped_files_the_workshop_is_taken(place, sample_file, tmp_path):
    other = shutil.copy(sample_file, tmp_path / "other.okrdesk")
    _drop(place.window, tmp_path / "a.csv", other, tmp_path / "b.csv")
    assert place.session.document.path == other
    assert place.banners.texts()[-1].startswith("One at a time: other.okrdesk was taken.")


def test_what_a_drop_would_do_is_said_and_goes_with_the_pointer(place, tmp_path):
    rest = Qt.DropAction.CopyAction, _dragged(tmp_path / "plan.xlsx"), Qt.MouseButton.LeftButton, NO_KEY
    place.window.dragEnterEvent(QDragEnterEvent(QPoint(300, 300), *rest))
    assert "Drop to import from plan.xlsx" in [x.text() for x in place.drop_place.findChildren(QLabel)]
    place.window.dragLeaveEvent(QDragLeaveEvent())
    assert not place.drop_place.isVisible()
    words = QMimeData()
    words.setText("no file")
    event = QDragEnterEvent(QPoint(3, 3), Qt.DropAction.CopyAction, words, Qt.MouseButton.LeftButton, NO_KEY)
    event.ignore()
    place.window.dragEnterEvent(event)
    assert not event.isAccepted() and not place.drop_place.isVisible()


def test_the_window_stands_where_it_stood(place, file, open_window):
    place.window.resize(760, 600)
    place.window.close()
    again = open_window(None, Settings.load())
    again.window.stand_as_before(str(file))
    assert (again.window.width(), again.window.height()) == (760, 600)


def test_the_board_shows_the_part_that_it_showed(qtbot, place, file, open_window):
    board = place.room.board
    board.camera.zoom_to(1.3)
    board.horizontalScrollBar().setValue(200)
    board.verticalScrollBar().setValue(150)
    place.window.close()
    again = open_window(None, Settings.load())
    again.files.begin(None)
    bars = again.room.board.horizontalScrollBar(), again.room.board.verticalScrollBar()
    assert round(again.room.board.camera.zoom, 3) == 1.3
    assert [bar.value() for bar in bars] == [200, 150]
    again.room.board.camera.fit()
    assert again.room.view() == ""


def test_the_room_comes_back_with_its_view(qtbot, place, file, open_window):
    board = place.room.board
    board.camera.zoom_to(1.3)
    qtbot.waitUntil(place.window.isActiveWindow)
    qtbot.keyClick(place.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert place.rooms.name == "outline" and place.rooms.current.isVisible()
    place.commands.settings.trigger()  # a page is no room
    place.window.close()
    again = open_window(None, Settings.load())
    again.files.begin(None)
    assert again.rooms.name == "outline" and again.rooms.current.isVisible()
    qtbot.waitUntil(again.window.isActiveWindow)
    qtbot.keyClick(again.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert again.rooms.name == "board" and round(again.room.board.camera.zoom, 3) == 1.3


def test_a_room_that_is_no_more_is_the_board(place, file, open_window):
    place.window.close()
    settings = Settings.load()
    settings.recents[0].room = "coffee kitchen"
    again = open_window(None, settings)
    again.files.begin(None)
    assert again.rooms.name == "board"


def test_opening_and_closing_leaves_nothing_behind(place, file):
    def rounds(n):
        for _ in range(n):
            place.commands.settings.trigger()
            place.show_session(None)
            place.files.open(file)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return len(place.window.findChildren(QObject)), sum(isinstance(o, QObject) for o in gc.get_objects())

    before = rounds(4)
    assert rounds(6) == before


def test_an_ending_that_is_added_does_not_hide_a_file_that_is_there(place, tmp_path, monkeypatch):
    from ui.files.asking import ask_target

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
    getattr(place.commands, action).trigger()
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
    place.commands.excel.trigger()
    qtbot.waitUntil(lambda: not place.exporting.running, timeout=20_000)
    assert place.banners.texts()[0].startswith("Cannot write")


def test_zoom_by_keys(qtbot, place):
    camera, ctrl = place.room.board.camera, Qt.KeyboardModifier.ControlModifier
    camera.full_size()
    qtbot.keyClick(place.window, Qt.Key.Key_Plus, ctrl)
    assert camera.zoom == pytest.approx(1.2)
    qtbot.keyClick(place.window, Qt.Key.Key_Minus, ctrl)
    qtbot.keyClick(place.window, Qt.Key.Key_Minus, ctrl)
    assert camera.zoom == pytest.approx(1 / 1.2)
    qtbot.keyClick(place.window, Qt.Key.Key_0, ctrl)
    assert camera.zoom == 1.0
