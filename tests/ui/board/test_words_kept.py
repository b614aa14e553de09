"""No word that was typed is lost: whatever happens to the window, the card or the person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from okrdesk.canonical import canonical
from okrdesk.edits import drop, set_field
from tests.acting import card, in_file, on_view, rename
from tests.ui.board.writer import CTRL, ENTER, ESC, F2, SHIFT
from ui.board import drafts


def test_going_elsewhere_saves(writer, qtbot):
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" now")
    qtbot.mouseClick(
        writer.board.viewport(),
        Qt.MouseButton.LeftButton,
        pos=on_view(writer.place, card(writer.place, "CO-1").id),
    )
    assert card(writer.place, "SRV-3").title.endswith(" now")
    assert writer.line is None


def test_closing_the_window_saves(writer, file):
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" now")
    writer.place.window.close()
    assert in_file(file, "SRV-3").title.endswith(" now")


def test_what_others_change_meanwhile_leaves_the_typed_text_alone(writer):
    desk = writer.place.session.desk
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" mine")
    desk.do(set_field(writer.workshop, card(writer.place, "SRV-3").id, "title", "Theirs"))
    assert writer.line.text.endswith(" mine")
    writer.key(ENTER, SHIFT)
    assert card(writer.place, "SRV-3").title.endswith(" mine")


def test_a_card_that_goes_while_one_writes_in_it_comes_back_with_the_text(writer):
    service = card(writer.place, "SRV-3").team
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" mine")
    writer.place.session.desk.do(drop(writer.workshop, card(writer.place, "SRV-3").id))
    assert writer.line.text.endswith(" mine")
    writer.key(ENTER, SHIFT)
    assert writer.titles(service)[-1].endswith(" mine")


def test_a_card_that_goes_untouched_closes_the_editor(writer):
    writer.select("SRV-3")
    writer.key(F2)
    writer.place.session.desk.do(drop(writer.workshop, card(writer.place, "SRV-3").id))
    assert writer.line is None


def test_text_without_a_home_goes_to_the_clipboard(writer):
    srv3 = card(writer.place, "SRV-3").id
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    writer.type("A precious thought")
    writer.place.session.desk.do(drop(writer.workshop, srv3))
    writer.key(ENTER)
    assert writer.line is not None  # nothing is thrown away unasked
    assert "is gone" in " ".join(writer.place.banners.texts())
    writer.board.finish_writing()
    assert QGuiApplication.clipboard().text() == "A precious thought"
    assert "on the clipboard" in writer.place.status.hint.text()


def test_a_crash_loses_no_more_than_the_last_second(writer, qtbot, file):
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    writer.type("Orders from 12 to 20")
    id_ = writer.workshop.id
    writer.board.writing._pause.timeout.emit()  # the pause is over
    assert drafts.left(id_)
    draft = drafts.left_over(id_)
    assert draft is not None
    writer.key(ESC)
    assert not drafts.left(id_)
    drafts.keep(id_, draft)  # as the crash leaves it
    writer.place.show_session(None)
    writer.place.files.open(file)
    qtbot.waitUntil(lambda: writer.line is not None)
    assert writer.line.text == "Orders from 12 to 20"
    writer.key(ENTER, SHIFT)
    assert writer.workshop.key_results(card(writer.place, "SRV-3").id)[-1].target == 20
    assert not drafts.left(id_)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"text": 3}', '{"kind": "Link", "text": "x"}'])
def test_a_damaged_draft_is_no_draft(home, text):
    drafts._file("w").write_text(text)
    assert drafts.left_over("w") is None


def test_a_workshop_that_cannot_be_altered_is_not_written_in(writer):
    writer.place.session.desk.read_only = "Only to look at."
    writer.select("SRV-3")
    writer.key(F2)
    assert writer.line is None
    assert writer.place.banners.texts() == ["Only to look at."]


# ---------------------------------------------------------------- what Esc gives up
def test_ctrl_z_brings_back_what_esc_gave_up(writer):
    begin = canonical(writer.workshop)
    writer.select("SRV-1")
    writer.key(Qt.Key.Key_N)
    writer.type("A precious thought", ESC)
    assert canonical(writer.workshop) == begin
    assert writer.place.status.hint.text() == "Not saved: “A precious thought”. Ctrl+Z brings it back."
    writer.key(Qt.Key.Key_Z, CTRL)
    assert writer.line.text == "A precious thought"
    writer.key(ENTER, SHIFT)
    assert writer.titles(card(writer.place, "SRV-1").team)[1] == "A precious thought"
    writer.key(Qt.Key.Key_Z, CTRL)  # from now on it means the last change again
    assert canonical(writer.workshop) == begin


def test_what_esc_gave_up_twice_leaves_ctrl_z_to_the_last_change(writer):
    rename(writer.place, "SRV-3", "Changed")
    writer.select("SRV-1")
    writer.key(F2)
    writer.type(" and more", ESC)
    writer.key(Qt.Key.Key_Z, CTRL)
    assert writer.line.text.endswith(" and more")
    writer.key(ESC)
    writer.key(Qt.Key.Key_Z, CTRL)
    assert writer.line is None
    assert card(writer.place, "SRV-3").title != "Changed"


def test_a_change_since_esc_is_what_ctrl_z_takes_back(writer):
    writer.select("SRV-1")
    writer.key(Qt.Key.Key_N)
    writer.type("A precious thought", ESC)
    rename(writer.place, "SRV-3", "Changed")
    writer.key(Qt.Key.Key_Z, CTRL)
    assert writer.line is None
    assert card(writer.place, "SRV-3").title != "Changed"


def test_words_given_up_come_back_in_the_next_new_card(writer):
    writer.select("SRV-1")
    writer.key(Qt.Key.Key_N)
    writer.type("A precious thought", ESC)
    writer.select("ENG-1")  # there it belongs
    writer.key(Qt.Key.Key_N)
    assert writer.line.text == ""
    writer.key(Qt.Key.Key_Z, CTRL)
    assert writer.line.text == "A precious thought"
    writer.key(ENTER)
    assert writer.titles(card(writer.place, "ENG-1").team)[1] == "A precious thought"
    writer.key(Qt.Key.Key_Z, CTRL)
    assert writer.line.text == ""  # it is saved: nothing to bring back
