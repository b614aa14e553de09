"""Everything that the mouse does on the board, done with keys."""

import pytest
from PySide6.QtCore import Qt

from okrdesk import edits

CTRL = Qt.KeyboardModifier.ControlModifier
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right


def test_arrows_go_from_card_to_card(board):
    board.view.setFocus()
    seen = []
    for key in (DOWN, DOWN, RIGHT, UP, UP, UP, RIGHT, DOWN, LEFT):
        board.key(key)
        seen.append(board.view.selected)
    assert seen[:2] == ["p1", "p2"]
    assert seen[2] in ("co1", "c1")
    assert "co1" in seen
    assert {"eng1", "eng2", "mkt1"} & set(seen)
    assert board.view.board.placement.cards[board.view.selected]


def test_arrows_stop_at_the_ends(board):
    board.view.select("p1")
    board.key(UP)
    board.key(LEFT)
    assert board.view.selected == "p1"


def test_control_and_arrows_move_a_card_within_its_team_and_beyond(board):
    board.view.select("eng1")
    board.key(DOWN, CTRL)
    assert board.teams()["eng"] == ["eng2", "eng1"]
    board.key(DOWN, CTRL)
    assert (board.teams()["eng"], board.teams()["mkt"]) == (["eng2"], ["eng1", "mkt1"])
    board.key(UP, CTRL)
    assert board.teams()["eng"] == ["eng2", "eng1"]
    board.key(UP, CTRL)
    assert board.teams()["eng"] == ["eng1", "eng2"]
    board.key(UP, CTRL)
    assert board.teams()["eng"] == ["eng1", "eng2"]
    assert board.view.selected == "eng1"
    board.assert_at_rest()
    for _ in range(4):
        board.desk.undo()
    assert board.desk.history.undo_label is None


def test_control_and_arrows_move_a_card_between_lanes(board):
    board.view.select("eng1")
    board.key(LEFT, CTRL)
    assert board.workshop["eng1"].team == "co"
    board.key(LEFT, CTRL)  # the strategy is not for objectives
    assert board.workshop["eng1"].team == "co"
    board.key(RIGHT, CTRL)
    assert board.workshop["eng1"].team in ("eng", "mkt", "law")
    board.assert_at_rest()


def test_control_and_arrows_move_a_pillar(board):
    board.view.select("p1")
    board.key(DOWN, CTRL)
    assert [p.id for p in board.workshop.pillars()] == ["p2", "p1"]
    board.key(RIGHT, CTRL)
    assert [p.id for p in board.workshop.pillars()] == ["p2", "p1"]
    board.key(UP, CTRL)
    assert [p.id for p in board.workshop.pillars()] == ["p1", "p2"]


def test_a_condition_stays_where_it_is(board):
    board.view.select("c1")
    for key in (UP, DOWN, LEFT, RIGHT):
        board.key(key, CTRL)
    assert board.desk.history.undo_label is None


def test_a_parked_card_comes_back_with_an_arrow(board):
    board.desk.do(edits.park(board.workshop, "mkt1", "later"))
    board.view.select("mkt1")
    board.key(LEFT, CTRL)
    assert not board.workshop["mkt1"].parked
    board.assert_at_rest()


def test_escape_lets_go_of_the_selection(board):
    board.view.select("eng1")
    board.key(Qt.Key.Key_Escape)
    assert board.view.selected == ""


@pytest.mark.parametrize("key", [UP, DOWN, LEFT, RIGHT])
def test_keys_on_an_empty_board_do_nothing(board, key):
    board.view.show_desk(None, None)
    board.key(key)
    board.key(key, CTRL)
    assert board.view.selected == ""
