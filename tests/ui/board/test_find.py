"""Find on the board: a bar that marks what holds the words and goes from hit to hit."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from okrdesk.edits import drop, set_field
from tests.acting import card, rename
from ui.look import motion

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def finder(place, qtbot):
    """The find bar, opened by its keys."""
    board = place.room.board
    board.setFocus()
    qtbot.waitUntil(board.hasFocus)
    qtbot.keyClick(board, Qt.Key.Key_F, CTRL)
    return place.room.finder


def typed(qtbot, finder, text):
    finder.field.clear()
    qtbot.keyClicks(finder.field, text)


def on_screen(place, id_):
    board = place.room.board
    at = board.board.placement.cards[board.board.shown_on(id_)]
    rect = board.mapFromScene(QRectF(at.x, at.y, at.w, at.h)).boundingRect()
    return board.viewport().rect().contains(rect)


def test_the_keys_open_a_bar_that_is_ready_for_words(place, finder):
    assert finder.isVisible()
    assert finder.field.hasFocus()
    assert finder.count.text() == ""
    assert not finder.next.isEnabled()


def test_what_is_typed_is_marked_at_each_key(place, finder, qtbot):
    scene = place.room.board.board
    before = place.room.board.grab().toImage()
    typed(qtbot, finder, "batter")
    some = set(scene.found)
    assert card(place, "ENG-3").id in some
    assert finder.count.text().endswith("found")
    assert place.room.board.grab().toImage() != before
    qtbot.keyClicks(finder.field, "y test")
    assert scene.found < some
    typed(qtbot, finder, "xyzzy")
    assert (scene.found, finder.count.text()) == (frozenset(), "Nothing found")
    finder.field.clear()
    assert place.room.board.grab().toImage() == before


def test_enter_goes_from_hit_to_hit_and_back_to_the_first(place, finder, qtbot):
    typed(qtbot, finder, "same day")
    count = int(finder.count.text().split()[0])
    assert count > 1
    seen = []
    for n in range(count):
        qtbot.keyClick(finder.field, ENTER)
        assert finder.count.text() == f"{n + 1} of {count}"
        seen.append(place.selection.current)
        assert on_screen(place, seen[-1])
        assert place.room.board.camera.zoom >= 0.8
    assert len(set(seen)) == count
    qtbot.keyClick(finder.field, ENTER)
    assert place.selection.current == seen[0]
    qtbot.keyClick(finder.field, ENTER, SHIFT)
    assert place.selection.current == seen[-1]


def test_esc_closes_the_bar_and_leaves_the_hit_selected(place, finder, qtbot):
    typed(qtbot, finder, "ENG-3")
    qtbot.keyClick(finder.field, ENTER)
    qtbot.keyClick(finder.field, ESC)
    assert not finder.isVisible()
    assert place.room.board.hasFocus()
    assert place.selection.current == card(place, "ENG-3").id
    assert place.room.board.board.found == frozenset()
    qtbot.keyClick(place.room.board, Qt.Key.Key_F, CTRL)  # the words are still there, to be typed over
    assert finder.field.selectedText() == "ENG-3"


def test_a_key_result_is_a_hit_of_its_own(place, finder, qtbot):
    typed(qtbot, finder, "ENG-3.2")
    qtbot.keyClick(finder.field, ENTER)
    assert place.selection.current == card(place, "ENG-3.2").id
    assert place.room.board.board.found == {card(place, "ENG-3").id}


def test_a_folded_hit_unfolds_and_one_out_of_focus_ends_it(place, finder, qtbot):
    folding, one = place.room.board.board.folding, card(place, "ENG-3")
    folding.toggle("level-1")
    typed(qtbot, finder, "ENG-3")
    qtbot.keyClick(finder.field, ENTER)
    assert folding.folded == frozenset()
    assert on_screen(place, one.id)
    folding.focus(card(place, "SAL-4").id)
    typed(qtbot, finder, "ENG-3")
    qtbot.keyClick(finder.field, ENTER)
    assert folding.focused == ""
    assert place.selection.current == one.id


def test_a_team_is_found_by_its_name(place, finder, qtbot):
    board = place.room.board
    board.camera.full_size()
    typed(qtbot, finder, "Fleet Software")
    qtbot.keyClick(finder.field, ENTER)
    band = board.board.placement.bands_of(card(place, "FLT-1").team)[0]
    header = board.mapFromScene(QRectF(band.x, band.y, band.w, band.header)).boundingRect()
    assert board.viewport().rect().intersects(header)


def test_the_bar_follows_changes(place, finder, qtbot):
    typed(qtbot, finder, "zebra")
    assert finder.count.text() == "Nothing found"
    rename(place, "ENG-1", "A zebra")
    assert finder.count.text() == "1 found"
    qtbot.keyClick(finder.field, ENTER)
    one = card(place, "ENG-1")
    place.session.desk.do(set_field(place.session.workshop, one.id, "title", "The zebra"))
    assert finder.count.text() == "1 of 1"
    place.session.desk.do(drop(place.session.workshop, one.id))
    assert finder.count.text() == "Nothing found"
    qtbot.keyClick(finder.field, ENTER)


def test_another_workshop_closes_the_bar(place, finder, qtbot):
    typed(qtbot, finder, "bike")
    place.files.close()
    assert not finder.isVisible()
    assert place.room.board.board.found == frozenset()


def test_the_buttons_do_the_same(place, finder, qtbot):
    typed(qtbot, finder, "bike")
    qtbot.mouseClick(finder.next, Qt.MouseButton.LeftButton)
    first = place.selection.current
    qtbot.mouseClick(finder.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(finder.previous, Qt.MouseButton.LeftButton)
    assert place.selection.current == first
    qtbot.mouseClick(finder.close_button, Qt.MouseButton.LeftButton)
    assert not finder.isVisible()


# ---------------------------------------------------------------- motion
def test_the_view_moves_to_a_hit_and_a_press_ends_that_at_once(place, finder, qtbot, monkeypatch):
    monkeypatch.setattr(motion, "MILLISECONDS", 60_000)
    board, one = place.room.board, card(place, "PEO-2")
    board.camera.full_size()
    typed(qtbot, finder, "PEO-2")
    qtbot.keyClick(finder.field, ENTER)
    QTest.qWait(20)
    assert not on_screen(place, one.id)
    qtbot.mouseClick(board.viewport(), Qt.MouseButton.MiddleButton)
    assert on_screen(place, one.id)


def test_with_reduced_motion_the_view_is_there_at_once(place, finder, qtbot, monkeypatch):
    monkeypatch.setattr(motion, "MILLISECONDS", 60_000)
    motion.set_reduced(True)
    try:
        place.room.board.camera.full_size()
        typed(qtbot, finder, "PEO-2")
        qtbot.keyClick(finder.field, ENTER)
        assert on_screen(place, card(place, "PEO-2").id)
    finally:
        motion.set_reduced(False)
