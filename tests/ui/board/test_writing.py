"""Writing in the texts that are there, with real keys on the real window, and where the editor lies."""

import pytest
from PySide6.QtCore import QPoint, Qt

from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar
from tests.acting import card
from tests.ui.board.writer import ENTER, ESC, F2, SHIFT, TAB


# ---------------------------------------------------------------- texts that are there
def test_enter_edits_the_selected_card_and_esc_gives_the_old_text_back(writer):
    before = card(writer.place, "SRV-3").title
    writer.select("SRV-3")
    writer.key(ENTER)
    assert writer.line.text == before
    writer.type(" and more", ESC)
    assert writer.line is None
    assert card(writer.place, "SRV-3").title == before
    assert writer.place.session.desk.history.undo_label is None
    assert writer.board.hasFocus()


def test_one_save_is_one_change(writer):
    writer.select("SRV-3")
    writer.key(F2)
    writer.line.selectAll()
    writer.type("Bikes come back the same day", ENTER, SHIFT)
    assert card(writer.place, "SRV-3").title == "Bikes come back the same day"
    writer.place.undo()
    assert writer.place.session.desk.history.undo_label is None


def test_enter_goes_through_a_card_and_on_to_the_next(writer):
    writer.select("SRV-3")
    writer.key(ENTER)
    srv3 = card(writer.place, "SRV-3")
    results = [kr.id for kr in writer.workshop.key_results(srv3.id)]
    seen = []
    while writer.line is not None and len(seen) < 9:
        seen.append(writer.board.writing.spot.id)
        writer.key(ENTER)
    assert seen == [srv3.id, *results]  # it is its team's last card
    writer.select("SRV-1")
    writer.key(ENTER)
    for _step in range(1 + len(writer.workshop.key_results(card(writer.place, "SRV-1").id))):
        writer.key(ENTER)
    assert writer.board.writing.spot.id == card(writer.place, "SRV-2").id
    assert writer.place.session.desk.history.undo_label is None  # nothing was altered


def test_whoever_fixes_one_word_with_the_mouse_is_left_alone(writer):
    writer.board.writing.edit(card(writer.place, "SRV-3").id)
    writer.type("!", ENTER)
    assert writer.line is None
    assert card(writer.place, "SRV-3").title.endswith("!")


def test_an_empty_text_is_not_saved(writer):
    before = card(writer.place, "SRV-3").title
    writer.select("SRV-3")
    writer.key(F2)
    writer.line.selectAll()
    writer.key(Qt.Key.Key_Delete)
    writer.key(ENTER, SHIFT)
    assert card(writer.place, "SRV-3").title == before


def test_tab_goes_to_the_first_key_result_and_shift_tab_back(writer):
    writer.select("SRV-3")
    writer.key(F2)
    writer.key(TAB)
    first, second = (kr.id for kr in writer.workshop.key_results(card(writer.place, "SRV-3").id))
    assert writer.board.writing.spot.id == first
    writer.key(TAB)
    assert writer.board.writing.spot.id == second
    writer.key(TAB)
    assert writer.board.writing.spot.new
    for expected in (second, first, card(writer.place, "SRV-3").id):
        writer.key(Qt.Key.Key_Backtab, SHIFT)
        assert writer.board.writing.spot.id == expected


def test_a_pillars_statement_is_written_after_its_title(writer):
    writer.select("S-1")
    writer.key(F2)
    writer.key(TAB)
    writer.line.selectAll()
    writer.type("Because it lasts", ENTER, SHIFT)
    assert card(writer.place, "S-1").statement == "Because it lasts"


# ---------------------------------------------------------------- where the editor lies
@pytest.mark.parametrize("zoom", [0.3, 0.6, 1.0, 1.5, 3.0])
def test_the_editor_stays_over_its_text_and_in_view(writer, zoom):
    writer.select("SRV-3")
    writer.board.camera.zoom_to(zoom)
    writer.key(F2)
    view, box = writer.board.viewport().rect(), writer.board.writing.box
    assert view.contains(box.geometry())
    assert box.line.font().pixelSize() >= 9
    place = writer.board.board.placement.cards[card(writer.place, "SRV-3").id]
    shown = writer.board.mapFromScene(place.x, place.y)
    before = box.pos()
    bar = writer.board.verticalScrollBar()
    bar.setValue(bar.value() + 15 if bar.value() < bar.maximum() - 15 else bar.value() - 15)
    moved = writer.board.mapFromScene(place.x, place.y) - shown
    assert box.pos() - before == moved or not view.adjusted(8, 8, -8, -8).contains(box.geometry())


def test_long_text_grows_the_editor(writer):
    writer.select("SRV-3")
    writer.key(F2)
    before = writer.board.writing.box.height()
    writer.type(" and so on" * 12)
    assert writer.board.writing.box.height() > before
    assert writer.board.viewport().rect().contains(writer.board.writing.box.geometry())


def test_presses_on_the_editor_are_not_for_the_board(writer, qtbot):
    writer.select("SRV-3")
    writer.key(F2)
    box = writer.board.writing.box
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert writer.board.writing.box is box


def test_the_status_bar_says_where_the_keys_lead(writer):
    writer.select("SRV-3")
    writer.key(F2)
    assert writer.place.status.hint.text().startswith("Enter saves and opens the next")


def test_links_and_teams_are_nothing_to_write_in(writer):
    link = writer.workshop.all(Link)[0]
    assert not writer.board.writing.edit(link.id)
    assert not writer.board.writing.edit("nobody")
    assert {Pillar, Objective, KeyResult, Condition} == set(
        __import__("okrdesk.writing", fromlist=["FIELD"]).FIELD
    )


@pytest.mark.parametrize("percent", [100, 200])
def test_the_zoom_control_does_not_cover_what_is_written(writer, percent):
    place, board = writer.place, writer.board
    place.choose_text_size(percent)
    place.window.resize(1276, 770)
    place.window.settle()
    board.camera.zoom_to(1.0)
    for code in ("CO-3", "CO-3.c4"):
        writer.select(code)
        board.verticalScrollBar().setValue(0)  # far below the window's end
        board.horizontalScrollBar().setValue(0)
        writer.key(ENTER)
        box, zoom = board.writing.box, place.room.zoom
        corner = box.mapTo(place.room, QPoint(0, box.height()))
        assert corner.y() <= zoom.y(), code
        writer.key(ESC)
