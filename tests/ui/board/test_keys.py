"""Everything that the mouse does on the board, done with keys."""

import pytest
from PySide6.QtCore import Qt

from okrdesk import edits
from okrdesk.cards import KeyResult

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
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


def test_control_and_arrows_move_a_condition_among_its_siblings_and_to_the_next_card(board):
    def under(card):
        return [c.id for c in board.workshop.conditions(card)]

    board.view.select("c1")
    board.key(LEFT, CTRL)
    board.key(RIGHT, CTRL)
    board.key(UP, CTRL)
    assert board.desk.history.undo_label is None
    board.key(DOWN, CTRL)
    assert under("co1") == ["c2", "c1", "c3"]
    board.key(DOWN, CTRL)
    board.key(DOWN, CTRL)
    assert (under("co1"), under("co2")) == (["c2", "c3"], ["c1"])
    board.key(UP, CTRL)
    assert (under("co1"), under("co2")) == (["c2", "c3", "c1"], [])
    assert board.view.selected == "c1"


def test_control_and_arrows_move_a_key_result_within_its_card_and_to_the_next(board):
    def of(card):
        return [kr.id for kr in board.workshop.key_results(card)]

    board.desk.do(edits.add(board.workshop, KeyResult("k2", objective="eng1", text="Two")))
    board.view.select("k1")
    board.key(DOWN, CTRL)
    assert of("eng1") == ["k2", "k1"]
    board.key(DOWN, CTRL)
    assert (of("eng1"), of("eng2")) == (["k2"], ["k1"])
    board.key(UP, CTRL)
    assert of("eng1") == ["k2", "k1"]
    board.assert_at_rest()


def test_several_cards_move_together(board):
    board.view.selection.show("eng2", "eng1")
    board.key(DOWN, CTRL)
    assert board.teams()["mkt"] == ["eng1", "eng2", "mkt1"]
    assert set(board.view.selection.ids) == {"eng1", "eng2"}
    board.key(LEFT, CTRL)
    assert set(board.teams()["co"]) == {"co1", "co2", "eng1", "eng2"}
    board.desk.undo()
    board.desk.undo()
    assert board.teams()["eng"] == ["eng1", "eng2"]
    board.view.selection.show("p1", "eng1")
    board.key(DOWN, CTRL)
    assert board.refused == [
        "Move cards of one kind at a time: pillars, objectives, key results or conditions."
    ]


def test_alt_and_arrows_go_through_a_cards_key_results(board):
    board.desk.do(edits.add(board.workshop, KeyResult("k2", objective="eng1", text="Two")))
    board.view.select("eng1")
    seen = []
    for key, modifier in ((DOWN, ALT), (DOWN, NONE), (DOWN, ALT), (UP, NONE), (UP, NONE), (UP, ALT)):
        board.key(key, modifier)
        seen.append(board.view.selected)
    assert seen == ["k1", "k2", "k2", "k1", "eng1", "k2"]
    board.key(DOWN)  # past the last row: the next card
    assert board.view.selected == "eng2"
    board.view.select("k1")
    board.key(Qt.Key.Key_Escape)
    assert board.view.selected == "eng1"


def test_shift_and_arrows_take_more_cards_and_let_go_of_them(board):
    board.view.select("eng1")
    board.key(DOWN, SHIFT)
    board.key(DOWN, SHIFT)
    assert board.view.selection.ids == ("eng1", "eng2", "mkt1")
    board.key(UP, SHIFT)
    assert board.view.selection.ids == ("eng1", "eng2")
    board.key(Qt.Key.Key_Escape)
    assert board.view.selection.ids == ("eng2",)


def test_a_parked_card_comes_back_with_an_arrow(board):
    board.desk.do(edits.park_many(board.workshop, ("mkt1",), "later"))
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
